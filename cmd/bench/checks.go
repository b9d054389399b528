package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// measureChecks times leadpath check of the shipped content and of generated
// pairs of articles, the comparison of facts across languages included.
func measureChecks(path, folder string, pairs int) ([]result, error) {
	content := filepath.Join(folder, "checked")
	if err := writePairs(content, pairs); err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(content) }()
	var results []result
	for _, judged := range []struct{ what, asked, folder string }{
		{"check of the shipped content, s", "1", "content"},
		{fmt.Sprintf("check of %d pairs, s", pairs), "20", content},
	} {
		var times []float64
		for range scaleStarts {
			took, err := checkOnce(path, judged.folder)
			if err != nil {
				return nil, err
			}
			times = append(times, took.Seconds())
		}
		low, middle, high := spread(times)
		results = append(results, result{"check", judged.what, judged.asked, fmt.Sprintf("%.2f (%.2f to %.2f)", middle, low, high)})
	}
	return results, nil
}

// checkOnce judges a folder; that it has faults is no failure of the measure.
func checkOnce(path, folder string) (time.Duration, error) {
	began := time.Now()
	err := exec.Command(path, "check", "--content", folder).Run()
	if failed, ok := errors.AsType[*exec.ExitError](err); ok && failed.ExitCode() == 1 {
		err = nil
	}
	return time.Since(began), err
}
