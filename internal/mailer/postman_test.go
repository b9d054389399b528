package mailer

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"leadpath/internal/booking"
)

// A box is an outbox in memory.
type box struct {
	mu    sync.Mutex
	list  []*waiting
	fails int // how often a note fails
}

type waiting struct {
	mail  booking.Mail
	call  *booking.Call
	due   time.Time
	codes []int // of every try that failed
	tries []time.Time
}

func (b *box) add(m *booking.Mail, c *booking.Call) *waiting {
	b.mu.Lock()
	defer b.mu.Unlock()
	w := &waiting{mail: *m, call: c}
	b.list = append(b.list, w)
	return w
}

func (w *waiting) done() bool { return !w.mail.Fate.Sent.IsZero() || !w.mail.Fate.GaveUp.IsZero() }

func (b *box) Take(_ context.Context, now, ended time.Time, lease time.Duration) (*booking.Mail, *booking.Call, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, w := range b.list {
		if !w.done() && !w.due.After(now) && !w.mail.Lease.After(ended) {
			w.mail.Lease = now.Add(lease)
			w.mail.Fate.Tries++
			w.tries = append(w.tries, now)
			m := w.mail
			return &m, w.call, nil
		}
	}
	return nil, nil, nil
}

func (b *box) note(m *booking.Mail, do func(*waiting)) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.fails > 0 {
		b.fails--
		return booking.ErrStore
	}
	for _, w := range b.list {
		if w.mail.ID == m.ID && w.mail.Lease.Equal(m.Lease) {
			do(w)
		}
	}
	return nil
}

func (b *box) Sent(_ context.Context, m *booking.Mail, at time.Time) error {
	return b.note(m, func(w *waiting) { w.mail.Fate.Sent = at })
}

func (b *box) Later(_ context.Context, m *booking.Mail, due time.Time, code int) error {
	return b.note(m, func(w *waiting) { w.due, w.mail.Lease, w.codes = due, time.Time{}, append(w.codes, code) })
}

func (b *box) GiveUp(_ context.Context, m *booking.Mail, at time.Time, code int) error {
	return b.note(m, func(w *waiting) { w.mail.Fate.GaveUp, w.mail.Fate.Code = at, code })
}

func (b *box) NextDue(context.Context, time.Time) (next time.Time, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, w := range b.list {
		due := w.due
		if w.mail.Lease.After(due) {
			due = w.mail.Lease
		}
		if !w.done() && (next.IsZero() || due.Before(next)) {
			next = due
		}
	}
	return next, nil
}

func (b *box) fate(w *waiting) booking.Fate {
	b.mu.Lock()
	defer b.mu.Unlock()
	return w.mail.Fate
}

// sending is a Sender as a test wants it.
type sending func(ctx context.Context, m *Message) error

func (s sending) Send(ctx context.Context, m *Message) error { return s(ctx, m) }

// A log is what was logged.
type log struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *log) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func postman(t testing.TB, b *box, s Sender) (*Postman, *log) {
	t.Helper()
	l := &log{}
	return NewPostman(b, writer(t, "en"), s, slog.New(slog.NewTextHandler(l, nil)), time.Now), l
}

// fresh gives the n-th mail of a test, made now.
func fresh(n int, to booking.Recipient, kind booking.Kind) (*booking.Mail, *booking.Call) {
	c := ada("en")
	m := mailOf(c, to, kind)
	m.ID, m.Made = strings.Repeat(string("0123456789abcdef"[n]), 32), time.Now().UTC()
	return m, c
}

// running runs a postman until the test's bubble is done with do.
func running(t *testing.T, p *Postman, do func()) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { p.Run(ctx); close(done) }()
	do()
	stop()
	<-done
}

func TestAMailGoesOutAtOnceWhenSomebodySaysSo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, got := &box{}, make(chan *Message, 1)
		p, _ := postman(t, b, sending(func(_ context.Context, m *Message) error { got <- m; return nil }))
		p.Idle = time.Hour
		running(t, p, func() {
			synctest.Wait() // it rests
			began := time.Now()
			w := b.add(fresh(1, booking.ToVisitor, booking.MailBooked))
			p.Wake()
			m := <-got
			synctest.Wait()
			if fate := b.fate(w); time.Since(began) > 0 || m.To != "ada@xn--mller-kva.example" || fate.Sent.IsZero() || fate.Tries != 1 {
				t.Errorf("got a mail to %s after %v and the fate %+v, want one to the visitor at once, sent by the first try", m.To, time.Since(began), fate)
			}
		})
	})
}

