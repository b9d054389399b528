package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"leadpath/internal/library"
)

// say adds a sentence to the article in a content folder.
func say(t testing.TB, folder, sentence string) {
	t.Helper()
	edit(t, folder, articleFile, textOf(t, folder, articleFile)+"\n"+sentence+"\n")
}

// another gives a second content folder beside the first, with a sentence.
func another(t testing.TB, beside, sentence string) (folder string) {
	t.Helper()
	folder = beside + "-2"
	if err := os.CopyFS(folder, os.DirFS(beside)); err != nil {
		t.Fatal(err)
	}
	say(t, folder, sentence)
	return folder
}

func symlink(t testing.TB, to, link string) {
	t.Helper()
	if err := os.Symlink(to, link); err != nil {
		t.Fatal(err)
	}
}

// R20
func TestEditsAreSeenWhereverTheContentLies(t *testing.T) {
	tests := []struct {
		says   string
		story  func(t *testing.T, s *running, folder string)
		served func(t *testing.T, folder string) string // default: the folder
	}{
		{"another folder put in its place", func(t *testing.T, s *running, folder string) {
			second := another(t, folder, "From the second folder.")
			rename(t, folder, folder+".old")
			rename(t, second, folder)
			s.shows(t, "From the second folder.")
			say(t, folder, "Edited in the second folder.")
			s.shows(t, "Edited in the second folder.")
		}, nil},
		{"another folder put in the place of the one above", func(t *testing.T, s *running, folder string) {
			above := filepath.Dir(folder)
			if err := os.CopyFS(above+".new", os.DirFS(above)); err != nil {
				t.Fatal(err)
			}
			say(t, filepath.Join(above+".new", "content"), "From above.")
			rename(t, above, above+".old")
			rename(t, above+".new", above)
			s.shows(t, "From above.")
			say(t, folder, "Edited after that.")
			s.shows(t, "Edited after that.")
		}, nil},
		{"a link to the folder", func(t *testing.T, s *running, folder string) {
			say(t, folder, "Behind a link.")
			s.shows(t, "Behind a link.")
			second := another(t, folder, "Behind another.")
			symlink(t, second, folder+".link.new")
			rename(t, folder+".link.new", folder+".link")
			s.shows(t, "Behind another.")
			say(t, second, "Edited behind it.")
			s.shows(t, "Edited behind it.")
		}, func(t *testing.T, folder string) string {
			symlink(t, folder, folder+".link")
			return folder + ".link"
		}},
		{"a name that ends in a slash", func(t *testing.T, s *running, folder string) {
			say(t, folder, "With a slash.")
			s.shows(t, "With a slash.")
		}, func(_ *testing.T, folder string) string { return folder + "/" }},
		{"a folder in it that is new", func(t *testing.T, s *running, folder string) {
			images, away := filepath.Join(folder, "images"), folder+".images"
			rename(t, images, away)
			if err := os.CopyFS(images, os.DirFS(away)); err != nil {
				t.Fatal(err)
			}
			for _, width := range []string{"40", "50"} {
				write(t, filepath.Join(images, "new.svg"), `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 `+width+` 30"/>`)
				if width == "40" {
					say(t, folder, `![A new picture](../images/new.svg "It is new.")`)
				}
				s.shows(t, `width="`+width+`"`)
			}
		}, nil},
		{"texts behind links inside the folder", func(t *testing.T, s *running, folder string) {
			texts := filepath.Join(folder, "texts")
			if err := os.Mkdir(texts, 0o755); err != nil {
				t.Fatal(err)
			}
			rename(t, filepath.Join(folder, articleFile), filepath.Join(texts, "lead.md"))
			symlink(t, "../texts/lead.md", filepath.Join(folder, articleFile))
			write(t, filepath.Join(texts, "lead.md"), textOf(t, folder, articleFile)+"\nBehind a link inside.\n")
			s.shows(t, "Behind a link inside.")
		}, nil},
	}
	for _, test := range tests {
		t.Run(test.says, func(t *testing.T) {
			folder := shippedContent(t)
			served := folder
			if test.served != nil {
				served = test.served(t, folder)
			}
			test.story(t, start(t, "--at", "2026-12-01", "--content", served), folder)
		})
	}
}

func TestTheFolderHereIsWatchedAsAnyOther(t *testing.T) {
	folder := shippedContent(t)
	cmd := command(t, "serve", "--addr", "127.0.0.1:0", "--at", "2026-12-01", "--content", ".")
	cmd.Dir = folder
	s := startCommand(t, cmd)
	owner := textOf(t, folder, "owner.toml")
	edit(t, folder, "owner.toml", strings.ReplaceAll(owner, "The AI Auditor", "The Other Auditor"))
	s.shows(t, "The Other Auditor")
	say(t, folder, "In a folder of the folder here.")
	s.shows(t, "In a folder of the folder here.")
}

// R20
func TestAFileThatIsCutWithoutBeingOpenedIsNamedAtOnce(t *testing.T) {
	folder := shippedContent(t)
	s := start(t, "--at", "2026-12-01", "--content", folder)
	if err := os.Truncate(filepath.Join(folder, articleFile), 100); err != nil {
		t.Fatal(err)
	}
	begun := time.Now()
	s.waitFor(t, "the log to name the file", func() bool { return strings.Contains(s.log.String(), articleFile+":1:") })
	if took := time.Since(begun); took > 10*time.Second {
		t.Errorf("the fault was named after %v, want at once: nobody is writing", took)
	}
}

