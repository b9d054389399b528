package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"

	"leadpath/internal/library"
)

// What a watch hears of a folder. IN_CLOSE_WRITE is why this is not a
// library: only it tells a finished save from a half-written file. Of the
// folder above only comings and goings matter.
const (
	watchedAbove = unix.IN_CREATE | unix.IN_DELETE | unix.IN_MOVED_FROM | unix.IN_MOVED_TO
	watched      = watchedAbove | unix.IN_MODIFY | unix.IN_CLOSE_WRITE | unix.IN_DELETE_SELF | unix.IN_MOVE_SELF | unix.IN_ATTRIB
)

const (
	quiet   = 5 * time.Millisecond // without news before the content is served
	settle  = time.Millisecond     // for news of a change while reading
	longest = 30 * time.Second     // to wait for a writer who does not close the file
	patrol  = 2 * time.Second      // between looks for folders that came without news
)

// A watcher reads a content folder again whenever it has changed and nobody
// is writing to it. All but stop belongs to the goroutine of its loop.
type watcher struct {
	folder  string          // absolute
	quiet   time.Duration   // without news before the content is read
	queue   *os.File        // inotify
	handle  syscall.RawConn // of the queue
	buffer  []byte
	above   int             // the watch of the folder that the content folder lies in
	folders map[int]string  // by watch
	writing map[string]bool // files written to and not closed yet
	grown   bool            // a folder has come that may not be watched yet
	news    library.Changes // since the last reading
}

// newWatcher gathers news of a folder from now on, even if it is not there
// yet. It must come before the first reading: what changes after it is then
// read again.
func newWatcher(folder string) (*watcher, error) {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return nil, fmt.Errorf("watch: %w", err)
	}
	fd, err := unix.InotifyInit1(unix.IN_NONBLOCK | unix.IN_CLOEXEC)
	if err != nil {
		return nil, fmt.Errorf("watch %s: %w (fs.inotify.max_user_instances may be too small)", folder, err)
	}
	w := &watcher{
		folder: folder, quiet: quiet, queue: os.NewFile(uintptr(fd), "inotify"), buffer: make([]byte, 64<<10),
		folders: map[int]string{}, writing: map[string]bool{},
	}
	if w.handle, err = w.queue.SyscallConn(); err != nil {
		return nil, fmt.Errorf("watch %s: %w", folder, err)
	}
	if _, err := w.watchFolders(); err != nil {
		return nil, fmt.Errorf("watch %s: %w (fs.inotify.max_user_watches may be too small)", folder, err)
	}
	w.news = library.Changes{} // the first reading knows nothing yet
	return w, nil
}

// run calls read with the news after each change, once for a burst of them and never while
// a file is half written. What read found is shown, unless files changed
// meanwhile: then it is read again. stop ends it.
func (w *watcher) run(read func(library.Changes) (show func())) (stop func()) {
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		w.loop(read)
	}()
	return func() { _ = w.queue.Close(); <-ended }
}

func (w *watcher) loop(read func(library.Changes) (show func())) {
	var since time.Time // the first change that is not shown yet; zero: none
	tooLong := func() bool { return time.Since(since) >= longest }
	for {
		wait := w.quiet
		if since.IsZero() {
			wait = patrol
		}
		changed, err := w.hear(wait)
		if err != nil {
			return // stopped
		}
		if since.IsZero() || w.grown {
			fresh, _ := w.watchFolders()
			changed = changed || fresh
		}
		if since.IsZero() {
			if changed {
				since = time.Now()
			}
			continue
		}
		if (changed || w.beingWritten()) && !tooLong() {
			continue
		}
		_, _ = w.watchFolders()
		news := w.news
		w.news = library.Changes{}
		show := read(news)
		time.Sleep(settle)
		changed = w.take()
		if changed && !tooLong() {
			continue // what was read may be half of it
		}
		show()
		if since = (time.Time{}); changed {
			since = time.Now()
		}
	}
}

// watchFolders watches the content folder, all folders in it, and the one it
// lies in, so that another put in its place is seen. fresh tells whether there
// was a folder not watched before; watching twice is harmless. A folder that
// cannot be watched is one that cannot be read, which is said elsewhere: the
// error is only that the system has no watches left.
func (w *watcher) watchFolders() (fresh bool, err error) {
	w.grown = false
	failure := w.handle.Control(func(fd uintptr) {
		add := func(folder string, mask uint32) int {
			id, failure := unix.InotifyAddWatch(int(fd), folder, mask)
			switch {
			case errors.Is(failure, unix.ENOSPC):
				err = failure
			case failure == nil && w.folders[id] != folder:
				fresh, w.news.All = true, true
				w.folders[id] = folder
			}
			return id
		}
		w.above = add(filepath.Dir(w.folder), watchedAbove)
		// With the slash a link is followed, if the folder is one.
		_ = filepath.WalkDir(w.folder+"/", func(path string, entry fs.DirEntry, err error) error {
			if err != nil || !entry.IsDir() {
				return nil
			}
			if passedOver(filepath.Base(path)) && filepath.Clean(path) != w.folder {
				return fs.SkipDir
			}
			add(path, watched)
			return nil
		})
	})
	return fresh, errors.Join(err, failure)
}

