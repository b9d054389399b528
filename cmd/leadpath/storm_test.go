package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"leadpath/internal/booking"
	"leadpath/internal/webtest"
)

// stormHours offer forty starts on one day, of which neighbours exclude each
// other.
func stormHours() string {
	day := time.Now().UTC().Add(48 * time.Hour).Format(time.DateOnly)
	return "zone = \"UTC\"\nminutes = 15\nbuffer = 15\nnotice = 1\nhorizon = 4\ndaily = 16\n\n[weekly]\n[dates]\n" + day + " = [\"08:00-18:00\"]\n"
}

const stormOwner = "owner@example.com"

// A storm is sixteen visitors who book, move, cancel, take back, erase, reload
// and double-click, and a server that is killed meanwhile.
type storm struct {
	history
	arguments []string // of every server
	server    atomic.Pointer[running]
	starts    []string
	over      atomic.Bool
	clients   sync.WaitGroup
}

// R3
func TestWhatWasConfirmedSurvivesKills(t *testing.T) {
	t.Parallel()
	data := filepath.Join(t.TempDir(), "data")
	runStorm(t, times(20, 200), openDatabase(t, data), []string{"--data", data}, "--data", data)
}

// R3
func TestWhatWasConfirmedSurvivesKillsOnPostgres(t *testing.T) {
	t.Parallel()
	database := webtest.Postgres(t)
	db, err := sql.Open("pgx", database)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	runStorm(t, times(5, 200), db, []string{"--database-url", database}, "--database-url", database, "--data", filepath.Join(t.TempDir(), "data"))
}

func runStorm(t *testing.T, kills int, db *sql.DB, store []string, arguments ...string) {
	content, post := withHours(t, stormHours()), newPostbox(t)
	secret := filepath.Join(t.TempDir(), "secret")
	starts := offered(t, content)
	s := &storm{starts: starts, arguments: append(arguments, "--content", content, "--busy", busyFrom(t, starts[0]),
		"--trusted-proxies", "127.0.0.1/32", "--smtp-url", post.url, "--owner-email", stormOwner, "--secret-file", secret)}
	s.serve(t)
	for i := range 16 {
		c := &stormy{storm: s, number: i, random: rand.New(rand.NewPCG(uint64(i), uint64(time.Now().UnixNano())))}
		s.clients.Go(c.rage)
	}
	time.Sleep(3500 * time.Millisecond) // the first forms ripen
	for kill := range kills {
		time.Sleep(time.Duration(100+rand.IntN(600)) * time.Millisecond)
		s.kill(t)
		if kill%5 == 4 {
			s.killAtBirth(t)
		}
		s.serve(t)
	}
	s.over.Store(true)
	s.clients.Wait()
	s.finish(t, db)
	end := s.look(t, store, secret, post)
	for _, fault := range judge(&s.history, end) {
		t.Error(fault)
	}
	wantClaims(t, db, 15*time.Minute)
	wantReminders(t, db)
	wantFreeFrom(t, db, starts[0])
	s.tell(t, end, kills)
}

func (s *storm) serve(t *testing.T) { s.server.Store(start(t, s.arguments...)) }

func (s *storm) kill(t *testing.T) {
	now := s.server.Load()
	_ = now.Process.Kill()
	<-now.ended
	log := now.log.String()
	if at := strings.Index(log, "DATA RACE"); at >= 0 {
		t.Errorf("the server said %s", log[at:min(at+6_000, len(log))])
	} else if strings.Contains(log, "panic") {
		t.Errorf("the server said %s", tail(log))
	}
}

// killAtBirth kills a server before it serves.
func (s *storm) killAtBirth(t *testing.T) {
	cmd := command(t, append([]string{"serve", "--addr", "127.0.0.1:0"}, s.arguments...)...)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(time.Duration(rand.IntN(200)) * time.Millisecond)
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
}

// finish lets all mails go out. Those in hand when a server was killed would
// wait five minutes for that, so their time is let run out.
func (s *storm) finish(t *testing.T, db *sql.DB) {
	t.Helper()
	s.kill(t)
	letLeasesEnd(t, db)
	s.serve(t)
	waitUntilSent(t, s.server.Load(), db)
}

