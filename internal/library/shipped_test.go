package library

import (
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"leadpath/content"
	"leadpath/internal/locale"
)

func TestShippedContent(t *testing.T) {
	words := catalog(t)
	lib, report := Load(content.FS, words, settings)
	if len(report.Faults) > 0 {
		t.Fatalf("got faults, want none:\n%s", printed(report.Faults))
	}
	t.Run("there is nothing left to advise", func(t *testing.T) {
		if len(report.Advice) > 0 {
			t.Errorf("got\n%swant none", printed(report.Advice))
		}
	})
	t.Run("a release waits for exactly the placeholders", func(t *testing.T) {
		if got, want := printed(report.Placeholders), placeholdersIn(t, content.FS); got != want {
			t.Errorf("got\n%swant\n%s", got, want)
		}
		for _, l := range words.All() {
			o := *lib.Owner(l.Code)
			for _, value := range []string{o.Brand, o.Name, o.Represented, o.Street, o.City, o.Country, o.Mail, o.Phone, o.Register, o.VAT, o.Responsible, o.Is, o.IsNot, o.Call} {
				if strings.ContainsAny(value, "[]") || value == "" {
					t.Errorf("%s: %q is shown, want words without brackets", l.Code, value)
				}
			}
		}
	})
	t.Run("every article, question, author and legal page is there in every language", func(t *testing.T) {
		for _, l := range words.All() {
			for key, versions := range lib.articles {
				if a := versions[l.Code]; a == nil || len(a.Sections()) < 2 || len(a.Sources) == 0 || a.Short == "" || len(a.related) == 0 {
					t.Errorf("articles/%s.%s.md: got %+v, want sections, sources, the short answer and what to read next", key, l.Code, a)
				}
			}
			for key, versions := range lib.questions {
				if q := versions[l.Code]; q == nil || q.Plain == "" || !strings.HasSuffix(q.Title, "?") {
					t.Errorf("faq/%s.%s.md: got %+v, want a question and its answer", key, l.Code, q)
				}
			}
			for key, versions := range lib.authors {
				if a := versions[l.Code]; a == nil || a.Plain == "" || a.Person() && len(a.Credentials) == 0 {
					t.Errorf("authors/%s.%s.md: got %+v, want words and, for a person, credentials", key, l.Code, a)
				}
			}
			for _, key := range LegalPages {
				if p := lib.legal[key][l.Code]; p == nil || p.Plain == "" {
					t.Errorf("legal/%s.%s.md: got %+v, want words", key, l.Code, p)
				}
			}
			if c := lib.comparison[l.Code]; c == nil || len(c.Differ) < len(c.Alike) || len(c.Alike) == 0 || len(c.Sources) == 0 {
				t.Errorf("compare.toml in %s: got %+v, want more differences than likenesses, and sources", l.Name, c)
			}
		}
		if len(lib.articles) < 3 || len(lib.questions) < 18 || len(lib.topics) != 4 {
			t.Errorf("got %d articles, %d questions and %d topics, want 3, 18 and 4 at least", len(lib.articles), len(lib.questions), len(lib.topics))
		}
	})
	t.Run("the main article is by Lars Zimmermann, of 9 June 2026, with its four questions", func(t *testing.T) {
		day := locale.Date{Year: 2026, Month: 6, Day: 9}
		for _, l := range words.All() {
			a := lib.articles["implementer-or-auditor"][l.Code]
			if a == nil || a.Published != day || a.Updated != day || len(a.questions) != 4 || a.Author.Name != "Lars Zimmermann" {
				t.Errorf("%s: got %+v, want it published and updated on %s with four questions", l.Code, a, day)
			}
		}
	})
	t.Run("nobody but the editors and Lars Zimmermann signs", func(t *testing.T) {
		if _, ok := lib.authors[Editorial]; !ok || lib.authors["lars-zimmermann"] == nil || len(lib.authors) != 2 {
			t.Errorf("got %d authors, want these two", len(lib.authors))
		}
	})
	reportNumbers(t, lib)
}

// placeholdersIn finds by search what the library must have found by reading.
func placeholdersIn(t *testing.T, fsys fs.FS) string {
	t.Helper()
	var want []string
	owner, err := fs.ReadFile(fsys, "owner.toml")
	if err != nil {
		t.Fatal(err)
	}
	h := house{}
	h.write("owner.toml", string(owner))
	for i, line := range strings.Split(h.file("owner.toml"), "\n") {
		if key, value, ok := strings.Cut(line, " = "); ok && strings.HasPrefix(value, `"[[`) {
			want = append(want, "owner.toml:"+strconv.Itoa(i+1)+": "+key+" is a placeholder; write the owner’s own\n")
		}
	}
	files, err := fs.Glob(fsys, "authors/*.md")
	if err != nil {
		t.Fatal(err)
	}
	want = append(unknownIn(t, fsys), want...)
	var names []string
	for _, file := range files {
		data, _ := fs.ReadFile(fsys, file)
		if !strings.HasPrefix(file, "authors/"+Editorial) && !strings.Contains(string(data), "\nagreed = ") {
			name := regexp.MustCompile(`(?m)^name = "(.*)"$`).FindSubmatch(data)[1]
			names = append(names, file+":1: "+string(name)+" has not agreed to this page yet; write the day as agreed = 2026-06-09\n")
		}
	}
	return strings.Join(slices.Concat(names, want), "")
}

var number = regexp.MustCompile(`\d[\d.,]*\d|\d`)

// reportNumbers lists the numbers that stand in one version of a text alone.
// It gates nothing: a number may be a word in the other language.
func reportNumbers(t *testing.T, lib *Library) {
	numbers := func(words string) map[string]int {
		count := map[string]int{}
		for _, n := range number.FindAllString(words, -1) {
			count[strings.NewReplacer(".", "", ",", "").Replace(n)]++
		}
		return count
	}
	compare := func(key, en, de string) {
		left, right := numbers(en), numbers(de)
		for n := range left {
			if right[n] == 0 {
				t.Logf("%s: %s stands in English only", key, n)
			}
		}
		for n := range right {
			if left[n] == 0 {
				t.Logf("%s: %s stands in German only", key, n)
			}
		}
	}
	for key, versions := range lib.articles {
		compare("articles/"+key, wordsOf(versions["en"]), wordsOf(versions["de"]))
	}
	for key, versions := range lib.questions {
		compare("faq/"+key, versions["en"].Title+" "+versions["en"].Plain, versions["de"].Title+" "+versions["de"].Plain)
	}
	for key, versions := range lib.legal {
		compare("legal/"+key, versions["en"].Plain, versions["de"].Plain)
	}
}

var tags = regexp.MustCompile(`<[^>]*>`)

func wordsOf(a *Article) string {
	words := a.Title + " " + a.Standfirst + " " + a.Short
	for _, s := range a.Sections() {
		words += " " + s.Title + " " + tags.ReplaceAllString(s.HTML, " ")
	}
	return words
}

// unknownIn finds the placeholders of legal pages by search.
func unknownIn(t *testing.T, fsys fs.FS) (want []string) {
	t.Helper()
	files, err := fs.Glob(fsys, "legal/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		data, _ := fs.ReadFile(fsys, file)
		for i, line := range strings.Split(string(data), "\n") {
			found := regexp.MustCompile(`\[\[.*?\]\]`).FindAllString(line, -1)
			slices.Sort(found) // as a report is
			for _, m := range found {
				want = append(want, file+":"+strconv.Itoa(i+1)+": "+m+" is a placeholder; write the owner’s own words, without the brackets\n")
			}
		}
	}
	return want
}