// passedOver tells what editors and version control leave in a folder. An
// editor keeps its swap file open for writing, which must hold nobody up.
func passedOver(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~")
}

// hear waits for a change, at most so long. The error is that of a queue
// which was closed.
func (w *watcher) hear(wait time.Duration) (changed bool, err error) {
	if err := w.queue.SetReadDeadline(time.Now().Add(wait)); err != nil {
		return false, err
	}
	for {
		n, err := w.queue.Read(w.buffer)
		switch {
		case errors.Is(err, os.ErrDeadlineExceeded):
			return w.take(), nil
		case err != nil:
			return false, err
		case w.note(parseEvents(w.buffer[:n])):
			return true, nil
		}
	}
}

// take notes all that has happened until now, without waiting: the kernel
// queues an event before the call that made it returns.
func (w *watcher) take() (changed bool) {
	_ = w.handle.Control(func(fd uintptr) {
		for {
			n, err := unix.Read(int(fd), w.buffer)
			if n <= 0 || err != nil {
				return
			}
			changed = w.note(parseEvents(w.buffer[:n])) || changed
		}
	})
	return changed
}

// An event is what happened to one name.
type event struct {
	watch int
	mask  uint32
	name  string
}

func parseEvents(data []byte) []event {
	var list []event
	for len(data) >= unix.SizeofInotifyEvent {
		raw := (*unix.InotifyEvent)(unsafe.Pointer(&data[0]))
		end := unix.SizeofInotifyEvent + int(raw.Len)
		name, _, _ := bytes.Cut(data[unix.SizeofInotifyEvent:end], []byte{0})
		list = append(list, event{int(raw.Wd), raw.Mask, string(name)})
		data = data[end:]
	}
	return list
}

// note keeps who is writing what and reports whether anything in the content
// changed.
func (w *watcher) note(list []event) (changed bool) {
	for _, e := range list {
		switch {
		case e.mask&unix.IN_Q_OVERFLOW != 0: // news was lost, that of a file's closing too
			clear(w.writing)
		case e.mask&unix.IN_IGNORED != 0:
			delete(w.folders, e.watch)
			w.news.All = true
			continue
		case e.watch == w.above && e.name != filepath.Base(w.folder):
			continue
		case passedOver(e.name) && e.watch != w.above && e.mask&unix.IN_MOVED_TO == 0:
			continue
		}
		changed = true
		w.keep(e)
		w.grown = w.grown || e.mask&unix.IN_ISDIR != 0
		file := filepath.Join(w.folders[e.watch], e.name)
		switch {
		case e.mask&unix.IN_MODIFY != 0:
			w.writing[file] = true
		case e.mask&(unix.IN_CLOSE_WRITE|unix.IN_DELETE|unix.IN_MOVED_FROM) != 0:
			delete(w.writing, file)
		}
	}
	return changed
}

// textFolders are those in which a file is what its path says: in others there
// may lie what links lead to.
var textFolders = []string{".", "articles", "authors", "faq", "images", "legal", "path"}

// keep adds an event to the news.
func (w *watcher) keep(e event) {
	folder, err := filepath.Rel(w.folder, w.folders[e.watch])
	known := err == nil && w.folders[e.watch] != "" && e.watch != w.above && slices.Contains(textFolders, folder)
	if !known || e.name == "" || e.mask&(unix.IN_ISDIR|unix.IN_Q_OVERFLOW|unix.IN_DELETE_SELF|unix.IN_MOVE_SELF|unix.IN_UNMOUNT) != 0 {
		w.news.All = true
		return
	}
	if w.news.Files == nil {
		w.news.Files = map[string]bool{}
	}
	w.news.Files[filepath.Join(folder, e.name)] = true
}

// beingWritten reports whether a file that was written to is still open for
// that. Not every change is followed by a closing: truncate(2) opens nothing.
func (w *watcher) beingWritten() bool {
	for file := range w.writing {
		if !openForWriting(file) {
			delete(w.writing, file)
		}
	}
	return len(w.writing) > 0
}

// openForWriting asks the kernel, which grants no read lease on a file that
// somebody has open for writing. Where it may not be asked (the file is
// another user's) the answer is yes.
func openForWriting(file string) bool {
	fd, err := unix.Open(file, unix.O_RDONLY|unix.O_NONBLOCK|unix.O_CLOEXEC, 0)
	if err != nil {
		return false // nor can the content be read then
	}
	defer func() { _ = unix.Close(fd) }() // which ends the lease
	_, err = unix.FcntlInt(uintptr(fd), unix.F_SETLEASE, unix.F_RDLCK)
	return err != nil
}
