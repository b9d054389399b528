package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"leadpath/internal/advice"
	"leadpath/internal/library"
)

// lineKey is an article whose versions have six sections each.
const lineKey = "two-year-line"

// unstamped copies the shipped content without its lock of translations.
func unstamped(t testing.TB) (folder string) {
	t.Helper()
	folder = shippedContent(t)
	if err := os.Remove(filepath.Join(folder, library.LockFile)); err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return folder
}

// stamps runs leadpath stamp with keys and wants one line for each lock.
func stamps(t *testing.T, folder, says string, keys ...string) {
	t.Helper()
	got := outcome(t, command(t, append([]string{"stamp", "--content", folder}, keys...)...))
	if got.code != 0 || got.stderr != "" || got.stdout != says {
		t.Errorf("leadpath stamp %v: got %+v, want 0 and %q", keys, got, says)
	}
	wantNothingHalfIn(t, folder)
}

func wantNothingHalfIn(t *testing.T, folder string) {
	t.Helper()
	if left, err := filepath.Glob(filepath.Join(folder, ".stamp-*")); err != nil || len(left) > 0 {
		t.Errorf("got %v (%v), want nothing half written", left, err)
	}
}

// remarksOn gives what check says of a text, and wants no fault.
func remarksOn(t *testing.T, folder, of string) (lines []string) {
	t.Helper()
	got := outcome(t, command(t, "check", "--content", folder))
	faults, remarks := linesOf(t, got)
	if got.code != 0 || len(faults) > 0 {
		t.Errorf("leadpath check: got %d and %q, want 0 and no fault", got.code, faults)
	}
	for _, line := range remarks {
		if strings.Contains(line, of) {
			lines = append(lines, line)
		}
	}
	return lines
}

// An author's way with a translation: stamped, edited, seen by check, mended,
// stamped again.
func TestStampTakesTheWordForATranslation(t *testing.T) {
	folder := unstamped(t)
	if got := remarksOn(t, folder, "stamp"); len(got) > 0 {
		t.Errorf("without a lock: got %q, want nobody told to stamp", got)
	}
	stamps(t, folder, "translations.lock: stamped now: articles/two-year-line\n", lineKey)
	lock := textOf(t, folder, library.LockFile)
	form := `(?s)^# .*\n\n\["articles/two-year-line"\]\nstamped = \d{4}-\d\d-\d\d\nsections = \[\n(  \{ de = \["[a-z0-9-]*", "[0-9a-f]{16}"\], en = \["[a-z0-9-]*", "[0-9a-f]{16}"\] \},\n){7}\]\n$`
	if !regexp.MustCompile(form).MatchString(lock) {
		t.Errorf("got the lock\n%swant a table with a line for the head and each section", lock)
	}
	stamps(t, folder, "translations.lock: nothing has changed in articles/two-year-line\n", "articles/"+lineKey, lineKey)
	stamps(t, folder, "translations.lock: stamped now: faq/worth-more; nothing has changed in articles/two-year-line\n", lineKey, "worth-more")
	if got := textOf(t, folder, library.LockFile); !strings.HasPrefix(got, lock) {
		t.Errorf("got the lock\n%swant the first stamp kept as it was:\n%s", got, lock)
	}

	english, german := "articles/two-year-line.en.md", "articles/two-year-line.de.md"
	there := replaced(t, folder, english, "the examples are ours", "the examples are our own") - 4
	here := 1 + strings.Count(strings.Split(textOf(t, folder, german), "## Warum")[0], "\n")
	replaced(t, folder, english, "updated = 2026-11-23", "updated = 2026-11-29")
	want := fmt.Sprintf("# %s:%d: %s:%d is newer, since 2026-11-29; bring this section up to it, then leadpath stamp articles/two-year-line", german, here, english, there)
	if got := remarksOn(t, folder, "articles/two-year-line"); len(got) != 1 || got[0] != want {
		t.Errorf("one version edited: got %q, want %q", got, want)
	}
	var report struct{ Advice []struct{ Text string } }
	if err := json.Unmarshal([]byte(outcome(t, command(t, "check", "--json", "--content", folder)).stdout), &report); err != nil || !strings.Contains(fmt.Sprint(report.Advice), "is newer, since 2026-11-29") {
		t.Errorf("as JSON: got %v (%v), want it among the advice", report.Advice, err)
	}

	replaced(t, folder, german, "die Beispiele sind von uns", "die Beispiele stammen von uns")
	if got := remarksOn(t, folder, "articles/two-year-line"); len(got) != 1 || !strings.Contains(got[0], " have both changed since they were stamped on ") {
		t.Errorf("both edited: got %q, want both named", got)
	}
	stamps(t, folder, "translations.lock: stamped now: articles/two-year-line\n", lineKey)
	if got := remarksOn(t, folder, "articles/two-year-line"); len(got) > 0 {
		t.Errorf("stamped again: got %q, want nothing", got)
	}
}

func TestStampTakesTextsAndTheQuestionnaireAtOnce(t *testing.T) {
	folder := unstamped(t)
	remove(t, filepath.Join(folder, advice.LockFile))
	stamps(t, folder, "translations.lock: stamped now: legal/privacy, authors/editorial\npath/published.lock: published now: 1; visitors are asked version 1\n", "privacy", "path", "editorial")
	if lock := textOf(t, folder, library.LockFile); !strings.Contains(lock, "\n[\"legal/privacy\"]\n") || !strings.Contains(lock, "\n[\"authors/editorial\"]\n") {
		t.Errorf("got the lock\n%swant both texts in it", lock)
	}
	for _, file := range []string{library.LockFile, advice.LockFile} {
		if info, err := os.Stat(filepath.Join(folder, file)); err != nil || info.Mode() != 0o644 {
			t.Errorf("%s: got %v (%v), want a file that everybody reads", file, info, err)
		}
	}
}

