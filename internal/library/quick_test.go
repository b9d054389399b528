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

// wantQuick makes HTML of 64 KB and wants it done in time. What counts is the
// processor time of this thread, the best of several attempts. Work that is
// merely slowed down, by a busy machine, grows in step with the text all the
// same: only what takes too long and grows faster fails.
func wantQuick(t *testing.T, of func(n int) string) {
	t.Helper()
	words := catalog(t)
	best := func(n int) time.Duration {
		least := time.Hour
		for range 3 {
			b, markdown := newBinder(fstest.MapFS{}, words), of(n)
			b.thorough = true // which is more work than serving
			if least = min(least, workOf(func() { madeHTML(b, markdown) })); least < quick/16 {
				break
			}
		}
		return least
	}
	whole := best(64 << 10)
	if whole <= quick {
		return
	}
	if part := best(8 << 10); whole > 24*part { // in step would be 8 times, squared 64
		t.Errorf("64 KB of Markdown beginning %.40q took %v of work and 8 KB took %v, want below %v or growth in step", of(64<<10), whole, part, quick)
	}
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
	b.checkRefs(x.file, x.lang, b.refs)
	b.report.Faults.Sort()
	b.report.Advice.Sort()
	return w
}
