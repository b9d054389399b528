package advice_test

import (
	"flag"
	"maps"
	"net/url"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"leadpath/internal/advice"
)

// The address carries the answers, and is the only place where they stand. A
// questionnaire of one of each kind: statements b1 to v4, the pair which, the
// choice need, the boxes held, the number years.
func asked(t testing.TB) *advice.Paths {
	t.Helper()
	return written(t, map[string]string{"1.toml": version(usual, "BVbvBVbvBVbv",
		pair("which", "build", "verify"),
		circumstance("need", "choice", "build", "verify"),
		circumstance("held", "boxes", "none alone = true", "a", "b", "c-2", "nobody alone = true"),
		circumstance("years", "number"))})
}

func TestParseKeepsWhatIsValid(t *testing.T) {
	p := asked(t)
	for _, c := range []struct{ name, query, want string }{
		{"nothing", "", "v=1"},
		{"the version alone", "v=1", "v=1"},
		{"a version that never was", "v=2&b1=3", "v=1&b1=3"},
		{"a version that is no number", "v=x&v=01&v=1.0&v=+1", "v=1"},

		{"an answer of each kind, in the fixed order", "years=7&held=a&need=build&which=b&v2=unsure&b1=3", "v=1&b1=3&v2=unsure&which=b&need=build&held=a&years=7"},
		{"ids that nobody knows", "b2=3&colour=red&B1=3&=3&b1", "v=1"},
		{"answers out of range", "b1=5&v2=-1&b3=04&v4=2.0&b5=4+&v6=&b7=%C2%B3&v8=Unsure&b9=skip", "v=1"},
		{"answers to a pair out of range", "which=c", "v=1"},
		{"an option that nobody knows", "need=neither", "v=1"},

		{"repeated, the first valid one", "b1=9&b1=2&b1=3&which=x&which=b&which=a&need=z&need=verify&need=build&years=x&years=3&years=4", "v=1&b1=2&which=b&need=verify&years=3"},
		{"repeated version, the first valid one", "v=7&v=1", "v=1"},

		{"boxes in one value, in the fixed order", "held=c-2.a", "v=1&held=a.c-2"},
		{"boxes as a form sends them", "held=c-2&held=a&held=c-2", "v=1&held=a.c-2"},
		{"boxes in both ways", "held=c-2.b&held=a", "v=1&held=a.b.c-2"},
		{"boxes of which some are unknown", "held=a.x.b.&held=.", "v=1&held=a.b"},
		{"boxes all unknown", "held=x.y", "v=1"},
		{"one that stands alone", "held=none", "v=1&held=none"},
		{"one that stands alone gives way to others", "held=none.b", "v=1&held=b"},
		{"two that stand alone: the first of the model", "held=nobody.none", "v=1&held=none"},

		{"the smallest and the largest number", "years=0", "v=1&years=0"},
		{"the largest number", "years=99999", "v=1&years=99999"},
		{"a number too large", "years=100000", "v=1"},
		{"a number beyond all numbers", "years=99999999999999999999999", "v=1"},
		{"numbers with sign or decimals", "years=-1&years=%2B1&years=1.0&years=1,0&years=1e3&years=0x1&years=+1&years=", "v=1"},
		{"a number in other digits", "years=%D9%A3", "v=1"},
		{"a number with noughts before it", "years=007", "v=1&years=7"},

		{"skipped by the button", "skip=need", "v=1&need=skip"},
		{"skipped as it stands in the address", "need=skip&held=skip&years=skip", "v=1&need=skip&held=skip&years=skip"},
		{"the button counts more than what was chosen beside it", "need=build&held=a&years=7&skip=need&skip=held&skip=years", "v=1&need=skip&held=skip&years=skip"},
		{"only circumstances can be skipped", "skip=b1&skip=which&skip=nobody&skip=&which=skip", "v=1"},
		{"the first valid one is a skip", "need=x&need=skip&need=build&held=x&held=skip&held=a&years=x&years=skip&years=1", "v=1&need=skip&held=skip&years=skip"},
		{"a skip after an answer is not the first", "need=build&need=skip&held=a&held=skip&years=1&years=skip", "v=1&need=build&held=a&years=1"},
		{"a skip is no box", "held=a.skip", "v=1&held=a"},

		{"stars in the model's order, each once", "star=v4&star=b1&star=v4", "v=1&star=b1&star=v4"},
		{"nine stars: the first three of the model", "star=b9&star=v8&star=b7&star=v6&star=b5&star=v4&star=b3&star=v2&star=b1", "v=1&star=b1&star=v2&star=b3"},
		{"stars on what is no statement", "star=which&star=need&star=x&star=", "v=1"},
		{"a star needs no answer", "b1=0&star=v2", "v=1&b1=0&star=v2"},

		{"switched off what was said", "need=build&years=3&without=years&without=need", "v=1&need=build&years=3&without=need&without=years"},
		{"switched off what was not said", "without=need&without=which&without=b1&without=x&b1=2&which=a", "v=1&b1=2&which=a"},
		{"switched off what was skipped", "need=skip&without=need&held=a&skip=held&without=held", "v=1&need=skip&held=skip"},

		{"escaped signs", "%62%31=%33&need=b%75ild", "v=1&b1=3&need=build"},
		{"escapes that are broken cost only their parameter", "b1=%3&v2=%zz&b3=3&%=1", "v=1&b3=3"},
		{"no parameters between ampersands", "&&b1=3&&&v2=1&", "v=1&b1=3&v2=1"},
		{"a semicolon is no ampersand", "b1=3;v2=1&b3=2", "v=1&b3=2"},
		{"two signs of equality", "b1=3=3&v2==1", "v=1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := p.Parse(c.query).Encode(); got != c.want {
				t.Errorf("Parse(%q): got %s, want %s", c.query, got, c.want)
			}
		})
	}
}

