package web_test

import (
	"fmt"
	"html"
	"math/rand/v2"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"leadpath/internal/advice"
	"leadpath/internal/locale"
	"leadpath/internal/webtest"
)

// A form is what a stranger sees of a step: where it leads, what it carries
// and which answers it takes.
type form struct {
	id, kind, action string
	hidden           url.Values
	fields           []map[string]string // inputs but hidden ones
	body             string
}

var formTag = regexp.MustCompile(`<form [^>]*data-question="([^"]+)" data-kind="([^"]+)" method="get" action="([^"]+)">`)

func formOf(t *testing.T, body string) form {
	t.Helper()
	found := formTag.FindStringSubmatch(body)
	if found == nil {
		t.Fatalf("got a page without a step’s form: %.200s", body)
	}
	f := form{id: found[1], kind: found[2], action: html.UnescapeString(found[3]), hidden: url.Values{}, body: body}
	for _, input := range tags(between(body, found[0], "</form>"), "input") {
		if input["type"] == "hidden" {
			f.hidden.Add(input["name"], input["value"])
		} else {
			f.fields = append(f.fields, input)
		}
	}
	return f
}

// values are the answers that the form takes under a name.
func (f form) values(name string) (list []string) {
	for _, field := range f.fields {
		if field["name"] == name {
			list = append(list, field["value"])
		}
	}
	return list
}

// A stranger walks the questionnaire by its forms alone.
type stranger struct {
	t    *testing.T
	site *webtest.Site
	l    *locale.Locale
	at   string
	seen []string // ids of the steps
}

// open follows redirects to a page and gives it.
func (s *stranger) open(address string) string {
	s.t.Helper()
	for range 5 {
		response, body := s.site.Get(s.t, address)
		if response.StatusCode == http.StatusOK {
			s.at = address
			return body
		}
		if response.StatusCode != http.StatusSeeOther {
			s.t.Fatalf("GET %s: got %d, want 200 or 303", address, response.StatusCode)
		}
		address = response.Header.Get("Location")
	}
	s.t.Fatalf("GET %s: got no page after five redirects", address)
	return ""
}

// answer sends a step's form with more fields.
func (s *stranger) answer(f form, more url.Values) string {
	s.t.Helper()
	query := url.Values{}
	for name, values := range f.hidden {
		query[name] = slices.Clone(values)
	}
	for name, values := range more {
		query[name] = append(query[name], values...)
	}
	s.seen = append(s.seen, f.id)
	return s.open(f.action + "?" + query.Encode())
}

// walk answers everything that is asked, by choose, and gives the result.
func (s *stranger) walk(choose func(f form) url.Values) string {
	s.t.Helper()
	body := s.open(s.l.Path("path"))
	body = s.open(html.UnescapeString(between(body, `<a class="button" href="`, `"`)))
	for range 60 {
		if strings.Contains(body, "data-outcome=") {
			return body
		}
		f := formOf(s.t, body)
		body = s.answer(f, choose(f))
	}
	s.t.Fatal("got no result after 60 steps")
	return ""
}

// Every way through, in both languages, by the forms alone: a result follows,
// its hooks agree with the sum, and the other language shows the same.
func TestStrangersReachTheirResult(t *testing.T) {
	w := shared(t)
	random := rand.New(rand.NewPCG(4, 42001))
	for _, l := range w.Catalog.All() {
		for round := range rounds(12, 200) {
			s := &stranger{t: t, site: w.Site, l: l}
			body := s.walk(func(f form) url.Values {
				switch {
				case f.kind == "circumstance" && round%3 == 0:
					return url.Values{"skip": {f.id}}
				case f.kind == "circumstance" && f.fields[0]["type"] == "number":
					return url.Values{f.id: {strconv.Itoa(random.IntN(2000))}}
				}
				values := f.values(f.id)
				given := url.Values{f.id: {values[random.IntN(len(values))]}}
				if f.kind == "statement" && random.IntN(4) == 0 && !strings.Contains(f.body, " disabled") {
					given.Set("star", f.id)
				}
				return given
			})
			judgeResult(t, w, s.at, body)
			if len(slices.Compact(slices.Sorted(slices.Values(s.seen)))) != len(s.seen) {
				t.Errorf("%s: got a step twice on the way: %v", s.at, s.seen)
			}
		}
	}
}

