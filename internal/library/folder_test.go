package library

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
)

func TestFolderThatIsNone(t *testing.T) {
	t.Run("an empty folder", func(t *testing.T) {
		lib, report := Load(fstest.MapFS{}, catalog(t), settings)
		if got, want := printed(report.Faults), ".:1: the folder cannot be read or is empty; name a content folder that can be read\n"; got != want || lib != nil || !report.Unreadable {
			t.Errorf("got %q (unreadable: %v), want %q", got, report.Unreadable, want)
		}
	})
	t.Run("a folder that does not stand", func(t *testing.T) {
		_, report := Load(os.DirFS(filepath.Join(t.TempDir(), "nowhere")), catalog(t), settings)
		if got := printed(report.Faults); !strings.HasPrefix(got, ".:1: the folder cannot be read or is empty (") {
			t.Errorf("got %q, want a fault of .:1", got)
		}
	})
	t.Run("a folder with nothing that is required", func(t *testing.T) {
		_, report := Load(fstest.MapFS{"articles/x.txt": &fstest.MapFile{}}, catalog(t), settings)
		want := "owner.toml:1: the file cannot be read (file does not exist); mend its rights or write it\n" +
			"topics.toml:1: the file cannot be read (file does not exist); mend its rights or write it\n"
		if got := printed(report.Faults); got != want {
			t.Errorf("got\n%swant\n%s", got, want)
		}
	})
}

// TestRights takes rights from parts of a real folder and reads it as a plain
// user, since root reads everything. R20: each is named, and nothing that
// merely refers to it.
func TestRights(t *testing.T) {
	cases := []struct{ name, path, want string }{
		{"the content folder itself", ".", ".:1: the folder cannot be read or is empty (permission denied); name a content folder that can be read\n"},
		{"the articles", "articles", ".:1: the folder articles cannot be read (permission denied); mend its rights\n"},
		{"the questions", "faq", ".:1: the folder faq cannot be read (permission denied); mend its rights\n"},
		{"the authors", "authors", ".:1: the folder authors cannot be read (permission denied); mend its rights\n"},
		{"the images", "images", ".:1: the folder images cannot be read (permission denied); mend its rights\n"},
		{"one text", "articles/second.en.md", "articles/second.en.md:1: the file cannot be read (permission denied); mend its rights\n"},
		{"one image", "images/step.svg", "images/step.svg:1: the image cannot be read (permission denied); mend its rights\n"},
		{"the owner", "owner.toml", "owner.toml:1: the file cannot be read (permission denied); mend its rights\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			folder := newHouse(t).onDisk(t)
			path := filepath.Join(folder, c.path)
			words, root := catalog(t), openRoot(t, folder)
			if err := os.Chmod(path, 0); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = os.Chmod(path, 0o755) }) // or the folder stays behind
			var report Report
			asPlainUser(t, func() { _, report = Load(root.FS(), words, settings) })
			if got := printed(report.Faults); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
}

func TestThingsThatAreNoFiles(t *testing.T) {
	cases := []struct {
		name string
		make func(path string) error
		want string
	}{
		{"a pipe in the place of a text is not waited for", func(path string) error { return syscall.Mkfifo(path, 0o644) },
			"faq/why.en.md:1: this is no file that can be read; put a file of text here\n"},
		{"a link to nothing", func(path string) error { return os.Symlink("nothing", path) },
			"faq/why.en.md:1: the file cannot be read (no such file or directory); mend its rights or write it\n"},
		{"a link out of the folder is not followed", func(path string) error { return os.Symlink("/etc/passwd", path) },
			"faq/why.en.md:1: the file cannot be read (path escapes from parent); mend its rights or write it\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			folder := newHouse(t).onDisk(t)
			path := filepath.Join(folder, "faq/why.en.md")
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
			if err := c.make(path); err != nil {
				t.Fatal(err)
			}
			_, report := Load(openRoot(t, folder).FS(), catalog(t), settings)
			if got := printed(report.Faults); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
}

// onDisk writes the house where every user may read it.
func (h house) onDisk(t *testing.T) string {
	t.Helper()
	folder, err := os.MkdirTemp("", "house")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	if err := os.CopyFS(folder, fstest.MapFS(h)); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	return folder
}

func openRoot(t testing.TB, folder string) *os.Root {
	t.Helper()
	root, err := os.OpenRoot(folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = root.Close() })
	return root
}

// asPlainUser does something with the rights of nobody: for the files it
// touches, this thread of a root process gives up its own for a while.
func asPlainUser(t testing.TB, do func()) {
	t.Helper()
	if os.Getuid() != 0 {
		do()
		return
	}
	const nobody = 65534
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if err := syscall.Setfsuid(nobody); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = syscall.Setfsuid(0) }()
	do()
}
