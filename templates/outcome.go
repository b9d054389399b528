package templates

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"leadpath/internal/advice"
	"leadpath/internal/library"
	"leadpath/internal/locale"
	"leadpath/templates/parts"
)

// A ResultView is a result in one language, with what the page adds to it.
type ResultView struct {
	*advice.Result
	Read  []library.Related
	Today *Today // nil where the result is of today's questionnaire
	l     *locale.Locale
	now   time.Time
}

// Today is what the questionnaire of today would say to an older link.
type Today struct {
	advice.Answers
	Result *advice.Result // nil where statements are asked that were not answered
}

// NewResult makes the view of a result at a moment, which stands in the
// owner's zone: the route is reckoned from its month.
func NewResult(l *locale.Locale, r *advice.Result, now time.Time) ResultView {
	return ResultView{Result: r, l: l, now: now}
}

// The pieces of a result that others have in common with it, by what they
// depend on. Route and readings depend on little but the outcome as long as
// nothing is said about the circumstances.
type (
	piece  string // the same on every result
	ruleOf struct {
		*advice.Model
		today bool
	}
	wayOf struct {
		outcome advice.Outcome
		first   advice.Side
		year    int
		month   time.Month
	}
	readOf struct {
		*advice.Model
		outcome advice.Outcome
	}
)

func (v ResultView) wayOf() wayOf   { return wayOf{v.Outcome, v.First, v.now.Year(), v.now.Month()} }
func (v ResultView) readOf() readOf { return readOf{v.Model, v.Outcome} }

// unsaid gives a piece that depends on the key, unless something was said
// about the circumstances.
func (v ResultView) unsaid(p Page, key any, draw func() templ.Component) templ.Component {
	if len(v.Asides) > 0 {
		return draw()
	}
	return p.Drawn.Once(key, draw)
}

// chosen gives the piece about a circumstance. It is drawn once unless the
// visitor made up the answer, or its switch turns others back too.
func (v ResultView) chosen(p Page, a advice.Aside, draw func() templ.Component) templ.Component {
	if a.Circumstance.Kind == advice.Number || slices.ContainsFunc(v.Asides, func(a advice.Aside) bool { return a.Off }) {
		return draw()
	}
	return p.Drawn.Once(a, draw)
}

// Title is the advice in a sentence.
func (v ResultView) Title() string {
	switch {
	case v.Outcome == advice.Both:
		return v.l.T("outcome.title.both." + v.First.String())
	case v.Leaning:
		return v.l.T("outcome.title.leaning", "Outcome", outcomeName(v.l, v.Outcome))
	}
	return v.l.T("outcome.title." + string(v.Outcome))
}

// Lead says what the advice rests on.
func (v ResultView) Lead() string {
	key := "outcome.lead." + string(v.Outcome)
	switch {
	case v.TooOpen:
		key = "outcome.lead.open"
	case v.Outcome == advice.FoundationFirst:
		key = "outcome.lead.foundation-first." + string(v.Lean)
	case v.Leaning:
		key = "outcome.lead.leaning"
	}
	said := v.l.T(key, "Build", v.points(advice.Build), "Verify", v.points(advice.Verify), "Bar", v.Model.Bar, "Both", v.Model.Both)
	n := len(v.open())
	switch {
	case n == 0 || v.TooOpen && v.Settled:
		return said
	case v.Settled:
		return said + " " + v.l.N("outcome.lead.settled", n)
	}
	return said + " " + v.l.N("outcome.lead.unsettled", n)
}

// outcomeName is an outcome in a word or two.
func outcomeName(l *locale.Locale, o advice.Outcome) string { return l.T("outcome.name." + string(o)) }

// outcomeMark is the mark that stands for an outcome.
func outcomeMark(o advice.Outcome) string {
	switch o {
	case advice.LeadImplementer:
		return "implementer"
	case advice.LeadAuditor:
		return "auditor"
	case advice.Both:
		return "both"
	}
	return "foundation"
}

