package web

import (
	"net/http"

	"github.com/go-chi/chi/v5"
)

// A Way is a route with a method that it takes.
type Way struct{ Method, Pattern string }

// Ways gives every route of the site with each of its methods.
func (s *Server) Ways() (all []Way) {
	_ = chi.Walk(s.site.Load().routes, func(method, pattern string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		all = append(all, Way{method, pattern})
		return nil
	})
	return all
}
