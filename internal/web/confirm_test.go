package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"leadpath/internal/booking"
	"leadpath/internal/webtest"
)

// hasHook reports whether a page has an element with a data- attribute.
func hasHook(page, element, hook string) bool {
	for _, attributes := range tags(page, element) {
		if _, ok := attributes[hook]; ok {
			return true
		}
	}
	return false
}

// slots gives the openings that a page leads to.
func slots(page string) (starts []string) {
	for _, link := range tags(page, "a") {
		if start := link["data-slot"]; start != "" {
			starts = append(starts, start)
		}
	}
	return starts
}

func TestWhatLooksAutomaticWaitsForAButton(t *testing.T) {
	t.Parallel()
	strange := openPractice(t, "") // whose forms are not ours
	for _, c := range []struct {
		says  string
		spoil func(p *practice, form url.Values)
	}{
		{"sent at once", func(p *practice, form url.Values) { form.Set("form", p.Server.Diary.NewForm()) }},
		{"the hidden field filled", func(_ *practice, form url.Values) { form.Set("website", "https://spam.example") }},
		{"without its hidden value", func(_ *practice, form url.Values) { form.Del("form") }},
		{"with an empty hidden value", func(_ *practice, form url.Values) { form.Set("form", "") }},
		{"with the hidden value of another site", func(_ *practice, form url.Values) { form.Set("form", strange.filled(t, "x").Get("form")) }},
		{"with a forged time", func(_ *practice, form url.Values) {
			value := form.Get("form")
			form.Set("form", value[:40]+"00000000"+value[48:])
		}},
		{"with a hidden value from tomorrow", func(p *practice, form url.Values) {
			late := *p.Server.Diary
			late.Now = func() time.Time { return p.Now().Add(24 * time.Hour) }
			form.Set("form", late.NewForm())
		}},
	} {
		t.Run(c.says, func(t *testing.T) {
			p := openPractice(t, "")
			free, before := p.opening(t, p.english()), len(p.openings(t))
			form := p.filled(t, "Ada Lovelace")
			c.spoil(p, form)
			for range 3 { // the same again: no second mail
				got := p.send(t, http.MethodPost, free, form)
				if got.StatusCode != http.StatusAccepted || !hasHook(string(got.body), "main", "data-confirm") {
					t.Fatalf("got %d, want 202 and data-confirm", got.StatusCode)
				}
			}
			calls := p.calls(t)
			if len(calls) != 1 || calls[0].State != booking.Unconfirmed || len(p.openings(t)) != before {
				t.Fatalf("got %d calls, %d openings of %d, want one that is unconfirmed and holds nothing", len(calls), len(p.openings(t)), before)
			}
			if letters := p.letters(t); len(letters) != 1 || !strings.Contains(letters[0], "ada-lovelace@example.org") {
				t.Errorf("got %d mails, want one, to the visitor", len(letters))
			}
			address := p.german().Path("own", p.Server.Diary.Key.Link(booking.ForConfirm, calls[0].ID))
			page := string(p.get(t, address).body)
			if !strings.Contains(page, `data-state="unconfirmed"`) || !hasHook(page, "form", "data-book") || hasHook(page, "form", "data-cancel") {
				t.Errorf("got a page without state or button")
			}
			own := p.press(t, address, "book")
			if own.StatusCode != http.StatusSeeOther {
				t.Fatalf("the button: got %d, want 303", own.StatusCode)
			}
			if page := string(p.get(t, own.Header.Get("Location")).body); !strings.Contains(page, `data-state="booked"`) {
				t.Errorf("got no booked call behind the button")
			}
			if again := p.press(t, address, "book"); again.StatusCode != http.StatusSeeOther || again.Header.Get("Location") != own.Header.Get("Location") {
				t.Errorf("the button again: got %d, want 303 as before", again.StatusCode)
			}
			if again := p.send(t, http.MethodPost, free, form); again.StatusCode != http.StatusSeeOther {
				t.Errorf("the form again: got %d, want 303, since it is booked", again.StatusCode)
			}
			if letters := p.letters(t); len(letters) != 3+4 {
				t.Errorf("got %d mails, want the first, those of the booking and the reminders", len(letters))
			}
		})
	}
}