// What does not pair up, and what is broken, is not stamped; nor is anything
// else of the same call.
func TestStampRefusesTexts(t *testing.T) {
	tests := []struct {
		says  string
		spoil func(t *testing.T, folder string)
		named []string
	}{
		{"a section more in one version", func(t *testing.T, folder string) {
			replaced(t, folder, "articles/two-year-line.en.md", "\n## Inside a company", "\n## Before\n\nWords.\n\n## Inside a company")
		}, []string{"articles/two-year-line.en.md has 7 sections and articles/two-year-line.de.md 6"}},
		{"another fact in one version", func(t *testing.T, folder string) {
			replaced(t, folder, "articles/two-year-line.en.md", "Four threats", "Five threats")
		}, []string{"articles/two-year-line.de.md:39: “Vier” stands here and “Five” in articles/two-year-line.en.md:39"}},
		{"a fault", func(t *testing.T, folder string) {
			replaced(t, folder, "articles/two-year-line.en.md", "draft = false", "draft = 1")
		}, []string{"articles/two-year-line.en.md:10: "}},
		{"a lock that is broken", func(t *testing.T, folder string) { edit(t, folder, library.LockFile, "\n<<<<<<< ours\n") }, []string{library.LockFile + ":2: "}},
		{"a folder in the place of the lock", func(t *testing.T, folder string) { mkdir(t, filepath.Join(folder, library.LockFile), 0o755) }, []string{library.LockFile + ":1: "}},
	}
	for _, test := range tests {
		t.Run(test.says, func(t *testing.T) {
			folder := unstamped(t)
			remove(t, filepath.Join(folder, advice.LockFile))
			test.spoil(t, folder)
			before := textsOf(t, folder)
			wantFailure(t, outcome(t, command(t, "stamp", "--content", folder, "worth-more", lineKey, "path")), exitFailed, append(test.named, folder)...)
			wantNothingHalfIn(t, folder)
			after := textsOf(t, folder)
			for file, text := range after {
				if before[file] != text {
					t.Errorf("%s is another after a stamp that was refused", file)
				}
			}
		})
	}
}

// Whatever stops the writing, the locks are the old ones, also where one of
// them could be written.
func TestStampThatCannotWriteLeavesBothLocks(t *testing.T) {
	tests := []struct{ says, closed, limit, named string }{
		{"a folder without the right to write", ".", "unlimited", "permission denied"},
		{"the questionnaire's folder without it", "path", "unlimited", "permission denied"},
		{"a full disk", "", "0", "file too large"},
	}
	for _, test := range tests {
		t.Run(test.says, func(t *testing.T) {
			folder := unstamped(t)
			stamps(t, folder, "translations.lock: stamped now: articles/two-year-line\n", lineKey)
			lock, published := textOf(t, folder, library.LockFile), textOf(t, folder, advice.LockFile)
			replaced(t, folder, "articles/two-year-line.en.md", "the examples are ours", "the examples are our own")
			draft(t, folder, 2)
			for _, open := range []string{".", "path"} {
				mkdir(t, filepath.Join(folder, open), 0o777)
			}
			reachable(t, folder)
			if test.closed != "" {
				mkdir(t, filepath.Join(folder, test.closed), 0o555)
				defer mkdir(t, filepath.Join(folder, test.closed), 0o755)
			}
			cmd := command(t)
			cmd.Path, cmd.Args = "/bin/sh", []string{"sh", "-c", `ulimit -f "$2"; exec "$0" stamp path two-year-line --content "$1"`, binary, folder, test.limit}
			if os.Getuid() == 0 {
				reachable(t, cmd.Dir)
				cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: plainUser, Gid: plainUser}}
			}
			wantFailure(t, outcome(t, cmd), exitFailed, folder, test.named)
			if textOf(t, folder, library.LockFile) != lock || textOf(t, folder, advice.LockFile) != published {
				t.Error("a lock is another after a stamp that could not be written")
			}
			wantNothingHalfIn(t, folder)
			wantNothingHalf(t, folder)
		})
	}
}

// R20: readers of a running server see the mark come and go with the lock.
func TestARunningServerTakesTheLockOver(t *testing.T) {
	folder := unstamped(t)
	s := start(t, "--at", "2026-12-01", "--content", folder)
	mark := func(want bool) {
		t.Helper()
		s.waitFor(t, fmt.Sprintf("the mark to be there: %v", want), func() bool {
			_, body := s.get(t, "/de/artikel/beraten-und-auditieren-in-einer-person")
			return strings.Contains(body, `data-behind="2026-11-23"`) == want
		})
	}
	mark(false)
	stamps(t, folder, "translations.lock: stamped now: articles/two-year-line\n", lineKey)
	replaced(t, folder, "articles/two-year-line.en.md", "the examples are ours", "the examples are our own")
	mark(true)
	lock := textOf(t, folder, library.LockFile)
	edit(t, folder, library.LockFile, "<<<<<<< ours\n"+lock)
	s.waitFor(t, "the lock to be named in the log", func() bool { return strings.Contains(s.log.String(), library.LockFile+":1: ") })
	mark(true)
	edit(t, folder, library.LockFile, lock)
	stamps(t, folder, "translations.lock: stamped now: articles/two-year-line\n", lineKey)
	mark(false)
}
