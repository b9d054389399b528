package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"leadpath/internal/webtest"
)

// A server that is killed in the middle of a mail sends it again after its
// next start, as the same mail. Who had it whole already gets it twice; nobody
// else does.
//
// R14
func TestAMailThatAKillCutOffIsSentAgain(t *testing.T) {
	t.Parallel()
	content, post := withHours(t, wideHours), newPostbox(t)
	victim := &killer{}
	post.reached = victim.reached
	arguments := []string{"--content", content, "--data", t.TempDir(), "--trusted-proxies", "127.0.0.1/32", "--smtp-url", post.url, "--owner-email", stormOwner}
	victim.server = start(t, arguments...)
	starts := offered(t, content)
	forms := victim.server.hidden(t, starts[0], 5)
	db := openDatabase(t, victim.server.data())
	for round, step := range []string{"greeting", "sender", "recipient", "begin", "end"} {
		before := len(post.letters())
		answered, killed := victim.waitAt(step)
		a := victim.server.posted(t, "/en/call/"+starts[2*round], filled(forms[round], emailOf(round, 0)))
		if a.status != http.StatusSeeOther {
			t.Fatalf("got status %d, want 303", a.status)
		}
		close(answered)
		<-killed
		taken := post.letters()[before:]
		if (len(taken) > 0) != (step == "end") {
			t.Fatalf("got %d letters before the kill at the %s, want some at the end alone", len(taken), step)
		}
		letLeasesEnd(t, db)
		victim.server = start(t, arguments...)
		wantBooked(t, victim.server, a, "booked", starts[2*round])
		waitUntilSent(t, victim.server, db)
		wantSameMails(t, step, post.letters()[before:], taken)
	}
}

// So does one that is killed with a reminder in hand.
//
// R14
func TestAReminderThatAKillCutOffIsSentAgain(t *testing.T) {
	t.Parallel()
	content, post := withHours(t, wideHours), newPostbox(t)
	victim := &killer{}
	post.reached = victim.reached
	arguments := []string{"--content", content, "--data", t.TempDir(), "--trusted-proxies", "127.0.0.1/32", "--smtp-url", post.url, "--owner-email", stormOwner}
	victim.server = start(t, arguments...)
	starts := offered(t, content)
	forms := victim.server.hidden(t, starts[0], 2)
	db := openDatabase(t, victim.server.data())
	for round, step := range []string{"begin", "end"} {
		opening := starts[len(starts)-1-2*round] // days ahead
		wantBooked(t, victim.server, victim.server.posted(t, "/en/call/"+opening, filled(forms[round], emailOf(round, 0))), "booked", opening)
		waitUntilSent(t, victim.server, db)
		before := len(post.reminders())
		answered, killed := victim.waitAt(step)
		close(answered)
		if _, err := db.ExecContext(context.Background(), `UPDATE outbox SET due = $1 WHERE kind = 'reminder-day' AND sent = 0`, time.Now().Unix()); err != nil {
			t.Fatal(err)
		}
		<-killed
		taken := post.reminders()[before:]
		if (len(taken) > 0) != (step == "end") {
			t.Fatalf("got %d reminders before the kill at the %s, want some at the end alone", len(taken), step)
		}
		letLeasesEnd(t, db)
		victim.server = start(t, arguments...)
		waitUntilSent(t, victim.server, db)
		wantSameMails(t, step, post.reminders()[before:], taken)
	}
}

// wantSameMails checks that there are two mails, and no more of them came
// twice than those that had arrived before.
func wantSameMails(t *testing.T, step string, letters, before []letter) {
	t.Helper()
	mails := map[string]letter{}
	for _, l := range letters {
		if first, again := mails[l.id]; again && first != l {
			t.Errorf("got %+v and %+v with one Message-ID, want them equal", first, l)
		}
		mails[l.id] = l
	}
	if len(mails) != 2 || len(letters) != 2+len(before) {
		t.Errorf("killed at the %s: got %d mails in %d letters, want two, and again only the %d that had arrived", step, len(mails), len(letters), len(before))
	}
}

func waitUntilSent(t testing.TB, s *running, db *sql.DB) {
	t.Helper()
	s.waitFor(t, "all mails to go out", func() bool {
		waiting := 0 // reminders wait for their time
		eachRow(t, db, fmt.Sprintf(`SELECT count(*) FROM outbox WHERE sent = 0 AND gave_up = 0 AND due <= %d`, time.Now().Unix()), func(scan func(...any) error) error { return scan(&waiting) })
		return waiting == 0
	})
}

// A killer kills a server when the first of its mails has come to a step;
// others wait at the door.
type killer struct {
	server           *running
	mu               sync.Mutex
	step             string
	answered, killed chan struct{}
}

// waitAt waits for a step from now on, and then until the visitor is answered.
func (k *killer) waitAt(step string) (answered, killed chan struct{}) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.step, k.answered, k.killed = step, make(chan struct{}), make(chan struct{})
	return k.answered, k.killed
}

var errKilled = errors.New("killed meanwhile")

func (k *killer) reached(step string) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if step != k.step {
		return nil
	}
	k.step = ""
	<-k.answered
	_ = k.server.Process.Signal(syscall.SIGKILL)
	<-k.server.ended
	close(k.killed)
	return errKilled
}

// A mail server that is not there, or takes the line and says nothing, costs
// a visitor nothing and does not keep the program from ending.
//
// R13
func TestAMailServerThatDoesNotAnswerCostsAVisitorNothing(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }() // takes the line by the kernel's word alone
	content := withHours(t, wideHours)
	starts := offered(t, content)
	for _, c := range []struct{ says, url string }{
		{"absent", "smtp://" + webtest.Deaf(t)},
		{"silent", "smtp://" + listener.Addr().String()},
	} {
		t.Run(c.says, func(t *testing.T) {
			s := bookable(t, content, "--smtp-url", c.url)
			forms := s.hidden(t, starts[0], 6)
			began := time.Now()
			for i, form := range forms { // more than are in hand at once
				own := wantBooked(t, s, s.posted(t, "/en/call/"+starts[2*i], filled(form, emailOf(0, i))), "booked", starts[2*i])
				if file := s.opened(t, own+"/call.ics"); file.status != http.StatusOK || !strings.HasPrefix(file.body, "BEGIN:VCALENDAR") {
					t.Errorf("GET the calendar file: got %d %.40q, want 200 and a calendar", file.status, file.body)
				}
			}
			if took := time.Since(began); took > 10*time.Second {
				t.Errorf("six bookings took %v, want no wait for the mail server", took)
			}
			s.signal(t, syscall.SIGTERM)
			if code, took := s.ends(t, 30*time.Second); code != exitOK || took > 10*time.Second {
				t.Errorf("got exit code %d after %v, want 0 within 10 s", code, took)
			}
			waiting := 0
			eachRow(t, openDatabase(t, s.data()), `SELECT count(*) FROM outbox WHERE sent = 0 AND gave_up = 0 AND lease_until = 0 AND expires = 0`,
				func(scan func(...any) error) error { return scan(&waiting) })
			if waiting != 2*len(forms) {
				t.Errorf("got %d mails that wait and are in nobody's hands, want %d", waiting, 2*len(forms))
			}
		})
	}
}
