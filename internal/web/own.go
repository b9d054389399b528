package web

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"

	"leadpath/internal/booking"
	"leadpath/internal/locale"
	"leadpath/templates"
)

// The visitor's own page, behind a secret link: what is booked and what was
// sent, and the buttons to change it. Only buttons change anything; mail
// scanners open links.

// showOwn shows a call to whom it belongs.
func (e *site) showOwn(w http.ResponseWriter, r *http.Request, l *locale.Locale) error {
	secret := chi.URLParam(r, "token")
	c, mails, err := e.Diary.Find(r.Context(), booking.ByManage(secret))
	if err == nil {
		return e.renderOwn(w, r, l, http.StatusOK, e.ownView(r, l, c, mails))
	}
	if c, _, confirmErr := e.Diary.Find(r.Context(), booking.ByConfirm(secret)); confirmErr == nil {
		if c.State != booking.Unconfirmed {
			e.seeOther(w, r, e.ownAddress(l, c))
			return nil
		}
		return e.renderOwn(w, r, l, http.StatusOK, e.confirmView(l, c, secret))
	}
	return err
}

// changeOwn does what a button of the page asks for.
func (e *site) changeOwn(w http.ResponseWriter, r *http.Request, l *locale.Locale) error {
	secret := chi.URLParam(r, "token")
	wait := e.posts.admit(client(r), e.Now(), false)
	if wait > 0 {
		return e.refuseOwn(w, r, l, secret, &booking.TooManyError{Wait: wait})
	}
	var c *booking.Call
	var err error
	switch r.PostForm.Get("do") {
	case "cancel":
		c, err = e.Diary.Cancel(r.Context(), booking.ByManage(secret))
	case "undo":
		c, err = e.Diary.TakeBack(r.Context(), booking.ByManage(secret))
	case "book":
		c, err = e.Diary.ConfirmCall(r.Context(), booking.ByConfirm(secret))
	case "erase":
		return e.eraseCall(w, r, l, secret)
	default: // a button we do not know changes nothing
		return e.showOwn(w, r, l)
	}
	if err != nil {
		return e.refuseOwn(w, r, l, secret, err)
	}
	e.storeWorks()
	e.seeOther(w, r, e.ownAddress(l, c))
	return nil
}

// eraseCall forgets a call, with a receipt.
func (e *site) eraseCall(w http.ResponseWriter, r *http.Request, l *locale.Locale, secret string) error {
	if r.PostForm.Get("sure") != "yes" {
		return e.refuseOwn(w, r, l, secret, booking.ErrUnsure)
	}
	at, err := e.Diary.Erase(r.Context(), booking.ByManage(secret))
	if err != nil {
		return e.refuseOwn(w, r, l, secret, err)
	}
	p := e.view("erased", l, l.T("own.erased.title"), l.T("own.erased.gone.say"), func(l *locale.Locale) string { return l.Path("own", secret) })
	p.Hidden, p.Address = true, "" // the address is gone
	for i, t := range p.Other {
		p.Other[i].Address = t.Locale.Path("home")
	}
	return e.renderPrivate(w, r, p, http.StatusOK, templates.Erased(p, templates.ErasedView{At: at, Zone: e.content.Hours.Zone.String(), Calendar: l.Path("call")}))
}

// refuseOwn shows the page with what kept a button from doing its work.
func (e *site) refuseOwn(w http.ResponseWriter, r *http.Request, l *locale.Locale, secret string, failure error) error {
	trouble, wait, status := e.troubleOf(failure)
	if status == 0 {
		return failure
	}
	var v templates.OwnView
	c, mails, err := e.Diary.Find(r.Context(), booking.ByManage(secret))
	if err == nil {
		v = e.ownView(r, l, c, mails)
	} else if c, _, err = e.Diary.Find(r.Context(), booking.ByConfirm(secret)); err == nil {
		v = e.confirmView(l, c, secret)
	} else {
		return err
	}
	v.Trouble, v.Wait = trouble, wait
	if trouble == templates.TroubleGone {
		v.Others = e.others(r, l, c.Start, callQuery{zone: c.Zone})
	}
	retryAfter(w, trouble, wait)
	return e.renderOwn(w, r, l, status, v)
}

// ownView makes the page of a call that is booked or cancelled.
func (e *site) ownView(r *http.Request, l *locale.Locale, c *booking.Call, mails []booking.Mail) templates.OwnView {
	secret := e.Diary.Key.Link(booking.ForManage, c.ID)
	v := templates.OwnView{
		Call: c, Mails: mails, Now: e.Now(), OwnersZone: e.content.Hours.Zone.String(), Address: e.BaseURL + l.Path("own", secret), Action: l.Path("own", secret),
		ICS: l.Path("ics", secret), Room: e.room(c), Calendar: l.Path("call") + callQuery{zone: c.Zone}.encode(), EraseBy: e.Diary.EraseBy(c),
	}
	coming := e.Now().Before(c.Start)
	if c.State == booking.Booked && coming {
		v.Move, v.CanCancel = l.Path("move", secret)+callQuery{zone: c.Zone}.encode(), true
	}
	if by := e.Diary.TakeBackBy(c); c.State == booking.Cancelled && e.Now().Before(by) {
		v.TakeBackBy = by
		if free, err := e.Diary.StillFree(r.Context(), c); err == nil && !free {
			v.TakeBackBy = time.Time{}
		}
	}
	if c.State == booking.Cancelled && v.TakeBackBy.IsZero() {
		v.Others = e.others(r, l, c.Start, callQuery{zone: c.Zone})
	}
	return v
}

