package templates

import (
	"context"
	"io"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/a-h/templ"

	"leadpath/internal/locale"
)

// The days with their times are most of the page, and nobody keeps it: so
// they are written as bytes, in one go (promise F3).

// days draws the days side by side, each with its free times.
func days(p Page, v CalendarView) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		buffer := sheets.Get().(*[]byte)
		defer sheets.Put(buffer)
		*buffer = newDraft(p, v).week((*buffer)[:0])
		_, err := w.Write(*buffer)
		return err
	})
}

var sheets = sync.Pool{New: func() any { return new([]byte) }}

// A draft writes the days of a calendar.
type draft struct {
	p          Page
	v          CalendarView
	byHour     bool   // each hour begins a row
	before     string // the address of a start’s page, around it
	behind     string
	ourCity    string // what follows the owner’s time
	none       string // what is said of days without times
	weekday    string // of the day that is written
	mine, ours face
	slot       slot
	slotOf     slotKey
	free       int
	freeSaid   string
}

func newDraft(p Page, v CalendarView) *draft {
	d := &draft{p: p, v: v, byHour: v.Hours.Minutes < 30, mine: face{zone: v.Zone}, ours: face{zone: v.Hours.Zone}}
	d.before, d.behind, _ = strings.Cut(templ.EscapeString(v.Slot), "{start}")
	d.ourCity = `<span class="vh"> ` + templ.EscapeString(p.T("calendar.in", "City", p.City(v.there()))) + `</span></small>`
	d.none = `<p class="small">` + p.T("calendar.none") + `</p></section>`
	return d
}

// A face is what a clock shows, in seconds from 1 January 1970 as it counts.
// It looks up its offset only where that changes.
type face struct {
	zone        *time.Location
	from, until int64 // where the offset holds
	offset      int64
}

func (f *face) at(second int64) int64 {
	if second < f.from || second >= f.until {
		t := time.Unix(second, 0).In(f.zone)
		_, offset := t.Zone()
		*f = face{zone: f.zone, from: second, until: 1 << 62, offset: int64(offset)}
		if change := locale.ChangeAfter(t); !change.IsZero() {
			f.until = change.Unix()
		}
	}
	return second + f.offset
}

const daySeconds = 24 * 60 * 60

// week writes the days; which of them have times, and whether they are few,
// is said before them, as those take more room where days stand side by side.
func (d *draft) week(b []byte) []byte {
	var ends [DaysShown]int
	from, full := 0, 0
	b = append(b, `<div class="week`...)
	for i := range ends {
		end := d.v.First.Add(i + 1).Begins(d.v.Zone)
		ends[i] = from
		for ends[i] < len(d.v.Starts) && d.v.Starts[ends[i]].Before(end) {
			ends[i]++
		}
		if ends[i] > from {
			b = append(b, ` week--`...)
			b = append(b, byte('1'+i))
			full++
		}
		from = ends[i]
	}
	if full <= 2 {
		b = append(b, ` week--few`...)
	}
	b = append(b, `">`...)
	from = 0
	for i, end := range ends {
		b = d.day(b, d.v.First.Add(i), from, end)
		from = end
	}
	return append(b, `</div>`...)
}

// day writes one day with its times, from the first on, without the end.
func (d *draft) day(b []byte, date locale.Date, first, end int) []byte {
	b = append(b, `<section class="day`...)
	if first == end {
		b = append(b, ` day--none`...)
	}
	b = append(b, `"><h2>`...)
	d.weekday = d.p.Weekday(date)
	b = append(b, d.weekday...)
	b = append(b, ` <span>`...)
	b = append(b, dayAndMonth(d.p.Locale, date)...)
	b = append(b, `</span></h2>`...)
	if first == end {
		return append(b, d.none...)
	}
	if end-first != d.free {
		d.free, d.freeSaid = end-first, d.p.N("calendar.free", end-first)
	}
	b = append(b, `<p class="small">`...)
	b = append(b, d.freeSaid...)
	b = append(b, `</p><ul class="times">`...)
	b = d.times(b, first, d.v.Starts[first:end], d.twice(date))
	return append(b, `</ul></section>`...)
}

