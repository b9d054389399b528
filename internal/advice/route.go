package advice

// A Stage is the kind of a step on the route.
type Stage string

// The stages of a route.
const (
	TakeFoundation Stage = "foundation" // the Foundation course of the standard
	TakeCourse     Stage = "course"     // the Lead course with its exam, on one side
	ReachGrade     Stage = "grade"
	MoreExams      Stage = "exams" // the further Foundation exams that Master asks for
	LookAtBoth     Stage = "look"  // an afternoon on each side
	AnswerAgain    Stage = "again" // the questionnaire once more
)

// A Leg is one step of the route.
type Leg struct {
	Stage  Stage
	Side   Side // of courses and grades
	Rung   Rung // of grades
	Held   bool // done already
	Months int  // from now; -1: cannot be told
	Later  bool // an outlook: only for those who want it
}

// A Route leads from an outcome through courses, exams and grades towards
// Master, on one standard.
type Route struct {
	Standard string
	Assumed  bool // the visitor has not chosen the standard
	Sides    []Side
	Shared   bool // the hours of a month are halved between two sides
	Legs     []Leg
	Situation
}

// RouteOf gives the route that follows from a result.
func RouteOf(r *Result) Route {
	s := r.Situation()
	route := Route{Standard: s.Standard, Situation: s}
	if route.Standard == "" {
		route.Standard, route.Assumed = Standards[0], true
	}
	switch r.Outcome {
	case LeadImplementer:
		route.Sides = []Side{Build}
	case LeadAuditor:
		route.Sides = []Side{Verify}
	case Both:
		route.Sides, route.Shared = []Side{r.First, r.First.Other()}, s.Pace > 0
	}
	route.walk()
	return route
}

// walk lays the legs one after the other.
func (r *Route) walk() {
	r.Legs = append(r.Legs, Leg{Stage: TakeFoundation, Held: r.Holds("foundation-" + r.Standard), Months: 0})
	if len(r.Sides) == 0 {
		r.Legs = append(r.Legs, Leg{Stage: LookAtBoth, Months: unknown}, Leg{Stage: AnswerAgain, Months: unknown})
		return
	}
	first := r.Sides[0]
	r.course(first, 0, false)
	r.grades(first)
	if len(r.Sides) > 1 {
		r.course(r.Sides[1], r.reached(first, Plain), false)
		r.grades(r.Sides[1])
		r.inTime()
	} else {
		r.course(first.Other(), unknown, true)
	}
	r.Legs = append(r.Legs,
		Leg{Stage: MoreExams, Months: unknown, Later: len(r.Sides) == 1},
		Leg{Stage: ReachGrade, Rung: Rung{Grade: Master, Open: true, Months: unknown}, Months: unknown, Later: len(r.Sides) == 1})
}

// course adds the Lead course of a side, from a month on, and none before the
// visitor can be away for one.
func (r *Route) course(side Side, from int, later bool) {
	held := r.Holds(side.Role() + "-exam-" + r.Standard)
	switch {
	case held:
		from = 0
	case from != unknown:
		from = max(from, r.Wait)
	}
	r.Legs = append(r.Legs, Leg{Stage: TakeCourse, Side: side, Held: held, Months: from, Later: later})
}

// grades adds the grades of a side above Provisional, none before its exam.
func (r *Route) grades(side Side) {
	exam := r.Legs[len(r.Legs)-1]
	for _, g := range []Grade{Plain, Lead, SeniorLead} {
		rung := r.rung(side, r.Standard, g, r.Pace, len(r.Sides))
		leg := Leg{Stage: ReachGrade, Side: side, Rung: rung, Months: rung.Months}
		switch {
		case leg.Months == unknown:
		case exam.Months == unknown:
			leg.Months = unknown
		default:
			leg.Months = max(leg.Months, exam.Months)
		}
		r.Legs = append(r.Legs, leg)
	}
}

// reached gives the months until a grade on a side.
func (r *Route) reached(side Side, g Grade) int {
	for _, leg := range r.Legs {
		if leg.Stage == ReachGrade && leg.Side == side && leg.Rung.Grade == g {
			return leg.Months
		}
	}
	return unknown
}

// inTime puts the legs of two sides into the order in which they can be
// reached; what cannot be told stays behind what comes before it on its side.
func (r *Route) inTime() {
	var sides [2][]Leg
	var rest []Leg
	for _, leg := range r.Legs {
		if leg.Stage == TakeFoundation {
			rest = append(rest, leg)
			continue
		}
		sides[leg.Side] = append(sides[leg.Side], leg)
	}
	first, second := r.Sides[0], r.Sides[1]
	for len(sides[first]) > 0 && len(sides[second]) > 0 {
		a, b := sides[first][0], sides[second][0]
		take := first
		if b.Months != unknown && (a.Months == unknown || b.Months < a.Months) {
			take = second
		}
		rest = append(rest, sides[take][0])
		sides[take] = sides[take][1:]
	}
	r.Legs = append(append(rest, sides[first]...), sides[second]...)
}

// Dated reports whether any grade of the route has a month.
func (r *Route) Dated() bool {
	for _, leg := range r.Legs {
		if leg.Stage == ReachGrade && leg.Months > 0 {
			return true
		}
	}
	return false
}
