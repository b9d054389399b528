package web_test

import (
	"strings"
	"testing"
)

// W3: the start sends each reader to the language that the browser prefers.
func TestStartChoosesTheLanguage(t *testing.T) {
	w := shared(t)
	for _, c := range []struct{ header, want string }{
		// What browsers send.
		{"de", "de"}, {"en", "en"}, {"de-DE", "de"}, {"en-US", "en"}, {"de-CH", "de"}, {"en-GB", "en"},
		{"de-DE,de;q=0.9,en-US;q=0.8,en;q=0.7", "de"}, {"en-US,en;q=0.9,de;q=0.8", "en"},
		{"fr-FR,fr;q=0.9,de;q=0.5", "de"}, {"fr-FR,fr;q=0.9,en;q=0.5,de;q=0.4", "en"}, {"fr", "en"}, {"ja,ko;q=0.8", "en"},
		{"nds,de;q=0.7", "de"}, {"gsw-CH,de-CH;q=0.8,en;q=0.5", "de"}, {"de-DE-1996", "de"}, {"de-Latn-AT", "de"},
		// Capitals and blanks.
		{"DE", "de"}, {"De-at", "de"}, {" de ", "de"}, {"de ; q=1", "de"}, {"de;q = 0.9 , en ; q = 0.8", "de"}, {"de;Q=0.9,en;Q=1", "en"}, {"\tde", "de"},
		// Qualities.
		{"de;q=1,en;q=1", "de"}, {"en;q=1,de;q=1", "en"}, {"de;q=0.1,en;q=0.2", "en"}, {"de;q=0.2,en;q=0.1", "de"}, {"de;q=1.0,en;q=0.999", "de"},
		{"en;q=0.001,de;q=0.002", "de"}, {"de;q=0", "en"}, {"de;q=0.000,en;q=0.001", "en"}, {"en;q=0,de;q=0.001", "de"}, {"de;q=0,en;q=0", "en"}, {"de;q=0,fr", "en"},
		{"de;q=0.8,de;q=0.1,en;q=0.5", "de"}, {"de;q=0,de-AT,en;q=0.5", "de"}, {"en-GB;q=0.3,en;q=0.9,de;q=0.6", "en"},
		// Regions alone.
		{"de-AT;q=0.9,en-GB;q=0.8", "de"}, {"en-IE", "en"}, {"de-LI,en", "de"},
		// Wildcards.
		{"*", "en"}, {"*;q=0.5", "en"}, {"*;q=0", "en"}, {"fr,*;q=0.1", "en"}, {"*,de;q=0.5", "en"}, {"de,*;q=0.5", "de"}, {"en;q=0.5,*", "de"}, {"en;q=0,*;q=0.3", "de"}, {"de;q=0,*", "en"}, {"*;q=0.1,de;q=0.2", "de"},
		// What is no header field value of this kind.
		{"", "en"}, {",", "en"}, {",,,de", "de"}, {";;;", "en"}, {";q=1", "en"}, {"de;q=", "en"}, {"de;q=x,en;q=0.1", "en"}, {"de;q=2,en;q=0.1", "en"}, {"de;q=-1,en", "en"}, {"de;q=NaN", "en"}, {"de;q=Inf", "en"},
		{"deutsch", "en"}, {"d", "en"}, {"de_DE", "en"}, {"%64%65", "en"}, {"../de", "en"}, {"de/", "en"},
		{strings.Repeat("fr;q=0.1,", 50) + "de", "de"},
	} {
		got := ask(t, w.Site, "GET", "/", "Accept-Language: "+c.header)
		if got.StatusCode != 302 || got.Header.Get("Location") != "/"+c.want+"/" {
			t.Errorf("Accept-Language %.60q: got %d to %s, want 302 to /%s/", c.header, got.StatusCode, got.Header.Get("Location"), c.want)
		}
		checkStart(t, got)
	}
	checkStart(t, ask(t, w.Site, "GET", "/"))
	twice := ask(t, w.Site, "GET", "/", "Accept-Language: fr", "Accept-Language: de;q=0.5")
	if twice.Header.Get("Location") != "/de/" {
		t.Errorf("two fields: got %s, want /de/", twice.Header.Get("Location"))
	}
}

// checkStart wants the answer of / to be kept for an hour at most, and by
// language, also where the request named none (S14).
func checkStart(t *testing.T, got reception) {
	t.Helper()
	if vary := got.Header.Get("Vary"); vary != "Accept-Language" {
		t.Errorf("/: got Vary %q, want Accept-Language", vary)
	}
	if kept := got.Header.Get("Cache-Control"); kept != "public, max-age=3600" && kept != "no-store" {
		t.Errorf("/: got Cache-Control %q, want an hour at most", kept)
	}
}

// W3: no other page looks at what the browser prefers.
func TestNoOtherPageLooksAtThePreferredLanguage(t *testing.T) {
	w := shared(t)
	for _, page := range w.pages {
		got := ask(t, w.Site, "GET", page, "Accept-Language: fr;q=0.9,de;q=0.2,en;q=0.1")
		if string(got.body) != w.bodies[page] {
			t.Errorf("%s: got another page for another Accept-Language", page)
		}
		if strings.Contains(got.Header.Get("Vary"), "Language") {
			t.Errorf("%s: got Vary %q, want no language in it", page, got.Header.Get("Vary"))
		}
	}
}
