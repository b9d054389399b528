package main

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// S20
func TestASecretFileThatCannotBeReliedOnEndsTheStart(t *testing.T) {
	good := strings.Repeat("0a", secretBytes) + "\n"
	for _, c := range []struct {
		says   string
		rights os.FileMode
		text   string
		named  string
	}{
		{"read by the group", 0o640, good, "chmod 600"},
		{"read by all", 0o604, good, "chmod 600"},
		{"written by others", 0o602, good, "chmod 600"},
		{"empty", 0o600, "", "hexadecimal"},
		{"too short", 0o600, good[:60], "hexadecimal"},
		{"not hexadecimal", 0o600, "markedsecret" + good, "hexadecimal"},
		{"cut in half", 0o600, good[:63], "hexadecimal"},
	} {
		t.Run(c.says, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "key")
			if err := os.WriteFile(file, []byte(c.text), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := os.Chmod(file, c.rights); err != nil {
				t.Fatal(err)
			}
			got := outcome(t, command(t, "serve", "--addr", "127.0.0.1:0", "--data", filepath.Join(t.TempDir(), "data"), "--secret-file", file))
			wantFailure(t, got, exitFailed, file, c.named)
			if strings.Contains(got.stderr, "markedsecret") || c.text != "" && strings.Contains(got.stderr, c.text[:20]) {
				t.Errorf("got a part of the secret in %q", got.stderr)
			}
			if kept := textOf(t, filepath.Dir(file), "key"); kept != c.text {
				t.Errorf("the file was changed to %q", kept)
			}
		})
	}
	folder := t.TempDir()
	for says, file := range map[string]string{"a folder": folder, "below a file": filepath.Join(binary, "key"), "below nothing": filepath.Join(folder, "none", "key")} {
		got := outcome(t, command(t, "serve", "--addr", "127.0.0.1:0", "--data", filepath.Join(t.TempDir(), "data"), "--secret-file", file))
		wantFailure(t, got, exitFailed, "secret file "+file)
		if got.stdout != "" {
			t.Errorf("%s: got %q on standard output", says, got.stdout)
		}
	}
}

// S20, S1: of those who start at once one makes the secret, whole, and all use it.
func TestThoseWhoStartAtOnceShareOneSecret(t *testing.T) {
	for range times(20, 200) {
		file := filepath.Join(t.TempDir(), "key")
		keys := make([][]byte, 16)
		var all sync.WaitGroup
		for i := range keys {
			all.Go(func() {
				key, err := loadSecret(file)
				if err != nil {
					t.Error(err)
				}
				keys[i] = key
			})
		}
		all.Wait()
		for _, key := range keys {
			if !bytes.Equal(key, keys[0]) || len(key) != secretBytes {
				t.Fatalf("got the keys %x and %x, want one of %d bytes", key, keys[0], secretBytes)
			}
		}
		info, err := os.Stat(file)
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Fatalf("got the file %v, %v, want the rights 0600", info, err)
		}
		if left, _ := filepath.Glob(filepath.Join(filepath.Dir(file), ".secret-*")); len(left) > 0 {
			t.Fatalf("got %v left behind", left)
		}
	}
}

