package main

import (
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
)

// installed builds a program of another module into a folder that is kept
// between runs, and gives its path: installed("github.com/x/y/cmd/z@v1.2.3").
func installed(module string) (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	name, version, _ := strings.Cut(module, "@")
	folder := filepath.Join(cache, "leadpath-bench", path.Base(name)+"-"+version)
	program := filepath.Join(folder, path.Base(name))
	if _, err := os.Stat(program); err == nil {
		return program, nil
	}
	build := exec.Command("go", "install", module)
	build.Env = append(os.Environ(), "GOBIN="+folder)
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build %s: %w\n%s", module, err, out)
	}
	return program, nil
}
