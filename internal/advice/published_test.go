package advice_test

import (
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"leadpath/content"
	"leadpath/internal/advice"
	"leadpath/internal/locale"
	"leadpath/internal/problem"
)

// What a version says of itself on the page that publishes it.

// reworked reads the shipped version with texts replaced, in pairs.
func reworked(t *testing.T, oldNew ...string) (*advice.Paths, problem.List) {
	t.Helper()
	shipped, err := fs.ReadFile(content.FS, "path/1.toml")
	if err != nil {
		t.Fatal(err)
	}
	text := string(shipped)
	for i := 0; i < len(oldNew); i += 2 {
		if !strings.Contains(text, oldNew[i]) {
			t.Fatalf("path/1.toml has no %q", oldNew[i])
		}
		text = strings.Replace(text, oldNew[i], oldNew[i+1], 1)
	}
	return advice.Load(fstest.MapFS{"path/1.toml": {Data: []byte(text)}}, locale.Languages)
}

// trialIn finds the table of the trial in the shipped version.
func trialIn(t *testing.T) string {
	t.Helper()
	shipped, err := fs.ReadFile(content.FS, "path/1.toml")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(shipped), "[trial]\n")
	table, _, ended := strings.Cut(rest, "\n\n")
	if !found || !ended {
		t.Fatal("path/1.toml has no table [trial]")
	}
	return "[trial]\n" + table
}

func trial(people, languages, clear, agreed, same int) string {
	return fmt.Sprintf("[trial]\npeople = %d\nlanguages = %d\nclear = %d\nagreed = %d\nsame = %d", people, languages, clear, agreed, same)
}

func TestTrialIsReadAsItStands(t *testing.T) {
	paths, faults := reworked(t, trialIn(t), trial(24, 2, 32, 28, 24))
	if err := faults.Err(); err != nil {
		t.Fatal(err)
	}
	if got, want := paths.Today().Trial, (advice.Trial{People: 24, Languages: 2, Clear: 32, Agreed: 28, Same: 24}); got == nil || *got != want {
		t.Errorf("Trial: got %v, want %v", got, want)
	}
	without, faults := reworked(t, trialIn(t), "")
	if err := faults.Err(); err != nil {
		t.Fatal(err)
	}
	if got := without.Today().Trial; got != nil {
		t.Errorf("Trial without a table: got %v, want none", *got)
	}
	if got, want := without.Today().Hash(), paths.Today().Hash(); got != want {
		t.Errorf("Hash without the trial: got %s, want %s: figures do not change what answers mean", got, want)
	}
}

func TestTrialIsReadStrictly(t *testing.T) {
	for _, c := range []struct{ name, table, want string }{
		{"more agree than were clear", trial(24, 2, 32, 33, 24), "trial.agreed is 33 and trial.clear 32"},
		{"more are told the same than there are", trial(24, 2, 32, 28, 25), "trial.same is 25 and trial.people 24"},
		{"nobody", trial(0, 2, 32, 28, 24), "trial.people is 0"},
		{"fewer than nobody", trial(24, 2, 32, 28, -1), "trial.same is -1"},
		{"a figure is missing", strings.Replace(trial(24, 2, 32, 28, 24), "languages = 2\n", "", 1), "trial.languages is missing"},
		{"a figure too many", trial(24, 2, 32, 28, 24) + "\nreaders = 2", "readers"},
		{"no number", strings.Replace(trial(24, 2, 32, 28, 24), "32", `"many"`, 1), "cannot stand here"},
	} {
		t.Run(c.name, func(t *testing.T) {
			paths, faults := reworked(t, trialIn(t), c.table)
			if paths != nil || len(faults) != 1 || !strings.Contains(faults[0].Text, c.want) {
				t.Fatalf("Load: got %v, want one fault with %q", faults, c.want)
			}
			if first, last := linesOf(t, c.table); faults[0].Line < first || faults[0].Line > last {
				t.Errorf("the fault is in line %d, want one from %d to %d", faults[0].Line, first, last)
			}
		})
	}
}

