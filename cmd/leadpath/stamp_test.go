package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"leadpath/internal/advice"
)

// stamped runs leadpath stamp path on a folder.
func stamped(t *testing.T, folder string) result {
	t.Helper()
	return outcome(t, command(t, "stamp", "path", "--content", folder))
}

// wantStamped checks for one line on standard output that says something.
func wantStamped(t *testing.T, got result, says string) {
	t.Helper()
	if got.code != 0 || got.stderr != "" || got.stdout != advice.LockFile+": "+says+"\n" {
		t.Errorf("leadpath stamp path: got %+v, want 0 and the line that says %q", got, says)
	}
}

// wantLock checks which versions the lock holds, and that nothing else was
// left beside it.
func wantLock(t *testing.T, folder string, versions ...int) {
	t.Helper()
	form := "^"
	for _, version := range versions {
		form += fmt.Sprintf(`%d [0-9a-f]{64}\n`, version)
	}
	if got := textOf(t, folder, advice.LockFile); !regexp.MustCompile(form + "$").MatchString(got) {
		t.Errorf("%s: got %q, want a line for each of %v", advice.LockFile, got, versions)
	}
	wantNothingHalf(t, folder)
}

func wantNothingHalf(t *testing.T, folder string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(folder, "path"))
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if name := "path/" + entry.Name(); name != advice.LockFile && filepath.Ext(name) != ".toml" {
			t.Errorf("got %s, want nothing half written", name)
		}
	}
}

// An author's way from the first version to the second.
func TestStampPublishesTheNewestVersion(t *testing.T) {
	folder := firstVersion(t)
	before := textsOf(t, folder)
	lock := filepath.Join(folder, advice.LockFile)

	wantStamped(t, stamped(t, folder), "published now: 1; visitors are asked version 1")
	wantLock(t, folder, 1)
	info, err := os.Stat(lock)
	if err != nil || info.Mode() != 0o644 {
		t.Errorf("got %v (%v), want a file that everybody reads", info.Mode(), err)
	}

	wantStamped(t, stamped(t, folder), "nothing has changed, published: 1; visitors are asked version 1")
	if again, err := os.Stat(lock); err != nil || !os.SameFile(info, again) {
		t.Errorf("the second stamp wrote the lock again (%v), want it left alone", err)
	}

	replaced(t, folder, "path/1.toml", `say.en = "`, `say.en = "Still, `) // words may be mended
	wantStamped(t, stamped(t, folder), "nothing has changed, published: 1; visitors are asked version 1")

	first := textOf(t, folder, advice.LockFile)
	draft(t, folder, 2)
	wantStamped(t, stamped(t, folder), "published now: 1, 2; visitors are asked version 2")
	wantLock(t, folder, 1, 2)
	if got := textOf(t, folder, advice.LockFile); !strings.HasPrefix(got, first) {
		t.Errorf("got the lock %q, want %q and a line more", got, first)
	}

	after := textsOf(t, folder)
	for file, text := range before {
		if after[file] != text && file != "path/1.toml" {
			t.Errorf("%s is another after the stamps, want it untouched", file)
		}
	}
	if len(after) != len(before)+2 {
		t.Errorf("got %d files and %d before, want the lock and the draft more", len(after), len(before))
	}
}

func TestStampPassesOverADraftThatANewerOneOvertook(t *testing.T) {
	folder := firstVersion(t)
	stamped(t, folder)
	draft(t, folder, 2)
	draft(t, folder, 3)
	wantStamped(t, stamped(t, folder), "published now: 1, 3; visitors are asked version 3")
	wantLock(t, folder, 1, 3)
	wantStamped(t, stamped(t, folder), "nothing has changed, published: 1, 3; visitors are asked version 3")
}

func TestStampTakesTheFolderContentHere(t *testing.T) {
	cmd := command(t, "stamp", "path")
	here := filepath.Join(cmd.Dir, "content")
	if err := os.CopyFS(here, os.DirFS(firstVersion(t))); err != nil {
		t.Fatal(err)
	}
	wantStamped(t, outcome(t, cmd), "published now: 1; visitors are asked version 1")
	wantLock(t, here, 1)
}

// What visitors were asked is not changed behind their backs.
func TestStampRefusesAPublishedVersionThatWasChanged(t *testing.T) {
	folder := firstVersion(t)
	stamped(t, folder)
	lock := textOf(t, folder, advice.LockFile)
	draft(t, folder, 2)
	replaced(t, folder, "path/1.toml", "\ngap  = 5", "\ngap  = 6")
	wantFailure(t, stamped(t, folder), exitFailed, folder, "path/1.toml:1: version 1 was published")
	if got := textOf(t, folder, advice.LockFile); got != lock {
		t.Errorf("got the lock %q, want it as it was, %q", got, lock)
	}
	replaced(t, folder, "path/1.toml", "\ngap  = 6", "\ngap  = 5")
	wantStamped(t, stamped(t, folder), "published now: 1, 2; visitors are asked version 2")
}

