package main

import (
	"cmp"
	"fmt"
	"maps"
	"net/http"
	"slices"
)

const (
	sheets = 1_000 // of answers, each with another result
	chosen = 20    // answers that the bare handler sends in turn
)

// measureResults compares the questionnaire's result, which is weighed, drawn
// and packed for each visitor and never stored, with the bare handler (F3):
// as it is drawn with the bytes alone, and packed with the same bytes packed
// anew each time in the same way.
func measureResults(path, folder string, rounds, requests int) ([]result, error) {
	letGo, err := pinHere()
	if err != nil {
		return nil, err
	}
	defer letGo()
	paths, err := resultPaths(sheets)
	if err != nil {
		return nil, err
	}
	ours, err := startOurs(path, folder)
	if err != nil {
		return nil, err
	}
	defer ours.stop()
	return measureDrawn(ours, folder, fmt.Sprintf("%d results", sheets), paths, rounds, requests)
}

// measureDrawn compares pages that are drawn for each visitor.
func measureDrawn(ours *program, folder, what string, paths []string, rounds, requests int) (results []result, err error) {
	for _, c := range []struct {
		name, asked string
		header      map[string]string
		requests    int
	}{
		{"plain", "0.40 (aim 0.50)", nil, requests},
		{"br", "0.50", map[string]string{"Accept-Encoding": "br"}, max(requests/10, len(paths))},
	} {
		reached, err := compareDrawn(ours, question{paths, c.header}, folder, rounds, c.requests)
		if err != nil {
			return nil, err
		}
		r := result{"F3", fmt.Sprintf("%s, %s, against bare net/http", what, c.name), c.asked, reached}
		fmt.Println(r.what+":", r.reached)
		results = append(results, r)
	}
	return results, nil
}

// compareDrawn lets the bare handler send a few of the answers.
func compareDrawn(ours *program, q question, folder string, rounds, requests int) (string, error) {
	answers, err := askEach(ours.url, q)
	if err != nil {
		return "", err
	}
	few, err := choose(answers)
	if err != nil {
		return "", err
	}
	bare, err := startBare(folder, few)
	if err != nil {
		return "", err
	}
	defer bare.stop()
	return compare(ours, bare, q, rounds, requests)
}

// askEach gives the answer for each address, packed ones with what they were
// packed from. All must agree in status, coding and header fields.
func askEach(url string, q question) ([]answer, error) {
	var answers []answer
	for i, path := range q.paths {
		a, err := question{[]string{path}, q.header}.ask(url)
		if err != nil {
			return nil, err
		}
		if a.Header.Get("Content-Encoding") != q.header["Accept-Encoding"] || a.Status != http.StatusOK {
			return nil, fmt.Errorf("%s: got status %d in coding %q", path, a.Status, a.Header.Get("Content-Encoding"))
		}
		if i > 0 && !alike(a.Header, answers[0].Header) {
			return nil, fmt.Errorf("%s: other header fields than before:\n%v\n%v", path, answers[0].Header, a.Header)
		}
		if a.Header.Get("Content-Encoding") != "" {
			plain, err := question{paths: []string{path}}.ask(url)
			if err != nil {
				return nil, err
			}
			a.Plain = plain.Body
		}
		answers = append(answers, a)
	}
	return answers, nil
}

// alike compares header fields but for those that tell one result from
// another.
func alike(a, b http.Header) bool {
	a, b = a.Clone(), b.Clone()
	for _, field := range []string{"Content-Language", "Content-Length"} {
		a.Del(field)
		b.Del(field)
	}
	return maps.EqualFunc(a, b, slices.Equal)
}

// choose takes the middle one of equal parts by size: so few that they stay in
// the processor's cache, as the buffer does into which ours are drawn. Their
// mean size is that of all to one in a hundred.
func choose(answers []answer) ([]answer, error) {
	slices.SortStableFunc(answers, func(a, b answer) int { return cmp.Compare(len(a.Body), len(b.Body)) })
	var few []answer
	for i := range chosen {
		few = append(few, answers[(2*i+1)*len(answers)/(2*chosen)])
	}
	if all, some := meanSize(answers), meanSize(few); some < 0.99*all || some > 1.01*all {
		return nil, fmt.Errorf("the chosen answers have %.0f bytes on average, all have %.0f", some, all)
	}
	return few, nil
}

func meanSize(answers []answer) float64 {
	sum := 0
	for _, a := range answers {
		sum += len(a.Body)
	}
	return float64(sum) / float64(len(answers))
}
