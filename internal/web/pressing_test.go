package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"leadpath/internal/booking"
)

var (
	firstForm   = regexp.MustCompile(`(?s)<form[^>]*method="post".*?</form>`)
	hiddenField = regexp.MustCompile(`<input type="hidden" name="([^"]+)" value="([^"]*)"`)
)

// S3: some scanners press the first button of whatever they open. Nothing is
// lost by that for good: what is cancelled can be taken back at its time.
func TestAScannerThatPressesTheFirstButtonLosesNothing(t *testing.T) {
	t.Parallel()
	p := openPractice(t, "")
	links := everyLetter(t, p)
	before := p.calls(t)
	for _, link := range links {
		page := p.get(t, link)
		form := firstForm.FindString(string(page.body))
		if form == "" {
			continue
		}
		fields := url.Values{}
		for _, m := range hiddenField.FindAllStringSubmatch(form, -1) {
			fields.Set(m[1], m[2])
		}
		action := tags(form, "form")[0]["action"]
		switch got := p.send(t, http.MethodPost, action, fields); got.StatusCode {
		case http.StatusSeeOther:
		case http.StatusConflict: // to confirm what another has by now
		case http.StatusUnprocessableEntity: // to erase without being sure
		default:
			t.Errorf("the first button of %s: got %d", link, got.StatusCode)
		}
	}
	p.wait(time.Hour) // a person gets five mails an hour
	after := p.calls(t)
	if len(after) != len(before) {
		t.Fatalf("got %d calls after all first buttons, want the %d of before", len(after), len(before))
	}
	for i, was := range before {
		c := after[i]
		if c.ID != was.ID || !c.Start.Equal(was.Start) || c.Visitor != was.Visitor {
			t.Errorf("a call changed from %+v to %+v", was, c)
		}
		if was.State != booking.Booked {
			continue
		}
		own := p.english().Path("own", p.Server.Diary.Key.Link(booking.ForManage, c.ID))
		if c.State != booking.Booked {
			p.press(t, own, "undo")
		}
		if page := p.get(t, own); !strings.Contains(string(page.body), `data-state="booked"`) {
			t.Errorf("a call that was booked cannot be had back at %s", own)
		}
	}
}
