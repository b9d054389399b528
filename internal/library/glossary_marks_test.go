package library

import (
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	gmtext "github.com/yuin/goldmark/text"
)

// someTerms are a glossary with a long and a short word of one beginning, an
// abbreviation, an adjective, a word that is never marked.
const someTerms = `
[[term]]
key = "audit-plan"
word.en = "audit plan"
word.de = "Auditplan"
says.en = "x"
says.de = "x"

[[term]]
key = "audit"
word.en = "audit"
word.de = "Audit"
says.en = "x"
says.de = "x"

[[term]]
key = "internal-audit"
word.en = "internal audit"
word.de = "internes Audit"
says.en = "x"
says.de = "x"

[[term]]
key = "soa"
word.en = "Statement of Applicability"
word.de = "Erklärung zur Anwendbarkeit"
also.en = ["SoA"]
also.de = ["SoA"]
says.en = "x"
says.de = "x"

[[term]]
key = "standard"
word.en = "ISO/IEC 17021-1"
word.de = "Norm"
says.en = "x"
says.de = "x"

[[term]]
key = "body"
word.en = "body"
word.de = "Maßnahme"
says.en = "x"
says.de = "x"

[[term]]
key = "risk"
word.en = "gap analysis"
word.de = "Risiko"
says.en = "x"
says.de = "x"

[[term]]
key = "report"
word.en = "audit report"
word.de = "Auditbericht"
says.en = "x"
says.de = "x"
marked = false
`

var termLink = regexp.MustCompile(`(?s)<a href="/(?:en/glossary|de/glossar)#([a-z0-9-]+)">(.*?)</a>`)

func TestTermsAreMarked(t *testing.T) {
	cases := []struct{ name, lang, markdown, want string }{
		{"a term at its first use", "en", "The audit plan, and again the audit plan.", "The [audit plan], and again the audit plan."},
		{"in the whole article, not in each section", "en", "## One\n\nAn audit plan.\n\n## Two\n\nAn audit plan.", "An [audit plan]. An audit plan."},
		{"the longest term, of which the shorter is no part", "en", "An audit plan. An audit.", "An [audit plan]. An [audit]."},
		{"the longest term at its second use too", "en", "An audit plan for an audit plan.", "An [audit plan] for an audit plan."},
		{"what is never marked takes its words with it", "en", "The audit report of an audit.", "The audit report of an [audit]."},
		{"the beginning of a longer term that does not go on", "en", "The audit, plan by plan.", "The [audit], plan by plan."},
		{"a term at the end", "en", "On with the audit", "On with the [audit]"},
		{"another word for the same term is no first use", "en", "The SoA is the Statement of Applicability.", "The [SoA] is the Statement of Applicability."},
		{"a plural", "en", "Two audit plans and two bodies and gap analyses.", "Two [audit plans] and two [bodies] and [gap analyses]."},
		{"a word that owns something", "en", "The body’s seal.", "The [body]’s seal."},
		{"the beginning of a sentence", "en", "Internal audits help.", "[Internal audits] help."},
		{"a name keeps its capitals", "en", "A statement of applicability; a soa.", "A statement of applicability; a soa."},
		{"a number with strokes, and a space that does not break", "en", "By ISO/IEC 17021-1:2015.", "By [ISO/IEC\u00a017021-1]:2015."},
		{"a term across two lines", "en", "Now an audit\nplan, and an\ninternal\naudit.", "Now an [audit plan], and an [internal audit]."},
		{"a term across two lines of a quotation", "en", "> an audit\n> plan", "an [audit plan]"},
		{"two spaces part a term as one", "en", "an audit  plan", "an [audit plan]"},
		{"stressed words", "en", "**An audit plan:** *audit*", "An [audit plan]: [audit]"},
		{"never half of a stressed word", "en", "An audit**or** and an *over*audit.", "An auditor and an overaudit."},
		{"never in the middle of a word", "en", "Auditor, pre-audit, audit-free, AI/audit, embody.", "Auditor, pre-audit, audit-free, AI/audit, embody."},
		{"never in a link", "en", "[The audit](/en/faq) is an audit.", "The audit is an [audit]."},
		{"never in code", "en", "`audit` and\n\n```\naudit\n```", "audit and audit"},
		{"never in a heading", "en", "## One\n\n### The audit\n\nx", "The audit x"},
		{"never in the heads of a table", "en", "| audit | x |\n| --- | --- |\n| audit plan | body |", "auditx audit plan[body]"},
		{"never in a note", "en", "A note.[^a]\n\n[^a]: An audit.", "A note.1 1An audit."},
		{"never in a foreign word", "en", "[Audit]{lang=de}", "Audit"},
		{"in a list and a callout", "en", "- an audit\n\n> [!NOTE]\n> the body", "an [audit] the [body]"},
		{"signs that are written as entities", "en", "audit&shy;or &amp; audit", "audit\u00ador &amp; [audit]"},

		{"a German plural with other letters", "de", "Zwei Auditpläne.", "Zwei [Auditpläne]."},
		{"a German genitive", "de", "Die Dauer des Audits, der Norm.", "Die Dauer des [Audits], der [Norm]."},
		{"German plurals", "de", "Normen, Maßnahmen und Risiken.", "[Normen], [Maßnahmen] und [Risiken]."},
		{"a German adjective in every case", "de", "Mit internen Audits.", "Mit [internen Audits]."},
		{"a German adjective at the beginning", "de", "Internes Audit.", "[Internes Audit]."},
		{"a German verb is no noun", "de", "Wir normen und audit.", "Wir normen und audit."},
		{"a German compound is another word", "de", "Normungsarbeit, Auditplanung, Audit- und Arbeitspläne.", "Normungsarbeit, Auditplanung, Audit- und Arbeitspläne."},
		{"umlauts in the middle of a term", "de", "Die Erklärung zur Anwendbarkeit.", "Die [Erklärung zur Anwendbarkeit]."},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			h := newHouse(t).withBody(t, c.lang, c.markdown)
			h.write("glossary.toml", someTerms)
			var html strings.Builder
			for _, s := range h.whole(t).articles["second"][c.lang].Sections() {
				html.WriteString(s.HTML)
			}
			if got := marked(html.String()); got != c.want {
				t.Errorf("%q: got\n%s\nwant\n%s\nof\n%s", c.markdown, got, c.want, html.String())
			}
		})
	}
}

