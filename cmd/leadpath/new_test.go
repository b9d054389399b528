package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"leadpath/internal/library"
)

// halves are the files of a new article.
func halves(key string) []string {
	return []string{"articles/" + key + ".en.md", "articles/" + key + ".de.md"}
}

// begun runs leadpath new article.
func begun(t *testing.T, folder, key string) result {
	t.Helper()
	return outcome(t, command(t, "new", "article", key, "--content", folder))
}

func wantBegun(t *testing.T, got result, folder, key string) {
	t.Helper()
	want := ""
	for _, half := range halves(key) {
		want += filepath.Join(folder, half) + "\n"
	}
	if got.code != 0 || got.stderr != "" || got.stdout != want {
		t.Fatalf("leadpath new article %s: got %+v, want 0 and the lines %q", key, got, want)
	}
}

// publish sets draft = false in both halves.
func publish(t *testing.T, folder, key string) {
	t.Helper()
	for _, half := range halves(key) {
		replaced(t, folder, half, "draft = true", "draft = false")
	}
}

// An author's way from an idea to a page.
func TestANewArticleIsADraftUntilItsAuthorSaysOtherwise(t *testing.T) {
	folder := shippedContent(t)
	before := outcome(t, command(t, "check", "--content", folder))
	s := start(t, "--content", folder)
	wantBegun(t, begun(t, folder, "moon-rising"), folder, "moon-rising")

	if got := outcome(t, command(t, "check", "--content", folder)); got != before {
		t.Errorf("leadpath check with the new drafts: got %+v, want what it said before, %+v", got, before)
	}
	released := outcome(t, command(t, "check", "--release", "--content", folder))
	if strings.Contains(released.stdout, "moon-rising") {
		t.Errorf("leadpath check --release: got %q, want a draft to hold up nothing", released.stdout)
	}
	s.waitFor(t, "the drafts to be read", func() bool { return strings.Contains(s.log.String(), "content read again") })
	for _, page := range []string{"/en/articles/moon-rising", "/de/artikel/moon-rising"} {
		if status, _ := s.get(t, page); status != 404 {
			t.Errorf("GET %s: got %d, want a draft seen by nobody", page, status)
		}
	}
	for _, page := range []string{"/en/articles", "/sitemap.xml", "/en/feed.xml", "/llms.txt"} {
		if _, body := s.get(t, page); strings.Contains(body, "moon-rising") {
			t.Errorf("GET %s names the draft, want it seen by nobody", page)
		}
	}

	publish(t, folder, "moon-rising")
	s.waitFor(t, "the page", func() bool { status, _ := s.get(t, "/de/artikel/moon-rising"); return status == 200 })
	if _, body := s.get(t, "/de/artikel/moon-rising"); !strings.Contains(body, ">Titel von moon-rising</h1>") {
		t.Error("GET /de/artikel/moon-rising: got no placeholder as the text inside, want it")
	}
	got := outcome(t, command(t, "check", "--content", folder))
	if got.code != 0 || strings.Contains(got.stdout, "placeholder") {
		t.Errorf("leadpath check: got %+v, want placeholders to be nobody’s business before a release", got)
	}
	released = outcome(t, command(t, "check", "--release", "--content", folder))
	for _, half := range halves("moon-rising") {
		for _, says := range []string{":3: title is a placeholder", ":8: standfirst is a placeholder", ":9: short is a placeholder", ":28: this is a placeholder", ":30: this is a placeholder"} {
			if !strings.Contains(released.stdout, half+says) {
				t.Errorf("leadpath check --release: got\n%s\nwant %s%s", released.stdout, half, says)
			}
		}
	}
}

