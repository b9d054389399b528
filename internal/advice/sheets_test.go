package advice_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"leadpath/content"
	"leadpath/internal/advice"
	"leadpath/internal/locale"
	"leadpath/internal/problem"
)

// What several tests share: the questionnaire that is shipped, small ones
// written by hand, sheets of answers, and the rule of model.md once more.

// shipped gives the questionnaire of the content that is embedded, read once.
func shipped(t testing.TB) *advice.Paths {
	t.Helper()
	paths, faults := loadShipped()
	if err := faults.Err(); err != nil {
		t.Fatalf("Load(the shipped content): got %v, want no faults", err)
	}
	return paths
}

var loadShipped = sync.OnceValues(func() (*advice.Paths, problem.List) { return advice.Load(content.FS, locale.Languages) })

// written gives the questionnaire of the files in path/, which must be whole.
func written(t testing.TB, files map[string]string) *advice.Paths {
	t.Helper()
	folder := fstest.MapFS{}
	for name, text := range files {
		folder["path/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	paths, faults := advice.Load(folder, locale.Languages)
	if err := faults.Err(); err != nil {
		t.Fatalf("Load: got %v, want no faults", err)
	}
	return paths
}

// A rule is what stands on top of a version's file.
type rule struct{ bar, gap, both, open int }

// The rule that is shipped.
var usual = rule{14, 5, 12, 3}

// version writes a version's file: the rule, its statements by letter (B and b
// are an attraction and a cost of building, V and v of verifying; their ids
// are the small letter and the place, as b1), and whatever else is given.
func version(r rule, statements string, more ...string) string {
	var text strings.Builder
	fmt.Fprintf(&text, "bar = %d\ngap = %d\nboth = %d\nopen = %d\n", r.bar, r.gap, r.both, r.open)
	for i, letter := range statements {
		side := map[rune]string{'b': "build", 'v': "verify"}[letter|' ']
		fmt.Fprintf(&text, "[[statement]]\nid = %q\naxis = %q\ncost = %v\n", fmt.Sprintf("%c%d", letter|' ', i+1), side, letter >= 'a')
		text.WriteString(spoken("say", "short", "against", "helps"))
	}
	return text.String() + strings.Join(more, "")
}

// spoken writes words in both languages.
func spoken(names ...string) string {
	var text strings.Builder
	for _, name := range names {
		fmt.Fprintf(&text, "%s.en = \"%s\"\n%s.de = \"%s, deutsch\"\n", name, name, name, name)
	}
	return text.String()
}

// pair writes an either/or question.
func pair(id, a, b string) string {
	return fmt.Sprintf("[[pair]]\nid = %q\nprefer = { a = %q, b = %q }\n", id, a, b) + spoken("ask", "a", "b")
}

// circumstance writes a question that does not score; each option is its id
// and, after a space, more of its lines.
func circumstance(id, kind string, options ...string) string {
	text := fmt.Sprintf("[[circumstance]]\nid = %q\nkind = %q\nurl = \"https://example.org/\"\n", id, kind) + spoken("name", "ask", "source", "then")
	for _, o := range options {
		name, more, _ := strings.Cut(o, " ")
		text += fmt.Sprintf("[[circumstance.option]]\nid = %q\n%s\n", name, more) + spoken("say", "then")
	}
	return text
}

// sheet answers today's statements by the points that they are to give: a
// digit for each statement of a side, in the model's order, “?” for an open
// one, “*” behind one that is starred. So “4*4?222” is a side of six.
func sheet(p *advice.Paths, build, verify string, more ...string) advice.Answers {
	query := []string{}
	left := map[advice.Side]string{advice.Build: build, advice.Verify: verify}
	for _, s := range p.Today().Statements {
		rest := left[s.Side]
		query = append(query, s.ID+"="+valueFor(s, rest[0]))
		if rest = rest[1:]; strings.HasPrefix(rest, "*") {
			query, rest = append(query, "star="+s.ID), rest[1:]
		}
		left[s.Side] = rest
	}
	if left[advice.Build]+left[advice.Verify] != "" {
		panic("the sheet has more answers than there are statements")
	}
	return p.Parse(strings.Join(append(query, more...), "&"))
}

// valueFor gives the answer to a statement that gives so many points.
func valueFor(s *advice.Statement, points byte) string {
	switch {
	case points == '?':
		return "unsure"
	case s.Cost:
		return string('4' - points + '0')
	}
	return string(points)
}

// summing answers one side of n statements so that its points sum up to a
// number, the first statements giving most; the first few are starred.
func summing(points, n, stars int) string {
	var side strings.Builder
	for i := range n {
		weight := 1
		if i < stars {
			weight = 2
		}
		give := min(4, points/weight)
		points -= give * weight
		fmt.Fprintf(&side, "%d%s", give, strings.Repeat("*", weight-1))
	}
	if points != 0 {
		return "" // an odd number on stars alone
	}
	return side.String()
}

// randomSheet answers one side of n statements at random: up to so many stars,
// each answer open by a chance, the others leaning to yes, no or neither.
func randomSheet(r *rand.Rand, n int, stars *int, open float64) string {
	lean := r.IntN(3) - 1
	var side strings.Builder
	for i := range n {
		switch {
		case r.Float64() < open:
			side.WriteByte('?')
		default:
			side.WriteByte(byte('0' + min(4, max(0, r.IntN(5)+lean*r.IntN(3)))))
		}
		if *stars > 0 && r.IntN(n-i+2) == 0 {
			side.WriteByte('*')
			*stars--
		}
	}
	return side.String()
}

// A judge applies the rule of model.md with fractions of the standard library,
// and shares nothing with the package but the numbers of the rule.
type judge struct {
	rule
	known map[[2]int][][]advice.Outcome // by the most points of each side
}

func newJudge(m *advice.Model) *judge {
	return &judge{rule{m.Bar, m.Gap, m.Both, m.Open}, map[[2]int][][]advice.Outcome{}}
}

// outcome gives what is advised for points of at most so many, with so many
// answers open on each side.
func (j *judge) outcome(points, most, open [2]int) advice.Outcome {
	if open[0] >= j.open || open[1] >= j.open {
		return advice.FoundationFirst
	}
	if j.known[most] == nil {
		j.known[most] = make([][]advice.Outcome, most[0]+1)
		for b := range j.known[most] {
			for v := range most[1] + 1 {
				o := j.rule.outcome(big.NewRat(int64(24*b), int64(most[0])), big.NewRat(int64(24*v), int64(most[1])))
				j.known[most][b] = append(j.known[most][b], o)
			}
		}
	}
	return j.known[most][points[0]][points[1]]
}

func (r rule) outcome(build, verify *big.Rat) advice.Outcome {
	least := func(x *big.Rat, n int) bool { return x.Cmp(big.NewRat(int64(n), 1)) >= 0 }
	gap, lower, stronger := new(big.Rat).Sub(build, verify), verify, advice.LeadImplementer
	if gap.Sign() < 0 {
		lower, stronger = build, advice.LeadAuditor
	}
	switch {
	case !least(build, r.bar) && !least(verify, r.bar):
		return advice.FoundationFirst
	case least(gap.Abs(gap), r.gap):
		return stronger
	case least(lower, r.both):
		return advice.Both
	}
	return stronger
}

// ofSide gives the statements of a side, in the model's order.
func ofSide(m *advice.Model, side advice.Side) (list []*advice.Statement) {
	for _, s := range m.Statements {
		if s.Side == side {
			list = append(list, s)
		}
	}
	return list
}