// open gives the statements left open, those of building first.
func (v ResultView) open() []*advice.Statement {
	return append(append([]*advice.Statement{}, v.Axes[advice.Build].Open...), v.Axes[advice.Verify].Open...)
}

// tenths writes a number of tenths in the language's way: 16.3 or 16,3, and
// whole ones without decimals.
func tenths(l *locale.Locale, n int) string {
	if n%10 == 0 {
		return strconv.Itoa(n / 10)
	}
	return strconv.Itoa(n/10) + l.T("number.decimal") + strconv.Itoa(n%10)
}

// points gives a side's points of 24.
func (v ResultView) points(side advice.Side) string { return tenths(v.l, v.Axes[side].Tenths()) }

// span gives the least and the most points of 24 that open answers allow.
func (v ResultView) span(side advice.Side) (low, high string) {
	a := v.Axes[side]
	return tenths(v.l, advice.Sum{Points: a.Low, Most: a.Most}.Tenths()), tenths(v.l, advice.Sum{Points: a.High, Most: a.Most}.Tenths())
}

// measured gives a side's points with their span.
func (v ResultView) measured(side advice.Side) string {
	if len(v.Axes[side].Open) == 0 {
		return v.l.T("outcome.points", "Points", v.points(side))
	}
	low, high := v.span(side)
	return v.l.T("outcome.points.span", "Low", low, "High", high)
}

// block is the title block of the result.
func (v ResultView) block(p Page) []parts.Cell {
	return slices.Concat([]parts.Cell{
		{Label: p.T("outcome.result"), Words: outcomeName(p.Locale, v.Outcome)},
		{Label: p.T("side.build"), Words: v.measured(advice.Build)},
		{Label: p.T("side.verify"), Words: v.measured(advice.Verify)},
		{Label: p.T("outcome.firmness"), Words: v.firmness(p)},
		{Label: p.T("path.method"), Words: p.T("outcome.model", "Version", v.Model.Version), Address: v.method(p)},
	}, languageCells(p))
}

// firmness names how firm the result is, with the steps that turn it.
func (v ResultView) firmness(p Page) string {
	word := p.T("strength." + string(v.Strength()))
	if v.Margin == 0 {
		return word
	}
	return word + ", " + p.N("outcome.steps", v.Margin)
}

// method is the address of the page that publishes this version.
func (v ResultView) method(p Page) string {
	if v.Today == nil {
		return p.Path("method")
	}
	return p.Path("method") + "?v=" + strconv.Itoa(v.Model.Version)
}

// at is the address of the result of other answers; these may be the same ones
// and more.
func (v ResultView) at(p Page, a advice.Answers) string {
	query := a.Encode()
	if more, ok := strings.CutPrefix(query, p.Answers); ok && p.Answers != "" {
		query = StandIn + more
	}
	return p.Path("result") + "?" + query
}

// step is the address of a step with these answers.
func (v ResultView) step(p Page, id string) string { return p.Path("step", id) + "?" + StandIn }

// strengths are the three words of the scale of firmness.
var strengths = [...]advice.Strength{advice.Edge, advice.Close, advice.Clear}

// firm says how firm the result is, in sentences.
func (v ResultView) firm(p Page) string {
	stars := p.T("outcome.firm.stars", "Keeping", v.StarsKeeping, "All", v.StarChoices)
	switch {
	case v.Margin == 0:
		return p.T("outcome.firm.unsettled") + " " + stars
	case v.FlipTo == "":
		return stars
	}
	return p.N("outcome.firm", v.Margin, "Other", outcomeName(p.Locale, v.FlipTo)) + " " + stars
}

// said is what was answered to a statement, in a few words.
func (v ResultView) said(p Page, c advice.Contribution) string {
	word := p.T("answer.unsure")
	if c.Value != advice.Unsure {
		word = p.T("answer." + strconv.Itoa(c.Value))
	}
	if c.Statement.Cost {
		word = p.T("outcome.cost", "Answer", word)
	}
	if c.Starred {
		word = p.T("outcome.starred", "Answer", word)
	}
	return word
}

