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
		e.anchors = append(e.anchors, anchor{fault{e.text.file, e.line(n)}, e.text.file, target[1:]})
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
	l := e.catalog.In(e.text.lang)
	at, _, _ := strings.Cut(target, "#")
	for page := range l.Addresses() {
		if l.Route(page) == at && !strings.Contains(at, "{") && e.hasPage(page) {
			return
		}
	}
	e.fault(n, "there is no page %q in this language; link a text by its file, or mend the address", target)
}

// hasPage reports whether the content makes this page.
func (b *binder) hasPage(page string) bool {
	switch {
	case page == "compare":
		return b.lib.comparison != nil || exists(b.fsys, "compare.toml")
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

// resolveFile takes a target such as ../faq/worth-more.en.md#part.
func (e *editor) resolveFile(n ast.Node, target string) string {
	name, part, hasPart := strings.Cut(target, "#")
	file := path.Join(path.Dir(e.text.file), name)
	other := e.texts[file]
	address, ok := e.addresses[file]
	switch {
	case !ok && e.writtenText(file):
		return target // that file has its own fault
	case !ok:
		e.fault(n, "there is no text %q; write it or mend the link", file)
		return target
	case other.lang != e.text.lang:
		e.fault(n, "the link leads to the %s version; link %s", other.lang, textFile(path.Dir(file), other.key, e.text.lang))
	}
	if hasPart {
		e.anchors = append(e.anchors, anchor{fault{e.text.file, e.line(n)}, file, part})
		return address + "#" + part
	}
	return address
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

// An anchor is a part of a text that a link leads to; it is looked up when
// all texts are made.
type anchor struct {
	from fault // where the link stands
	file string
	part string
}

type fault struct {
	file string
	line int
}

// checkAnchors names the links that lead to no heading.
func (b *binder) checkAnchors() {
	for _, a := range b.anchors {
		if ids := b.parts[a.file]; ids != nil && !ids.taken[a.part] {
			b.fault(a.from.file, a.from.line, "there is no heading #%s in %s; name one of its headings", a.part, a.file)
		}
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
	image, ok := e.lib.images[file]
	switch {
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
