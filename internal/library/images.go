package library

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"image"
	_ "image/jpeg" // the formats that content may use
	_ "image/png"
	"io/fs"
	"path"
	"regexp"
	"strconv"
	"strings"

	"leadpath/internal/problem"
)

// An Image is a picture of the content folder. Its address holds a hash of
// its bytes, so that it can be kept for ever.
type Image struct {
	Path          string // address on the site
	Type          string // media type
	Width, Height int    // in CSS pixels
	Data          []byte
}

var imageTypes = map[string]string{".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}

// Images gives all pictures by their addresses.
func (l *Library) Images() map[string]*Image {
	byPath := make(map[string]*Image, len(l.images))
	for _, i := range l.images {
		byPath[i.Path] = i
	}
	return byPath
}

func (b *binder) readImages() {
	for _, entry := range b.entries("images") {
		if strings.HasPrefix(entry.Name(), ".") || strings.HasSuffix(entry.Name(), "~") {
			continue
		}
		file := path.Join("images", entry.Name())
		mediaType, ok := imageTypes[path.Ext(file)]
		if !ok {
			b.advise(file, 1, "this is not read; images are SVG, PNG or JPEG")
			continue
		}
		data, ok := b.readImage(file)
		if lang := b.drawingLang(file); lang != "" {
			if ok {
				b.takeDrawing(file, lang, data)
			}
			continue
		}
		sum := sha256.Sum256(data)
		width, height := imageSize(mediaType, data)
		if ok && (width == 0 || height == 0) {
			b.fault(file, 1, "the image has no size; give an SVG a viewBox, or save it anew")
		}
		b.lib.images[file] = &Image{"/images/" + hex.EncodeToString(sum[:6]) + "-" + addressName(entry.Name()), mediaType, width, height, data}
	}
	b.checkDrawings()
}

// addressName keeps of a file's name what stands in every address as it is.
func addressName(name string) string {
	return strings.Map(func(r rune) rune {
		if isSlug(string(r)) || r == '.' {
			return r
		}
		return '-'
	}, strings.ToLower(name))
}

// readImage reads a picture of at most problem.MaxFile bytes.
func (b *binder) readImage(file string) ([]byte, bool) {
	info, err := fs.Stat(b.fsys, file)
	if err == nil && info.Size() > problem.MaxFile {
		b.fault(file, 1, "the image has %d bytes and %d are allowed; save it smaller", info.Size(), problem.MaxFile)
		return nil, false
	}
	data, err := fs.ReadFile(b.fsys, file)
	if err != nil {
		b.fault(file, 1, "the image cannot be read%s; mend its rights", problem.Reason(err))
		return nil, false
	}
	return data, true
}

var viewBox = regexp.MustCompile(`viewBox="[-\d.]+[ ,]+[-\d.]+[ ,]+([\d.]+)[ ,]+([\d.]+)"`)

func imageSize(mediaType string, data []byte) (width, height int) {
	if mediaType == "image/svg+xml" {
		if m := viewBox.FindSubmatch(data); m != nil {
			w, _ := strconv.ParseFloat(string(m[1]), 64)
			h, _ := strconv.ParseFloat(string(m[2]), 64)
			return int(w), int(h)
		}
		return 0, 0
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return 0, 0
	}
	return config.Width, config.Height
}
