package main

import (
	"net"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// asPlainUser lets a command run without root's rights, which no folder
// stops. Its own folder, where it reads .env, is made readable.
func asPlainUser(t *testing.T, arguments ...string) result {
	t.Helper()
	cmd := command(t, arguments...)
	if os.Getuid() == 0 {
		reachable(t, cmd.Dir)
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: plainUser, Gid: plainUser}}
	}
	return outcome(t, cmd)
}

const plainUser = 65534 // nobody

// reachable lets everybody enter the folders that lead to one.
func reachable(t *testing.T, folder string) {
	t.Helper()
	for ; folder != os.TempDir() && len(folder) > 1; folder = filepath.Dir(folder) {
		info, err := os.Stat(folder)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(folder, info.Mode().Perm()|0o055); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAStartThatCannotBeSaysWhatAndWhereInOneLine(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = taken.Close() }()
	broken := shippedContent(t)
	edit(t, broken, "topics.toml", "nonsense = 1\n")
	lonely := shippedContent(t)
	if err := os.Remove(filepath.Join(lonely, "articles", articleKey+".de.md")); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		says      string
		arguments []string
		named     []string
	}{
		{"an address in use", []string{"--addr", taken.Addr().String()}, []string{taken.Addr().String(), "address already in use"}},
		{"an address that is none", []string{"--addr", "nonsense"}, []string{"nonsense"}},
		{"content that is not there", []string{"--content", "/nowhere/content"}, []string{"/nowhere/content", "no such file"}},
		{"content that is a file", []string{"--content", filepath.Join(broken, "owner.toml")}, []string{"owner.toml", "not a directory"}},
		{"an empty content folder", []string{"--content", t.TempDir()}, []string{"empty"}},
		{"a broken file", []string{"--content", broken}, []string{broken, "topics.toml:1:", "nonsense"}},
		{"half a pair", []string{"--content", lonely}, []string{lonely, "articles/" + articleKey + ".en.md:1:", articleKey + ".de.md"}},
	}
	for _, test := range tests {
		t.Run(test.says, func(t *testing.T) {
			arguments := append([]string{"serve", "--addr", "127.0.0.1:0", "--data", filepath.Join(t.TempDir(), "data")}, test.arguments...)
			got := outcome(t, command(t, arguments...))
			wantFailure(t, got, exitFailed, test.named...)
		})
	}
}

func TestContentWithoutRightsIsNamed(t *testing.T) {
	tests := []struct {
		says, path string
		named      string
	}{
		{"the folder", ".", "permission denied"},
		{"a folder in it", "articles", "articles"},
		{"a file", "topics.toml", "topics.toml:1:"},
		{"a text", "articles/" + articleKey + ".en.md", "articles/" + articleKey + ".en.md:1:"},
	}
	for _, test := range tests {
		t.Run(test.says, func(t *testing.T) {
			folder := shippedContent(t)
			reachable(t, folder)
			locked := filepath.Join(folder, test.path)
			if err := os.Chmod(locked, 0); err != nil {
				t.Fatal(err)
			}
			defer func() { _ = os.Chmod(locked, 0o755) }()
			got := asPlainUser(t, "serve", "--addr", "127.0.0.1:0", "--at", "2026-12-01", "--content", folder)
			wantFailure(t, got, exitFailed, folder, test.named)
		})
	}
}
