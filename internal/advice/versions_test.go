package advice_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"leadpath/internal/advice"
	"leadpath/internal/locale"
)

// Two versions: the second has a higher bar and other statements in its second
// half, so that the same answers mean something else in each.
var (
	firstVersion  = version(usual, "BVbvBVbv", pair("which", "build", "verify"))
	secondVersion = version(rule{18, 5, 12, 3}, "BVbvVBvb", pair("which", "verify", "build"))
)

// ten are answers that both versions understand: 10 of 16 points for building
// in the first, 10 in the second, nothing for verifying.
const ten = "b1=4&b3=0&b5=2&b7=4&b6=2&b8=4&v2=0&v4=4&v6=0&v8=4&v5=0&v7=4"

func lockOf(p *advice.Paths, versions ...string) string {
	var lock strings.Builder
	for line := range strings.Lines(string(p.Lock())) {
		for _, v := range versions {
			if strings.HasPrefix(line, v+" ") {
				lock.WriteString(line)
			}
		}
	}
	return lock.String()
}

func TestOldAddressKeepsTheResultOfItsVersion(t *testing.T) {
	p := written(t, map[string]string{"1.toml": firstVersion, "2.toml": secondVersion})
	for _, c := range []struct {
		name, query string
		version     int
		want        advice.Outcome
	}{
		{"of the first version", "v=1&" + ten, 1, advice.LeadImplementer},
		{"of today’s", "v=2&" + ten, 2, advice.FoundationFirst},
		{"without a version it is today’s", ten, 2, advice.FoundationFirst},
		{"with one that never was, too", "v=3&" + ten, 2, advice.FoundationFirst},
		{"of several the first that there is", "v=3&v=1&v=2&" + ten, 1, advice.LeadImplementer},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := p.Parse(c.query)
			if !a.Complete() {
				t.Fatalf("Parse(%s): got %s, want every statement answered", c.query, a.Encode())
			}
			if r := advice.Weigh(a); r.Outcome != c.want || r.Model.Version != c.version || !strings.HasPrefix(a.Encode(), fmt.Sprintf("v=%d&", c.version)) {
				t.Errorf("Weigh(%s): got %s by version %d, want %s by %d", r.Encode(), r.Outcome, r.Model.Version, c.want, c.version)
			}
		})
	}
	t.Run("and no answer of another version gets into it", func(t *testing.T) {
		if got, want := p.Parse("v=1&b5=2&v5=0&b6=1&star=b6&star=b7").Encode(), "v=1&b5=2&star=b7"; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	})
}

func TestAnOldResultDoesNotChangeWhenAVersionIsAdded(t *testing.T) {
	alone := written(t, map[string]string{"1.toml": firstVersion})
	later := written(t, map[string]string{"1.toml": firstVersion, "2.toml": secondVersion})
	for _, query := range []string{ten, "b1=3&v2=3&b3=1&v4=1&b5=3&v6=unsure&b7=1&v8=1&which=b&star=b1", "b1=2&v2=2&b3=2&v4=2&b5=2&v6=2&b7=2&v8=2"} {
		before, after := advice.Weigh(alone.Parse(query)), advice.Weigh(later.Parse("v=1&"+query))
		if before.Encode() != after.Encode() || told(before) != told(after) {
			t.Errorf("%s: got before %s and after %s, want the same", query, told(before), told(after))
		}
	}
}

// told writes what a result says, apart from its words.
func told(r *advice.Result) string {
	return fmt.Sprint(r.Outcome, r.Lean, r.Settled, r.Margin, flipOf(r), r.FlipTo, contributions(r), r.StarsKeeping, r.First, r.Votes)
}