// value is what a statement gives, with the span of an open one.
func (v ResultView) value(p Page, c advice.Contribution) string {
	if c.Value != advice.Unsure {
		return strconv.Itoa(c.Points)
	}
	return p.T("outcome.to", "Most", 2*c.Points)
}

// A barView is one bar of what the answers carry.
type barView struct {
	length int // 0 to 8
	open   bool
	value  string
}

// class names the bar's length, and that it is open.
func (b barView) class() string {
	class := "bar__" + strconv.Itoa(b.length)
	if b.open {
		class += " bar__open"
	}
	return class
}

func (v ResultView) bar(p Page, c advice.Contribution) barView {
	b := barView{length: c.Points, value: v.value(p, c)}
	if b.open = c.Value == advice.Unsure; b.open {
		b.length *= 2
	}
	return b
}

// sum adds up one side: points of the most possible, and of 24.
func (v ResultView) sum(p Page, side advice.Side) string {
	a := v.Axes[side]
	return p.T("outcome.sum", "Side", p.T("side."+side.String()), "Points", a.Points, "Most", a.Most, "Percent", a.Percent(), "Full", v.points(side))
}

// flip gives the smallest change as it stands in data-flip.
func (v ResultView) flip() string {
	var pairs []string
	for _, c := range v.Flip {
		pairs = append(pairs, c.Statement.ID+"="+strconv.Itoa(c.Value))
	}
	return strings.Join(pairs, " ")
}

// flipped is the address of the answers with the smallest change.
func (v ResultView) flipped(p Page) string { return v.at(p, v.With(v.Flip...)) }

// changes says the smallest change, a line for each answer.
func (v ResultView) changes(p Page) []string {
	var list []string
	for _, c := range v.Flip {
		list = append(list, p.T("outcome.change", "Statement", c.Statement.In(p.Code).Short, "Answer", p.T("answer."+strconv.Itoa(c.Value)), "Was", p.T("answer."+v.Value(c.Statement.ID))))
	}
	return list
}

// meanings says what each answer to an open statement would lead to: answers
// beside one another with the same outcome in one line.
func (v ResultView) meanings(p Page, d advice.Decider) string {
	if !d.Alone() {
		return p.T("outcome.decider.together")
	}
	var list []string
	for from := 0; from <= advice.Most; {
		to := from
		for to < advice.Most && d.Outcomes[to+1] == d.Outcomes[from] {
			to++
		}
		words := p.T("answer." + strconv.Itoa(from))
		if to > from {
			words = p.T("outcome.range", "From", words, "To", p.T("answer."+strconv.Itoa(to)))
		}
		list = append(list, words+": "+outcomeName(p.Locale, d.Outcomes[from]))
		from = to + 1
	}
	return strings.Join(list, "; ")
}

// starred says what one star did.
func (v ResultView) starred(p Page, s advice.StarEffect) string {
	key := "outcome.star.same"
	if s.Outcome != v.Outcome {
		key = "outcome.star.other"
	}
	return p.T(key, "Side", p.T("side."+s.Statement.Side.String()), "Without", tenths(p.Locale, s.Without.Tenths()), "With", tenths(p.Locale, s.With.Tenths()), "Outcome", outcomeName(p.Locale, s.Outcome))
}

// order says how the sequence came about, when both.
func (v ResultView) order(p Page) string {
	asked := v.Votes[advice.Build] + v.Votes[advice.Verify]
	said := p.T("outcome.order.none")
	if asked > 0 {
		said = p.T("outcome.order.votes", "Build", v.Votes[advice.Build], "Asked", asked)
	}
	if v.Swayed {
		said += " " + p.T("outcome.order.swayed."+v.First.String())
	}
	return said
}

// openPairs gives the first pair without an answer, where order matters.
func (v ResultView) openPairs() *advice.Pair {
	if v.Outcome != advice.Both {
		return nil
	}
	for _, pair := range v.Model.Pairs {
		if v.Value(pair.ID) == "" {
			return pair
		}
	}
	return nil
}

