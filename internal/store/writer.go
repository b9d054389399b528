package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	sqlite3 "modernc.org/sqlite/lib"

	"leadpath/internal/booking"
)

// A writer commits all changes of a Store to its file. A commit waits for the
// disk; whatever comes meanwhile goes together into the next one, each change
// behind a savepoint of its own, so that one that fails takes no other along.
type writer struct {
	db      *sql.DB
	engine  engine
	held    *heldTimes
	queue   chan *change
	closing chan struct{}
	ended   chan struct{}
	wiping  wiping

	mu      sync.Mutex // is held from BEGIN to COMMIT, and for conn
	conn    *conn
	version int64     // of the database, as far as others have changed it
	looked  time.Time // when that was asked last
}

// A change waits, is begun or withdrawn, and is done.
type change struct {
	do    func(*tx) error
	tx    *tx
	begun atomic.Bool // by the writer; or it is withdrawn by who waits
	done  chan struct{}
	err   error
	panic any
}

// mostAtOnce is how many changes a commit has at most.
const mostAtOnce = 64

// change hands a change to the writer. Until it begins, who waits may leave,
// and leaves after patience; then its end is waited for.
func (w *writer) change(ctx context.Context, do func(*tx) error) error {
	c := &change{do: do, done: make(chan struct{})}
	timer := time.NewTimer(patience)
	defer timer.Stop()
	if err := w.wait(ctx, timer, c); err != nil {
		return err
	}
	if c.panic != nil {
		panic(c.panic)
	}
	return c.err
}

var errTurn = fmt.Errorf("%w: no turn to write came in %v, as somebody else writes or the disk is slow", booking.ErrStore, patience)

func (w *writer) wait(ctx context.Context, timer *time.Timer, c *change) (err error) {
	queue := w.queue
	for {
		select {
		case queue <- c:
			queue = nil
			continue
		case <-c.done:
			return nil
		case <-ctx.Done():
			err = fail(ctx.Err())
		case <-timer.C:
			err = errTurn
		case <-w.ended:
			err = errClosed
		}
		if c.begun.Swap(true) {
			<-c.done
			return nil
		}
		return err
	}
}

// run commits until the store is closed.
func (w *writer) run() {
	defer close(w.ended)
	for {
		select {
		case c := <-w.queue:
			w.commit(w.waiting(c))
		case <-w.wiping.due():
			_ = w.wipe() // what has to wait comes again
		case <-w.closing:
			return
		}
	}
}

// waiting gives a change with all that wait behind it. Who is about to come
// is let come first: on one processor the writer, woken by the first, would
// else run before all others, and wait for the disk for nearly each of them.
func (w *writer) waiting(first *change) []*change {
	runtime.Gosched()
	group := []*change{first}
	for len(group) < mostAtOnce {
		select {
		case c := <-w.queue:
			group = append(group, c)
		default:
			return group
		}
	}
	return group
}

// commit runs changes in one transaction and answers them.
func (w *writer) commit(group []*change) {
	group, err := w.begin(group)
	if err == nil && len(group) > 0 {
		err = w.together(group)
		w.mu.Unlock()
	}
	for _, c := range group {
		if err != nil {
			c.err = err
		} else if c.err == nil && c.panic == nil {
			w.held.tell(c.tx.claims)
			w.wiping.want(c.tx.removed)
		}
		close(c.done)
	}
}

// begin waits until nobody else writes, and gives the changes for which
// somebody still waits then. With any, mu is held and a transaction begun.
//
// SQLite would wait as well, but for a time fixed beforehand, and these have
// waited for different times already.
func (w *writer) begin(group []*change) ([]*change, error) {
	for pause := time.Millisecond; ; pause = min(2*pause, 20*time.Millisecond) {
		w.mu.Lock()
		_, err := w.conn.exec("BEGIN IMMEDIATE")
		if err == nil {
			break
		}
		w.mu.Unlock()
		if !isSQLite(err, sqlite3.SQLITE_BUSY) {
			return begun(group), err
		}
		if group = patient(group); len(group) == 0 {
			return nil, nil
		}
		time.Sleep(pause)
	}
	if group = begun(group); len(group) == 0 {
		_, err := w.conn.exec("ROLLBACK")
		w.mu.Unlock()
		return nil, err
	}
	w.look()
	return group, nil
}

// patient gives the changes that are not withdrawn, begun begins them.
func patient(group []*change) (left []*change) {
	for _, c := range group {
		if !c.begun.Load() {
			left = append(left, c)
		}
	}
	return left
}

func begun(group []*change) (mine []*change) {
	for _, c := range group {
		if !c.begun.Swap(true) {
			mine = append(mine, c)
		}
	}
	return mine
}

// together runs what was begun; an error means that nothing of it happened.
func (w *writer) together(group []*change) (err error) {
	for _, c := range group {
		if err = w.apart(c); err != nil {
			break
		}
	}
	if err == nil {
		_, err = w.conn.exec("COMMIT")
	}
	if err != nil {
		_, _ = w.conn.exec("ROLLBACK") // SQLite may have done so itself
	}
	return err
}

// apart runs one change so that it is undone alone where it fails; an error
// means that the whole transaction is lost.
func (w *writer) apart(c *change) error {
	if _, err := w.conn.exec("SAVEPOINT one"); err != nil {
		return err
	}
	c.tx = &tx{reader: reader{w.conn}, engine: w.engine}
	c.run()
	if c.err != nil || c.panic != nil {
		if _, err := w.conn.exec("ROLLBACK TO one"); err != nil {
			return errors.Join(err, c.err)
		}
	}
	_, err := w.conn.exec("RELEASE one")
	return err
}

// run runs a change; a panic is brought to who asked for it, as others wait
// for the writer.
func (c *change) run() {
	defer func() { c.panic = recover() }()
	c.err = c.do(c.tx)
}

// upgrade brings the schema up to date, after others who may just do so.
func (w *writer) upgrade(ctx context.Context, list []migration) error {
	schema, err := number(w.conn, "PRAGMA user_version")
	if err != nil || int(schema) >= len(list) {
		return err
	}
	for began := time.Now(); ; time.Sleep(20 * time.Millisecond) {
		err := w.conn.upgrade(ctx, list)
		if !isSQLite(err, sqlite3.SQLITE_BUSY) || time.Since(began) > patience {
			return err
		}
	}
}

// close ends the writer, and wipes what is left to wipe, as nobody else may
// come to do so for long.
func (w *writer) close() (err error) {
	if w.engine != nil {
		<-w.ended
		for began := time.Now(); w.wiping.wanted && time.Since(began) < time.Second; time.Sleep(20 * time.Millisecond) {
			_ = w.wipe() // what stays is wiped at the next start
		}
	}
	if w.conn != nil {
		err = errors.Join(err, w.conn.Close())
	}
	return errors.Join(err, w.db.Close())
}
