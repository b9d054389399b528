package library

import (
	"bytes"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	gmtext "github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"leadpath/internal/locale"
	"leadpath/internal/problem"
)

// markdown is CommonMark with tables, notes and foreign words. Raw HTML is
// never passed through; write makes a fault of it.
var markdown = goldmark.New(
	goldmark.WithParserOptions(
		parser.WithAutoHeadingID(),
		parser.WithParagraphTransformers(util.Prioritized(extension.NewTableParagraphTransformer(), 200)),
		parser.WithBlockParsers(util.Prioritized(extension.NewFootnoteBlockParser(), 999)),
		parser.WithInlineParsers(
			util.Prioritized(foreignParser{}, 100), // before links, which begin with [ too
			util.Prioritized(extension.NewFootnoteParser(), 101)),
		parser.WithASTTransformers(
			util.Prioritized(extension.NewTableASTTransformer(), 0),
			util.Prioritized(extension.NewFootnoteASTTransformer(), 999)),
	),
	goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(&houseRenderer{}, 100))),
)

// Written is a text made from Markdown.
type written struct {
	sections []Section
	passages []passage // as the sections
	plain    string
	words    int
	anchors  []string
	whole    bool // the text could be read
	shown    bool // there are pictures in it
	drawn    bool // and drawings
	prose    []sentence
	states   []portion // of a thorough reading
}

// html gives the text as one piece.
func (w written) html() string {
	var all strings.Builder
	for _, s := range w.sections {
		all.WriteString(s.HTML)
	}
	return all.String()
}

// write makes HTML of a text's body and names each fault in it.
func (b *binder) write(t *text) written {
	if !b.checkShape(t) {
		return written{}
	}
	b.checkNotes(t)
	source := typographyOutsideCode(t.body)
	ids := newSectionIDs()
	doc := markdown.Parser().Parse(gmtext.NewReader(source), parser.WithContext(parser.NewContext(parser.WithIDs(ids))))
	e := &editor{binder: b, text: t, ids: ids, source: source, feeds: problem.FeedsOf(source), glossary: b.catalog.In(t.lang).Path("glossary")}
	e.edit(doc)
	if e.thorough {
		e.judgeProse(doc)
		e.stated = e.states(doc)
	}
	e.markTerms(doc)
	w := e.cut(doc)
	w.anchors, w.whole, w.shown, w.drawn, w.prose, w.states = ids.names, true, e.shown, e.drawn, e.prose, e.stated
	return w
}

// typographyOutsideCode leaves code as it is, in fences and between backticks.
func typographyOutsideCode(body []byte) []byte {
	lines := strings.SplitAfter(string(body), "\n")
	fence := ""
	for i, line := range lines {
		trimmed := strings.TrimSpace(line)
		switch {
		case fence != "":
			if strings.HasPrefix(trimmed, fence) {
				fence = ""
			}
		case strings.HasPrefix(trimmed, "```"), strings.HasPrefix(trimmed, "~~~"):
			fence = trimmed[:3]
		default:
			pieces := strings.Split(line, "`")
			for j := 0; j < len(pieces); j += 2 {
				pieces[j] = locale.Typography(pieces[j])
			}
			lines[i] = strings.Join(pieces, "`")
		}
	}
	return []byte(strings.Join(lines, ""))
}

// An editor goes through the tree of a text once: it judges every node,
// resolves links and puts the house's own nodes in place.
type editor struct {
	*binder
	text     *text
	ids      *sectionIDs
	source   []byte
	feeds    problem.Feeds
	shown    bool // there are pictures
	drawn    bool // and drawings
	prose    []sentence
	stated   []portion
	glossary string // address of the page that terms lead to
	level    int    // of the last heading
	notes    map[int]*extast.Footnote
	placed   map[int]bool
}

func (e *editor) fault(n ast.Node, format string, args ...any) {
	e.binder.fault(e.text.file, e.line(n), format, args...)
}

// line gives the line of the file on which a node begins.
func (e *editor) line(n ast.Node) int {
	for ; n != nil; n = n.Parent() {
		if at := start(n); at >= 0 {
			return e.text.bodyLine + e.feeds.Before(at)
		}
	}
	return e.text.bodyLine
}

