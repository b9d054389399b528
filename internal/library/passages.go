package library

import (
	"bytes"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/text/unicode/norm"
)

// A passage is what one line of a stamp is about: the head of a text, what
// stands before its first heading, or a section.
type passage struct {
	anchor string // atHead, empty before the first heading, else the id of the heading
	line   int    // of the file, on which it begins
	words  digest // of what it says
}

// atHead is the anchor of a text's head: of an article title, standfirst and
// short, which an article's page shows there. No heading has this anchor.
const atHead = "short"

// A digest is a hash of what a passage says: its words, the targets of its
// links and its pictures. Punctuation, spaces, capitals and marks of Markdown
// have no part in it, so that an edited comma is no change. It is kept in
// files for years: a change of how it is reckoned makes all stamps void.
type digest uint64

// FNV-1a in 64 bits: nobody gains by a collision, and a text is hashed each
// time it is read.
const (
	emptyDigest digest = 14695981039346656037
	digestPrime digest = 1099511628211
)

// Signs that end one part of a passage; none of them is part of a word.
const (
	endOfWord = iota
	endOfPart
)

func (d digest) sign(c byte) digest { return (d ^ digest(c)) * digestPrime }

// bytes adds a part as it is.
func (d digest) bytes(part []byte) digest {
	for _, c := range part {
		d = d.sign(c)
	}
	return d.sign(endOfPart)
}

// counted are signs that say something though they are no letters: “5 %” is
// not “5 §”.
const counted = "$%&+<=>#@~§‰"

// words adds the words of a text.
func (d digest) words(text string) digest {
	if !norm.NFC.IsNormalString(text) {
		text = norm.NFC.String(text)
	}
	within := false
	for at := 0; at < len(text); {
		if c := text[at]; c >= 'a' && c <= 'z' || c >= '0' && c <= '9' { // most of all
			d, within = d.sign(c), true
			at++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[at:])
		switch {
		case unicode.IsLetter(r), unicode.IsNumber(r), unicode.IsMark(r), r > unicode.MaxASCII && unicode.IsSymbol(r), strings.ContainsRune(counted, r):
			var small [utf8.UTFMax]byte
			for _, c := range small[:utf8.EncodeRune(small[:], unicode.ToLower(r))] {
				d = d.sign(c)
			}
			within = true
		case unicode.Is(unicode.Cf, r): // a soft hyphen parts no word
		case within:
			d, within = d.sign(endOfWord), false
		}
		at += size
	}
	if within {
		d = d.sign(endOfWord)
	}
	return d.sign(endOfPart)
}

// of adds several texts, each as a part of its own.
func (d digest) of(values ...string) digest {
	for _, value := range values {
		d = d.words(value)
	}
	return d
}

// passage gives a section as a stamp knows it; targets are the digest of those
// that its links have.
func (s Section) passage(line int, targets digest) passage {
	return passage{s.ID, line, targets.of(s.Title, s.Plain)}
}

// targets adds where the links below a node lead and what pictures it has.
func (e *editor) targets(d digest, n ast.Node) digest {
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Link:
			d = e.target(d, n.Destination, n.Title)
		case *ast.AutoLink:
			d = e.target(d, n.URL(e.source), nil)
		case *ast.Image:
			d = e.target(d, n.Destination, n.Title)
		}
		return ast.WalkContinue, nil
	})
	return d
}

// target adds one target. Which heading of a text a link leads to is left out,
// since that is called otherwise with every heading that is put better; and
// links to the glossary come and go with its terms.
func (e *editor) target(d digest, to, title []byte) digest {
	if bytes.HasPrefix(to, []byte(toText)) || bytes.HasPrefix(to, []byte("#")) {
		to, _, _ = bytes.Cut(to, []byte("#"))
	}
	if !bytes.HasPrefix(to, []byte(e.glossary)) {
		d = d.bytes(to)
	}
	if len(title) > 0 {
		d = d.words(string(title))
	}
	return d
}

// passagesOf gives the passages of a page.
func passagesOf(page any) []passage {
	switch page := page.(type) {
	case *Article:
		return page.passages
	case *Question:
		return page.passages
	case *Author:
		return page.passages
	case *Legal:
		return page.passages
	}
	return nil
}

// versions gives the pages of a text, FOLDER/KEY, by language, or nil where it
// does not stand in all of them.
func (l *Library) versions(name string) (pages map[string]any) {
	pages = map[string]any{}
	folder, key := path.Split(name)
	for _, lc := range l.catalog.All() {
		var page any
		switch folder {
		case "articles/":
			page = orNil(l.articles[key][lc.Code])
		case "faq/":
			page = orNil(l.questions[key][lc.Code])
		case "authors/":
			page = orNil(l.authors[key][lc.Code])
		case "legal/":
			page = orNil(l.legal[key][lc.Code])
		}
		if page == nil {
			return nil
		}
		pages[lc.Code] = page
	}
	return pages
}

// orNil gives a page, or nil itself where there is none.
func orNil[T any](page *T) any {
	if page == nil {
		return nil
	}
	return page
}
