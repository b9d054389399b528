package web

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"

	"leadpath/internal/advice"
	"leadpath/internal/booking"
	"leadpath/internal/locale"
	"leadpath/templates"
)

// The form of one opening. It is shown empty, or as it was sent: with what is
// wrong in it, in another language, or for another opening, and never without
// what was typed.

// How many other openings are shown where one is gone.
const othersShown = 6

// showForm shows the empty form of an opening; of one that is not offered it
// shows others.
func (e *site) showForm(w http.ResponseWriter, r *http.Request, l *locale.Locale) error {
	start := startOf(r)
	if start.IsZero() {
		return booking.ErrNotFound
	}
	q := e.callQuery(r)
	if address := l.Path("opening", named(start)) + q.encode(); e.tidied(w, r, address) {
		return nil
	}
	offered, err := e.Diary.Offers(r.Context(), start)
	if err != nil {
		return err
	}
	if !offered {
		return e.showGone(w, r, l, start, q)
	}
	v, p := e.formView(l, start, q)
	v.Hidden = e.Diary.NewForm()
	v.Sent.Zone = q.shown(e)
	v.Sent.Message, v.Result = e.letter(p, l, q)
	return e.renderForm(w, r, p, http.StatusOK, v.FormView)
}

// bookCall takes a form that was sent, in the order of judgement of
// surface.md.
func (e *site) bookCall(w http.ResponseWriter, r *http.Request, l *locale.Locale) error {
	start, q := startOf(r), e.callQuery(r)
	request := callRequest(r, l, start)
	if switched(r) {
		return e.carryForm(w, r, l, request, q)
	}
	call, err := e.judgeForm(r, request)
	if err != nil {
		return e.refuseForm(w, r, l, request, q, err)
	}
	if call.State == booking.Unconfirmed {
		return e.askToConfirm(w, r, l, call)
	}
	e.seeOther(w, r, e.ownAddress(l, call))
	return nil
}

// carryForm shows what was typed in the form that was asked for: that of
// another language or of another opening.
func (e *site) carryForm(w http.ResponseWriter, r *http.Request, l *locale.Locale, request booking.Request, q callQuery) error {
	if wait := e.posts.admit(client(r), e.Now(), true); wait > 0 {
		return e.refuseForm(w, r, l, request, q, &booking.TooManyError{Wait: wait})
	}
	if request.Start.IsZero() {
		return booking.ErrNotFound
	}
	v, p := e.formView(l, request.Start, q)
	v.take(request)
	return e.renderForm(w, r, p, http.StatusOK, v.FormView)
}

// refuseForm shows the form again with what keeps it from being taken.
func (e *site) refuseForm(w http.ResponseWriter, r *http.Request, l *locale.Locale, request booking.Request, q callQuery, err error) error {
	if request.Start.IsZero() {
		return e.refuseNoTime(w, r, l, err)
	}
	v, p := e.formView(l, request.Start, q)
	v.take(request)
	status := http.StatusOK
	if faults, ok := errors.AsType[booking.Faults](err); ok {
		v.Faults, status = faults, http.StatusUnprocessableEntity
	} else if v.Trouble, v.Wait, status = e.troubleOf(err); status == 0 {
		return err
	}
	if v.Trouble == templates.TroubleGone {
		v.Others = e.others(r, l, request.Start, q)
	}
	retryAfter(w, v.Trouble, v.Wait)
	return e.renderForm(w, r, p, status, v.FormView)
}

// refuseNoTime answers a form for what is no time, which there cannot be.
func (e *site) refuseNoTime(w http.ResponseWriter, r *http.Request, l *locale.Locale, err error) error {
	if many, ok := errors.AsType[*booking.TooManyError](err); ok {
		retryAfter(w, templates.TroubleMany, many.Wait)
		e.showError(w, r, l, http.StatusTooManyRequests, nil)
		return nil
	}
	if errors.Is(err, booking.ErrPreview) {
		return booking.ErrNotFound
	}
	return err
}