// A link that leads nowhere, or out of the folder, is a fault like any other.
func TestALinkThatCannotBeFollowedIsAFault(t *testing.T) {
	for _, to := range []string{"nowhere.md", "/etc/passwd", "../../content-of-others.md"} {
		folder := shippedContent(t)
		file := filepath.Join(folder, articleFile)
		remove(t, file)
		symlink(t, to, file)
		got := outcome(t, command(t, "serve", "--addr", "127.0.0.1:0", "--at", "2026-12-01", "--content", folder))
		wantFailure(t, got, exitFailed, articleFile+":1:")
	}
}

// watching runs a watcher and tells of every reading that is shown.
func watching(t *testing.T, w *watcher) (reads <-chan struct{}) {
	t.Helper()
	list := make(chan struct{}, 1000)
	stop := w.run(func(library.Changes) func() { return func() { list <- struct{}{} } })
	t.Cleanup(stop)
	return list
}

func wantRead(t *testing.T, reads <-chan struct{}, after string) {
	t.Helper()
	select {
	case <-reads:
	case <-time.After(20 * time.Second):
		t.Fatalf("nothing was read after %s", after)
	}
}

func TestWhatChangesBetweenTheFirstReadingAndTheWatchIsReadAgain(t *testing.T) {
	folder := shippedContent(t)
	w, err := newWatcher(folder)
	if err != nil {
		t.Fatal(err)
	}
	say(t, folder, "While the program starts.")
	wantRead(t, watching(t, w), "an edit during the start")
}

// The kernel keeps 16,384 events by default; what comes then is lost.
func TestNewsThatTheKernelLostIsReadAgain(t *testing.T) {
	folder := shippedContent(t)
	w, err := newWatcher(folder)
	if err != nil {
		t.Fatal(err)
	}
	half, err := os.Create(filepath.Join(folder, "articles", "half.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := half.WriteString("half"); err != nil {
		t.Fatal(err)
	}
	for i := range 20_000 { // two in turn: the kernel joins equal events
		file := filepath.Join(folder, []string{"owner.toml", "call.toml"}[i%2])
		if err := os.Chmod(file, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := half.Close(); err != nil { // which nobody hears of
		t.Fatal(err)
	}
	reads := watching(t, w)
	wantRead(t, reads, "a flood of events")
	say(t, folder, "After the flood.")
	wantRead(t, reads, "an edit after the flood")
}

func TestNothingIsReadWhileAFileIsHalfWritten(t *testing.T) {
	folder := shippedContent(t)
	w, err := newWatcher(folder)
	if err != nil {
		t.Fatal(err)
	}
	reads := watching(t, w)
	f, err := os.OpenFile(filepath.Join(folder, articleFile), os.O_WRONLY|os.O_TRUNC, 0)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 20 {
		if _, err := fmt.Fprintln(f, "a line, and a pause"); err != nil {
			t.Fatal(err)
		}
		edit(t, folder, "owner.toml", fmt.Sprint("another file meanwhile, ", i))
		time.Sleep(10 * time.Millisecond)
	}
	select {
	case <-reads:
		t.Error("the content was read while a file was half written")
	default:
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	wantRead(t, reads, "the file’s closing")
}

// F6: reading again is quick only where it is known what changed.
func TestNewsSaysWhichFilesChanged(t *testing.T) {
	folder := shippedContent(t)
	w, err := newWatcher(folder)
	if err != nil {
		t.Fatal(err)
	}
	news := make(chan library.Changes, 1000)
	t.Cleanup(w.run(func(c library.Changes) func() { news <- c; return func() {} }))
	for _, step := range []struct {
		says string
		do   func()
		all  bool
		file string
	}{
		{"an edit in place", func() { say(t, folder, "One.") }, false, articleFile},
		{"an edit by rename", func() {
			edit(t, folder, articleFile+".tmp", textOf(t, folder, articleFile))
			rename(t, filepath.Join(folder, articleFile+".tmp"), filepath.Join(folder, articleFile))
		}, false, articleFile},
		{"a file that is gone", func() { remove(t, filepath.Join(folder, "compare.toml")) }, false, "compare.toml"},
		{"a folder that is new", func() {
			symlink(t, "faq", filepath.Join(folder, "texts"))
			mkdir(t, filepath.Join(folder, "images"), 0o755)
		}, true, ""},
		{"an edit after that", func() { say(t, folder, "Two.") }, false, articleFile},
		{"a file in a folder that nothing reads", func() {
			mkdir(t, filepath.Join(folder, "drafts"), 0o755)
			write(t, filepath.Join(folder, "drafts", "x.md"), "x")
		}, true, ""},
	} {
		step.do()
		var got library.Changes
		select {
		case got = <-news:
		case <-time.After(20 * time.Second):
			t.Fatalf("%s: nothing was read", step.says)
		}
		if got.All != step.all || step.file != "" && !got.Files[step.file] {
			t.Errorf("%s: got %+v, want %q (everything: %v)", step.says, got, step.file, step.all)
		}
		time.Sleep(100 * time.Millisecond) // until that news is over
		for len(news) > 0 {
			<-news
		}
	}
}
