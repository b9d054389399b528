package library

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	gmtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// The house's own nodes: a foreign word, a side note, a callout.
var (
	kindForeign  = ast.NewNodeKind("Foreign")
	kindSideNote = ast.NewNodeKind("SideNote")
	kindCallout  = ast.NewNodeKind("Callout")
)

// foreign is a word of another language: [Berufung]{lang=de}.
type foreign struct {
	ast.BaseInline
	lang string
}

func (n *foreign) Kind() ast.NodeKind            { return kindForeign }
func (n *foreign) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

var foreignWords = regexp.MustCompile(`^\[([^\[\]]+)\]\{lang=([a-z]{2})\}`)

type foreignParser struct{}

// Trigger is the sign a foreign word begins with.
func (foreignParser) Trigger() []byte { return []byte{'['} }

// Parse reads [words]{lang=xx}.
func (foreignParser) Parse(_ ast.Node, block gmtext.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	m := foreignWords.FindSubmatchIndex(line)
	if m == nil {
		return nil
	}
	n := &foreign{lang: string(line[m[4]:m[5]])}
	n.AppendChild(n, ast.NewTextSegment(gmtext.NewSegment(segment.Start+m[2], segment.Start+m[3])))
	block.Advance(m[1])
	return n
}

// sideNote stands beside the paragraph that refers to it.
type sideNote struct {
	ast.BaseInline
	index int
}

func (n *sideNote) Kind() ast.NodeKind            { return kindSideNote }
func (n *sideNote) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// placeNote moves the text of a footnote behind its first mark, where it
// stands beside the text on wide screens and below it on phones.
func (e *editor) placeNote(link *extast.FootnoteLink) {
	note := e.notes[link.Index]
	if note == nil || e.placed[link.Index] {
		return
	}
	e.placed[link.Index] = true
	for _, kind := range []ast.NodeKind{ast.KindHeading, extast.KindTable, extast.KindFootnote, kindSideNote} {
		if inside(link, kind) {
			e.fault(link, "a note cannot stand in a heading, a table or another note; put its mark into the text")
			return
		}
	}
	paragraph, ok := note.FirstChild().(*ast.Paragraph)
	if !ok || note.ChildCount() != 1 {
		e.fault(note, "a note is one short paragraph; write it as one")
		return
	}
	beside := &sideNote{index: link.Index}
	for child := paragraph.FirstChild(); child != nil; {
		next := child.NextSibling()
		if child.Kind() != extast.KindFootnoteBacklink {
			beside.AppendChild(beside, child)
		}
		child = next
	}
	link.Parent().InsertAfter(link.Parent(), link, beside)
}

// callout is set apart by a mark: > [!BUILD], > [!VERIFY] or > [!NOTE].
type callout struct {
	ast.BaseBlock
	mark string
}

func (n *callout) Kind() ast.NodeKind            { return kindCallout }
func (n *callout) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// calloutMarks are the drawings by the word of the callout.
var calloutMarks = map[string]string{"BUILD": "implementer", "VERIFY": "auditor", "NOTE": "both"}

var calloutWord = regexp.MustCompile(`^\[!([^\]]*)\](.*)$`)

// editQuote makes a callout of a quotation whose first line names one.
func (e *editor) editQuote(n *ast.Blockquote) {
	first, ok := n.FirstChild().(*ast.Paragraph)
	if !ok || first.Lines().Len() == 0 {
		return
	}
	line := first.Lines().At(0)
	m := calloutWord.FindSubmatch(bytes.TrimSpace(line.Value(e.source)))
	if m == nil {
		return
	}
	word := string(m[1])
	mark, known := calloutMarks[word]
	switch {
	case strayWords(word, n):
		e.fault(n, "there is no drawing before [!%s]; put it below the one that it tells", word)
		return
	case !known && word != wordsCallout:
		e.fault(n, "the callout [!%s] is unknown; use [!BUILD], [!VERIFY] or [!NOTE]", m[1])
		return
	case len(m[2]) > 0:
		e.fault(n, "the callout [!%s] stands alone in its line; write the words into the next", m[1])
		return
	case first.Lines().Len() == 1 && n.ChildCount() == 1:
		e.fault(n, "the callout is empty; write its words below")
		return
	}
	for child := first.FirstChild(); child != nil; { // the line itself
		next := child.NextSibling()
		if t, ok := child.(*ast.Text); ok && t.Segment.Start < line.Stop {
			first.RemoveChild(first, child)
		}
		child = next
	}
	c := e.newCallout(word, mark)
	for child := n.FirstChild(); child != nil; {
		next := child.NextSibling()
		if child != ast.Node(first) || first.FirstChild() != nil {
			c.AppendChild(c, child)
		}
		child = next
	}
	n.Parent().ReplaceChild(n.Parent(), n, c)
}

// houseRenderer writes the nodes whose HTML is the house's own.
type houseRenderer struct{}

