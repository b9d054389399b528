package calendars

import (
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"leadpath/internal/ical"
)

// noon is the moment at which the tests begin: a Tuesday.
var noon = time.Date(2026, 12, 1, 12, 0, 0, 0, time.UTC)

// meetings gives spans of an hour, one a day from noon on, after some that are
// over.
func meetings(over, coming int) (list []ical.Span) {
	for i := -over; i < coming; i++ {
		start := noon.Add(time.Duration(i)*24*time.Hour + time.Hour)
		list = append(list, ical.Span{Start: start, End: start.Add(time.Hour)})
	}
	return list
}

func copyOf(read time.Time, spans []ical.Span) Copy {
	return Copy{Key: "key", Read: read, Through: read.Add(ahead), Spans: spans}
}

// R16
func TestACopyThatShrankIsNotBelievedAtOnce(t *testing.T) {
	before := noon.Add(-5 * time.Minute)
	for _, test := range []struct {
		says      string
		last      Copy
		next      Copy
		believed  bool
		shrunkFor time.Duration
	}{
		{"the first copy", Copy{}, copyOf(noon, nil), true, 0},
		{"half of it is left", copyOf(before, meetings(9, 10)), copyOf(noon, meetings(0, 5)), true, 0},
		{"less than half is left", copyOf(before, meetings(9, 10)), copyOf(noon, meetings(0, 4)), false, 0},
		{"what is over counts on neither side", copyOf(before, meetings(0, 10)), copyOf(noon, meetings(50, 4)), false, 0},
		{"none is left of five", copyOf(before, meetings(0, 5)), copyOf(noon, nil), false, 0},
		{"none is left of one", copyOf(before, meetings(0, 1)), copyOf(noon, nil), false, 0},
		{"there was none", copyOf(before, meetings(5, 0)), copyOf(noon, nil), true, 0},
		{"more than before", copyOf(before, meetings(0, 5)), copyOf(noon, meetings(0, 50)), true, 0},
		{"what lies behind the end of the last one does not count", Copy{Read: before, Through: noon.Add(4 * 24 * time.Hour), Spans: meetings(0, 4)}, copyOf(noon, meetings(0, 100)[50:]), false, 0},
		{"one that is going on counts", Copy{Read: before, Through: before.Add(ahead), Spans: []ical.Span{{Start: before, End: noon.Add(1)}}}, copyOf(noon, nil), false, 0},
		{"just before stale is over", shrunk(copyOf(before, meetings(0, 10)), 24*time.Hour-1), copyOf(noon, nil), false, 24*time.Hour - 1},
		{"stale is over", shrunk(copyOf(before, meetings(0, 10)), 24*time.Hour), copyOf(noon, nil), true, 0},
		{"whole again", shrunk(copyOf(before, meetings(0, 10)), time.Hour), copyOf(noon, meetings(0, 10)), true, 0},
		{"first seen by a clock that was ahead", shrunk(copyOf(before, meetings(0, 10)), -time.Hour), copyOf(noon, nil), false, 0},
	} {
		t.Run(test.says, func(t *testing.T) {
			counts, believed := Judge(test.last, test.next, noon, 24*time.Hour)
			if believed != test.believed {
				t.Fatalf("Judge: got believed %v, want %v", believed, test.believed)
			}
			want, since := test.next, time.Time{}
			if !believed {
				want, since = test.last, noon.Add(-test.shrunkFor)
			}
			if !reflect.DeepEqual(counts.Spans, want.Spans) || !counts.Read.Equal(want.Read) {
				t.Errorf("Judge: got a copy of %v with %d spans, want that of %v with %d", counts.Read, len(counts.Spans), want.Read, len(want.Spans))
			}
			if !believed && !counts.Shrunk.Equal(since) {
				t.Errorf("Judge: got shrunk since %v, want %v", counts.Shrunk, since)
			}
		})
	}
}

func shrunk(c Copy, ago time.Duration) Copy {
	c.Shrunk = noon.Add(-ago)
	return c
}

// R16, as it goes on: the calendar is emptied, and nothing of it opens before
// the copy was too old.
func TestTimeOfAnEmptiedCalendarOpensAfterItsCopyWasTooOld(t *testing.T) {
	const stale = 24 * time.Hour
	c := copyOf(noon, meetings(0, 30))
	tooOld := false
	for at := noon.Add(5 * time.Minute); ; at = at.Add(5 * time.Minute) {
		counts, believed := Judge(c, copyOf(at, nil), at, stale)
		if believed {
			if !tooOld || at.Sub(noon) > stale+5*time.Minute {
				t.Errorf("the empty one is believed after %v, want it after the last one was too old, and soon", at.Sub(noon))
			}
			return
		}
		tooOld = counts.Age(at) >= stale
		c = counts
	}
}

// R19
func TestACopyIsNeverYoungerThanNew(t *testing.T) {
	c := copyOf(noon.Add(24*time.Hour), nil)
	if got := c.Age(noon); got != 0 {
		t.Errorf("Age of a copy of tomorrow: got %v, want 0", got)
	}
	if got := c.notAfter(noon).Read; !got.Equal(noon) {
		t.Errorf("it was read at %v, want %v", got, noon)
	}
}

func TestBusyTimesArePackedWithoutLoss(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for n := range 200 {
		spans, at := []ical.Span(nil), noon.Add(-time.Duration(r.IntN(1e9))*time.Second)
		for range n {
			at = at.Add(time.Duration(r.IntN(100000)) * time.Second)
			spans = append(spans, ical.Span{Start: at, End: at.Add(time.Duration(r.IntN(1000000)) * time.Second)})
		}
		data := packed(spans)
		got, err := unpacked(data)
		if err != nil || !reflect.DeepEqual(got, spans) {
			t.Fatalf("unpacked: got %v, %v, want %v", got, err, spans)
		}
		if len(data) > 0 {
			if _, err := unpacked(data[:len(data)-1]); err == nil {
				t.Fatal("unpacked took what was cut off")
			}
		}
	}
	big := meetings(0, 5000)
	if n := len(packed(big)); n > 6*len(big) {
		t.Errorf("5,000 spans take %d bytes", n)
	}
}
