package problem

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// Feeds are the offsets of a file's line feeds; with them the line of an
// offset is found without counting from the top each time.
type Feeds []int

// FeedsOf finds the line feeds of a text.
func FeedsOf(data []byte) Feeds {
	var f Feeds
	for at := 0; ; {
		next := bytes.IndexByte(data[at:], '\n')
		if next < 0 {
			return f
		}
		f = append(f, at+next)
		at += next + 1
	}
}

// Before counts the line feeds before an offset.
func (f Feeds) Before(offset int) int {
	n, _ := slices.BinarySearch(f, offset)
	return n
}

// Positions are the lines on which the keys of a TOML text stand, by path:
// title, title.en, sources.2.url, topic.0.
type Positions map[string]int

// Line gives the line of a key; where it is missing that of the table it
// belongs in, and 1 where that is the whole file.
func (p Positions) Line(path string) int {
	for {
		if line, ok := p[path]; ok {
			return line
		}
		dot := strings.LastIndexByte(path, '.')
		if dot < 0 {
			return 1
		}
		path = path[:dot]
	}
}

// Has reports whether a key stands in the text.
func (p Positions) Has(path string) bool { return p[path] > 0 }

// ReadPositions finds the keys as far as the text is TOML; firstLine is the
// line of the file on which it begins.
func ReadPositions(data []byte, firstLine int) Positions {
	s := &surveyor{at: Positions{}, tables: map[string]int{}, feeds: FeedsOf(data), firstLine: firstLine}
	table := ""
	p := unstable.Parser{}
	p.Reset(data)
	for p.NextExpression() {
		switch e := p.Expression(); e.Kind {
		case unstable.KeyValue:
			s.pair(table, e)
		case unstable.Table:
			table = s.table(e)
		case unstable.ArrayTable:
			table = s.entry(e)
		}
	}
	return s.at
}

// A surveyor notes the line of every key it meets.
type surveyor struct {
	at        Positions
	tables    map[string]int // how many [[tables]] of a name there are so far
	feeds     Feeds
	firstLine int
}

// table gives the path of a [table]; below [[tables]] it belongs to the last
// one (TOML 1.0, “Array of Tables”).
func (s *surveyor) table(n *unstable.Node) string {
	path := ""
	for parts := n.Key(); parts.Next(); {
		path = strings.TrimPrefix(path+"."+string(parts.Node().Data), ".")
		s.keep(path, parts.Node())
		if count := s.tables[path]; count > 0 {
			path = fmt.Sprintf("%s.%d", path, count-1)
		}
	}
	return path
}

// entry gives the path of the next [[table]] of a name: topic.0, topic.1.
func (s *surveyor) entry(n *unstable.Node) string {
	path := ""
	for parts := n.Key(); parts.Next(); {
		path = strings.TrimPrefix(path+"."+string(parts.Node().Data), ".")
		s.keep(path, parts.Node())
		count := s.tables[path]
		if parts.IsLast() {
			s.tables[path]++
			path = fmt.Sprintf("%s.%d", path, count)
			s.keep(path, parts.Node())
		} else if count > 0 {
			path = fmt.Sprintf("%s.%d", path, count-1)
		}
	}
	return path
}

func (s *surveyor) keep(path string, n *unstable.Node) {
	if !s.at.Has(path) && n.Raw.Length > 0 {
		s.at[path] = s.firstLine + s.feeds.Before(int(n.Raw.Offset))
	}
}

// key notes each part of a dotted key and gives the path of the whole.
func (s *surveyor) key(table string, n *unstable.Node) string {
	path := table
	for parts := n.Key(); parts.Next(); {
		path = strings.TrimPrefix(path+"."+string(parts.Node().Data), ".")
		s.keep(path, parts.Node())
	}
	return path
}

func (s *surveyor) pair(table string, n *unstable.Node) {
	path := s.key(table, n)
	s.value(path, n.Value())
}

func (s *surveyor) value(path string, n *unstable.Node) {
	s.keep(path, n)
	children := n.Children()
	switch n.Kind {
	case unstable.Array:
		for i := 0; children.Next(); i++ {
			s.value(fmt.Sprintf("%s.%d", path, i), children.Node())
		}
	case unstable.InlineTable:
		for children.Next() {
			s.pair(path, children.Node())
		}
	}
}