// troubles is the one table from what booking cannot do to what visitors get.
var troubles = []struct {
	err     error
	trouble templates.Trouble
	status  int
}{
	{booking.ErrTaken, templates.TroubleGone, http.StatusConflict},
	{booking.ErrBegun, templates.TroublePast, http.StatusConflict},
	{booking.ErrCancelled, templates.TroubleLate, http.StatusConflict},
	{booking.ErrUnsure, templates.TroubleSure, http.StatusUnprocessableEntity},
	{booking.ErrPreview, templates.TroubleShow, http.StatusServiceUnavailable},
	{booking.ErrStore, templates.TroubleDown, http.StatusServiceUnavailable},
}

// troubleOf gives what keeps a form from being taken, and the status; 0 where
// the error is of another kind.
func (e *site) troubleOf(err error) (templates.Trouble, time.Duration, int) {
	if many, ok := errors.AsType[*booking.TooManyError](err); ok {
		return templates.TroubleMany, many.Wait, http.StatusTooManyRequests
	}
	for _, t := range troubles {
		if errors.Is(err, t.err) {
			if t.err == booking.ErrStore {
				e.storeFailed(err)
			}
			return t.trouble, 0, t.status
		}
	}
	return "", 0, 0
}

// storeRetry is when it is worth asking a store again that did not answer.
const storeRetry = 10 * time.Second

// retryAfter tells programs what the page tells people (RFC 9110, 10.2.3).
func retryAfter(w http.ResponseWriter, trouble templates.Trouble, wait time.Duration) {
	switch trouble {
	case templates.TroubleMany:
		w.Header().Set("Retry-After", strconv.Itoa(int((wait+time.Second-1)/time.Second)))
	case templates.TroubleDown, templates.TroubleShow:
		w.Header().Set("Retry-After", strconv.Itoa(int(storeRetry/time.Second)))
	}
}

// askToConfirm says that a mail waits with a link.
func (e *site) askToConfirm(w http.ResponseWriter, r *http.Request, l *locale.Locale, c *booking.Call) error {
	p := e.view("confirm", l, l.T("form.confirm.title"), l.T("form.confirm.do.say"), func(l *locale.Locale) string { return l.Path("opening", named(c.Start)) })
	p.Hidden = true
	page := templates.ConfirmByMail(p, templates.ConfirmView{Start: c.Start, Zone: c.Zone, Email: c.Email, Until: c.Erase})
	return e.renderPrivate(w, r, p, http.StatusAccepted, page)
}

// showGone answers an opening that is not offered, with others.
func (e *site) showGone(w http.ResponseWriter, r *http.Request, l *locale.Locale, start time.Time, q callQuery) error {
	v, p := e.formView(l, start, q)
	p.Title, p.Description = l.T("call.trouble.gone"), v.Lead(l)
	p.Data = e.crumbs(p)
	v.Others = e.others(r, l, start, q)
	return e.renderPrivate(w, r, p, http.StatusNotFound, templates.NotOffered(p, v.FormView))
}

// a sentForm is a form's view with what was sent in it.
type sentForm struct{ templates.FormView }

// take puts what was sent into the view.
func (v *sentForm) take(r booking.Request) {
	v.Hidden, v.Sent, v.Consent, v.Trap = r.Form, r.Visitor, r.Consent, r.Trap
}

// formView makes what every form of an opening has.
func (e *site) formView(l *locale.Locale, start time.Time, q callQuery) (sentForm, templates.Page) {
	hours := e.content.Hours
	address := func(l *locale.Locale) string { return l.Path("opening", named(start)) + q.encode() }
	v := sentForm{templates.FormView{
		Start: start, End: start.Add(time.Duration(hours.Minutes) * time.Minute), Zone: q.shown(e), OwnersZone: hours.Zone.String(),
		Erase: hours.Erase, Action: address(l), Calendar: l.Path("call") + q.encode(),
		Phone: hours.Place == "phone", Topics: hours.Topics,
	}}
	p := e.view("form", l, "", "", address)
	p.Hidden = true
	for _, t := range p.Other {
		v.Switches = append(v.Switches, templates.Switch{Locale: t.Locale, Action: t.Address})
	}
	return v, p
}

