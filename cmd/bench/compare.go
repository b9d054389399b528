package main

import (
	"fmt"
	"slices"
	"time"
)

// compare asks both sides the same in alternating rounds. The ratio is the
// bare handler's CPU time per answer over ours.
func compare(ours, bare *program, q question, rounds, requests int) (reached string, err error) {
	var ratios, oursCost, bareCost, oursRate, bareRate []float64
	for round := range rounds + 1 {
		a, rateA, err := cost(ours, q, requests)
		if err != nil {
			return "", err
		}
		b, rateB, err := cost(bare, q, requests)
		if err != nil {
			return "", err
		}
		if round == 0 {
			continue // warms both
		}
		ratios = append(ratios, float64(b)/float64(a))
		oursCost, bareCost = append(oursCost, float64(a.Nanoseconds())/1000), append(bareCost, float64(b.Nanoseconds())/1000)
		oursRate, bareRate = append(oursRate, rateA), append(bareRate, rateB)
	}
	low, middle, high := spread(ratios)
	return fmt.Sprintf("%.2f (%.2f to %.2f), %.1f µs an answer against %.1f µs, %.0f/s against %.0f/s",
		middle, low, high, median(oursCost), median(bareCost), median(oursRate), median(bareRate)), nil
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