func TestANewArticleIsOfToday(t *testing.T) {
	folder := shippedContent(t)
	replaced(t, folder, "call.toml", `"Europe/Berlin"`, `"Pacific/Kiritimati"`) // UTC+14
	zone, err := time.LoadLocation("Pacific/Kiritimati")
	if err != nil {
		t.Fatal(err)
	}
	early := time.Now().In(zone).Format(time.DateOnly)
	wantBegun(t, begun(t, folder, "today"), folder, "today")
	late := time.Now().In(zone).Format(time.DateOnly)
	for _, half := range halves("today") {
		text := textOf(t, folder, half)
		for _, key := range []string{"published", "updated"} {
			if !strings.Contains(text, "\n"+key+" = "+early) && !strings.Contains(text, "\n"+key+" = "+late) {
				t.Errorf("%s: got\n%s\nwant %s = %s, the day in the owner’s zone", half, text, key, early)
			}
		}
	}
}

// The house's order of keys, each with its value or as a comment.
func TestANewArticleHasEveryKey(t *testing.T) {
	folder := shippedContent(t)
	wantBegun(t, begun(t, folder, "whole"), folder, "whole")
	keys := []string{"title", "slug", "topic", "author", "# reviewer", "standfirst", "short", "published", "updated", "draft", "faq", "related", "sources", "# corrections", "# alone"}
	for _, half := range halves("whole") {
		var got []string
		for line := range strings.Lines(textOf(t, folder, half)) {
			if key, _, ok := strings.Cut(line, " = "); ok && !strings.ContainsAny(key, "{[") {
				got = append(got, key)
			}
		}
		if strings.Join(got, ", ") != strings.Join(keys, ", ") {
			t.Errorf("%s: got the keys %q, want %q", half, got, keys)
		}
		text := textOf(t, folder, half)
		edit(t, folder, half, strings.NewReplacer("\n# ", "\n", "  # {", "  {", `"KEY"`, `"editorial"`, "# What stands", "# what stands").Replace(text))
	}
	// With every example taken for what it shows, only what is made up in them is wrong.
	got := outcome(t, command(t, "check", "--content", folder))
	for _, half := range halves("whole") {
		got.stdout = strings.ReplaceAll(got.stdout, half+":16: there is no other article \"editorial\" to read next; write it or name another\n", "")
	}
	faults, _ := linesOf(t, got)
	if len(faults) > 2 {
		t.Errorf("with its examples taken in: got %q, want examples that can stand", faults)
	}
}

// A slug is one address: who comes later gets a number.
func TestANewArticleTakesNoAddressFromAnother(t *testing.T) {
	folder := shippedContent(t)
	replaced(t, folder, "articles/"+articleKey+".de.md", "\nslug = \"", "\nslug = \"taken\" # \"")
	wantBegun(t, begun(t, folder, "taken-2"), folder, "taken-2")
	wantBegun(t, begun(t, folder, "taken"), folder, "taken")
	for half, slug := range map[string]string{"articles/taken.en.md": "taken", "articles/taken.de.md": "taken-3"} {
		if !strings.Contains(textOf(t, folder, half), "\nslug = \""+slug+"\"") {
			t.Errorf("%s: got\n%s\nwant the slug %s", half, textOf(t, folder, half), slug)
		}
	}
	if got := outcome(t, command(t, "check", "--content", folder)); got.code != 0 {
		t.Errorf("leadpath check: got %+v, want no fault", got)
	}
}

func TestANewArticleTakesTheFolderContentHere(t *testing.T) {
	cmd := command(t, "new", "article", "here")
	if err := os.CopyFS(filepath.Join(cmd.Dir, "content"), os.DirFS(shippedContent(t))); err != nil {
		t.Fatal(err)
	}
	wantBegun(t, outcome(t, cmd), "content", "here")
	wantFailure(t, outcome(t, command(t, "new", "article", "here")), exitFailed, "embedded", "--content")
}

