package ical

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
)

// What a text may have at most (promises R17 and S17).
const (
	mostText  = 16 << 20 // octets
	mostLine  = 1 << 20  // octets of a line, unfolded; the rest of it is left out
	mostDepth = 20       // components in each other
)

// ErrHostile is the error of a text that asks for more time or memory than a
// calendar needs.
var ErrHostile = errors.New("more than a calendar needs")

var byteOrderMark = []byte("\xef\xbb\xbf")

// lines unfolds content lines (RFC 5545, 3.1), that end in CRLF, LF or CR.
type lines struct {
	in     *bufio.Reader
	octets int    // read
	number int    // of the physical line that was read last, from 1
	line   []byte // the unfolded line, to be written over by the next
	cut    bool   // some of the line is left out
}

// A small buffer, so that looking for LF costs little where lines end in CR.
func newLines(r io.Reader) *lines { return &lines{in: bufio.NewReaderSize(r, 4<<10)} }

// next gives the next line that is not empty, valid until the next call, and
// the number of its first physical line; io.EOF at the end.
func (l *lines) next() (line []byte, number int, err error) {
	for {
		l.line, l.cut, number = l.line[:0], false, l.number+1
		if err := l.physical(); err != nil {
			return nil, number, err
		}
		l.line = bytes.TrimPrefix(l.line, byteOrderMark)
		for l.folded() {
			if err := l.physical(); err != nil && !errors.Is(err, io.EOF) {
				return nil, l.number, err
			}
		}
		if len(l.line) > 0 {
			return l.line, number, nil
		}
	}
}

// folded tells whether the next line goes on with this one, and takes the
// white space that says so.
func (l *lines) folded() bool {
	next, err := l.in.Peek(1)
	if err != nil || next[0] != ' ' && next[0] != '\t' {
		return false
	}
	l.take(1)
	return true
}

// physical appends a physical line without its end.
func (l *lines) physical() error {
	if _, err := l.in.Peek(1); err != nil {
		return l.ended(err)
	}
	l.number++
	for {
		if l.octets > mostText {
			return fmt.Errorf("%w: the text has more than %d MiB", ErrHostile, mostText>>20)
		}
		if _, err := l.in.Peek(1); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		seen, _ := l.in.Peek(l.in.Buffered())
		end := bytes.IndexByte(seen, '\n')
		if end >= 0 {
			seen = seen[:end]
		}
		if at := bytes.IndexByte(seen, '\r'); at >= 0 {
			seen, end = seen[:at], at
		}
		l.append(seen)
		l.take(len(seen))
		if end >= 0 {
			l.lineEnd()
			return nil
		}
	}
}

// ended is the error with which a text ends. One that breaks off between two
// lines has ended as it should.
func (l *lines) ended(err error) error {
	if l.octets > mostText {
		return fmt.Errorf("%w: the text has more than %d MiB", ErrHostile, mostText>>20)
	}
	return err
}

func (l *lines) append(seen []byte) {
	if room := mostLine - len(l.line); len(seen) > room {
		seen, l.cut = seen[:room], true
	}
	l.line = append(l.line, seen...)
}

// lineEnd takes LF, CR or CRLF.
func (l *lines) lineEnd() {
	ends, _ := l.in.Peek(2)
	if len(ends) == 2 && string(ends) == "\r\n" {
		l.take(2)
		return
	}
	l.take(1)
}

func (l *lines) take(n int) {
	_, _ = l.in.Discard(n) // which was peeked at
	l.octets += n
}
