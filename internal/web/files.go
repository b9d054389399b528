package web

import (
	"maps"
	"net/http"
)

// forEver is for what is never changed under its address.
const forEver = "public, max-age=31536000, immutable"

// keepFiles makes the answers of all static files.
func (s *Server) keepFiles() {
	s.assets.answers = make(map[string]*answer, len(s.assets.files))
	for address, file := range s.assets.files {
		s.assets.answers[address] = newAnswer("/static/*", http.StatusOK, s.fileHeader(file.mediaType), file.data, file.mediaType != "font/woff2")
	}
}

func (s *Server) fileHeader(mediaType string) http.Header {
	h := maps.Clone(s.security)
	h.Set("Content-Type", mediaType)
	h.Set("Cache-Control", forEver)
	return h
}

// showAsset serves a static file under its hashed name.
func (e *site) showAsset(w http.ResponseWriter, r *http.Request) {
	a, ok := e.assets.answers[r.URL.Path]
	if !ok {
		e.serve404(w, r)
		return
	}
	clear(w.Header())
	a.answer(w, r, e.draining.Load())
}

// showImage serves a picture of the content folder.
func (e *site) showImage(w http.ResponseWriter, r *http.Request) {
	image, ok := e.images[r.URL.Path]
	if !ok {
		e.serve404(w, r)
		return
	}
	a := newAnswer("/images/{name}", http.StatusOK, e.fileHeader(image.Type), image.Data, image.Type == "image/svg+xml")
	e.shelf.keep(r.URL.Path, a)
	clear(w.Header())
	a.answer(w, r, e.draining.Load())
}
