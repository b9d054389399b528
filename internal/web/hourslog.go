package web

import (
	"bytes"
	"encoding/csv"
	"net/http"
	"path"
	"strings"

	"leadpath/internal/library"
	"leadpath/internal/locale"
	"leadpath/templates"
)

// showHoursLog serves the page that explains the table for hours.
func (e *site) showHoursLog(w http.ResponseWriter, r *http.Request, l *locale.Locale) error {
	h, err := e.HoursLog(l.Code)
	if err != nil {
		return err
	}
	p := e.view("log", l, h.Title, shorten(h.Lead, 155), at("log"))
	p.Data = e.crumbs(p)
	return e.render(w, r, p, templates.HoursLog(p, h, e.articlesOf(l, h.Read)))
}

// articlesOf gives the articles of a list of keys, as far as readers see them.
func (e *site) articlesOf(l *locale.Locale, keys []string) (list []*library.Article) {
	for _, key := range keys {
		if a := e.ArticleOn(l.Code, key); a != nil {
			list = append(list, a)
		}
	}
	return list
}

// table is the type of the file: its first line holds the names of the columns
// (RFC 4180, 3).
const table = "text/csv; charset=utf-8; header=present"

// sendHoursLog serves the table for hours as a file. Its page is the one to be
// found.
func (e *site) sendHoursLog(w http.ResponseWriter, r *http.Request, l *locale.Locale) error {
	h, err := e.HoursLog(l.Code)
	if err != nil {
		return err
	}
	body, err := asCSV(h.Rows(), l.Separator)
	if err != nil {
		return err
	}
	return e.send(w, r, table, body,
		"Content-Disposition", `attachment; filename="`+path.Base(r.URL.Path)+`"`,
		"Content-Language", l.Code, "X-Robots-Tag", "noindex", "Link", "<"+e.BaseURL+l.Path("log")+`>; rel="canonical"`)
}

// spaced puts plain spaces in place of those that hold words together on a
// page: in a spreadsheet nobody finds what is written with them.
var spaced = strings.NewReplacer("\u00a0", " ", "\u202f", " ")

// asCSV writes a table by RFC 4180, with the byte order mark by which Excel
// knows UTF-8. Its cells must be such that no spreadsheet runs them.
func asCSV(rows [][]string, separator rune) ([]byte, error) {
	body := bytes.NewBufferString("\ufeff")
	out := csv.NewWriter(body)
	out.Comma, out.UseCRLF = separator, true
	for _, row := range rows {
		cells := make([]string, len(row))
		for i, cell := range row {
			cells[i] = spaced.Replace(cell)
		}
		if err := out.Write(cells); err != nil {
			return nil, err
		}
	}
	out.Flush()
	return body.Bytes(), out.Error()
}

// records reports whether there is a table for hours.
func (e *site) records(l *locale.Locale) bool {
	_, err := e.HoursLog(l.Code)
	return err == nil
}
