package locale_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/pelletier/go-toml/v2"

	"leadpath/internal/advice"
	"leadpath/internal/booking"
	"leadpath/internal/library"
	"leadpath/internal/locale"
	"leadpath/locales"
)

func catalog(t testing.TB) *locale.Catalog {
	t.Helper()
	c, err := locale.Load(locales.FS)
	if err != nil {
		t.Fatalf("locale.Load: got %v, want every word in every language", err)
	}
	return c
}

// The words that code asks for by a key it puts together: for each beginning
// of a key the ends that can follow it. A new one fails the test until it has
// a row.
var families = map[string][]string{
	"answer.":                        {"0", "1", "2", "3", "4", "unsure"},
	"article.newer.":                 inLanguages("head", "section", "read"),
	"call.topic.":                    booking.Standard().Topics,
	"call.trouble.":                  {"cancelled", "down", "gone", "many", "past", "preview", "sure"},
	"date.month.":                    numbered(1, 12),
	"drawing.clause.":                numbered(4, 10),
	"error.":                         pagesOf("400", "403", "404", "405", "413", "414", "429", "431", "500", "503"),
	"fault.":                         {"consent.missing", "email.long", "email.missing", "email.wrong", "message.long", "name.long", "name.missing", "phone.long", "phone.missing", "phone.wrong", "timezone.unknown", "topic.unknown"},
	"form.trouble.":                  {"down", "gone", "many", "none", "preview"},
	"grade.field.":                   advice.Standards,
	"grade.hours.":                   sides,
	"letter.first.":                  sides,
	"mail.lead.owner.":               append(kinds(), "erased"),
	"mail.lead.visitor.":             append(kinds(), "confirm"),
	"mail.title.owner.":              append(kinds(), "erased"),
	"mail.title.visitor.":            append(kinds(), "confirm"),
	"method.":                        {"axes", "statements", "answers", "rule", "unsure", "firm", "order", "circumstances", "example", "proofs", "trial", "limits", "versions"},
	"method.effect.":                 {"order", "time", "route", "wish", "reading"},
	"method.proof.":                  {"reachable", "alike", "towards", "same", "matters"},
	"method.rule.":                   {"1", "2", "3", "4"},
	"outcome.lead.":                  {"lead-implementer", "lead-auditor", "both"},
	"outcome.lead.foundation-first.": {"lead-implementer", "lead-auditor", "none"},
	"outcome.name.":                  outcomes,
	"outcome.order.swayed.":          sides,
	"outcome.title.":                 {"lead-implementer", "lead-auditor", "foundation-first"},
	"outcome.title.both.":            sides,
	"outcome.wish.":                  sides,
	"own.":                           standing("booked", "cancelled", "confirmed", "unconfirmed"),
	"own.mail.":                      append(kinds(), "confirm"),
	"own.trouble.":                   {"cancelled", "down", "gone", "many", "none", "past", "preview", "sure"},
	"search.kind.":                   {"article", "question", "term"},
	"side.":                          sides,
	"step.":                          {"statement.how", "pair.how", "circumstance.how", "statement.place", "pair.place", "circumstance.place"},
	"strength.":                      {"edge", "close", "clear"},
	"way.":                           {"path", "compare", "articles", "faq", "call"},
	"zones.":                         locale.ZoneGroups,
}

// passedOn are the names under which code hands a key on to T or N: months is
// the list of the words date.month, the others are told where they are made.
var passedOn = []string{"months[month-1]", "weekdays[day]", "key", "word", "hint", "f.Word", `v.word("title")`, `v.word("lead")`}

// otherwise begin keys of files of content, or addresses, besides words.
var otherwise = []string{"topic.", "faq.", "address."}

var (
	sides    = []string{"build", "verify"}
	outcomes = []string{"lead-implementer", "lead-auditor", "both", "foundation-first"}
)

// pagesOf gives the words of the error pages.
func pagesOf(statuses ...string) (ends []string) {
	for _, status := range statuses {
		ends = append(ends, status+".title", status+".say")
	}
	return ends
}

// inLanguages gives words that name a language of the site, one for each.
func inLanguages(of ...string) (ends []string) {
	for _, end := range of {
		for _, l := range locale.Languages {
			ends = append(ends, end+"."+l.Code)
		}
	}
	return ends
}

// kinds are those of the mails that visitor and owner both get.
func kinds() []string {
	return []string{string(booking.MailBooked), string(booking.MailMoved), string(booking.MailCancelled), string(booking.MailTakenBack),
		string(booking.MailReminderDay), string(booking.MailReminderHour)}
}

