package web_test

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"leadpath/internal/booking"
)

// S16: each field at its bound, below it and above.
func TestFieldsHaveBounds(t *testing.T) {
	t.Parallel()
	p := openPractice(t, "zone = \"Europe/Berlin\"\nplace = \"phone\"\n[weekly]\ntuesday = [\"09:00-12:00\"]\n")
	address := func(length int) string { // as long as domains go: labels of 63
		local := strings.Repeat("a", 60)
		domain := strings.Repeat(strings.Repeat("b", 60)+".", 3)
		return local + "@" + domain + strings.Repeat("c", length-len(local)-1-len(domain)-4) + ".org"
	}
	for _, c := range []struct {
		field, value string
		fault        bool
	}{
		{"name", "ä", false}, {"name", strings.Repeat("ä", 100), false}, {"name", strings.Repeat("ä", 100+1), true}, {"name", " \t ", true},
		{"email", address(254), false}, {"email", address(254 + 1), true}, {"email", "a@b.de", false}, {"email", "a@b", true},
		{"phone", "12345", false}, {"phone", "1234", true}, {"phone", strings.Repeat("1", 40), false}, {"phone", strings.Repeat("1", 40+1), true},
		{"message", strings.Repeat("€", 4000), false}, {"message", strings.Repeat("€", 4000+1), true}, {"message", "", false},
		{"topic", "", false}, {"topic", "choice", false}, {"topic", strings.Repeat("x", 10_000), true},
		{"timezone", "Pacific/Chatham", false}, {"timezone", strings.Repeat("x", 10_000), true}, {"timezone", "../../etc/passwd", true}, {"timezone", "Local", true},
		{"consent", "yes", false}, {"consent", "no", true}, {"consent", "YES", true},
		{"form", strings.Repeat("x", 100_000), false}, {"website", strings.Repeat("x", 100_000), false},
	} {
		form := p.filled(t, "Ada Lovelace")
		form.Set("phone", "+49 30 1234567")
		form.Set("message", strings.Repeat("y", len(c.value)%97)) // another form than the last
		form.Set(c.field, c.value)
		got := p.send(t, http.MethodPost, p.opening(t, p.english()), form)
		marked := strings.Contains(string(got.body), `data-error="`+c.field+`"`)
		switch {
		case c.fault && (got.StatusCode != http.StatusUnprocessableEntity || !marked):
			t.Errorf("%s of %d bytes: got %d, marked %v, want 422 and the field marked", c.field, len(c.value), got.StatusCode, marked)
		case !c.fault && got.StatusCode != http.StatusSeeOther && got.StatusCode != http.StatusAccepted:
			t.Errorf("%s of %d bytes: got %d, want it taken; the page says %q", c.field, len(c.value), got.StatusCode, alert(string(got.body)))
		}
		for _, call := range p.calls(t) {
			if _, err := p.Server.Diary.Erase(t.Context(), booking.ByID(call.ID)); err != nil {
				t.Fatal(err)
			}
		}
		p.wait(2 * 3600e9) // mails are counted by the hour
	}
}

// streamed hides how long a body is.
type streamed struct{ io.Reader }

// S16: a body of 1 MB is read, one byte more is not, whether it says so or not.
func TestBodiesHaveABound(t *testing.T) {
	p := openPractice(t, "")
	own := p.book(t, "Ada Lovelace")
	before := p.dump(t)
	for _, target := range []string{p.opening(t, p.german()), own, p.english().Path("moveto", secretOf(own), rfc3339(p.openings(t)[0]))} {
		for _, size := range []int{1 << 20, 1<<20 + 1, 5 << 20} {
			for _, chunked := range []bool{false, true} {
				body := io.Reader(strings.NewReader("do=nothing&name=" + strings.Repeat("x", size-len("do=nothing&name="))))
				if chunked {
					body = streamed{body}
				}
				r, err := http.NewRequest(http.MethodPost, p.URL+target, body)
				if err != nil {
					t.Fatal(err)
				}
				r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
				if size <= 1<<20 {
					r.Header.Set("Sec-Fetch-Site", "cross-site") // the next judgement
				}
				want := map[bool]int{true: http.StatusForbidden, false: http.StatusRequestEntityTooLarge}[size <= 1<<20]
				response, err := p.Client.Do(r)
				if err != nil {
					continue // the connection was closed while we wrote: nobody reads on
				}
				_ = response.Body.Close()
				if response.StatusCode != want {
					t.Errorf("POST %s of %d bytes, chunked %v: got %d, want %d", target, size, chunked, response.StatusCode, want)
				}
			}
		}
	}
	p.wantSame(t, before)
}