// S20: no password comes out again, whatever is wrong with what it stands in.
func TestPasswordsAreNeverSaid(t *testing.T) {
	t.Parallel()
	const marked = "markedpassword"
	smtp := []string{
		"smtps://user:" + marked + "@127.0.0.1:1", "smtps://user:" + marked + "@127.0.0.1:99999", "smtps://" + marked + "@127.0.0.1", "smtp://user:" + marked + "@127.0.0.1/" + marked,
		"http://user:" + marked + "@127.0.0.1", "smtps://user:" + marked + "%zz@host", "smtps://user:" + marked + "#@host", "smtps://user:" + marked + "/@host:x", marked, "smtps://user:" + marked + " x@host", "\x7f" + marked,
	}
	database := []string{
		"postgres://user:" + marked + "@127.0.0.1:1/x", "postgres://user:" + marked + "@127.0.0.1:99999/x", "postgres://user:" + marked + "%zz@127.0.0.1/x", "mysql://user:" + marked + "@127.0.0.1/x",
		"user=x password=" + marked + " host=127.0.0.1 port=1", "postgres://user:" + marked + "@127.0.0.1:1/x?sslmode=" + marked, "postgres://user:" + marked + "@[::1/x", marked,
	}
	type setting struct{ flag, name, value string }
	var settings []setting
	for _, value := range smtp[1:] {
		settings = append(settings, setting{"--smtp-url", "LEADPATH_SMTP_URL", value})
	}
	for _, value := range database {
		settings = append(settings, setting{"--database-url", "LEADPATH_DATABASE_URL", value})
	}
	for _, s := range settings {
		for _, way := range []string{"flag", "environment", "file", "help", "mistake"} {
			cmd := command(t, "serve", "--addr", "127.0.0.1:0", "--data", filepath.Join(t.TempDir(), "data"))
			switch way {
			case "flag":
				cmd.Args = append(cmd.Args, s.flag+"="+s.value)
			case "file":
				if err := os.WriteFile(filepath.Join(cmd.Dir, ".env"), []byte(s.name+"='"+s.value+"'\n"), 0o600); err != nil {
					t.Fatal(err)
				}
			case "help":
				cmd.Args = append(cmd.Args[:2], "--help")
				cmd.Env = append(cmd.Env, s.name+"="+s.value)
			case "mistake":
				cmd.Args = append(cmd.Args, "--unknown")
				cmd.Env = append(cmd.Env, s.name+"="+s.value)
			default:
				cmd.Env = append(cmd.Env, s.name+"="+s.value)
			}
			got := outcome(t, cmd)
			if (got.code == exitOK) != (way == "help") {
				t.Errorf("%s %q by %s: got exit code %d", s.flag, s.value, way, got.code)
			}
			if strings.Contains(got.stdout+got.stderr, marked) {
				t.Errorf("%s %q by %s: got the password in %q", s.flag, s.value, way, got.stdout+got.stderr)
			}
		}
	}
	for _, line := range []string{"LEADPATH_SMTP_URL='smtps://user:" + marked, "LEADPATH_SMTP URL=smtps://user:" + marked, "=" + marked, "!" + marked + "\n", `LEADPATH_SMTP_URL="` + marked} {
		cmd := command(t, "version")
		if err := os.WriteFile(filepath.Join(cmd.Dir, ".env"), []byte(line), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := outcome(t, cmd); strings.Contains(got.stdout+got.stderr, marked) {
			t.Errorf(".env of %q: got the password in %q", line, got.stderr)
		} else if got.code != exitOK {
			wantFailure(t, got, exitFailed, ".env")
		}
	}
}

// S20: a server whose secrets came by the environment says them nowhere while
// it works, and they do not stand in its process's title.
func TestARunningServerSaysNoSecret(t *testing.T) {
	t.Parallel()
	const marked = "markedpassword"
	file := filepath.Join(t.TempDir(), "key")
	cmd := command(t, "serve", "--addr", "127.0.0.1:0", "--data", filepath.Join(t.TempDir(), "data"), "--secret-file", file)
	cmd.Env = append(cmd.Env, "LEADPATH_SMTP_URL=smtp://"+marked+"user:"+marked+"@127.0.0.1:1")
	h := &house{running: startCommand(t, cmd), folder: cmd.Args[5]}
	key, err := loadSecret(file)
	if err != nil {
		t.Fatal(err)
	}
	h.diary.Key, h.diary.Now = key, func() time.Time { return time.Now().Add(-time.Minute) }
	own := h.take(t, "Ada")
	h.waitFor(t, "a mail that was not sent", func() bool { return strings.Contains(h.log.String(), "a mail was not sent") })
	if status, _, _ := h.send(t, own, url.Values{"do": {"cancel"}}); status != http.StatusSeeOther {
		t.Errorf("cancel: got %d, want 303", status)
	}
	title, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", h.Process.Pid))
	if err != nil {
		t.Fatal(err)
	}
	h.signal(t, 15)
	h.ends(t, 30*time.Second)
	for what, text := range map[string]string{"log": h.log.whole(), "process title": string(title)} {
		for _, secret := range []string{marked, fmt.Sprintf("%x", []byte(key)), own[strings.LastIndexByte(own, '/')+1:]} {
			if strings.Contains(text, secret) {
				t.Errorf("got %q in the %s", secret, what)
			}
		}
	}
}
