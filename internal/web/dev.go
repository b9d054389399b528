package web

import (
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/go-chi/chi/v5"

	"leadpath/internal/library"
	"leadpath/internal/locale"
	"leadpath/internal/problem"
	"leadpath/templates"
)

// What authors see of their texts while they write: all versions side by side,
// drafts too, with what check says of each. Only a server with Dev set has
// these pages; they are kept by nobody and found by no search engine.

// A reading is what was last found in the content folder, faults included.
type reading struct {
	mu     sync.Mutex
	number int
	begun  time.Time // tells the readings of one server from those of another
	report library.Report
}

// Judge tells what was found in the content, be it shown or not. Open pages of
// a server with Dev set are loaded anew.
func (s *Server) Judge(report library.Report) {
	if !s.Dev {
		return
	}
	s.reading.mu.Lock()
	defer s.reading.mu.Unlock()
	if s.reading.begun.IsZero() {
		s.reading.begun = time.Now()
	}
	s.reading.number++
	s.reading.report = report
}

func (r *reading) last() (library.Report, string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.report, fmt.Sprintf("%x-%d", r.begun.UnixNano(), r.number)
}

// routeDev adds the authors’ pages to the map of the site.
func (e *site) routeDev(r chi.Router) {
	l := e.Catalog.Default()
	r.Get("/dev", func(w http.ResponseWriter, r *http.Request) { e.redirect(w, r, "/dev/", http.StatusPermanentRedirect) })
	r.Get("/dev/", e.page(l, e.showPairs))
	r.Get("/dev/news", e.tellNews)
	r.Get("/dev/{folder}/{key}", e.page(l, e.showPair))
}

// newsWait is how long nobody is told that there is no news.
const newsWait = 15 * time.Second

// tellNews answers with the name of the last reading, as soon as it is another
// than the one that is known.
func (e *site) tellNews(w http.ResponseWriter, r *http.Request) {
	_, name := e.reading.last()
	for until := time.Now().Add(newsWait); name == r.URL.Query().Get("known") && time.Now().Before(until); _, name = e.reading.last() {
		if r.Context().Err() != nil || e.draining.Load() {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	w.Header().Set("Content-Type", plainText)
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write([]byte(name))
}

// devPage is a page in English, the language of the house’s authors.
func (e *site) devPage(w http.ResponseWriter, r *http.Request, title string, show func(templates.DevPage) templates.DevBody) error {
	report, name := e.reading.last()
	p := templates.DevPage{Page: e.bare("dev", e.Catalog.Default(), title, ""), Reading: name, Faults: len(report.Faults)}
	body := show(p)
	w.Header().Set("X-Robots-Tag", "noindex")
	return e.renderPrivate(w, r, p.Page, http.StatusOK, templates.Dev(p, body))
}

// showPairs lists all texts with what check says of each.
func (e *site) showPairs(w http.ResponseWriter, r *http.Request, _ *locale.Locale) error {
	return e.devPage(w, r, "All texts", func(p templates.DevPage) templates.DevBody {
		said := e.remarks()
		var folders []templates.DevFolder
		for _, folder := range library.PairFolders {
			f := templates.DevFolder{Name: folder}
			for _, pair := range e.PairsIn(folder) {
				entry := templates.DevEntry{Pair: pair}
				for _, v := range pair.Versions {
					entry.Remarks = append(entry.Remarks, said.of(v.File)...)
					delete(said.byFile, v.File)
				}
				f.Entries = append(f.Entries, entry)
			}
			folders = append(folders, f)
		}
		return templates.DevBody{Folders: folders, Elsewhere: said.rest()}
	})
}

// showPair sets the versions of one text side by side.
func (e *site) showPair(w http.ResponseWriter, r *http.Request, _ *locale.Locale) error {
	pair, err := e.Pair(chi.URLParam(r, "folder"), chi.URLParam(r, "key"))
	if err != nil {
		return err
	}
	return e.devPage(w, r, pair.Folder+"/"+pair.Key, func(templates.DevPage) templates.DevBody {
		return templates.DevBody{Pair: sideBySide(pair, e.remarks())}
	})
}

// sideBySide pairs the heads of a text’s versions and then their sections, by
// their order.
func sideBySide(pair library.Pair, said remarks) *templates.DevPair {
	side := &templates.DevPair{Pair: pair}
	most := 0
	for _, v := range pair.Versions {
		most = max(most, len(v.Sections))
	}
	for at := -1; at < most; at++ {
		var row templates.DevRow
		for _, v := range pair.Versions {
			row = append(row, said.cell(v, at))
		}
		side.Rows = append(side.Rows, row)
	}
	return side
}

// cell makes of a section of a version, or of its head at -1, what is shown of
// it, with the remarks on lines that fall in it.
func (said remarks) cell(v library.Version, at int) templates.DevCell {
	c := templates.DevCell{Version: v, Head: at < 0, Missing: at >= len(v.Sections)}
	if c.Missing {
		return c
	}
	for _, remark := range said.of(v.File) {
		if v.Section(remark.Line) == at {
			c.Remarks = append(c.Remarks, remark)
		}
	}
	words := said.wordsIn(v, at)
	if c.Head {
		c.Title, c.Standfirst, c.Short = markWords(escape(v.Title), words), markWords(escape(v.Standfirst), words), markWords(escape(v.Short), words)
		return c
	}
	s := v.Sections[at]
	c.Title, c.HTML = markWords(escape(s.Title), words), markWords(apart(s.HTML, v.Locale), words)
	return c
}

// remarks are what check says of the files of a content folder.
type remarks struct {
	byFile      map[string][]templates.DevRemark
	order       []string // the files, in the order of the report
	differences []library.Difference
}

func (e *site) remarks() remarks {
	report, _ := e.reading.last()
	said := remarks{byFile: map[string][]templates.DevRemark{}, differences: report.Differences}
	said.add("fault", report.Faults)
	for _, d := range report.Differences {
		said.add("difference", problem.List{d.Fault})
	}
	said.add("advice", report.Advice)
	said.add("advice", e.content.Due(e.Now()))
	return said
}

func (said *remarks) add(kind string, list problem.List) {
	for _, f := range list {
		if said.byFile[f.File] == nil {
			said.order = append(said.order, f.File)
		}
		said.byFile[f.File] = append(said.byFile[f.File], templates.DevRemark{Kind: kind, Fault: f})
	}
}

func (said remarks) of(file string) []templates.DevRemark { return said.byFile[file] }

// rest gives what is said of other files than those that were taken out.
func (said remarks) rest() (list []templates.DevRemark) {
	for _, file := range said.order {
		list = append(list, said.byFile[file]...)
	}
	return list
}

// wordsIn gives the words of a section that differ from those of another
// version, as they were written.
func (said remarks) wordsIn(v library.Version, at int) (words []string) {
	for _, d := range said.differences {
		if d.File == v.File && v.Section(d.Line) == at {
			words = append(words, d.Words)
		}
		if d.Other.File == v.File && v.Section(d.Other.Line) == at {
			words = append(words, d.OtherWords)
		}
	}
	return words
}
