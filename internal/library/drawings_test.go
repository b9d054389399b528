package library

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"leadpath/content"
)

// S9: a drawing stands in the page itself, so nothing comes with it that runs,
// leads anywhere, brings a style, or has a name that the page could have too.
func TestHostileDrawings(t *testing.T) {
	const begin = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 340 200">` + "\n<g>\n"
	const notTaken = " is not taken into a drawing; "
	cases := []struct{ name, file, want string }{
		{"a script", begin + "<script>alert(1)</script>\n</g></svg>", ":3: <script>" + notTaken},
		{"a script of another space", begin + `<x:script xmlns:x="http://www.w3.org/1999/xhtml"/></g></svg>`, ":3: <script>" + notTaken},
		{"HTML within", begin + "<foreignObject><p>x</p></foreignObject></g></svg>", ":3: <foreignObject>" + notTaken},
		{"a sheet of styles", begin + "<style>@import url(//x.example)</style></g></svg>", ":3: <style>" + notTaken},
		{"a link", begin + `<a href="//x.example"><text>x</text></a></g></svg>`, ":3: <a>" + notTaken},
		{"a picture", begin + `<image href="//x.example/x.png"/></g></svg>`, ":3: <image>" + notTaken},
		{"a use of something else", begin + `<use href="#mark-both"/></g></svg>`, ":3: <use>" + notTaken},
		{"movement", begin + `<path d="M0 0"><animate attributeName="d" to="M1 1"/></path></g></svg>`, ":3: <animate>" + notTaken},
		{"a pattern", begin + `<pattern/></g></svg>`, ":3: <pattern>" + notTaken},
		{"what hears a click", begin + `<path onclick="alert(1)" d="M0 0"/></g></svg>`, ":3: the attribute onclick of <path>" + notTaken},
		{"what hears that it came", `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" onload="alert(1)"/>`, ":1: the attribute onload of <svg>" + notTaken},
		{"a style of its own", begin + `<path style="fill:url(//x.example)" d="M0 0"/></g></svg>`, ":3: the attribute style of <path>" + notTaken},
		{"a colour of its own", begin + `<path fill="url(#x)" d="M0 0"/></g></svg>`, ":3: the attribute fill of <path>" + notTaken},
		{"a name", begin + `<path id="main" d="M0 0"/></g></svg>`, ":3: the attribute id of <path>" + notTaken},
		{"an old link", begin + `<path xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="x" d="M0 0"/></g></svg>`, ":3: the attribute http://www.w3.org/1999/xlink:href of <path>" + notTaken},
		{"a class of the page", begin + `<path class="vh" d="M0 0"/></g></svg>`, ":3: the class vh is not known to drawings; use one of line-build,"},
		{"a class that ends early", begin + `<path class="vh&quot;&gt;&lt;b" d="M0 0"/></g></svg>`, `:3: class="vh\"><b" of <path> is none a drawing may have; write the names of classes`},
		{"a path that is none", begin + `<path d="M0 0 url(x)"/></g></svg>`, `:3: d="M0 0 url(x)" of <path> is none a drawing may have; write commands of a path and numbers`},
		{"a number that is none", begin + "\n" + `<text x="1e9">x</text></g></svg>`, `:4: x="1e9" of <text> is none a drawing may have; write a number of up to 4 digits`},
		{"a move that is none", begin + `<g transform="scale(9999)"/></g></svg>`, `:3: transform="scale(9999)" of <g> is none a drawing may have; write translate(X Y)`},
		{"an attribute that stands twice", begin + `<text x="1" x="2">x</text></g></svg>`, ":3: the attribute x of <text> is written twice; remove one"},
		{"words beside the lettering", begin + "\n\nseen </g></svg>", `:5: the words "seen" stand outside <text>; put them into one`},
		{"a line within the lettering", begin + `<text>x<path d="M0 0"/></text></g></svg>`, ":3: <path> stands in words; close them first"},
		{"a thousand within one another", begin + strings.Repeat("<g>", 1000) + strings.Repeat("</g>", 1000) + "</g></svg>", ":3: more than 5 elements in one another; draw it flatter"},
		{"a second drawing", begin + "</g></svg>\n<svg/>", ":4: a drawing is one <svg"},
		{"a drawing within", begin + "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/></g></svg>", ":3: a second <svg>; a drawing is one, around all else"},
		{"an entity of its own", "<!DOCTYPE svg [<!ENTITY a \"x\">]>\n" + begin + "<text>&a;</text></g></svg>", ":1: a drawing begins with <svg and says nothing to programs; remove this line"},
		{"an unknown entity", begin + "<text>&nbsp;</text></g></svg>", ":3: the drawing is no XML here (invalid character entity &nbsp;); mend it"},
		{"an instruction", "<?xml-stylesheet href=\"x\"?>\n" + begin + "</g></svg>", ":1: a drawing begins with <svg and says nothing"},
		{"no end", begin + "<text>x", ":3: the drawing is no XML here (unexpected EOF); mend it"},
		{"no size", `<svg xmlns="http://www.w3.org/2000/svg"/>`, ":1: the drawing has no size; give its <svg> a viewBox"},
		{"nothing", "", ":1: the drawing has no size"},
		{"a page", "<html><body>x</body></html>", ":1: a drawing is one <svg"},
		{"a book", begin + strings.Repeat("<path d='M0 0'/>", 1000) + "</g></svg>", ":1: the drawing has 16077 bytes and 8192 are allowed; draw less"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			h := newHouse(t)
			h.write("images/plan.en.svg", c.file)
			_, report := h.load(t)
			if got, want := printed(report.Faults), "images/plan.en.svg"+c.want; !strings.Contains(got, want) {
				t.Errorf("got\n%swant %s…", got, want)
			}
		})
	}
}

