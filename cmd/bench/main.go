// Command bench measures Leadpath side by side with something real, in one
// run, and prints what was asked beside what was reached (promises F1, F3 to
// F7). CPU time per answer decides; rates are shown beside it, since they
// wander on shared cores.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

func main() {
	if len(os.Args) == 3 && os.Args[1] == "bare" {
		if err := serveBare(os.Args[2]); err != nil {
			fmt.Fprintln(os.Stderr, "bare:", err)
			os.Exit(1)
		}
		return
	}
	var a amounts
	flag.IntVar(&a.rounds, "rounds", 9, "alternating rounds of each comparison")
	flag.IntVar(&a.requests, "requests", 20_000, "requests a round, a tenth of it where each answer is packed anew")
	flag.IntVar(&a.starts, "starts", 20, "starts, cold and warm")
	flag.IntVar(&a.edits, "edits", 50, "edits of an article")
	flag.IntVar(&a.bookings, "bookings", 5_000, "bookings on each database")
	flag.IntVar(&a.lifetime, "lifetime", 100_000, "bookings after which memory is looked at")
	flag.IntVar(&a.pairs, "pairs", 10_000, "pairs of generated articles")
	only := flag.String("only", "", "take the measures of promises that begin so (F1, F3, F4, F5, F6, F7, check)")
	flag.Parse()
	if err := run(a, *only); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// amounts say how often each thing is done.
type amounts struct{ rounds, requests, starts, edits, bookings, lifetime, pairs int }

// run builds the program and takes one measure after the other.
func run(a amounts, only string) error {
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
	for _, measure := range []struct {
		promise string
		take    func() ([]result, error)
	}{
		{"F1", func() ([]result, error) { return measureArticles(program, folder, a.rounds, a.requests) }},
		{"F2", func() ([]result, error) { return measureCarriers(program, folder, a.rounds, a.requests) }},
		{"F3", func() ([]result, error) { return measureResults(program, folder, a.rounds, a.requests) }},
		{"F3", func() ([]result, error) { return measureCalendar(program, folder, a.rounds, a.requests) }},
		{"F4", func() ([]result, error) { return measureBookings(program, folder, a.bookings, a.lifetime) }},
		{"F7", func() ([]result, error) { return measureStarts(program, folder, a.starts) }},
		{"F6", func() ([]result, error) { return measureEdits(program, folder, a.edits) }},
		{"F6", func() ([]result, error) { return measureScaledEdits(program, folder, a.pairs, a.edits) }},
		{"F5", func() ([]result, error) { return measureScale(program, folder, a.pairs) }},
		{"check", func() ([]result, error) { return measureChecks(program, folder, a.pairs) }},
		{"F5 search", func() ([]result, error) { return measureSearch(program, folder, a.pairs) }},
	} {
		if !strings.HasPrefix(measure.promise, only) {
			continue
		}
		found, err := measure.take()
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
