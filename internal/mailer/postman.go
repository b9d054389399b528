package mailer

import (
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"runtime/debug"
	"sync"
	"time"

	"leadpath/internal/booking"
)

// An Outbox is where mails wait.
type Outbox interface {
	Take(ctx context.Context, now, ended time.Time, lease time.Duration) (*booking.Mail, *booking.Call, error) // nil where none is due; the call is nil where it is erased
	Sent(ctx context.Context, m *booking.Mail, at time.Time) error
	Later(ctx context.Context, m *booking.Mail, due time.Time, code int) error // superseded ones are given up by the store
	GiveUp(ctx context.Context, m *booking.Mail, at time.Time, code int) error
	NextDue(ctx context.Context, now time.Time) (time.Time, error)
}

// A Postman takes mails out of an outbox and sends them, several at once, so
// that one that is stuck keeps no other waiting. NewPostman makes one.
type Postman struct {
	Outbox Outbox
	Writer *Writer
	Sender Sender
	Log    *slog.Logger
	Now    func() time.Time

	// Pause gives how long a mail waits after so many tries.
	Pause func(tries int) time.Duration
	// Idle is how long at most the outbox is not looked into: other
	// processes fill it too.
	Idle time.Duration
	// Grace is how long a mail in hand may still take at the end.
	Grace time.Duration
	// Settle is how long leases are left alone that only seem to have ended
	// since the clock was set ahead: as long as they last.
	Settle time.Duration

	wake chan struct{}
	leap leap
}

const (
	atOnce      = 4                // mails in hand at most
	sendingTime = 60 * time.Second // for one mail
	leaseTime   = 5 * time.Minute  // longer than sendingTime and what follows it
	lastTry     = 48 * time.Hour   // after a mail was made
	noting      = 2 * time.Second  // for a word with the outbox
)

// refusedAddress is the code of a mail that no server was asked about, since
// none would take its address: mailbox name not allowed (RFC 5321, 4.2.3).
const refusedAddress = 553

// NewPostman gives a postman with the house's pauses. Its fields can be
// changed until Run is called.
func NewPostman(outbox Outbox, writer *Writer, sender Sender, log *slog.Logger, now func() time.Time) *Postman {
	return &Postman{
		Outbox: outbox, Writer: writer, Sender: sender, Log: log, Now: now,
		Pause: pause, Idle: 3 * time.Second, Grace: 5 * time.Second, Settle: leaseTime, wake: make(chan struct{}, 1),
	}
}

// pauses are in minutes; the last one stays.
var pauses = [...]int{1, 2, 5, 15, 30, 60, 120, 240}

// pause grows from a minute to four hours. Up to a tenth is taken off by
// chance, so that mails which failed together do not come back together.
func pause(tries int) time.Duration {
	minutes := pauses[min(max(tries, 1), len(pauses))-1]
	return time.Duration((1 - rand.Float64()/10) * float64(minutes) * float64(time.Minute))
}

// Wake tells the postman that there is mail. It never waits.
func (p *Postman) Wake() {
	select {
	case p.wake <- struct{}{}:
	default:
	}
}

// Run sends mails until ctx ends and those in hand are done with: sent, or,
// after Grace, back in the outbox for whoever comes next.
func (p *Postman) Run(ctx context.Context) {
	var inHand sync.WaitGroup
	sending, stop := p.graceful(ctx)
	defer stop()
	defer inHand.Wait()
	free := make(chan struct{}, atOnce)
	for blind := false; ctx.Err() == nil; {
		select {
		case free <- struct{}{}:
		case <-ctx.Done():
			return
		}
		m, c, err := p.take(ctx)
		if err != nil && !blind {
			p.Log.Error("the outbox cannot be read; mails wait", "error", err)
		}
		blind = err != nil
		if err != nil || m == nil {
			<-free
			p.rest(ctx)
			continue
		}
		inHand.Go(func() {
			defer func() { <-free }()
			p.handle(sending, m, c)
		})
	}
}

// take takes a mail even if ctx ends meanwhile: one that was taken and is not
// in hand would have to wait for its lease to end.
func (p *Postman) take(ctx context.Context) (*booking.Mail, *booking.Call, error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), noting)
	defer cancel()
	now := p.Now()
	return p.Outbox.Take(ctx, now, p.leap.before(now, p.Settle), leaseTime)
}

// graceful gives a context that ends some time after ctx.
func (p *Postman) graceful(ctx context.Context) (context.Context, func()) {
	sending, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() { time.AfterFunc(p.Grace, cancel) })
	return sending, func() { stop(); cancel() }
}

