package locale_test

import (
	"strings"
	"testing"
)

func TestAddressesAreMadeOfWords(t *testing.T) {
	c := catalog(t)
	for _, w := range []struct{ got, want string }{
		{c.In("en").Path("home"), "/en/"},
		{c.In("de").Path("home"), "/de/"},
		{c.In("en").Route("article"), "/en/articles/{slug}"},
		{c.In("en").Path("article", "x"), "/en/articles/x"},
		{c.In("de").Path("article", "x"), "/de/artikel/x"},
		{c.In("de").Path("compare"), "/de/vergleich"},
	} {
		if w.got != w.want {
			t.Errorf("got %s, want %s", w.got, w.want)
		}
	}
	if c.In("fr") != nil || c.Default().Code != "en" {
		t.Error("want no locale for a language that is not spoken, and English for those readers")
	}
}

// Every page stands in every language at its own address, with places for the
// same parts.
func TestAddressesDifferAndHaveTheSamePlaces(t *testing.T) {
	for _, l := range catalog(t).All() {
		seen := map[string]string{}
		for page := range l.Addresses() {
			route := l.Route(page)
			if other := seen[route]; other != "" {
				t.Errorf("%s: %s and %s have one address %s", l.Code, page, other, route)
			}
			seen[route] = page
			for _, other := range catalog(t).All() {
				if strings.Count(route, "{") != strings.Count(other.Route(page), "{") {
					t.Errorf("%s: %s and %s have not the same places", page, route, other.Route(page))
				}
			}
		}
	}
}

func TestProgrammingFaultsPanic(t *testing.T) {
	l := catalog(t).Default()
	for name, fault := range map[string]func(){
		"a page without an address": func() { l.Path("nothing") },
		"a part without a place":    func() { l.Path("faq", "x") },
		"a key without a word":      func() { l.T("nothing") },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("got no panic")
				}
			}()
			fault()
		})
	}
}
