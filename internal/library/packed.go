package library

import (
	"bytes"
	"encoding/binary"
	"strings"
	"sync"

	"github.com/klauspost/compress/s2"
)

// The texts of articles are kept packed: with HTML and words beside each other
// they take four times as much otherwise, and few are read at a time.

// Sections gives the text of the article. It is unpacked for that: ask once
// for a page.
func (a *Article) Sections() []Section {
	sections := unpack(a.packed)
	for i := range sections {
		s := &sections[i]
		s.Newer = a.newer(s.ID)
		s.HTML = lead(s.HTML, a.addresses)
		if len(a.hidden) > 0 {
			s.HTML = unlink(s.HTML, a.hidden)
		}
	}
	return sections
}

// addresses gives the address of a text that the article links to.
func (a *Article) addresses(file string) string {
	for i, known := range a.linked {
		if known == file {
			return a.targets[i]
		}
	}
	return file
}

var textLink = `href="` + toText

// lead leads the links to texts to their addresses.
func lead(html string, address func(file string) string) string {
	if !strings.Contains(html, textLink) {
		return html
	}
	var led strings.Builder
	for {
		before, after, found := strings.Cut(html, textLink)
		led.WriteString(before)
		if !found {
			return led.String()
		}
		end := strings.IndexAny(after, `#"`)
		led.WriteString(`href="`)
		led.WriteString(address(after[:end]))
		html = after[end:]
	}
}

func pack(sections []Section) []byte {
	room := packPool.Get().(*packRoom)
	defer packPool.Put(room)
	raw := binary.AppendUvarint(room.raw[:0], uint64(len(sections)))
	for _, s := range sections {
		raw = binary.AppendUvarint(raw, uint64(s.Number))
		raw = binary.AppendUvarint(raw, uint64(s.Minutes))
		raw = binary.AppendUvarint(raw, uint64(s.Line))
		for _, value := range []string{s.ID, s.Title, s.HTML, s.Plain} {
			raw = append(binary.AppendUvarint(raw, uint64(len(value))), value...)
		}
	}
	if need := s2.MaxEncodedLen(len(raw)); cap(room.packed) < need {
		room.packed = make([]byte, need)
	}
	room.raw = raw
	return bytes.Clone(s2.EncodeBetter(room.packed[:cap(room.packed)], raw))
}

// A packRoom is room to pack and unpack in.
type packRoom struct{ raw, packed []byte }

var packPool = sync.Pool{New: func() any { return new(packRoom) }}

// unpack gives back what pack was given. All its strings are pieces of one.
func unpack(packed []byte) []Section {
	if packed == nil {
		return nil
	}
	room := packPool.Get().(*packRoom)
	defer packPool.Put(room)
	raw, err := s2.Decode(room.raw[:cap(room.raw)], packed)
	if err != nil {
		panic(err) // it was packed here
	}
	room.raw = raw
	rest := string(raw)
	number := func() int {
		var n, shift uint64
		for {
			c := rest[0]
			rest = rest[1:]
			n |= uint64(c&0x7f) << shift
			if shift += 7; c < 0x80 {
				return int(n)
			}
		}
	}
	text := func() (value string) {
		n := number()
		value, rest = rest[:n], rest[n:]
		return value
	}
	sections := make([]Section, number())
	for i := range sections {
		s := &sections[i]
		s.Number, s.Minutes, s.Line = number(), number(), number()
		s.ID, s.Title, s.HTML, s.Plain = text(), text(), text(), text()
	}
	return sections
}
