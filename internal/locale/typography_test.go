package locale

import (
	"strings"
	"testing"
)

// In the table ~ stands for a space that does not break.
func TestTypography(t *testing.T) {
	cases := []struct{ before, after string }{
		{"ISO 42001 and ISO/IEC 42001:2023 or IEC 62443", "ISO~42001 and ISO/IEC~42001:2023 or IEC~62443"},
		{"DIN EN ISO 9001, EN ISO 19011, prEN 18286", "DIN EN~ISO~9001, EN~ISO~19011, prEN~18286"},
		{"ISO/IEC TS 27022", "ISO/IEC~TS~27022"},
		{"5 Tage, 1 Tag, in 5 Tagen, 3 Stunden, 1 Stunde", "5~Tage, 1~Tag, in 5~Tagen, 3~Stunden, 1~Stunde"},
		{"2 Jahre, 15 Minuten, 3 Monaten, 2 Wochen, 9 Uhr", "2~Jahre, 15~Minuten, 3~Monaten, 2~Wochen, 9~Uhr"},
		{"5 days, 1 hour, 300 hours, 2 years, 12 months, 3 weeks", "5~days, 1~hour, 300~hours, 2~years, 12~months, 3~weeks"},
		{"1,000 hours, 1.000 Stunden", "1,000~hours, 1.000~Stunden"},
		{"5 % der Zeit, 100 €, 90 EUR.", "5~% der Zeit, 100~€, 90~EUR."},
		{"§ 5 DDG, §§ 5 und 6, § 25 Abs. 2 Nr. 2 TDDDG", "§~5 DDG, §§~5 und 6, §~25 Abs.~2 Nr.~2 TDDDG"},
		{"Art. 6 Abs. 1 Buchst. f DSGVO, Artikel 4, Anhang A", "Art.~6 Abs.~1 Buchst.~f DSGVO, Artikel~4, Anhang~A"},
		{"clause 4, Clauses 4 to 10, Annex A, Article 6, section 36, No. 5", "clause~4, Clauses~4 to 10, Annex~A, Article~6, section~36, No.~5"},
		{"Regulation (EU) 2024/1689", "Regulation~(EU) 2024/1689"},
		{"9. Juni 2026, am 27. Mai 2026, 1. März", "9.~Juni 2026, am 27.~Mai 2026, 1.~März"},
		{"9 June 2026, 1 May", "9~June 2026, 1~May"},
		{"z. B., u. a., d. h., i. d. R.", "z.~B., u.~a., d.~h., i.~d. R."},
		{"31 CPD-Punkte, 31 CPD points", "31~CPD-Punkte, 31~CPD points"},
		{"S. 5, pp. 5–7, Kap. 3, Bd. 2, chapter 4, ca. 20", "S.~5, pp.~5–7, Kap.~3, Bd.~2, chapter~4, ca.~20"},
		{"5 kg, 20 km, 3 h, 5 Mio. Euro, 2 million, 20 Prozent", "5~kg, 20~km, 3~h, 5~Mio.~Euro, 2~million, 20~Prozent"},
		{"Dr. Ada Example, (Prof. Beispiel), Mr. Z", "Dr.~Ada Example, (Prof.~Beispiel), Mr.~Z"},
		{"In the US. 5 kilos, 3 hills, S. Die Kapitel sind ca. gleich.", "In the US. 5 kilos, 3 hills, S. Die Kapitel sind ca. gleich."},
		{"No Lead Auditor. No day is alike. The ISO is one.", "No Lead Auditor. No day is alike. The ISO is one."},
		{"ISO~42001 stays, once glued", "ISO~42001 stays, once glued"},
		{"words", "words"},
		{"", ""},
	}
	glued := strings.NewReplacer("~", noBreak)
	for _, c := range cases {
		t.Run(c.before, func(t *testing.T) {
			if got, want := Typography(glued.Replace(c.before)), glued.Replace(c.after); got != want {
				t.Errorf("Typography(%q): got %q, want %q", c.before, got, want)
			}
		})
	}
}
