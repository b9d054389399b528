package advice_test

import (
	"encoding/json"
	"os"
	"testing"

	"leadpath/content"
	"leadpath/internal/advice"
	"leadpath/internal/locale"
)

// A person is described in testdata/people.json, with what an experienced
// adviser expects of them, kept before anybody had answered.
type person struct {
	ID       string
	Job      string
	Expected map[advice.Outcome]float64
}

// first gives the outcome that is expected most.
func (p person) first() (first advice.Outcome) {
	for _, o := range advice.Outcomes {
		if p.Expected[o] > p.Expected[first] {
			first = o
		}
	}
	return first
}

// A reading holds the answers of all people by one reader in each language,
// who saw neither the rule nor what was expected.
type reading struct {
	Statements map[string]map[string]string // as they were worded
	EN, DE     struct{ Answers map[string]string }
}

func (r reading) in(lang string) map[string]string {
	return map[string]map[string]string{"en": r.EN.Answers, "de": r.DE.Answers}[lang]
}

// clearFrom is the share from which on an adviser's expectation is clear.
const clearFrom = 0.6

// People, not numbers: who was described gets what an adviser would say, as
// often as the version claims of its trial, and the same in both languages.
func TestPeopleGetWhatAnAdviserWouldSay(t *testing.T) {
	var people []person
	var answers reading
	read(t, "people.json", &people)
	read(t, "answers.json", &answers)
	m := shippedModel(t)
	got := advice.Trial{People: len(people), Languages: len(locale.Languages)}
	outcomes := map[string]map[string]advice.Outcome{}
	for _, l := range locale.Languages {
		outcomes[l.Code] = map[string]advice.Outcome{}
		mass := 0.0
		for _, p := range people {
			a := m.Read(answers.in(l.Code)[p.ID])
			if !a.Complete() {
				t.Fatalf("%s in %s: some statements have no answer in testdata/answers.json", p.ID, l.Code)
			}
			o := advice.Weigh(a).Outcome
			outcomes[l.Code][p.ID] = o
			mass += p.Expected[o]
			switch {
			case p.Expected[p.first()] < clearFrom:
			case o == p.first():
				got.Clear, got.Agreed = got.Clear+1, got.Agreed+1
			default:
				got.Clear++
				t.Logf("%s in %s, %s: got %s, an adviser expects %s (%.2f)", p.ID, l.Code, p.Job, o, p.first(), p.Expected[p.first()])
			}
		}
		if mass /= float64(len(people)); mass < 0.63 {
			t.Errorf("in %s: the advice has %.2f of what advisers expect, want 0.63 (the pilot’s) or more", l.Code, mass)
		} else {
			t.Logf("in %s: the advice has %.2f of what advisers expect", l.Code, mass)
		}
	}
	for _, p := range people {
		if outcomes["en"][p.ID] == outcomes["de"][p.ID] {
			got.Same++
		} else {
			t.Logf("%s, %s: got %s in English and %s in German", p.ID, p.Job, outcomes["en"][p.ID], outcomes["de"][p.ID])
		}
	}
	if m.Trial == nil || *m.Trial != got {
		t.Errorf("path/%d.toml claims %+v of its trial, got %+v", m.Version, m.Trial, got)
	}
}

// What the people answered was worded as it is today.
func TestPeopleAnsweredTheseStatements(t *testing.T) {
	var answers reading
	read(t, "answers.json", &answers)
	for _, s := range shippedModel(t).Statements {
		for _, l := range locale.Languages {
			if got, want := s.In(l.Code).Say, locale.Typography(answers.Statements[s.ID][l.Code]); got != want {
				t.Errorf("%s in %s: got %q, but the people answered %q; have it answered anew", s.ID, l.Code, got, want)
			}
		}
	}
}

// A statement stays only if people who end up on different sides answer it
// differently (model.md, “Statements”).
func TestStatementsSeparateThePeople(t *testing.T) {
	const apart = 1.5 // steps, of 4
	var people []person
	var answers reading
	read(t, "people.json", &people)
	read(t, "answers.json", &answers)
	m := shippedModel(t)
	for _, s := range m.Statements {
		for _, l := range locale.Languages {
			sums, counts := map[advice.Outcome]float64{}, map[advice.Outcome]float64{}
			for _, p := range people {
				for _, c := range advice.Weigh(m.Read(answers.in(l.Code)[p.ID])).Contributions {
					if c.Statement.ID == s.ID {
						value := float64(c.Value)
						if c.Value == advice.Unsure {
							value = 2
						}
						sums[p.first()] += value
						counts[p.first()]++
					}
				}
			}
			builders := sums[advice.LeadImplementer] / counts[advice.LeadImplementer]
			checkers := sums[advice.LeadAuditor] / counts[advice.LeadAuditor]
			if d := builders - checkers; d < apart && d > -apart {
				t.Errorf("%s in %s: those who build answer %.1f and those who check %.1f on average, want %.1f steps between them", s.ID, l.Code, builders, checkers, apart)
			}
		}
	}
}

func read(t *testing.T, name string, into any) {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

// shippedModel gives the version that is asked today.
func shippedModel(t *testing.T) *advice.Model {
	t.Helper()
	paths, faults := advice.Load(content.FS, locale.Languages)
	if err := faults.Err(); err != nil || paths == nil {
		t.Fatalf("Load: got faults %v", err)
	}
	return paths.Today()
}
