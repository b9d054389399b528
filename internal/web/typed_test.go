package web_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"

	"leadpath/internal/webtest"
)

// structure gives the elements of a page with their attributes, but not what
// is typed: neither text nor the values of fields.
func structure(t *testing.T, page string) []string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for n := range root.Descendants() {
		if n.Type == html.CommentNode {
			all = append(all, "comment")
		}
		if n.Type != html.ElementNode {
			continue
		}
		element := n.Data
		for _, a := range n.Attr {
			if a.Key != "value" {
				element += " " + a.Key
			}
		}
		all = append(all, element)
	}
	return all
}

// typedFields are those that take whatever is typed.
var typedFields = []string{"name", "email", "message", "topic", "timezone", "phone", "website", "form", "consent"}

// S8: whatever is typed into a form comes back as text, in each answer that
// shows it again. Each attack comes in each field once, and another in each
// field of a form.
func TestWhatIsTypedStaysTextInForms(t *testing.T) {
	t.Parallel()
	p := openPractice(t, "")
	free, never := p.opening(t, p.english()), p.german().Path("opening", "2026-12-06T09:00:00Z")
	attacks := webtest.Attacks()
	for _, shown := range []struct {
		says, target, switched string
		status                 int
	}{
		{"a form with faults", free, "", http.StatusUnprocessableEntity},
		{"a form whose opening is gone", never, "", http.StatusConflict},
		{"a form that was carried here", free, "1", http.StatusOK},
	} {
		fill := func(with func(field int) string) reception {
			form := url.Values{"switch": {shown.switched}}
			for i, field := range typedFields {
				form.Set(field, with(i))
			}
			return p.send(t, http.MethodPost, shown.target, form)
		}
		want := structure(t, string(fill(func(int) string { return "harmless" }).body))
		for i := range attacks {
			got := fill(func(field int) string { return attacks[(i+field)%len(attacks)] })
			if got.StatusCode != shown.status {
				t.Fatalf("%s, from %q on: got %d, want %d", shown.says, attacks[i], got.StatusCode, shown.status)
			}
			if is := structure(t, string(got.body)); !slices.Equal(is, want) {
				t.Fatalf("%s, from %q on: the page has other elements than with harmless words", shown.says, attacks[i])
			}
		}
	}
	wantInertLog(t, p)
}

// S8: what was typed and taken is text on the visitor's page, without control
// characters, and one line of the calendar file.
func TestWhatWasTypedStaysTextOnTheOwnPage(t *testing.T) {
	t.Parallel()
	p := openPractice(t, "")
	tidy := p.book(t, "Harmless Hanna")
	want := structure(t, string(p.get(t, tidy).body))
	lines := calendarLines(t, string(p.get(t, tidy+"/call.ics").body))
	cancel := func(own string) {
		if got := p.press(t, own, "cancel"); got.StatusCode != http.StatusSeeOther {
			t.Fatalf("cancel: got %d, want 303", got.StatusCode)
		}
	}
	cancel(tidy)
	for i, attack := range webtest.Attacks() {
		form := p.filled(t, "Harmless Hanna")
		form.Set("email", "visitor-"+strings.Repeat("i", i%20)+"@example"+strings.Repeat("x", i/20)+".org")
		form.Set("message", attack)
		form.Set("name", attack)
		got := p.send(t, http.MethodPost, p.opening(t, p.english()), form)
		if got.StatusCode == http.StatusUnprocessableEntity {
			continue // nothing is left of it
		}
		own := got.Header.Get("Location")
		page := string(p.get(t, own).body)
		if is := structure(t, page); !slices.Equal(is, want) {
			t.Errorf("name and message %q: the page has other elements than with harmless words", attack)
		}
		if at := strings.IndexFunc(page, unseen); at >= 0 {
			t.Errorf("name and message %q: got %q on the page", attack, page[at:min(len(page), at+20)])
		}
		file := string(p.get(t, own+"/call.ics").body)
		if is := calendarLines(t, file); !slices.Equal(is, lines) {
			t.Errorf("name and message %q: the calendar file has the lines %v, want %v", attack, is, lines)
		}
		cancel(own)
	}
	wantInertLog(t, p)
}

// unseen is true for what nobody types and nobody sees.
func unseen(r rune) bool {
	return unicode.IsControl(r) && r != '\n' && r != '\t' && r != '\r' || unicode.Is(unicode.Bidi_Control, r)
}

// calendarLines gives the names of the lines of a calendar file, unfolded.
func calendarLines(t *testing.T, file string) (names []string) {
	t.Helper()
	if strings.Count(file, "\n") != strings.Count(file, "\r\n") || strings.Count(file, "\r") != strings.Count(file, "\r\n") {
		t.Errorf("got lines that do not end in CRLF: %q", file)
	}
	for line := range strings.SplitSeq(strings.TrimSuffix(strings.ReplaceAll(file, "\r\n ", ""), "\r\n"), "\r\n") {
		name := line[:strings.IndexAny(line+":", ":;")]
		if name == "BEGIN" || name == "END" {
			name = line
		}
		names = append(names, name)
	}
	return names
}

// wantInertLog looks at a log for anything but lines of requests.
func wantInertLog(t *testing.T, p *practice) {
	t.Helper()
	for line := range strings.Lines(p.log.String()) {
		if !requestLine.MatchString(strings.TrimSuffix(line, "\n")) {
			t.Errorf("got the line %q in the log, want those of requests alone", line)
		}
	}
}
