package store

import (
	"errors"
	"time"

	sqlite3 "modernc.org/sqlite/lib"
)

// What SQLite deletes it overwrites (secure_delete), but copies stay where
// rows once moved from page to page, and in the write-ahead log. So after a
// removal the file is written anew without them (VACUUM), and the log is
// brought into it and cut to nothing. The removal was answered before; others
// that write wait for as long as it takes, once in a time twenty times as long.

// wiping is what there is to wipe, and when. It is the writer's.
type wiping struct {
	wanted bool
	packed bool // the file is written anew, the log is still there
	next   <-chan time.Time
	last   time.Time
	took   time.Duration
	pause  time.Duration // before the next trial
}

// due fires when it is time.
func (w *wiping) due() <-chan time.Time { return w.next }

// want asks for a wipe where something was removed.
func (w *wiping) want(removed bool) {
	if removed {
		w.wanted, w.packed, w.pause = true, false, 0
		w.next = time.After(max(0, 20*w.took-time.Since(w.last)))
	}
}

// again puts a wipe off that others were in the way of.
func (w *wiping) again() {
	w.pause = min(max(2*w.pause, 20*time.Millisecond), time.Minute)
	w.next = time.After(w.pause)
}

var errInUse = errors.New("the write-ahead log is in use")

// wipe wipes what was removed, or says why that has to wait.
func (w *writer) wipe() (err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	defer func() {
		if err != nil {
			w.wiping.again()
		}
	}()
	if !w.wiping.packed {
		began := time.Now()
		if _, err := w.conn.exec("VACUUM"); err != nil {
			return err
		}
		w.wiping.packed, w.wiping.last, w.wiping.took = true, time.Now(), time.Since(began)
	}
	switch inUse, err := w.truncate(); {
	case err != nil:
		return err
	case inUse:
		return errInUse
	}
	if _, err := w.conn.exec("DELETE FROM unwiped"); err != nil {
		return err
	}
	w.wiping = wiping{last: w.wiping.last, took: w.wiping.took}
	return nil
}

// truncate brings the log into the file and cuts it to nothing, unless somebody
// still reads it.
func (w *writer) truncate() (inUse bool, err error) {
	err = rows(w.conn, func(scan func(...any) error) error {
		var log, moved int
		return scan(&inUse, &log, &moved)
	}, "PRAGMA wal_checkpoint(TRUNCATE)")
	if isSQLite(err, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) {
		return true, nil
	}
	return inUse, err
}

// leftover asks for a wipe where one was not brought to its end.
func (w *writer) leftover() error {
	n, err := number(w.conn, `SELECT count(*) FROM unwiped`)
	w.wiping.want(n > 0)
	return err
}