func letLeasesEnd(t testing.TB, db *sql.DB) {
	t.Helper()
	if _, err := db.ExecContext(context.Background(), `UPDATE outbox SET lease_until = 0 WHERE sent = 0 AND gave_up = 0`); err != nil {
		t.Fatal(err)
	}
}

// look gathers what is there at the end: in the store, on every page, in
// every calendar file and in the postbox.
func (s *storm) look(t *testing.T, store []string, secret string, post *postbox) ending {
	t.Helper()
	key, err := loadSecret(secret)
	if err != nil {
		t.Fatal(err)
	}
	server, end := s.server.Load(), ending{rows: map[string]row{}, letters: post.letters(), owner: stormOwner}
	listed := outcome(t, command(t, append([]string{"bookings", "list", "--all"}, store...)...)).stdout
	for _, call := range exported(t, store...) {
		own := "/en/call/b/" + key.Link(booking.ForManage, call["id"])
		r := row{id: call["id"], state: call["state"], start: call["start"], page: sightOf(server.opened(t, own))}
		file := server.opened(t, own+"/call.ics")
		if _, r.file.uid, r.file.sequence, r.file.start, err = readCalendar([]byte(file.body)); err != nil {
			t.Errorf("the calendar file of %v: %d, %v", call, file.status, err)
		}
		if _, twice := end.rows[call["email"]]; twice {
			t.Errorf("doubled: %s has two calls", call["email"])
		}
		if line := strings.Join([]string{r.id, r.start, r.state, call["email"]}, "\t") + "\n"; !strings.Contains(listed, line) {
			t.Errorf("leadpath bookings list lacks %q", line)
		}
		end.rows[call["email"]] = r
	}
	return end
}

// tell says what there was, so that a storm that was none is seen.
func (s *storm) tell(t *testing.T, end ending, kills int) {
	t.Helper()
	told := map[string]int{}
	for _, v := range s.visits {
		for _, d := range v.deeds {
			told[d.do+" "+string(d.outcome)]++
		}
	}
	t.Logf("%d kills, %d visits, %d calls left, %d mails: %v", kills, len(s.visits), len(end.rows), len(end.letters), told)
	must := []string{"book done", "look done"}
	if kills >= 20 {
		must = append(must, "book refused", "move done", "move refused", "cancel done", "undo done", "erase done")
	}
	for _, deed := range must {
		if told[deed] == 0 {
			t.Errorf("no deed was a %s, want some: %v", deed, told)
		}
	}
	if told["book unknown"]+told["move unknown"]+told["cancel unknown"] == 0 {
		t.Errorf("no kill came while somebody waited: %v", told)
	}
}

// A ripe is a hidden value and when people can have filled in its form.
type ripe struct {
	hidden string
	at     time.Time
}

// stormy is one client. It has one call at a time.
type stormy struct {
	*storm
	number, visits int
	random         *rand.Rand
	forms          []ripe
}

// rage books and changes until the storm is over.
func (c *stormy) rage() {
	for !c.over.Load() {
		c.fetchForm()
		if len(c.forms) == 0 || time.Now().Before(c.forms[0].at) {
			time.Sleep(50 * time.Millisecond)
			continue
		}
		v := &visit{email: fmt.Sprintf("c%d-%d@example.org", c.number, c.visits), form: c.forms[0].hidden}
		c.visits, c.forms = c.visits+1, c.forms[1:]
		c.mu.Lock()
		c.storm.visits = append(c.storm.visits, v)
		c.mu.Unlock()
		c.come(v)
	}
}

func (c *stormy) fetchForm() {
	if len(c.forms) > 60 {
		return
	}
	a, err := c.server.Load().ask("/en/call/"+c.pick(), nil, newAddress())
	if found := hiddenValue.FindStringSubmatch(a.body); err == nil && found != nil {
		c.forms = append(c.forms, ripe{found[1], time.Now().Add(3100 * time.Millisecond)})
	} else if err != nil {
		time.Sleep(50 * time.Millisecond)
	}
}

