package web

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io/fs"
	"mime"
	"path"
	"regexp"
	"strings"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
)

// assets are the static files under hashed names, ready to be sent, and the
// style sheet of each kind of page.
type assets struct {
	hashed  map[string]string  // marks/both.svg → /static/marks/both.1a2b3c4d.svg
	answers map[string]*answer // by address
	styles  map[string]style   // by kind of page
	files   map[string]asset   // by address, until the answers are made
}

type asset struct {
	mediaType string
	data      []byte
}

// A style is what the pages of a kind carry.
type style struct {
	element string // <style>…</style>
	hash    string // its source expression for the policy
}

// styleSets name the parts and pages a kind of page is drawn with; tokens,
// base, layout and print are in all of them.
var styleSets = map[string][]string{
	"home":     {"parts/button", "parts/drawing", "parts/register", "parts/stack", "pages/home"},
	"list":     {"parts/button", "parts/fold", "parts/note", "parts/questions", "parts/register", "parts/seek", "parts/table", "parts/figures", "pages/top", "pages/back"},
	"search":   {"parts/button", "parts/register", "parts/seek", "pages/top", "pages/search"},
	"article":  {"parts/button", "parts/callout", "parts/fold", "parts/note", "parts/questions", "parts/register", "parts/short", "parts/newer", "parts/sources", "parts/table", "parts/figures", "parts/term", "parts/toc", "parts/minutes", "pages/top", "pages/back"},
	"drawn":    {"parts/button", "parts/callout", "parts/drawn", "parts/fold", "parts/note", "parts/questions", "parts/register", "parts/short", "parts/newer", "parts/sources", "parts/table", "parts/figures", "parts/term", "parts/toc", "parts/minutes", "pages/top", "pages/back"},
	"question": {"parts/fold", "parts/note", "parts/questions", "parts/register", "parts/table", "parts/figures", "pages/top", "pages/back"},
	"compare":  {"parts/button", "parts/facts", "parts/sources", "pages/top", "pages/compare"},
	"glossary": {"pages/top", "pages/glossary"},
	"log":      {"parts/button", "parts/register", "parts/sources", "pages/top", "pages/log"},
	"author":   {"parts/button", "parts/note", "parts/register", "pages/top", "pages/author"},
	"legal":    {"parts/facts", "parts/table", "parts/figures", "parts/note", "pages/top"},
	"path":     {"parts/button", "pages/top"},
	"step":     {"parts/button", "parts/drawing", "parts/scale", "pages/step"},
	"result":   {"parts/button", "parts/drawing", "parts/callout", "parts/facts", "parts/register", "parts/bars", "parts/plane", "parts/stack", "parts/ladder", "pages/top", "pages/result"},
	"method":   {"parts/drawing", "parts/facts", "parts/fold", "parts/plane", "parts/stack", "parts/table", "parts/toc", "pages/top", "pages/method"},
	"grades":   {"parts/button", "parts/facts", "parts/field", "parts/ladder", "pages/top", "pages/grades"},
	"form":     {"parts/alert", "parts/button", "parts/field", "pages/top", "pages/form"},
	"confirm":  {"pages/top"},
	"own":      {"parts/alert", "parts/button", "parts/facts", "parts/field", "pages/top", "pages/own"},
	"move":     {"parts/alert", "parts/button", "pages/top", "pages/own"},
	"erased":   {"parts/button", "parts/facts", "pages/top"},
	"calendar": {"parts/button", "parts/field", "pages/top", "pages/calendar"},
	"dev":      {"parts/callout", "parts/drawn", "parts/fold", "parts/note", "parts/sources", "parts/table", "parts/figures", "pages/top", "pages/dev"},
	"error":    {"parts/button", "parts/drawing", "parts/register", "parts/seek", "parts/stack", "pages/top", "pages/lost"},
}

// common are the parts that stand on every page.
var common = []string{"parts/head", "parts/foot", "parts/block", "parts/mark", "parts/small"}

// The types that Debian's table may lack.
var mediaTypes = map[string]string{".woff2": "font/woff2", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8"}

func loadAssets(static fs.FS) (*assets, error) {
	a := &assets{hashed: map[string]string{}, styles: map[string]style{}, files: map[string]asset{}}
	for _, folder := range []string{"fonts", "js", "marks"} {
		if err := a.readFolder(static, folder); err != nil {
			return nil, err
		}
	}
	for kind, set := range styleSets {
		s, err := a.join(static, set)
		if err != nil {
			return nil, fmt.Errorf("style sheet of %s: %w", kind, err)
		}
		a.styles[kind] = s
	}
	return a, nil
}

func (a *assets) readFolder(static fs.FS, folder string) error {
	entries, err := fs.ReadDir(static, folder)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		name := path.Join(folder, entry.Name())
		data, err := fs.ReadFile(static, name)
		if err != nil {
			return err
		}
		extension := path.Ext(name)
		mediaType, ok := mediaTypes[extension]
		if !ok {
			mediaType = mime.TypeByExtension(extension)
		}
		sum := sha256.Sum256(data)
		address := "/static/" + strings.TrimSuffix(name, extension) + "." + hex.EncodeToString(sum[:4]) + extension
		a.hashed[name] = address
		a.files[address] = asset{mediaType, data}
	}
	return nil
}

// address gives the hashed address of a static file, which must exist.
func (a *assets) address(name string) string {
	address, ok := a.hashed[name]
	if !ok {
		panic("no static file " + name)
	}
	return address
}

var staticAddress = regexp.MustCompile(`/static/([a-z0-9/.-]+)`)

// join puts the files of a set together in the order of the cascade and
// makes them small.
func (a *assets) join(static fs.FS, set []string) (style, error) {
	tokens, err := readSheets(static, "tokens")
	if err != nil {
		return style{}, err
	}
	names := append([]string{"base", "layout"}, common...)
	rest, err := readSheets(static, append(append(names, set...), "print")...)
	if err != nil {
		return style{}, err
	}
	small, err := squeeze(tokens, rest)
	if err != nil {
		return style{}, err
	}
	small = staticAddress.ReplaceAllStringFunc(small, func(address string) string {
		return a.address(strings.TrimPrefix(address, "/static/"))
	})
	sum := sha256.Sum256([]byte(small))
	return style{"<style>" + small + "</style>", "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"}, nil
}

func readSheets(static fs.FS, names ...string) (string, error) {
	var sheets strings.Builder
	for _, name := range names {
		data, err := fs.ReadFile(static, "css/"+name+".css")
		if err != nil {
			return "", err
		}
		sheets.Write(data)
	}
	return sheets.String(), nil
}

var minifier = func() *minify.M {
	m := minify.New()
	m.AddFunc("text/css", css.Minify)
	return m
}()