// linesOf gives the lines on which a table stands in place of the shipped one.
func linesOf(t *testing.T, table string) (first, last int) {
	t.Helper()
	shipped, err := fs.ReadFile(content.FS, "path/1.toml")
	if err != nil {
		t.Fatal(err)
	}
	before, _, _ := strings.Cut(string(shipped), "[trial]\n")
	first = 1 + strings.Count(before, "\n")
	return first, first + strings.Count(table, "\n")
}

func TestEffectsAreThoseOfTheOptions(t *testing.T) {
	paths, faults := reworked(t, "article = \"two-year-line\"\nwhen = [\"built=recent\"", "article = \"two-year-line\"\nwhen = [\"payer=self\"")
	if err := faults.Err(); err != nil {
		t.Fatal(err)
	}
	m := paths.Today()
	want := map[string][]advice.Effect{
		"standard": {advice.OnRoute}, "need": {advice.OnOrder}, "built": {advice.OnWish, advice.OnReading}, "checked": {advice.OnWish},
		"reach": {advice.OnOrder, advice.OnReading}, "away": {advice.OnTime}, "payer": {advice.OnReading}, "held": {advice.OnRoute},
		"years": {advice.OnRoute}, "field-years": {advice.OnRoute}, "project-hours": {advice.OnRoute}, "audit-hours": {advice.OnRoute}, "pace": {advice.OnRoute},
	}
	for _, c := range m.Circumstances {
		if got := m.Effects(c); !slices.Equal(got, want[c.ID]) {
			t.Errorf("Effects(%s): got %v, want %v", c.ID, got, want[c.ID])
		}
		delete(want, c.ID)
	}
	if len(want) > 0 {
		t.Errorf("the version has no circumstances %v", want)
	}
}

// What the published page says the version avoids, counted sheet by sheet.
func TestAnalysisCountsWhatTheVersionAvoids(t *testing.T) {
	paths, faults := advice.Load(content.FS, locale.Languages)
	if err := faults.Err(); err != nil {
		t.Fatal(err)
	}
	m := paths.Today()
	statements := len(m.Statements) / 2
	plain, moved := everySum(statements, 0), everySum(statements, 1)
	var near, below, all, yes float64
	for b := range plain {
		for v := range plain {
			n := plain[b] * plain[v]
			all += n
			if max(b-v, v-b) < m.Gap {
				near += n
				if max(b, v) < m.Bar {
					below += n
				}
			}
			if max(b-v, v-b) < m.Gap && max(b, v) >= m.Bar && min(b, v) >= m.Both {
				yes += moved[b] * moved[v]
			}
		}
	}
	got := m.Analyse()
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"OneScore", got.OneScore, near / all},
		{"OneScoreBelow", got.OneScoreBelow, below / near},
		{"Unbalanced", got.Unbalanced, yes / all},
		{"Sheets", float64(got.Sheets), all},
	} {
		if math.Abs(c.got-c.want) > 1e-12 {
			t.Errorf("Analyse().%s: got %v, want %v", c.name, c.got, c.want)
		}
	}
	if math.Abs(got.OneScore-.64) > .005 || got.OneScoreBelow <= .5 || math.Abs(got.Unbalanced-.71) > .005 {
		t.Errorf("got %.3f, %.3f and %.3f; model.md says 64 %%, more than half and 71 %%", got.OneScore, got.OneScoreBelow, got.Unbalanced)
	}
}

// An old version's page is drawn anew each time; it is counted only once.
func TestAnalysisIsCountedOnce(t *testing.T) {
	paths, faults := advice.Load(content.FS, locale.Languages)
	if err := faults.Err(); err != nil {
		t.Fatal(err)
	}
	m := paths.Today()
	if got := testing.AllocsPerRun(10, func() { m.Analyse() }); got != 0 {
		t.Errorf("Analyse: got %v allocations, want none after the first time", got)
	}
}

// everySum counts the sheets of one side by their sum, one sheet after the
// other, where every answer was moved by a step and none counts in reverse.
func everySum(statements, step int) []float64 {
	sums := make([]float64, 4*statements+1)
	answers := make([]int, statements)
	for {
		sum := 0
		for _, a := range answers {
			sum += min(4, a+step)
		}
		sums[sum]++
		i := 0
		for ; i < statements && answers[i] == 4; i++ {
			answers[i] = 0
		}
		if i == statements {
			return sums
		}
		answers[i]++
	}
}
