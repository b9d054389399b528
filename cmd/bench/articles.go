package main

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// The articles that are measured: the longest of each language.
var articles = map[string]string{
	"en": "/en/articles/lead-implementer-or-lead-auditor",
	"de": "/de/artikel/lead-implementer-oder-lead-auditor",
}

// measureArticles compares stored articles with the bare handler (F1).
func measureArticles(path, folder string, rounds, requests int) ([]result, error) {
	letGo, err := pinHere()
	if err != nil {
		return nil, err
	}
	defer letGo()
	ours, err := start(path, "serve", "--addr", "127.0.0.1:0", "--data", filepath.Join(folder, "data"))
	if err != nil {
		return nil, err
	}
	defer ours.stop()
	time.Sleep(4 * time.Second) // until the pages are packed as small as they go
	var results []result
	for _, lang := range []string{"en", "de"} {
		packed := question{articles[lang], map[string]string{"Accept-Encoding": "br"}}
		first, _, err := packed.ask(ours.url)
		if err != nil {
			return nil, err
		}
		same := question{articles[lang], map[string]string{"Accept-Encoding": "br", "If-None-Match": first.Header.Get("ETag")}}
		for _, c := range []struct {
			name string
			question
		}{{"br", packed}, {"304", same}} {
			r, err := compare(ours, c.question, folder, rounds, requests)
			if err != nil {
				return nil, err
			}
			r.what = fmt.Sprintf("article in %s, %s, against bare net/http", lang, c.name)
			fmt.Println(r.what+":", r.reached)
			results = append(results, r)
		}
	}
	return results, nil
}

// compare asks both sides the same in alternating rounds. The ratio is the
// bare handler's CPU time per answer over ours.
func compare(ours *program, q question, folder string, rounds, requests int) (result, error) {
	response, body, err := q.ask(ours.url)
	if err != nil {
		return result{}, err
	}
	file := filepath.Join(folder, "answer.json")
	if err := record(file, response, body); err != nil {
		return result{}, err
	}
	self, err := os.Executable()
	if err != nil {
		return result{}, err
	}
	bare, err := start(self, "bare", file)
	if err != nil {
		return result{}, err
	}
	defer bare.stop()
	if err := equal(q, response, body, bare.url); err != nil {
		return result{}, err
	}
	var ratios, oursCost, oursRate, bareRate []float64
	for round := range rounds + 1 {
		a, rateA, err := cost(ours, q, requests)
		if err != nil {
			return result{}, err
		}
		b, rateB, err := cost(bare, q, requests)
		if err != nil {
			return result{}, err
		}
		if round == 0 {
			continue // warms both
		}
		ratios, oursCost = append(ratios, float64(b)/float64(a)), append(oursCost, float64(a.Nanoseconds())/1000)
		oursRate, bareRate = append(oursRate, rateA), append(bareRate, rateB)
	}
	low, middle, high := spread(ratios)
	return result{promise: "F1", asked: "0.90 (aim 0.95)", reached: fmt.Sprintf("%.2f (%.2f to %.2f), %.1f µs an answer, %.0f/s against %.0f/s",
		middle, low, high, median(oursCost), median(oursRate), median(bareRate))}, nil
}

// equal makes sure that both sides send the same: status, coding, header
// fields, bytes.
func equal(q question, response *http.Response, body []byte, url string) error {
	other, otherBody, err := q.ask(url)
	if err != nil {
		return err
	}
	a, b := response.Header.Clone(), other.Header.Clone()
	a.Del("Date")
	b.Del("Date")
	if response.StatusCode != other.StatusCode || fmt.Sprint(a) != fmt.Sprint(b) || !bytes.Equal(body, otherBody) {
		return fmt.Errorf("the bare handler answers otherwise:\n%v\n%v", a, b)
	}
	return nil
}

// cost gives the CPU time per answer and the rate.
func cost(p *program, q question, requests int) (time.Duration, float64, error) {
	before, err := p.cpu()
	if err != nil {
		return 0, 0, err
	}
	took, err := load(p.url, q, requests)
	if err != nil {
		return 0, 0, err
	}
	after, err := p.cpu()
	if err != nil {
		return 0, 0, err
	}
	answered := requests / connections * connections
	return (after - before) / time.Duration(answered), float64(answered) / took.Seconds(), nil
}

func spread(values []float64) (low, middle, high float64) {
	return slices.Min(values), median(values), slices.Max(values)
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}
