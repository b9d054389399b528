package library

import (
	"flag"
	"io/fs"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"leadpath/internal/locale"
	"leadpath/locales"
)

var update = flag.Bool("update", false, "write the kept files of testdata anew")

// A house is a small whole content folder for tests: two articles, two
// questions, a person and the editorial team, one legal page, one image.
type house fstest.MapFS

// settings are those of the house.
var settings = Settings{Zone: mustLoad("Europe/Berlin"), Minutes: 15, Undo: 24, Erase: 60}

func mustLoad(zone string) *time.Location {
	z, err := time.LoadLocation(zone)
	if err != nil {
		panic(err)
	}
	return z
}

// newHouse reads testdata/whole, so that each test may break its own.
func newHouse(t testing.TB) house {
	t.Helper()
	h, whole := house{}, os.DirFS("testdata/whole")
	err := fs.WalkDir(whole, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(whole, path)
		h.write(path, string(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// file gives the text of a file, empty where there is none.
func (h house) file(name string) string {
	if h[name] == nil {
		return ""
	}
	return string(h[name].Data)
}

// write puts a file into the folder, in another's place where there is one.
func (h house) write(name, text string) { h[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644} }

// replace changes the first place of a text in a file; a test that names a
// place that is not there is wrong itself.
func (h house) replace(t testing.TB, name, old, new string) {
	t.Helper()
	if !strings.Contains(h.file(name), old) {
		t.Fatalf("%s has no %q to replace", name, old)
	}
	h.write(name, strings.Replace(h.file(name), old, new, 1))
}

func (h house) load(t testing.TB) (*Library, Report) {
	t.Helper()
	return Load(fstest.MapFS(h), catalog(t), settings)
}

// whole loads a folder that must have no fault.
func (h house) whole(t testing.TB) *Library {
	t.Helper()
	lib, report := h.load(t)
	if err := report.Faults.Err(); err != nil {
		t.Fatalf("got the fault %v, want none", err)
	}
	return lib
}

// allWords are read once: they never change.
var allWords = sync.OnceValues(func() (*locale.Catalog, error) { return locale.Load(locales.FS) })

func catalog(t testing.TB) *locale.Catalog {
	t.Helper()
	c, err := allWords()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// printed gives a list of a report as check prints it.
func printed[F interface{ String() string }](list []F) string {
	var all strings.Builder
	for _, f := range list {
		all.WriteString(f.String() + "\n")
	}
	return all.String()
}

func readText(t testing.TB, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// kept compares with a kept file, or writes it with -update.
func kept(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want := readText(t, file); got != want {
		t.Errorf("%s: got\n%s\nwant\n%s\n(go test ./internal/library -update writes it anew; read the difference first)", file, got, want)
	}
}
