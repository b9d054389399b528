package advice_test

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"leadpath/internal/advice"
	"leadpath/internal/locale"
	"leadpath/internal/problem"
)

var update = flag.Bool("update", false, "write the kept files of testdata anew")

// TestFaults breaks one thing at a time in a folder that is whole and wants
// every fault by file, line and words, and no other: testdata/faults.txt.
func TestFaults(t *testing.T) {
	data, err := os.ReadFile("testdata/faults.txt")
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for story := range strings.SplitSeq(strings.TrimSpace(string(data)), "\n\n") {
		told = append(told, tellFault(t, story))
	}
	if *update {
		if err := os.WriteFile("testdata/faults.txt", []byte(strings.Join(told, "\n")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// tellFault plays one story and gives it back with the faults that came.
//
//	# A sentence, the name of the case.
//	FILE           the file that is broken; a second one may follow
//	- old lines    what is replaced; without them the new lines go to the end
//	+ new lines    {hash} is the hash of the version that is whole
//	x              the file is removed
//	= FAULT        what is expected, line by line
func tellFault(t *testing.T, story string) string {
	folder := newFolder(t)
	whole := folder.load(t).Today().Hash()
	name, file, told, want := "", "", "", ""
	var before, after []string
	mend := func() {
		old, new := strings.Join(before, "\n"), strings.ReplaceAll(strings.Join(after, "\n"), "{hash}", whole)
		switch {
		case old != "":
			folder.replace(t, file, old, new)
		case len(after) > 0:
			folder.write(file, folder.text(file)+new+"\n")
		}
		before, after = nil, nil
	}
	for line := range strings.SplitSeq(story, "\n") {
		mark, rest, _ := strings.Cut(line, " ")
		switch mark {
		case "#":
			name += rest
		case "-":
			if len(after) > 0 {
				mend()
			}
			before = append(before, rest)
		case "+":
			after = append(after, rest)
		case "x":
			delete(folder, file)
		case "=":
			want += rest + "\n"
			continue
		default:
			mend()
			file = line
		}
		told += line + "\n"
	}
	mend()
	t.Run(name, func(t *testing.T) {
		paths, faults := advice.Load(fstest.MapFS(folder), locale.Languages)
		got := printed(faults)
		for fault := range strings.Lines(got) {
			told += "= " + fault
		}
		if got != want && !*update {
			t.Errorf("got\n%swant\n%s", got, want)
		}
		if paths != nil && got != "" {
			t.Error("got a questionnaire beside the faults, want none")
		}
	})
	return told
}

func printed(faults problem.List) string {
	var all strings.Builder
	for _, f := range faults {
		all.WriteString(f.String() + "\n")
	}
	return all.String()
}

// A folder is a small content folder with one version of a questionnaire.
type folder fstest.MapFS

// newFolder reads testdata/whole, so that each test may break its own.
func newFolder(t testing.TB) folder {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "whole", "path", "1.toml"))
	if err != nil {
		t.Fatal(err)
	}
	f := folder{}
	f.write("path/1.toml", string(text))
	return f
}

func (f folder) text(name string) string {
	if f[name] == nil {
		return ""
	}
	return string(f[name].Data)
}

func (f folder) write(name, text string) { f[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644} }

// replace changes the first place of a text in a file; a test that names a
// place that is not there is wrong itself.
func (f folder) replace(t testing.TB, name, old, new string) {
	t.Helper()
	if !strings.Contains(f.text(name), old) {
		t.Fatalf("%s has no %q to replace", name, old)
	}
	f.write(name, strings.Replace(f.text(name), old, new, 1))
}

// load reads a folder that must have no fault.
func (f folder) load(t testing.TB) *advice.Paths {
	t.Helper()
	paths, faults := advice.Load(fstest.MapFS(f), locale.Languages)
	if err := faults.Err(); err != nil {
		t.Fatalf("got the fault %v, want none", err)
	}
	return paths
}

func TestSidesThatAreTooLarge(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"twelve statements a side are weighed", version(usual, strings.Repeat("BVbv", 6)), ""},
		{"fourteen are not", version(usual, strings.Repeat("BVbv", 7)),
			"path/1.toml:5: 14 statements are about building; up to 12 can be weighed\npath/1.toml:5: 14 statements are about verifying; up to 12 can be weighed\n"},
		{"nine pairs are asked", version(usual, "BVbvBVbvBVbv", many(9, func(id string) string { return pair(id, "build", "verify") })), ""},
		{"ten are not", version(usual, "BVbvBVbvBVbv", many(10, func(id string) string { return pair(id, "build", "verify") })),
			"path/1.toml:149: there are 10 pairs; up to 9 are asked\n"},
		{"sixty circumstances are asked", version(usual, "BVbvBVbvBVbv", many(60, func(id string) string { return circumstance(id, "number") })), ""},
		{"sixty-one are not", version(usual, "BVbvBVbvBVbv", many(61, func(id string) string { return circumstance(id, "number") })),
			"path/1.toml:149: there are 61 circumstances; up to 60 are asked\n"},
		{"thirty options stand in one circumstance", version(usual, "BVbvBVbvBVbv", circumstance("c", "boxes", options(30)...)), ""},
		{"thirty-one do not", version(usual, "BVbvBVbvBVbv", circumstance("c", "boxes", options(31)...)),
			"path/1.toml:149: the number of options is 31; write from 2 to 30\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := folder{}
			f.write("path/1.toml", c.text)
			_, faults := advice.Load(fstest.MapFS(f), locale.Languages)
			if got := printed(faults); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
}

func many(n int, write func(id string) string) string {
	var all strings.Builder
	for i := range n {
		all.WriteString(write(fmt.Sprintf("x%d", i)))
	}
	return all.String()
}

func options(n int) (list []string) {
	for i := range n {
		list = append(list, fmt.Sprintf("o%d", i))
	}
	return list
}

func TestFolderThatCannotBeRead(t *testing.T) {
	t.Run("without the folder there is no questionnaire and no fault", func(t *testing.T) {
		paths, faults := advice.Load(fstest.MapFS{"owner.toml": &fstest.MapFile{}}, locale.Languages)
		if paths != nil || len(faults) > 0 {
			t.Errorf("got %v and %v, want nothing", paths, faults)
		}
	})
	t.Run("nor with an empty one", func(t *testing.T) {
		paths, faults := advice.Load(fstest.MapFS{"path": &fstest.MapFile{Mode: fs.ModeDir | 0o755}}, locale.Languages)
		if paths != nil || len(faults) > 0 {
			t.Errorf("got %v and %v, want nothing", paths, faults)
		}
	})
	t.Run("a file in its place", func(t *testing.T) {
		disk := t.TempDir()
		if err := os.WriteFile(filepath.Join(disk, "path"), []byte("x"), 0o644); err != nil {
			t.Fatal(err)
		}
		paths, faults := advice.Load(os.DirFS(disk), locale.Languages)
		if got, want := printed(faults), ".:1: the folder path cannot be read (not a directory); mend its rights\n"; got != want || paths != nil {
			t.Errorf("got %q, want %q", got, want)
		}
	})
	t.Run("a folder in a version's place", func(t *testing.T) {
		f := newFolder(t)
		f["path/2.toml"] = &fstest.MapFile{Mode: fs.ModeDir | 0o755}
		_, faults := advice.Load(fstest.MapFS(f), locale.Languages)
		if got, want := printed(faults), "path/2.toml:1: this is no file that can be read; put a file of text here\n"; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	})
	t.Run("a folder in the lock's place", func(t *testing.T) {
		f := newFolder(t)
		f["path/published.lock"] = &fstest.MapFile{Mode: fs.ModeDir | 0o755}
		_, faults := advice.Load(fstest.MapFS(f), locale.Languages)
		if got, want := printed(faults), "path/published.lock:1: this is no file that can be read; put a file of text here\n"; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	})
	t.Run("bytes that are no text", func(t *testing.T) {
		f := newFolder(t)
		f.write("path/1.toml", "bar = 14\ngap = 5 # gro\xdf\n")
		_, faults := advice.Load(fstest.MapFS(f), locale.Languages)
		if got, want := printed(faults), "path/1.toml:2: the file is not in UTF-8 here; save it as UTF-8\n"; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	})
	t.Run("a byte order mark and line ends of Windows are no fault", func(t *testing.T) {
		f := newFolder(t)
		hash := f.load(t).Today().Hash()
		f.write("path/1.toml", "\uFEFF"+strings.ReplaceAll(f.text("path/1.toml"), "\n", "\r\n"))
		f.write("path/published.lock", "1 "+hash+"\r\n")
		f.load(t)
	})
	t.Run("what editors leave behind is passed over", func(t *testing.T) {
		f := newFolder(t)
		f.write("path/.1.toml.swp", "x")
		f.write("path/1.toml~", "x")
		f.load(t)
	})
}

// A version in a language that is spoken later lacks its words everywhere.
func TestEveryLanguageIsAskedFor(t *testing.T) {
	languages := append(append([]locale.Language{}, locale.Languages...), locale.Language{Code: "fr", Name: "français"})
	_, faults := advice.Load(fstest.MapFS(newFolder(t)), languages)
	words := 8*4 + 3 + (3 + 2*2) + (4 + 2) + 4
	if len(faults) != words {
		t.Errorf("got %d faults, want one for each of %d words:\n%s", len(faults), words, printed(faults))
	}
	if got, want := faults[0].String(), "path/1.toml:10: say.fr is missing; write say in français too"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
