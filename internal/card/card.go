// Package card draws the pictures that social networks show of a page: a
// drawing sheet with the topic's mark, the title and the brand, in the house's
// fonts and colours. It knows no product type and does no I/O.
package card

import (
	"bytes"
	"image/png"
)

// The size of every card, in pixels.
const (
	Width  = 1200
	Height = 630
)

// A Card is what is written on one. Two equal cards are the same picture.
type Card struct {
	Mark  string // both, implementer, auditor or foundation; another is drawn as both
	Topic string // beside the mark
	Title string
	Brand string // at the foot
}

// The measures of the sheet, in pixels.
const (
	left       = 84
	right      = Width - 84
	markSize   = 104
	markTop    = 62
	topicBase  = 134
	titleTop   = 206
	titleFoot  = 490
	footLine   = 532
	brandBase  = 590
	brandMark  = 38
	topicSize  = 34
	brandSize  = 34
	lineHeight = 1.14
)

// PNG draws the card. It gives the same bytes each time.
func (c Card) PNG() ([]byte, error) {
	s, err := newSheet()
	if err != nil {
		return nil, err
	}
	s.construct(c.Mark)
	s.mark(c.Mark, left, markTop, markSize)
	s.write(s.sans(topicSize), soft, left+markSize+28, topicBase, fit(s.sans(topicSize), c.Topic, right-left-markSize-28))
	s.title(c.Title)
	s.mark("both", left, brandBase-brandMark+8, brandMark)
	s.write(s.serif(brandSize), ink, left+brandMark+16, brandBase, fit(s.serif(brandSize), c.Brand, right-left-brandMark-16))
	var out bytes.Buffer
	err = (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, s.flat())
	return out.Bytes(), err
}

// construct draws the thin lines that the sheet is made of, and on the one
// above the foot what the mark's side draws there: a dimension to build, a row
// of strokes to verify, both halves for both.
func (s *sheet) construct(mark string) {
	s.bar(line, left-30, 0, 1.5, Height)
	s.bar(line, 0, footLine, Width, 1.5)
	s.bar(line, right+30, footLine-14, 1.5, 28)
	from, to, middle := float32(left), float32(right), float32(Width/2)
	switch mark {
	case "implementer":
		s.dimension(blue, from, to)
	case "auditor":
		s.gauge(from, to)
	case "foundation":
		s.dimension(ink, from, to)
	default:
		s.dimension(blue, from, middle-24)
		s.gauge(middle+24, to)
	}
}

// dimension draws a line between two slashes, as draughtsmen note a length.
func (s *sheet) dimension(colour int, from, to float32) {
	s.stroke(colour, 2.5, point{from, footLine}, point{to, footLine})
	for _, x := range []float32{from, to} {
		s.stroke(colour, 2.5, point{x - 11, footLine + 11}, point{x + 11, footLine - 11})
	}
}

// gauge draws a row of strokes, every fifth longer.
func (s *sheet) gauge(from, to float32) {
	for i, x := 0, from; x <= to; i, x = i+1, x+8 {
		height := float32(10)
		if i%5 == 0 {
			height = 18
		}
		s.bar(signal, x, footLine-height, 2.5, height)
	}
}

// title sets the title as large as it fits.
func (s *sheet) title(title string) {
	face, lines, size := s.set(title)
	step := size * lineHeight
	first := titleTop + (titleFoot-titleTop-step*float64(len(lines)))/2 + size*0.9
	for i, words := range lines {
		s.write(face, ink, left, int(first+step*float64(i)), words)
	}
}