func TestDraftIsNotAsked(t *testing.T) {
	whole := written(t, map[string]string{"1.toml": firstVersion, "2.toml": secondVersion})
	files := map[string]string{"1.toml": firstVersion, "2.toml": secondVersion, "published.lock": lockOf(whole, "1")}
	p := written(t, files)
	if got := p.Today().Version; got != 1 {
		t.Errorf("Today(): got version %d, want the published one, 1", got)
	}
	if m := p.Version("2"); m != nil {
		t.Errorf("Version(2): got a draft, want none")
	}
	if got := p.Parse("v=2&b1=3").Encode(); got != "v=1&b1=3" {
		t.Errorf("Parse(v=2): got %s, want today’s", got)
	}
	if got := versions(p.All()); got != "1 2" {
		t.Errorf("All(): got %s, want the draft too", got)
	}
	if got := p.Newest().Version; got != 2 {
		t.Errorf("Newest(): got %d, want the draft, 2", got)
	}
	if got := string(p.Lock()); got != lockOf(whole, "1", "2") {
		t.Errorf("Lock(): got\n%swant both versions", got)
	}
	t.Run("until it is published", func(t *testing.T) {
		files["published.lock"] = string(p.Lock())
		if got := written(t, files).Today().Version; got != 2 {
			t.Errorf("Today(): got version %d, want 2", got)
		}
	})
	t.Run("nor where it is older than what is asked", func(t *testing.T) {
		files["published.lock"] = lockOf(whole, "2")
		p := written(t, files)
		if got := versions(p.All()); p.Today().Version != 2 || p.Version("1") != nil || p.Newest().Version != 2 || got != "2 1" {
			t.Errorf("got version %d today and %s in all, want 2 and the draft last", p.Today().Version, got)
		}
	})
	t.Run("and a fault in it is one of the folder", func(t *testing.T) {
		f := folder{}
		f.write("path/1.toml", firstVersion)
		f.write("path/2.toml", strings.Replace(secondVersion, "bar = 18", "bar = 30", 1))
		f.write("path/published.lock", lockOf(whole, "1"))
		_, faults := advice.Load(fstest.MapFS(f), locale.Languages)
		if got, want := printed(faults), "path/2.toml:1: bar is 30; write a number from 1 to 24\n"; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}

func versions(models []*advice.Model) string {
	var list []string
	for _, m := range models {
		list = append(list, fmt.Sprint(m.Version))
	}
	return strings.Join(list, " ")
}

func TestVersionsAreNumbersNotWords(t *testing.T) {
	p := written(t, map[string]string{"2.toml": firstVersion, "10.toml": secondVersion})
	if p.Today().Version != 10 || p.Newest().Version != 10 || versions(p.All()) != "2 10" {
		t.Errorf("got %s, today %d, want 2 before 10", versions(p.All()), p.Today().Version)
	}
	for _, number := range []string{"", "02", "2.0", "+2", " 2", "1", "x"} {
		if p.Version(number) != nil {
			t.Errorf("Version(%q): got a version, want none", number)
		}
	}
}

func TestLockWithoutAPublishedVersion(t *testing.T) {
	f := newFolder(t)
	f.write("path/published.lock", "")
	paths, faults := advice.Load(fstest.MapFS(f), locale.Languages)
	if got, want := printed(faults), "path/published.lock:1: no version is published; remove the file and run leadpath stamp path\n"; got != want || paths != nil {
		t.Errorf("got %q, want %q", got, want)
	}
}

// The hash covers what gives answers their meaning, and no word.
func TestHashChangesWithTheMeaningAlone(t *testing.T) {
	whole := newFolder(t).load(t).Today().Hash()
	for _, c := range []struct {
		name, old, new string
		same           bool
	}{
		{"a word", `say.en = "I like planning."`, `say.en = "I love planning."`, true},
		{"a source", "https://example.org/need", "https://example.org/other", true},
		{"a remark", "# A small questionnaire, whole.", "# Small.", true},
		{"the bar", "bar  = 14", "bar  = 15", false},
		{"the gap", "gap  = 5", "gap  = 6", false},
		{"the second bar", "both = 12", "both = 13", false},
		{"how much may be open", "open = 3", "open = 2", false},
		{"an id", `id   = "plan"`, `id   = "plans"`, false},
		{"the id of a pair", `id = "monday"`, `id = "friday"`, false},
		{"what a pair speaks for", `a = "build", b = "verify"`, `a = "verify", b = "build"`, false},
		{"the id of a circumstance", `id   = "need"`, `id   = "wish"`, false},
		{"the id of an option", `id = "exam"`, `id = "exams"`, false},
		{"what an option asks for first", `first = "build"`, `first = "verify"`, false},
		{"what an option tells", `none = "verify"`, `none = "build"`, false},
		{"how long an option waits", "wait = 6", "wait = 5", false},
		{"what stands alone", "alone = true", "alone = false", false},
		{"the kind of a circumstance", `kind = "choice"`, `kind = "boxes"` + "\n" + `then.en = "x"` + "\n" + `then.de = "x"`, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := newFolder(t)
			f.replace(t, "path/1.toml", c.old, c.new)
			if got := f.load(t).Today().Hash(); (got == whole) != c.same {
				t.Errorf("%q for %q: got the hash %s, before %s, want the same: %v", c.new, c.old, got, whole, c.same)
			}
		})
	}
	t.Run("a side and a cost that are exchanged", func(t *testing.T) {
		f := newFolder(t)
		f.replace(t, "path/1.toml", "id   = \"plan\"\naxis = \"build\"\n", "id   = \"plan\"\naxis = \"build\"\ncost = true\n")
		f.replace(t, "path/1.toml", "id   = \"wait\"\naxis = \"build\"\ncost = true\n", "id   = \"wait\"\naxis = \"build\"\n")
		if got := f.load(t).Today().Hash(); got == whole {
			t.Error("got the same hash, want another")
		}
	})
}