// S16: the first 200 parameters are read, the rest is dropped.
func TestParseReadsTwoHundredParameters(t *testing.T) {
	p := asked(t)
	for _, c := range []struct {
		before int
		want   string
	}{{198, "v=1&b1=1"}, {199, "v=1&b1=1"}, {200, "v=1"}, {201, "v=1"}} {
		if got := p.Parse(strings.Repeat("x=1&", c.before) + "b1=1").Encode(); got != c.want {
			t.Errorf("Parse(%d parameters and one): got %s, want %s", c.before, got, c.want)
		}
	}
}

// The largest address that there is, all answered, starred and switched off,
// has fewer.
func TestEveryAnswerFitsIntoTheAddress(t *testing.T) {
	p := shipped(t)
	query := []string{}
	for _, s := range p.Today().Statements {
		query = append(query, s.ID+"=unsure", "star="+s.ID)
	}
	for _, pair := range p.Today().Pairs {
		query = append(query, pair.ID+"=b")
	}
	for _, c := range p.Today().Circumstances {
		value := c.ID + "=99999"
		for _, o := range c.Options {
			query = append(query, c.ID+"="+o.ID)
			value = ""
		}
		query = append(query, value, "without="+c.ID)
	}
	a := p.Parse(strings.Join(query, "&"))
	if step, open := a.Next(); open {
		t.Errorf("Parse(everything).Next(): got %s, want nothing open", step.ID)
	}
	address := a.Encode()
	if got := strings.Count(address, "&") + 1; got > 200 || len(address) > 1000 {
		t.Errorf("Encode(everything): got %d parameters in %d bytes, want at most 200 and 1000", got, len(address))
	}
	if again := p.Parse(address).Encode(); again != address {
		t.Errorf("Parse(Encode(everything)): got %s, want %s", again, address)
	}
}

func TestBesideCarriesEverythingButTheStep(t *testing.T) {
	p := asked(t)
	a := p.Parse("b1=3&v2=unsure&which=a&need=build&held=a.b&star=b1&star=v2&without=need")
	for _, c := range []struct{ id, want string }{
		{"b1", "v=1&v2=unsure&which=a&need=build&held=a.b&star=v2&without=need"},
		{"b3", "v=1&b1=3&v2=unsure&which=a&need=build&held=a.b&star=b1&star=v2&without=need"},
		{"which", "v=1&b1=3&v2=unsure&need=build&held=a.b&star=b1&star=v2&without=need"},
		{"held", "v=1&b1=3&v2=unsure&which=a&need=build&star=b1&star=v2&without=need"},
		{"need", "v=1&b1=3&v2=unsure&which=a&held=a.b&star=b1&star=v2&without=need"},
		{"", "v=1&b1=3&v2=unsure&which=a&need=build&held=a.b&star=b1&star=v2&without=need"},
	} {
		var got []string
		for _, parameter := range a.Beside(c.id) {
			got = append(got, parameter.Name+"="+parameter.Value)
		}
		if list := strings.Join(got, "&"); list != c.want {
			t.Errorf("Beside(%q): got %s, want %s", c.id, list, c.want)
		}
	}
}