func TestANewArticleThatCannotBeSaysWhyInOneLine(t *testing.T) {
	tests := []struct {
		says, key string
		spoil     func(t *testing.T, folder string)
		named     []string
	}{
		{"a key with other signs", "Two Moons", nil, []string{`"Two Moons"`, "a-z"}},
		{"a key that leads out of the folder", "../moon", nil, []string{`"../moon"`}},
		{"an article that is there", articleKey, nil, []string{articleKey + ".en.md", "there already"}},
		{"an article of which one half is there", "moon", func(t *testing.T, folder string) { edit(t, folder, "articles/moon.de.md", "mine") }, []string{"articles/moon.de.md", "there already"}},
		{"no topics", "moon", func(t *testing.T, folder string) { remove(t, filepath.Join(folder, "topics.toml")) }, []string{"topics.toml:1:"}},
		{"no content folder", "moon", func(t *testing.T, folder string) { rename(t, folder, folder+".aside") }, []string{"no such file"}},
		{"a file in the place of the folder", "moon", func(t *testing.T, folder string) {
			rename(t, filepath.Join(folder, "articles"), folder+".aside")
			edit(t, folder, "articles", "")
		}, []string{"articles/moon.en.md", "not a directory"}},
	}
	for _, test := range tests {
		t.Run(test.says, func(t *testing.T) {
			folder := shippedContent(t)
			if test.spoil != nil {
				test.spoil(t, folder)
			}
			before := textsOf(t, filepath.Dir(folder))
			got := begun(t, folder, test.key)
			wantFailure(t, got, exitFailed, append(test.named, folder)...)
			after := textsOf(t, filepath.Dir(folder))
			if got.stdout != "" || len(after) != len(before) {
				t.Errorf("got %q on standard output and %d files of %d, want nothing printed and nothing written", got.stdout, len(after), len(before))
			}
			for file, text := range before {
				if after[file] != text {
					t.Errorf("%s is another now, want it untouched", file)
				}
			}
		})
	}
}

// A folder without the right to write, and a full disk.
func TestANewArticleThatCannotBeWrittenLeavesNothing(t *testing.T) {
	for limit, named := range map[string]string{"unlimited": "permission denied", "0": "file too large"} {
		folder := shippedContent(t)
		articles := filepath.Join(folder, "articles")
		reachable(t, folder)
		mkdir(t, articles, 0o777)
		if limit == "unlimited" {
			mkdir(t, articles, 0o555)
		}
		cmd := command(t)
		cmd.Path, cmd.Args = "/bin/sh", []string{"sh", "-c", `ulimit -f "$2"; exec "$0" new article moon --content "$1"`, binary, folder, limit}
		if os.Getuid() == 0 {
			reachable(t, cmd.Dir)
			cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: plainUser, Gid: plainUser}}
		}
		wantFailure(t, outcome(t, cmd), exitFailed, filepath.Join(folder, "articles/moon.en.md"), named)
		wantNeither(t, folder, "moon")
		mkdir(t, articles, 0o755)
	}
}

func wantNeither(t *testing.T, folder, key string) {
	t.Helper()
	for _, half := range halves(key) {
		if _, err := os.Lstat(filepath.Join(folder, half)); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: got %v, want it not there", half, err)
		}
	}
}

func TestANewArticleIsNotWrittenThroughALink(t *testing.T) {
	folder := shippedContent(t)
	symlink(t, "nowhere.md", filepath.Join(folder, "articles", "moon.de.md"))
	wantFailure(t, begun(t, folder, "moon"), exitFailed, "articles/moon.de.md", "there already")
	remove(t, filepath.Join(folder, "articles", "moon.de.md"))
	wantNeither(t, folder, "moon")
}

// One half alone would be a fault of the whole folder.
func TestAHalfWhoseOtherCannotBeWrittenIsRemovedAgain(t *testing.T) {
	folder := shippedContent(t)
	root, err := os.OpenRoot(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = root.Close() }()
	err = writeAll(root, []library.Draft{{File: "articles/moon.en.md", Text: "one"}, {File: "owner.toml/moon.de.md", Text: "two"}})
	if err == nil || !strings.Contains(err.Error(), filepath.Join(folder, "owner.toml/moon.de.md")) {
		t.Errorf("got %v, want the file that could not be written", err)
	}
	wantNeither(t, folder, "moon")
}
