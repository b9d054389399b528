package main

import (
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// Every call of the system by which the program writes or syncs, in order: a
// booking's page says where it is only after the log of the database, with the
// booking in it, was synced.
//
// R4
func TestNothingIsConfirmedBeforeItIsSynced(t *testing.T) {
	t.Parallel()
	const bookings, visitors = 100, 4
	content := withHours(t, wideHours)
	s, trace := traced(t, content)
	starts := offered(t, content)
	forms := s.hidden(t, starts[0], bookings)
	ways := make([]string, bookings)
	atOnce(visitors, func(first int) {
		for i := first; i < bookings; i += visitors {
			a, err := s.ask("/en/call/"+starts[2*i], filled(forms[i], emailOf(4, i)), newAddress())
			if err != nil || a.status != http.StatusSeeOther {
				t.Errorf("booking %d: got %d (%v), want 303", i, a.status, err)
			}
			ways[i] = a.header.Get("Location")
		}
	})
	s.signal(t, 15)
	s.ends(t, time.Minute)
	calls := readTrace(t, trace)
	for i, way := range ways {
		if fault := unsynced(calls, emailOf(4, i), way); fault != "" {
			t.Errorf("booking %d: %s", i, fault)
		}
	}
}

// traced serves under strace, which is told to step aside: the process that
// was started is the server itself.
func traced(t *testing.T, content string) (*running, string) {
	t.Helper()
	tracer, err := exec.LookPath("strace")
	if err != nil {
		t.Fatal("strace is missing, without which nobody sees what is synced; run `apt-get install strace`, or `make tools`")
	}
	file := filepath.Join(t.TempDir(), "trace")
	cmd := command(t, "serve", "--addr", "127.0.0.1:0", "--content", content, "--data", filepath.Join(t.TempDir(), "data"), "--trusted-proxies", "127.0.0.1/32")
	options := []string{tracer, "-D", "-f", "-y", "-qq", "-s", "70000", "-e", "signal=none", "-e", "trace=write,writev,pwrite64,pwritev,fsync,fdatasync", "-o", file, "--"}
	cmd.Path, cmd.Args = tracer, append(options, append([]string{binary}, cmd.Args[1:]...)...)
	if out, err := exec.Command(tracer, "-qq", "-o", os.DevNull, "true").CombinedOutput(); err != nil {
		t.Fatalf("this machine refuses to trace programs (ptrace), and nothing else here shows what is synced: %v: %s", err, out)
	}
	return startCommand(t, cmd), file
}

// A systemCall is one that has returned.
type systemCall struct {
	name, file, text string
	began, ended     int // the lines on which it did
	result           int
}

var (
	wholeCall   = regexp.MustCompile(`^(\d+) +(\w+)\(\d+<([^>]*)>(.*)\) += (-?\d+)`)
	begunCall   = regexp.MustCompile(`^(\d+) +(\w+)\(\d+<([^>]*)>(.*) <unfinished \.\.\.>$`)
	resumedCall = regexp.MustCompile(`^(\d+) +<\.\.\. (\w+) resumed>(.*)\) += (-?\d+)`)
)

// readTrace reads what strace wrote, in the order in which calls returned.
func readTrace(t *testing.T, file string) (calls []systemCall) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	begun := map[string]systemCall{} // by thread
	for n, line := range strings.Split(string(data), "\n") {
		if m := begunCall.FindStringSubmatch(line); m != nil {
			begun[m[1]] = systemCall{name: m[2], file: m[3], text: m[4], began: n}
		} else if m := resumedCall.FindStringSubmatch(line); m != nil {
			c := begun[m[1]]
			c.ended, c.text = n, c.text+m[3]
			c.result, _ = strconv.Atoi(m[4])
			calls = append(calls, c)
		} else if m := wholeCall.FindStringSubmatch(line); m != nil {
			result, _ := strconv.Atoi(m[5])
			calls = append(calls, systemCall{m[2], m[3], m[4], n, n, result})
		}
	}
	return calls
}

// unsynced says what is wrong with the order of a booking: its e-mail address
// is written to the log, more may be, then the log is synced, then the way to
// the visitor's page is sent.
func unsynced(calls []systemCall, email, way string) string {
	written, synced := -1, false
	for i, c := range calls {
		log := strings.HasSuffix(c.file, "-wal")
		switch {
		case log && strings.HasPrefix(c.name, "pwrite") && written < 0 && strings.Contains(c.text, email):
			written = i
		case log && strings.HasPrefix(c.name, "pwrite") && written >= 0 && !synced:
			written = i // the last write of the commit decides
		case log && strings.Contains(c.name, "sync") && written >= 0 && c.result == 0 && c.began > calls[written].ended:
			synced = true
		case strings.Contains(c.text, "303 See Other") && strings.Contains(c.text, way):
			if !synced {
				return fmt.Sprintf("its 303 was sent at call %d, its last write to the log was call %d, and no sync came between", i, written)
			}
			return ""
		}
	}
	return fmt.Sprintf("its 303 to %s is not in the trace (written: %d, synced: %v)", way, written, synced)
}
