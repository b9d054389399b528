package library

import (
	"bytes"
	"hash/maphash"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"leadpath/internal/locale"
	"leadpath/internal/problem"
)

// A text is a file cut into its front matter and its body.
type text struct {
	file, key, lang string
	front           []byte
	frontLine       int               // line of the file on which front begins
	at              problem.Positions // of the keys of front
	body            []byte
	alone           []string // what may stand in this version only
	bodyLine        int
	sum             uint64 // of the whole file
}

func textFile(folder, key, lang string) string { return folder + "/" + key + "." + lang + ".md" }

// read gives the bytes of a file, or adds a fault and gives false.
func (b *binder) read(file string) ([]byte, bool) {
	return problem.Read(b.fsys, file, &b.report.Faults)
}

// readText reads a text and cuts it apart; nil where that fails.
func (b *binder) readText(folder, key, lang string) *text {
	file := textFile(folder, key, lang)
	data, ok := b.read(file)
	if !ok {
		return nil
	}
	sum := maphash.Bytes(sums, data)
	rest, ok := bytes.CutPrefix(data, []byte("+++\n"))
	if !ok {
		b.fault(file, 1, "the file does not begin with front matter; put TOML between two lines of +++ on top")
		return nil
	}
	rest = append(rest, '\n') // +++ may be the last line, with no feed behind it
	end := bytes.Index(append([]byte("\n"), rest...), []byte("\n+++\n"))
	if end < 0 {
		b.fault(file, 1, "the front matter has no end; close it with a line of +++")
		return nil
	}
	t := &text{sum: sum, file: file, key: key, lang: lang, front: rest[:end], frontLine: 2, body: rest[end+len("+++\n"):]}
	t.bodyLine = t.frontLine + bytes.Count(t.front, []byte("\n")) + 1
	t.at = problem.ReadPositions(t.front, t.frontLine)
	return t
}

// decode reads TOML strictly.
func (b *binder) decode(file string, data []byte, firstLine int, into any) bool {
	return problem.Decode(file, data, firstLine, into, &b.report.Faults)
}

// A required key has a name and a value that must not be empty.
type required struct {
	key   string
	empty bool
}

// blank reports whether nothing can be read in a value.
func blank(value string) bool { return strings.TrimSpace(value) == "" }

// require names the keys that are missing or empty.
func (b *binder) require(file string, at problem.Positions, keys ...required) bool {
	whole := true
	for _, k := range keys {
		switch {
		case !k.empty:
			continue
		case at.Has(k.key):
			b.fault(file, at.Line(k.key), "%s is empty; write its value", k.key)
		default:
			b.fault(file, 1, "the key %s is missing; write it into the file’s head", k.key)
		}
		whole = false
	}
	return whole
}

// date gives a date of the front matter, with a fault where the calendar has
// no such day. go-toml refuses most of them itself.
func (b *binder) date(t *text, key string, d toml.LocalDate) locale.Date {
	date := locale.Date(d)
	if !date.IsZero() && !date.Valid() {
		b.fault(t.file, t.at.Line(key), "%s is no day of the calendar; write it as 2026-06-09", key)
	}
	return date
}

// passages gives those of a text that was made of it: the head, which begins
// with a key, and what the body says.
func (t *text) passages(w written, key string, head ...string) []passage {
	return append([]passage{{atHead, t.at.Line(key), emptyDigest.of(head...)}}, w.passages...)
}