// times writes the free times of a day, and where the difference between the
// two clocks becomes another. The end of an item is left out, as HTML allows.
func (d *draft) times(b []byte, first int, starts []time.Time, twice repetition) []byte {
	hour := int64(-1)
	for i, t := range starts {
		for _, c := range d.v.warnings {
			if c.first == first+i {
				b = append(b, `<li class="times__change" data-change="`+c.at.UTC().Format(time.RFC3339)+`">`+d.p.T("calendar.change.day", "Difference", difference(d.p.Locale, c.apart.Abs()))...)
			}
		}
		second := t.Unix()
		mine, ours := d.mine.at(second), d.ours.at(second)
		key := slotKey{second / daySeconds, mine / daySeconds, ours / daySeconds, second % 60, d.mine.offset, twice.holds(mine)}
		if key != d.slotOf {
			d.slotOf, d.slot = key, d.newSlot(key)
		}
		if now := mine / 3600; d.byHour && now != hour {
			b = append(b, `<li class="times__hour">`...)
			hour = now
		} else {
			b = append(b, `<li>`...)
		}
		b = d.slot.write(b, second, mine, ours)
	}
	return b
}

// A slotKey is what the times of one slot have in common: their days in UTC
// and on both clocks, their seconds, and whether the visitor’s clock shows
// them twice, so that its offset must be told.
type slotKey struct {
	utcDay, day, oursDay int64
	seconds, offset      int64
	twice                bool
}

// A slot is a free time as it is written, but for hours and minutes: the link
// to its form with the visitor’s time, and small the owner’s. The places are
// where those belong.
type slot struct {
	text   []byte
	places [4]int // in UTC twice, on the visitor’s clock, on the owner’s; 0: none
}

func (d *draft) newSlot(key slotKey) (s slot) {
	start := time.Unix(key.utcDay*daySeconds+key.seconds, 0).UTC().Format(time.RFC3339)
	timeIn := len("2006-01-02T")
	b := append(d.slot.text[:0], `<a data-slot="`...)
	s.places[0] = len(b) + timeIn
	b = append(b, start+`" href="`+d.before...)
	s.places[1] = len(b) + timeIn
	b = append(b, start+d.behind+`"><b>`...)
	s.places[2] = len(b)
	b = append(b, "00:00"...)
	if key.twice {
		b = append(b, ` <small>`+offsetWords(int(key.offset))+`</small>`...)
	}
	b = append(b, `</b><span class="vh"> `+d.weekday...) // so that no two links are called the same
	if !d.v.double {
		b = append(b, `</span>`...)
	} else {
		b = append(b, `,</span> <small>`...)
		if key.oursDay != key.day {
			word := shortWeekdays[(key.oursDay+int64(time.Thursday))%7] // 1 January 1970 was a Thursday
			b = append(b, d.p.T(word)+" "...)
		}
		s.places[3] = len(b)
		b = append(b, "00:00"+d.ourCity...)
	}
	s.text = append(b, `</a>`...)
	return s
}

// write writes the slot of a time.
func (s *slot) write(b []byte, utc, mine, ours int64) []byte {
	at := len(b)
	b = append(b, s.text...)
	for i, face := range [...]int64{utc, utc, mine, ours} {
		if place := s.places[i]; place > 0 {
			minutes := face % daySeconds / 60
			h, m := minutes/60, minutes%60
			digits := b[at+place : at+place+5]
			digits[0], digits[1], digits[3], digits[4] = byte('0'+h/10), byte('0'+h%10), byte('0'+m/10), byte('0'+m%10)
		}
	}
	return b
}

// shortWeekdays are the keys of their names, from Sunday.
var shortWeekdays = [...]string{
	"date.weekday.short.0", "date.weekday.short.1", "date.weekday.short.2", "date.weekday.short.3", "date.weekday.short.4", "date.weekday.short.5", "date.weekday.short.6",
}

// A repetition is the faces that a clock shows twice, as it is put back.
type repetition struct{ from, to int64 }

func (r repetition) holds(shown int64) bool { return shown >= r.from && shown < r.to }

// twice gives the faces that come twice on a day of the visitor’s clock.
func (d *draft) twice(date locale.Date) repetition {
	begin := date.Begins(d.v.Zone)
	change := locale.ChangeAfter(begin)
	if change.IsZero() || !change.Before(date.Add(1).Begins(d.v.Zone)) {
		return repetition{}
	}
	_, before := begin.Zone()
	_, after := change.Zone()
	return repetition{change.Unix() + int64(after), change.Unix() + int64(before)}
}

// offsetWords writes how far a clock is from UTC: UTC+1, UTC−3:30.
func offsetWords(seconds int) string {
	sign := "+"
	if seconds < 0 {
		sign, seconds = "−", -seconds
	}
	words := "UTC" + sign + strconv.Itoa(seconds/3600)
	if minutes := seconds / 60 % 60; minutes > 0 {
		words += ":" + strconv.Itoa(minutes/10) + strconv.Itoa(minutes%10)
	}
	return words
}
