package store

import (
	"context"
	"database/sql"
	"time"
)

// What PostgreSQL deletes stays in its files until its place is needed, and
// plain VACUUM frees the place without overwriting it. Only VACUUM FULL drops
// the bytes: it writes the table anew and cuts the old file to nothing. It
// keeps rows that somebody may still see, so it waits until all who looked
// before have done; and it lets nobody else at the table meanwhile, so it
// waits for that a second at most and then comes again. Personal data lie in
// calls alone, a small table.
//
// The server's own log of changes, its archive and its backups are the
// operator's.

// wipeSoon asks for a wipe.
func (p *postgres) wipeSoon() {
	select {
	case p.removed <- struct{}{}:
	default: // it is asked for already
	}
}

// wipes wipes what was removed, now and whenever it is asked to, until the
// store is closed.
func (p *postgres) wipes() {
	defer close(p.ended)
	if n, err := p.leftover(); err == nil && n > 0 {
		p.wipeSoon()
	}
	for pause := time.Duration(0); ; {
		select {
		case <-p.removed:
			took, err := p.wipe()
			if pause = 20 * took; err != nil {
				p.wipeSoon()
				pause = time.Second
			}
		case <-p.closing:
			p.lastWipe()
			return
		}
		select { // once in a time twenty times as long as it took
		case <-time.After(pause):
		case <-p.closing:
		}
	}
}

// lastWipe wipes what is left to wipe, if it can; else it is for the next start.
func (p *postgres) lastWipe() {
	select {
	case <-p.removed:
		_, _ = p.wipe()
	default:
	}
}

func (p *postgres) leftover() (n int64, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	err = p.view(ctx, func(s session) error {
		n, err = number(s, `SELECT count(*) FROM unwiped`)
		return err
	})
	return n, err
}

// wipe wipes what was removed, and gives how long others had to wait.
func (p *postgres) wipe() (took time.Duration, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), 4*patience)
	defer cancel()
	c, err := p.db.Conn(ctx)
	if err != nil {
		return 0, err
	}
	defer func() { _ = c.Close() }()
	if err := unseen(ctx, c); err != nil {
		return 0, err
	}
	began := time.Now()
	for _, statement := range []string{`SET lock_timeout = '1s'`, `VACUUM FULL calls`, `DELETE FROM unwiped`} {
		if _, err = c.ExecContext(ctx, statement); err != nil {
			break
		}
	}
	_, _ = c.ExecContext(ctx, `RESET lock_timeout`) // of a connection that is lost nothing is left
	return time.Since(began), err
}

// unseen waits until nobody looks at a state of the database from before, as
// far as our role may know; of others some seconds are enough.
func unseen(ctx context.Context, c *sql.Conn) error {
	var next int64
	if err := c.QueryRowContext(ctx, `SELECT txid_snapshot_xmax(txid_current_snapshot())`).Scan(&next); err != nil {
		return err
	}
	for began := time.Now(); time.Since(began) < 2*patience; time.Sleep(20 * time.Millisecond) {
		var looking int
		err := c.QueryRowContext(ctx, `
			SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
			AND age(backend_xmin) > txid_snapshot_xmax(txid_current_snapshot()) - $1`, next).Scan(&looking)
		if err != nil || looking == 0 {
			return err
		}
	}
	return nil
}
