package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestHelpTellsEveryCommandAndEveryFlag(t *testing.T) {
	tests := []struct {
		arguments []string
		tells     []string
	}{
		{[]string{"--help"}, []string{"serve", "check", "new article", "stamp", "export", "openings", "version"}},
		{[]string{"serve", "--help"}, []string{
			"--addr", "$LEADPATH_ADDR", "--base-url", "$LEADPATH_BASE_URL", "--data", "$LEADPATH_DATA",
			"--content", "$LEADPATH_CONTENT", "--at", "$LEADPATH_AT", "--dev", "--database-url", "--secret-file", "--smtp-url", "$LEADPATH_SMTP_URL", "--owner-email", "--trusted-proxies",
		}},
		{[]string{"check", "--help"}, []string{"--content", "--at", "--json", "--release", "--watch", "$LEADPATH_WATCH"}},
		{[]string{"new", "article", "--help"}, []string{"<key>", "--content", "$LEADPATH_CONTENT"}},
		{[]string{"openings", "--help"}, []string{"--from", "$LEADPATH_FROM", "--to", "--at", "--content", "--why"}},
		{[]string{"export", "--help"}, []string{"<dir>", "--base-url", "$LEADPATH_BASE_URL", "--content", "--at"}},
		{[]string{"stamp", "--help"}, []string{"<key>", "path", "--content", "$LEADPATH_CONTENT"}},
	}
	for _, test := range tests {
		t.Run(strings.Join(test.arguments, " "), func(t *testing.T) {
			got := outcome(t, command(t, test.arguments...))
			if got.code != 0 || got.stderr != "" {
				t.Errorf("got exit code %d and %q on standard error, want 0 and nothing", got.code, got.stderr)
			}
			for _, word := range test.tells {
				if !strings.Contains(got.stdout, word) {
					t.Errorf("got no %q in the help:\n%s", word, got.stdout)
				}
			}
		})
	}
}

func TestVersionIsOneLine(t *testing.T) {
	got := outcome(t, command(t, "version"))
	want := regexp.MustCompile(`^leadpath \S+ \(commit \S+, go1\.\S+\)\n$`)
	if got.code != 0 || got.stderr != "" || !want.MatchString(got.stdout) {
		t.Errorf("leadpath version: got %+v, want 0 and a line like %s", got, want)
	}
}

func TestWhatCannotBeUnderstoodEndsWithTwoAndOneLine(t *testing.T) {
	tests := []struct {
		says      string
		arguments []string
		env       string
		named     string
	}{
		{"no command", nil, "", `"serve"`},
		{"a command that is not built", []string{"backup"}, "", "backup"},
		{"nowhere to export to", []string{"export"}, "", "dir"},
		{"an export of a base address with a path", []string{"export", "site", "--base-url", "https://example.org/site"}, "", "https://example.org/site"},
		{"an unknown flag", []string{"serve", "--prot", "80"}, "", "--prot"},
		{"a flag without its value", []string{"serve", "--addr"}, "", "--addr"},
		{"an argument too many", []string{"version", "please"}, "", "please"},
		{"nothing to begin", []string{"new"}, "", "article"},
		{"a new article without a key", []string{"new", "article"}, "", "key"},
		{"a text of which there is no form", []string{"new", "poem", "x"}, "", "poem"},
		{"nothing to stamp", []string{"stamp"}, "", "key"},
		{"an argument of two lines", []string{"check", "one\ntwo"}, "", "one two"},
		{"a flag of another command", []string{"version", "--json"}, "", "--json"},
		{"a base address without scheme", []string{"serve", "--addr", "127.0.0.1:0", "--base-url", "www.example.org"}, "", "www.example.org"},
		{"a base address with a path", []string{"serve", "--addr", "127.0.0.1:0", "--base-url", "https://example.org/site"}, "", "https://example.org/site"},
		{"a base address that is no web address", []string{"serve", "--addr", "127.0.0.1:0", "--base-url", "ftp://example.org"}, "", "ftp://example.org"},
		{"a time that is none", []string{"serve", "--addr", "127.0.0.1:0", "--at", "yesterday"}, "", "yesterday"},
		{"a day that the calendar lacks", []string{"serve", "--addr", "127.0.0.1:0", "--at", "2026-02-30"}, "", "2026-02-30"},
		{"a network that is none", []string{"serve", "--trusted-proxies", "10.0.0.0/8 everywhere"}, "", "everywhere"},
		{"authors’ pages for everybody", []string{"serve", "--dev", "--addr", ":8080"}, "", "--dev"},
		{"authors’ pages for a network", []string{"serve", "--dev", "--addr", "192.0.2.1:8080"}, "", "192.0.2.1:8080"},
		{"a mail server that is none", []string{"serve", "--smtp-url", "http://example.org"}, "", "--smtp-url"},
		{"a setting that is no yes or no", []string{"check"}, "LEADPATH_JSON=perhaps", "--json"},
	}
	for _, test := range tests {
		t.Run(test.says, func(t *testing.T) {
			cmd := command(t, test.arguments...)
			cmd.Env = append(cmd.Env, test.env)
			got := outcome(t, cmd)
			wantFailure(t, got, exitUsage, test.named, "--help")
			if got.stdout != "" {
				t.Errorf("got %q on standard output, want nothing", got.stdout)
			}
		})
	}
}

// A flag wins over the environment, and that over .env.
func TestAFlagWinsOverTheEnvironmentAndThatOverTheFile(t *testing.T) {
	tests := []struct {
		says            string
		file, env, flag string
		want            string
	}{
		{"the file alone", "file.example", "", "", "file.example"},
		{"the environment over the file", "file.example", "env.example", "", "env.example"},
		{"the flag over both", "file.example", "env.example", "flag.example", "flag.example"},
		{"the flag over the file", "file.example", "", "flag.example", "flag.example"},
		{"the environment alone", "", "env.example", "", "env.example"},
	}
	for _, test := range tests {
		t.Run(test.says, func(t *testing.T) {
			cmd := command(t, "serve")
			write := "LEADPATH_ADDR=127.0.0.1:0\nLEADPATH_AT=2026-12-01\n"
			if test.file != "" {
				write += "LEADPATH_BASE_URL='https://" + test.file + "'\n"
			}
			if err := os.WriteFile(filepath.Join(cmd.Dir, ".env"), []byte(write), 0o600); err != nil {
				t.Fatal(err)
			}
			if test.env != "" {
				cmd.Env = append(cmd.Env, "LEADPATH_BASE_URL=https://"+test.env)
			}
			if test.flag != "" {
				cmd.Args = append(cmd.Args, "--base-url", "https://"+test.flag)
			}
			s := startCommand(t, cmd)
			if want := "https://" + test.want; s.url != want {
				t.Errorf("got the base address %s, want %s", s.url, want)
			}
		})
	}
}

func TestABrokenEnvFileEndsTheProgramAndIsNamed(t *testing.T) {
	cmd := command(t, "version")
	if err := os.WriteFile(filepath.Join(cmd.Dir, ".env"), []byte("LEADPATH_ADDR='no end\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	wantFailure(t, outcome(t, cmd), exitFailed, ".env")
}
