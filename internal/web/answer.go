package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/andybalholm/brotli"
)

// The codings an answer is kept in.
const (
	plain = iota
	gzipped
	brotlied
	codings
)

var codingNames = [codings]string{"", "gzip", "br"}

// An answer is a whole response, made once: its bytes in every coding with
// all header fields ready, so that sending it copies pointers alone.
type answer struct {
	pattern  string // of the route, for the log
	status   int
	bare     bool // stands for its address without a query alone
	versions atomic.Pointer[[codings]version]
}

type version struct {
	body   []byte
	etag   string
	header http.Header // of a 200
	same   http.Header // of a 304 (RFC 9110, 15.4.5)
}

// fastBrotli is the setting for a page that a reader waits for; bestBrotli is
// used behind their back.
const (
	fastBrotli = 5
	bestBrotli = brotli.BestCompression
)

// newAnswer keeps body with its header fields. Where packed is false the
// bytes are sent as they are only (fonts are packed already).
func newAnswer(pattern string, status int, header http.Header, body []byte, pack bool) *answer {
	a := &answer{pattern: pattern, status: status}
	sum := sha256.Sum256(body)
	tag := hex.EncodeToString(sum[:12])
	var versions [codings]version
	versions[plain] = newVersion(header, body, "", tag, pack)
	versions[gzipped], versions[brotlied] = versions[plain], versions[plain]
	if pack {
		if packed := gzipBytes(body); len(packed) < len(body) {
			versions[gzipped] = newVersion(header, packed, "gzip", tag+"-gz", pack)
		}
		if packed := brotliBytes(body, fastBrotli); len(packed) < len(body) {
			versions[brotlied] = newVersion(header, packed, "br", tag+"-br", pack)
		}
	}
	a.versions.Store(&versions)
	return a
}

// size gives the bytes that the answer takes.
func (a *answer) size() int {
	size := 2048 // header fields
	versions := a.versions.Load()
	for coding, v := range versions {
		if coding == plain || v.header.Get("Content-Encoding") != "" {
			size += len(v.body)
		}
	}
	return size
}

// improve packs the answer as small as it goes. Other bytes are another
// representation, so they get a validator of their own.
func (a *answer) improve() {
	versions := *a.versions.Load()
	if versions[brotlied].header.Get("Content-Encoding") != "br" {
		return
	}
	packed := brotliBytes(versions[plain].body, bestBrotli)
	if len(packed) < len(versions[brotlied].body) {
		tag := strings.Trim(versions[plain].etag, `"`)
		versions[brotlied] = newVersion(versions[plain].header, packed, "br", tag+"-br11", true)
		a.versions.Store(&versions)
	}
}

func newVersion(header http.Header, body []byte, coding, tag string, varies bool) version {
	v := version{body: body, etag: `"` + tag + `"`, header: maps.Clone(header), same: http.Header{}}
	v.header.Set("ETag", v.etag)
	v.header.Set("Content-Length", strconv.Itoa(len(body)))
	if varies {
		v.header.Set("Vary", "Accept-Encoding")
	}
	if coding != "" {
		v.header.Set("Content-Encoding", coding)
	}
	for name, values := range v.header {
		switch name {
		case "Content-Length", "Content-Encoding", "Content-Type", "Content-Language":
		default:
			v.same[name] = values
		}
	}
	return v
}

// answer sends the version that the visitor's browser takes, or 304 where it
// has it already.
func (a *answer) answer(w http.ResponseWriter, r *http.Request, last bool) (status, size int) {
	if taker, ok := w.(*taker); ok {
		taker.answer = a
		return a.status, 0
	}
	v := &a.versions.Load()[negotiate(r.Header["Accept-Encoding"])]
	h := w.Header()
	if last {
		h["Connection"] = connectionClose
	}
	if a.status == http.StatusOK && matches(r.Header["If-None-Match"], v.etag) {
		maps.Copy(h, v.same)
		w.WriteHeader(http.StatusNotModified)
		return http.StatusNotModified, 0
	}
	maps.Copy(h, v.header)
	w.WriteHeader(a.status)
	if r.Method == http.MethodHead {
		return a.status, 0
	}
	n, _ := w.Write(v.body)
	return a.status, n
}

var connectionClose = []string{"close"}

// matches compares If-None-Match weakly (RFC 9110, 13.1.2).
func matches(fields []string, etag string) bool {
	for _, field := range fields {
		for item := range strings.SplitSeq(field, ",") {
			item = strings.TrimSpace(item)
			if item == "*" || strings.TrimPrefix(item, "W/") == etag {
				return true
			}
		}
	}
	return false
}

// negotiate chooses the coding (RFC 9110, 12.5.3): of those the browser
// takes the one of the highest quality, of equal ones the smallest.
func negotiate(fields []string) int {
	if len(fields) == 0 {
		return plain
	}
	best, bestQuality := plain, 0.0
	identity, named := 0.0001, [codings]bool{}
	wildcard := -1.0
	consider := func(coding int, quality float64) {
		if quality > bestQuality || quality == bestQuality && quality > 0 && coding > best {
			best, bestQuality = coding, quality
		}
	}
	for _, field := range fields {
		for item := range strings.SplitSeq(field, ",") {
			name, parameters, _ := strings.Cut(item, ";")
			quality := qualityOf(parameters)
			switch strings.ToLower(strings.TrimSpace(name)) {
			case "br":
				named[brotlied] = true
				consider(brotlied, quality)
			case "gzip", "x-gzip":
				named[gzipped] = true
				consider(gzipped, quality)
			case "identity":
				named[plain] = true
				identity = quality
			case "*":
				wildcard = quality
			}
		}
	}
	if wildcard >= 0 {
		for coding := range codings {
			if !named[coding] {
				consider(coding, wildcard)
			}
		}
	}
	if identity > bestQuality {
		return plain
	}
	return best
}

// qualityOf reads q=0.5; what cannot be read counts as 0, nothing as 1.
func qualityOf(parameters string) float64 {
	parameters = strings.TrimSpace(parameters)
	if parameters == "" {
		return 1
	}
	name, value, _ := strings.Cut(parameters, "=")
	if !strings.EqualFold(strings.TrimSpace(name), "q") {
		return 1
	}
	quality, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if err != nil || !(quality >= 0 && quality <= 1) {
		return 0
	}
	return quality
}

// packOnce packs a body that is sent to one visitor.
func packOnce(coding int, body []byte) []byte {
	if coding == gzipped {
		return gzipBytes(body)
	}
	return PackBrotli(body)
}

// PackBrotli packs a body for a visitor who waits. It is exported for
// cmd/bench, whose other side packs in the same way.
func PackBrotli(body []byte) []byte { return brotliBytes(body, fastBrotli) }

func gzipBytes(body []byte) []byte {
	var packed bytes.Buffer
	w, _ := gzip.NewWriterLevel(&packed, 6)
	_, _ = w.Write(body)
	_ = w.Close()
	return packed.Bytes()
}

// brotliWindow is as far back as the encoder looks, as a power of two: a
// whole page, and no more memory than that takes.
const brotliWindow = 17

func brotliBytes(body []byte, level int) []byte {
	var packed bytes.Buffer
	w := brotli.NewWriterOptions(&packed, brotli.WriterOptions{Quality: level, LGWin: brotliWindow})
	_, _ = w.Write(body)
	_ = w.Close()
	return packed.Bytes()
}