// S16: what makes no form is answered like one with nothing in it.
func TestBodiesThatAreNoForm(t *testing.T) {
	p := openPractice(t, "")
	for says, c := range map[string]struct{ kind, body string }{
		"half an escape":         {"application/x-www-form-urlencoded", "name=%z&email=%"},
		"semicolons":             {"application/x-www-form-urlencoded", "name=a;email=b"},
		"not UTF-8":              {"application/x-www-form-urlencoded", "name=%ff%fe&message=%00%80"},
		"JSON":                   {"application/json", `{"name":"Ada"}`},
		"nothing":                {"application/x-www-form-urlencoded", ""},
		"a kind that is none":    {"nonsense; =", "name=Ada"},
		"no kind":                {"", "name=Ada"},
		"parts without boundary": {"multipart/form-data", "--x\r\n\r\n"},
		"parts":                  {"multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nAda\r\n--x--\r\n"},
	} {
		r, err := http.NewRequest(http.MethodPost, p.URL+p.opening(t, p.english()), strings.NewReader(c.body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", c.kind)
		r.Header.Set("X-Forwarded-For", strings.TrimPrefix(p.somebody(), "X-Forwarded-For: "))
		response, err := p.Client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		if response.StatusCode != http.StatusUnprocessableEntity {
			t.Errorf("%s: got %d, want 422", says, response.StatusCode)
		}
	}
	if got := p.states(t); len(got) != 0 {
		t.Errorf("got the calls %v, want none", got)
	}
}

// S16: of 200 parameters all count, of more the first 200.
func TestParametersHaveABound(t *testing.T) {
	p := openPractice(t, "")
	for _, c := range []struct{ before, want int }{{190, http.StatusSeeOther}, {193, http.StatusSeeOther}, {195, http.StatusUnprocessableEntity}, {5_000, http.StatusUnprocessableEntity}, {50_000, http.StatusUnprocessableEntity}} {
		form := p.filled(t, fmt.Sprint("Ada ", c.before)) // 7 fields, of which the topic is the last, and the zone the one before
		body := strings.Repeat("x=1&", c.before) + form.Encode()
		r, err := http.NewRequest(http.MethodPost, p.URL+p.opening(t, p.english()), strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		response, err := p.Client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		if response.StatusCode != c.want {
			t.Errorf("the form behind %d other parameters: got %d, want %d", c.before, response.StatusCode, c.want)
		}
	}
}

// The order of judgement of surface.md: of two things that are wrong the
// first is told.
func TestTheOrderOfJudgement(t *testing.T) {
	p := openPractice(t, "")
	accepted := p.filled(t, "Accepted Anna")
	taken := p.opening(t, p.english())
	if got := p.send(t, http.MethodPost, taken, accepted); got.StatusCode != http.StatusSeeOther {
		t.Fatalf("book: got %d, want 303", got.StatusCode)
	}
	waiting := p.hasty(t, "Waiting Wanda")
	free := p.opening(t, p.english())
	if got := p.send(t, http.MethodPost, free, waiting); got.StatusCode != http.StatusAccepted {
		t.Fatalf("wait: got %d, want 202", got.StatusCode)
	}
	flood := "X-Forwarded-For: 192.0.2.99" // who has posted enough
	for range 10 {
		p.send(t, http.MethodPost, free, url.Values{}, flood)
	}
	busy := "busy@example.org" // who has three open calls
	for i := range 3 {
		form := p.hasty(t, "Busy Boris")
		form.Set("email", busy)
		form.Set("message", fmt.Sprint(i))
		p.send(t, http.MethodPost, free, form)
	}
	const never = "/en/call/2026-12-06T09:00:00Z"
	cross := "Sec-Fetch-Site: cross-site"
	long := func(form url.Values) url.Values { form.Set("x", strings.Repeat("x", 1<<20)); return form }
	with := func(form url.Values, field, value string) url.Values { form.Set(field, value); return form }
	for _, c := range []struct {
		says   string
		target string
		form   url.Values
		fields []string
		want   int
	}{
		{"too large, from elsewhere", free, long(p.filled(t, "A")), []string{cross}, 413},
		{"too large, accepted before", taken, long(clone(accepted)), nil, 413},
		{"from elsewhere, accepted before", taken, accepted, []string{cross}, 403},
		{"from elsewhere, over the limit", free, p.filled(t, "A"), []string{cross, flood}, 403},
		{"accepted before, over the limit", taken, accepted, []string{flood}, 303},
		{"accepted before, another start, over the limit", free, accepted, []string{flood}, 303},
		{"accepted before, its time no time", "/en/call/never", accepted, nil, 303},
		{"accepted before, its fields faulty", taken, with(clone(accepted), "name", ""), nil, 303},
		{"waiting before, over the limit", free, waiting, []string{flood}, 202},
		{"over the limit of posts, no time", "/en/call/never", p.filled(t, "A"), []string{flood}, 429},
		{"over the limit of posts, taken", taken, p.filled(t, "A"), []string{flood}, 429},
		{"three open calls, no time", "/en/call/never", with(p.filled(t, "A"), "email", busy), nil, 429},
		{"three open calls, taken", taken, with(p.filled(t, "A"), "email", busy), nil, 429},
		{"three open calls, faulty", free, with(with(p.filled(t, "A"), "email", busy), "name", ""), nil, 429},
		{"no time, faulty", "/en/call/never", url.Values{}, nil, 404},
		{"no time, looks automatic", "/en/call/never", p.hasty(t, "A"), nil, 404},
		{"taken, faulty", taken, url.Values{}, nil, 409},
		{"never offered, faulty", never, url.Values{}, nil, 409},
		{"taken, looks automatic", taken, p.hasty(t, "A"), nil, 409},
		{"faulty, looks automatic", free, with(p.hasty(t, "A"), "consent", ""), nil, 422},
		{"faulty, the hidden field filled", free, with(with(p.filled(t, "A"), "website", "x"), "email", "x"), nil, 422},
		{"looks automatic", free, with(p.filled(t, "Robot Rob"), "website", "x"), nil, 202},
		{"nothing wrong", free, p.filled(t, "Nobody Nora"), nil, 303},
	} {
		if got := p.send(t, http.MethodPost, c.target, c.form, c.fields...); got.StatusCode != c.want {
			t.Errorf("%s: got %d, want %d; the page says %q", c.says, got.StatusCode, c.want, alert(string(got.body)))
		}
	}
}

func clone(form url.Values) url.Values {
	copied := url.Values{}
	for name, values := range form {
		copied[name] = append([]string{}, values...)
	}
	return copied
}