// renderForm sends a form with its title, which says what is wrong first.
func (e *site) renderForm(w http.ResponseWriter, r *http.Request, p templates.Page, status int, v templates.FormView) error {
	p.Title, p.Description = v.Title(p.Locale), v.Lead(p.Locale)
	p.Data = e.crumbs(p, crumb{p.T("menu.call"), p.Path("call")})
	return e.renderPrivate(w, r, p, status, templates.BookingForm(p, v))
}

// others gives openings near one that is gone. Where they cannot be had the
// page goes without.
func (e *site) others(r *http.Request, l *locale.Locale, start time.Time, q callQuery) []templates.OtherOpening {
	starts, err := e.Diary.Nearest(r.Context(), start, othersShown)
	return e.listed(starts, err, func(start string) string { return l.Path("opening", start) + q.encode() })
}

// listed gives openings with their addresses, or none with an error.
func (e *site) listed(starts []time.Time, err error, address func(start string) string) []templates.OtherOpening {
	if err != nil {
		e.openingsFailed(err)
	}
	list := make([]templates.OtherOpening, len(starts))
	for i, s := range starts {
		list[i] = templates.OtherOpening{Start: s, Address: address(named(s))}
	}
	return list
}

// letter gives the text that a questionnaire's result puts into the message.
func (e *site) letter(p templates.Page, l *locale.Locale, q callQuery) (text string, ok bool) {
	if !q.answered() || !q.answers.Complete() {
		return "", false
	}
	return templates.NewResult(l, advice.Weigh(q.answers), e.Now().In(e.Zone())).Letter(p), true
}

// callRequest takes what was typed.
func callRequest(r *http.Request, l *locale.Locale, start time.Time) booking.Request {
	return booking.Request{
		Form: r.PostForm.Get("form"), Trap: r.PostForm.Get("website"), Start: start, Consent: r.PostForm.Get("consent") == "yes",
		Visitor: booking.Visitor{
			Name: r.PostForm.Get("name"), Email: r.PostForm.Get("email"), Phone: r.PostForm.Get("phone"), Topic: r.PostForm.Get("topic"),
			Message: r.PostForm.Get("message"), Zone: r.PostForm.Get("timezone"), Lang: l.Code,
		},
	}
}

// switched reports whether a button was pressed that only carries what was
// typed.
func switched(r *http.Request) bool { return r.PostForm.Get("switch") == "1" }

// startOf gives the time that an address names, or the zero time.
func startOf(r *http.Request) time.Time {
	text, escaped := url.PathUnescape(chi.URLParam(r, "start"))
	start, err := time.Parse(time.RFC3339, text)
	if err != nil || escaped != nil || start.Year() < 2000 || start.Year() > 9998 {
		return time.Time{}
	}
	return start.UTC()
}

// named writes a start as addresses have it.
func named(start time.Time) string { return start.UTC().Format(time.RFC3339) }

// A callQuery is what the addresses of booking carry along.
type callQuery struct {
	zone    string // an IANA name, or empty
	answers advice.Answers
}

func (e *site) callQuery(r *http.Request) callQuery {
	var q callQuery
	zone := r.URL.Query().Get("zone")
	if _, ok := locale.Location(zone); ok {
		q.zone = zone
	}
	if e.Paths() != nil {
		q.answers = e.Paths().Parse(r.URL.RawQuery)
	}
	return q
}

// encode gives the query with its question mark, in its one form.
func (q callQuery) encode() string { return q.encodeFrom(locale.Date{}) }

// encodeFrom gives that of free times from a day on, if there is one. A slash
// may stand in a query as it is (RFC 3986, 3.4).
func (q callQuery) encodeFrom(from locale.Date) string {
	query := ""
	if q.zone != "" {
		query = "&zone=" + strings.ReplaceAll(url.QueryEscape(q.zone), "%2F", "/")
	}
	if !from.IsZero() {
		query += "&from=" + from.String()
	}
	if q.answered() {
		query += "&" + q.answers.Encode()
	}
	if query == "" {
		return ""
	}
	return "?" + query[1:]
}

// answered reports whether there are answers to carry along.
func (q callQuery) answered() bool { return q.answers.Model != nil && q.answers.Begun() }

// shown is the zone in which times are shown.
func (q callQuery) shown(e *site) string {
	if q.zone == "" {
		return e.content.Hours.Zone.String()
	}
	return q.zone
}
