package web_test

import (
	"html"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var identifier = regexp.MustCompile(`\sid="([^"]+)"`)

func identifiers(body string) map[string]int {
	found := map[string]int{}
	for _, m := range identifier.FindAllStringSubmatch(body, -1) {
		found[m[1]]++
	}
	return found
}

// W13: every link of every page, and of the pages that say what went wrong,
// leads to a page that is there, to an anchor that is there, and to no redirect.
func TestNoLinkIsBroken(t *testing.T) {
	w := shared(t)
	bodies := map[string]string{
		"a 404":                    string(ask(t, w.Site, "GET", "/en/nothing").body),
		"a 404 of a wrong slug":    string(ask(t, w.Site, "GET", "/de/artikel/"+slugIn(t, w, "en")).body),
		"a 405":                    string(ask(t, w.Site, "POST", "/de/faq").body),
		"a 404 outside a language": string(ask(t, w.Site, "GET", "/nothing").body),
	}
	for page, body := range w.bodies {
		bodies[page] = body
	}
	status := map[string]int{}
	for page, body := range bodies {
		for _, address := range addressesIn(body) {
			if why := brokenLink(t, w, status, page, body, address); why != "" {
				t.Errorf("%s: the link to %s %s", page, address, why)
			}
		}
		for id, times := range identifiers(body) {
			if times > 1 {
				t.Errorf("%s: got the id %q %d times", page, id, times)
			}
		}
	}
}

func addressesIn(body string) []string {
	var all []string
	for _, name := range []string{"a", "link", "use", "script", "img", "source"} {
		for _, element := range tags(body, name) {
			for _, attribute := range []string{"href", "src"} {
				if address, ok := element[attribute]; ok {
					all = append(all, address)
				}
			}
		}
	}
	return all
}

// brokenLink says what is wrong with a link, or nothing.
func brokenLink(t *testing.T, w *world, status map[string]int, page, body, address string) string {
	t.Helper()
	u, err := url.Parse(strings.TrimPrefix(address, w.URL))
	switch {
	case err != nil || address == "":
		return "cannot be read"
	case u.Scheme == "mailto" || u.Scheme == "https" && u.Host != "":
		return ""
	case u.Scheme != "" || u.Host != "":
		return "is neither of this site nor https nor mailto"
	case u.Path == "":
		if u.Fragment != "" && identifiers(body)[u.Fragment] == 0 {
			return "has no anchor on this page"
		}
		return ""
	}
	if _, ok := status[u.Path]; !ok {
		status[u.Path] = ask(t, w.Site, "GET", u.RequestURI()).StatusCode
	}
	if status[u.Path] != 200 {
		return "answers " + strconv.Itoa(status[u.Path])
	}
	if u.Fragment != "" && identifiers(w.bodies[u.Path])[u.Fragment] == 0 {
		return "has no anchor there"
	}
	return ""
}

// W13: from every page's own part one gets on to another page.
func TestEveryPageHasAWayOn(t *testing.T) {
	w := shared(t)
	for _, page := range w.pages {
		ways := 0
		for _, a := range tags(w.bodies[page], "a") {
			if path, _, _ := strings.Cut(a["href"], "#"); w.bodies[path] != "" && path != page && a["hreflang"] == "" {
				ways++
			}
		}
		if ways < 3 {
			t.Errorf("%s: got %d links to other pages of its language, want a way on", page, ways)
		}
	}
}

// W12: titles and descriptions tell the pages of a language apart and fit
// where they are shown.
func TestTitlesAndDescriptionsAreOnesOwn(t *testing.T) {
	w := shared(t)
	seen := map[string]string{}
	for _, page := range w.pages {
		title := html.UnescapeString(between(w.bodies[page], "<title>", "</title>"))
		description := descriptionOf(w.bodies[page])
		for what, text := range map[string]string{"title": title, "description": description} {
			key := page[1:3] + what + text
			if seen[key] != "" {
				t.Errorf("%s: has the %s of %s: %s", page, what, seen[key], text)
			}
			seen[key] = page
		}
		if n := len([]rune(title)); n < 10 || n > 100 {
			t.Errorf("%s: the title has %d characters, want 10 to 100: %s", page, n, title)
		}
		if n := len([]rune(description)); n < 50 || n > 170 {
			t.Errorf("%s: the description has %d characters, want 50 to 170: %s", page, n, description)
		}
	}
}

func descriptionOf(body string) string {
	for _, meta := range tags(body, "meta") {
		if meta["name"] == "description" {
			return meta["content"]
		}
	}
	return ""
}