// attributeOf gives the value of an attribute, the first time it stands there.
func attributeOf(body, name string) string { return between(body, " "+name+`="`, `"`) }

// judgeResult compares what a result page says in its hooks with the advice
// for the answers in its address.
func judgeResult(t *testing.T, w *world, address, body string) {
	t.Helper()
	_, query, _ := strings.Cut(address, "?")
	a := w.Content.Paths.Parse(query)
	if a.Encode() != query {
		t.Errorf("%s: got an address that is not the answers’ own, want %s", address, a.Encode())
	}
	r := advice.Weigh(a)
	want := map[string]string{
		"data-outcome": string(r.Outcome), "data-lean": string(r.Lean), "data-margin": strconv.Itoa(r.Margin), "data-strength": string(r.Strength()),
		"data-settled": map[bool]string{true: "yes", false: "no"}[r.Settled],
	}
	for _, c := range r.Contributions {
		if share := fmt.Sprintf(`data-contribution="%s" data-%s="%d"`, c.Statement.ID, c.Statement.Side, c.Points); !strings.Contains(body, share) {
			t.Errorf("%s: got no %s", address, share)
		}
	}
	for name, value := range want {
		if got := attributeOf(body, name); got != value {
			t.Errorf("%s: got %s %q, want %q", address, name, got, value)
		}
	}
	for name, side := range map[string]advice.Side{"data-build": advice.Build, "data-verify": advice.Verify} {
		if got := between(body, `data-lean="`+string(r.Lean)+`"`, ">"); attributeOf(got, name) != strconv.Itoa(r.Axes[side].Percent()) {
			t.Errorf("%s: got %q, want %s %d", address, got, name, r.Axes[side].Percent())
		}
	}
	if flip := attributeOf(body, "data-flip"); flip != "" {
		changed := query
		for change := range strings.FieldsSeq(flip) {
			id, _, _ := strings.Cut(change, "=")
			changed = regexp.MustCompile(`\b`+id+`=[^&]+`).ReplaceAllString(changed, change)
		}
		response, other := w.Get(t, strings.SplitN(address, "?", 2)[0]+"?"+changed)
		if got := attributeOf(other, "data-outcome"); response.StatusCode != 200 || got == string(r.Outcome) || got == "" {
			t.Errorf("%s: with the smallest change %s: got %d and %q, want another outcome than %s", address, flip, response.StatusCode, got, r.Outcome)
		}
	}
}

// W2: the language link of every page of the questionnaire leads there and
// back to the same answers.
func TestLanguageLinkKeepsTheAnswers(t *testing.T) {
	w := shared(t)
	result := w.Answers(t, someAnswers, someCircumstances)
	for _, l := range w.Catalog.All() {
		addresses := []string{l.Path("path") + "?" + w.Answers(t, "3 4 1", "star=trail"), l.Path("result") + "?" + result, l.Path("grades") + "?side=auditor&years=3&held=auditor-exam-27001"}
		for _, s := range w.Content.Paths.Today().Steps() {
			addresses = append(addresses, l.Path("step", s.ID)+"?"+result)
		}
		for _, address := range addresses {
			there := counterpart(t, w, address)
			if _, a, _ := strings.Cut(address, "?"); !strings.HasSuffix(there, "?"+a) || strings.HasPrefix(there, l.Path("home")) {
				t.Errorf("%s: got the language link %s, want the same query in the other language", address, there)
			}
			if back := counterpart(t, w, there); back != address {
				t.Errorf("%s: got %s on the way back, want it again", address, back)
			}
		}
	}
}

// counterpart gives the address that a page's language link leads to.
func counterpart(t *testing.T, w *world, address string) string {
	t.Helper()
	response, body := w.Get(t, address)
	if response.StatusCode != 200 {
		t.Fatalf("GET %s: got %d, want 200", address, response.StatusCode)
	}
	return languageLinkOf(t, body, address)["href"]
}

