package library

import (
	"fmt"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"leadpath/internal/locale"
)

// An HoursLog is a table in which readers record their hours, with what each
// of its columns is for.
type HoursLog struct {
	Title, Lead string
	Updated     locale.Date
	Steps       []string // how it is used
	Parts       []LogPart
	Notes       []LogNote
	Sources     []Source
	Read        []string // keys of articles that say more
}

// A LogPart is what some columns have in common.
type LogPart struct {
	Title   string
	Columns []LogColumn
}

// A LogColumn is one column of the table: what to write into it, why that is
// asked and whom it helps.
type LogColumn struct {
	Name, Write, Why, Helps string
	Examples                []string // one for each example row, empty where its cell is
}

// A LogNote says something about the table as a whole.
type LogNote struct{ Title, Text string }

// Rows gives the table: the names of its columns, then the example rows.
func (h *HoursLog) Rows() [][]string {
	rows := make([][]string, 1+len(exampleRows))
	for _, part := range h.Parts {
		for _, c := range part.Columns {
			for i, cell := range append([]string{c.Name}, c.Examples...) {
				rows[i] = append(rows[i], cell)
			}
		}
	}
	return rows
}

// HoursLog gives the table for hours, or ErrNotFound where the content has
// none.
func (e *Edition) HoursLog(lang string) (*HoursLog, error) {
	if h, ok := e.hoursLog[lang]; ok {
		shown := *h
		shown.Sources = e.marked(h.Sources)
		return &shown, nil
	}
	return nil, ErrNotFound
}

// exampleRows are the keys under which a column says what stands in it in each
// of the example rows.
var exampleRows = []string{"audit", "project", "observed"}

type logColumnFront struct {
	Name, Write, Why, Helps  words
	Audit, Project, Observed words
}

type logFront struct {
	Updated     toml.LocalDate
	Title, Lead words
	Read        []string
	Step        []struct{ Say words }
	Part        []struct {
		Title  words
		Column []logColumnFront
	}
	Note   []struct{ Title, Text words }
	Source []tableSource
}

// readHoursLog reads log.toml, where that stands.
func (b *binder) readHoursLog() {
	if !exists(b.fsys, "log.toml") {
		return // without it there is no such page
	}
	f := logFront{}
	t, ok := b.readTable("log.toml", &f)
	if !ok || !b.require(t.file, t.at, required{"updated", f.Updated == toml.LocalDate{}}) {
		return
	}
	title, lead := b.speak(t, "title", f.Title), b.speak(t, "lead", f.Lead)
	b.lib.hoursLog = map[string]*HoursLog{}
	for _, l := range b.catalog.All() {
		b.lib.hoursLog[l.Code] = &HoursLog{Title: title[l.Code], Lead: lead[l.Code], Updated: locale.Date(f.Updated), Read: f.Read}
	}
	b.mention(t, "read", f.Read)
	b.readLogColumns(t, f)
	b.readLogWords(t, f)
}

// readLogColumns makes the parts of the table.
func (b *binder) readLogColumns(t *text, f logFront) {
	columns := 0
	for i, part := range f.Part {
		title := b.speak(t, fmt.Sprintf("part.%d.title", i), part.Title)
		for lang, h := range b.lib.hoursLog {
			h.Parts = append(h.Parts, LogPart{Title: title[lang]})
		}
		for j, c := range part.Column {
			b.readLogColumn(t, fmt.Sprintf("part.%d.column.%d", i, j), c)
		}
		columns += len(part.Column)
	}
	if columns == 0 {
		b.fault(t.file, 1, "there is no column; write one as a table [[part.column]] below a [[part]]")
	}
}

// readLogColumn adds a column to the last part.
func (b *binder) readLogColumn(t *text, path string, f logColumnFront) {
	said := func(key string, w words) words { return b.speak(t, path+"."+key, w) }
	name, write, why, helps := b.cells(t, path+".name", f.Name), said("write", f.Write), said("why", f.Why), said("helps", f.Helps)
	var examples []words
	for i, w := range []words{f.Audit, f.Project, f.Observed} {
		if w != nil {
			w = b.cells(t, path+"."+exampleRows[i], w)
		}
		examples = append(examples, w)
	}
	for lang, h := range b.lib.hoursLog {
		c := LogColumn{Name: name[lang], Write: write[lang], Why: why[lang], Helps: helps[lang]}
		for _, w := range examples {
			c.Examples = append(c.Examples, w[lang])
		}
		last := &h.Parts[len(h.Parts)-1]
		last.Columns = append(last.Columns, c)
	}
}

// cells looks up what stands in the table itself. A spreadsheet would take a
// word that begins like a formula for one, so that is a fault.
func (b *binder) cells(t *text, key string, w words) words {
	for lang, cell := range w {
		switch {
		case strings.HasPrefix(cell, "\t"), strings.ContainsAny(cell, "\r\n"):
			b.fault(t.file, t.at.Line(key+"."+lang), "a cell of the table begins with a tab or has two lines; write it as one line of words")
		case strings.ContainsAny(firstOf(cell), "=+-@"):
			b.fault(t.file, t.at.Line(key+"."+lang), "a spreadsheet would run %q; begin the cell with a letter or a figure", cell)
		}
	}
	return b.speak(t, key, w)
}

// firstOf gives the first sign of a cell that is no blank.
func firstOf(cell string) string {
	cell = strings.TrimSpace(cell)
	return cell[:min(1, len(cell))]
}

// readLogWords makes what the page says besides its columns.
func (b *binder) readLogWords(t *text, f logFront) {
	for i, step := range f.Step {
		say := b.speak(t, fmt.Sprintf("step.%d.say", i), step.Say)
		for lang, h := range b.lib.hoursLog {
			h.Steps = append(h.Steps, say[lang])
		}
	}
	for i, note := range f.Note {
		title, text := b.speak(t, fmt.Sprintf("note.%d.title", i), note.Title), b.speak(t, fmt.Sprintf("note.%d.text", i), note.Text)
		for lang, h := range b.lib.hoursLog {
			h.Notes = append(h.Notes, LogNote{title[lang], text[lang]})
		}
	}
	for lang, list := range b.tableSources(t, f.Source) {
		b.lib.hoursLog[lang].Sources = list
	}
}
