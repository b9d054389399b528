package advice

// A Trial says how a version's advice did with described people, for each of
// whom an adviser had written down beforehand what to expect.
type Trial struct {
	People    int
	Languages int // in which each of them was answered
	Clear     int // answer sheets of people for whom the adviser's expectation was clear
	Agreed    int // of these, those that got the expected advice
	Same      int // people whose outcome was the same in every language
}

type trialFront struct{ People, Languages, Clear, Agreed, Same *int }

// trial reads the figures of a trial; nil where there was none. They belong to
// what a version says of itself, not to what it asks, so Hash leaves them out.
func (b *binder) trial(f *trialFront) *Trial {
	if f == nil {
		return nil
	}
	count := func(name string, value *int) int {
		switch key := "trial." + name; {
		case value == nil:
			b.fault(key, "%s is missing; write how many there were", key)
		case *value < 1:
			b.fault(key, "%s is %d; write how many there were, 1 or more", key, *value)
		default:
			return *value
		}
		return 0
	}
	before := len(b.faults)
	t := &Trial{count("people", f.People), count("languages", f.Languages), count("clear", f.Clear), count("agreed", f.Agreed), count("same", f.Same)}
	if len(b.faults) > before {
		return t
	}
	if t.Agreed > t.Clear {
		b.fault("trial.agreed", "trial.agreed is %d and trial.clear %d; of so many sheets no more can agree", t.Agreed, t.Clear)
	}
	if t.Same > t.People {
		b.fault("trial.same", "trial.same is %d and trial.people %d; of so many people no more can be told the same", t.Same, t.People)
	}
	return t
}
