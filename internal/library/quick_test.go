package library

import (
	"runtime"
	"strconv"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/sys/unix"
)

// quick is what 64 KB of Markdown may take (S17).
const quick = 50 * time.Millisecond

func base36(n int) string { return strconv.FormatInt(int64(n), 36) }

// wantQuick makes HTML of Markdown and wants it done in time. What counts is
// the processor time of this thread, and the best of several attempts, so
// that a busy machine fails nothing: only the work itself can.
func wantQuick(t *testing.T, markdown string) {
	t.Helper()
	best := time.Hour
	words := catalog(t)
	for range 5 {
		b := newBinder(fstest.MapFS{}, words)
		if best = min(best, workOf(func() { madeHTML(b, markdown) })); best < quick {
			return
		}
	}
	t.Errorf("%d bytes of Markdown beginning %.40q took %v of work at best, want below %v", len(markdown), markdown, best, quick)
}

func workOf(do func()) time.Duration {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	runtime.GC() // what others left behind is not this text's work
	before := threadTime()
	do()
	return threadTime() - before
}

func threadTime() time.Duration {
	var ts unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &ts); err != nil {
		panic(err)
	}
	return time.Duration(ts.Nano())
}

// madeHTML makes HTML of Markdown as the body of a German article.
func madeHTML(b *binder, markdown string) written {
	x := &text{file: "articles/x.de.md", key: "x", lang: "de", body: []byte(markdown), bodyLine: 1}
	b.fillSettings(x)
	w := b.write(x)
	b.checkAnchors()
	b.report.Faults.Sort()
	b.report.Advice.Sort()
	return w
}
