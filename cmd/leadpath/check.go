package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"runtime/debug"
	"time"

	"leadpath/internal/advice"
	"leadpath/internal/library"
	"leadpath/internal/locale"
	"leadpath/internal/problem"
	"leadpath/internal/web"
)

type checkCommand struct {
	Content string `placeholder:"FOLDER" help:"The content folder (default: content here if it stands, else the embedded one)."`
	At      string `placeholder:"TIME" help:"Judge the content as it will be then (RFC 3339, or a date)."`
	JSON    bool   `name:"json" help:"Print one JSON object instead of lines."`
	Release bool   `help:"Also refuse what is still a placeholder, and names without their owner’s word."`
	Watch   bool   `help:"Judge again at every save, until the program is ended; each judgement begins with a line # judged TIME: … and ends with # waiting. With --json it is an object a line."`
}

// shownFaults is how many faults are printed line by line.
const shownFaults = 100

// judgeLimit is what judging asks the collector to stay below: nobody is served
// beside it.
const judgeLimit = 2 << 30

// Run judges the content and prints what it found.
func (cmd checkCommand) Run(c *console) error {
	if cmd.At != "" {
		if _, err := parseMoment(cmd.At, time.UTC); err != nil {
			return badFlag{fmt.Errorf("--at: %w", err)}
		}
	}
	debug.SetMemoryLimit(judgeLimit)
	debug.SetGCPercent(500)
	catalog, err := loadCatalog()
	if err != nil {
		return err
	}
	checker := cmd.newChecker(catalog)
	if cmd.Watch {
		return checker.watch(c)
	}
	report := checker.read(library.Changes{All: true})
	err = checker.print(c.stdout, report)
	if err == nil && len(report.Faults) > 0 {
		err = errSaid
	}
	return err
}

// A checker reads a content folder again and again and says what it thinks of it.
type checker struct {
	checkCommand
	content  source
	reader   *web.Reader
	paths    *advice.Paths // the last ones that were counted
	counted  []analysis
	analyses []analysis // of the last reading
}

func (cmd checkCommand) newChecker(catalog *locale.Catalog) *checker {
	return &checker{checkCommand: cmd, content: folderHere(cmd.Content), reader: newJudge(catalog)}
}

// read reads the content, of which not more than changes is another than at
// the last reading.
func (ch *checker) read(changes library.Changes) library.Report {
	read, report := ch.content.read(ch.reader, changes)
	if read != nil {
		report.Advice = append(report.Advice, read.Due(ch.moment(read.Zone()))...)
		report.Advice.Sort()
	}
	if ch.Release {
		report.Faults = append(report.Faults, report.Placeholders...)
	}
	for _, d := range report.Differences {
		report.Faults = append(report.Faults, d.Fault)
	}
	report.Faults.Sort()
	ch.analyse(read)
	return report
}

// analyse counts what the questionnaire does, anew where it is another one.
func (ch *checker) analyse(read *web.Content) {
	ch.analyses = nil
	if read == nil {
		return
	}
	if ch.paths != read.Paths {
		ch.paths, ch.counted = read.Paths, analysesOf(read)
	}
	ch.analyses = ch.counted
}

// print prints a report in the form that was asked for.
func (ch *checker) print(w io.Writer, report library.Report) error {
	if ch.JSON {
		return printJSON(w, report, ch.analyses)
	}
	return printLines(w, report, ch.analyses)
}

// moment is the one at which the content is judged.
func (cmd checkCommand) moment(zone *time.Location) time.Time {
	if moment, err := parseMoment(cmd.At, zone); err == nil {
		return moment
	}
	return time.Now()
}

func printLines(w io.Writer, report library.Report, analyses []analysis) error {
	var lines bytes.Buffer
	for i, fault := range report.Faults {
		if i == shownFaults {
			fmt.Fprintf(&lines, "# and %d more\n", len(report.Faults)-shownFaults)
			break
		}
		fmt.Fprintln(&lines, fault)
	}
	for _, advice := range report.Advice {
		fmt.Fprintln(&lines, "#", advice)
	}
	if len(report.Faults) == 0 {
		printProse(&lines, report.Prose)
	}
	for _, a := range analyses {
		a.print(&lines)
	}
	_, err := w.Write(lines.Bytes())
	return err
}

// printProse says how long sentences are in each language.
func printProse(w io.Writer, measured []library.Prose) {
	for _, p := range measured {
		_, _ = fmt.Fprintf(w, "# articles/*.%s.md: half of the sentences have up to %d words (%d are easy to read); the longest has %d, %s:%d\n",
			p.Language.Code, p.Half, p.Language.HalfWords, p.Longest, p.File, p.Line)
	}
}

// printJSON prints the report as surface.md, “The program”, describes it.
func printJSON(w io.Writer, report library.Report, analyses []analysis) error {
	type place struct {
		File string `json:"file"`
		Line int    `json:"line"`
	}
	type said struct {
		File  string `json:"file"`
		Line  int    `json:"line"`
		Text  string `json:"text"`
		Other *place `json:"other,omitempty"`
	}
	places := func(list problem.List) []said {
		out := []said{}
		for _, f := range list {
			s := said{f.File, f.Line, f.Text, nil}
			if f.Other.File != "" {
				s.Other = &place{f.Other.File, f.Other.Line}
			}
			out = append(out, s)
		}
		return out
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(struct {
		Faults []said                     `json:"faults"`
		Advice []said                     `json:"advice"`
		Path   map[string]printedAnalysis `json:"path"`
	}{places(report.Faults), places(report.Advice), byVersion(analyses)})
}
