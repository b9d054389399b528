package web_test

import (
	"fmt"
	"io/fs"
	"math"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"leadpath/static"
)

// What must stand out how much from what it stands on. An intent that is not
// here may not be used.
var colourPairs = []struct {
	what, intent, ground string
	least                float64
}{
	{"running text", "ink", "paper", 7},
	{"text of lesser weight", "ink-soft", "paper", 7},
	{"a link", "link", "paper", 7},
	{"words about building", "build", "paper", 7},
	{"words about checking", "verify-text", "paper", 7},
	{"the words on a button", "paper", "ink", 7},
	{"the words on a button under the pointer", "paper", "build", 7},
	{"a control’s border", "edge", "paper", 3},
	{"the mark of building", "build", "paper", 3},
	{"the mark of checking", "verify", "paper", 3},
	{"the ring of what has the focus", "focus", "paper", 3},
}

// Hairlines between rows only repeat what the space between them says.
var decoration = []string{"line"}

// A6: text 7:1, marks and borders of controls 3:1, by day, by night, and
// where more contrast is asked for.
func TestColoursStandOut(t *testing.T) {
	for _, bindings := range []string{"ordinary", "more contrast"} {
		for scheme, name := range []string{"light", "dark"} {
			colours := readColours(t, bindings == "more contrast", scheme)
			for _, pair := range colourPairs {
				t.Run(fmt.Sprintf("%s, %s: %s", name, bindings, pair.what), func(t *testing.T) {
					got := contrast(colours.of(t, pair.intent), colours.of(t, pair.ground))
					if got < pair.least {
						t.Errorf("--%s on --%s: got %.2f:1, want at least %g:1", pair.intent, pair.ground, got, pair.least)
					}
				})
			}
		}
	}
}

var (
	usedToken    = regexp.MustCompile(`var\(--([a-z0-9-]+)\)`)
	literal      = regexp.MustCompile(`#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch|oklab|color)a?\(`)
	cssComment   = regexp.MustCompile(`(?s)/\*.*?\*/`)
	paperOnPaper = "--paper: #fff;" // what print binds anew
)

// Every colour that a rule uses is an intent of the table, and none is
// written out beside the tokens.
func TestRulesUseIntentsAlone(t *testing.T) {
	colours := readColours(t, false, 0)
	judged := slices.Clone(decoration)
	for _, pair := range colourPairs {
		judged = append(judged, pair.intent, pair.ground)
	}
	err := fs.WalkDir(static.FS, "css", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || name == "css/tokens.css" {
			return err
		}
		sheet := strings.Replace(readSheet(t, name), paperOnPaper, "", 1)
		for _, m := range usedToken.FindAllStringSubmatch(sheet, -1) {
			if _, colour := colours[m[1]]; colour && !slices.Contains(judged, m[1]) {
				t.Errorf("%s uses --%s, which is no intent of the table of colour pairs", path.Base(name), m[1])
			}
		}
		if found := literal.FindString(sheet); found != "" {
			t.Errorf("%s writes the colour %s; want an intent of tokens.css", path.Base(name), found)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func readSheet(t *testing.T, name string) string {
	t.Helper()
	data, err := fs.ReadFile(static.FS, name)
	if err != nil {
		t.Fatal(err)
	}
	return cssComment.ReplaceAllString(string(data), "")
}

// colours are what tokens are bound to, by name.
type colours map[string]string

var (
	declaration = regexp.MustCompile(`--([a-z0-9-]+):\s*(#[0-9a-f]{6}|var\([^;]+|light-dark\([^;]+);`)
	oneOfTwo    = regexp.MustCompile(`^light-dark\((.+),\s*(.+)\)$`)
)

// readColours reads the bindings of tokens.css for a scheme: 0 light, 1 dark.
func readColours(t *testing.T, more bool, scheme int) colours {
	t.Helper()
	sheet := readSheet(t, "css/tokens.css")
	ordinary, rest, found := strings.Cut(sheet, "@media (prefers-contrast: more)")
	contrast, _, foundForced := strings.Cut(rest, "@media (forced-colors: active)")
	if !found || !foundForced {
		t.Fatal("tokens.css: got no bindings for more contrast before those for forced colours, want both in this order")
	}
	if more {
		ordinary += contrast
	}
	bound := colours{}
	for _, m := range declaration.FindAllStringSubmatch(ordinary, -1) {
		value := m[2]
		if two := oneOfTwo.FindStringSubmatch(value); two != nil {
			value = two[1+scheme]
		}
		bound[m[1]] = value
	}
	return bound
}

// of gives the colour that a token ends at.
func (c colours) of(t *testing.T, token string) string {
	t.Helper()
	for range 10 {
		value, ok := c[token]
		if !ok {
			t.Fatalf("--%s is not bound to a colour in tokens.css", token)
		}
		if strings.HasPrefix(value, "#") {
			return value
		}
		token = usedToken.FindStringSubmatch(value)[1]
	}
	t.Fatalf("--%s is bound in a circle", token)
	return ""
}

// contrast is that of WCAG 2.2: (lighter + 0.05) : (darker + 0.05).
func contrast(a, b string) float64 {
	lighter, darker := luminance(a), luminance(b)
	if lighter < darker {
		lighter, darker = darker, lighter
	}
	return (lighter + 0.05) / (darker + 0.05)
}

func luminance(hex string) float64 {
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, _ := strconv.ParseUint(hex[1+2*i:3+2*i], 16, 8)
		part := float64(n) / 255
		if part <= 0.04045 {
			part /= 12.92
		} else {
			part = math.Pow((part+0.055)/1.055, 2.4)
		}
		sum += weight * part
	}
	return sum
}
