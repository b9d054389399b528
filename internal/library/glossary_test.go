package library

import (
	"slices"
	"strings"
	"testing"
	"time"

	"leadpath/content"
)

// termsOf gives the words of a glossary as its page lists them.
func termsOf(e *Edition, lang string) (words []string) {
	for _, t := range e.Terms(lang) {
		words = append(words, t.Letter()+" "+t.Word+" #"+t.ID)
	}
	return words
}

func TestTermsStandByTheAlphabetOfTheirLanguage(t *testing.T) {
	var file strings.Builder
	for i, pair := range [][2]string{
		{"zone", "Zeit"}, {"action", "Übung"}, {"Annex A", "Uhr"}, {"AI Act", "Straße"}, {"audit plan", "Strasse, alte"}, {"éclat", "ärztlich"}, {"3 years", "Azubi"}, {"scope", "Öl"},
	} {
		file.WriteString("[[term]]\nkey = \"k" + base36(i) + "\"\nword.en = \"" + pair[0] + "\"\nword.de = \"" + pair[1] + "\"\nsays.en = \"x\"\nsays.de = \"x\"\n")
	}
	h := newHouse(t)
	h.write("glossary.toml", file.String())
	e := h.whole(t).At(time.Now())
	for lang, want := range map[string][]string{
		"en": {"0 3\u00A0years #3-years", "A action #action", "A AI Act #ai-act", "A Annex\u00A0A #annex-a", "A audit plan #audit-plan", "E éclat #eclat", "S scope #scope", "Z zone #zone"},
		"de": {"A ärztlich #aerztlich", "A Azubi #azubi", "O Öl #oel", "S Straße #strasse", "S Strasse, alte #strasse-alte", "U Übung #uebung", "U Uhr #uhr", "Z Zeit #zeit"},
	} {
		if got := termsOf(e, lang); !slices.Equal(got, want) {
			t.Errorf("Terms(%q): got\n%q\nwant\n%q", lang, got, want)
		}
	}
}

func TestATermIsFoundInTheOtherLanguage(t *testing.T) {
	e := newHouse(t).whole(t).At(time.Now())
	for _, term := range e.Terms("en") {
		if got := e.TermIn("de", term); got.Key != term.Key || got.Lang != "de" {
			t.Errorf("TermIn(de, %s): got %s in %s", term.Key, got.Key, got.Lang)
		}
	}
	if got, want := e.TermIn("de", e.Terms("en")[0]).Also, []string{"Ablaufplan"}; !slices.Equal(got, want) {
		t.Errorf("other words: got %q, want %q", got, want)
	}
}

func TestWithoutAGlossaryThereAreNoTerms(t *testing.T) {
	h := newHouse(t).withBody(t, "en", "An audit plan.\n")
	delete(h, "glossary.toml")
	lib := h.whole(t)
	if got := lib.At(time.Now()).Terms("en"); len(got) > 0 {
		t.Errorf("got %d terms, want none", len(got))
	}
	if got := lib.articles["second"]["en"].Sections()[0].HTML; termLink.MatchString(got) {
		t.Errorf("got the mark %s, want none", got)
	}
}

func TestALinkToAGlossaryThatIsNotThereIsAFault(t *testing.T) {
	h := newHouse(t).withBody(t, "en", "See [the words](/en/glossary#audit-plan).\n")
	h.whole(t)
	delete(h, "glossary.toml")
	_, report := h.load(t)
	if got, want := printed(report.Faults), `there is no page "/en/glossary#audit-plan" in this language`; !strings.Contains(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestEnglishInAGermanSentenceIsNamed(t *testing.T) {
	h := newHouse(t)
	h.replace(t, "glossary.toml", `says.de = "Wer wann spricht."`, `says.de = "Wer die Evidence prüft."`)
	_, report := h.load(t)
	if got, want := printed(report.Advice), "glossary.toml:7: \"Evidence\" is foreign here; say it in Deutsch\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// fewestTerms and the marks of an article are what the site is to offer.
const (
	fewestTerms = 80
	fewestMarks = 5
	mostMarks   = 14
)

// The two sentences of a term say the same: every number of one stands in the
// other.
func TestShippedGlossary(t *testing.T) {
	lib, report := Load(content.FS, catalog(t), settings)
	if lib == nil {
		t.Fatal(printed(report.Faults))
	}
	e := lib.At(time.Now())
	if got := len(e.Terms("en")); got < fewestTerms {
		t.Errorf("got %d terms, want %d or more", got, fewestTerms)
	}
	for _, en := range e.Terms("en") {
		de := e.TermIn("de", en)
		if got, want := numbers(de.Says), numbers(en.Says); !slices.Equal(got, want) {
			t.Errorf("%s: got the numbers %q in German, want %q as in English", en.Key, got, want)
		}
		for _, term := range []*Term{en, de} {
			if !strings.HasSuffix(term.Says, ".") || strings.ContainsAny(term.Says, "!?") || len(term.Says) > 300 {
				t.Errorf("%s in %s: got %q, want one calm sentence of at most 300 bytes", term.Key, term.Lang, term.Says)
			}
		}
	}
}

// numbers gives the numbers of a sentence, sorted, without their commas and
// full stops.
func numbers(says string) (list []string) {
	for _, n := range number.FindAllString(says, -1) {
		list = append(list, strings.NewReplacer(".", "", ",", "").Replace(n))
	}
	slices.Sort(list)
	return list
}

func TestShippedArticlesBearAFewMarks(t *testing.T) {
	lib, report := Load(content.FS, catalog(t), settings)
	if lib == nil {
		t.Fatal(printed(report.Faults))
	}
	for key, versions := range lib.articles {
		for lang, a := range versions {
			found := termLink.FindAllString(sectionsAsHTML(a.Sections()), -1)
			if n := len(found); n < fewestMarks || n > mostMarks {
				t.Errorf("%s in %s: got %d marks, want %d to %d: %s", key, lang, n, fewestMarks, mostMarks, strings.Join(found, " "))
			}
		}
	}
}