// Whatever a drawing is made of, what stands in the page is its elements, its
// numbers and its words.
func FuzzDrawings(f *testing.F) {
	words := catalog(f)
	for _, data := range shippedDrawings(f) {
		f.Add(data)
	}
	f.Add([]byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><text x="1">&lt;b&gt; "</text></svg>`))
	tags := regexp.MustCompile(`</?(g|path|rect|circle|text|tspan)( (class|transform|d|x|y|dy|width|height|cx|cy|r)="[A-Za-z0-9 (),.-]*")*>`)
	f.Fuzz(func(t *testing.T, data []byte) {
		b := newBinder(fstest.MapFS{}, words)
		b.takeDrawing("images/x.en.svg", "en", data)
		if markup := b.lib.drawings["images/x.en.svg"].markup; len(b.report.Faults) == 0 && strings.ContainsAny(tags.ReplaceAllString(markup, ""), `<>"`) {
			t.Errorf("got %q of %q, want elements of drawings and words", markup, data)
		}
	})
}

// A drawing that was edited is in the page at the next reading, and in no other
// page is anything made anew.
func TestAnEditedDrawingRedrawsItsPage(t *testing.T) {
	h, reader := newHouse(t), NewReader(catalog(t))
	read := func(changes Changes) *Library {
		t.Helper()
		lib, report := reader.Read(fstest.MapFS(h), settings, changes)
		if len(report.Faults) > 0 {
			t.Fatalf("got faults: %s", printed(report.Faults))
		}
		return lib
	}
	before := read(Changes{All: true})
	h.replace(t, "images/plan.en.svg", "M8 100H332", "M8 101H332")
	after := read(Changes{Files: map[string]bool{"images/plan.en.svg": true}})
	if got := fmt.Sprint(after.articles["second"]["en"].Sections()); !strings.Contains(got, "M8 101H332") {
		t.Errorf("got %s, want the drawing as it is now", got)
	}
	if before.questions["why"]["en"] != after.questions["why"]["en"] {
		t.Error("got another answer, want the same: nothing is drawn in it")
	}
}

// What a drawing says is found where it is said in words, once.
func TestDrawingsAreReadAsWords(t *testing.T) {
	plain := ""
	for _, s := range newHouse(t).whole(t).articles["second"]["en"].Sections() {
		plain += s.Plain + "|"
	}
	if want := "It goes on.|Nothing.|The plan One line, and on it: the plan & 2. That is all.|"; plain != want {
		t.Errorf("got %q, want %q", plain, want)
	}
}

var (
	drawingShown = regexp.MustCompile(`<figure class="drawn">(<svg.*?</svg>)`)
	lettering    = regexp.MustCompile(`(<(?:text|tspan)[^>]*>|aria-label=")[^<"]*`)
)

// The same drawings stand in the same sections of both languages, laid out alike, and
// each is told in words that have its numbers.
func TestShippedDrawings(t *testing.T) {
	lib, report := Load(content.FS, catalog(t), settings)
	if len(report.Faults) > 0 {
		t.Fatal(printed(report.Faults))
	}
	count := 0
	for key, versions := range lib.articles {
		en, de := versions["en"].Sections(), versions["de"].Sections()
		for i := range min(len(en), len(de)) {
			left, right := drawingShown.FindAllStringSubmatch(en[i].HTML, -1), drawingShown.FindAllStringSubmatch(de[i].HTML, -1)
			if len(left) != len(right) {
				t.Errorf("articles/%s, section %d: got %d drawings in English and %d in German, want as many", key, i+1, len(left), len(right))
				continue
			}
			for n := range left {
				count++
				if a, b := lettering.ReplaceAllString(left[n][1], "$1"), lettering.ReplaceAllString(right[n][1], "$1"); a != b {
					t.Errorf("articles/%s, section %d: got two drawings that differ in more than their words:\n%s\n%s", key, i+1, a, b)
				}
			}
		}
		for lang, a := range versions {
			wantNumbersTold(t, key+"."+lang, a)
		}
	}
	if count < 2 {
		t.Errorf("got %d drawings, want 2 or more", count)
	}
}

// wantNumbersTold wants every number that is lettered on a drawing among the
// words that tell it.
func wantNumbersTold(t *testing.T, name string, a *Article) {
	t.Helper()
	for _, s := range a.Sections() {
		for _, shown := range drawingShown.FindAllStringSubmatch(s.HTML, -1) {
			_, told, _ := strings.Cut(s.HTML, shown[1])
			told, _, _ = strings.Cut(told, "</details>")
			for _, n := range number.FindAllString(tags.ReplaceAllString(shown[1], " "), -1) {
				if !regexp.MustCompile(`\b` + regexp.QuoteMeta(n) + `\b`).MatchString(tags.ReplaceAllString(told, " ")) {
					t.Errorf("articles/%s, section %s: %s is on the drawing and not in its words", name, s.ID, n)
				}
			}
		}
	}
}

// Every drawing that lies in the folder is whole, though no article shows it yet.
func TestDrawingsThatWait(t *testing.T) {
	lib, report := Load(content.FS, catalog(t), settings)
	if len(report.Faults) > 0 {
		t.Fatal(printed(report.Faults))
	}
	for name := range shippedDrawings(t) {
		if d, ok := lib.drawings[name]; !ok || !strings.HasSuffix(strings.TrimSuffix(path.Base(name), ".svg"), "."+d.lang) || d.markup == "" {
			t.Errorf("%s: got %+v, want a drawing", name, d)
		}
	}
}

// shippedDrawings gives the drawings that are shipped, by file.
func shippedDrawings(t testing.TB) map[string][]byte {
	t.Helper()
	names, err := fs.Glob(content.FS, "images/*.svg")
	if err != nil || len(names) == 0 {
		t.Fatalf("got %d drawings (%v), want some", len(names), err)
	}
	drawings := map[string][]byte{}
	for _, name := range names {
		if drawings[name], err = fs.ReadFile(content.FS, name); err != nil {
			t.Fatal(err)
		}
	}
	return drawings
}