func TestStampThatCannotBeSaysWhyInOneLine(t *testing.T) {
	tests := []struct {
		says  string
		spoil func(t *testing.T, folder string)
		keys  []string
		named []string
	}{
		{"a key that nobody knows, beside path", nil, []string{"path", "nowhere"}, []string{"stamp nowhere: ", "no text of this key", "faq/intro-call"}},
		{"a text in a folder where it is not", nil, []string{"path", "faq/" + articleKey}, []string{"stamp faq/" + articleKey + ": "}},
		{"a file's name", nil, []string{"path", articleKey + ".en.md"}, []string{"stamp " + articleKey + ".en.md: "}},
		{"a folder that is not there", func(t *testing.T, folder string) { rename(t, folder, folder+".aside") }, nil, []string{"no such file"}},
		{"a file in its place", func(t *testing.T, folder string) {
			rename(t, folder, folder+".aside")
			write(t, folder, "")
		}, nil, []string{"not a directory"}},
		{"no questionnaire", func(t *testing.T, folder string) { rename(t, filepath.Join(folder, "path"), folder+".path") }, nil, []string{"path/1.toml"}},
		{"a folder in the place of the lock", func(t *testing.T, folder string) { mkdir(t, filepath.Join(folder, advice.LockFile), 0o755) }, nil, []string{advice.LockFile + ":1:"}},
		{"a lock that cannot be understood", func(t *testing.T, folder string) { edit(t, folder, advice.LockFile, "1 2 3\n") }, nil, []string{advice.LockFile + ":1:"}},
		{"a draft with a fault", func(t *testing.T, folder string) { edit(t, folder, "path/2.toml", "bar = 14\n") }, nil, []string{"path/2.toml:1:"}},
		{"a fault elsewhere", func(t *testing.T, folder string) { edit(t, folder, "topics.toml", "nonsense = 1\n") }, nil, []string{"topics.toml:1:"}},
	}
	for _, test := range tests {
		t.Run(test.says, func(t *testing.T) {
			folder := firstVersion(t)
			keys := test.keys
			if test.spoil != nil {
				test.spoil(t, folder)
				keys = []string{"path"}
				test.named = append(test.named, folder)
			}
			got := outcome(t, command(t, append([]string{"stamp", "--content", folder}, keys...)...))
			wantFailure(t, got, exitFailed, test.named...)
			if got.stdout != "" {
				t.Errorf("got %q on standard output, want nothing", got.stdout)
			}
			if text, err := os.ReadFile(filepath.Join(folder, advice.LockFile)); err == nil && string(text) != "1 2 3\n" {
				t.Errorf("got the lock %q, want none written", text)
			}
		})
	}
	t.Run("what is embedded", func(t *testing.T) {
		wantFailure(t, outcome(t, command(t, "stamp", "path")), exitFailed, "embedded", "--content")
	})
}

// Whatever stops the writing, the lock is the old one or the new one.
func TestStampThatCannotWriteLeavesTheLockAsItIs(t *testing.T) {
	tests := []struct {
		says, limit string
		rights      os.FileMode
		named       string
	}{
		{"a folder without the right to write", "unlimited", 0o555, "permission denied"},
		{"a full disk", "0", 0o777, "file too large"},
	}
	for _, test := range tests {
		t.Run(test.says, func(t *testing.T) {
			folder := firstVersion(t)
			stamped(t, folder)
			lock := textOf(t, folder, advice.LockFile)
			draft(t, folder, 2)
			reachable(t, folder)
			mkdir(t, filepath.Join(folder, "path"), test.rights)
			defer mkdir(t, filepath.Join(folder, "path"), 0o755)

			cmd := command(t)
			cmd.Path, cmd.Args = "/bin/sh", []string{"sh", "-c", `ulimit -f "$2"; exec "$0" stamp path --content "$1"`, binary, folder, test.limit}
			if os.Getuid() == 0 {
				reachable(t, cmd.Dir)
				cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: plainUser, Gid: plainUser}}
			}
			wantFailure(t, outcome(t, cmd), exitFailed, filepath.Join(folder, advice.LockFile), test.named)
			if got := textOf(t, folder, advice.LockFile); got != lock {
				t.Errorf("got the lock %q, want it as it was, %q", got, lock)
			}
			wantNothingHalf(t, folder)
		})
	}
}

// asks waits until the questionnaire's start leads to a version.
func (s *running) asks(t *testing.T, version string) {
	t.Helper()
	s.waitFor(t, "the questionnaire to ask version "+version, func() bool {
		status, body := s.get(t, "/en/path")
		if status != 200 {
			t.Fatalf("GET /en/path: got %d, want 200; the log says %q", status, tail(s.log.String()))
		}
		return strings.Contains(body, `?v=`+version+`"`)
	})
}

// R20
func TestARunningServerAsksADraftOnceItIsStamped(t *testing.T) {
	folder := firstVersion(t)
	stamped(t, folder)
	s := start(t, "--at", "2026-12-01", "--content", folder)
	s.asks(t, "1")

	draft(t, folder, 2)
	s.waitFor(t, "the draft to be read", func() bool { return strings.Contains(s.log.String(), "content read again") })
	s.asks(t, "1")
	if _, body := s.get(t, "/en/path"); strings.Contains(body, "?v=2") {
		t.Error("GET /en/path leads to version 2, want a draft asked by nobody")
	}

	wantStamped(t, stamped(t, folder), "published now: 1, 2; visitors are asked version 2")
	s.asks(t, "2")
	if status, body := s.get(t, "/en/path/draft?v=1"); status != 200 || !strings.Contains(body, `name="v" value="1"`) {
		t.Errorf("GET /en/path/draft?v=1 after that: got %d, want old links to keep their version", status)
	}
}
