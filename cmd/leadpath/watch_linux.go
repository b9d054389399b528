package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// What a watch hears of a folder. IN_CLOSE_WRITE is why this is not a
// library: only it tells a finished save from a half-written file.
const watched = unix.IN_MODIFY | unix.IN_CLOSE_WRITE | unix.IN_CREATE | unix.IN_DELETE | unix.IN_MOVED_FROM | unix.IN_MOVED_TO |
	unix.IN_DELETE_SELF | unix.IN_MOVE_SELF | unix.IN_ATTRIB

const (
	quiet   = 5 * time.Millisecond // without news before the content is read
	settle  = time.Millisecond     // for news of a change while reading
	longest = 5 * time.Second      // to wait for a writer who does not close the file
)

// A watcher reads a content folder again whenever it has changed and nobody
// is writing to it.
type watcher struct {
	folder  string
	read    func() (show func())
	queue   *os.File        // inotify
	folders map[int]string  // by watch
	writing map[string]bool // files written to and not closed yet
	news    chan struct{}   // something was heard
	ended   chan struct{}
}

// watch calls read after each change in folder, once for a burst of them and
// never while a file is half written. What read found is shown, unless files
// changed meanwhile: then it is read again. stop ends it.
func watch(folder string, read func() (show func())) (stop func(), err error) {
	fd, err := unix.InotifyInit1(unix.IN_NONBLOCK | unix.IN_CLOEXEC)
	if err != nil {
		return nil, fmt.Errorf("watch %s: %w", folder, err)
	}
	w := &watcher{
		folder: folder, read: read, queue: os.NewFile(uintptr(fd), "inotify"),
		folders: map[int]string{}, writing: map[string]bool{}, ended: make(chan struct{}),
	}
	w.watchFolders(fd)
	events := make(chan []event)
	go w.listen(events)
	go w.loop(fd, events)
	return func() { _ = w.queue.Close(); <-w.ended }, nil
}

// An event is what happened to one name.
type event struct {
	watch int
	mask  uint32
	name  string
}

// watchFolders watches the content folder, all folders in it, and the one it
// lies in, so that another put in its place is seen. Watching twice is
// harmless.
func (w *watcher) watchFolders(fd int) {
	add := func(folder string) {
		if id, err := unix.InotifyAddWatch(fd, folder, watched); err == nil {
			w.folders[id] = folder
		}
	}
	add(filepath.Dir(filepath.Clean(w.folder)))
	_ = filepath.WalkDir(w.folder, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.IsDir() {
			add(path)
		}
		return nil
	})
}

// listen reads events until the queue is closed.
func (w *watcher) listen(events chan<- []event) {
	defer close(events)
	buffer := make([]byte, 64<<10)
	for {
		n, err := w.queue.Read(buffer)
		if err != nil {
			return
		}
		events <- parseEvents(buffer[:n])
	}
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

// loop gathers events and reads the content when it has been quiet.
func (w *watcher) loop(fd int, events <-chan []event) {
	defer close(w.ended)
	timer := time.NewTimer(time.Hour)
	timer.Stop()
	var since time.Time // the first change that is not shown yet
	heard := func(list []event) {
		if w.note(list) {
			if since.IsZero() {
				since = time.Now()
			}
			timer.Reset(quiet)
		}
	}
	for {
		select {
		case list, ok := <-events:
			if !ok {
				return
			}
			heard(list)
		case <-timer.C:
			if len(w.writing) > 0 && time.Since(since) < longest {
				timer.Reset(quiet)
				continue
			}
			clear(w.writing)
			w.watchFolders(fd)
			begun := time.Now()
			show := w.read()
			select { // a change while reading: what was read may be half of it
			case list, ok := <-events:
				if !ok {
					return
				}
				if w.note(list) && begun.Sub(since) < longest {
					timer.Reset(quiet)
					continue
				}
				heard(list)
			case <-time.After(settle):
			}
			since = time.Time{}
			show()
		}
	}
}

// note keeps who is writing what and reports whether anything in the content
// changed.
func (w *watcher) note(list []event) (changed bool) {
	for _, e := range list {
		folder := w.folders[e.watch]
		outside := folder == filepath.Dir(filepath.Clean(w.folder)) && e.name != filepath.Base(w.folder)
		if outside || e.mask&unix.IN_IGNORED != 0 {
			continue
		}
		changed = true
		file := filepath.Join(folder, e.name)
		switch {
		case e.mask&unix.IN_MODIFY != 0:
			w.writing[file] = true
		case e.mask&(unix.IN_CLOSE_WRITE|unix.IN_DELETE|unix.IN_MOVED_FROM) != 0:
			delete(w.writing, file)
		}
	}
	return changed
}
