package ical_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"leadpath/internal/ical"
)

// wide makes a rule of parts that samples do not have. None is by the hour, nor
// of positions that a month does not have: rrule-go looks for those for ever.
func (w chance) wide(start time.Time) string {
	if w.IntN(3) > 0 {
		return w.rule(start, "UTC")
	}
	rule := "FREQ=" + w.pick("YEARLY", "MONTHLY", "WEEKLY", "DAILY") + w.pick("", ";WKST=SU", ";WKST=WE")
	if w.IntN(2) == 0 {
		rule += fmt.Sprintf(";INTERVAL=%d", 1+w.IntN(7))
	}
	if w.IntN(3) == 0 {
		rule += fmt.Sprintf(";COUNT=%d", 1+w.IntN(40))
	}
	for _, part := range []string{";BYMONTH=" + w.some(4, "1", "2", "5", "8", "12"), ";BYMONTHDAY=" + w.some(4, "1", "13", "29", "31", "-1", "-31"), ";BYDAY=" + w.some(3, "MO", "WE", "FR", "SA", "SU"),
		";BYHOUR=" + w.some(3, "0", "7", "23"), ";BYMINUTE=" + w.some(3, "0", "15", "59"), ";BYSECOND=" + w.some(2, "0", "59")} {
		if w.IntN(3) == 0 {
			rule += part
		}
	}
	if strings.Contains(rule, "BY") && w.IntN(3) == 0 {
		rule += ";BYSETPOS=" + w.some(3, "1", "2", "-1", "-2")
	}
	return rule
}

// What rrule-go gives is the measure, save that the first occurrence counts
// whether it follows the rule or not.
func TestRulesGiveWhatAnotherLibraryGives(t *testing.T) {
	want, found := want2026(t), 0
	for seed := range uint64(2000) {
		w := chance{rand.New(rand.NewPCG(seed, 60))}
		start := time.Date(2016+w.IntN(11), time.Month(1+w.IntN(12)), 1+w.IntN(28), w.IntN(24), w.IntN(4)*15, 0, 0, time.UTC)
		rule := w.wide(start)
		text := calendarOf(eventOf("DTSTART:" + start.Format(layout) + "\nDURATION:PT1S\nRRULE:" + rule + "\n"))
		busy, err := ical.ReadBusy(strings.NewReader(text), want)
		if err != nil || len(busy.Doubts) > 0 && !strings.Contains(busy.Doubts[0].Text, "5000") {
			t.Fatalf("%s: got %v, %v", rule, busy, err)
		}
		var ours []string
		for _, s := range busy.Spans {
			ours = append(ours, s.Start.Format(layout))
		}
		theirs := expected(t, rule, start, want)
		if len(busy.Doubts) > 0 {
			theirs = theirs[:min(len(theirs), len(ours))] // which were cut
		}
		if found += len(ours); !slices.Equal(ours, theirs) {
			t.Errorf("%d: DTSTART:%s RRULE:%s: got alone %v, rrule-go alone %v", seed, start.Format(layout), rule, without(ours, theirs), without(theirs, ours))
		}
	}
	if found < 30_000 {
		t.Errorf("got %d occurrences in all, want more, or nothing is compared", found)
	}
}

func expected(t *testing.T, rule string, start time.Time, want ical.Want) (list []string) {
	t.Helper()
	r, first := ruleOf(t, rule, start), []time.Time{}
	if !r.After(start, true).Equal(start) {
		first = append(first, start)
		options := r.OrigOptions
		if options.Count--; options.Count == 0 {
			options.Until = start.Add(-time.Second)
		}
		r = remade(t, options)
	}
	for _, at := range append(first, r.Between(want.From.Add(-time.Second), want.To, true)...) {
		if !at.Before(want.From) && at.Before(want.To) {
			list = append(list, at.Format(layout))
		}
	}
	return list
}