func start(n ast.Node) int {
	if t, ok := n.(*ast.Text); ok {
		return t.Segment.Start
	}
	if n.Type() == ast.TypeBlock && n.Lines().Len() > 0 {
		return n.Lines().At(0).Start
	}
	if n.Kind() == ast.KindDocument {
		return -1
	}
	return n.Pos()
}

// edit judges the tree and changes it.
func (e *editor) edit(doc ast.Node) {
	e.notes, e.placed, e.level = map[int]*extast.Footnote{}, map[int]bool{}, 1
	var nodes []ast.Node
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			nodes = append(nodes, n)
			if note, ok := n.(*extast.Footnote); ok {
				e.notes[note.Index] = note
			}
		}
		return ast.WalkContinue, nil
	})
	for _, n := range nodes {
		e.editNode(n)
	}
}

func (e *editor) editNode(n ast.Node) {
	switch n := n.(type) {
	case *ast.Heading:
		e.editHeading(n)
	case *ast.HTMLBlock, *ast.RawHTML:
		e.fault(n, "raw HTML is not taken; write it in Markdown")
	case *ast.Link:
		n.Destination = e.resolve(n, n.Destination)
		if n.FirstChild() == nil {
			e.fault(n, "the link has no words; write where it leads between [ and ]")
		}
	case *ast.AutoLink:
		if n.AutoLinkType == ast.AutoLinkURL {
			e.resolve(n, n.URL(e.source))
		}
	case *ast.Image:
		e.editImage(n)
	case *ast.Blockquote:
		e.editQuote(n)
	case *extast.FootnoteLink:
		e.placeNote(n)
	case *ast.Text:
		e.editWords(n)
	}
}

func (e *editor) editHeading(n *ast.Heading) {
	switch {
	case slices.Contains([]string{"faq", "authors"}, path.Dir(e.text.file)):
		e.fault(n, "an answer and a person’s page have no headings; write it in paragraphs")
	case n.FirstChild() == nil:
		e.fault(n, "the heading has no words; write them behind %s", strings.Repeat("#", n.Level))
	case n.Level == 1:
		e.fault(n, "a heading of the first level is the title’s; begin with ##")
	case n.Level > e.level+1:
		e.fault(n, "the heading skips a level; use %s", strings.Repeat("#", e.level+1))
	}
	e.level = n.Level
}

var (
	leftMark = regexp.MustCompile(`^\[\^[^\[\]\n]+\]`)
	noteText = regexp.MustCompile(`(?m)^ {0,3}(\[\^[^\[\]\n]+\]):`)
)

// lookForMarks names the marks that were left as words since no note is
// written for them. A mark may be cut into several nodes, hence the source.
func (e *editor) lookForMarks(n *ast.Text) {
	for i := n.Segment.Start; i < n.Segment.Stop; i++ {
		if e.source[i] != '[' || i > 0 && e.source[i-1] == '\\' {
			continue
		}
		if mark := leftMark.Find(e.source[i:]); mark != nil {
			e.binder.fault(e.text.file, e.text.bodyLine+e.feeds.Before(i), "the note %s is not written; add %[1]s: and its text below", mark)
		}
	}
}

// checkNotes names the notes that no mark leads to and those that are
// written twice: nobody would ever read them.
func (b *binder) checkNotes(t *text) {
	marks := map[string]int{}
	var notes []int // where the text of one begins
	for at := nextMark(t.body, 0); at >= 0; at = nextMark(t.body, at+1) {
		mark := leftMark.Find(t.body[at:])
		if mark == nil {
			continue
		}
		marks[string(mark)]++
		if bytes.HasPrefix(t.body[at+len(mark):], []byte(":")) && beginsLine(t.body, at) {
			notes = append(notes, at)
		}
	}
	feeds, written := problem.FeedsOf(t.body), map[string]bool{}
	for _, at := range notes {
		name, line := string(leftMark.Find(t.body[at:])), t.bodyLine+feeds.Before(at)
		if written[name] {
			b.fault(t.file, line, "the note %s is written twice; remove one", name)
		} else if marks[name] == 1 {
			b.fault(t.file, line, "no mark leads to the note %s; put it into the text or remove the note", name)
		}
		written[name] = true
	}
}