// openCircumstance gives the first circumstance that was not asked yet, and
// how many there are.
func (v ResultView) openCircumstance() (first *advice.Circumstance, n int) {
	for _, c := range v.Model.Circumstances {
		if v.Value(c.ID) == "" {
			if n++; first == nil {
				first = c
			}
		}
	}
	return first, n
}

// aside says what a circumstance means, with its number written out.
func (v ResultView) aside(p Page, a advice.Aside) string {
	said := a.Circumstance.Then(p.Code, a.Value)
	if a.Circumstance.Kind == advice.Number {
		n, _ := strconv.Atoi(a.Value)
		said = strings.ReplaceAll(said, "{n}", p.Number(n))
	}
	return said
}

// wish says that a recommended side has not been tried yet.
func (v ResultView) wish(p Page) string {
	switch {
	case len(v.Untried) == 2:
		return p.T("outcome.wish.both")
	case len(v.Untried) == 1:
		return p.T("outcome.wish." + v.Untried[0].String())
	}
	return ""
}

// rule is the rule of this version in one sentence.
func (v ResultView) rule(p Page) string {
	return p.T("outcome.rule", "Bar", v.Model.Bar, "Gap", v.Model.Gap, "Both", v.Model.Both, "Open", v.Model.Open)
}

// Letter is the result as text, to be sent with a call: what the visitor can
// read, edit or leave out.
func (v ResultView) Letter(p Page) string {
	lines := []string{p.T("letter.result", "Result", outcomeName(p.Locale, v.Outcome), "Firm", v.firmness(p), "Build", v.measured(advice.Build), "Verify", v.measured(advice.Verify), "Version", v.Model.Version)}
	if v.Outcome == advice.Both {
		lines = append(lines, p.T("letter.first."+v.First.String()))
	}
	if open := v.open(); len(open) > 0 {
		var short []string
		for _, s := range open {
			short = append(short, s.In(p.Code).Short)
		}
		lines = append(lines, p.T("letter.open", "Statements", strings.Join(short, "; ")))
	}
	for _, a := range v.Asides {
		if !a.Off {
			lines = append(lines, a.Circumstance.In(p.Code).Name+": "+answerWords(p, a))
		}
	}
	return strings.Join(lines, "\n")
}

// answerWords is what was chosen in a circumstance.
func answerWords(p Page, a advice.Aside) string {
	if a.Circumstance.Kind == advice.Number {
		n, _ := strconv.Atoi(a.Value)
		return p.Number(n)
	}
	var list []string
	for _, o := range a.Circumstance.Options {
		for id := range strings.SplitSeq(a.Value, ".") {
			if id == o.ID {
				list = append(list, o.In(p.Code).Say)
			}
		}
	}
	return strings.Join(list, "; ")
}

// mail writes the result to the owner, as long as calls are not booked here.
func (v ResultView) mail(p Page, letter string) templ.SafeURL {
	return mailTo(p.Owner.Mail, p.T("letter.subject", "Title", v.Title()), letter)
}

// share writes the result's address to somebody.
func (v ResultView) share(p Page) templ.SafeURL {
	return mailTo("", p.T("letter.subject", "Title", v.Title()), p.Filled(p.Canonical()))
}

// mailTo opens the reader's own mail program.
func mailTo(address, subject, body string) templ.SafeURL {
	var b strings.Builder
	b.Grow(2 * (len(address) + len(subject) + len(body)))
	b.WriteString("mailto:" + address + "?subject=")
	writeField(&b, subject)
	b.WriteString("&body=")
	writeField(&b, body)
	return templ.SafeURL(b.String())
}

// writeField writes a field of an address to mail to (RFC 6068): as
// url.QueryEscape does, but spaces as %20 and lines with CRLF at their end (5).
func writeField(b *strings.Builder, field string) {
	for _, c := range []byte(field) {
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '-', c == '_', c == '.', c == '~':
			b.WriteByte(c)
		case c == '\n':
			b.WriteString("%0D%0A")
		default:
			b.WriteByte('%')
			b.WriteByte(upperHex[c>>4])
			b.WriteByte(upperHex[c&15])
		}
	}
}

