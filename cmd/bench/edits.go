package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"
)

// measureEdits times how long an edited article takes to be seen, from the
// file's closing (F6), by saving in place and by renaming in turn.
func measureEdits(path, folder string, edits int) ([]result, error) {
	content := filepath.Join(folder, "content")
	if err := os.CopyFS(content, os.DirFS("content")); err != nil {
		return nil, err
	}
	d := desk{path: path, data: filepath.Join(folder, "edits"), content: content, wait: 3 * time.Second, // until the pages are packed
		file: filepath.Join(content, "articles", "implementer-or-auditor.en.md"), address: articles["en"],
		others: func(n int) string { return []string{articles["de"], "/en/faq", "/de/faq", "/en/compare"}[n%4] }}
	times, readers, err := d.edits(edits)
	if err != nil {
		return nil, err
	}
	return d.results("", "50", times, readers), nil
}

// A desk edits one article of a content folder that is served meanwhile.
type desk struct {
	path, data, content string
	wait                time.Duration // before the first edit
	file, address       string        // of the article
	others              func(n int) string
}

// edits gives how long each edit took to be seen, in milliseconds, and what
// other readers waited before the edits and while they were made.
func (d desk) edits(edits int) (times []float64, readers [2][]time.Duration, err error) {
	p, err := start(d.path, "serve", "--addr", "127.0.0.1:0", "--data", d.data, "--content", d.content)
	if err != nil {
		return nil, readers, err
	}
	defer p.stop()
	original, err := os.ReadFile(d.file)
	if err != nil {
		return nil, readers, err
	}
	time.Sleep(d.wait)
	quiet := d.read(p.url)
	time.Sleep(2 * time.Second)
	readers[0] = quiet()
	busy := d.read(p.url)
	defer func() { readers[1] = busy() }()
	for i := range edits {
		mark := fmt.Sprintf("Edit number %d stands here.", i)
		text := append(bytes.Clone(original), []byte("\n"+mark+"\n")...)
		closed, err := save(d.file, text, i%2 == 0)
		if err != nil {
			return nil, readers, err
		}
		if err := awaitText(p.url, d.address, mark); err != nil {
			return nil, readers, err
		}
		times = append(times, float64(time.Since(closed).Microseconds())/1000)
		time.Sleep(100 * time.Millisecond)
	}
	return times, readers, nil
}

// read asks for other pages, 200 a second and the same 40 over and over, until
// it is told to stop, and gives how long each answer took.
func (d desk) read(url string) (stop func() []time.Duration) {
	var took []time.Duration
	var group sync.WaitGroup
	end := make(chan struct{})
	group.Go(func() {
		tick := time.NewTicker(5 * time.Millisecond)
		defer tick.Stop()
		for n := 0; ; n++ {
			select {
			case <-end:
				return
			case <-tick.C:
			}
			q, begun := question{paths: []string{d.others(n % 40)}}, time.Now()
			if _, err := q.ask(url); err == nil {
				took = append(took, time.Since(begun))
			}
		}
	})
	return func() []time.Duration { close(end); group.Wait(); return took }
}

func (d desk) results(among, asked string, times []float64, readers [2][]time.Duration) []result {
	_, middle, high := spread(times)
	before, meanwhile := p99(readers[0]), p99(readers[1])
	return []result{
		{"F6", among + "edit seen after closing the file, ms", asked, fmt.Sprintf("%.0f (at most %.0f)", middle, high)},
		{"F6", among + "p99 of other readers meanwhile", "2 times that before", fmt.Sprintf("%.1f times, %.1f ms against %.1f ms", meanwhile/before, meanwhile, before)},
	}
}

// p99 gives in milliseconds what 99 of 100 answers took at most.
func p99(took []time.Duration) float64 {
	sorted := slices.Sorted(slices.Values(took))
	return float64(sorted[len(sorted)*99/100].Microseconds()) / 1000
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

func awaitText(url, address, mark string) error {
	q := question{paths: []string{address}}
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); {
		seen, err := q.ask(url)
		if err != nil {
			return err
		}
		if bytes.Contains(seen.Body, []byte(mark)) {
			return nil
		}
		time.Sleep(time.Millisecond)
	}
	return fmt.Errorf("%q not seen within 30 s", mark)
}
