package main

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// R9
func TestADataFolderThatCannotBeUsedEndsTheStart(t *testing.T) {
	tests := []struct {
		says  string
		make  func(t *testing.T, folder string)
		named string
	}{
		{"read-only", func(t *testing.T, folder string) { mkdir(t, folder, 0o555) }, "permission denied"},
		{"read-only, served before", func(t *testing.T, folder string) {
			mkdir(t, folder, 0o755)
			if err := os.WriteFile(filepath.Join(folder, "serve.lock"), nil, 0o666); err != nil {
				t.Fatal(err)
			}
			give(t, filepath.Join(folder, "serve.lock"))
			mkdir(t, folder, 0o555)
		}, "permission denied"},
		{"without rights", func(t *testing.T, folder string) { mkdir(t, folder, 0) }, "permission denied"},
		{"a file", func(t *testing.T, folder string) {
			if err := os.WriteFile(folder, []byte("x"), 0o666); err != nil {
				t.Fatal(err)
			}
		}, "not a directory"},
		{"below a folder that takes nothing", func(t *testing.T, folder string) { mkdir(t, filepath.Dir(folder), 0o555) }, "permission denied"},
	}
	for _, test := range tests {
		t.Run(test.says, func(t *testing.T) {
			above := filepath.Join(t.TempDir(), "above")
			mkdir(t, above, 0o777)
			reachable(t, above)
			folder := filepath.Join(above, "data")
			test.make(t, folder)
			defer func() { _ = os.Chmod(above, 0o777); _ = os.Chmod(folder, 0o777) }()
			got := asPlainUser(t, "serve", "--addr", "127.0.0.1:0", "--data", folder)
			wantFailure(t, got, exitFailed, folder, test.named)
		})
	}
}

// mkdir makes a folder with exactly these rights, or gives them to one.
func mkdir(t *testing.T, folder string, rights os.FileMode) {
	t.Helper()
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(folder, rights); err != nil {
		t.Fatal(err)
	}
}

// give makes a file the plain user's.
func give(t *testing.T, file string) {
	t.Helper()
	if os.Getuid() == 0 {
		if err := os.Chown(file, plainUser, plainUser); err != nil {
			t.Fatal(err)
		}
	}
}

// A limit of nothing on the size of files is what a full disk is: every
// write fails.
//
// R9
func TestAFullDataFolderEndsTheStart(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "data")
	mkdir(t, folder, 0o777)
	reachable(t, folder)
	cmd := command(t)
	cmd.Path, cmd.Args = "/bin/sh", []string{"sh", "-c", `ulimit -f 0; exec "$0" serve --addr 127.0.0.1:0 --data "$1"`, binary, folder}
	if os.Getuid() == 0 {
		reachable(t, cmd.Dir)
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: plainUser, Gid: plainUser}}
	}
	wantFailure(t, outcome(t, cmd), exitFailed, folder, "file too large")
	wantNoProbe(t, folder)
}

func wantNoProbe(t *testing.T, folder string) {
	t.Helper()
	left, err := filepath.Glob(filepath.Join(folder, "probe-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("got %v (%v) left in the data folder, want no probe", left, err)
	}
}

// R9
func TestADataFolderIsServedByOneAtATime(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	first := start(t, "--data", data)
	got := outcome(t, command(t, "serve", "--addr", "127.0.0.1:0", "--data", data))
	wantFailure(t, got, exitFailed, data, "another leadpath")
	if status, _ := first.get(t, "/readyz"); status != 200 {
		t.Errorf("GET /readyz of the first: got %d, want 200", status)
	}
	for _, arguments := range [][]string{{"check"}, {"version"}} {
		if got := outcome(t, command(t, arguments...)); got.code != 0 {
			t.Errorf("leadpath %v beside a running server: got %+v, want 0", arguments, got)
		}
	}
	preview := start(t, "--data", data, "--at", "2026-12-01")
	if status, _ := preview.get(t, "/en/"); status != 200 {
		t.Errorf("GET /en/ of a preview beside it: got %d, want 200", status)
	}

	// Even one that was killed leaves the folder free.
	first.signal(t, syscall.SIGKILL)
	<-first.ended
	second := start(t, "--data", data)
	if status, _ := second.get(t, "/readyz"); status != 200 {
		t.Errorf("GET /readyz of its successor: got %d, want 200", status)
	}
	wantNoProbe(t, data)
}

// R9: a database that cannot be used ends the start too, and is left as it is.
func TestADatabaseThatCannotBeUsedEndsTheStart(t *testing.T) {
	for _, test := range []struct {
		says  string
		spoil func(t *testing.T, folder, file string)
		named string
	}{
		{"without rights", func(t *testing.T, _, file string) { chmod(t, file, 0) }, databaseFile},
		{"read-only", func(t *testing.T, _, file string) { chmod(t, file, 0o400) }, databaseFile},
		{"a folder", func(t *testing.T, _, file string) { remove(t, file); mkdir(t, file, 0o755) }, databaseFile},
		{"lost", func(t *testing.T, _, file string) {
			remove(t, file)
			if err := os.WriteFile(file+"-wal", []byte("x"), 0o600); err != nil {
				t.Fatal(err)
			}
		}, "missing"},
		{"a secret without rights", func(t *testing.T, folder, _ string) { chmod(t, filepath.Join(folder, secretFile), 0) }, secretFile},
	} {
		t.Run(test.says, func(t *testing.T) {
			folder := servedBefore(t)
			file := filepath.Join(folder, databaseFile)
			test.spoil(t, folder, file)
			before, _ := os.ReadFile(file)
			got := asPlainUser(t, "serve", "--addr", "127.0.0.1:0", "--data", folder)
			wantFailure(t, got, exitFailed, folder, test.named)
			if after, _ := os.ReadFile(file); string(after) != string(before) {
				t.Errorf("the database was changed, from %d bytes to %d", len(before), len(after))
			}
		})
	}
}

// R9: a disk that is full once the folder was tried is seen at the start too.
func TestADiskWithoutRoomForTheDatabaseEndsTheStart(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "data")
	cmd := command(t)
	// in blocks of 512 bytes: the probe of 4096 bytes fits, a database does not
	cmd.Path, cmd.Args = "/bin/sh", []string{"sh", "-c", `ulimit -f 16; exec "$0" serve --addr 127.0.0.1:0 --data "$1"`, binary, folder}
	wantFailure(t, outcome(t, cmd), exitFailed, folder)
	if _, err := os.Stat(filepath.Join(folder, databaseFile)); err == nil {
		t.Error("half a database was left")
	}
	s := start(t, "--data", folder) // with room it can be made
	if status, _ := s.get(t, "/readyz"); status != 200 {
		t.Errorf("GET /readyz: got %d, want 200", status)
	}
}

// servedBefore gives the plain user's data folder, which was served and ended.
func servedBefore(t *testing.T) (folder string) {
	t.Helper()
	folder = filepath.Join(t.TempDir(), "data")
	s := start(t, "--data", folder)
	s.signal(t, syscall.SIGTERM)
	s.ends(t, 20*time.Second)
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		give(t, filepath.Join(folder, entry.Name()))
	}
	give(t, folder)
	reachable(t, folder)
	return folder
}

func chmod(t *testing.T, file string, rights os.FileMode) {
	t.Helper()
	if err := os.Chmod(file, rights); err != nil {
		t.Fatal(err)
	}
}
