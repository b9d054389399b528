package templates_test

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"leadpath/internal/locale"
	"leadpath/internal/webtest"
)

// A drawn example is one in one language.
type drawn struct {
	example
	locale *locale.Locale
	html   string
}

// drawAll draws every example in every language. A word that is missing panics.
func drawAll(t *testing.T) []drawn {
	t.Helper()
	catalog := webtest.Catalog(t)
	var all []drawn
	for _, e := range examples(catalog) {
		for _, l := range catalog.All() {
			var b strings.Builder
			if err := e.draw(page(l, catalog.All(), e.kind, e.view.Title(l), e.view.Lead(l))).Render(t.Context(), &b); err != nil {
				t.Fatalf("%s, %s: %v", e.name, l.Code, err)
			}
			all = append(all, drawn{e, l, b.String()})
		}
	}
	return all
}

func each(t *testing.T, tell func(t *testing.T, d drawn, root *html.Node)) {
	for _, d := range drawAll(t) {
		t.Run(d.locale.Code+": "+d.name, func(t *testing.T) {
			root, err := html.Parse(strings.NewReader(d.html))
			if err != nil {
				t.Fatal(err)
			}
			tell(t, d, root)
		})
	}
}

func TestPagesOfBookingHaveTheirHooks(t *testing.T) {
	each(t, func(t *testing.T, d drawn, _ *html.Node) {
		for _, hook := range slices.Sorted(maps.Keys(d.hooks)) {
			if got := len(regexp.MustCompile(hook).FindAllString(d.html, -1)); got != d.hooks[hook] {
				t.Errorf("got %d times %s, want %d", got, hook, d.hooks[hook])
			}
		}
	})
}

// attr gives an attribute of an element.
func attr(n *html.Node, name string) (value string, ok bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

// find gives the elements with a tag in document order.
func find(root *html.Node, tag string) []*html.Node {
	var list []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && (n.Data == tag || tag == "*") {
			list = append(list, n)
		}
	}
	return list
}

// text is what an element says, with single spaces.
func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// Labels, descriptions, errors and links within the page lead to what is
// there, once.
func TestPagesOfBookingPointToWhatIsThere(t *testing.T) {
	each(t, func(t *testing.T, d drawn, root *html.Node) {
		ids := map[string]int{}
		for _, n := range find(root, "*") {
			if id, ok := attr(n, "id"); ok {
				ids[id]++
			}
		}
		for _, n := range find(root, "*") {
			for _, name := range []string{"for", "aria-describedby", "aria-labelledby", "form"} {
				value, _ := attr(n, name)
				for id := range strings.FieldsSeq(value) {
					if ids[id] != 1 {
						t.Errorf("<%s %s=%q>: got %d elements with this id, want 1", n.Data, name, value, ids[id])
					}
				}
			}
			if href, _ := attr(n, "href"); n.Data == "a" && strings.HasPrefix(href, "#") && ids[href[1:]] != 1 {
				t.Errorf("<a href=%q>: got %d elements with this id, want 1", href, ids[href[1:]])
			}
		}
		if got := len(find(root, "h1")); got != 1 {
			t.Errorf("got %d h1, want 1", got)
		}
	})
}

// A8: what is wrong is said first of all, in the words that stand beside the
// field, and the title begins with that it is.
func TestFaultsAreSaidFirstAndInTheSameWords(t *testing.T) {
	each(t, func(t *testing.T, d drawn, root *html.Node) {
		alert := strings.Index(d.html, `role="alert"`)
		title := text(find(root, "title")[0])
		if begins := strings.HasPrefix(title, map[string]string{"en": "Error: ", "de": "Fehler: "}[d.locale.Code]); begins != (alert >= 0) {
			t.Errorf("title %q: begins with the word: got %v, want %v", title, begins, alert >= 0)
		}
		if alert > strings.Index(d.html, "<h1") {
			t.Error("got the alert behind the title of the sheet, want it before")
		}
		summary := map[string]string{}
		for _, a := range find(root, "a") {
			if href, _ := attr(a, "href"); strings.HasPrefix(href, "#") {
				summary[href[1:]] = text(a)
			}
		}
		for _, p := range find(root, "p") {
			if field, ok := attr(p, "data-error"); ok && text(p) != summary[field] {
				t.Errorf("%s: got %q beside the field and %q in the summary, want the same", field, text(p), summary[field])
			}
		}
	})
}

