package library

import (
	"bytes"
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
)

var scheme = regexp.MustCompile(`^[a-zA-Z][a-zA-Z0-9+.\-]*:`)

// resolve turns the target of a link into an address: an outside one must be
// http, https or mailto; KEY.LANG.md becomes the address of that text; an
// address of the site must be one. What leads nowhere is a fault.
func (e *editor) resolve(n ast.Node, destination []byte) []byte {
	target := clean(destination)
	switch {
	case target == "":
		e.fault(n, "the link leads nowhere; write its target")
	case scheme.MatchString(target):
		e.resolveOutside(n, target)
	case strings.HasPrefix(target, "//") || strings.ContainsAny(target, "\\\x00"):
		e.fault(n, "the link %q names no scheme; write https:// before a foreign host", target)
	case strings.HasPrefix(target, "#"):
		if !e.ids.has(target[1:]) {
			e.faultNoHeading(e.text.file, e.line(n), target[1:], e.text.file)
		}
	case strings.HasPrefix(target, "/"):
		e.resolveAddress(n, target)
	default:
		return []byte(e.resolveFile(n, target))
	}
	return verbatim(target)
}

// verbatim keeps a target as it is through the renderer, which resolves
// backslashes and entities once more.
func verbatim(target string) []byte {
	return []byte(strings.NewReplacer(`\`, `\\`, "&", "&amp;").Replace(target))
}

// clean gives a link's target as a browser would take it: entities resolved,
// control characters and outer spaces gone.
func clean(destination []byte) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r < 0x20 || r == 0x7f {
			return -1
		}
		return r
	}, string(unescape(destination))))
}

func (e *editor) resolveOutside(n ast.Node, target string) {
	u, err := url.Parse(target)
	allowed := err == nil && (slices.Contains([]string{"http", "https"}, u.Scheme) && u.Host != "" && u.User == nil || u.Scheme == "mailto" && u.Opaque != "")
	if !allowed {
		e.fault(n, "the link %q is none a reader may follow; links are https, http, mailto or to a text here", target)
	}
}

// resolveAddress takes an address of a page that every site has, such as
// /en/compare.
func (e *editor) resolveAddress(n ast.Node, target string) {
	if page := e.pageAt(e.text.lang, target); page != "" {
		e.refs = append(e.refs, ref{kind: toPage, line: e.line(n), to: page, said: target})
		return
	}
	e.faultNoPage(e.text.file, e.line(n), target)
}

// pageAt names the page that an address of the site leads to, or nothing.
func (b *binder) pageAt(lang, target string) string {
	l := b.catalog.In(lang)
	at, _, _ := strings.Cut(target, "#")
	for page := range l.Addresses() {
		if l.Route(page) == at && !strings.Contains(at, "{") {
			return page
		}
	}
	return ""
}

func (b *binder) faultNoPage(file string, line int, target string) {
	b.fault(file, line, "there is no page %q in this language; link a text by its file, or mend the address", target)
}

func (b *binder) faultNoHeading(file string, line int, part, in string) {
	b.fault(file, line, "there is no heading #%s in %s; name one of its headings", part, in)
}

// hasPage reports whether the content makes this page.
func (b *binder) hasPage(page string) bool {
	switch {
	case page == "compare":
		return b.lib.comparison != nil || exists(b.fsys, "compare.toml")
	case page == "log" || page == "log-file":
		return exists(b.fsys, "log.toml")
	case page == "glossary":
		return exists(b.fsys, "glossary.toml")
	case slices.Contains(LegalPages, page):
		return b.stands("legal", page)
	}
	return true
}

func exists(fsys fs.FS, file string) bool {
	_, err := fs.Stat(fsys, file)
	return err == nil
}

// toText begins the target of a link to a text until its address is known.
// No author can write such a target, since the scheme is refused.
const toText = "text:"

// resolveFile takes a target such as ../faq/worth-more.en.md#part.
func (e *editor) resolveFile(n ast.Node, target string) string {
	name, part, hasPart := strings.Cut(target, "#")
	file := path.Join(path.Dir(e.text.file), name)
	e.refs = append(e.refs, ref{kind: toFile, line: e.line(n), to: file, said: part, part: hasPart})
	if hasPart {
		return toText + file + "#" + part
	}
	return toText + file
}

// writtenText reports whether a file is one of a pair that stands in the
// folder, whole or not.
func (b *binder) writtenText(file string) bool {
	for _, l := range b.catalog.All() {
		if key, ok := strings.CutSuffix(path.Base(file), "."+l.Code+".md"); ok {
			return b.stands(path.Dir(file), key)
		}
	}
	return false
}

// A ref is a link to something else of the site. Whether that is there is
// looked up when all texts are known.
type ref struct {
	kind int
	line int    // where the link stands
	to   string // the file or page
	said string // the part of the file, or the address of the page as it was typed
	part bool
}

const (
	toFile = iota
	toPage
)

// checkRefs names the links of a text that lead nowhere.
func (b *binder) checkRefs(file, lang string, refs []ref) {
	for i := range refs {
		if r := &refs[i]; r.kind == toFile {
			b.checkFile(file, lang, r)
		} else if !b.hasPage(r.to) {
			b.faultNoPage(file, r.line, r.said)
		}
	}
}

func (b *binder) checkFile(file, lang string, r *ref) {
	other := b.made[r.to]
	switch {
	case (other == nil || !other.bound) && b.writtenText(r.to):
		return // that file has its own fault
	case other == nil || !other.bound:
		b.fault(file, r.line, "there is no text %q; write it or mend the link", r.to)
		return
	case other.lang != lang:
		b.fault(file, r.line, "the link leads to the %s version; link %s", other.lang, textFile(path.Dir(r.to), other.key, lang))
	}
	r.to = other.file // one string for all links to it
	if r.part && other.whole && !slices.Contains(other.anchors, r.said) && !slices.Contains(pageIDs, r.said) {
		b.faultNoHeading(file, r.line, r.said, r.to)
	}
}

// editImage wants words for an image and its file in the folder.
func (e *editor) editImage(n *ast.Image) {
	if len(bytes.TrimSpace([]byte(plainText(n, e.source)))) == 0 {
		e.fault(n, "the image has no words for those who do not see it; write them between ![ and ]")
	}
	target := clean(n.Destination)
	if scheme.MatchString(target) || strings.HasPrefix(target, "/") {
		e.fault(n, "the image %q lies elsewhere; put it into images/ and name that file", target)
		return
	}
	file := path.Join(path.Dir(e.text.file), target)
	e.shown = true
	image, ok := e.lib.images[file]
	switch {
	case e.drawingLang(file) != "":
		e.editDrawing(n, file)
		return
	case !ok && e.unread["images"]:
		return
	case !ok:
		e.fault(n, "there is no image %q; put it into images/ as SVG, PNG or JPEG", file)
		return
	}
	n.Destination = []byte(image.Path)
	n.SetAttributeString("width", image.Width)
	n.SetAttributeString("height", image.Height)
}
