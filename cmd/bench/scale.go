package main

import (
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// scaleStarts is of how many starts and builds the median is taken.
const scaleStarts = 3

// measureScale compares the time from exec to ready with generated pairs of
// articles to the time Hugo takes to build the same files, in turn, on both
// cores (F5).
func measureScale(path, folder string, pairs int) ([]result, error) {
	hugo, err := installed(hugoModule)
	if err != nil {
		return nil, err
	}
	content, site := filepath.Join(folder, "pairs"), filepath.Join(folder, "hugo")
	if err := writePairs(content, pairs); err != nil {
		return nil, err
	}
	if err := writeHugoSite(site, content); err != nil {
		return nil, err
	}
	var ours, theirs, ratios, peaks []float64
	for range scaleStarts {
		ready, peak, err := startOnce(path, filepath.Join(folder, "scale"), "--content", content)
		if err != nil {
			return nil, err
		}
		built, pages, err := runHugo(hugo, site)
		if err != nil {
			return nil, err
		}
		if pages < 2*pairs {
			return nil, fmt.Errorf("hugo made %d pages of articles, want %d", pages, 2*pairs)
		}
		ours, theirs = append(ours, ready.Seconds()), append(theirs, built.Seconds())
		ratios, peaks = append(ratios, ready.Seconds()/built.Seconds()), append(peaks, float64(peak)/(1<<20))
	}
	low, middle, high := spread(ratios)
	return []result{
		{"F5", fmt.Sprintf("%d pairs, exec to ready against Hugo’s build", pairs), "0.30",
			fmt.Sprintf("%.2f (%.2f to %.2f), %.2f s against %.2f s", middle, low, high, median(ours), median(theirs))},
		{"F5", fmt.Sprintf("%d pairs, peak memory 3 s after, MB", pairs), "400", fmt.Sprintf("%.0f", median(peaks))},
	}, nil
}

// measureScaledEdits times edits among generated pairs (F6).
func measureScaledEdits(path, folder string, pairs, edits int) ([]result, error) {
	content := filepath.Join(folder, "pairs-edited")
	if err := writePairs(content, pairs); err != nil {
		return nil, err
	}
	d := desk{path: path, data: filepath.Join(folder, "edits-scaled"), content: content, wait: 2 * time.Second,
		file: filepath.Join(content, "articles", pairKey(pairs/2)+".en.md"), address: pairPath(pairs / 2), others: pairPath}
	times, readers, err := d.edits(edits)
	if err != nil {
		return nil, err
	}
	_ = os.RemoveAll(content)
	return d.results(fmt.Sprintf("%d pairs, ", pairs), "250", times, readers), nil
}
