package library

import (
	"fmt"
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// Markdown gives the text of the article as CommonMark with tables, section by
// section, for readers that are no browsers. It is made of the HTML, so that it
// says what the page of this edition says: links to what is not out yet are
// words, and nothing has to be kept for it. The house's own marks become what
// any reader of Markdown knows: a callout is a quotation, a foreign word a word,
// a note a paragraph behind the one it belongs to. Base is the address of the
// site without a slash at the end, page that of the article below it; newer
// writes what stands above a section of which another version is newer.
func (a *Article) Markdown(base, page string, newer func(n *Newer) string) string {
	var all []string
	for _, s := range a.Sections() {
		if s.Title != "" {
			all = append(all, "## "+Escape(s.Title))
		}
		if s.Newer != nil && newer != nil {
			all = append(all, newer(s.Newer))
		}
		all = append(all, asMarkdown(s.HTML, base, page))
	}
	return strings.Join(all, "\n\n")
}

// Markdown gives the answer as Markdown, as for an article.
func (q *Question) Markdown(base, page string) string { return asMarkdown(q.HTML, base, page) }

func asMarkdown(text, base, page string) string {
	doc, err := html.Parse(strings.NewReader(text)) // fails only where reading does
	if err != nil {
		return ""
	}
	m := &scribe{base: base, page: page}
	return strings.Join(m.blocks(body(doc)), "\n\n")
}

func body(doc *html.Node) *html.Node {
	for n := range doc.Descendants() {
		if n.Data == "body" {
			return n
		}
	}
	return doc
}

// A scribe writes Markdown of the HTML that this room makes.
type scribe struct {
	base, page string
	notes      []string // of the block at hand
}

// blocks gives the blocks below a node; what stands between them is a
// paragraph.
func (m *scribe) blocks(parent *html.Node) (all []string) {
	var line strings.Builder
	flush := func() {
		if words := tidyLines(line.String()); words != "" {
			all = append(all, words)
		}
		line.Reset()
	}
	for n := range parent.ChildNodes() {
		if isBlock(n) {
			flush()
			all = append(all, m.block(n)...)
		} else {
			m.inline(&line, n)
		}
	}
	flush()
	all = append(all, m.notes...)
	m.notes = nil
	return all
}

var blockNames = map[string]bool{"p": true, "h3": true, "h4": true, "h5": true, "h6": true, "ul": true, "ol": true, "blockquote": true, "div": true, "pre": true, "hr": true, "table": true, "figure": true, "figcaption": true, "details": true, "summary": true}

func isBlock(n *html.Node) bool { return n.Type == html.ElementNode && blockNames[n.Data] }

func (m *scribe) block(n *html.Node) []string {
	switch n.Data {
	case "h3", "h4", "h5", "h6":
		return []string{strings.Repeat("#", int(n.Data[1]-'0')) + " " + strings.Join(m.blocks(n), " ")}
	case "ul", "ol":
		return []string{m.list(n)}
	case "pre":
		return []string{fence(n)}
	case "hr":
		return []string{"---"}
	case "table":
		return []string{m.table(n)}
	case "blockquote", "details":
		return []string{quote(m.blocks(n))}
	case "figcaption":
		return []string{"*" + strings.Join(m.blocks(n), " ") + "*"}
	case "summary":
		return []string{"**" + strings.Join(m.blocks(n), " ") + "**"}
	case "div":
		if strings.Contains(attribute(n, "class"), "callout") {
			return []string{quote(m.blocks(n))}
		}
	}
	return m.blocks(n)
}

// list writes each item behind its sign and what follows in it below.
func (m *scribe) list(list *html.Node) string {
	var items []string
	number := 1
	_, _ = fmt.Sscan(attribute(list, "start"), &number)
	for item := range list.ChildNodes() {
		if item.Data != "li" {
			continue
		}
		sign := "- "
		if list.Data == "ol" {
			sign = fmt.Sprintf("%d. ", number)
			number++
		}
		whole := strings.Join(m.blocks(item), "\n\n")
		items = append(items, sign+lineEnd.ReplaceAllString(whole, "\n"+strings.Repeat(" ", len(sign))+"$1"))
	}
	return strings.Join(items, "\n")
}

func quote(blocks []string) string {
	return strings.ReplaceAll("> "+strings.ReplaceAll(strings.Join(blocks, "\n\n"), "\n", "\n> "), "> \n", ">\n")
}

func fence(pre *html.Node) string {
	words := wordsBelow(pre)
	marks := "```"
	for strings.Contains(words, marks) {
		marks += "`"
	}
	return marks + "\n" + strings.TrimSuffix(words, "\n") + "\n" + marks
}

// table writes rows between strokes; the first is the heading.
func (m *scribe) table(table *html.Node) string {
	var rows []string
	for row := range table.Descendants() {
		if row.Data != "tr" {
			continue
		}
		cells, rule := "|", "|"
		for cell := range row.ChildNodes() {
			if cell.Data != "th" && cell.Data != "td" {
				continue
			}
			cells += " " + strings.Join(m.blocks(cell), " ") + " |"
			if attribute(cell, "class") == "num" {
				rule += " ---: |"
			} else {
				rule += " --- |"
			}
		}
		if rows = append(rows, cells); len(rows) == 1 {
			rows = append(rows, rule)
		}
	}
	return strings.Join(rows, "\n")
}

// inline writes what stands within a line.
func (m *scribe) inline(line *strings.Builder, n *html.Node) {
	if n.Type == html.TextNode {
		line.WriteString(Escape(n.Data))
		return
	}
	switch n.Data {
	case "svg":
	case "br":
		line.WriteString("\\\n")
	case "code":
		line.WriteString(codeSpan(wordsBelow(n)))
	case "img":
		fmt.Fprintf(line, "![%s](%s)", Escape(attribute(n, "alt")), m.target(attribute(n, "src")))
	case "a":
		m.link(line, n)
	case "em":
		m.enclosed(line, n, "*")
	case "strong", "b":
		m.enclosed(line, n, "**")
	case "span":
		m.span(line, n)
	default:
		m.enclosed(line, n, "")
	}
}

func (m *scribe) enclosed(line *strings.Builder, n *html.Node, sign string) {
	line.WriteString(sign)
	for child := range n.ChildNodes() {
		m.inline(line, child)
	}
	line.WriteString(sign)
}

// link writes a link; the mark of a note is its number alone.
func (m *scribe) link(line *strings.Builder, n *html.Node) {
	if attribute(n, "class") == "ref" {
		line.WriteString(`\[` + wordsBelow(n) + `\]`)
		return
	}
	line.WriteByte('[')
	m.enclosed(line, n, "")
	line.WriteString("](" + m.target(attribute(n, "href")) + ")")
}

// span is a note, which waits for the end of its block, a caption or a
// foreign word.
func (m *scribe) span(line *strings.Builder, n *html.Node) {
	switch attribute(n, "class") {
	case "note":
		var note strings.Builder
		number := n.FirstChild
		for child := number.NextSibling; child != nil; child = child.NextSibling {
			m.inline(&note, child)
		}
		m.notes = append(m.notes, `\[`+wordsBelow(number)+`\] `+tidyLines(note.String()))
	case "caption":
		line.WriteByte(' ')
		m.enclosed(line, n, "*")
	default:
		m.enclosed(line, n, "")
	}
}

// target gives an absolute address.
func (m *scribe) target(address string) string {
	switch {
	case strings.HasPrefix(address, "#"):
		address = m.base + m.page + address
	case strings.HasPrefix(address, "/"):
		address = m.base + address
	}
	return EscapeTarget(address)
}

// EscapeTarget gives an address that can stand between brackets in Markdown.
func EscapeTarget(address string) string { return targetSigns.Replace(address) }

var targetSigns = strings.NewReplacer(" ", "%20", "(", "%28", ")", "%29", "<", "%3C", ">", "%3E", `\`, "%5C")

// codeSpan encloses code in more backticks than stand in it.
func codeSpan(words string) string {
	marks := "`"
	for strings.Contains(words, marks) {
		marks += "`"
	}
	if strings.HasPrefix(words, "`") || strings.HasSuffix(words, "`") {
		words = " " + words + " "
	}
	return marks + strings.ReplaceAll(words, "|", `\|`) + marks
}

var (
	lineEnd   = regexp.MustCompile(`\n([^\n])`)
	special   = regexp.MustCompile("[\\\\`*_\\[\\]<>|~&]")
	hashStart = regexp.MustCompile(`(^|\s)#`)
	lineStart = regexp.MustCompile(`^(?:[-+=]|\d{1,9}[.)])`)
)

// Escape gives words that stay the same words in Markdown, within a line.
func Escape(words string) string {
	words = special.ReplaceAllString(words, `\$0`)
	return hashStart.ReplaceAllString(words, `$1\#`)
}

// tidyLines joins what was broken where HTML does not mind, and keeps the
// beginning of each line from being taken for a sign.
func tidyLines(text string) string {
	lines := strings.Split(text, "\\\n")
	for i, line := range lines {
		line = strings.Join(strings.FieldsFunc(line, isBreakingSpace), " ")
		if sign := lineStart.FindString(line); sign != "" {
			last := len(sign) - 1
			line = sign[:last] + `\` + line[last:]
		}
		lines[i] = line
	}
	return strings.Trim(strings.Join(lines, "\\\n"), " \n")
}

func wordsBelow(n *html.Node) string {
	var words strings.Builder
	for below := range n.Descendants() {
		if below.Type == html.TextNode {
			words.WriteString(below.Data)
		}
	}
	return words.String()
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
