package library

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/util"

	"leadpath/internal/problem"
)

// A drawing is a file images/NAME.LANG.svg. It stands in the page itself, so
// that it has the page's colours and letters.
type drawing struct {
	lang    string
	viewBox string
	markup  string // what stands within its svg
}

// drawingLang gives the language that a file's name says, empty for any other
// picture.
func (b *binder) drawingLang(file string) string {
	lang := strings.TrimPrefix(path.Ext(strings.TrimSuffix(file, ".svg")), ".")
	if path.Ext(file) != ".svg" || b.catalog.In(lang) == nil {
		return ""
	}
	return lang
}

// takeDrawing takes a drawing into the library.
func (b *binder) takeDrawing(file, lang string, data []byte) {
	r := &drawingReader{binder: b, file: file, feeds: problem.FeedsOf(data), decoder: xml.NewDecoder(bytes.NewReader(data)), drawing: drawing{lang: lang}}
	r.read(len(data))
	r.drawing.markup = r.markup.String()
	b.lib.drawings[file] = r.drawing
}

// checkDrawings names the drawings that lack a language.
func (b *binder) checkDrawings() {
	for _, file := range slices.Sorted(maps.Keys(b.lib.drawings)) {
		name := strings.TrimSuffix(file, b.lib.drawings[file].lang+".svg")
		for _, l := range b.catalog.All() {
			if !exists(b.fsys, name+l.Code+".svg") {
				b.fault(file, 1, "there is no drawing in %s; draw %s%s.svg beside it", l.Name, name, l.Code)
			}
		}
	}
}

// What a drawing is made of. Nothing of it leads anywhere, runs, brings a
// style of its own or has a name that the page could have too.
var (
	drawingNumber = regexp.MustCompile(`^-?\d{1,4}(?:\.\d{1,2})?$`)
	drawingPath   = regexp.MustCompile(`^[MmLlHhVvCcSsQqAaZz\d., -]+$`)
	drawingMove   = regexp.MustCompile(`^translate\(-?\d{1,4} -?\d{1,4}\)(?: rotate\(-?\d{1,3}\))?$`)
	drawingSize   = regexp.MustCompile(`^0 0 \d{1,4} \d{1,4}$`)
	drawingSpace  = regexp.MustCompile(`^http://www\.w3\.org/2000/svg$`)
	drawingName   = regexp.MustCompile(`^[a-z -]+$`)

	drawingElements = map[string]map[string]*regexp.Regexp{
		"svg":    {"xmlns": drawingSpace, "viewBox": drawingSize},
		"g":      {"class": drawingName, "transform": drawingMove},
		"path":   {"class": drawingName, "d": drawingPath},
		"rect":   {"class": drawingName, "x": drawingNumber, "y": drawingNumber, "width": drawingNumber, "height": drawingNumber},
		"circle": {"class": drawingName, "cx": drawingNumber, "cy": drawingNumber, "r": drawingNumber},
		"text":   {"class": drawingName, "x": drawingNumber, "y": drawingNumber, "transform": drawingMove},
		"tspan":  {"class": drawingName, "x": drawingNumber, "dy": drawingNumber},
	}
)

// DrawingClasses are those that a drawing may bear; the sheets parts/mark
// and parts/drawn say how each looks.
var DrawingClasses = []string{
	"line-build", "line-verify", "line-thin", "line-open", "line-gauge", "line-bold",
	"fill-verify",
	"text-build", "text-verify", "text-soft", "text-middle", "text-end", "text-strong",
}

// Bounds of a drawing: the first keeps pages light, the second those who read
// them on their feet.
const (
	mostDrawn  = 8 << 10 // bytes
	mostWithin = 5       // elements in one another
)

// A drawingReader reads one drawing, sign by sign, and copies what is allowed.
type drawingReader struct {
	*binder
	file    string
	feeds   problem.Feeds
	decoder *xml.Decoder
	at      int      // where the token at hand begins
	open    []string // elements that are not closed
	markup  strings.Builder
	drawing drawing
	foreign bool // it is no SVG at all
}

func (r *drawingReader) fault(format string, args ...any) {
	r.binder.fault(r.file, 1+r.feeds.Before(r.at), format, args...)
}

// read goes through the file to its end or its first sign that is no XML.
func (r *drawingReader) read(size int) {
	if size > mostDrawn {
		r.fault("the drawing has %d bytes and %d are allowed; draw less", size, mostDrawn)
		return
	}
	for {
		r.at = int(r.decoder.InputOffset())
		token, err := r.decoder.Token()
		switch {
		case errors.Is(err, io.EOF) && r.drawing.viewBox == "":
			r.fault("the drawing has no size; give its <svg> a viewBox, such as 0 0 340 400")
			return
		case errors.Is(err, io.EOF):
			return
		case err != nil:
			r.faultSyntax(err)
			return
		}
		r.take(token)
		if r.foreign {
			return
		}
	}
}

