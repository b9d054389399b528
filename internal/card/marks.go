package card

import (
	"math"
	"strconv"
	"strings"
)

// A figure is a part of a mark: a path in the words of SVG, in a square of 32.
type figure struct {
	colour int
	path   string
	fill   bool
	dashed bool
}

// markWeight is how thick a mark's lines are, of 32.
const markWeight = 1.6

// marks are those of static/marks.
var marks = map[string][]figure{
	"auditor": {
		{colour: signal, path: "M9 3h14M16 3v16M24 8h4M24 12h4M24 16h4M24 20h4M24 24h4"},
		{colour: signal, path: "M12 18h8v4l-4 8-4-8z", fill: true},
	},
	"implementer": {{colour: blue, path: "M6 2v28M2 26h28M2 8h17M26 30V17"}},
	"foundation": {
		{colour: ink, path: "M2 26h28M6 22v8M26 22v8"},
		{colour: ink, path: "M6 18V8h20v10", dashed: true},
	},
	"both": {
		{colour: blue, path: "M6 2v28M2 26h28M2 8h17"},
		{colour: signal, path: "M22 3h8M26 3v12"},
		{colour: signal, path: "M22.500 14h7v3.500l-3.500 8-3.500-8z", fill: true},
	},
}

// mark draws a mark into a square.
func (s *sheet) mark(name string, x, y, size float32) {
	figures, ok := marks[name]
	if !ok {
		figures = marks["both"]
	}
	scale := size / 32
	for _, f := range figures {
		for _, corners := range parsePath(f.path) {
			for i, c := range corners {
				corners[i] = point{x + c.x*scale, y + c.y*scale}
			}
			switch {
			case f.fill:
				s.fill(f.colour, corners...)
			case f.dashed:
				s.dash(f.colour, markWeight*scale, 2.5*scale, corners)
			default:
				s.stroke(f.colour, markWeight*scale, corners...)
			}
		}
	}
}

// parsePath gives the lines of a path made of M, h, v, l, H, V and z, as those
// of the marks are.
func parsePath(path string) (lines [][]point) {
	var at point
	for rest := path; rest != ""; {
		command := rest[0]
		end := strings.IndexAny(rest[1:], "MhvlHVz") + 1
		if end == 0 {
			end = len(rest)
		}
		numbers := parseNumbers(rest[1:end])
		rest = rest[end:]
		if command == 'M' {
			at = point{numbers[0], numbers[1]}
			lines = append(lines, []point{at})
			continue
		}
		for len(numbers) > 0 {
			at, numbers = step(at, command, numbers)
			lines[len(lines)-1] = append(lines[len(lines)-1], at)
		}
	}
	return lines
}

// step goes on from a place by the first numbers of a command.
func step(at point, command byte, numbers []float32) (point, []float32) {
	switch command {
	case 'h':
		return point{at.x + numbers[0], at.y}, numbers[1:]
	case 'v':
		return point{at.x, at.y + numbers[0]}, numbers[1:]
	case 'H':
		return point{numbers[0], at.y}, numbers[1:]
	case 'V':
		return point{at.x, numbers[0]}, numbers[1:]
	}
	return point{at.x + numbers[0], at.y + numbers[1]}, numbers[2:]
}

func parseNumbers(text string) (numbers []float32) {
	for field := range strings.FieldsSeq(strings.ReplaceAll(text, "-", " -")) {
		n, err := strconv.ParseFloat(field, 32)
		if err != nil {
			panic("a mark has no number at " + field) // the marks are ours
		}
		numbers = append(numbers, float32(n))
	}
	return numbers
}

// stroke draws a line through corners; it reaches half its weight beyond an
// inner corner, so that the pieces meet.
func (s *sheet) stroke(colour int, weight float32, corners ...point) {
	for i := 1; i < len(corners); i++ {
		from, to := corners[i-1], corners[i]
		length := distance(from, to)
		along := point{(to.x - from.x) / length * weight / 2, (to.y - from.y) / length * weight / 2}
		if i > 1 {
			from = point{from.x - along.x, from.y - along.y}
		}
		if i < len(corners)-1 {
			to = point{to.x + along.x, to.y + along.y}
		}
		across := point{-along.y, along.x}
		s.fill(colour, point{from.x + across.x, from.y + across.y}, point{to.x + across.x, to.y + across.y},
			point{to.x - across.x, to.y - across.y}, point{from.x - across.x, from.y - across.y})
	}
}

// dash draws a line in pieces as long as the gaps between them, which go on
// around corners.
func (s *sheet) dash(colour int, weight, piece float32, corners []point) {
	done := float32(0)
	for i := 1; i < len(corners); i++ {
		from, to := corners[i-1], corners[i]
		length := distance(from, to)
		place := func(at float32) point {
			return point{from.x + (to.x-from.x)*at/length, from.y + (to.y-from.y)*at/length}
		}
		for at := float32(0); at < length; {
			within := float32(math.Mod(float64(done+at), float64(2*piece)))
			end := min(length, at+piece-within)
			if within >= piece {
				at = min(length, at+2*piece-within)
				continue
			}
			s.stroke(colour, weight, place(at), place(end))
			at = end + 0.001
		}
		done += length
	}
}

func distance(a, b point) float32 { return float32(math.Hypot(float64(b.x-a.x), float64(b.y-a.y))) }
