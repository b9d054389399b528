package web_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"math/rand/v2"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// looks are the methods that change nothing.
var looks = []string{http.MethodGet, http.MethodHead, http.MethodOptions}

var linkInLetter = regexp.MustCompile(`https?://[^\s"<>)]+`)

// everyLetter has mails of every kind to visitors lie in the outbox, and gives
// the addresses of this site in them.
func everyLetter(t *testing.T, p *practice) (links []string) {
	t.Helper()
	p.confirmable(t, "Hasty Hugo")
	own := p.book(t, "Ada Lovelace")
	for _, do := range []string{"cancel", "undo"} {
		if got := p.press(t, own, do); got.StatusCode != http.StatusSeeOther {
			t.Fatalf("%s: got %d, want 303", do, got.StatusCode)
		}
	}
	moveto := p.english().Path("moveto", secretOf(own), rfc3339(p.openings(t)[4]))
	if got := p.send(t, http.MethodPost, moveto, nil); got.StatusCode != http.StatusSeeOther {
		t.Fatalf("move: got %d, want 303", got.StatusCode)
	}
	cancelled := p.book(t, "Charles Babbage")
	p.press(t, cancelled, "cancel")
	for _, letter := range p.letters(t) {
		for _, link := range linkInLetter.FindAllString(letter, -1) {
			if path, ours := strings.CutPrefix(link, p.URL); ours {
				links = append(links, strings.TrimRight(path, ".,;\\"))
			}
		}
	}
	slices.Sort(links)
	links = slices.Compact(links)
	if len(links) < 4 { // home, two pages of calls, one to confirm
		t.Fatalf("got the links %v in the mails, want those of three calls and the home page", links)
	}
	return links
}

// S3: mail scanners open links, all of them and often.
func TestLookingChangesNothing(t *testing.T) {
	t.Parallel()
	p := openPractice(t, "")
	addresses := everyLetter(t, p)
	for _, link := range addresses {
		if !strings.Contains(link, "/b/") {
			continue
		}
		for _, way := range p.bookingWays() {
			addresses = append(addresses, at(way.Pattern, secretOf(link), rfc3339(p.openings(t)[0])))
		}
		for _, do := range []string{"cancel", "undo", "book", "erase&sure=yes"} {
			addresses = append(addresses, link+"?do="+do)
		}
	}
	slices.Sort(addresses)
	addresses = slices.Compact(addresses)
	visits := slices.Repeat(addresses, 100)
	rand.Shuffle(len(visits), func(i, j int) { visits[i], visits[j] = visits[j], visits[i] })
	before := p.dump(t)
	for i, address := range visits {
		fields := []string{"Referer: https://mail.example/", "Cookie: session=x"}[:i%3]
		if got := p.send(t, looks[rand.IntN(len(looks))], address, nil, fields...); got.StatusCode >= 500 {
			t.Fatalf("%s: got %d", address, got.StatusCode)
		}
	}
	p.wantSame(t, before)
}

// S3, static: of the routes only those of POST lead to what changes a diary.
func TestOnlyPostsReachWhatChanges(t *testing.T) {
	changing := reaching(t, "../booking", func(s *ast.SelectorExpr) bool { return s.Sel.Name == "Change" })
	for _, name := range []string{"Book", "Move", "Cancel", "TakeBack", "ConfirmCall", "Erase"} {
		if !changing[name] {
			t.Errorf("booking.%s does not seem to change anything; this test looks at the wrong place", name)
		}
	}
	handlers := reaching(t, ".", func(s *ast.SelectorExpr) bool {
		diary, ok := s.X.(*ast.SelectorExpr)
		return ok && diary.Sel.Name == "Diary" && changing[s.Sel.Name]
	})
	posts := 0
	for method, handler := range routed(t) {
		switch reaches := handlers[handler]; {
		case method == "Post" && !reaches:
			t.Errorf("Post of %s changes nothing; it need not be a post", handler)
		case method == "Post":
			posts++
		case reaches:
			t.Errorf("%s of %s changes a diary", method, handler)
		}
	}
	if posts != 3 {
		t.Errorf("got %d posts, want those of booking, of the own page and of moving", posts)
	}
}

// reaching gives the functions of a package in which something is called, and
// those that call them, at any depth. They are known by their names alone,
// which errs on the careful side; the map of routes names all of them.
func reaching(t *testing.T, folder string, called func(*ast.SelectorExpr) bool) map[string]bool {
	t.Helper()
	calls, found := map[string][]string{}, map[string]bool{}
	for _, file := range parsed(t, folder) {
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Name.Name == "newRoutes" {
				continue
			}
			ast.Inspect(f, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok {
					return true
				}
				if s, ok := call.Fun.(*ast.SelectorExpr); ok {
					calls[f.Name.Name] = append(calls[f.Name.Name], s.Sel.Name)
					found[f.Name.Name] = found[f.Name.Name] || called(s)
				}
				return true
			})
		}
	}
	for grown := true; grown; {
		grown = false
		for f, list := range calls {
			if !found[f] && slices.ContainsFunc(list, func(name string) bool { return found[name] }) {
				found[f], grown = true, true
			}
		}
	}
	return found
}

// routed gives the handlers that routes.go names, by the methods of a router.
func routed(t *testing.T) func(yield func(method, handler string) bool) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "routes.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	return func(yield func(string, string) bool) {
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) != 2 {
				return true
			}
			router, ok := call.Fun.(*ast.SelectorExpr)
			if !ok || !slices.Contains([]string{"Get", "Head", "Options", "Post", "Put", "Handle", "HandleFunc", "Method"}, router.Sel.Name) {
				return true
			}
			ast.Inspect(call.Args[1], func(n ast.Node) bool {
				if s, ok := n.(*ast.SelectorExpr); ok && s.Sel.Name != "page" && s.Sel.Name != "post" {
					yield(router.Sel.Name, s.Sel.Name)
				}
				return true
			})
			return true
		})
	}
}

// parsed reads the files of a package, those of tests aside.
func parsed(t *testing.T, folder string) (files []*ast.File) {
	t.Helper()
	names, err := fs.Glob(os.DirFS(folder), "*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), folder+"/"+name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	return files
}
