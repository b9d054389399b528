package advice

// A Grade is a rung of the ladder of certificates on one side.
type Grade string

// The grades, from the first to the last. All but Master belong to one side
// and use the same exam; Master asks for both sides.
const (
	Provisional Grade = "provisional"
	Plain       Grade = "plain"
	Lead        Grade = "lead"
	SeniorLead  Grade = "senior-lead"
	Master      Grade = "master"
)

// Grades are all of them, in order.
var Grades = [...]Grade{Provisional, Plain, Lead, SeniorLead, Master}

// Standards are those that the grades exist for.
var Standards = []string{"42001", "27001"}

// Holdings are what somebody may have already, by their names in addresses.
var Holdings = []string{
	"foundation-42001", "foundation-27001", "implementer-exam-42001", "implementer-exam-27001", "auditor-exam-42001", "auditor-exam-27001",
}

// Needs are what a grade asks for.
type Needs struct {
	Years int // at work
	Field int // of these in the standard's field
	Hours int // documented, on the grade's side
}

// A table of grades that was seen, with where it was seen.
type seen struct {
	standard string
	side     Side
	source   string
	needs    map[Grade]Needs
}

// tables are the figures that were read at their source (facts, 2.1, marked
// SEEN; read on 23 November 2026 on a training partner's pages). Whatever is
// not here is open: to be checked with PECB.
var tables = []seen{
	{"42001", Build, "https://edutrainings.eu/training/iso-iec-42001-lead-implementer", map[Grade]Needs{
		Plain: {2, 1, 200}, Lead: {5, 2, 300}, SeniorLead: {10, 7, 1000},
	}},
	{"27001", Verify, "https://edutrainings.eu/training/iso-iec-27001-lead-auditor", map[Grade]Needs{
		Plain: {2, 1, 200}, Lead: {5, 2, 300},
	}},
}

// GradesSource gives the address at which the figures of a side and standard
// were read, or "".
func GradesSource(side Side, standard string) string {
	for _, t := range tables {
		if t.side == side && t.standard == standard {
			return t.source
		}
	}
	return ""
}

// needs gives what a grade asks for; false where that is open.
func needs(side Side, standard string, g Grade) (Needs, bool) {
	if g == Provisional {
		return Needs{}, true // no proof of experience, everywhere
	}
	for _, t := range tables {
		if t.side == side && t.standard == standard {
			n, ok := t.needs[g]
			return n, ok
		}
	}
	return Needs{}, false
}

// A Rung is one grade as it stands before somebody.
type Rung struct {
	Grade   Grade
	Side    Side
	Needs   Needs
	Missing Needs
	Open    bool // the facts leave it open: nothing is calculated
	// Months from now until it can be reached, at the pace that was given;
	// -1 where hours are missing and there is no pace, or the rung is open.
	Months int
}

// MissingYears is the larger of the two shortfalls: years at work and years
// in the field pass at the same time.
func (r Rung) MissingYears() int { return max(r.Missing.Years, r.Missing.Field) }

// Ladder gives every grade of one side and standard, and Master, which is
// always open. Hours of the other side do not count.
func (s Situation) Ladder(side Side, standard string) []Rung {
	rungs := make([]Rung, 0, len(Grades))
	for _, g := range Grades {
		rungs = append(rungs, s.rung(side, standard, g, s.Pace, 1))
	}
	return rungs
}

// rung works out one grade; the pace is shared among so many sides.
func (s Situation) rung(side Side, standard string, g Grade, pace, sides int) Rung {
	r := Rung{Grade: g, Side: side, Months: unknown}
	n, ok := needs(side, standard, g)
	if r.Open = !ok; r.Open {
		return r
	}
	r.Needs = n
	r.Missing = Needs{max(0, n.Years-s.Years), max(0, n.Field-s.FieldYears), max(0, n.Hours-s.Hours[side])}
	switch {
	case r.Missing.Hours == 0:
		r.Months = 12 * r.MissingYears()
	case pace > 0:
		r.Months = max(12*r.MissingYears(), (r.Missing.Hours*sides+pace-1)/pace)
	}
	return r
}

// unknown stands for months that cannot be told.
const unknown = -1