// Another process fills the outbox and wakes nobody.
func TestAMailGoesOutSoonIfNobodySaysSo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, got := &box{}, make(chan *Message, 1)
		p, _ := postman(t, b, sending(func(_ context.Context, m *Message) error { got <- m; return nil }))
		running(t, p, func() {
			synctest.Wait()
			began := time.Now()
			b.add(fresh(1, booking.ToVisitor, booking.MailBooked))
			if <-got; time.Since(began) > 5*time.Second {
				t.Errorf("got the mail after %v, want a few seconds", time.Since(began))
			}
		})
	})
}

// R13: growing pauses for 48 hours, then it is given up; each try is logged
// once, and no address.
func TestAMailThatDoesNotGetThroughIsTriedForTwoDays(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &box{}
		p, l := postman(t, b, sending(func(context.Context, *Message) error { return &Failure{Step: "recipient", Code: 451} }))
		running(t, p, func() {
			w := b.add(fresh(1, booking.ToVisitor, booking.MailBooked))
			time.Sleep(50 * time.Hour)
			wantTries(t, w)
			if fate := b.fate(w); fate.GaveUp.IsZero() || fate.Code != 451 {
				t.Errorf("got the fate %+v, want it given up with the code 451", fate)
			}
			for _, line := range strings.Split(strings.TrimSpace(l.String()), "\n") {
				if !strings.Contains(line, "kind=booked to=visitor code=451") || strings.Contains(line, "@") || strings.Contains(line, "Ada") {
					t.Errorf("got the log line %s, want kind, recipient and code, and no person", line)
				}
			}
			if lines := strings.Count(l.String(), "\n"); lines != len(w.tries) {
				t.Errorf("got %d lines in the log for %d tries, want one each", lines, len(w.tries))
			}
		})
	})
}

func wantTries(t *testing.T, w *waiting) {
	t.Helper()
	last := time.Duration(0)
	for n := 1; n < len(w.tries); n++ {
		pause := w.tries[n].Sub(w.tries[n-1])
		want := []time.Duration{time.Minute, 2 * time.Minute, 5 * time.Minute, 15 * time.Minute, 30 * time.Minute, time.Hour, 2 * time.Hour, 4 * time.Hour}[min(n, 8)-1]
		if end := n == len(w.tries)-1; !end && (pause > want+p3s || pause < want*9/10) {
			t.Errorf("try %d came after %v, want about %v", n+1, pause, want)
		}
		last = w.tries[n].Sub(w.mail.Made)
	}
	if last < 48*time.Hour || last > 48*time.Hour+p3s || len(w.tries) < 18 {
		t.Errorf("got %d tries, the last after %v, want it after 48h", len(w.tries), last)
	}
}

const p3s = 3 * time.Second

// reminder is one that is due now, an hour before its call.
func reminder(n int) (*booking.Mail, *booking.Call) {
	m, c := fresh(n, booking.ToVisitor, booking.MailReminderHour)
	c.Start, m.Start = time.Now().UTC().Add(time.Hour), time.Now().UTC().Add(time.Hour)
	m.Made, m.Due, m.Expires = m.Made.Add(-100*time.Hour), m.Made, c.Start
	return m, c
}

// A reminder is tried again while it is of use, often enough for an hour, and
// given up without an alarm.
func TestAReminderIsTriedAsLongAsItIsOfUse(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &box{}
		p, l := postman(t, b, sending(func(context.Context, *Message) error { return &Failure{Step: "connect", Code: 421} }))
		running(t, p, func() {
			w := b.add(reminder(1))
			time.Sleep(50 * time.Hour)
			last := time.Duration(0)
			for n := 1; n < len(w.tries); n++ {
				if pause := w.tries[n].Sub(w.tries[n-1]); pause > 6*time.Minute+p3s {
					t.Errorf("try %d came after %v, want at most 6 minutes", n+1, pause)
				}
				last = w.tries[n].Sub(w.tries[0])
			}
			if fate := b.fate(w); last >= time.Hour || last < 57*time.Minute || fate.GaveUp.IsZero() || fate.Code != 421 {
				t.Errorf("got %d tries, the last after %v, and the fate %+v, want them up to the call and then no more", len(w.tries), last, fate)
			}
			if strings.Contains(l.String(), "level=ERROR") || strings.Count(l.String(), "given up") != 1 {
				t.Errorf("got the log\n%s\nwant one line that it is given up, and no error", l)
			}
		})
	})
}

