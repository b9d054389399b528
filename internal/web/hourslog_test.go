package web_test

import (
	"bytes"
	"encoding/csv"
	"html"
	"regexp"
	"strings"
	"testing"

	"leadpath/internal/locale"
	"leadpath/internal/webtest"
)

// tableOf reads the file for hours back as a strict reader of RFC 4180 does.
func tableOf(t *testing.T, s *webtest.Site, l *locale.Locale) [][]string {
	t.Helper()
	body := ask(t, s, "GET", l.Path("log-file")).body
	plain, marked := bytes.CutPrefix(body, []byte("\ufeff"))
	if !marked || bytes.Count(plain, []byte("\n")) != bytes.Count(plain, []byte("\r\n")) || !bytes.HasSuffix(plain, []byte("\r\n")) {
		t.Errorf("%s: got %.60q, want the mark by which Excel knows UTF-8, and lines that end in CRLF", l.Path("log-file"), body)
	}
	r := csv.NewReader(bytes.NewReader(plain))
	r.Comma = l.Separator
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// S27: the file that readers fill in runs nothing in a spreadsheet, and its
// example rows say that they are examples.
func TestTheTableForHoursIsOneThatSpreadsheetsRead(t *testing.T) {
	w := shared(t)
	for _, l := range w.Catalog.All() {
		rows := tableOf(t, w.Site, l)
		if len(rows) != 4 || len(rows[0]) < 10 {
			t.Fatalf("%s: got %d rows, want the columns and three examples", l.Name, len(rows))
		}
		if want := map[string]rune{"en": ',', "de": ';'}[l.Code]; l.Separator != want {
			t.Errorf("%s: got cells parted by %q, want %q", l.Name, l.Separator, want)
		}
		for i, row := range rows {
			for _, cell := range row {
				if strings.ContainsAny(cell, "\u00a0\u202f\t\r\n") || strings.ContainsAny(cell[:min(1, len(cell))], "=+-@") {
					t.Errorf("%s, row %d: the cell %q is one that a spreadsheet runs or nobody finds", l.Name, i+1, cell)
				}
			}
			if marked := regexp.MustCompile(`^(Example|Beispiel) \d, `).MatchString(row[0]); marked != (i > 0) {
				t.Errorf("%s, row %d: got %q, marked as an example: %v", l.Name, i+1, row[0], marked)
			}
		}
	}
}

// The page explains every column of the file and no other, in its order.
func TestThePageOfTheTableExplainsEveryColumn(t *testing.T) {
	w := shared(t)
	heading := regexp.MustCompile(`<h3>([^<]+)</h3>`)
	for _, l := range w.Catalog.All() {
		body := strings.ReplaceAll(html.UnescapeString(w.bodies[l.Path("log")]), "\u00a0", " ")
		var explained []string
		for _, m := range heading.FindAllStringSubmatch(body, -1) {
			explained = append(explained, m[1])
		}
		rows := tableOf(t, w.Site, l)
		if got, want := strings.Join(explained, "|"), strings.Join(rows[0], "|"); got != want {
			t.Errorf("%s: the page explains\n%s\nthe file has\n%s", l.Name, got, want)
		}
		for column := range rows[0] {
			example := rows[1][column] + rows[2][column] + rows[3][column]
			for _, row := range rows[1:] {
				if row[column] != "" {
					example = row[column]
					break
				}
			}
			if example == "" || !strings.Contains(body, "<dd>"+example+"</dd>") {
				t.Errorf("%s: the column %q has the example %q, which the page does not show", l.Name, rows[0][column], example)
			}
		}
	}
}
