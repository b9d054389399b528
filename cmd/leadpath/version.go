package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// version is set by the linker for a release.
var version = "dev"

type versionCommand struct{}

// Run prints one line.
func (versionCommand) Run(c *console) error {
	_, err := fmt.Fprintf(c.stdout, "leadpath %s (commit %s, %s)\n", version, commit(), runtime.Version())
	return err
}

// commit is the one the program was built from, as far as Go knows.
func commit() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				return s.Value
			}
		}
	}
	return "unknown"
}
