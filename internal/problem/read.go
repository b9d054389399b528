package problem

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"
)

// MaxFile is the largest file that is read, in bytes: a text of this size
// would take a reader ten hours.
const MaxFile = 1 << 20

// Read gives the bytes of a file of text, or adds a fault and gives false.
// Line ends become LF, and a byte order mark is dropped.
func Read(fsys fs.FS, file string, faults *List) ([]byte, bool) {
	return ReadLarge(fsys, file, MaxFile, faults)
}

// ReadLarge is Read for a file that programs write: it may have so many bytes.
func ReadLarge(fsys fs.FS, file string, most int64, faults *List) ([]byte, bool) {
	info, err := fs.Stat(fsys, file)
	if err != nil {
		faults.Add(Printable(file), 1, "the file cannot be read%s; mend its rights or write it", Reason(err))
		return nil, false
	}
	if !info.Mode().IsRegular() {
		faults.Add(Printable(file), 1, "this is no file that can be read; put a file of text here")
		return nil, false
	}
	if info.Size() > most {
		faults.Add(Printable(file), 1, "the file has %d bytes and %d are allowed; split it", info.Size(), most)
		return nil, false
	}
	data, err := fs.ReadFile(fsys, file)
	if err != nil {
		faults.Add(Printable(file), 1, "the file cannot be read%s; mend its rights", Reason(err))
		return nil, false
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	if at := invalidUTF8(data); at >= 0 {
		faults.Add(Printable(file), 1+bytes.Count(data[:at], []byte("\n")), "the file is not in UTF-8 here; save it as UTF-8")
		return nil, false
	}
	return data, true
}

// Reason gives why a file cannot be read, in brackets, without its path: the
// fault names the file. It is empty for nil.
func Reason(err error) string {
	if err == nil {
		return ""
	}
	return fmt.Sprintf(" (%v)", unwrapPath(err))
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

// wrongKind is what go-toml says of a value, with names of our own types that
// mean nothing to an author.
var wrongKind = regexp.MustCompile(`^cannot decode TOML (\S+) into .*$`)

// Decode reads TOML strictly: an unknown key and a value of the wrong kind
// are faults with their lines, counted from firstLine.
func Decode(file string, data []byte, firstLine int, into any, faults *List) bool {
	err := toml.NewDecoder(bytes.NewReader(data)).DisallowUnknownFields().Decode(into)
	if err == nil {
		return true
	}
	if strict, ok := errors.AsType[*toml.StrictMissingError](err); ok {
		for _, unknown := range strict.Errors {
			row, _ := unknown.Position()
			faults.Add(Printable(file), firstLine-1+row, "the key %q is unknown; remove it or mend its spelling", strings.Join(unknown.Key(), "."))
		}
		return false
	}
	if wrong, ok := errors.AsType[*toml.DecodeError](err); ok {
		row, _ := wrong.Position()
		said := wrongKind.ReplaceAllString(strings.TrimPrefix(wrong.Error(), "toml: "), "a TOML $1 cannot stand here")
		faults.Add(Printable(file), firstLine-1+row, "this is not what TOML or the key wants (%s); mend the value", said)
		return false
	}
	faults.Add(Printable(file), 1, "the TOML cannot be read (%v); mend it", err)
	return false
}

// Printable keeps a fault in one line, whatever a file is called.
func Printable(file string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return '?'
		}
		return r
	}, file)
}
