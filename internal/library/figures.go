package library

import (
	"bytes"
	"fmt"
	"path"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// A drawing in a text, and what says the same in words behind it.
var (
	kindFigure  = ast.NewNodeKind("Figure")
	kindInWords = ast.NewNodeKind("InWords")
)

// figure is a drawing with its caption.
type figure struct {
	ast.BaseBlock
	drawing       drawing
	name, caption string
	line          int // of the file
}

func (n *figure) Kind() ast.NodeKind            { return kindFigure }
func (n *figure) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// inWords says what a drawing says: > [!WORDS] behind it.
type inWords struct {
	ast.BaseBlock
	summary string
}

func (n *inWords) Kind() ast.NodeKind            { return kindInWords }
func (n *inWords) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// editDrawing puts a drawing in the place of the paragraph that names it.
func (e *editor) editDrawing(n *ast.Image, file string) {
	d, known := e.lib.drawings[file]
	paragraph := n.Parent()
	alone := paragraph.ChildCount() == 1 && paragraph.Parent().Kind() == ast.KindDocument
	switch {
	case !known && !e.unread["images"] && !exists(e.fsys, file): // else it has its own fault
		e.fault(n, "there is no drawing %q; put it into images/ in every language", file)
	case path.Dir(e.text.file) != "articles":
		e.fault(n, "a drawing stands in articles alone; link the article that has it")
	case e.drawingLang(file) != e.text.lang:
		e.fault(n, "the drawing %q is lettered in another language; name the one that ends in .%s.svg", file, e.text.lang)
	case len(bytes.TrimSpace(n.Title)) == 0:
		e.fault(n, "the drawing has no caption; write it in quotes behind the file, with where its facts are from")
	case !alone:
		e.fault(n, "a drawing stands between paragraphs; put an empty line before it and behind it")
	case calloutOf(paragraph.NextSibling(), e.source) != wordsCallout:
		e.fault(n, "the drawing is not told to those who do not see it; write > [!WORDS] below it and, quoted too, what it says")
	}
	if alone {
		f := &figure{drawing: d, name: plainText(n, e.source), caption: string(unescape(n.Title)), line: e.line(n)}
		paragraph.Parent().ReplaceChild(paragraph.Parent(), paragraph, f)
		e.drawn = true
	}
}

// wordsCallout is the callout that tells a drawing.
const wordsCallout = "WORDS"

// calloutOf gives the word of the callout that a node begins with, if it is
// one.
func calloutOf(n ast.Node, source []byte) string {
	quote, ok := n.(*ast.Blockquote)
	if !ok {
		return ""
	}
	first, ok := quote.FirstChild().(*ast.Paragraph)
	if !ok || first.Lines().Len() == 0 {
		return ""
	}
	line := first.Lines().At(0)
	if m := calloutWord.FindSubmatch(bytes.TrimSpace(line.Value(source))); m != nil {
		return string(m[1])
	}
	return ""
}

// newCallout gives the node that takes the place of a callout.
func (e *editor) newCallout(word, mark string) ast.Node {
	if word == wordsCallout {
		return &inWords{summary: e.catalog.In(e.text.lang).T("drawing.words")}
	}
	return &callout{mark: mark}
}

// strayWords reports whether a callout tells a drawing that is not there.
func strayWords(word string, n ast.Node) bool {
	before := n.PreviousSibling()
	return word == wordsCallout && (before == nil || before.Kind() != kindFigure)
}

// renderFigure writes a drawing as one picture with a name: what its letters
// say to the eye, the words behind it say in order.
func renderFigure(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := node.(*figure)
	if entering {
		_, _ = fmt.Fprintf(w, `<figure class="drawn"><svg class="draw" viewBox="%s" role="img" aria-label="%s">%s</svg><figcaption class="caption">%s</figcaption></figure>`+"\n",
			n.drawing.viewBox, util.EscapeHTML([]byte(n.name)), n.drawing.markup, util.EscapeHTML([]byte(n.caption)))
	}
	return ast.WalkSkipChildren, nil
}

func renderInWords(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	return enclose(w, entering, `<details class="fold told noprint"><summary>`+n.(*inWords).summary+"</summary>\n", "</details>\n")
}
