package main

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/pelletier/go-toml/v2"
)

// searchRounds is how often each query is asked.
const searchRounds = 5

// measureSearch times the search page among generated pairs of articles, whole
// answers one after the other, for what readers of this site type.
func measureSearch(path, folder string, pairs int) ([]result, error) {
	content := filepath.Join(folder, "pairs-searched")
	if err := writePairs(content, pairs); err != nil {
		return nil, err
	}
	ours, err := startOurs(path, filepath.Join(folder, "searched"), "--content", content)
	if err != nil {
		return nil, err
	}
	defer ours.stop()
	asked, err := readersQueries()
	if err != nil {
		return nil, err
	}
	var times []time.Duration
	for range searchRounds {
		for _, q := range asked {
			begun := time.Now()
			got, err := q.ask(ours.url)
			if err != nil || got.Status != 200 {
				return nil, fmt.Errorf("search %s: status %d, %w", q.paths[0], got.Status, err)
			}
			times = append(times, time.Since(begun))
		}
	}
	slices.Sort(times)
	at := func(part float64) float64 {
		return float64(times[int(part*float64(len(times)-1))].Microseconds()) / 1000
	}
	return []result{{"F5", fmt.Sprintf("%d pairs, search page: 99 of 100 queries, ms", pairs), "5",
		fmt.Sprintf("%.1f (half %.1f, slowest %.1f)", at(.99), at(.5), at(1))}}, nil
}

// readersQueries gives what readers type, each as a question for the page of
// its language.
func readersQueries() ([]question, error) {
	data, err := os.ReadFile(filepath.Join("internal", "library", "testdata", "queries.toml"))
	if err != nil {
		return nil, err
	}
	var list struct {
		Query []struct{ Lang, Words string }
	}
	if err := toml.Unmarshal(data, &list); err != nil {
		return nil, err
	}
	pages := map[string]string{"en": "/en/search", "de": "/de/suche"}
	var asked []question
	for _, q := range list.Query {
		asked = append(asked, question{paths: []string{pages[q.Lang] + "?q=" + url.QueryEscape(q.Words)}})
	}
	return asked, nil
}
