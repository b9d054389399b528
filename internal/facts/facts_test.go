package facts_test

import (
	"slices"
	"strings"
	"testing"

	"leadpath/internal/facts"
)

// found gives the values of the hard facts of a text, and of the loose ones
// behind a tilde.
func found(lang, text string) string {
	var list []string
	for _, f := range facts.Find(lang, text) {
		value := strings.ReplaceAll(strings.Join(f.Values, "|"), " ", "_")
		if f.Loose {
			if slices.Contains([]string{"0", "1"}, value) {
				continue
			}
			value = "~" + value
		}
		list = append(list, value)
	}
	return strings.Join(list, " ")
}

func TestFactsSayTheSameInBothLanguages(t *testing.T) {
	for _, c := range []struct{ says, english, german, want string }{
		{"thousands", "1,200 hours", "1.200 Stunden", "1200"},
		{"a million", "1,234,567 and 12", "1.234.567 und 12", "1234567 12"},
		{"thousands parted by a space", "1\u202F200 hours", "1\u00A0200 Stunden", "1200"},
		{"decimals", "1.4 per cent", "1,4 Prozent", "1.4"},
		{"thousands with decimals", "1,200.50", "1.200,50", "1200.50"},
		{"words for numbers", "five days, twelve months", "fünf Tage, zwölf Monate", "5 12"},
		{"longer words for numbers", "twenty-four questions and ninety-nine answers", "vierundzwanzig Fragen und neunundneunzig Antworten", "24 99"},
		{"hundreds in words", "two hundred hours, a hundred, one thousand", "zweihundert Stunden, hundert, eintausend", "200 100 1000"},
		{"hundreds with a rest", "two hundred and ten", "zweihundertzehn", "210"},
		{"a number in a compound", "the two-year line and a five-day course", "die Zweijahresgrenze und ein fünftägiger Kurs", "2 5"},
		{"millions", "EUR 10 m or 2 %, EUR 7 million", "10 Mio. Euro oder 2 %, 7 Millionen Euro", "10000000 2 7000000"},
		{"a range", "29,000–30,000 organisations", "29.000 bis 30.000 Einrichtungen", "29000 30000"},
		{"a range with a hyphen", "clauses 4-10", "Abschnitte 4 bis 10", "4 10"},
		{"a date", "27 May 2026", "27. Mai 2026", "2026-05-27"},
		{"a date in other ways", "May 27, 2026 and 27th of May 2026", "27.05.2026 und 27.5.2026", "2026-05-27 2026-05-27"},
		{"a date for machines", "2026-05-27", "2026-05-27", "2026-05-27"},
		{"a month of a year", "since May 2026", "seit Mai 2026", "2026-05"},
		{"a day of a month", "by 6 March", "bis zum 6. März", "--03-06"},
		{"a time", "from 9:00 to 2:30 pm", "von 9 Uhr bis 14:30 Uhr", "09:00 14:30"},
		{"a standard and its edition", "ISO/IEC 27001:2022", "ISO/IEC 27001:2022", "27001 2022"},
		{"a part of a standard", "ISO/IEC 27006-1:2024", "ISO/IEC 27006-1:2024", "27006 1 2024"},
		{"a standard within a compound", "ISO 27001 certification", "ISO-27001-Zertifizierung", "27001"},
		{"a regulation", "Regulation (EU) 2024/1689", "Verordnung (EU) 2024/1689", "2024/1689"},
		{"a clause", "clause 5.2.6 and 6.1", "Abschnitt 5.2.6 und 6.1", "5.2.6 6.1"},
		{"a clause of an annex", "A.5.1 in Annex III", "A.5.1 in Anhang III", "5.1 roman_III"},
		{"an article of a law", "Art. 6(1)(b), § 38", "Art. 6 Abs. 1 Buchst. b, § 38", "6 1 38"},
		{"ordinal numbers", "the fourth edition, 4th", "die vierte Ausgabe, 4.", "~4 4"},
		{"half a year", "half a year, one and a half years", "ein halbes Jahr, anderthalb Jahre", "~1/2 ~1.5"},
		{"no facts in addresses", "see pecb.com/en/2024 or https://www.iso.org/standard/81230.html, 3@example4.org", "siehe pecb.com/de/2024", ""},
		{"names with figures", "IMS2, NIS2 and COVID-19, PC-08", "IMS2, NIS-2 und COVID-19, PC-08", "~IMS2 ~NIS2 ~COVID19 ~PC08"},
		{"May that is a month", "in May: from May to June, May", "im Mai: Mai bis Juni, Mai", "~month_5 ~month_5 ~month_6 ~month_5"},
		{"no facts in words that look like numbers", "often, someone, tenant, weight", "Zweifel, Achtung, beachten, vielleicht, Dreieck, allein, Zehe, Elfen", ""},
		{"a fraction", "2/3 of them, ½", "2/3 davon, ½", "2/3 1/2"},
		{"a fraction in words", "two thirds", "zwei Drittel", "~2/3"},
	} {
		for lang, text := range map[string]string{"en": c.english, "de": c.german} {
			if got := found(lang, text); firstValues(got) != c.want {
				t.Errorf("%s: Find(%s, %q): got %q, want %q", c.says, lang, text, got, c.want)
			}
		}
		if d := differences(c.english, c.german); len(d) > 0 {
			t.Errorf("%s: Compare(%q, %q): got %q, want no difference", c.says, c.english, c.german, d)
		}
	}
}