func TestAConfirmationComesTooLate(t *testing.T) {
	for _, c := range []struct {
		says    string
		happens func(t *testing.T, p *practice)
		status  int
	}{
		{"somebody else booked the time", func(t *testing.T, p *practice) { p.book(t, "Faster Fred") }, http.StatusConflict},
		{"the notice is too short by now", func(t *testing.T, p *practice) { p.wait(23 * time.Hour) }, http.StatusConflict},
		{"a day is over, nothing swept yet", func(t *testing.T, p *practice) { p.wait(24 * time.Hour) }, http.StatusConflict},
		{"a day is over", func(t *testing.T, p *practice) { p.wait(24*time.Hour + time.Second); forget(t, p, 1) }, http.StatusNotFound},
	} {
		t.Run(c.says, func(t *testing.T) {
			p := openPractice(t, "zone = \"UTC\"\n[weekly]\nmonday = [\"08:00-12:00\"]\nsaturday = [\"14:00-15:00\"]\n")
			p.wait(6 * time.Hour) // the first opening is in 24 hours
			address := p.confirmable(t, "Ada Lovelace")
			c.happens(t, p)
			before := p.dump(t)
			got := p.press(t, address, "book")
			if got.StatusCode != c.status {
				t.Fatalf("got %d, want %d", got.StatusCode, c.status)
			}
			if page := string(got.body); c.status == http.StatusConflict && (!strings.Contains(page, `data-error="start"`) || len(slots(page)) == 0) {
				t.Errorf("got a page without data-error and other openings")
			}
			p.wantSame(t, before)
		})
	}
}

// forget erases what is due.
func forget(t *testing.T, p *practice, want int) {
	t.Helper()
	if n, err := p.Server.Diary.Forget(t.Context()); n != want || err != nil {
		t.Fatalf("Forget: got %d, %v, want %d", n, err, want)
	}
}

// An unconfirmed call is gone when its time begins, though a day is not over.
func TestWhatWaitsGoesWhenItsTimeBegins(t *testing.T) {
	p := openPractice(t, "zone = \"UTC\"\nnotice = 0\n[weekly]\nfriday = [\"09:00-12:00\"]\n")
	address := p.confirmable(t, "Ada Lovelace") // at 9, it is 8
	p.wait(time.Hour - time.Second)
	forget(t, p, 0)
	if got := p.get(t, address); got.StatusCode != http.StatusOK {
		t.Errorf("before its start: got %d, want 200", got.StatusCode)
	}
	p.wait(2 * time.Second)
	if got := p.press(t, address, "book"); got.StatusCode != http.StatusConflict {
		t.Errorf("after its start: got %d, want 409", got.StatusCode)
	}
	forget(t, p, 1)
	if got := p.get(t, address); got.StatusCode != http.StatusNotFound {
		t.Errorf("forgotten: got %d, want 404", got.StatusCode)
	}
}

// A preview shows what visitors will see, and books nothing.
func TestAPreviewBooksNothing(t *testing.T) {
	site := webtest.Serve(t, webtest.Options{Now: func() time.Time { return time.Date(2026, 11, 27, 8, 0, 0, 0, time.UTC) }, Diary: offerOnly})
	t.Cleanup(site.Server.Drain)
	p := &practice{Site: site}
	l := site.Catalog.In("de")
	free := l.Path("opening", "2026-12-01T09:00:00Z")
	if page := string(p.get(t, free).body); !hasHook(page, "form", "data-booking") {
		t.Errorf("%s: got no form", free)
	}
	form := p.filled(t, "Ada Lovelace")
	got := p.send(t, http.MethodPost, free, form)
	page := string(got.body)
	if got.StatusCode != http.StatusServiceUnavailable || !strings.Contains(page, l.T("call.trouble.preview")) || !strings.Contains(page, `value="Ada Lovelace"`) || !strings.Contains(page, form.Get("message")) {
		t.Errorf("booking: got %d, want 503 with the form kept and the word that this is a preview", got.StatusCode)
	}
	if got := p.send(t, http.MethodPost, free, url.Values{"switch": {"1"}, "name": {"Ada"}}); got.StatusCode != http.StatusOK {
		t.Errorf("a switch: got %d, want 200", got.StatusCode)
	}
	if got := p.send(t, http.MethodPost, l.Path("opening", "never"), form); got.StatusCode != http.StatusNotFound {
		t.Errorf("booking a time that is none: got %d, want 404", got.StatusCode)
	}
	for _, do := range []string{"cancel", "undo", "book", "erase", ""} {
		if got := p.press(t, l.Path("own", strings.Repeat("a", 32)), do); got.StatusCode != http.StatusNotFound {
			t.Errorf("%q of a page that is none: got %d, want 404", do, got.StatusCode)
		}
	}
	if got := p.send(t, http.MethodPost, l.Path("moveto", strings.Repeat("a", 32), "2026-12-01T09:00:00Z"), nil); got.StatusCode != http.StatusNotFound {
		t.Errorf("moving a call that is none: got %d, want 404", got.StatusCode)
	}
}
