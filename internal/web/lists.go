package web

import (
	"net/http"
	"strconv"

	"github.com/go-chi/chi/v5"

	"leadpath/internal/library"
	"leadpath/internal/locale"
	"leadpath/templates"
)

// mostListed is how many articles stand on one page of a list; the others
// stand on further ones, each at its own address.
const mostListed = 200

// manyPages reports whether a list can have more than one page.
func manyPages(e *library.Edition, l *locale.Locale) bool {
	return len(e.Articles(l.Code)) > mostListed
}

// pagesFor gives how many pages so many articles take, 1 at least.
func pagesFor(articles int) int { return max(1, (articles+mostListed-1)/mostListed) }

// listPath gives the address of a page of a list; the first is the list's own.
func listPath(l *locale.Locale, list string, number int, slug ...string) string {
	if number == 1 {
		return l.Path(list, slug...)
	}
	return l.Path(list+"-page", append(slug, strconv.Itoa(number))...)
}

// listPages gives the addresses of the further pages of all lists.
func listPages(e *library.Edition, l *locale.Locale) (addresses []string) {
	if !manyPages(e, l) {
		return nil
	}
	add := func(list string, articles int, slug ...string) {
		for number := 2; number <= pagesFor(articles); number++ {
			addresses = append(addresses, listPath(l, list, number, slug...))
		}
	}
	add("articles", len(e.Articles(l.Code)))
	for _, t := range e.Topics(l.Code) {
		add("topic", len(e.ArticlesOn(t)), t.Slug)
	}
	for _, a := range e.Authors(l.Code) {
		add("author", len(e.ArticlesBy(a)), a.Slug)
	}
	return addresses
}

// A leaf is one page of a list of articles.
type leaf struct {
	list   string
	slug   func(*locale.Locale) []string // of the list, in each language
	number int
}

// leafOf gives the page of a list that is asked for, or ErrNotFound where its
// number is none.
func leafOf(r *http.Request, list string, articles int, slug func(*locale.Locale) []string) (leaf, error) {
	asked := chi.URLParam(r, "number")
	if asked == "" {
		return leaf{list, slug, 1}, nil
	}
	number, err := strconv.Atoi(asked)
	if err != nil || strconv.Itoa(number) != asked || number < 1 || number > pagesFor(articles) {
		return leaf{}, library.ErrNotFound
	}
	return leaf{list, slug, number}, nil
}

func (f leaf) address(number int) func(*locale.Locale) string {
	return func(l *locale.Locale) string { return listPath(l, f.list, number, f.slug(l)...) }
}

// moved leads from an address with the number 1 to that of the list.
func (e *site) moved(w http.ResponseWriter, r *http.Request, l *locale.Locale, f leaf) bool {
	first := f.number == 1 && chi.URLParam(r, "number") != ""
	if first {
		e.redirect(w, r, f.address(1)(l), http.StatusPermanentRedirect)
	}
	return first
}

// viewLeaf makes a page of a list, whose title says its number.
func (e *site) viewLeaf(kind string, l *locale.Locale, title, description string, f leaf) templates.Page {
	if f.number > 1 {
		title, description = l.T("list.title", "Title", title, "Number", f.number), l.T("list.description", "Description", description, "Number", f.number)
	}
	return e.view(kind, l, title, description, f.address(f.number))
}

// listed cuts out of a list what stands on a page.
func (f leaf) listed(l *locale.Locale, all []*library.Article) templates.Listed {
	pages := pagesFor(len(all))
	part := templates.Listed{Articles: all[min(len(all), (f.number-1)*mostListed):min(len(all), f.number*mostListed)], Number: f.number, Pages: pages}
	if f.number > 1 {
		part.Before = f.address(f.number - 1)(l)
	}
	if f.number < pages {
		part.Behind = f.address(f.number + 1)(l)
	}
	return part
}
