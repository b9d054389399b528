package webtest

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
)

// Module gives a file of a package that npm has put beside this one. A
// missing one fails the test: no check is left out in silence.
func Module(t testing.TB, path ...string) string {
	t.Helper()
	file := filepath.Join(append([]string{root(t), "internal", "webtest", "node_modules"}, path...)...)
	if _, err := os.Stat(file); err != nil {
		t.Fatalf("the npm package %s is missing; run `npm ci` in internal/webtest, or `make tools`", path[0])
	}
	return file
}

// Program gives the path of a program by the first of its names that is
// there; wanted is the Debian package that brings it.
func Program(t testing.TB, wanted string, names ...string) string {
	t.Helper()
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Fatalf("%s is missing; run `apt-get install %s`, or `make tools`", names[0], wanted)
	return ""
}

// root is the folder of the module, above the folder that a test runs in.
func root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
	}
	t.Fatal("no go.mod above the test's folder; run the tests inside the module")
	return ""
}

// Deaf gives an address that is taken, so that nobody else gets it, and at
// which nobody listens.
func Deaf(t testing.TB) string {
	t.Helper()
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = unix.Close(fd) })
	if err := unix.Bind(fd, &unix.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}}); err != nil {
		t.Fatal(err)
	}
	at, err := unix.Getsockname(fd)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("127.0.0.1:%d", at.(*unix.SockaddrInet4).Port)
}