// marked shows HTML without tags, each marked term in brackets.
func marked(html string) string {
	words := tags.ReplaceAllString(termLink.ReplaceAllString(html, "[$2]"), "")
	return strings.Join(strings.FieldsFunc(words, isBreakingSpace), " ")
}

func TestMarksLeadToTheirLanguage(t *testing.T) {
	h := newHouse(t).withBody(t, "de", "Das Audit.\n")
	h.write("glossary.toml", someTerms)
	got := sectionsAsHTML(h.whole(t).articles["second"]["de"].Sections())
	if want := `<p>Das <a href="/de/glossar#audit">Audit</a>.</p>`; !strings.Contains(got, want) {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestAnswersAndPlainWordsBearNoMarks(t *testing.T) {
	h := newHouse(t).withBody(t, "en", "An audit plan.\n")
	h.replace(t, "faq/when.en.md", "Now, not in 5 days.", "An audit.")
	h.write("glossary.toml", someTerms)
	lib := h.whole(t)
	if got := lib.questions["when"]["en"].HTML; termLink.MatchString(got) {
		t.Errorf("an answer: got %s, want no mark", got)
	}
	if got, want := lib.articles["second"]["en"].Sections()[0].Plain, "An audit plan."; got != want {
		t.Errorf("the words of a section: got %q, want %q", got, want)
	}
}

// What marking costs grows with the text, not with the glossary: 5 KB of
// words that all begin terms, with ten thousand terms of one beginning.
func TestMarkingIsLinear(t *testing.T) {
	many := make([]*Term, 10_000)
	for i := range many {
		many[i] = &Term{Key: base36(i), ID: base36(i), Word: "audit of " + base36(i) + " plans", marked: true}
	}
	few := many[:10]
	cost := func(terms []*Term, words string) time.Duration {
		m, least := newLexicon("en", "/en/glossary", terms), time.Hour
		for range 5 {
			b := newBinder(fstest.MapFS{}, catalog(t))
			b.marks = map[string]*lexicon{"en": m}
			e := &editor{binder: b, text: &text{file: "articles/x.en.md", lang: "en"}, source: []byte(words)}
			doc := markdown.Parser().Parse(gmtext.NewReader(e.source))
			least = min(least, workOf(func() { e.markTerms(doc) }))
		}
		return least
	}
	words := strings.Repeat("The audit of a plan is an audit of b plans. ", 5<<10/44)
	small, large := cost(few, words), cost(many, words)
	t.Logf("5 KB: %v with 10 terms, %v with 10,000", small, large)
	if large > quick/16 && large > 8*small {
		t.Errorf("5 KB took %v with 10,000 terms and %v with 10, want the same", large, small)
	}
}
