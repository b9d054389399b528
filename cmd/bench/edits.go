package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// measureEdits times how long an edited article takes to be seen, from the
// file's closing (F6), by saving in place and by renaming in turn.
func measureEdits(path, folder string, edits int) ([]result, error) {
	content := filepath.Join(folder, "content")
	if err := os.CopyFS(content, os.DirFS("content")); err != nil {
		return nil, err
	}
	p, err := start(path, "serve", "--addr", "127.0.0.1:0", "--data", filepath.Join(folder, "edits"), "--content", content)
	if err != nil {
		return nil, err
	}
	defer p.stop()
	file := filepath.Join(content, "articles", "implementer-or-auditor.en.md")
	original, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	time.Sleep(3 * time.Second) // until the pages are packed
	var times []float64
	for i := range edits {
		mark := fmt.Sprintf("Edit number %d stands here.", i)
		text := append(bytes.Clone(original), []byte("\n"+mark+"\n")...)
		closed, err := save(file, text, i%2 == 0)
		if err != nil {
			return nil, err
		}
		if err := awaitText(p.url, mark); err != nil {
			return nil, err
		}
		times = append(times, float64(time.Since(closed).Microseconds())/1000)
		time.Sleep(100 * time.Millisecond)
	}
	_, middle, high := spread(times)
	return []result{{"F6", "edit seen after closing the file, ms", "50", fmt.Sprintf("%.0f (at most %.0f)", middle, high)}}, nil
}

// save writes the file in place, or beside it and over it.
func save(file string, text []byte, rename bool) (closed time.Time, err error) {
	if !rename {
		return time.Now(), os.WriteFile(file, text, 0o644)
	}
	beside := file + ".tmp"
	if err := os.WriteFile(beside, text, 0o644); err != nil {
		return time.Time{}, err
	}
	return time.Now(), os.Rename(beside, file)
}

func awaitText(url, mark string) error {
	q := question{paths: []string{articles["en"]}}
	for deadline := time.Now().Add(5 * time.Second); time.Now().Before(deadline); {
		seen, err := q.ask(url)
		if err != nil {
			return err
		}
		if bytes.Contains(seen.Body, []byte(mark)) {
			return nil
		}
		time.Sleep(time.Millisecond)
	}
	return fmt.Errorf("%q not seen within 5 s", mark)
}