const upperHex = "0123456789ABCDEF"

// agrees reports whether today's questionnaire says the same.
func (t *Today) agrees(v ResultView) bool { return t.Result != nil && t.Result.Outcome == v.Outcome }

// address is where today's result is, or where its open statements are.
func (t *Today) address(p Page) string {
	if t.Result != nil {
		return p.Path("result") + "?" + t.Encode()
	}
	return p.Path("path") + "?" + t.Encode()
}

// route gives the steps of the way, ready to be drawn.
func (v ResultView) route(p Page) (advice.Route, []parts.Rung) {
	route := advice.RouteOf(v.Result)
	list := make([]parts.Rung, 0, len(route.Legs))
	for _, leg := range route.Legs {
		list = append(list, v.leg(p, route, leg))
	}
	return route, list
}

func (v ResultView) leg(p Page, route advice.Route, leg advice.Leg) parts.Rung {
	if leg.Stage == advice.ReachGrade {
		rung := grade(p, route.Standard, leg.Rung)
		if leg.Rung.Grade != advice.Master {
			rung.When = v.when(p, leg)
		}
		rung.Later = leg.Later
		return rung
	}
	rung := parts.Rung{Mark: "foundation", When: v.when(p, leg), Later: leg.Later}
	switch leg.Stage {
	case advice.TakeFoundation:
		rung.Title = p.T("route.foundation", "Standard", route.Standard)
		rung.Note = p.T("route.foundation.say")
	case advice.TakeCourse:
		rung.Mark = leg.Side.Role()
		rung.Title = p.T("route.course", "Role", roleName(leg.Side), "Standard", route.Standard)
		rung.Note = p.T("route.course.say", "Grade", gradeName(advice.Provisional, leg.Side))
	case advice.MoreExams:
		rung.Title = p.T("route.exams")
		rung.Note = p.T("route.exams.say")
		rung.Check, rung.Link = p.T("grade.check.support"), pecbSupport
	case advice.LookAtBoth:
		rung.Mark, rung.Title, rung.Note = "both", p.T("route.look"), p.T("route.look.say")
	case advice.AnswerAgain:
		rung.Mark, rung.Title, rung.Note = "both", p.T("route.again"), p.T("route.again.say")
	}
	if leg.Held {
		rung.When = p.T("route.held")
	}
	return rung
}

// when says in which month a step can be reached.
func (v ResultView) when(p Page, leg advice.Leg) string {
	switch {
	case leg.Stage == advice.ReachGrade && leg.Rung.Open, leg.Months < 0 && leg.Stage == advice.TakeCourse:
		return p.T("route.open")
	case leg.Months < 0 && leg.Stage == advice.ReachGrade:
		return p.T("route.no-pace")
	case leg.Months < 0:
		return ""
	case leg.Months == 0:
		return p.T("route.now")
	}
	return month(p, v.now, leg.Months)
}

// month names the month so many months from now.
func month(p Page, now time.Time, months int) string {
	year, m := now.Year(), int(now.Month())-1+months
	return p.Month(year+m/12, m%12+1)
}

// outcome names what today's questionnaire advises.
func (t *Today) outcome(p Page) string { return outcomeName(p.Locale, t.Result.Outcome) }

// routeLead says from when and at which pace the route is reckoned.
func routeLead(p Page, v ResultView, route advice.Route) string {
	if len(route.Sides) == 0 {
		return p.T("route.lead.early")
	}
	said := p.T("route.lead", "Month", month(p, v.now, 0), "Standard", route.Standard)
	if route.Assumed {
		said += " " + p.T("route.lead.assumed", "Standard", route.Standard)
	}
	switch {
	case route.Shared:
		said += " " + p.T("route.lead.shared", "Pace", p.Number(route.Pace))
	case route.Pace > 0:
		said += " " + p.T("route.lead.pace", "Pace", p.Number(route.Pace))
	default:
		said += " " + p.T("route.lead.no-pace")
	}
	return said
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}
