package web

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"

	"leadpath/internal/advice"
	"leadpath/internal/booking"
	"leadpath/internal/locale"
	"leadpath/templates"
)

// Free times. What is shown stands in the address: the zone of the clock, the
// first day, and the answers of somebody who comes from the questionnaire.
// Nothing of it is kept, for it changes by the minute.

// offerOpenings shows the free times of a week to choose from.
func (e *site) offerOpenings(w http.ResponseWriter, r *http.Request, l *locale.Locale) error {
	q := e.calendarQuery(r)
	if q.asks && !q.vain && strings.ReplaceAll(r.URL.RawQuery, "%2F", "/") != strings.TrimPrefix(q.encode(), "?") {
		e.seeOther(w, r, l.Path("call")+q.encode())
		return nil
	}
	v, err := e.calendar(r.Context(), q, l.Path("call"), e.Diary.Openings)
	if err != nil {
		return err
	}
	v.Title, v.Lead = l.T("calendar.title"), l.N("calendar.lead", v.Hours.Minutes)
	v.Slot = l.Path("opening") + q.callQuery.encode()
	v.Result = q.answered() && q.answers.Complete()
	query, standIn := q.encode(), ""
	if query != "" {
		standIn = templates.StandIn
	}
	p := e.view("calendar", l, v.Title, l.N("calendar.description", v.Hours.Minutes), func(l *locale.Locale) string { return l.Path("call") + standIn })
	p.Answers, p.Hidden = query, q.asks
	p.Shared = !q.asks
	p.Data = e.crumbs(p)
	return e.renderOnce(w, r, p, templates.Calendar(p, v))
}

// offerMoves shows the free times of a week to move a call to.
func (e *site) offerMoves(w http.ResponseWriter, r *http.Request, l *locale.Locale) error {
	secret, q := chi.URLParam(r, "token"), e.calendarQuery(r)
	c, _, err := e.Diary.Find(r.Context(), booking.ByManage(secret))
	switch {
	case err != nil:
		return err
	case c.State != booking.Booked:
		return e.refuseOwn(w, r, l, secret, booking.ErrCancelled)
	case !e.Now().Before(c.Start):
		return e.refuseOwn(w, r, l, secret, booking.ErrBegun)
	}
	q.answers = advice.Answers{}
	free := func(ctx context.Context, from, to time.Time) ([]time.Time, error) {
		return e.Diary.OpeningsFor(ctx, c, from, to)
	}
	v, err := e.calendar(r.Context(), q, l.Path("move", secret), free)
	if err != nil {
		return err
	}
	v.Title, v.Lead, v.Slot = l.T("own.move"), l.T("own.move.lead"), l.Path("moveto", secret)
	v.Moving, v.Own = c, l.Path("own", secret)
	p := e.view("calendar", l, v.Title, v.Lead, func(l *locale.Locale) string { return l.Path("move", secret) + q.encode() })
	p.Data = e.crumbs(p)
	p.Hidden = true
	return e.renderSecret(w, r, p, http.StatusOK, templates.Calendar(p, v))
}

// A calendarQuery is what the address of free times asks for.
type calendarQuery struct {
	callQuery
	from    locale.Date // zero: the first day with an opening
	asks    bool        // any of it is there
	vain    bool        // something is there that cannot be followed
	unknown bool        // a zone is, and nobody knows it
}

// calendarQuery takes what can be followed.
func (e *site) calendarQuery(r *http.Request) calendarQuery {
	if r.URL.RawQuery == "" {
		return calendarQuery{}
	}
	q := calendarQuery{callQuery: e.callQuery(r)}
	values := r.URL.Query()
	if values.Has("zone") {
		q.asks, q.vain, q.unknown = true, q.zone == "", q.zone == "" && values.Get("zone") != ""
	}
	if values.Has("from") {
		day, err := time.Parse(time.DateOnly, values.Get("from"))
		q.asks, q.from = true, locale.DateOf(day, time.UTC)
		if today := locale.DateOf(e.Diary.Now(), e.clock(q)); err != nil || !q.from.Valid() || q.from.Compare(today) < 0 {
			q.from, q.vain = locale.Date{}, true
		}
	}
	q.asks = q.asks || q.answered()
	return q
}

// clock gives the zone in which times are shown.
func (e *site) clock(q calendarQuery) *time.Location {
	if zone, ok := locale.Location(q.zone); ok {
		return zone
	}
	return e.Diary.Hours().Zone
}

func (q calendarQuery) encode() string { return q.encodeFrom(q.from) }

// hidden is what a form carries along that asks for another zone.
func (q calendarQuery) hidden() (list []templates.Hidden) {
	if !q.from.IsZero() {
		list = append(list, templates.Hidden{Name: "from", Value: q.from.String()})
	}
	if q.answered() {
		for _, a := range q.answers.Beside("") {
			list = append(list, templates.Hidden{Name: a.Name, Value: a.Value})
		}
	}
	return list
}

// clockFrom says where the clock is from by which times are shown.
func (q calendarQuery) clockFrom() templates.ClockFrom {
	switch {
	case q.unknown:
		return templates.ClockUnknown
	case q.zone == "":
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
	v := templates.CalendarView{Hours: e.Diary.Hours(), Now: e.Diary.Now(), Zone: e.clock(q), Clock: q.clockFrom(), First: q.from, Action: address, Kept: q.hidden()}
	at := func(from locale.Date) string { return address + q.encodeFrom(from) }
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
