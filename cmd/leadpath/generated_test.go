package main

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// tool runs a command of the Go tool chain in a folder.
func tool(t *testing.T, folder string, arguments ...string) string {
	t.Helper()
	cmd := exec.Command("go", arguments...)
	cmd.Dir = folder
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("go %s: %v\n%s", strings.Join(arguments, " "), err, out)
	}
	return string(out)
}

// sources copies every file of the module that matches into a folder.
func sources(t *testing.T, matches func(name string) bool) (copied string, files []string) {
	t.Helper()
	copied = t.TempDir()
	root := os.DirFS(filepath.Join("..", ".."))
	err := fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (entry.Name() == "node_modules" || strings.HasPrefix(entry.Name(), ".") && name != "."):
			return fs.SkipDir
		case entry.IsDir() || !matches(name):
			return nil
		}
		data, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		to := filepath.Join(copied, name)
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		files = append(files, name)
		return os.WriteFile(to, data, 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
	return copied, files
}

func isGo(name string) bool { return strings.HasSuffix(name, ".go") }

func isTempl(name string) bool { return strings.HasSuffix(name, ".templ") }

func isModule(name string) bool { return name == "go.mod" || name == "go.sum" }

// wantSame compares a file of the copy with the one it was copied from.
func wantSame(t *testing.T, copied, name, mend string) {
	t.Helper()
	got, err := os.ReadFile(filepath.Join("..", "..", name))
	if err != nil {
		t.Errorf("%s: %v; %s", name, err, mend)
		return
	}
	want, err := os.ReadFile(filepath.Join(copied, name))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is stale: got %d bytes, want %d others; %s", name, len(got), len(want), mend)
	}
}

func TestTheTemplatesAreGeneratedAfterTheirLastEdit(t *testing.T) {
	copied, files := sources(t, func(name string) bool { return isTempl(name) || isModule(name) })
	tool(t, copied, "tool", "templ", "generate")
	drawn := map[string]bool{}
	for _, name := range files {
		if base, ok := strings.CutSuffix(name, ".templ"); ok {
			drawn[base+"_templ.go"] = true
			wantSame(t, copied, base+"_templ.go", "run make generate")
		}
	}
	if len(drawn) == 0 {
		t.Fatal("found no templates")
	}
	_, all := sources(t, func(name string) bool { return strings.HasSuffix(name, "_templ.go") })
	for _, name := range all {
		if !drawn[name] {
			t.Errorf("%s comes of no template; remove it", name)
		}
	}
}

func TestTheTemplatesAreFormatted(t *testing.T) {
	copied, files := sources(t, func(name string) bool { return isTempl(name) || isModule(name) })
	tool(t, copied, "tool", "templ", "fmt", "templates")
	for _, name := range files {
		if isTempl(name) {
			wantSame(t, copied, name, "run make generate")
		}
	}
}

func TestTheCodeIsFormatted(t *testing.T) {
	copied, _ := sources(t, isGo)
	cmd := exec.Command("gofmt", "-l", ".")
	cmd.Dir = copied
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("gofmt: %v\n%s", err, out)
	}
	if len(out) > 0 {
		t.Errorf("gofmt would change these files; run gofmt -w on them:\n%s", out)
	}
}

func TestGoVetFindsNothing(t *testing.T) {
	cmd := exec.Command("go", "vet", module+"...")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("go vet: %v\n%s", err, out)
	}
}

// What tidy asks for beyond the build may have to be fetched on a fresh
// machine, like everything else there.
func TestTheModuleFilesAreTidy(t *testing.T) {
	cmd := exec.Command("go", "mod", "tidy", "-diff")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("go.mod and go.sum are not tidy; run go mod tidy (%v):\n%s", err, out)
	}
}
