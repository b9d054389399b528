package web

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"leadpath/internal/locale"
)

// Export writes the reading part of the site as files into a folder, byte for
// byte what is served, packed as .br and .gz beside each, with what static
// hosts need to send the same header fields. Pages made for each visitor are
// not among them; links to those name the site.
//
// Without cards, those of articles are left out; their pages name them all the
// same.
//
// The folder must be empty or the work of an earlier export, of which only
// what changed is written and what is gone is removed. A file is there whole
// or not at all; after an error the folder holds some new files and some old
// ones, and the next export mends that.
func (s *Server) Export(ctx context.Context, content *Content, folder *os.Root, cards bool) (Exported, error) {
	site, err := s.newSite(content)
	if err != nil {
		return Exported{}, err
	}
	shelf, err := openExport(folder)
	if err != nil {
		return Exported{}, err
	}
	if err := site.exportAll(ctx, shelf, cards); err != nil {
		shelf.remember()
		return Exported{}, err
	}
	return shelf.finish()
}

// Exported counts the files of an export.
type Exported struct{ Written, Kept, Removed int }

// exportAll writes every page, on all cores: packing is most of the work.
func (e *site) exportAll(ctx context.Context, shelf *exportShelf, cards bool) error {
	addresses := e.exported(cards)
	var next atomic.Int64
	var group sync.WaitGroup
	failures := make(chan error, runtime.GOMAXPROCS(0))
	for range cap(failures) {
		group.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(addresses)) && ctx.Err() == nil; i = next.Add(1) - 1 {
				if err := e.exportPage(shelf, addresses[i]); err != nil {
					next.Store(int64(len(addresses)))
					failures <- err
					return
				}
			}
		})
	}
	group.Wait()
	close(failures)
	if err := <-failures; err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return e.exportRest(shelf)
}

// exported gives the addresses of all files of the site.
func (e *site) exported(cards bool) []string {
	var list []string
	for address := range e.known.all() {
		if address != "/" && !isLive(e.Catalog, address) && !e.isSearch(address) && (cards || !e.isCard(address)) {
			list = append(list, address)
		}
	}
	for address := range e.images {
		list = append(list, address)
	}
	for address := range e.assets.answers {
		list = append(list, address)
	}
	slices.Sort(list)
	return list
}

// isCard reports whether an address is that of an article's card.
func (e *site) isCard(address string) bool {
	return strings.HasSuffix(address, ".png") && slices.ContainsFunc(e.Catalog.All(), func(l *locale.Locale) bool {
		before, _, _ := strings.Cut(l.Route("card"), "{")
		return strings.HasPrefix(address, before)
	})
}

// exportPage writes what one address answers.
func (e *site) exportPage(shelf *exportShelf, address string) error {
	a, err := e.answerOf(address)
	if err != nil {
		return err
	}
	shelf.rules.see(address, a.versions.Load()[plain].header)
	return shelf.put(fileOf(address), a)
}

// answerOf gives what an address answers everybody.
func (e *site) answerOf(address string) (*answer, error) {
	if a := e.kept(address, ""); a != nil {
		return a, nil
	}
	r, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	taker := &taker{unread: unread{header: http.Header{}}}
	e.serve(taker, r)
	if taker.answer == nil || taker.answer.status != http.StatusOK {
		return nil, fmt.Errorf("the page %s could not be made", address)
	}
	return taker.answer, nil
}

// A taker takes an answer whole instead of having it sent.
type taker struct {
	unread
	answer *answer
}

// exportRest writes what has no address of its own: the page for what is not
// there and the search page of each language, what lies at the root, and what
// hosts go by.
func (e *site) exportRest(shelf *exportShelf) error {
	for _, l := range e.Catalog.All() {
		if err := e.exportLost(shelf, l, l.Code); err != nil {
			return err
		}
		if err := e.exportSearch(shelf, l); err != nil {
			return err
		}
	}
	if err := e.exportRoot(shelf, e.Catalog.Default()); err != nil {
		return err
	}
	for name, text := range shelf.rules.files() {
		if err := shelf.write(name, []byte(text)); err != nil {
			return err
		}
	}
	return nil
}

// exportRoot writes the home page of a language, since nobody is there to
// choose one, and its page for what is not there.
func (e *site) exportRoot(shelf *exportShelf, l *locale.Locale) error {
	home, err := e.answerOf(l.Path("home"))
	if err != nil {
		return err
	}
	shelf.rules.see("/", home.versions.Load()[plain].header)
	if err := shelf.put("index.html", home); err != nil {
		return err
	}
	return e.exportLost(shelf, l, "")
}

func (e *site) exportLost(shelf *exportShelf, l *locale.Locale, folder string) error {
	lost, err := e.renderError(l, http.StatusNotFound, nil)
	if err != nil {
		return err
	}
	return shelf.put(path.Join(folder, "404.html"), lost)
}

// fileOf gives the file of an address: index.html for a language's root, else
// the address, with .html where it names no kind of file.
func fileOf(address string) string {
	name := strings.TrimPrefix(address, "/")
	switch {
	case strings.HasSuffix(address, "/"):
		return name + "index.html"
	case strings.Contains(path.Base(name), "."):
		return name
	}
	return name + ".html"
}

func (e *site) isSearch(address string) bool {
	return slices.ContainsFunc(e.Catalog.All(), func(l *locale.Locale) bool { return address == l.Path("search") })
}