// nextMark gives where the next mark of a note may begin, or -1.
func nextMark(body []byte, from int) int {
	at := bytes.Index(body[from:], []byte("[^"))
	if at < 0 {
		return -1
	}
	return from + at
}

// beginsLine reports whether at most three spaces stand before a place in its
// line.
func beginsLine(body []byte, at int) bool {
	before := bytes.TrimRight(body[max(0, at-4):at], " ")
	return len(before) == 0 && at < 4 || bytes.HasSuffix(before, []byte("\n"))
}

// editWords looks for what a reader would stumble over.
func (e *editor) editWords(n *ast.Text) {
	if n.IsRaw() {
		return // code
	}
	value := string(n.Segment.Value(e.source))
	e.lookForMarks(n)
	if strings.Contains(value, "{lang=") {
		e.fault(n, "a foreign word is not marked as it must be; write [words]{lang=de} in one line and without other marks")
	}
	if strings.ContainsAny(value, `"'`) {
		e.advise(e.text.file, e.line(n), straightQuotes)
	}
	if !inside(n, kindForeign) {
		if term, lang := e.foreignIn(e.text.lang, value); term != "" {
			e.advise(e.text.file, e.line(n), "%q is foreign here; mark it as [%s]{lang=%s}", term, term, lang)
		}
	}
	if e.thorough {
		e.judgeSpaces(n, value)
	}
}

func inside(n ast.Node, kind ast.NodeKind) bool {
	for ; n != nil; n = n.Parent() {
		if n.Kind() == kind {
			return true
		}
	}
	return false
}

// cut makes sections of the edited tree, one for each heading of the second
// level.
func (e *editor) cut(doc ast.Node) written {
	var w written
	if path.Dir(e.text.file) != "articles" { // whose sections have their words
		w.plain = e.wholeText(doc)
	}
	perMinute := e.catalog.In(e.text.lang).WordsPerMinute
	var html bytes.Buffer
	var plain []string
	current, line, targets := Section{Line: e.text.bodyLine}, 0, emptyDigest
	finish := func() {
		current.HTML, current.Plain = html.String(), strings.Join(plain, " ")
		words := countWords(current.Plain)
		w.words += words
		current.Minutes = readingTime(perMinute, words)
		if current.HTML != "" || current.Title != "" {
			w.sections = append(w.sections, current)
			w.passages = append(w.passages, current.passage(line, targets))
		}
		html.Reset()
	}
	number := 0
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if heading, ok := n.(*ast.Heading); ok && heading.Level <= 2 {
			finish()
			number++
			id, _ := heading.AttributeString("id")
			current, plain = Section{ID: fmt.Sprintf("%s", id), Title: plainText(heading, e.source), Number: number, Line: e.line(heading)}, nil
			w.words += countWords(current.Title)
			line, targets = e.line(heading), emptyDigest
			continue
		}
		if line == 0 {
			line = e.line(n)
		}
		targets = e.targets(targets, n)
		plain = append(plain, e.wholeText(n))
		if err := markdown.Renderer().Render(&html, e.source, n); err != nil {
			e.fault(n, "this cannot be rendered (%v)", err)
		}
	}
	finish()
	return w
}

// countWords counts what stands between white space.
func countWords(text string) (count int) {
	for range strings.FieldsSeq(text) {
		count++
	}
	return count
}

func isBreakingSpace(r rune) bool { return unicode.IsSpace(r) && r != '\u00A0' }