// standing gives what the visitor's page says of a call as it stands.
func standing(states ...string) (ends []string) {
	for _, state := range states {
		ends = append(ends, state+".title", state+".lead")
	}
	return ends
}

func numbered(from, to int) (ends []string) {
	for n := from; n <= to; n++ {
		ends = append(ends, fmt.Sprintf("%02d", n))
	}
	return ends
}

var (
	whole      = regexp.MustCompile(`"([a-z0-9-]+(?:\.[a-z0-9-]+)+)"`)
	literals   = regexp.MustCompile(`"((?:[a-z0-9-]+\.)+)(?:%[^"]*)?"`) // the beginning of a key
	wordUse    = regexp.MustCompile(`\.(T|N)\((?:"([^"]+)"[,)]|((?:[^(),]|\([^()]*\))+))`)
	addressUse = regexp.MustCompile(`\.(?:Path|Route)\("([^"]+)"|\bat\("([^"]+)"\)`)
)

// wordsInUse reads templates and code, and gives the words they ask for and
// among these the ones asked for by number.
func wordsInUse(t *testing.T) (used, counted map[string]bool) {
	t.Helper()
	used, counted = map[string]bool{}, map[string]bool{}
	first := catalog(t).Default()
	for _, source := range sources(t) {
		for _, m := range wordUse.FindAllStringSubmatch(source, -1) {
			if m[2] != "" {
				used[m[2]] = true
				counted[m[2]] = counted[m[2]] || m[1] == "N"
				continue
			}
			if !slices.Contains(passedOn, m[3]) && !literals.MatchString(m[3]) {
				t.Errorf("a word is asked for by %s: begin the key here, or add it to those that are passed on", m[3])
			}
		}
		for _, m := range whole.FindAllStringSubmatch(source, -1) {
			if first.Has(m[1]) { // a key that is chosen before it is asked for
				used[m[1]] = true
			}
		}
		for _, m := range literals.FindAllStringSubmatch(source, -1) {
			if ends, ok := families[m[1]]; ok {
				for _, end := range ends {
					used[m[1]+end] = true
				}
			} else if beginsAKey(t, m[1]) && !slices.Contains(otherwise, m[1]) {
				t.Errorf("keys begin with %q: add the ends that can follow to this test", m[1])
			}
		}
		for _, m := range addressUse.FindAllStringSubmatch(source, -1) {
			used["address."+m[1]+m[2]] = true
		}
	}
	for _, page := range library.LegalPages {
		used["address."+page] = true
	}
	return used, counted
}

func beginsAKey(t *testing.T, begin string) bool {
	t.Helper()
	return slices.ContainsFunc(keysOf(t, locale.Languages[0].Code), func(key string) bool { return strings.HasPrefix(key, begin) })
}

