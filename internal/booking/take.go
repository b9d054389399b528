package booking

import (
	"fmt"
	"time"
)

// writeBoth queues the mails to visitor and owner about what a call has become.
func (d *Diary) writeBoth(tx Tx, c *Call, kind Kind, was time.Time) error {
	for _, to := range both {
		if err := tx.Queue(d.mail(c, to, kind, was), c.Person); err != nil {
			return fmt.Errorf("queue mail: %w", err)
		}
	}
	return nil
}

func (d *Diary) mail(c *Call, to Recipient, kind Kind, was time.Time) Mail {
	return Mail{ID: newID(), Call: c.ID, To: to, Kind: kind, Sequence: c.Sequence, Start: c.Start, End: c.End, Was: was, Made: d.now(), Due: d.now()}
}

// count notes what happened among what is kept for good.
func (d *Diary) count(tx Tx, what string) error {
	return tx.Count(d.now().In(d.Hours().Zone).Format("2006-01"), what)
}

// claim takes time and seat for a call, and gives up what it had elsewhere;
// ErrTaken where another has them.
func (d *Diary) claim(tx Tx, c *Call, had bool) error {
	day := d.Hours().Day(c.Start).String()
	for _, step := range []func() (bool, error){
		func() (bool, error) { return tx.Claim(c.ID, c.Start, c.Until) },
		func() (bool, error) { return tx.Seat(c.ID, day, d.Hours().Daily) },
	} {
		ok, err := step()
		if err != nil {
			return err
		}
		if !ok {
			return ErrTaken
		}
	}
	if !had {
		return nil
	}
	return tx.Release(c.ID, c.Start, c.Until, day)
}

// take claims what a call needs, tells visitor and owner, will remind them,
// and counts it by the mail's name.
func (d *Diary) take(tx Tx, c *Call, kind Kind, was time.Time) error {
	if err := d.claim(tx, c, kind == MailMoved); err != nil {
		return err
	}
	if err := d.writeBoth(tx, c, kind, was); err != nil {
		return err
	}
	if err := d.remind(tx, c, kind != MailBooked); err != nil {
		return err
	}
	return d.count(tx, string(kind))
}

// limited reports by an error that a person has all calls or mails there can
// be for now.
func (d *Diary) limited(r Reader, person Hash, another bool) error {
	if another {
		open, err := r.Open(person, d.now())
		if err != nil {
			return err
		}
		if open >= mostOpen {
			return &TooManyError{time.Hour}
		}
	}
	written, err := r.Written(person, d.now().Add(-time.Hour))
	if err != nil {
		return err
	}
	if len(written) >= mostMails {
		wait := written[len(written)-mostMails].Add(time.Hour).Sub(d.now())
		return &TooManyError{max(wait, time.Second)}
	}
	return nil
}
