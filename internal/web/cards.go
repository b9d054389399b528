package web

import (
	"fmt"
	"maps"
	"net/http"
	"sync"

	"github.com/go-chi/chi/v5"

	"leadpath/internal/card"
	"leadpath/internal/locale"
)

// showCard serves the card of an article.
func (e *site) showCard(w http.ResponseWriter, r *http.Request, l *locale.Locale) error {
	a, err := e.Article(l.Code, chi.URLParam(r, "slug"))
	if err != nil {
		return err
	}
	return e.sendCard(w, r, card.Card{Mark: a.Topic.Mark, Topic: a.Topic.Title, Title: a.Title, Brand: e.Owner(l.Code).Brand})
}

// showCover serves the card of every other page in a language.
func (e *site) showCover(w http.ResponseWriter, r *http.Request, l *locale.Locale) error {
	return e.sendCard(w, r, card.Card{Mark: "both", Topic: l.T("card.topic"), Title: l.T("home.title"), Brand: e.Owner(l.Code).Brand})
}

func (e *site) sendCard(w http.ResponseWriter, r *http.Request, c card.Card) error {
	a, err := e.cards.of(c, func(picture []byte) *answer {
		h := maps.Clone(e.security)
		h.Set("Content-Type", "image/png")
		h.Set("Cache-Control", "public, no-cache")
		return newAnswer(chi.RouteContext(r.Context()).RoutePattern(), http.StatusOK, h, picture, false)
	})
	if err != nil {
		return fmt.Errorf("draw the card of %q: %w", c.Title, err)
	}
	clear(w.Header())
	a.answer(w, r, e.draining.Load())
	return nil
}

// mostCards is how many cards are kept, at some 15 kB each.
const mostCards = 1_000

// cards are those drawn so far. They are kept by what is written on them, so
// that an edit of one article leaves the others' alone, and drawn one at a
// time: each takes a core for a tenth of a second, and readers come first.
type cards struct {
	mu      sync.Mutex // for kept
	drawing sync.Mutex
	kept    map[card.Card]*answer
}

func (c *cards) find(wanted card.Card) *answer {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.kept[wanted]
}

// of gives the answer with a card, drawn where it was not yet.
func (c *cards) of(wanted card.Card, answerWith func(picture []byte) *answer) (*answer, error) {
	if a := c.find(wanted); a != nil {
		return a, nil
	}
	c.drawing.Lock()
	defer c.drawing.Unlock()
	if a := c.find(wanted); a != nil { // drawn while this one waited
		return a, nil
	}
	picture, err := wanted.PNG()
	if err != nil {
		return nil, err
	}
	a := answerWith(picture)
	c.keep(wanted, a)
	return a, nil
}

// keep puts a card to the others; where there are too many any one goes.
func (c *cards) keep(drawn card.Card, a *answer) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.kept == nil {
		c.kept = map[card.Card]*answer{}
	}
	for other := range c.kept {
		if len(c.kept) < mostCards {
			break
		}
		delete(c.kept, other)
	}
	c.kept[drawn] = a
}
