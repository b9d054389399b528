package locale_test

import (
	"strings"
	"testing"
)

// W3: the table of headers a browser sends to / stands with the pages; here
// are the sharp edges alone.
func TestNegotiateTakesWhatTheReaderPrefers(t *testing.T) {
	c := catalog(t)
	for _, w := range []struct{ name, header, want string }{
		{"nothing said", "", "en"},
		{"the only one", "de", "de"},
		{"a region counts as its language", "de-AT", "de"},
		{"the order decides between equals", "de, en", "de"},
		{"quality beats order", "en;q=0.3, de;q=0.4", "de"},
		{"nought means never", "de;q=0, *", "en"},
		{"a wildcard stands for the rest", "en;q=0.1, *;q=0.5", "de"},
		{"nothing is wanted", "*;q=0", "en"},
		{"a language that is not spoken", "fr, ja;q=0.9", "en"},
		{"a quality that cannot be read is passed over", "de;q=high, en;q=0.1", "en"},
		{"a quality above one is passed over", "de;q=7, en;q=0.1", "en"},
		{"the hundredth range still counts", strings.Repeat("fr,", 99) + "de", "de"},
		{"what comes after a hundred does not", strings.Repeat("fr,", 100) + "de", "en"},
	} {
		if got := c.Negotiate(w.header).Code; got != w.want {
			t.Errorf("%s: Negotiate(%.40q): got %s, want %s", w.name, w.header, got, w.want)
		}
	}
}
