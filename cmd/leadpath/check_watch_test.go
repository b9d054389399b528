package main

import (
	"encoding/json"
	"fmt"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A watchman is leadpath check --watch at work.
type watchman struct {
	*exec.Cmd
	said  *record
	ended chan struct{}
}

// watchCheck judges a folder until the test ends.
func watchCheck(t *testing.T, folder string, arguments ...string) *watchman {
	t.Helper()
	cmd := command(t, append([]string{"check", "--watch", "--content", folder}, arguments...)...)
	w := &watchman{cmd, &record{}, make(chan struct{})}
	cmd.Stdout, cmd.Stderr = w.said, w.said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { _ = cmd.Wait(); close(w.ended) }()
	t.Cleanup(func() { _ = cmd.Process.Kill(); <-w.ended })
	return w
}

// A judgement is from one line to the next of its kind.
var (
	judgedLine = regexp.MustCompile(`(?m)^# judged \d{4}-\d\d-\d\d \d\d:\d\d:\d\d: (.*)$`)
	judgement  = regexp.MustCompile(`(?sm)^# judged .*?^# waiting$`)
)

// judgements gives those that are whole.
func (w *watchman) judgements() []string { return judgement.FindAllString(w.said.String(), -1) }

// judges waits for one more judgement than there were, and gives it.
func (w *watchman) judges(t *testing.T, before int) string {
	t.Helper()
	for until := time.Now().Add(30 * time.Second); ; time.Sleep(2 * time.Millisecond) {
		if list := w.judgements(); len(list) > before {
			return list[before]
		}
		if time.Now().After(until) {
			t.Fatalf("waited 30 s for judgement %d; check said %q", before+1, tail(w.said.String()))
		}
	}
}

func wantJudged(t *testing.T, judgement, outcome string, says ...string) {
	t.Helper()
	if line := judgedLine.FindStringSubmatch(judgement); line == nil || !strings.HasPrefix(line[1], outcome) {
		t.Errorf("got\n%s\nwant a line # judged TIME: %s", judgement, outcome)
	}
	for _, what := range says {
		if !strings.Contains(judgement, "\n"+what) {
			t.Errorf("got\n%s\nwant a line that begins %s", judgement, what)
		}
	}
}

// An author at work: a slip, its mending, the folder put aside and back.
func TestCheckWatchesAnAuthorAtWork(t *testing.T) {
	folder := shippedContent(t)
	w := watchCheck(t, folder)
	first := w.judges(t, 0)
	wantJudged(t, first, "no faults, ", "# path/1.toml: lead-implementer ")

	text := textOf(t, folder, articleFile)
	line := replaced(t, folder, articleFile, "\nupdated = ", "\nrenewed = 1\nupdated = ") + 1
	fault := fmt.Sprintf("%s:%d: ", articleFile, line)
	wantJudged(t, w.judges(t, 1), "1 fault, ", fault)

	edit(t, folder, articleFile, text)
	if mended := w.judges(t, 2); judgedLine.ReplaceAllString(mended, "") != judgedLine.ReplaceAllString(first, "") {
		t.Errorf("with the slip mended: got\n%s\nwant what was said first\n%s", mended, first)
	}

	rename(t, folder, folder+".aside")
	wantJudged(t, w.judges(t, 3), "1 fault, ", ".:1: ")
	rename(t, folder+".aside", folder)
	wantJudged(t, w.judges(t, 4), "no faults, ")

	if err := w.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	select {
	case <-w.ended:
	case <-time.After(20 * time.Second):
		t.Fatal("check --watch did not end on SIGTERM")
	}
	if code := w.ProcessState.ExitCode(); code != 0 || len(w.judgements()) != 5 {
		t.Errorf("got exit code %d after %d judgements, want 0 after 5", code, len(w.judgements()))
	}
}

// A program that saves many files means all of them; what is judged last is
// what was saved last.
func TestManySavesWithinAMomentAreOneEdit(t *testing.T) {
	folder := shippedContent(t)
	w := watchCheck(t, folder)
	w.judges(t, 0)
	text := textOf(t, folder, articleFile)
	const saves = 40
	for i := range saves {
		edit(t, folder, articleFile, text+strings.Repeat("\nSee [there](/en/nowhere).\n", i%3+2))
		time.Sleep(5 * time.Millisecond)
	}
	edit(t, folder, articleFile, text+"\nSee [there](/en/nowhere).\n")
	w.judges(t, 1)
	time.Sleep(time.Second)
	list := w.judgements()
	if wantJudged(t, list[len(list)-1], "1 fault, "); len(list) > saves/4 {
		t.Errorf("got %d judgements of %d saves, want one of many", len(list), saves)
	}
}

func TestAWatcherWaitsUntilSavesPause(t *testing.T) {
	folder := shippedContent(t)
	w, err := newWatcher(folder)
	if err != nil {
		t.Fatal(err)
	}
	w.quiet = 3 * time.Second
	reads := watching(t, w)
	for range 5 {
		say(t, folder, "Once more.")
		time.Sleep(200 * time.Millisecond)
	}
	if len(reads) > 0 {
		t.Errorf("got %d readings between saves, want none before they pause", len(reads))
	}
	wantRead(t, reads, "the last save")
}

func TestCheckWatchPrintsAnObjectALine(t *testing.T) {
	folder := shippedContent(t)
	w := watchCheck(t, folder, "--json", "--release")
	objects := func(count int) (last struct{ Faults []struct{ File, Text string } }) {
		t.Helper()
		for until := time.Now().Add(30 * time.Second); strings.Count(w.said.String(), "\n") < count; time.Sleep(2 * time.Millisecond) {
			if time.Now().After(until) {
				t.Fatalf("waited 30 s for object %d; check said %q", count, tail(w.said.String()))
			}
		}
		lines := strings.Split(strings.TrimSuffix(w.said.String(), "\n"), "\n")
		if err := json.Unmarshal([]byte(lines[len(lines)-1]), &last); err != nil || len(lines) != count {
			t.Fatalf("got %d lines (%v) in %q, want %d objects", len(lines), err, tail(w.said.String()), count)
		}
		return last
	}
	before := len(objects(1).Faults)
	replaced(t, folder, "owner.toml", `"[[`, `"`)
	if got := len(objects(2).Faults); got != before-1 {
		t.Errorf("got %d faults after one of %d placeholders was written, want one less", got, before)
	}
}

func TestCheckWatchNeedsAFolder(t *testing.T) {
	wantFailure(t, outcome(t, command(t, "check", "--watch")), exitFailed, "embedded", "--content")
	nowhere := filepath.Join(t.TempDir(), "nowhere", "content")
	w := watchCheck(t, nowhere)
	wantJudged(t, w.judges(t, 0), "1 fault, ", ".:1: ")
}
