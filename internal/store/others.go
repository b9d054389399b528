package store

import "time"

// lookEvery is how often others' commits are looked for at most: it takes some
// microseconds.
const lookEvery = time.Millisecond

// alone reports whether no other process has committed anything since it was
// asked last. While this one writes nobody else can, and begin has looked.
func (w *writer) alone() bool {
	if !w.mu.TryLock() {
		return true
	}
	defer w.mu.Unlock()
	if time.Since(w.looked) < lookEvery {
		return true
	}
	return w.looks()
}

// look has held read again if others have committed.
func (w *writer) look() {
	if !w.looks() {
		w.held.spoil()
	}
}

// looks asks SQLite for a number that commits of other connections change.
func (w *writer) looks() bool {
	version, err := number(w.conn, "PRAGMA data_version")
	same := err == nil && version == w.version
	w.version, w.looked = version, time.Now()
	return same
}