// tidySpaces puts one space wherever a line may be broken, and none at the ends.
func tidySpaces(text string) string {
	tidy := make([]byte, 0, len(text))
	for at := 0; at < len(text); {
		word := at
		for at < len(text) && (text[at] > ' ' && text[at] < utf8.RuneSelf) {
			at++
		}
		if at < len(text) {
			r, size := utf8.DecodeRuneInString(text[at:])
			if !isBreakingSpace(r) {
				at += size
				tidy = append(tidy, text[word:at]...)
				continue
			}
			tidy = append(tidy, text[word:at]...)
			at += size
		} else {
			tidy = append(tidy, text[word:]...)
		}
		if n := len(tidy); n > 0 && tidy[n-1] != ' ' {
			tidy = append(tidy, ' ')
		}
	}
	return string(bytes.TrimSuffix(tidy, []byte(" ")))
}

// wholeText gives the words below a node without markup, those of the notes last.
func (e *editor) wholeText(doc ast.Node) string {
	var words, notes strings.Builder
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if n.Kind() == kindSideNote {
			if entering {
				notes.WriteString(" " + plainText(n, e.source))
			}
			return ast.WalkSkipChildren, nil
		}
		if f, ok := n.(*figure); ok && entering {
			words.WriteString(f.caption + " ")
		}
		if n.Kind() == extast.KindTableCell && !entering {
			words.WriteString(behindCell(n))
		}
		writePlain(&words, n, e.source, entering)
		return ast.WalkContinue, nil
	})
	return tidySpaces(words.String() + notes.String())
}

// plainText gives the words below a node.
func plainText(n ast.Node, source []byte) string {
	var words strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		writePlain(&words, n, source, entering)
		return ast.WalkContinue, nil
	})
	return strings.TrimSpace(words.String())
}

// writePlain writes what one node says, as a reader sees it.
func writePlain(words *strings.Builder, n ast.Node, source []byte, entering bool) {
	t, ok := n.(*ast.Text)
	switch {
	case n.Type() == ast.TypeBlock && !entering, n.Kind() == kindSideNote:
		words.WriteByte(' ')
	case !ok || !entering:
	case t.IsRaw():
		words.Write(t.Segment.Value(source))
	default:
		words.Write(unescape(t.Segment.Value(source)))
		if t.SoftLineBreak() || t.HardLineBreak() {
			words.WriteByte(' ')
		}
	}
}

// behindCell parts a cell of a table from the next, and a row from the next,
// where neither lines nor columns do.
func behindCell(cell ast.Node) string {
	switch {
	case cell.FirstChild() == nil:
		return ""
	case cell.NextSibling() != nil:
		return ","
	case cell.Parent().NextSibling() != nil:
		return ";"
	}
	return ""
}

// unescape resolves backslashes and entities, as the renderer does.
func unescape(value []byte) []byte {
	if bytes.IndexByte(value, '&') < 0 && bytes.IndexByte(value, '\\') < 0 {
		return value
	}
	return util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(value)))
}

// sectionIDs makes the anchors of headings: ä as ae, then a-z, 0-9 and
// hyphens, never one that the page itself uses.
type sectionIDs struct {
	names []string
	taken map[string]bool
	count map[string]int // how often the same words came
}

// pageIDs are those that the page itself uses.
var pageIDs = []string{"main", "contents", "questions", "sources", "share", "call", "next", "author", "short"}

func newSectionIDs() *sectionIDs {
	return &sectionIDs{taken: map[string]bool{}, count: map[string]int{}}
}

func (s *sectionIDs) has(id string) bool { return s.taken[id] || slices.Contains(pageIDs, id) }

var umlauts = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss", "é", "e", "è", "e")

// Generate makes an anchor of a heading's words.
func (s *sectionIDs) Generate(value []byte, _ ast.NodeKind) []byte {
	base := anchorOf(string(value))
	switch {
	case base == "":
		base = "s"
	case base[0] >= '0' && base[0] <= '9':
		base = "s-" + base
	}
	name := base
	for s.has(name) {
		s.count[base]++
		name = fmt.Sprintf("%s-%d", base, s.count[base]+1)
	}
	s.Put([]byte(name))
	return []byte(name)
}

// Put keeps an anchor that was given by hand.
func (s *sectionIDs) Put(value []byte) {
	s.taken[string(value)] = true
	s.names = append(s.names, string(value))
}
