package card

import (
	"embed"
	"image"
	"image/color"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// The inks, later ones over earlier ones; their values are those of tokens.css
// by day.
const (
	line = iota
	soft
	blue
	signal
	ink
	inks
)

var (
	paper = color.RGBA{0xfc, 0xfc, 0xfa, 0xff}
	tints = [inks]color.RGBA{line: {0xc3, 0xc8, 0xcf, 0xff}, soft: {0x44, 0x4a, 0x54, 0xff}, blue: {0x0d, 0x3f, 0x92, 0xff}, signal: {0xc0, 0x4a, 0x06, 0xff}, ink: {0x14, 0x17, 0x1c, 0xff}}
)

// steps are the shades from paper to an ink.
const steps = 12

// palette is the paper and then each ink from faint to full.
var palette = func() color.Palette {
	p := color.Palette{paper}
	for _, tint := range tints {
		for step := 1; step <= steps; step++ {
			mix := func(from, to uint8) uint8 { return uint8((int(from)*(steps-step) + int(to)*step) / steps) }
			p = append(p, color.RGBA{mix(paper.R, tint.R), mix(paper.G, tint.G), mix(paper.B, tint.B), 0xff})
		}
	}
	return p
}()

//go:embed fonts/*.ttf
var fonts embed.FS

// read parses a font, once.
func read(name string) func() (*opentype.Font, error) {
	return sync.OnceValues(func() (*opentype.Font, error) {
		data, err := fonts.ReadFile("fonts/" + name)
		if err != nil {
			return nil, err
		}
		return opentype.Parse(data)
	})
}

var serifFont, sansFont = read("vollkorn.ttf"), read("sofia.ttf")

// A sheet is a card that is being drawn: how much of each ink lies where.
type sheet struct {
	layers [inks]*image.Alpha
	fonts  [2]*opentype.Font
	faces  map[faceOf]font.Face
}

// A faceOf is a font in a size.
type faceOf struct {
	font *opentype.Font
	size float64
}

func newSheet() (*sheet, error) {
	s := &sheet{faces: map[faceOf]font.Face{}}
	for i, read := range []func() (*opentype.Font, error){serifFont, sansFont} {
		f, err := read()
		if err != nil {
			return nil, err
		}
		s.fonts[i] = f
	}
	for i := range s.layers {
		s.layers[i] = image.NewAlpha(image.Rect(0, 0, Width, Height))
	}
	return s, nil
}

func (s *sheet) serif(size float64) font.Face { return s.face(s.fonts[0], size) }
func (s *sheet) sans(size float64) font.Face  { return s.face(s.fonts[1], size) }

func (s *sheet) face(f *opentype.Font, size float64) font.Face {
	key := faceOf{f, size}
	if s.faces[key] == nil {
		s.faces[key], _ = opentype.NewFace(f, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone}) // fails for no options but nil ones
	}
	return s.faces[key]
}

// write sets words on a base line.
func (s *sheet) write(face font.Face, colour, x, base int, words string) {
	d := font.Drawer{Dst: s.layers[colour], Src: image.Opaque, Face: face, Dot: fixed.P(x, base)}
	d.DrawString(words)
}

// A point is a place on the sheet.
type point struct{ x, y float32 }

// bar fills an upright rectangle.
func (s *sheet) bar(colour int, x, y, width, height float32) {
	s.fill(colour, point{x, y}, point{x + width, y}, point{x + width, y + height}, point{x, y + height})
}

// fill fills a shape.
func (s *sheet) fill(colour int, corners ...point) {
	z := vector.NewRasterizer(Width, Height)
	z.MoveTo(corners[0].x, corners[0].y)
	for _, c := range corners[1:] {
		z.LineTo(c.x, c.y)
	}
	z.ClosePath()
	layer := s.layers[colour]
	z.Draw(layer, layer.Bounds(), image.Opaque, image.Point{})
}

// flat lays the inks over each other.
func (s *sheet) flat() *image.Paletted {
	img := image.NewPaletted(image.Rect(0, 0, Width, Height), palette)
	for colour, layer := range s.layers {
		for i, alpha := range layer.Pix {
			step := (int(alpha)*steps + 127) / 255
			if step == 0 {
				continue
			}
			if under := img.Pix[i]; under == 0 || step > steps/3 {
				img.Pix[i] = uint8(1 + colour*steps + step - 1)
			}
		}
	}
	return img
}