// Each button of a form that posts says by itself what is done: with a form
// sent without it, a hidden field does.
func TestFormsPostWithOneButton(t *testing.T) {
	each(t, func(t *testing.T, d drawn, root *html.Node) {
		for _, f := range find(root, "form") {
			if _, booking := attr(f, "data-booking"); booking {
				continue
			}
			if got := len(find(f, "button")); got != 1 {
				t.Errorf("got %d buttons in a form, want 1", got)
			}
			if method, _ := attr(f, "method"); method != "post" {
				t.Errorf("got a form by method %q, want post", method)
			}
		}
	})
}

// Enter in a field presses the first button of its form: it books, unless the
// time is gone, and then it only shows another.
func TestFirstButtonOfTheFormBooks(t *testing.T) {
	each(t, func(t *testing.T, d drawn, root *html.Node) {
		for _, b := range find(root, "button") {
			owner, outside := attr(b, "form")
			if !outside && !within(b, "form") || outside && owner != "booking" || d.kind != "form" {
				continue
			}
			_, switches := attr(b, "data-switch")
			if gone := strings.Contains(d.html, `data-slot=`); switches != gone {
				t.Errorf("the first button %q: shows another form: got %v, want %v", text(b), switches, gone)
			}
			return
		}
	})
}

func within(n *html.Node, tag string) bool {
	for up := range n.Ancestors() {
		if up.Data == tag {
			return true
		}
	}
	return false
}

// A13: fields name their purpose, and what is required says so.
func TestFieldsNameTheirPurpose(t *testing.T) {
	each(t, func(t *testing.T, d drawn, root *html.Node) {
		if d.kind != "form" || !strings.Contains(d.html, "<form") {
			return
		}
		needed := []string{}
		for _, n := range slices.Concat(find(root, "input"), find(root, "select")) {
			name, _ := attr(n, "name")
			if _, ok := attr(n, "required"); ok {
				needed = append(needed, name)
			}
			if want := map[string]string{"name": "name", "email": "email", "phone": "tel", "website": "off"}[name]; want != "" {
				if got, _ := attr(n, "autocomplete"); got != want {
					t.Errorf("%s: got autocomplete %q, want %q", name, got, want)
				}
			}
		}
		want := "[name email consent timezone]"
		if strings.Contains(d.html, `name="phone"`) {
			want = "[name email phone consent timezone]"
		}
		if got := fmt.Sprint(needed); got != want {
			t.Errorf("required: got %s, want %s", got, want)
		}
	})
}

// S8: what was typed stays text.
func TestTypedStaysText(t *testing.T) {
	for _, d := range drawAll(t) {
		if strings.Contains(d.html, "<before>") {
			t.Errorf("%s, %s: got the typed <before> as a tag, want it as text", d.locale.Code, d.name)
		}
	}
}

// A2: the Nu HTML checker finds nothing on any page of booking.
func TestPagesOfBookingAreFlawlessHTML(t *testing.T) {
	files, names := map[string]string{}, map[string]string{}
	for i, d := range drawAll(t) {
		file := fmt.Sprintf("%03d.html", i)
		files[file], names[file] = d.html, d.locale.Code+": "+d.name
	}
	for _, f := range webtest.CheckHTML(t, files) {
		t.Errorf("%s: the HTML checker says (%s %s) %q at %s; want nothing", names[f.File], f.Kind, f.Weight, f.Message, f.Extract)
	}
}