// One answer is changed from the result and the result comes back, without
// a look at any other step.
func TestOneAnswerIsChangedFromTheResult(t *testing.T) {
	w := shared(t)
	for _, l := range w.Catalog.All() {
		address := l.Path("result") + "?" + w.Answers(t, someAnswers, "years=4")
		_, body := w.Get(t, address)
		s := &stranger{t: t, site: w.Site, l: l}
		link := html.UnescapeString(between(between(body, `data-contribution="tend"`, "</li>"), `href="`, `"`))
		f := formOf(t, s.open(link))
		if f.id != "tend" || f.hidden.Get("tend") != "" {
			t.Fatalf("%s: got the step %s that carries tend=%q, want tend without its own answer", link, f.id, f.hidden.Get("tend"))
		}
		var result string
		for _, button := range tags(f.body, "button") {
			if button["formaction"] != "" {
				result = button["formaction"]
			}
		}
		f.action = result
		if body := s.answer(f, url.Values{"tend": {"0"}}); !strings.Contains(body, "data-outcome=") || !strings.Contains(s.at, "&tend=0&") || !strings.Contains(s.at, "years=4") {
			t.Errorf("from %s: got %s, want the result with tend=0 and all else as it was", address, s.at)
		}
	}
}

// Whatever stands in an address, a page or a way to one comes back, in one
// step more at most, and never a fault of ours.
func TestOddAnswersFindAPage(t *testing.T) {
	w := shared(t)
	random := rand.New(rand.NewPCG(7, 7))
	m := w.Content.Paths.Today()
	var words []string
	for _, s := range m.Steps() {
		words = append(words, s.ID)
	}
	words = append(words, "v", "star", "without", "skip", "from", "switch", "0", "4", "5", "-1", "unsure", "skip", "a", "b", "a.b", "99999", "100000", "1.5", "%00", "%zz", "<script>", "ä", "'", "none.foundation-42001", "1", "2", "", "=", "&&", ";", "+")
	for range rounds(400, 20_000) {
		var query strings.Builder
		for range random.IntN(60) {
			query.WriteString("&" + words[random.IntN(len(words))] + "=" + words[random.IntN(len(words))])
		}
		l := w.Catalog.All()[random.IntN(2)]
		path := []string{l.Path("path"), l.Path("result"), l.Path("method"), l.Path("grades"), l.Path("step", words[random.IntN(len(m.Steps()))])}[random.IntN(5)]
		address := path + "?" + query.String()
		if len(address) > 1_950 {
			continue
		}
		got := ask(t, w.Site, "GET", strings.NewReplacer(" ", "%20", "<", "%3C", "ä", "%C3%A4").Replace(address))
		switch got.StatusCode {
		case http.StatusOK:
		case http.StatusSeeOther:
			target := got.Header.Get("Location")
			if again, _ := w.Get(t, strings.SplitN(target, "#", 2)[0]); again.StatusCode != http.StatusOK {
				t.Errorf("%s leads to %s, which answers %d, want 200", address, target, again.StatusCode)
			}
		default:
			t.Errorf("%s: got %d, want 200 or 303", address, got.StatusCode)
		}
	}
}

// S21: answers stand in no line of the log.
func TestAnswersStayOutOfTheLog(t *testing.T) {
	var log strings.Builder
	site := serve(t, webtest.Options{Log: &log})
	query := site.Answers(t, someAnswers, someCircumstances)
	for _, l := range site.Catalog.All() {
		for _, address := range []string{l.Path("result"), l.Path("path"), l.Path("step", "draft")} {
			site.Get(t, address+"?"+query)
		}
	}
	for _, word := range []string{"draft", "trail", "unsure", "recent", "v=1"} {
		if strings.Contains(log.String(), word) {
			t.Errorf("the log has %q in it:\n%s", word, log.String())
		}
	}
}

// S8: what stands in an address is not shown as it came.
func TestAnswersAreNotMirrored(t *testing.T) {
	w := shared(t)
	for _, attack := range []string{`"><script>alert(1)</script>`, `'onfocus=alert(1) x='`, `javascript:alert(1)`, "\u202e", `{{.}}`, `%27`} {
		for _, name := range []string{"draft", "years", "v", "star", "without", "skip", "held", "x"} {
			address := "/en/path/draft?" + name + "=" + url.QueryEscape(attack)
			s := &stranger{t: t, site: w.Site, l: w.Catalog.Default()}
			if body := s.open(address); strings.Contains(body, attack) || strings.Contains(s.at, url.QueryEscape(attack)) {
				t.Errorf("%s: got it back at %s", address, s.at)
			}
		}
	}
}
