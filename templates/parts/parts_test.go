package parts_test

import (
	"bytes"
	"context"
	"flag"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/a-h/templ"

	"leadpath/templates/parts"
)

var update = flag.Bool("update", false, "write the golden files anew")

var lettering = parts.Lettering{
	Building: "Four of seven clauses are built.", Checking: "Five of seven clauses are ticked.", Meeting: "All seven are drawn and measured.",
	Clauses: [7]string{"4  Context", "5  Leadership", "6  Planning", "7  Support", "8  Operation", "9  Evaluation", "10  Improvement"},
	Drawn:   "drawn so far", Open: "still open", Scope: "scope", OutOfLine: "out of line", Evidence: "evidence", DrawnWhole: "drawn", Measured: "measured",
}

// The parts as pages use them, each under the name of what it shows.
var examples = []struct {
	name string
	part templ.Component
}{
	{"the four marks", parts.Symbols()},
	{"a mark beside words that say the same", parts.Mark("implementer")},
	{"a mark that stands for a word", parts.NamedMark("auditor", "Lead Auditor")},
	{"an emblem", parts.Emblem("both")},
	{"a register with notes and days", parts.Register([]parts.Entry{
		{Mark: "auditor", Title: "The two-year line", Address: "/en/articles/two-year-line", Note: "the other side of this", When: "6 min"},
		{Mark: "foundation", Title: "Fundamentals & more", Address: "/en/topics/fundamentals"},
	})},
	{"an empty register", parts.Register(nil)},
	{"a title block of four kinds of cells", parts.Block([]parts.Cell{
		{Label: "Topic", Words: "Fundamentals", Address: "/en/topics/fundamentals"},
		{Label: "Reading time", Words: "7 min"},
		{Label: "Last updated", Words: "9 June 2026", Date: "2026-06-09"},
		{Label: "Language", Words: "Deutsch", Address: "/de/artikel", Lang: "de"},
	})},
	{"a title block of three cells", parts.Block([]parts.Cell{
		{Label: "Punkte", Words: "9 verschieden, 7 gleich"}, {Label: "Zuletzt aktualisiert", Words: "9. Juni 2026", Date: "2026-06-09"}, {Label: "Thema", Words: "Grundlagen"},
	})},
	{"questions, closed", parts.Questions([]parts.QA{
		{Question: "Is one of them worth more?", Answer: "<p>No. <em>Neither</em> is.</p>", Address: "/en/faq/worth-more"},
		{Question: "What is “<both>”?", Answer: "<p>Two certificates.</p>", Address: "/en/faq/both"},
	}, "Link to this question")},
	{"a field for a number", parts.Number(parts.NumberField{Name: "years", Label: "Years at work", Hint: "full years, in any job", Value: "4", Most: "99999"})},
	{"choices of which one holds", parts.Choose(parts.Choices{Name: "side", Legend: "Side", List: []parts.Choice{
		{Label: "both", Chosen: true}, {Value: "implementer", Label: "Implementer"}, {Value: "auditor", Label: "Auditor"},
	}})},
	{"choices of which many hold", parts.Choose(parts.Choices{Name: "held", Legend: "What you have already", Many: true, List: []parts.Choice{
		{Value: "foundation-42001", Label: "Foundation, ISO/IEC 42001", Chosen: true}, {Value: "foundation-27001", Label: "Foundation, ISO/IEC 27001"},
	}})},
	{"a line to fill in", parts.Line(parts.Field{Name: "name", Label: "Name", Type: "text", Value: "Ada <Lovelace>", Purpose: "name", Needed: true})},
	{"a line with a hint and an error", parts.Line(parts.Field{Name: "email", Label: "E-mail address", Hint: "We write there.", Error: "Please enter a valid e-mail address.", Type: "email", Value: "ada@", Purpose: "email", Needed: true})},
	{"a field for a longer text", parts.Lines(parts.Field{Name: "message", Label: "Your question", Value: "Is it </textarea> worth it?\nAnd when?"})},
	{"a list to choose from", around(parts.Select(parts.Field{Name: "topic", Label: "Topic", Error: "Please choose."}), `<option value="">open</option>`)},
	{"a box to tick", around(parts.Tick(parts.Field{Name: "consent", Value: "yes", Needed: true}, true), `I have read it.`)},
	{"a box that was not ticked", around(parts.Tick(parts.Field{Name: "sure", Value: "yes", Needed: true, Error: "Please tick the box."}, false), `I am sure.`)},
	{"what went wrong with fields", around(parts.Alert("One entry is missing", ""), "<p>All else is there.</p>")},
	{"what went wrong with a time", parts.Alert("This time is not free", "start")},
	{"links to fields", parts.Amiss([]parts.Field{{Name: "name", Error: "Please enter your name."}, {Name: "email", Error: "Please enter your e-mail address."}})},
	{"the drawing of building", parts.Building(lettering)},
	{"the drawing of checking", parts.Checking(lettering)},
	{"the drawing of both", parts.Meeting(lettering)},
	{"the drawing of an error", parts.Lost("An empty frame, dimensioned 404.", "404", "nothing drawn here")},
}

// around draws a part around HTML.
func around(part templ.Component, inside string) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		return part.Render(templ.WithChildren(ctx, templ.Raw(inside)), w)
	})
}

func TestPartsAreDrawnAsKept(t *testing.T) {
	for _, example := range examples {
		t.Run(example.name, func(t *testing.T) {
			var got bytes.Buffer
			if err := example.part.Render(t.Context(), &got); err != nil {
				t.Fatalf("Render: got error %v, want none", err)
			}
			got.WriteByte('\n')
			file := filepath.Join("testdata", example.name+".html")
			if *update {
				if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatalf("%v; -update writes it", err)
			}
			if !bytes.Equal(got.Bytes(), want) {
				t.Errorf("got:\n%s\nwant, as kept in %s:\n%s\n-update keeps what was got", got.Bytes(), file, want)
			}
		})
	}
}