// Whatever the store hands out: of a call that is otherwise by now nobody is
// reminded.
func TestOfACallThatIsOtherwiseNobodyIsReminded(t *testing.T) {
	for _, test := range []struct {
		says   string
		change func(*booking.Call) *booking.Call
	}{
		{"cancelled", func(c *booking.Call) *booking.Call { c.State = booking.Cancelled; return c }},
		{"moved", func(c *booking.Call) *booking.Call { c.Start = c.Start.Add(time.Hour); return c }},
		{"moved there and back", func(c *booking.Call) *booking.Call { c.Sequence += 2; return c }},
		{"unconfirmed", func(c *booking.Call) *booking.Call { c.State = booking.Unconfirmed; return c }},
		{"erased", func(*booking.Call) *booking.Call { return nil }},
	} {
		t.Run(test.says, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := &box{}
				p, l := postman(t, b, sending(func(context.Context, *Message) error { t.Error("got a mail, want none"); return nil }))
				running(t, p, func() {
					m, c := reminder(1)
					w := b.add(m, test.change(c))
					time.Sleep(time.Minute)
					if fate := b.fate(w); fate.GaveUp.IsZero() || fate.Code != 0 || l.String() != "" {
						t.Errorf("got the fate %+v and the log %q, want it given up without a word", fate, l)
					}
				})
			})
		})
	}
}

func TestARefusalIsFinal(t *testing.T) {
	for _, test := range []struct {
		says string
		err  error
		call func(*booking.Call)
		code int
	}{
		{"a server's word", &Failure{Step: "recipient", Code: 550, Final: true}, func(*booking.Call) {}, 550},
		{"an address that no server takes", nil, func(c *booking.Call) { c.Email = "ada@x>\r\nRCPT TO:<eve@example.org" }, 553},
	} {
		t.Run(test.says, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := &box{}
				p, l := postman(t, b, sending(func(context.Context, *Message) error { return test.err }))
				running(t, p, func() {
					m, c := fresh(1, booking.ToVisitor, booking.MailBooked)
					test.call(c)
					w := b.add(m, c)
					time.Sleep(time.Hour)
					if fate := b.fate(w); fate.GaveUp.IsZero() || fate.Code != test.code || fate.Tries != 1 {
						t.Errorf("got the fate %+v, want it given up at the first try with %d", fate, test.code)
					}
					if strings.Count(l.String(), "\n") != 1 || strings.Contains(l.String(), "@x") || strings.Contains(l.String(), "RCPT") {
						t.Errorf("got the log\n%s\nwant one line and no address", l)
					}
				})
			})
		})
	}
}

func TestAMailOfAnErasedCallIsDroppedInSilence(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &box{}
		var sent atomic.Int32
		p, l := postman(t, b, sending(func(context.Context, *Message) error { sent.Add(1); return nil }))
		running(t, p, func() {
			m, _ := fresh(1, booking.ToVisitor, booking.MailBooked)
			gone := b.add(m, nil)
			m, _ = fresh(2, booking.ToOwner, booking.MailErased)
			told := b.add(m, nil)
			time.Sleep(time.Minute)
			if fate := b.fate(gone); fate.GaveUp.IsZero() || fate.Code != 0 || l.String() != "" {
				t.Errorf("got the fate %+v and the log %q, want it given up without a word", fate, l)
			}
			if fate := b.fate(told); fate.Sent.IsZero() || sent.Load() != 1 {
				t.Errorf("got the fate %+v of the mail to the owner, want it sent", fate)
			}
		})
	})
}

// R13: one mail that is stuck delays no other.
func TestAStuckMailDelaysNoOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &box{}
		p, _ := postman(t, b, sending(func(ctx context.Context, m *Message) error {
			if m.Mail.To == booking.ToVisitor {
				<-ctx.Done()
				return ctx.Err()
			}
			return nil
		}))
		running(t, p, func() {
			began := time.Now()
			stuck := b.add(fresh(0, booking.ToVisitor, booking.MailBooked))
			var others []*waiting
			for n := 1; n < 16; n++ {
				others = append(others, b.add(fresh(n, booking.ToOwner, booking.MailBooked)))
			}
			p.Wake()
			time.Sleep(4 * time.Second)
			for n, w := range others {
				if fate := b.fate(w); fate.Sent.IsZero() {
					t.Errorf("mail %d has the fate %+v after %v, want it sent", n+1, fate, time.Since(began))
				}
			}
			time.Sleep(time.Minute)
			if b.fate(stuck); len(stuck.codes) != 1 {
				t.Errorf("the stuck mail was put back %d times after a minute, want once", len(stuck.codes))
			}
		})
	})
}