func (c *stormy) pick() string { return c.starts[c.random.IntN(len(c.starts))] }

// come is a whole visit. A visitor gets five mails an hour, so it ends early.
func (c *stormy) come(v *visit) {
	start := c.pick()
	said := c.do(v, "book", start)
	for said == unknown && !c.over.Load() && c.random.IntN(8) > 0 { // reloads
		said = c.do(v, "book", start)
	}
	switch said {
	case refused: // the form is good for another opening
		c.forms = append([]ripe{{v.form, time.Now()}}, c.forms...)
		return
	case unknown:
		return
	}
	for mails := 1; mails < 4 && !c.over.Load(); {
		do := []string{"move", "move", "cancel", "undo", "look"}[c.random.IntN(5)]
		said := c.do(v, do, c.pick())
		if do != "look" && said != refused {
			mails++
		}
		if said == unknown {
			c.do(v, "look", "")
		}
	}
	last := []string{"erase", "cancel", "look"}[min(c.random.IntN(20)/9, 2)]
	for c.do(v, last, "") == unknown && !c.over.Load() {
	}
	c.do(v, "look", "")
}

// do does something once, or by a double click, and notes it.
func (c *stormy) do(v *visit, do, start string) outcomeOf {
	path, form := v.own, map[string][]string{"do": {do}, "sure": {"yes"}}
	switch do {
	case "book":
		path, form = "/en/call/"+start, filled(v.form, v.email)
	case "move":
		path = v.own + "/move/" + start
	case "look":
		form = nil
	}
	clicks := 1
	if form != nil && c.random.IntN(4) == 0 {
		clicks = 2
	}
	d := deed{do: do, start: start, outcome: unknown, began: time.Since(stormBegan)}
	answers, failures, address := make([]answer, clicks), make([]error, clicks), newAddress()
	server := c.server.Load()
	atOnce(clicks, func(i int) { answers[i], failures[i] = server.ask(path, form, address) })
	if c.missed(server, failures) {
		return unknown
	}
	for i, a := range answers {
		if failures[i] == nil {
			d.outcome = best(d.outcome, c.read(v, do, a))
			d.seen = sightOf(a)
		}
	}
	if d.outcome == refused && errors.Join(failures...) != nil {
		d.outcome = unknown // the copy that got no answer may have come when the opening was free
	}
	d.ended = time.Since(stormBegan)
	v.deeds = append(v.deeds, d)
	return d.outcome
}

// missed waits for the next server where this one is dead, and reports whether
// it was so already when it was asked: then nothing can have happened.
func (c *stormy) missed(server *running, failures []error) bool {
	refused := 0
	for _, err := range failures {
		if errors.Is(err, syscall.ECONNREFUSED) {
			refused++
		}
	}
	for errors.Join(failures...) != nil && c.server.Load() == server && !c.over.Load() {
		time.Sleep(5 * time.Millisecond)
	}
	return refused == len(failures)
}

var stormBegan = time.Now()

// best is what two copies of one deed say together: one that happened, or
// may have happened, is not undone by a copy that came too late.
func best(a, b outcomeOf) outcomeOf {
	for _, o := range []outcomeOf{done, gone, refused} {
		if a == o || b == o {
			return o
		}
	}
	return unknown
}

// read says what an answer means.
func (c *stormy) read(v *visit, do string, a answer) outcomeOf {
	switch {
	case a.status == http.StatusSeeOther && do == "book":
		own := a.header.Get("Location")
		if v.own != "" && v.own != own {
			c.fault("doubled: %s got the way to %s and to %s", v.email, v.own, own)
		}
		v.own = own
		return done
	case a.status == http.StatusSeeOther, a.status == http.StatusOK && (do == "look" || strings.Contains(a.body, "data-erased=")):
		return done
	case a.status == http.StatusNotFound:
		return gone
	case a.status == http.StatusConflict && do != "erase":
		return refused
	}
	c.fault("%s of %s: got status %d", do, v.email, a.status)
	return refused
}
