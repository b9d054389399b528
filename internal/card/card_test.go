package card

import (
	"bytes"
	"image/color"
	"image/png"
	"regexp"
	"slices"
	"strings"
	"testing"

	"leadpath/static"
)

// long are titles that do not fit easily.
var long = []string{
	"Von Provisional bis Senior Lead: was jede Stufe verlangt",
	"Beraten und auditieren in einer Person: die Zwei-Jahres-Linie nach ISO/IEC 17021-1",
	"Informationssicherheitsmanagementsystemzertifizierungsprüfungsordnung und „Größe“",
	"What the “two-year line” of ISO/IEC 17021-1 means for people who advise a company, who audit it later, who train its staff and who would like to do all of these at once",
	"https://www.example.org/a/very/long/address/that/has/no/space/anywhere/and/goes/on/and/on/and/on/42001",
	strings.Repeat("ä", 400), "", "\u00ad\u200b", "日本語",
}

// W12: each card has its size and weight, whatever is written on it.
func TestEveryCardIsAsLargeAsNetworksWantIt(t *testing.T) {
	for _, title := range long {
		c := Card{Mark: "both", Topic: title, Title: title, Brand: title}
		data, err := c.PNG()
		if err != nil {
			t.Fatalf("%q: %v", title, err)
		}
		picture, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatalf("%q: %v", title, err)
		}
		if size := picture.Bounds().Size(); size.X != 1200 || size.Y != 630 || len(data) > 300_000 {
			t.Errorf("%q: got %v and %d bytes, want 1200×630 and at most 300,000", title, size, len(data))
		}
		for y := range Height { // nothing is written beyond the margin
			if y != footLine && y != footLine+1 && picture.At(Width-10, y) != color.Color(paper) {
				t.Fatalf("%q: got ink at the right edge, line %d", title, y)
			}
		}
	}
}

// A title keeps all its words where they fit, in at most four lines, none
// wider than the sheet.
func TestTitlesAreBrokenBetweenWords(t *testing.T) {
	s, err := newSheet()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, title string
		want        []string
	}{
		{"a short one stands in one line", "Bauen oder prüfen?", []string{"Bauen oder prüfen?"}},
		{"lines are about as long as each other", long[0], []string{"Von Provisional bis Senior", "Lead: was jede Stufe verlangt"}},
		{"what must not be parted stays together", "Was die ISO\u00a042001 von einer ISO\u00a027001 in der Praxis unterscheidet", nil},
		{"a word longer than a line is cut before a syllable", long[2], []string{"Informationssicherheitsmanagementsystem-", "zertifizierungsprüfungsordnung und „Größe“"}},
		{"what is too long ends in an ellipsis", strings.Repeat("prüfen ", 60), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			face, got, _ := s.set(c.title)
			if c.want != nil && !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if whole := strings.Join(got, " "); c.want == nil && whole != c.title && !strings.HasSuffix(whole, " …") {
				t.Errorf("got %q, want all words or an ellipsis", whole)
			}
			if len(got) > 4 {
				t.Errorf("got %d lines, want at most 4", len(got))
			}
			for _, line := range got {
				if w := wide(face, line); w > right-left {
					t.Errorf("got a line of %d pixels, want at most %d: %q", w, right-left, line)
				}
			}
		})
	}
}

// The fonts have every sign that the house writes.
func TestFontsHaveEverySign(t *testing.T) {
	s, err := newSheet()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range "ABCXYZabcxyz0123456789ÄÖÜäöüßẞéèêçñåøæœłšž „“”‚‘’–—…€§%&()/:;,.!?-−×\u00a0" {
		if strings.ContainsRune("−", r) {
			continue
		}
		for i, f := range s.fonts {
			if glyph, err := f.GlyphIndex(nil, r); err != nil || glyph == 0 {
				t.Errorf("font %d has no %q", i, r)
			}
		}
	}
}

var pathInFile = regexp.MustCompile(`<path(?: class="\w+")?(?: stroke-dasharray="2.500 2.500")? d="([^"]+)"`)

// The marks are those that the pages bear.
func TestMarksAreThoseOfThePages(t *testing.T) {
	for name, figures := range marks {
		file, err := static.FS.ReadFile("marks/" + name + ".svg")
		if err != nil {
			t.Fatal(err)
		}
		var got, want []string
		for _, f := range figures {
			got = append(got, f.path)
		}
		for _, m := range pathInFile.FindAllSubmatch(file, -1) {
			want = append(want, string(m[1]))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q as in static/marks", name, got, want)
		}
	}
}

func TestTheSamePictureEachTime(t *testing.T) {
	c := Card{Mark: "auditor", Topic: "Recht", Title: long[0], Brand: "Der KI-Auditor"}
	first, err := c.PNG()
	if err != nil {
		t.Fatal(err)
	}
	if second, err := c.PNG(); err != nil || !bytes.Equal(first, second) {
		t.Errorf("got another picture the second time, %v", err)
	}
}