// rest waits until a mail is due, or somebody says that there is one. The
// wait is measured by a clock that nobody sets.
func (p *Postman) rest(ctx context.Context) {
	wait := p.Idle
	if due, err := p.Outbox.NextDue(ctx, p.Now()); err == nil && !due.IsZero() {
		wait = min(wait, max(due.Sub(p.Now()), 200*time.Millisecond))
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-p.wake:
	case <-ctx.Done():
	}
}

// handle sends one mail and notes what became of it.
func (p *Postman) handle(ctx context.Context, m *booking.Mail, c *booking.Call) {
	if m.Pointless(c) {
		p.note(ctx, m, func(ctx context.Context) error { return p.Outbox.GiveUp(ctx, m, p.Now(), 0) })
		return
	}
	err := p.try(ctx, m, c)
	var failed *Failure
	errors.As(err, &failed)
	switch {
	case err == nil:
		p.note(ctx, m, func(ctx context.Context) error { return p.Outbox.Sent(ctx, m, p.Now()) })
	case errors.Is(err, errUnsendable):
		p.giveUp(ctx, m, refusedAddress, err)
	case failed != nil && failed.Final:
		p.giveUp(ctx, m, failed.Code, err)
	case ctx.Err() != nil: // the end came: somebody else may try at once
		p.note(ctx, m, func(ctx context.Context) error { return p.Outbox.Later(ctx, m, p.Now(), 0) })
	default:
		p.later(ctx, m, codeOf(failed), err)
	}
}

func codeOf(f *Failure) int {
	if f == nil {
		return 0
	}
	return f.Code
}

// try writes and sends one mail. What panics there costs that mail a try, and
// nobody else anything.
func (p *Postman) try(ctx context.Context, m *booking.Mail, c *booking.Call) (err error) {
	defer func() {
		if recover() != nil { // what it says may hold what a visitor typed
			p.Log.Error("sending a mail panicked", "kind", m.Kind, "to", m.To, "stack", string(debug.Stack()))
			err = errPanic
		}
	}()
	ctx, cancel := context.WithTimeout(ctx, sendingTime)
	defer cancel()
	msg, err := p.Writer.Write(m, c)
	if err != nil {
		return err
	}
	return p.Sender.Send(ctx, msg)
}

var errPanic = errors.New("sending panicked")

// later puts a mail back with a pause, or gives it up.
func (p *Postman) later(ctx context.Context, m *booking.Mail, code int, cause error) {
	due := p.again(m, p.Now())
	if due.IsZero() {
		p.giveUp(ctx, m, code, cause)
		return
	}
	p.Log.Warn("a mail was not sent; it is tried again", "kind", m.Kind, "to", m.To, "code", code, "tries", m.Fate.Tries, "again", due.UTC(), "cause", cause)
	p.note(ctx, m, func(ctx context.Context) error { return p.Outbox.Later(ctx, m, due, code) })
}

// again gives when a mail that failed now is tried again; zero: never. The
// last time is 48 hours after it was made. One that expires is tried in what
// time it has, with pauses of a tenth of that at most.
func (p *Postman) again(m *booking.Mail, now time.Time) time.Time {
	pause, last := p.Pause(m.Fate.Tries), m.Made.Add(lastTry)
	if !m.Expires.IsZero() {
		last = m.Expires.Add(-time.Second)
		pause = min(pause, max(m.Expires.Sub(now)/10, time.Minute))
	}
	switch due := now.Add(pause); {
	case !now.Before(last):
		return time.Time{}
	case due.After(last):
		return last
	default:
		return due
	}
}

// giveUp alarms the owner, unless it is a reminder: nothing is lost but that.
func (p *Postman) giveUp(ctx context.Context, m *booking.Mail, code int, cause error) {
	level := slog.LevelError
	if m.Kind.Reminds() {
		level = slog.LevelWarn
	}
	p.Log.Log(ctx, level, "a mail is given up", "kind", m.Kind, "to", m.To, "code", code, "tries", m.Fate.Tries, "cause", cause)
	p.note(ctx, m, func(ctx context.Context) error { return p.Outbox.GiveUp(ctx, m, p.Now(), code) })
}

// note tells the outbox what became of a mail, and does not let go while the
// lease lasts: a mail that was sent and is not noted is sent twice. At the
// end it has the grace that is left, and no less than a moment.
func (p *Postman) note(ctx context.Context, m *booking.Mail, do func(context.Context) error) {
	patient, cancel := context.WithTimeout(context.WithoutCancel(ctx), leaseTime-2*sendingTime)
	defer cancel()
	for {
		once, cancel := context.WithTimeout(patient, noting)
		err := do(once)
		cancel()
		if err == nil {
			return
		}
		select {
		case <-time.After(noting / 4):
			continue
		case <-ctx.Done():
		case <-patient.Done():
		}
		p.Log.Error("what became of a mail could not be noted; it may be sent again", "kind", m.Kind, "to", m.To, "error", err)
		return
	}
}
