package main

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
)

// carry exports content into a folder, which must succeed, and gives what it
// said.
func carry(t testing.TB, folder string, arguments ...string) string {
	t.Helper()
	got := outcome(t, command(t, append([]string{"export", folder}, arguments...)...))
	if got.code != exitOK || got.stderr != "" {
		t.Fatalf("leadpath export: got %+v, want success", got)
	}
	return got.stdout
}

// fewTexts gives content of two articles and little else, which is exported in
// a moment.
func fewTexts(t *testing.T) (folder string) {
	t.Helper()
	folder = filepath.Join(t.TempDir(), "content")
	if err := os.CopyFS(folder, os.DirFS("../../internal/library/testdata/whole")); err != nil {
		t.Fatal(err)
	}
	edit(t, folder, "call.toml", textOf(t, shippedContent(t), "call.toml"))
	return folder
}

// carried lists the files of a folder by their names, with when each was
// written.
func carried(t testing.TB, folder string) map[string]time.Time {
	t.Helper()
	files := map[string]time.Time{}
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err == nil {
			name, _ := filepath.Rel(folder, path)
			files[name] = info.ModTime()
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// searchFile is what an export has of a search that no program answers.
var searchFile = regexp.MustCompile(`^(en/search|de/suche)\.(html|json)$`)

// addressOf gives the address that a file is the answer of, and its coding;
// none for what stands for no page.
func addressOf(file string) (address, coding string) {
	for ending, name := range map[string]string{".br": "br", ".gz": "gzip"} {
		if plain, ok := strings.CutSuffix(file, ending); ok {
			address, _ = addressOf(plain)
			return address, name
		}
	}
	switch {
	case searchFile.MatchString(file), strings.HasPrefix(file, "_"), file == ".leadpath-export", file == "index.html", strings.HasSuffix(file, "404.html"):
		return "", ""
	case strings.HasSuffix(file, "/index.html"):
		return "/" + strings.TrimSuffix(file, "index.html"), ""
	}
	return "/" + strings.TrimSuffix(file, ".html"), ""
}

// W14: an export holds byte for byte what is served, packed as small as it
// goes, and every page to read. What is made for each visitor is not in it, and
// links there name the site.
func TestAnExportIsWhatIsServed(t *testing.T) {
	t.Parallel()
	s := start(t, "--data", filepath.Join(t.TempDir(), "data"))
	folder := filepath.Join(t.TempDir(), "deep", "site")
	carry(t, folder, "--base-url", s.url)
	seen := map[string]bool{}
	for file := range carried(t, folder) {
		if address, coding := addressOf(file); address != "" {
			seen[address] = true
			wantServed(t, s, address, coding, read(t, folder, file))
		}
	}
	for _, address := range []string{"/en/", "/de/", "/en/articles", "/de/vergleich", "/de/faq/wie-lange-gueltig", "/en/authors/lars-zimmermann", "/en/privacy"} {
		if !seen[address] {
			t.Errorf("the export has no %s", address)
		}
	}
	for address := range seen {
		if livePage.MatchString(address) {
			t.Errorf("the export has %s, which is made for each visitor", address)
		}
	}
	if home := string(read(t, folder, "de/index.html")); !strings.Contains(home, `href="`+s.url+`/de/weg"`) || strings.Contains(home, `href="/de/weg"`) {
		t.Errorf("the home page does not lead to the questionnaire of %s", s.url)
	}
}

var livePage = regexp.MustCompile(`^/(en/(path|call|grades)|de/(weg|gespraech|stufen))`)

func read(t testing.TB, folder, file string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(folder, file))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// wantServed compares a file with what a running server sends. A page that was
// just asked for is packed in haste there, so packed ones are compared by what
// they hold.
func wantServed(t testing.TB, s *running, address, coding string, want []byte) {
	t.Helper()
	status, body := s.get(t, address)
	if got := unpack(t, coding, want); status != http.StatusOK || !bytes.Equal(got, []byte(body)) {
		t.Errorf("%s (%s): the export has %d bytes, the server sends %d and status %d", address, coding, len(got), len(body), status)
	}
}

func unpack(t testing.TB, coding string, data []byte) []byte {
	t.Helper()
	var reader io.Reader = bytes.NewReader(data)
	var err error
	switch coding {
	case "br":
		reader = brotli.NewReader(reader)
	case "gzip":
		reader, err = gzip.NewReader(reader)
	}
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(reader)
	if err != nil {
		t.Fatal(err)
	}
	return plain
}

// A second export touches what changed and nothing else, and takes away what
// is gone.
func TestASecondExportTouchesWhatChanged(t *testing.T) {
	t.Parallel()
	content, folder := shippedContent(t), filepath.Join(t.TempDir(), "site")
	carry(t, folder, "--content", content, "--no-cards")
	before := carried(t, folder)
	if said := carry(t, folder, "--content", content, "--no-cards"); !strings.HasPrefix(said, "0 files written") || !maps.Equal(carried(t, folder), before) {
		t.Errorf("the same content again: got %q and other files, want nothing touched", said)
	}
	replaceIn(t, content, "faq/validity.en.md", "title = \"", "title = \"Anew: ")
	if err := os.WriteFile(filepath.Join(folder, "en", "privacy.html"), []byte("meddled with"), 0o666); err != nil {
		t.Fatal(err)
	}
	carry(t, folder, "--content", content, "--no-cards")
	after := carried(t, folder)
	for file, written := range after {
		about := strings.HasPrefix(file, "en/") || strings.HasPrefix(file, ".leadpath") || strings.HasPrefix(file, "_") || !strings.Contains(file, "/")
		if touched := !written.Equal(before[file]); touched && !about {
			t.Errorf("%s was written again, though only an English question changed", file)
		}
	}
	if bytes.Contains(read(t, folder, "en/privacy.html"), []byte("meddled")) {
		t.Error("a file that was meddled with was taken for the page")
	}
	for _, lang := range []string{"en", "de"} {
		replaceIn(t, content, "articles/two-year-line."+lang+".md", "draft = false", "draft = true")
	}
	carry(t, folder, "--content", content, "--no-cards")
	if files := carried(t, folder); len(files) != len(before)-12 {
		t.Errorf("an article became a draft: got %d files, want %d less its two pages and their Markdown, each in three codings", len(files), len(before))
	}
}

func replaceIn(t testing.TB, folder, file, from, to string) {
	t.Helper()
	text := string(read(t, folder, file))
	if !strings.Contains(text, from) {
		t.Fatalf("%s has no %q", file, from)
	}
	edit(t, folder, file, strings.Replace(text, from, to, 1))
}

// A folder that cannot take the export is named in one line, and what lies in
// it stays as it is.
func TestAFolderThatCannotTakeTheExportIsNamed(t *testing.T) {
	t.Parallel()
	above := filepath.Join(t.TempDir(), "above")
	mkdir(t, above, 0o777)
	reachable(t, above)
	of := func(name string) string { return filepath.Join(above, name) }
	mkdir(t, of("full of photos"), 0o777)
	edit(t, of("full of photos"), "photo.jpg", "mine")
	mkdir(t, of("closed"), 0o555)
	edit(t, above, "file", "mine")
	for _, c := range []struct{ says, folder, named string }{
		{"a folder with something else in it", "full of photos", "neither empty"},
		{"one that takes nothing", "closed", "permission denied"},
		{"one below such a one", "closed/site", "permission denied"},
		{"a file", "file", "not a directory"},
	} {
		wantFailure(t, asPlainUser(t, "export", of(c.folder)), exitFailed, of(c.folder), c.named)
	}
	if got := carried(t, above); len(got) != 2 {
		t.Errorf("got %v in the folders, want the two files that were there", slices.Sorted(maps.Keys(got)))
	}
}

// On a disk that is full the export ends with a line, no file is half there,
// and with space again the next export makes it whole.
func TestAFullDiskLeavesNoHalfFile(t *testing.T) {
	t.Parallel()
	content, folder, whole := fewTexts(t), filepath.Join(t.TempDir(), "site"), filepath.Join(t.TempDir(), "whole")
	carry(t, whole, "--content", content)
	full := command(t, "export", folder, "--content", content)
	full.Args = append([]string{"sh", "-c", `ulimit -f 20; exec "$0" "$@"`, full.Path}, full.Args[1:]...)
	full.Path = "/bin/sh"
	wantFailure(t, outcome(t, full), exitFailed, folder, "file too large")
	for file := range carried(t, folder) {
		if file != ".leadpath-export" && !bytes.Equal(read(t, folder, file), read(t, whole, file)) {
			t.Errorf("%s is half there", file)
		}
	}
	carry(t, folder, "--content", content)
	if got, want := slices.Sorted(maps.Keys(carried(t, folder))), slices.Sorted(maps.Keys(carried(t, whole))); !slices.Equal(got, want) {
		t.Errorf("with space again: got %d files, want %d", len(got), len(want))
	}
}

// S15: whatever links lie in the folder, nothing outside of it is written or
// removed.
func TestAnExportStaysInItsFolder(t *testing.T) {
	t.Parallel()
	content, folder, outside := fewTexts(t), filepath.Join(t.TempDir(), "site"), t.TempDir()
	carry(t, folder, "--content", content)
	edit(t, outside, "index.html", "mine")
	edit(t, outside, "gone", "mine")
	if err := errors.Join(os.RemoveAll(filepath.Join(folder, "de")), os.Symlink(outside, filepath.Join(folder, "de"))); err != nil {
		t.Fatal(err)
	}
	sum := strings.Repeat("0", 64)
	edit(t, folder, ".leadpath-export", sum+"  ../gone\n"+sum+"  de/gone\n"+sum+"  "+outside+"/gone\n")
	if got := outcome(t, command(t, "export", folder, "--content", content)); got.code != exitFailed {
		t.Errorf("got exit code %d, want the link to be refused", got.code)
	}
	for _, file := range []string{"index.html", "gone"} {
		if got := string(read(t, outside, file)); got != "mine" {
			t.Errorf("%s outside of the folder is %q now", file, got)
		}
	}
}