// RegisterFuncs names what is rendered here.
func (r *houseRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(kindForeign, renderForeign)
	reg.Register(kindSideNote, renderSideNote)
	reg.Register(kindCallout, renderCallout)
	reg.Register(kindFigure, renderFigure)
	reg.Register(kindInWords, renderInWords)
	reg.Register(extast.KindFootnoteLink, renderNoteLink)
	reg.Register(extast.KindFootnoteList, renderNothing)
	reg.Register(extast.KindTable, renderTable)
	reg.Register(extast.KindTableHeader, renderTableHeader)
	reg.Register(extast.KindTableRow, renderTableRow)
	reg.Register(extast.KindTableCell, renderTableCell)
	reg.Register(ast.KindImage, renderImage)
}

// enclose writes one string before the children of a node and one behind.
func enclose(w util.BufWriter, entering bool, before, behind string) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString(before)
	} else {
		_, _ = w.WriteString(behind)
	}
	return ast.WalkContinue, nil
}

func renderForeign(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	return enclose(w, entering, `<span lang="`+n.(*foreign).lang+`">`, "</span>")
}

func renderNoteLink(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	link := n.(*extast.FootnoteLink)
	id := ""
	if link.RefIndex == 0 {
		id = fmt.Sprintf(` id="r%d"`, link.Index)
	}
	return enclose(w, entering, fmt.Sprintf(`<a class="ref" href="#n%d"%s>%d</a>`, link.Index, id, link.Index), "")
}

func renderSideNote(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	index := n.(*sideNote).index
	return enclose(w, entering, fmt.Sprintf(` <span class="note" id="n%d" role="note"><b>%d</b>`, index, index), "</span>")
}

func renderNothing(util.BufWriter, []byte, ast.Node, bool) (ast.WalkStatus, error) {
	return ast.WalkSkipChildren, nil
}

func renderCallout(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	mark := n.(*callout).mark
	return enclose(w, entering,
		fmt.Sprintf(`<div class="callout callout--%s"><svg class="mark" viewBox="0 0 32 32" aria-hidden="true"><use href="#mark-%s"/></svg>`, mark, mark), "</div>\n")
}

func renderTable(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	label, cols := "", ""
	if entering {
		label, cols = strings.TrimSpace(plainText(n.FirstChild(), source)), columns(n.(*extast.Table))
	}
	return enclose(w, entering,
		`<div class="scroll" tabindex="0" role="region" aria-label="`+string(util.EscapeHTML([]byte(label)))+`"><table class="tbl">`+"\n"+cols, "</tbody></table></div>\n")
}

// columns names the columns of a table ahead of its cells: a reader sees rows
// while further ones are on their way, and those must not widen a column.
func columns(table *extast.Table) string {
	var cols strings.Builder
	for _, alignment := range table.Alignments {
		if alignment == extast.AlignRight {
			cols.WriteString(`<col class="num">`)
		} else {
			cols.WriteString("<col>")
		}
	}
	return "<colgroup>" + cols.String() + "</colgroup>\n"
}

func renderTableHeader(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	return enclose(w, entering, "<thead><tr>", "</tr></thead>\n<tbody>\n")
}

func renderTableRow(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	return enclose(w, entering, "<tr>", "</tr>\n")
}

// renderTableCell makes the first cell of a row its heading. The others bear
// the heading of their column, to be shown beside them where a narrow screen
// sets the cells below each other.
func renderTableCell(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	cell := n.(*extast.TableCell)
	tag, attributes := "td", ""
	switch {
	case cell.Parent().Kind() == extast.KindTableHeader && cell.FirstChild() != nil:
		tag, attributes = "th", ` scope="col"`
	case cell.PreviousSibling() == nil && cell.FirstChild() != nil:
		tag, attributes = "th", ` scope="row"`
	default:
		attributes = ` data-label="` + string(util.EscapeHTML([]byte(columnOf(cell, source)))) + `"`
	}
	if cell.Alignment == extast.AlignRight {
		attributes += ` class="num"`
	}
	return enclose(w, entering, "<"+tag+attributes+">", "</"+tag+">")
}

// columnOf gives the heading of a cell's column.
func columnOf(cell *extast.TableCell, source []byte) string {
	heading := cell.Parent().Parent().FirstChild().FirstChild()
	for c := cell.PreviousSibling(); c != nil && heading != nil; c = c.PreviousSibling() {
		heading = heading.NextSibling()
	}
	if heading == nil {
		return ""
	}
	return plainText(heading, source)
}

// renderImage writes a picture with its size, so that nothing moves when it
// comes; its title becomes a caption.
func renderImage(w util.BufWriter, source []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := node.(*ast.Image)
	if !entering {
		return ast.WalkContinue, nil
	}
	width, _ := n.AttributeString("width")
	height, _ := n.AttributeString("height")
	_, _ = fmt.Fprintf(w, `<img src="%s" alt="%s" width="%v" height="%v" loading="lazy" decoding="async">`,
		util.EscapeHTML(n.Destination), util.EscapeHTML([]byte(plainText(n, source))), width, height)
	if len(n.Title) > 0 {
		_, _ = fmt.Fprintf(w, `<span class="caption">%s</span>`, util.EscapeHTML(unescape(n.Title)))
	}
	return ast.WalkSkipChildren, nil
}