// firstValues keeps of each fact that can be said in several ways the first.
func firstValues(found string) string {
	firsts := strings.Fields(found)
	for i, values := range firsts {
		firsts[i], _, _ = strings.Cut(values, "|")
	}
	return strings.Join(firsts, " ")
}

func claims(lang, text string) (list []facts.Claim) {
	for place, block := range strings.Split(text, "\n") {
		for _, f := range facts.Find(lang, block) {
			list = append(list, facts.Claim{Fact: f, Place: place, Line: place + 1})
		}
	}
	return list
}

// differences gives what Compare finds, as words: left/right.
func differences(english, german string) (list []string) {
	aligned := strings.Count(english, "\n") == strings.Count(german, "\n")
	for _, p := range facts.Compare(claims("en", english), claims("de", german), aligned) {
		said := [2]string{}
		for i, c := range []*facts.Claim{p.Left, p.Right} {
			if c != nil {
				said[i] = c.Words
			}
		}
		list = append(list, said[0]+"/"+said[1])
	}
	return list
}

func TestOneChangedFactIsADifference(t *testing.T) {
	const english = "Since 27 May 2026, five days and 31 points, two audits.\nAt 9:00, 1,200 hours by ISO/IEC 27001:2022, clause 5.2.6; two visits.\nHalf a year, the fourth edition, 2 December 2027, 70 %."
	const german = "Seit dem 27. Mai 2026 fünf Tage und 31 Punkte, zwei Audits.\nUm 9 Uhr 1.200 Stunden nach ISO/IEC 27001:2022, Abschnitt 5.2.6; zwei Besuche.\nSechs Monate, die vierte Ausgabe, 2. Dezember 2027, 70 %."
	if d := differences(english, german); len(d) > 0 {
		t.Fatalf("before any change: got %q, want no difference", d)
	}
	for _, c := range []struct{ from, to, want string }{
		{"27. Mai 2026", "28. Mai 2026", "27 May 2026/28. Mai 2026"},
		{"Mai 2026", "März 2026", "27 May 2026/27. März 2026"},
		{"Mai 2026", "Mai 2025", "27 May 2026/27. Mai 2025"},
		{"fünf Tage", "vier Tage", "five/vier"},
		{"fünf Tage", "zwei Tage", "five/zwei"},
		{"31 Punkte", "13 Punkte", "31/13"},
		{"zwei Audits", "fünf Audits", "two/fünf"},
		{"9 Uhr", "10 Uhr", "9:00/10 Uhr"},
		{"1.200", "1.300", "1,200/1.300"},
		{"27001:2022", "27001:2023", "2022/2023"},
		{"27001", "42001", "27001/42001"},
		{"5.2.6", "5.2.7", "5.2.6/5.2.7"},
		{"zwei Besuche", "drei Besuche", "two/drei"},
		{"Sechs Monate", "Neun Monate", "Half a year/Neun"},
		{"vierte", "dritte", "fourth/dritte"},
		{"2. Dezember", "1. Dezember", "2 December 2027/1. Dezember 2027"},
		{"31 Punkte", "27 Punkte", "31/27"},
		{"70 %", "75 %", "70/75"},
		{", 70 %", "", "70/"},
		{"31 Punkte", "31 Punkte, 12 Wochen", "/12"},
	} {
		changed := strings.Replace(german, c.from, c.to, 1)
		if got := differences(english, changed); len(got) != 1 || got[0] != c.want {
			t.Errorf("%q for %q: got %q, want %q", c.to, c.from, got, c.want)
		}
	}
}

func TestWhatIsSaidInOtherWordsIsNoDifference(t *testing.T) {
	for _, c := range []struct{ says, english, german string }{
		{"a number said twice", "Two years. Those two years pass.", "Zwei Jahre. Diese Frist vergeht."},
		{"one as a word", "1 year and another", "ein Jahr und noch eines"},
		{"both for two", "both of them", "die zwei"},
		{"first in one language alone", "first of all, once more", "zunächst, noch einmal"},
		{"half a year for six months", "six months", "ein halbes Jahr"},
		{"half an hour for thirty minutes", "half an hour", "30 Minuten"},
		{"in another order", "in 5 days, 31 points", "31 Punkte an 5 Tagen"},
		{"twice", "twice a year", "zweimal im Jahr"},
		{"a name that one language does without", "PECB’s IMS2 method", "die Methode von PECB"},
		{"May that is no month", "You may. May I?", "Sie dürfen."},
	} {
		if d := differences(c.english, c.german); len(d) > 0 {
			t.Errorf("%s: Compare(%q, %q): got %q, want no difference", c.says, c.english, c.german, d)
		}
	}
}

func TestTheChangedPlaceIsNamed(t *testing.T) {
	english := claims("en", "two here\ntwo there\ntwo last")
	german := claims("de", "zwei hier\nvier dort\nzwei zuletzt")
	pairs := facts.Compare(english, german, true)
	if len(pairs) != 1 || pairs[0].Left == nil || pairs[0].Left.Line != 2 || pairs[0].Right.Line != 2 {
		t.Errorf("Compare: got %+v, want line 2 of both", pairs)
	}
}