// What a page links to: the same answers with one thing changed.
func TestAnswersWithOneThingChanged(t *testing.T) {
	p := asked(t)
	a := p.Parse("b1=3&need=build&held=a&without=need")
	statement, _ := p.Today().Step("b1")
	need, _ := p.Today().Step("need")
	years, _ := p.Today().Step("years")
	held, _ := p.Today().Step("held")
	for _, c := range []struct {
		name string
		got  advice.Answers
		want string
	}{
		{"another answer", a.With(advice.Change{Statement: statement.Statement, Value: 0}), "v=1&b1=0&need=build&held=a&without=need"},
		{"an open answer", a.With(advice.Change{Statement: statement.Statement, Value: advice.Unsure}), "v=1&b1=unsure&need=build&held=a&without=need"},
		{"no other answer", a.With(), "v=1&b1=3&need=build&held=a&without=need"},
		{"a circumstance taken into account again", a.Aside(need.Circumstance), "v=1&b1=3&need=build&held=a"},
		{"a circumstance left aside", a.Aside(held.Circumstance), "v=1&b1=3&need=build&held=a&without=need&without=held"},
		{"what was not said cannot be left aside", a.Aside(years.Circumstance), "v=1&b1=3&need=build&held=a&without=need"},
		{"another circumstance counts", a.Choosing("need", "verify"), "v=1&b1=3&need=verify&held=a"},
		{"other boxes", a.Choosing("held", "b.a"), "v=1&b1=3&need=build&held=a.b&without=need"},
		{"a number", a.Choosing("years", "12"), "v=1&b1=3&need=build&held=a&years=12&without=need"},
		{"a skip", a.Choosing("need", "skip"), "v=1&b1=3&need=skip&held=a"},
		{"an unknown option", a.Choosing("need", "x"), "v=1&b1=3&need=build&held=a&without=need"},
		{"an unknown circumstance", a.Choosing("x", "1"), "v=1&b1=3&need=build&held=a&without=need"},
		{"no circumstance", a.Choosing("b1", "1"), "v=1&b1=3&need=build&held=a&without=need"},
	} {
		if got := c.got.Encode(); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
	if got, want := a.Encode(), "v=1&b1=3&need=build&held=a&without=need"; got != want {
		t.Errorf("the answers themselves: got %s, want them unchanged, %s", got, want)
	}
}

func TestBegunAndComplete(t *testing.T) {
	p := asked(t)
	all := "b1=0&v2=0&b3=0&v4=0&b5=0&v6=0&b7=0&v8=0&b9=0&v10=unsure&b11=0"
	for _, c := range []struct {
		query           string
		begun, complete bool
	}{
		{"", false, false}, {"v=1&x=1", false, false}, {"b1=0", true, false}, {"star=b1", true, false}, {"skip=need", true, false},
		{all, true, false}, {all + "&v12=unsure", true, true},
	} {
		if a := p.Parse(c.query); a.Begun() != c.begun || a.Complete() != c.complete {
			t.Errorf("Parse(%q): got begun %v, complete %v, want %v, %v", c.query, a.Begun(), a.Complete(), c.begun, c.complete)
		}
	}
}

// In `go test` these try their seeds. To look longer:
//
//	go test ./internal/advice -run '^$' -fuzz FuzzParse -fuzztime 10m
//	go test ./internal/advice -run '^$' -fuzz FuzzSituation -fuzztime 10m

// FuzzParse (S17): whatever stands in an address, there is no panic, what is
// kept is kept when it is read again, and reading takes linear time.
func FuzzParse(f *testing.F) {
	p, home := asked(f), shipped(f)
	for _, query := range addresses {
		f.Add(query)
	}
	f.Fuzz(func(t *testing.T, query string) {
		for _, p := range []*advice.Paths{p, home} {
			a := p.Parse(query)
			address := a.Encode()
			if again := p.Parse(address).Encode(); again != address {
				t.Errorf("Parse(%q): got %s, read again %s", query, address, again)
			}
			if clean, err := url.ParseQuery(address); err != nil || clean.Encode() == "" {
				t.Errorf("Parse(%q).Encode(): got %s, which is no query: %v", query, address, err)
			}
			if n := strings.Count(address, "&star="); n > advice.MostStars || a.StarsLeft() != advice.MostStars-n {
				t.Errorf("Parse(%q): got %d stars and %d left", query, n, a.StarsLeft())
			}
			if a.Complete() {
				advice.RouteOf(advice.Weigh(a))
			}
		}
		if searching() && query != "" {
			wantQuick(t, query, func(query string) { p.Parse(query) })
		}
	})
}

// FuzzSituation: the same for the calculator's address.
func FuzzSituation(f *testing.F) {
	for _, query := range addresses {
		f.Add(query)
	}
	f.Fuzz(func(t *testing.T, query string) {
		s := advice.ParseSituation(query)
		address := s.Encode()
		if again := advice.ParseSituation(address).Encode(); again != address {
			t.Errorf("ParseSituation(%q): got %s, read again %s", query, address, again)
		}
		for _, side := range advice.Sides {
			for _, standard := range advice.Standards {
				for _, r := range s.Ladder(side, standard) {
					if r.Missing.Hours < 0 || r.MissingYears() < 0 || r.Months < -1 {
						t.Errorf("ParseSituation(%q).Ladder(%s, %s): got %+v, want nothing below zero", query, side, standard, r)
					}
				}
			}
		}
		if searching() && query != "" {
			wantQuick(t, query, func(query string) { advice.ParseSituation(query) })
		}
	})
}

// addresses are queries that have something in them worth repeating.
var addresses = []string{
	"", "v=1&b1=3&v2=unsure&which=a&need=build&held=a.b&years=7&star=b1&without=need", "skip=need&skip=held", "held=none.a.b.c-2&held=a&held=skip",
	"v=1&draft=4&trail=0&halfdone=0&badnews=4&adapt=4&wording=0&persuade=0&leave=4&tend=4&strangers=0&agree=0&unwelcome=4&star=draft&monday=b&standard=27001&away=later&held=auditor-exam-27001&years=3&pace=10",
	"draft=3&trail=3&halfdone=1&badnews=1&adapt=3&wording=3&persuade=1&leave=1&tend=3&strangers=3&agree=1&unwelcome=1&monday=b&need=verify&away=later&pace=1",
	"side=auditor&standard=27001&years=5&field-years=2&project-hours=0&audit-hours=300&pace=10&held=foundation-27001&held=auditor-exam-27001",
	"years=99999&years=100000&years=-1&years=1.5&pace=0", "&&&", "====", "%%%", "%41%", "+&+=+", "star=", "held=....", "a;b=c", "v=1&v=2",
}

// searching says whether there is time for more than the seeds.
func searching() bool {
	return os.Getenv("LONG") != "" || flag.Lookup("test.fuzz").Value.String() != ""
}

// S17: 64 KB of anything are read within 50 ms.
func TestAddressesAreReadInLinearTime(t *testing.T) {
	p := asked(t)
	pieces := map[string]string{
		"ampersands": "&", "signs of equality": "=", "percent signs": "%", "escapes": "%41", "broken escapes": "%4&", "plus signs": "+",
		"dots in boxes": "held=a.&", "one long box": ".", "stars": "star=b1&", "skips": "skip=need&", "numbers": "1", "noughts": "0", "answers": "b1=3&", "names": "x",
	}
	for _, name := range slices.Sorted(maps.Keys(pieces)) {
		t.Run(name, func(t *testing.T) {
			for _, before := range []string{"", "held=", "years=", "b1=", "star=", "v=", "skip=", "held=a."} {
				wantQuick(t, before+pieces[name], func(query string) { p.Parse(before + query) })
				wantQuick(t, before+pieces[name], func(query string) { advice.ParseSituation(before + query) })
			}
		})
	}
}

// wantQuick reads 64 KB of a repeated piece and wants that done in 50 ms of
// this thread's own time, the best of three.
func wantQuick(t *testing.T, piece string, read func(query string)) {
	t.Helper()
	query := strings.Repeat(piece, 1+64<<10/len(piece))[:64<<10]
	least := time.Hour
	for range 3 {
		if least = min(least, workOf(func() { read(query) })); least <= 50*time.Millisecond {
			return
		}
	}
	t.Errorf("64 KB of %.40q took %v of work, want at most 50 ms", piece, least)
}

func workOf(do func()) time.Duration {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	before := threadTime()
	do()
	return threadTime() - before
}

func threadTime() time.Duration {
	var ts unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &ts); err != nil {
		panic(err)
	}
	return time.Duration(ts.Nano())
}
