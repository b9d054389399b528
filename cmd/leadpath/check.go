package main

import (
	"encoding/json"
	"fmt"
	"time"

	"leadpath/internal/library"
	"leadpath/internal/problem"
)

type checkCommand struct {
	Content string `placeholder:"FOLDER" help:"The content folder (default: content here if it stands, else the embedded one)."`
	At      string `placeholder:"TIME" help:"Judge the content as it will be then (RFC 3339, or a date)."`
	JSON    bool   `name:"json" help:"Print one JSON object instead of lines."`
	Release bool   `help:"Also refuse what is still a placeholder, and names without their owner’s word."`
}

// shownFaults is how many faults are printed line by line.
const shownFaults = 100

// Run judges the content and prints what it found.
func (cmd checkCommand) Run(c *console) error {
	if cmd.At != "" {
		if _, err := parseMoment(cmd.At, time.UTC); err != nil {
			return fmt.Errorf("--at: %w", err)
		}
	}
	catalog, err := loadCatalog()
	if err != nil {
		return err
	}
	_, report := folderHere(cmd.Content).load(catalog)
	if cmd.Release {
		report.Faults = append(report.Faults, report.Placeholders...)
		report.Faults.Sort()
	}
	if cmd.JSON {
		err = printJSON(c, report)
	} else {
		err = printLines(c, report)
	}
	if err == nil && len(report.Faults) > 0 {
		err = errSaid
	}
	return err
}

func printLines(c *console, report library.Report) error {
	for i, fault := range report.Faults {
		if i == shownFaults {
			if _, err := fmt.Fprintf(c.stdout, "# and %d more\n", len(report.Faults)-shownFaults); err != nil {
				return err
			}
			break
		}
		if _, err := fmt.Fprintln(c.stdout, fault); err != nil {
			return err
		}
	}
	for _, advice := range report.Advice {
		if _, err := fmt.Fprintln(c.stdout, "#", advice); err != nil {
			return err
		}
	}
	return nil
}

// printJSON prints the report as surface.md, “The program”, describes it.
func printJSON(c *console, report library.Report) error {
	type place struct {
		File string `json:"file"`
		Line int    `json:"line"`
		Text string `json:"text"`
	}
	places := func(list problem.List) []place {
		out := []place{}
		for _, f := range list {
			out = append(out, place{f.File, f.Line, f.Text})
		}
		return out
	}
	encoder := json.NewEncoder(c.stdout)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(struct {
		Faults []place `json:"faults"`
		Advice []place `json:"advice"`
	}{places(report.Faults), places(report.Advice)})
}
