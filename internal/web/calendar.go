package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"time"

	"leadpath/internal/advice"
	"leadpath/internal/locale"
	"leadpath/templates"
)

// Free times. What is shown stands in the address: the zone of the clock, the
// first day, and the answers of somebody who comes from the questionnaire.
// Nothing of it is kept, for it changes by the minute.

// offerOpenings shows the free times of a week to choose from.
func (e *site) offerOpenings(w http.ResponseWriter, r *http.Request, l *locale.Locale) error {
	q := e.readCalendarQuery(r.URL.RawQuery)
	if q.asks && !q.vain && strings.ReplaceAll(r.URL.RawQuery, "%2F", "/") != strings.TrimPrefix(q.encode(), "?") {
		e.seeOther(w, r, l.Path("call")+q.encode())
		return nil
	}
	v, err := e.calendar(r.Context(), q, l.Path("call"), e.Diary.Openings)
	if err != nil {
		return err
	}
	minutes := e.Diary.Hours().Minutes
	v.Title, v.Lead = l.T("calendar.title"), l.N("calendar.lead", minutes)
	v.Slot = l.Path("opening", "{start}") + q.with(locale.Date{}).encode()
	v.Result = q.answers.Model != nil && q.answers.Complete()
	p := e.view("calendar", l, v.Title, l.N("calendar.description", minutes), func(l *locale.Locale) string { return l.Path("call") + q.encode() })
	p.Data = e.crumbs(p)
	p.Hidden = q.asks
	return e.renderOnce(w, r, p, templates.Calendar(p, v))
}

// A calendarQuery is what the address of free times asks for.
type calendarQuery struct {
	zone    *time.Location // nil: the owner’s
	from    locale.Date    // zero: the first day with an opening
	answers advice.Answers // none without a questionnaire
	asks    bool           // any of it is there
	vain    bool           // something is there that cannot be followed
	unknown bool           // a zone is, and nobody knows it
}

// readCalendarQuery takes what can be followed.
func (e *site) readCalendarQuery(query string) (q calendarQuery) {
	if query == "" {
		return q
	}
	values, _ := url.ParseQuery(query) // what cannot be read is left out
	q.asks = values.Has("zone") || values.Has("from")
	if zone, ok := locale.Location(values.Get("zone")); ok {
		q.zone = zone
	} else if values.Has("zone") {
		q.vain, q.unknown = true, values.Get("zone") != ""
	}
	if values.Has("from") {
		day, err := time.Parse(time.DateOnly, values.Get("from"))
		q.from = locale.DateOf(day, time.UTC)
		if today := locale.DateOf(e.Diary.Now(), e.zoneOf(q)); err != nil || !q.from.Valid() || q.from.Compare(today) < 0 {
			q.from, q.vain = locale.Date{}, true
		}
	}
	if e.Paths() != nil {
		if a := e.Paths().Parse(query); a.Begun() {
			q.answers, q.asks = a, true
		}
	}
	return q
}

// zoneOf gives the zone in which times are shown.
func (e *site) zoneOf(q calendarQuery) *time.Location {
	if q.zone != nil {
		return q.zone
	}
	return e.Diary.Hours().Zone
}

// with gives the query with another first day.
func (q calendarQuery) with(from locale.Date) calendarQuery {
	q.from = from
	return q
}

// encode gives the query in its one form, with its question mark.
func (q calendarQuery) encode() string {
	query := ""
	if q.zone != nil {
		query += "&zone=" + strings.ReplaceAll(url.QueryEscape(q.zone.String()), "%2F", "/")
	}
	if !q.from.IsZero() {
		query += "&from=" + q.from.String()
	}
	if q.answers.Model != nil {
		query += "&" + q.answers.Encode()
	}
	if query == "" {
		return ""
	}
	return "?" + query[1:]
}

// hidden is what a form carries along that asks for another zone.
func (q calendarQuery) hidden() (list []templates.Hidden) {
	if !q.from.IsZero() {
		list = append(list, templates.Hidden{Name: "from", Value: q.from.String()})
	}
	if q.answers.Model != nil {
		for _, a := range q.answers.Beside("") {
			list = append(list, templates.Hidden{Name: a.Name, Value: a.Value})
		}
	}
	return list
}

