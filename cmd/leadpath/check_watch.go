package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"time"

	"leadpath/internal/library"
)

// pause is how long nothing may be saved before a person is told what is
// wrong: who saves many files, or has a program do so, means all of them.
const pause = 100 * time.Millisecond

// watch judges now and at every save, until the context ends.
func (ch *checker) watch(c *console) error {
	if ch.content.folder == "" {
		return errors.New("check --watch: there is no folder content here, and what is embedded never changes; name a folder with --content")
	}
	watch, err := newWatcher(ch.content.folder)
	if err != nil {
		return err
	}
	watch.quiet = pause
	if err := ch.tell(c.stdout, ch.read(library.Changes{All: true})); err != nil {
		return err
	}
	failed := make(chan error, 1)
	stop := watch.run(func(news library.Changes) (show func()) {
		report := ch.read(news)
		return func() {
			if err := ch.tell(c.stdout, report); err != nil {
				select {
				case failed <- err:
				default:
				}
			}
		}
	})
	defer stop()
	select {
	case err := <-failed:
		return err
	case <-c.Done():
		return nil
	}
}

// tell prints one judgement in one piece. Between the lines that it begins and
// ends with, which an editor knows it by, stands what check prints.
func (ch *checker) tell(w io.Writer, report library.Report) error {
	if ch.JSON {
		return ch.print(w, report)
	}
	var said bytes.Buffer
	fmt.Fprintf(&said, "# judged %s: %s, %s\n", time.Now().Format("2006-01-02 15:04:05"), count(len(report.Faults), "fault"), count(len(report.Advice), "remark"))
	if err := ch.print(&said, report); err != nil {
		return err
	}
	said.WriteString("# waiting\n")
	_, err := w.Write(said.Bytes())
	return err
}

// count says how many there are of something.
func count(n int, what string) string {
	switch n {
	case 0:
		return "no " + what + "s"
	case 1:
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