// R28: a panic costs the mail a try and nobody anything else.
func TestAPanicCostsOneTry(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &box{}
		p, l := postman(t, b, sending(func(_ context.Context, m *Message) error {
			if m.Mail.Fate.Tries == 1 && m.Mail.To == booking.ToVisitor {
				panic("ada@example.org")
			}
			return nil
		}))
		running(t, p, func() {
			hit, other := b.add(fresh(1, booking.ToVisitor, booking.MailBooked)), b.add(fresh(2, booking.ToOwner, booking.MailBooked))
			time.Sleep(2 * time.Minute)
			if first, second := b.fate(hit), b.fate(other); first.Sent.IsZero() || first.Tries != 2 || second.Sent.IsZero() {
				t.Errorf("got the fates %+v and %+v, want both sent, the first by the second try", first, second)
			}
			if !strings.Contains(l.String(), "panicked") || strings.Contains(l.String(), "ada@") {
				t.Errorf("got the log\n%s\nwant the panic, and not what it said", l)
			}
		})
	})
}

// R22: what is in hand at the end is finished, or goes back.
func TestAtTheEndMailInHandIsFinishedOrReturned(t *testing.T) {
	for _, test := range []struct {
		says  string
		takes time.Duration
		sent  bool
		after time.Duration
	}{
		{"finished", 3 * time.Second, true, 3 * time.Second},
		{"returned", time.Hour, false, 5 * time.Second},
	} {
		t.Run(test.says, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := &box{}
				p, _ := postman(t, b, sending(func(ctx context.Context, _ *Message) error {
					select {
					case <-time.After(test.takes):
						return nil
					case <-ctx.Done():
						return ctx.Err()
					}
				}))
				w := b.add(fresh(1, booking.ToVisitor, booking.MailBooked))
				ctx, stop := context.WithCancel(t.Context())
				time.AfterFunc(time.Millisecond, stop)
				began := time.Now()
				p.Run(ctx)
				if took := time.Since(began); took < test.after || took > test.after+time.Second {
					t.Errorf("Run ended after %v, want about %v", took, test.after)
				}
				fate := b.fate(w)
				if sent := !fate.Sent.IsZero(); sent != test.sent || !fate.GaveUp.IsZero() {
					t.Errorf("got the fate %+v, want sent: %v", fate, test.sent)
				}
				if m, _, _ := b.Take(t.Context(), time.Now(), time.Now(), time.Minute); (m != nil) == test.sent {
					t.Errorf("Take at once: got %v, want the mail back: %v", m, !test.sent)
				}
			})
		})
	}
}

// A mail that was sent is noted, though the store is away for a while.
func TestASentMailIsNotedWhenTheStoreIsBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &box{fails: 20}
		var sent atomic.Int32
		p, _ := postman(t, b, sending(func(context.Context, *Message) error { sent.Add(1); return nil }))
		running(t, p, func() {
			w := b.add(fresh(1, booking.ToVisitor, booking.MailBooked))
			time.Sleep(10 * time.Minute)
			if fate := b.fate(w); fate.Sent.IsZero() || sent.Load() != 1 {
				t.Errorf("got the fate %+v after %d sendings, want one, and noted", fate, sent.Load())
			}
		})
	})
}

// A broken owner.toml is mended while mails wait.
func TestMailsWaitWhileTheOwnersAddressIsWrong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &box{}
		p, _ := postman(t, b, sending(func(context.Context, *Message) error { return nil }))
		var mended atomic.Bool
		good := p.Writer.Owner()
		p.Writer.Owner = func() Owner {
			if o := good; mended.Load() {
				return o
			}
			return Owner{Sender: "nobody"}
		}
		running(t, p, func() {
			w := b.add(fresh(1, booking.ToVisitor, booking.MailBooked))
			time.Sleep(30 * time.Second)
			mended.Store(true)
			time.Sleep(time.Minute)
			if fate := b.fate(w); fate.Sent.IsZero() || fate.Tries != 2 {
				t.Errorf("got the fate %+v, want it sent by the second try", fate)
			}
		})
	})
}

// An outbox that cannot be read is said once, and read again.
func TestAnOutboxThatIsAwayIsSaidOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &away{}
		p, l := postman(t, &box{}, sending(func(context.Context, *Message) error { return nil }))
		p.Outbox = b
		running(t, p, func() {
			time.Sleep(time.Minute)
			if asked := b.asked.Load(); asked < 15 || asked > 30 || strings.Count(l.String(), "\n") != 1 {
				t.Errorf("asked %d times in a minute with the log\n%s\nwant every 3 seconds, and one line", asked, l)
			}
		})
	})
}

type away struct {
	box
	asked atomic.Int32
}

func (a *away) Take(context.Context, time.Time, time.Time, time.Duration) (*booking.Mail, *booking.Call, error) {
	a.asked.Add(1)
	return nil, nil, errors.New("no store")
}
