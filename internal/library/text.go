package library

import (
	"bytes"
	"errors"
	"io/fs"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"

	"leadpath/internal/locale"
)

// maxFile is the largest file that is read: a text of this size would take
// a reader ten hours.
const maxFile = 1 << 20

// A text is a file cut into its front matter and its body.
type text struct {
	file, key, lang string
	front           []byte
	frontLine       int       // line of the file on which front begins
	at              positions // of the keys of front
	body            []byte
	bodyLine        int
}

func textFile(folder, key, lang string) string { return folder + "/" + key + "." + lang + ".md" }

// read gives the bytes of a file, or adds a fault and gives false. Line ends
// become LF, and a byte order mark is dropped.
func (b *binder) read(file string) ([]byte, bool) {
	info, err := fs.Stat(b.fsys, file)
	if err != nil {
		b.fault(file, 1, "the file cannot be read%s; mend its rights or write it", reason(unwrapPath(err)))
		return nil, false
	}
	if !info.Mode().IsRegular() {
		b.fault(file, 1, "this is no file that can be read; put a file of text here")
		return nil, false
	}
	if info.Size() > maxFile {
		b.fault(file, 1, "the file has %d bytes and %d are allowed; split it", info.Size(), maxFile)
		return nil, false
	}
	data, err := fs.ReadFile(b.fsys, file)
	if err != nil {
		b.fault(file, 1, "the file cannot be read%s; mend its rights", reason(unwrapPath(err)))
		return nil, false
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	if at := invalidUTF8(data); at >= 0 {
		b.fault(file, 1+bytes.Count(data[:at], []byte("\n")), "the file is not in UTF-8 here; save it as UTF-8")
		return nil, false
	}
	return data, true
}

// unwrapPath drops the path from a file error: the fault names the file.
func unwrapPath(err error) error {
	if pathError, ok := errors.AsType[*fs.PathError](err); ok {
		return pathError.Err
	}
	return err
}

// invalidUTF8 gives the place of the first byte that is not UTF-8 (or is
// NUL), or -1.
func invalidUTF8(data []byte) int {
	if utf8.Valid(data) && bytes.IndexByte(data, 0) < 0 {
		return -1
	}
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == 0 || r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

// readText reads a text and cuts it apart; nil where that fails.
func (b *binder) readText(folder, key, lang string) *text {
	file := textFile(folder, key, lang)
	data, ok := b.read(file)
	if !ok {
		return nil
	}
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
	t := &text{file: file, key: key, lang: lang, front: rest[:end], frontLine: 2, body: rest[end+len("+++\n"):]}
	t.bodyLine = t.frontLine + bytes.Count(t.front, []byte("\n")) + 1
	t.at = readPositions(t.front, t.frontLine)
	b.texts[file] = t
	return t
}

// wrongKind is what go-toml says of a value, with names of our own types that
// mean nothing to an author.
var wrongKind = regexp.MustCompile(`^cannot decode TOML (\S+) into .*$`)

// decode reads TOML strictly: an unknown key and a value of the wrong kind
// are faults with their lines.
func (b *binder) decode(file string, data []byte, firstLine int, into any) bool {
	err := toml.NewDecoder(bytes.NewReader(data)).DisallowUnknownFields().Decode(into)
	if err == nil {
		return true
	}
	if strict, ok := errors.AsType[*toml.StrictMissingError](err); ok {
		for _, unknown := range strict.Errors {
			row, _ := unknown.Position()
			b.fault(file, firstLine-1+row, "the key %q is unknown; remove it or mend its spelling", strings.Join(unknown.Key(), "."))
		}
		return false
	}
	if wrong, ok := errors.AsType[*toml.DecodeError](err); ok {
		row, _ := wrong.Position()
		said := wrongKind.ReplaceAllString(strings.TrimPrefix(wrong.Error(), "toml: "), "a TOML $1 cannot stand here")
		b.fault(file, firstLine-1+row, "this is not what TOML or the key wants (%s); mend the value", said)
		return false
	}
	b.fault(file, 1, "the TOML cannot be read (%v); mend it", err)
	return false
}

// A required key has a name and a value that must not be empty.
type required struct {
	key   string
	empty bool
}

// blank reports whether nothing can be read in a value.
func blank(value string) bool { return strings.TrimSpace(value) == "" }

// require names the keys that are missing or empty.
func (b *binder) require(file string, at positions, keys ...required) bool {
	whole := true
	for _, k := range keys {
		switch {
		case !k.empty:
			continue
		case at.has(k.key):
			b.fault(file, at.line(k.key), "%s is empty; write its value", k.key)
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
		b.fault(t.file, t.at.line(key), "%s is no day of the calendar; write it as 2026-06-09", key)
	}
	return date
}

// claim keeps a slug for one text; a second text with it is a fault.
func (b *binder) claim(folder string, t *text, slug string) {
	line := t.at.line("slug")
	if !isSlug(slug) {
		b.fault(t.file, line, "the slug %q has other signs than a-z, 0-9 and hyphens; write ä as ae, spaces as hyphens", slug)
		return
	}
	name := folder + "/" + t.lang + "/" + slug
	if first, taken := b.slugs[name]; taken {
		b.fault(t.file, line, "the slug %q is that of %s too; give one of them another", slug, first)
		return
	}
	b.slugs[name] = t.file
}