// clock says where the clock is from by which times are shown.
func (q calendarQuery) clock() templates.ClockFrom {
	switch {
	case q.unknown:
		return templates.ClockUnknown
	case q.zone == nil:
		return templates.ClockOwners
	}
	return templates.ClockChosen
}

// openings gives the starts that are free from one moment to another.
type openings func(ctx context.Context, from, to time.Time) ([]time.Time, error)

// calendar gives the week that a query asks of the page at an address, of
// whatever is free. Title and lead are still to be said, and where a start
// leads to.
func (e *site) calendar(ctx context.Context, q calendarQuery, address string, free openings) (templates.CalendarView, error) {
	v := templates.CalendarView{Hours: e.Diary.Hours(), Now: e.Diary.Now(), Zone: e.zoneOf(q), Clock: q.clock(), First: q.from, Action: address, Kept: q.hidden()}
	at := func(from locale.Date) string { return address + q.with(from).encode() }
	today, last := locale.DateOf(v.Now, v.Zone), locale.DateOf(e.Diary.Horizon(), v.Zone)
	if err := e.fill(ctx, &v, last, free); err != nil {
		return v, err
	}
	if v.Why != templates.NotEmpty {
		if err := e.lookElsewhere(ctx, &v, at, free); err != nil {
			return v, err
		}
	}
	const week = templates.DaysShown
	if before := v.First.Add(-week); !q.from.IsZero() && q.from != today {
		v.Earlier = at(latest(today, soonest(before, last.Add(1-week))))
	}
	if after := v.First.Add(week); after.Compare(last) <= 0 {
		v.Later = at(after)
	}
	return v, nil
}

// fill finds the free times of the days that are to be shown; without a first
// one, from the first day that has any.
func (e *site) fill(ctx context.Context, v *templates.CalendarView, last locale.Date, free openings) (err error) {
	if v.First.IsZero() {
		first, err := e.first(ctx, v.Now, free)
		if err != nil {
			return err
		}
		if first.IsZero() {
			v.First, v.Why = locale.DateOf(v.Now, v.Zone), templates.NoneAtAll
			return nil
		}
		v.First = locale.DateOf(first, v.Zone)
	}
	if v.First.Compare(last) > 0 {
		v.Why = templates.NoneYet
		return nil
	}
	begin, end := v.First.Begins(v.Zone), v.First.Add(templates.DaysShown).Begins(v.Zone)
	if v.Starts, err = free(ctx, begin, end.Add(-time.Second)); err == nil && len(v.Starts) == 0 {
		v.Why = templates.NoneShown
	}
	return err
}

// lookElsewhere finds the days that have free times, where those shown have
// none.
func (e *site) lookElsewhere(ctx context.Context, v *templates.CalendarView, at func(locale.Date) string, free openings) error {
	first, err := e.first(ctx, v.Now, free)
	if err != nil {
		return err
	}
	if first.IsZero() {
		v.Why = templates.NoneAtAll
	}
	if v.Why == templates.NoneShown {
		next, err := e.first(ctx, v.First.Add(templates.DaysShown).Begins(v.Zone), free)
		if err != nil {
			return err
		}
		if !next.IsZero() {
			v.Next.Day = locale.DateOf(next, v.Zone)
			v.Next.Address = at(v.Next.Day)
		}
	}
	v.Next.First = at(locale.Date{})
	return nil
}

// first gives the first start that is free from a moment on, or zero.
func (e *site) first(ctx context.Context, from time.Time, free openings) (time.Time, error) {
	const step = templates.DaysShown * 24 * time.Hour
	for to := e.Diary.Horizon(); !from.After(to); from = from.Add(step) {
		list, err := free(ctx, from, from.Add(step-time.Second))
		if err != nil || len(list) > 0 {
			return append(list, time.Time{})[0], err
		}
	}
	return time.Time{}, nil
}

func soonest(a, b locale.Date) locale.Date {
	if a.Compare(b) < 0 {
		return a
	}
	return b
}

func latest(a, b locale.Date) locale.Date {
	if a.Compare(b) > 0 {
		return a
	}
	return b
}
