package templates

import (
	"context"
	"io"
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
		d := drafts.Get().(*draft)
		defer drafts.Put(d)
		d.begin(p, v)
		d.week()
		_, err := w.Write(d.out)
		return err
	})
}

var drafts = sync.Pool{New: func() any { return new(draft) }}

// A draft is the days of a calendar as they are written.
type draft struct {
	p          Page
	v          CalendarView
	out        []byte
	mine, ours face
	ourCity    string // what follows the owner’s time
	before     string // the address of a start, around it
	behind     string
	utcDay     int64 // the last one that was written
	utcDate    [len(time.DateOnly)]byte
	byHour     bool
}

func (d *draft) begin(p Page, v CalendarView) {
	*d = draft{p: p, v: v, out: d.out[:0], mine: face{zone: v.Zone}, ours: face{zone: v.Hours.Zone}, utcDay: -1, byHour: v.Hours.Minutes < 30}
	d.before, d.behind, _ = strings.Cut(templ.EscapeString(v.Slot), "{start}")
	d.ourCity = `<span class="vh"> ` + templ.EscapeString(p.T("calendar.in", "City", p.City(v.there()))) + `</span></small>`
}

// A face is what a clock shows, in seconds from 1 January 1970 as it counts.
// It looks up its offset only where that changes.
type face struct {
	zone        *time.Location
	from, until int64 // where the offset holds; until 0: for ever
	offset      int64
	known       bool
}

func (f *face) at(second int64) int64 {
	if !f.known || second < f.from || f.until != 0 && second >= f.until {
		t := time.Unix(second, 0).In(f.zone)
		_, offset := t.Zone()
		begin, end := t.ZoneBounds()
		*f = face{zone: f.zone, known: true, offset: int64(offset)}
		if f.from = -1 << 62; !begin.IsZero() {
			f.from = begin.Unix()
		}
		if !end.IsZero() {
			f.until = end.Unix()
		}
	}
	return second + f.offset
}

const daySeconds = 24 * 60 * 60

// week writes the days; which of them have times is said before them, as
// those take more room where days stand side by side.
func (d *draft) week() {
	var ends [DaysShown]int
	from := 0
	d.write(`<div class="week`)
	for i := range ends {
		end := d.v.First.Add(i + 1).Begins(d.v.Zone)
		ends[i] = from
		for ends[i] < len(d.v.Starts) && d.v.Starts[ends[i]].Before(end) {
			ends[i]++
		}
		if ends[i] > from {
			d.write(` week--`)
			d.out = append(d.out, byte('1'+i))
		}
		from = ends[i]
	}
	d.write(`">`)
	from = 0
	for i, end := range ends {
		d.day(d.v.First.Add(i), d.v.Starts[from:end])
		from = end
	}
	d.write(`</div>`)
}

// day writes one day.
func (d *draft) day(date locale.Date, starts []time.Time) {
	if len(starts) == 0 {
		d.write(`<section class="day day--none"><h2>`)
	} else {
		d.write(`<section class="day"><h2>`)
	}
	d.write(templ.EscapeString(d.p.Weekday(date)))
	d.write(` <span>`)
	d.write(dayAndMonth(d.p.Locale, date))
	d.write(`</span></h2>`)
	for _, c := range d.v.warnings {
		if locale.DateOf(c.at, d.v.Zone) == date {
			d.write(`<p class="day__change" data-change="` + c.at.UTC().Format(time.RFC3339) + `">`)
			d.write(d.p.T("calendar.change.day", "Difference", difference(d.p.Locale, c.apart.Abs())))
			d.write(`</p>`)
		}
	}
	if len(starts) == 0 {
		d.write(`<p class="small">` + d.p.T("calendar.none") + `</p></section>`)
		return
	}
	d.write(`<p class="small">` + d.p.N("calendar.free", len(starts)) + `</p><ul class="times">`)
	twice := d.twice(date)
	hour := int64(-1)
	for _, t := range starts {
		second := t.Unix()
		shown := d.mine.at(second)
		if now := shown / 3600; d.byHour && now != hour {
			d.write(`<li class="times__hour">`)
			hour = now
		} else {
			d.write(`<li>`)
		}
		d.slot(second, shown, twice.holds(shown))
	}
	d.write(`</ul></section>`)
}

// slot writes one time: its link, by the visitor’s clock, and small by the
// owner’s.
func (d *draft) slot(second, shown int64, twice bool) {
	d.write(`<a data-slot="`)
	d.start(second)
	d.write(`" href="`)
	d.write(d.before)
	d.start(second)
	d.write(d.behind)
	d.write(`"><b>`)
	d.clock(shown)
	if twice {
		d.write(` <small>`)
		d.out = appendOffset(d.out, int(d.mine.offset))
		d.write(`</small>`)
	}
	d.write(`</b>`)
	if d.v.double {
		d.write(` <small>`)
		ours := d.ours.at(second)
		if ours/daySeconds != shown/daySeconds {
			key := shortWeekdays[(ours/daySeconds+int64(time.Thursday))%7] // 1 January 1970 was a Thursday
			d.write(d.p.T(key))
			d.write(" ")
		}
		d.clock(ours)
		d.write(d.ourCity)
	}
	d.write(`</a>`)
}

// shortWeekdays are the keys of their names, from Sunday.
var shortWeekdays = [...]string{
	"date.weekday.short.0", "date.weekday.short.1", "date.weekday.short.2", "date.weekday.short.3", "date.weekday.short.4", "date.weekday.short.5", "date.weekday.short.6",
}

// start writes a moment as RFC 3339 has it, in UTC.
func (d *draft) start(second int64) {
	if day := second / daySeconds; day != d.utcDay {
		d.utcDay = day
		time.Unix(second, 0).UTC().AppendFormat(d.utcDate[:0], time.DateOnly)
	}
	d.out = append(d.out, d.utcDate[:]...)
	d.out = append(d.out, 'T')
	d.clock(second)
	d.out = append(d.out, ':', byte('0'+second%60/10), byte('0'+second%10), 'Z')
}

// clock writes hours and minutes of a face.
func (d *draft) clock(shown int64) {
	minutes := shown % daySeconds / 60
	h, m := minutes/60, minutes%60
	d.out = append(d.out, byte('0'+h/10), byte('0'+h%10), ':', byte('0'+m/10), byte('0'+m%10))
}

func (d *draft) write(s string) { d.out = append(d.out, s...) }

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
