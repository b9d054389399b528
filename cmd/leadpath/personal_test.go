package main

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// marks are what visitors bring, each recognisable.
var marks = []string{"Markedname", "markedmail", "Markedmessage", "markedphone", "Markedzone", "markedquery", "markedagent", "markedreferer", "markedcookie", "203.0.113.77", "markedhost"}

// S21: the log says nothing of visitors, whatever they do and whatever
// becomes of it. S22: nor do pages that say what went wrong say anything of
// the inside.
func TestTheLogHoldsNothingOfVisitors(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	marked := []string{"User-Agent: markedagent", "Referer: https://markedreferer.example/", "Cookie: x=markedcookie", "X-Forwarded-For: 203.0.113.77", "X-Forwarded-Host: markedhost.example"}
	statuses := map[int]bool{}
	visit := func(path string, form url.Values, fields ...string) (location string) {
		status, location, page := h.send(t, path, form, append(marked[:len(marked):len(marked)], fields...)...)
		statuses[status] = true
		if told := insideOut.FindString(page); status >= 400 && told != "" {
			t.Errorf("%s: got %q on the page of a %d", path, told, status)
		}
		return location
	}
	free := h.free(t)
	person := func() url.Values {
		form := h.typed("Markedname")
		form.Set("email", "markedmail@example.org")
		form.Set("message", "Markedmessage\nlevel=ERROR msg=forged")
		return form
	}
	form := person()
	own := visit("/en/call/"+free[0]+"?zone=Europe/Paris&x=markedquery", form)
	secret := own[strings.LastIndexByte(own, '/')+1:]
	visit("/en/call/"+free[0], form)                                                                // 303 again
	visit("/en/call/"+free[0], person())                                                            // 409
	visit("/de/gespraech/"+free[4], url.Values{"name": {"Markedname"}, "timezone": {"Markedzone"}}) // 422
	visit("/en/call/"+free[4], person(), "Sec-Fetch-Site: cross-site")                              // 403
	visit("/en/call/Markedname", person())                                                          // 404
	visit("/en/call/"+free[4], url.Values{"name": {strings.Repeat("Markedname", 1<<17)}})           // 413
	visit("/en/call?x="+strings.Repeat("markedquery", 200), nil)                                    // 414
	visit(own, nil, "X-Long: "+strings.Repeat("markedquery", 3<<10))                                // 431
	waits := person()
	waits.Del("form")
	visit("/en/call/"+free[6], waits) // 202
	visit(own+"?markedquery", nil)
	visit(own+"/call.ics", nil)
	visit(own+"/move/"+free[8], url.Values{})
	visit(own, url.Values{"do": {"cancel"}})
	visit(own+"/markedquery", nil)
	visit("/en/call/b/markedquery", nil)
	visit("/EN/call/b/markedquery", nil) // 308
	for range 12 {
		visit("/en/call/"+free[9], url.Values{"name": {"Markedname"}}) // 429 in the end
	}
	unlock := holdWriting(t, h)
	h.send(t, "/en/", nil)
	visit("/en/call/"+free[9], person(), "X-Forwarded-For: 203.0.113.99") // 503, when patience ends
	unlock()
	visit(own, url.Values{"do": {"erase"}, "sure": {"yes"}}, "X-Forwarded-For: 203.0.113.98")
	for _, want := range []int{200, 202, 303, 308, 403, 404, 409, 413, 414, 422, 429, 431, 503} {
		if !statuses[want] {
			t.Errorf("got no answer with the status %d", want)
		}
	}
	h.signal(t, 15)
	<-h.ended
	log := h.log.whole()
	for _, mark := range append(marks, secret, form.Get("form"), "203.0.113", "127.0.0.1:", "forged") {
		for line := range strings.Lines(log) {
			if strings.Contains(strings.ToLower(line), strings.ToLower(mark)) && !strings.Contains(line, "msg=serving") {
				t.Errorf("got %q in the line %q", mark, line)
			}
		}
	}
	if strings.Count(log, "msg=request") < 30 || !strings.Contains(log, "store does not answer") {
		t.Errorf("got a log that lacks requests or the failure: %q", tail(log))
	}
}

// insideOut is what would tell of the program, its parts and the machine.
var insideOut = regexp.MustCompile(`(?i)\b(panic|goroutine|nil pointer|golang|net/http|sqlite|postgres|busy_timeout|SELECT [*a-z, ]+ FROM|INSERT INTO|constraint|context deadline|leadpath\.db|/tmp|/root)\b|\.go:\d`)

// holdWriting lets nobody write to the database until unlock.
func holdWriting(t *testing.T, h *house) (unlock func()) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(h.folder, databaseFile)+"?_pragma=busy_timeout(10000)")
	if err != nil {
		t.Fatal(err)
	}
	line, err := db.Conn(context.Background())
	if err == nil {
		_, err = line.ExecContext(context.Background(), "BEGIN IMMEDIATE")
	}
	if err != nil {
		t.Fatal(err)
	}
	return func() {
		_, err := line.ExecContext(context.Background(), "ROLLBACK")
		if err := errors.Join(err, line.Close(), db.Close()); err != nil {
			t.Error(err)
		}
	}
}
