package library

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"io"
	"strings"
	"sync"
)

// The texts of articles are kept packed: with HTML and words beside each other
// they take four times as much otherwise, and few are read at a time.

// Sections gives the text of the article. It is unpacked for that: ask once
// for a page.
func (a *Article) Sections() []Section {
	sections := unpack(a.packed)
	for i := range sections {
		s := &sections[i]
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

var packers = sync.Pool{New: func() any { w, _ := flate.NewWriter(nil, flate.BestSpeed); return w }}

func pack(sections []Section) []byte {
	raw := packPool.Get().(*bytes.Buffer)
	defer packPool.Put(raw)
	raw.Reset()
	number := func(n int) { raw.Write(binary.AppendUvarint(raw.AvailableBuffer(), uint64(n))) }
	number(len(sections))
	for _, s := range sections {
		number(s.Number)
		number(s.Minutes)
		for _, value := range []string{s.ID, s.Title, s.HTML, s.Plain} {
			number(len(value))
			raw.WriteString(value)
		}
	}
	packed := packPool.Get().(*bytes.Buffer)
	defer packPool.Put(packed)
	packed.Reset()
	w := packers.Get().(*flate.Writer)
	defer packers.Put(w)
	w.Reset(packed)
	_, _ = w.Write(raw.Bytes()) // into memory: it cannot fail
	_ = w.Close()
	return bytes.Clone(packed.Bytes())
}

var packPool = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// unpack gives back what pack was given. All its strings are pieces of one.
func unpack(packed []byte) []Section {
	if packed == nil {
		return nil
	}
	var whole strings.Builder
	_, _ = io.Copy(&whole, flate.NewReader(bytes.NewReader(packed)))
	rest := whole.String()
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
		s.Number, s.Minutes = number(), number()
		s.ID, s.Title, s.HTML, s.Plain = text(), text(), text(), text()
	}
	return sections
}
