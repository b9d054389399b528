package advice_test

import (
	"testing"

	"leadpath/internal/advice"
)

// The statement that speaks most against the advice is one that was answered
// so: its words tell the visitor what does not suit.
func TestBestArgumentAgainst(t *testing.T) {
	p := shipped(t)
	for _, c := range []struct{ name, build, verify, want string }{
		{"of the path, the statement that gave least", "443414", "000000", "tend"},
		{"the first of several", "443114", "000000", "persuade"},
		{"a starred one loses twice", "4141*44", "000000", "persuade"},
		{"of both, the least on either side", "333333", "333133", "leave"},
		{"never one of the side that is not advised", "444444", "000000", ""},
		{"of waiting, the statement that gave most", "030000", "002000", "halfdone"},
		{"a starred one gives twice", "030000", "003*000", "wording"},
		{"nothing, where everything speaks for it", "444444", "444444", ""},
		{"nothing, where nothing speaks for either path", "000000", "000000", ""},
		{"an open answer is no argument", "?44444", "000000", ""},
		{"nor is one in the middle", "244444", "000000", ""},
		{"nor one that agrees, only less", "344444", "000000", ""},
		{"nor for waiting", "??2010", "000000", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, got := advice.Weigh(sheet(p, c.build, c.verify)), ""
			if r.Against != nil {
				got = r.Against.ID
			}
			if got != c.want {
				t.Errorf("Weigh(%s).Against: got %q, want %q", r.Encode(), got, c.want)
			}
		})
	}
}