// faultSyntax says what makes a file no XML, and where.
func (r *drawingReader) faultSyntax(err error) {
	line, what := 1+r.feeds.Before(r.at), err.Error()
	if syntax := new(xml.SyntaxError); errors.As(err, &syntax) {
		line, what = syntax.Line, syntax.Msg
	}
	r.binder.fault(r.file, line, "the drawing is no XML here (%s); mend it", what)
}

func (r *drawingReader) take(token xml.Token) {
	switch token := token.(type) {
	case xml.StartElement:
		r.begin(token)
	case xml.EndElement:
		r.end(token.Name.Local)
	case xml.CharData:
		r.words(string(token))
	case xml.Directive, xml.ProcInst:
		r.fault("a drawing begins with <svg and says nothing to programs; remove this line")
	}
}

// begin takes an element in.
func (r *drawingReader) begin(e xml.StartElement) {
	name := e.Name.Local
	attributes := drawingElements[name]
	switch outer := len(r.open) == 0; {
	case outer && (name != "svg" || !drawingSpace.MatchString(e.Name.Space)):
		r.foreign = true
		r.fault("a drawing is one <svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 340 400\"> around all else; begin it so")
		return
	case attributes == nil || !drawingSpace.MatchString(e.Name.Space):
		r.fault("<%s> is not taken into a drawing; draw with %s", name, strings.Join(slices.Sorted(maps.Keys(drawingElements)), ", "))
	case !outer && name == "svg" || outer && r.drawing.viewBox != "":
		r.fault("a second <svg>; a drawing is one, around all else")
	case len(r.open) == mostWithin:
		r.fault("more than %d elements in one another; draw it flatter", mostWithin)
	case r.inWords() && name != "tspan":
		r.fault("<%s> stands in words; close them first", name)
	}
	r.open = append(r.open, name)
	r.markup.WriteString(r.opened(name, attributes, e.Attr))
}

// opened writes the beginning of an element with what is allowed of its
// attributes; the svg itself is written by the page.
func (r *drawingReader) opened(name string, allowed map[string]*regexp.Regexp, list []xml.Attr) string {
	written, seen := "<"+name, map[string]bool{}
	for _, a := range list {
		key := strings.TrimPrefix(a.Name.Space+":"+a.Name.Local, ":")
		switch form := allowed[key]; {
		case seen[key]:
			r.fault("the attribute %s of <%s> is written twice; remove one", key, name)
		case form == nil:
			r.fault("the attribute %s of <%s> is not taken into a drawing; remove it", key, name)
		case !form.MatchString(a.Value):
			r.fault("%s=%q of <%s> is none a drawing may have; write %s", key, a.Value, name, drawingForms[form])
		case key == "class":
			r.checkClasses(a.Value)
		case key == "viewBox":
			r.drawing.viewBox = a.Value
		}
		seen[key] = true
		written += " " + key + `="` + string(util.EscapeHTML([]byte(a.Value))) + `"`
	}
	if name == "svg" {
		return ""
	}
	return written + ">"
}

// drawingForms say what a value looks like.
var drawingForms = map[*regexp.Regexp]string{
	drawingNumber: "a number of up to 4 digits, such as 12 or 12.5",
	drawingPath:   "commands of a path and numbers",
	drawingMove:   "translate(X Y), and rotate(N) behind it",
	drawingSize:   "0 0 and the width and height, such as 0 0 340 400",
	drawingSpace:  "http://www.w3.org/2000/svg",
	drawingName:   "the names of classes",
}

func (r *drawingReader) checkClasses(names string) {
	for class := range strings.FieldsSeq(names) {
		if !slices.Contains(DrawingClasses, class) {
			r.fault("the class %s is not known to drawings; use one of %s", class, strings.Join(DrawingClasses, ", "))
		}
	}
}

func (r *drawingReader) end(name string) {
	r.open = r.open[:len(r.open)-1]
	if name != "svg" {
		r.markup.WriteString("</" + name + ">")
	}
}

var breaks = regexp.MustCompile(`\s+`)

func (r *drawingReader) inWords() bool {
	return slices.Contains(r.open, "text")
}

// words takes lettering; between elements only white space may stand.
func (r *drawingReader) words(said string) {
	switch {
	case r.inWords():
		r.markup.Write(util.EscapeHTML([]byte(breaks.ReplaceAllString(said, " "))))
	case strings.TrimSpace(said) != "":
		r.at += strings.Index(said, strings.TrimSpace(said))
		r.fault("the words %q stand outside <text>; put them into one", strings.TrimSpace(said))
	}
}
