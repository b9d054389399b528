package web

import (
	"maps"
	"net/http"
	"net/url"
	"strings"
)

// policy is the content security policy of a page that carries one style
// element, known by its hash; empty for answers without one.
func policy(styleHash string) string {
	directives := []string{
		"default-src 'none'", "script-src 'self'", "img-src 'self'", "font-src 'self'", "connect-src 'self'",
		"base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'", "require-trusted-types-for 'script'",
	}
	if styleHash != "" {
		directives = append(directives, "style-src "+styleHash)
	}
	return strings.Join(directives, "; ")
}

// securityHeader gives the fields that every answer bears (promise S7).
func securityHeader(baseURL string) http.Header {
	h := http.Header{}
	h.Set("Content-Security-Policy", policy(""))
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "strict-origin-when-cross-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cross-Origin-Embedder-Policy", "require-corp")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()")
	if u, err := url.Parse(baseURL); err == nil && u.Scheme == "https" {
		h.Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
	}
	return h
}

func (s *Server) setSecurity(h http.Header) { maps.Copy(h, s.security) }
