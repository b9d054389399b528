package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"leadpath/content"
)

// binary is the program as it is shipped, built once for the tests that look
// at it from outside.
var binary string

// long asks for the larger counts of the promises.
var long = os.Getenv("LONG") != ""

func TestMain(m *testing.M) {
	folder, err := os.MkdirTemp("", "leadpath-")
	if err != nil {
		panic(err)
	}
	// Others than the owner run it too: R9 is about a plain user.
	binary = filepath.Join(folder, "leadpath")
	arguments := []string{"build", "-buildvcs=false", "-o", binary}
	if long {
		arguments = append(arguments, "-race")
	}
	build := exec.Command("go", append(arguments, ".")...)
	build.Stdout, build.Stderr = os.Stdout, os.Stderr
	err = errors.Join(build.Run(), os.Chmod(folder, 0o755))
	code := 1
	if err != nil {
		fmt.Fprintln(os.Stderr, "build the program:", err)
	} else {
		code = m.Run()
	}
	_ = os.RemoveAll(folder)
	os.Exit(code)
}

// times gives how often a promise is tried.
func times(short, all int) int {
	if long {
		return all
	}
	return short
}

// A result is what a command left behind.
type result struct {
	code           int
	stdout, stderr string
}

// command is the program with nothing of this machine's settings, in a folder
// of its own.
func command(t testing.TB, arguments ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(binary, arguments...)
	cmd.Dir = t.TempDir()
	cmd.Env = []string{"PATH=" + os.Getenv("PATH")}
	return cmd
}

// outcome runs a command to its end, which must come by itself.
func outcome(t testing.TB, cmd *exec.Cmd) result {
	t.Helper()
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	late := time.AfterFunc(3*time.Minute, func() { _ = cmd.Process.Kill() })
	err := cmd.Wait()
	if !late.Stop() {
		t.Fatalf("leadpath %q did not end by itself; it said %q", cmd.Args[1:], stderr.String())
	}
	if _, isExit := errors.AsType[*exec.ExitError](err); err != nil && !isExit {
		t.Fatal(err)
	}
	return result{cmd.ProcessState.ExitCode(), stdout.String(), stderr.String()}
}

// wantFailure checks an end with one line on standard error that names things.
func wantFailure(t testing.TB, got result, code int, named ...string) {
	t.Helper()
	if got.code != code {
		t.Errorf("got exit code %d, want %d (stderr %q)", got.code, code, got.stderr)
	}
	if strings.Count(got.stderr, "\n") != 1 || !strings.HasSuffix(got.stderr, "\n") {
		t.Errorf("got %q on standard error, want exactly one line", got.stderr)
	}
	for _, name := range named {
		if !strings.Contains(got.stderr, name) {
			t.Errorf("got %q on standard error, want it to name %q", got.stderr, name)
		}
	}
}

// shippedContent copies the shipped content into a folder that a test may edit.
func shippedContent(t testing.TB) (folder string) {
	t.Helper()
	folder = filepath.Join(t.TempDir(), "content")
	if err := os.CopyFS(folder, content.FS); err != nil {
		t.Fatal(err)
	}
	return folder
}

// edit writes a file of a content folder in place.
func edit(t testing.TB, folder, file, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(folder, file), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// textOf reads a file of a content folder.
func textOf(t testing.TB, folder, file string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(folder, file))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// firstVersion copies the shipped content with the first version of the
// questionnaire alone, and without a lock.
func firstVersion(t testing.TB) (folder string) {
	t.Helper()
	folder = shippedContent(t)
	path := filepath.Join(folder, "path")
	entries, err := os.ReadDir(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if entry.Name() != "1.toml" {
			remove(t, filepath.Join(path, entry.Name()))
		}
	}
	return folder
}

// replaced changes the first place where something stands in a file and gives
// its line.
func replaced(t testing.TB, folder, file, old, with string) (line int) {
	t.Helper()
	text := textOf(t, folder, file)
	at := strings.Index(text, old)
	if at < 0 {
		t.Fatalf("%s: found no %q to change", file, old)
	}
	edit(t, folder, file, text[:at]+with+text[at+len(old):])
	return 1 + strings.Count(text[:at], "\n")
}

// draft writes a version of the questionnaire: the first with a higher bar.
func draft(t testing.TB, folder string, version int) {
	t.Helper()
	file := fmt.Sprintf("path/%d.toml", version)
	edit(t, folder, file, textOf(t, folder, "path/1.toml"))
	replaced(t, folder, file, "\nbar  = 14", "\nbar  = 15")
}
