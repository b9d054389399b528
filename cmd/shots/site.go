package main

import (
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"leadpath/content"
	"leadpath/internal/advice"
	"leadpath/internal/library"
	"leadpath/internal/locale"
	"leadpath/internal/web"
	"leadpath/locales"
	"leadpath/static"
)

// A site is the whole site, served in this process.
type site struct {
	url     string
	catalog *locale.Catalog
	edition *library.Edition
	paths   *advice.Paths
	desk    *desk
	server  *http.Server
}

// open serves the content of a folder, or the embedded content, on a free
// port of this machine.
func open(folder string) (*site, error) {
	catalog, err := locale.Load(locales.FS)
	if err != nil {
		return nil, fmt.Errorf("words: %w", err)
	}
	var fsys fs.FS = content.FS
	if folder != "" {
		fsys = os.DirFS(folder)
	}
	content, report := web.Read(fsys, catalog)
	if err := report.Faults.Err(); err != nil {
		return nil, fmt.Errorf("content: %w", err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &site{url: "http://" + listener.Addr().String(), catalog: catalog, edition: content.At(time.Now()), paths: content.Paths}
	server := &web.Server{BaseURL: s.url, Catalog: catalog}
	if s.desk, err = openDesk(server); err != nil {
		return nil, err
	}
	pages, err := web.New(server, static.FS)
	if err != nil {
		return nil, err
	}
	if err := pages.Show(content); err != nil {
		return nil, err
	}
	s.desk.site = pages
	s.server = &http.Server{Handler: s.desk, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = s.server.Serve(listener) }()
	return s, nil
}

func (s *site) close() {
	_ = s.server.Close()
	s.desk.close()
}

// A sheet is a page to be photographed.
type sheet struct {
	name, url string
	print     bool // on paper too
}

// sheets names one page of every kind, the German ones first: their words
// are longer.
func (s *site) sheets() ([]sheet, error) {
	var list []sheet
	locales := slices.Clone(s.catalog.All())
	slices.SortStableFunc(locales, func(a, b *locale.Locale) int {
		return b2i(b.Code == "de") - b2i(a.Code == "de")
	})
	for _, l := range locales {
		add := func(kind, address string) {
			list = append(list, sheet{name: kind + "." + l.Code, url: s.url + address, print: kind == "article"})
		}
		add("home", l.Path("home"))
		add("articles", l.Path("articles"))
		add("faq", l.Path("faq"))
		s.addEntries(l, add)
		s.addPath(l, func(kind, address string, print bool) {
			list = append(list, sheet{name: kind + "." + l.Code, url: s.url + address, print: print})
		})
		add("grades", l.Path("grades"))
		add("grades-filled", l.Path("grades")+"?side=implementer&standard=42001&years=4&field-years=1&project-hours=120&pace=12")
		add("search", l.Path("search"))
		add("search-found", l.Path("search")+"?q="+map[string]string{"de": "Auditstunden", "en": "audit+hours"}[l.Code])
		add("search-elsewhere", l.Path("search")+"?q="+map[string]string{"de": "upkeep", "en": "Pruefung"}[l.Code])
		add("search-none", l.Path("search")+"?q=xylophone")
		if _, err := s.edition.Comparison(l.Code); err == nil {
			add("compare", l.Path("compare"))
		}
		if len(s.edition.Terms(l.Code)) > 0 {
			add("glossary", l.Path("glossary"))
		}
		if _, err := s.edition.HoursLog(l.Code); err == nil {
			add("log", l.Path("log"))
		}
		for _, key := range library.LegalPages {
			if _, err := s.edition.Legal(l.Code, key); err == nil {
				add(key, l.Path(key))
			}
		}
		add("call", l.Path("call"))
		add("call-elsewhere", l.Path("call")+"?zone=America/New_York")
		add("call-none", l.Path("call")+"?from=2099-01-01")
		if err := s.desk.addCalls(l, add); err != nil {
			return nil, err
		}
		add("404", l.Path("articles")+"/nothing-here")
	}
	return list, nil
}

// sheetsOfAnswers are answers that lead to one result of each kind.
var sheetsOfAnswers = []struct{ kind, values, rest string }{
	{"result-both", "4 3 1 2 3 3 1 2 3 4 2 unsure", "&need=build&built=recent&checked=no&reach=both&away=later&payer=open&held=foundation-42001&years=4&field-years=1&project-hours=120&audit-hours=30&pace=20&star=draft&star=trail&star=strangers"},
	{"result-implementer", "4 1 0 3 4 1 1 3 3 1 1 3", "&standard=42001&years=6&field-years=2&project-hours=250&pace=16"},
	{"result-auditor", "1 4 3 0 1 4 3 1 1 4 3 0", "&standard=27001&checked=done&audit-hours=90&pace=10"},
	{"result-foundation", "2 2 3 3 1 2 3 3 2 unsure 3 3", ""},
	{"result-open", "unsure 3 unsure 2 3 3 unsure 2 3 3 2 1", ""},
}

// addPath adds the pages of the questionnaire: its start, a step of each
// kind, the method and results.
func (s *site) addPath(l *locale.Locale, add func(kind, address string, print bool)) {
	if s.paths == nil {
		return
	}
	m := s.paths.Today()
	add("path", l.Path("path"), false)
	add("method", l.Path("method"), false)
	for i, sheet := range sheetsOfAnswers {
		query := "v=" + strconv.Itoa(m.Version)
		for i, value := range strings.Fields(sheet.values) {
			query += "&" + m.Statements[i].ID + "=" + value
		}
		if i == 0 {
			step := func(kind, id string) { add(kind, l.Path("step", id)+"?"+s.paths.Parse(query).Encode(), false) }
			step("step", m.Statements[3].ID)
			step("step-pair", m.Pairs[0].ID)
			seen := map[advice.Kind]bool{}
			for _, c := range m.Circumstances {
				if !seen[c.Kind] {
					step("step-"+string(c.Kind), c.ID)
				}
				seen[c.Kind] = true
			}
		}
		add(sheet.kind, l.Path("result")+"?"+s.paths.Parse(query+sheet.rest).Encode(), true)
	}
}

// named gives the sheets at further addresses, named after their last part.
func (s *site) named(paths []string) []sheet {
	var list []sheet
	for _, p := range paths {
		list = append(list, sheet{name: path.Base(p), url: s.url + p})
	}
	return list
}

// addEntries adds the longest article, and a question, a topic and a person
// of those that content has.
func (s *site) addEntries(l *locale.Locale, add func(kind, address string)) {
	if list := s.edition.Articles(l.Code); len(list) > 0 {
		longest := slices.MaxFunc(list, func(a, b *library.Article) int { return a.Minutes - b.Minutes })
		add("article", l.Path("article", longest.Slug))
		add("topic", l.Path("topic", longest.Topic.Slug))
		add("author", l.Path("author", longest.Author.Slug))
	}
	if list := s.edition.Questions(l.Code); len(list) > 0 {
		longest := slices.MaxFunc(list, func(a, b *library.Question) int { return len(a.HTML) - len(b.HTML) })
		add("question", l.Path("question", longest.Slug))
	}
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}