// confirmView makes the page of a call that waits for its button.
func (e *site) confirmView(l *locale.Locale, c *booking.Call, secret string) templates.OwnView {
	return templates.OwnView{
		Call: c, Confirm: true, OwnersZone: e.content.Hours.Zone.String(), Address: e.BaseURL + l.Path("own", secret), Action: l.Path("own", secret), EraseBy: e.Diary.EraseBy(c), Calendar: l.Path("call") + callQuery{zone: c.Zone}.encode(),
	}
}

// room gives the address of a call's meeting, or nothing where the owner rings.
func (e *site) room(c *booking.Call) string {
	if e.content.Hours.Place == "phone" {
		return ""
	}
	return strings.ReplaceAll(e.content.Hours.Place, "{room}", e.Diary.Key.Room(c.ID))
}

// ownAddress is where a call's visitor manages it.
func (e *site) ownAddress(l *locale.Locale, c *booking.Call) string {
	return l.Path("own", e.Diary.Key.Link(booking.ForManage, c.ID))
}

// renderOwn sends the page.
func (e *site) renderOwn(w http.ResponseWriter, r *http.Request, l *locale.Locale, status int, v templates.OwnView) error {
	secret := chi.URLParam(r, "token")
	p := e.view("own", l, v.Title(l), v.Lead(l), func(l *locale.Locale) string { return l.Path("own", secret) })
	p.Hidden = true
	p.Data = e.crumbs(p)
	return e.renderSecret(w, r, p, status, templates.Own(p, v))
}

// showICS sends the calendar file of a call as it stands now.
func (e *site) showICS(w http.ResponseWriter, r *http.Request, l *locale.Locale) error {
	c, _, err := e.Diary.Find(r.Context(), booking.ByManage(chi.URLParam(r, "token")))
	if err != nil {
		return err
	}
	body, err := e.CalendarFile(c, l.Code)
	if err != nil {
		return fmt.Errorf("write the calendar file: %w", err)
	}
	h := w.Header()
	h.Set("Content-Type", "text/calendar; charset=utf-8")
	h.Set("Content-Disposition", `attachment; filename="`+l.T("own.file")+`"`)
	h.Set("Cache-Control", "no-store")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Robots-Tag", "noindex")
	_, _ = w.Write(body)
	return nil
}

// showMove shows one opening to which a call can be moved.
func (e *site) showMove(w http.ResponseWriter, r *http.Request, l *locale.Locale) error {
	c, _, err := e.Diary.Find(r.Context(), booking.ByManage(chi.URLParam(r, "token")))
	if err != nil {
		return err
	}
	start := startOf(r)
	if start.IsZero() {
		return booking.ErrNotFound
	}
	free, err := e.Diary.OpeningsFor(r.Context(), c, start, start)
	switch {
	case err != nil:
		return err
	case len(free) == 0 || c.State != booking.Booked:
		return e.renderMove(w, r, l, http.StatusNotFound, c, start, templates.TroubleGone, 0)
	}
	return e.renderMove(w, r, l, http.StatusOK, c, start, templates.NoTrouble, 0)
}

// moveCall moves a call to the opening of the address.
func (e *site) moveCall(w http.ResponseWriter, r *http.Request, l *locale.Locale) error {
	secret, start := chi.URLParam(r, "token"), startOf(r)
	var err error
	if wait := e.posts.admit(client(r), e.Now(), false); wait > 0 {
		err = &booking.TooManyError{Wait: wait}
	} else if start.IsZero() {
		return booking.ErrNotFound
	} else if _, err = e.Diary.Move(r.Context(), booking.ByManage(secret), start); err == nil {
		e.storeWorks()
		e.seeOther(w, r, l.Path("own", secret))
		return nil
	}
	trouble, wait, status := e.troubleOf(err)
	c, _, found := e.Diary.Find(r.Context(), booking.ByManage(secret))
	switch {
	case found != nil: // whatever else is the matter, there is no page to show it on
		return found
	case status == 0:
		return err
	}
	retryAfter(w, trouble, wait)
	return e.renderMove(w, r, l, status, c, start, trouble, wait)
}

func (e *site) renderMove(w http.ResponseWriter, r *http.Request, l *locale.Locale, status int, c *booking.Call, start time.Time, trouble templates.Trouble, wait time.Duration) error {
	secret := chi.URLParam(r, "token")
	hours := e.content.Hours
	v := templates.MoveView{
		Call: c, Start: start, End: start.Add(time.Duration(hours.Minutes) * time.Minute), OwnersZone: hours.Zone.String(),
		Action: l.Path("moveto", secret, named(start)), Own: l.Path("own", secret), Calendar: l.Path("move", secret) + callQuery{zone: c.Zone}.encode(), Trouble: trouble, Wait: wait,
	}
	if trouble == templates.TroubleGone {
		v.Others = e.othersFor(r, l, c, start, secret)
	}
	p := e.view("move", l, v.Title(l), v.Lead(l), func(l *locale.Locale) string { return l.Path("moveto", secret, named(start)) })
	p.Hidden = true
	p.Data = e.crumbs(p)
	return e.renderSecret(w, r, p, status, templates.Move(p, v))
}

// othersFor gives openings to which a call can be moved, near one that is gone.
func (e *site) othersFor(r *http.Request, l *locale.Locale, c *booking.Call, start time.Time, secret string) []templates.OtherOpening {
	starts, err := e.Diary.NearestFor(r.Context(), c, start, othersShown)
	return e.listed(starts, err, func(start string) string { return l.Path("moveto", secret, start) })
}
