package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"leadpath/internal/booking"
)

// What Zelda typed, each recognisable.
var zelda = url.Values{
	"name": {"Zelda Markedname"}, "email": {"markedmail@example.org"}, "message": {"Markedmessage"}, "topic": {"hours"},
	"timezone": {"Asia/Kathmandu"}, "consent": {"yes"}, "phone": {"+49 30 7654321"},
}

// zeldas are her fields as pages show them.
var zeldas = map[string]string{
	"name": "Zelda Markedname", "email": "markedmail@example.org", "message": "Markedmessage", "timezone": "Kathmandu", "phone": "+49 30 7654321",
}

// A seeing is what somebody gets at a route: a status, and which of the
// fields of Zelda's call.
type seeing struct {
	status int
	fields string
}

// Those who ask: with the secret of Zelda's page, with that of somebody
// else's, with that of Zelda's mail that asked for her confirmation before,
// with that of another such mail, with none.
var askers = []string{"zelda", "other", "confirm", "hugo", "none"}

// whoSees is S6: a route that is not in it fails the test.
var whoSees = map[string]map[string]seeing{
	"GET call":    {"zelda": {200, ""}, "other": {200, ""}, "confirm": {200, ""}, "hugo": {200, ""}, "none": {200, ""}},
	"GET opening": {"zelda": {404, ""}, "other": {404, ""}, "confirm": {404, ""}, "hugo": {404, ""}, "none": {404, ""}},
	"GET own":     {"zelda": {200, "email message name timezone"}, "other": {200, ""}, "confirm": {303, ""}, "hugo": {200, ""}, "none": {404, ""}},
	"GET ics":     {"zelda": {200, "email name"}, "other": {200, ""}, "confirm": {404, ""}, "hugo": {404, ""}, "none": {404, ""}},
	"GET move":    {"zelda": {200, ""}, "other": {200, ""}, "confirm": {404, ""}, "hugo": {404, ""}, "none": {404, ""}},
	"GET moveto":  {"zelda": {200, "timezone"}, "other": {200, ""}, "confirm": {404, ""}, "hugo": {404, ""}, "none": {404, ""}},

	"POST opening": {"zelda": {409, ""}, "other": {409, ""}, "confirm": {409, ""}, "hugo": {409, ""}, "none": {409, ""}},
	"POST own":     {"zelda": {200, "email message name timezone"}, "other": {200, ""}, "confirm": {303, ""}, "hugo": {200, ""}, "none": {404, ""}},
	"POST moveto":  {"zelda": {409, "timezone"}, "other": {409, ""}, "confirm": {404, ""}, "hugo": {404, ""}, "none": {404, ""}},
}

// S6: nobody sees what is not theirs, and no page carries more than it shows.
func TestNobodySeesWhatIsNotTheirs(t *testing.T) {
	p := openPractice(t, "")
	tokens := map[string]string{"hugo": secretOf(p.confirmable(t, "Hasty Hugo")), "other": secretOf(p.book(t, "Somebody Else")), "none": strings.Repeat("a", 32)}
	taken := rfc3339(p.openings(t)[0])
	form := p.hasty(t, "Zelda")
	for name, values := range zelda {
		form[name] = values
	}
	if got := p.send(t, http.MethodPost, p.english().Path("opening", taken), form); got.StatusCode != http.StatusAccepted {
		t.Fatalf("Zelda's form: got %d, want 202", got.StatusCode)
	}
	for _, c := range p.calls(t) {
		if c.Email == zelda.Get("email") {
			tokens["confirm"] = p.Server.Diary.Key.Link(booking.ForConfirm, c.ID)
		}
	}
	confirmed := p.press(t, p.english().Path("own", tokens["confirm"]), "book")
	tokens["zelda"] = secretOf(confirmed.Header.Get("Location"))
	free := rfc3339(p.openings(t)[2])
	before := p.dump(t)
	for _, way := range p.bookingWays() {
		page, l := p.pageOf(way.Pattern)
		rows, known := whoSees[way.Method+" "+page]
		if !known {
			t.Errorf("%s %s: nobody has said who sees what there", way.Method, way.Pattern)
			continue
		}
		for _, asker := range askers {
			start := free // to be looked at; a post would change something
			if way.Method == http.MethodPost || page == "opening" {
				start = taken
				if asker == "zelda" {
					start = "2026-12-06T09:00:00Z" // no opening
				}
			}
			got := p.send(t, way.Method, at(way.Pattern, tokens[asker], start), nil)
			if seen := (seeing{got.StatusCode, seenOf(string(got.body))}); seen != rows[asker] {
				t.Errorf("%s of %s in %s by %s: got %+v, want %+v", way.Method, page, l.Code, asker, seen, rows[asker])
			}
			if asker != "zelda" && asker != "confirm" && strings.Contains(got.fieldsBut()+string(got.body), tokens["zelda"]) {
				t.Errorf("%s of %s in %s by %s: got Zelda's secret", way.Method, page, l.Code, asker)
			}
		}
	}
	p.wantSame(t, before)
}

// seenOf lists the fields of Zelda's that stand in a page.
func seenOf(page string) string {
	page = strings.ReplaceAll(page, "\r\n ", "")
	page = regexp.MustCompile(`(?s)<select.*?</select>`).ReplaceAllString(page, "") // where every city stands
	var seen []string
	for field, typed := range zeldas {
		if strings.Contains(page, typed) {
			seen = append(seen, field)
		}
	}
	slices.Sort(seen)
	return strings.Join(seen, " ")
}
