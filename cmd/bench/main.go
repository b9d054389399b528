// Command bench measures Leadpath side by side with something real, in one
// run, and prints what was asked beside what was reached (promises F1, F6,
// F7). CPU time per answer decides; rates are shown beside it, since they
// wander on shared cores.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

func main() {
	if len(os.Args) == 3 && os.Args[1] == "bare" {
		if err := serveBare(os.Args[2]); err != nil {
			fmt.Fprintln(os.Stderr, "bare:", err)
			os.Exit(1)
		}
		return
	}
	rounds := flag.Int("rounds", 9, "alternating rounds of each comparison")
	requests := flag.Int("requests", 20_000, "requests a round")
	starts := flag.Int("starts", 20, "starts, cold and warm")
	edits := flag.Int("edits", 50, "edits of an article")
	flag.Parse()
	if err := run(*rounds, *requests, *starts, *edits); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// run builds the program and takes one measure after the other.
func run(rounds, requests, starts, edits int) error {
	folder, err := os.MkdirTemp("", "leadpath-bench")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	program := filepath.Join(folder, "leadpath")
	if out, err := exec.Command("go", "build", "-o", program, "./cmd/leadpath").CombinedOutput(); err != nil {
		return fmt.Errorf("build: %w\n%s", err, out)
	}
	var results []result
	for _, measure := range []func() ([]result, error){
		func() ([]result, error) { return measureArticles(program, folder, rounds, requests) },
		func() ([]result, error) { return measureStarts(program, folder, starts) },
		func() ([]result, error) { return measureEdits(program, folder, edits) },
	} {
		found, err := measure()
		if err != nil {
			return err
		}
		results = append(results, found...)
	}
	printTable(results)
	return nil
}

// A result is one figure beside what the promise asks.
type result struct {
	promise, what, asked, reached string
}

func printTable(results []result) {
	fmt.Printf("\n%-4s %-58s %-22s %s\n", "", "measured", "asked", "reached")
	for _, r := range results {
		fmt.Printf("%-4s %-58s %-22s %s\n", r.promise, r.what, r.asked, r.reached)
	}
}