func sources(t *testing.T) []string {
	t.Helper()
	var list []string
	for _, root := range []string{"../../templates", "../../internal", "../../cmd"} {
		err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if entry.Name() == "node_modules" {
				return fs.SkipDir
			}
			generated := strings.HasSuffix(path, "_templ.go") || strings.HasSuffix(path, "_test.go")
			if entry.IsDir() || generated || filepath.Ext(path) != ".go" && filepath.Ext(path) != ".templ" {
				return nil
			}
			data, err := os.ReadFile(path)
			list = append(list, withoutComments(string(data)))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return list
}

var comment = regexp.MustCompile(`(?m)^\s*//.*$`)

func withoutComments(source string) string { return comment.ReplaceAllString(source, "") }

func TestEveryWordThatIsAskedForStandsInEveryLanguage(t *testing.T) {
	used, _ := wordsInUse(t)
	for _, l := range catalog(t).All() {
		for key := range used {
			if !l.Has(key) {
				t.Errorf("%s.toml: %q is asked for and has no word", l.Code, key)
			}
		}
	}
}

func TestEveryWordIsAskedFor(t *testing.T) {
	used, _ := wordsInUse(t)
	for _, l := range catalog(t).All() {
		for _, key := range keysOf(t, l.Code) {
			if !used[key] {
				t.Errorf("%s.toml: nothing asks for %q; take it out", l.Code, key)
			}
		}
	}
}

// Words that are asked for by number say one thing and two things.
func TestCountedWordsHaveTheirPluralForms(t *testing.T) {
	_, counted := wordsInUse(t)
	for key, byNumber := range counted {
		if !byNumber {
			continue
		}
		for _, l := range catalog(t).All() {
			for _, n := range []int{0, 1, 2, 1000} {
				inWords := n == 1 && !strings.Contains(messages(t, l.Code)[key].One, "{{.PluralCount}}")
				if got := l.N(key, n, sample(messages(t, l.Code)[key].Other)...); !inWords && !strings.Contains(got, l.Number(n)) {
					t.Errorf("%s: N(%q, %d): got %q, want the number %s in it", l.Code, key, n, got, l.Number(n))
				}
			}
			if forms := messages(t, l.Code)[key]; forms.One == "" || forms.Other == "" {
				t.Errorf("%s.toml: %q is asked for by number and needs the forms one and other, got %+v", l.Code, key, forms)
			}
		}
	}
}

type message struct{ Description, One, Other string }

// messages reads a language's file without the help of the library that
// serves the words.
func messages(t testing.TB, code string) map[string]message {
	t.Helper()
	data, err := fs.ReadFile(locales.FS, code+".toml")
	if err != nil {
		t.Fatal(err)
	}
	var raw map[string]any
	if err := toml.Unmarshal(data, &raw); err != nil {
		t.Fatalf("%s.toml: %v", code, err)
	}
	all := map[string]message{}
	for key, value := range raw {
		switch v := value.(type) {
		case string:
			all[key] = message{Other: v}
		case map[string]any:
			text := func(name string) string { s, _ := v[name].(string); return s }
			all[key] = message{text("description"), text("one"), text("other")}
		}
	}
	return all
}

var keyOfLine = regexp.MustCompile(`(?m)^"([^"]+)"\s*=`)

// keysOf gives the keys of a language's file in its order.
func keysOf(t testing.TB, code string) []string {
	t.Helper()
	data, err := fs.ReadFile(locales.FS, code+".toml")
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, m := range keyOfLine.FindAllSubmatch(data, -1) {
		keys = append(keys, string(m[1]))
	}
	if want := len(messages(t, code)); len(keys) != want {
		t.Errorf("%s.toml: got %d lines that begin with a quoted key, want all %d words written so", code, len(keys), want)
	}
	return keys
}

func TestWordsAreSorted(t *testing.T) {
	for _, l := range locale.Languages {
		keys := keysOf(t, l.Code)
		for i := 1; i < len(keys); i++ {
			if keys[i] < keys[i-1] {
				t.Errorf("%s.toml: %q stands after %q; sort the keys", l.Code, keys[i], keys[i-1])
			}
		}
	}
}

func TestEveryWordIsDescribedInTheFirstLanguage(t *testing.T) {
	first := locale.Languages[0].Code
	for key, m := range messages(t, first) {
		if m.Description == "" {
			t.Errorf("%s.toml: %q has no description; say where it stands", first, key)
		}
	}
}

var placeholder = regexp.MustCompile(`\{\{?\.?\w+\}?\}`)

// What one language fills in, the other fills in too.
func TestPlaceholdersAreTheSameInEveryLanguage(t *testing.T) {
	first := messages(t, locale.Languages[0].Code)
	for _, l := range locale.Languages[1:] {
		for key, m := range messages(t, l.Code) {
			got, want := placeholder.FindAllString(m.Other, -1), placeholder.FindAllString(first[key].Other, -1)
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("%s.toml: %q fills in %v, in %s it is %v", l.Code, key, got, locale.Languages[0].Code, want)
			}
		}
	}
}

// A word that one language lacks is named, with the file to write it in.
func TestMissingWordIsNamed(t *testing.T) {
	_, err := locale.Load(fstest.MapFS{
		"en.toml": {Data: []byte("\"menu.faq\" = \"FAQ\"\n\"menu.articles\" = \"Articles\"\n")},
		"de.toml": {Data: []byte("\"menu.faq\" = \"FAQ\"\n\"menu.name\" = \"Haupt\"\n")},
	})
	want := `en.toml:1: the word "menu.name" is missing; write it here as in de.toml` + "\n" +
		`de.toml:1: the word "menu.articles" is missing; write it here as in en.toml`
	if err == nil || err.Error() != want {
		t.Errorf("locale.Load: got %v, want %s", err, want)
	}
}

func TestMissingFileIsNamed(t *testing.T) {
	_, err := locale.Load(fstest.MapFS{"en.toml": {Data: []byte("\"a\" = \"b\"\n")}})
	if err == nil || !strings.Contains(err.Error(), "de.toml") {
		t.Errorf("locale.Load without de.toml: got %v, want its name", err)
	}
}
