package web

import (
	"fmt"
	"html"
	"net/http"
	"strings"

	"leadpath/internal/library"
	"leadpath/internal/locale"
)

// A mapped page is one that search engines may show, in every language.
type mapped struct {
	address func(*locale.Locale) string
	updated locale.Date // when its facts were last changed; zero where the page says none
}

// onTheMap gives all pages for search engines: no search, no result, no step
// of the questionnaire and nothing that is somebody's own.
func (e *site) onTheMap() []mapped {
	first := e.Catalog.Default().Code
	all := []mapped{{address: at("home")}, {address: at("articles")}}
	for _, t := range e.Topics(first) {
		all = append(all, mapped{address: func(l *locale.Locale) string { return l.Path("topic", e.TopicIn(l.Code, t).Slug) }})
	}
	for _, a := range e.Articles(first) {
		all = append(all, mapped{func(l *locale.Locale) string { return l.Path("article", e.ArticleIn(l.Code, a).Slug) }, a.Updated})
	}
	all = append(all, mapped{address: at("faq")})
	for _, q := range e.Questions(first) {
		all = append(all, mapped{address: func(l *locale.Locale) string { return l.Path("question", e.QuestionIn(l.Code, q).Slug) }})
	}
	if c, err := e.Comparison(first); err == nil {
		all = append(all, mapped{at("compare"), c.Updated})
	}
	if len(e.Terms(first)) > 0 {
		all = append(all, mapped{address: at("glossary")})
	}
	if h, err := e.HoursLog(first); err == nil {
		all = append(all, mapped{at("log"), h.Updated})
	}
	all = append(all, mapped{address: at("grades")})
	if e.Paths() != nil {
		all = append(all, mapped{address: at("path")}, mapped{address: at("method")})
	}
	if e.Diary != nil {
		all = append(all, mapped{address: at("call")})
	}
	for _, a := range e.Authors(first) {
		all = append(all, mapped{address: func(l *locale.Locale) string { return l.Path("author", e.AuthorIn(l.Code, a).Slug) }})
	}
	for _, key := range library.LegalPages {
		if _, err := e.Legal(first, key); err == nil {
			all = append(all, mapped{address: at(key)})
		}
	}
	return all
}

// mostMapped is how many addresses a sitemap may hold (sitemaps.org). What
// lies beyond is found by links.
const mostMapped = 50_000

// showSitemap serves the map of the site: each page with its counterparts, and
// with the day on which its facts were changed where it has one.
func (e *site) showSitemap(w http.ResponseWriter, r *http.Request, _ *locale.Locale) error {
	var body strings.Builder
	body.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">` + "\n")
	pages := e.onTheMap()
	for _, page := range pages[:min(len(pages), mostMapped/len(e.Catalog.All()))] {
		e.mapPage(&body, page)
	}
	body.WriteString("</urlset>\n")
	return e.send(w, r, plainXML, []byte(body.String()))
}

// mapPage writes a page in each language.
func (e *site) mapPage(body *strings.Builder, page mapped) {
	base := html.EscapeString(e.BaseURL)
	var alternates strings.Builder
	for _, l := range e.Catalog.All() {
		fmt.Fprintf(&alternates, `<xhtml:link rel="alternate" hreflang="%s" href="%s"/>`, l.Code, base+page.address(l))
	}
	fmt.Fprintf(&alternates, `<xhtml:link rel="alternate" hreflang="x-default" href="%s"/>`, base+page.address(e.Catalog.Default()))
	if !page.updated.IsZero() {
		fmt.Fprintf(&alternates, "<lastmod>%s</lastmod>", page.updated)
	}
	for _, l := range e.Catalog.All() {
		fmt.Fprintf(body, "<url><loc>%s</loc>%s</url>\n", base+page.address(l), alternates.String())
	}
}
