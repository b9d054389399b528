package templates

import (
	"strconv"
	"strings"

	"leadpath/internal/advice"
)

// The plane: building to the right, verifying upwards, 24 points each, with
// the area of each outcome, drawn for the rule of the version.

// A planeView is the plane with the areas of a rule. Lengths are units of the
// drawing.
type planeView struct {
	p    Page
	rule *advice.Model
}

// areasOf and namesOf are the pieces of the plane that all results of a rule
// have in common.
type (
	areasOf struct{ *advice.Model }
	namesOf struct{ *advice.Model }
)

// A pointView is the plane with somebody's point on it.
type pointView struct {
	planeView
	v    ResultView
	x, y int // of the point, in tenths of a point
	low  [2]int
	high [2]int
}

const (
	planeLeft   = 62  // of the plane’s edge
	planeBottom = 440 // of its foot
	planeUnit   = 17  // a point
	planeFull   = 24  // points
)

func (v ResultView) plane(p Page) pointView {
	view := pointView{planeView: planeView{p, v.Model}, v: v, x: v.Axes[advice.Build].Tenths(), y: v.Axes[advice.Verify].Tenths()}
	for _, side := range advice.Sides {
		a := v.Axes[side]
		view.low[side] = advice.Sum{Points: a.Low, Most: a.Most}.Tenths()
		view.high[side] = advice.Sum{Points: a.High, Most: a.Most}.Tenths()
	}
	return view
}

// right and up give the place of so many tenths of a point.
func right(tenths int) int { return planeLeft + (planeUnit*tenths+5)/10 }
func up(tenths int) int    { return planeBottom - (planeUnit*tenths+5)/10 }

// corners writes points of the plane as a list of corners.
func corners(points ...[2]int) string {
	var list strings.Builder
	for i, c := range points {
		if i > 0 {
			list.WriteByte(' ')
		}
		list.WriteString(strconv.Itoa(right(10 * c[0])))
		list.WriteByte(',')
		list.WriteString(strconv.Itoa(up(10 * c[1])))
	}
	return list.String()
}

// border is the line between the implementer’s area and “both”, from the
// left: building in the first place, verifying in the second.
func (v planeView) border() [][2]int {
	bar, gap, both := v.rule.Bar, v.rule.Gap, v.rule.Both
	line := [][2]int{{bar, max(both, bar-gap)}}
	switch knee := both + gap; {
	case knee >= planeFull:
		return append(line, [2]int{planeFull, both})
	case knee > bar:
		line = append(line, [2]int{knee, both})
	}
	return append(line, [2]int{planeFull, planeFull - gap})
}

func mirrored(points [][2]int) [][2]int {
	list := make([][2]int, len(points))
	for i, c := range points {
		list[len(points)-1-i] = [2]int{c[1], c[0]}
	}
	return list
}

func (v planeView) implementer() string {
	area := append([][2]int{{v.rule.Bar, 0}}, v.border()...)
	return corners(append(area, [2]int{planeFull, 0})...)
}

func (v planeView) auditor() string {
	return corners(append(append([][2]int{{0, planeFull}}, mirrored(v.border())...), [2]int{0, v.rule.Bar})...)
}

func (v planeView) both() string {
	area := append(v.border(), [2]int{planeFull, planeFull})
	area = append(area, mirrored(v.border())...)
	return corners(append(area, [2]int{v.rule.Bar, v.rule.Bar})...)
}

func (v planeView) foundation() string {
	return corners([2]int{0, 0}, [2]int{v.rule.Bar, 0}, [2]int{v.rule.Bar, v.rule.Bar}, [2]int{0, v.rule.Bar})
}

// axes draws both axes with their marks, a longer one every other point.
func (planeView) axes() string {
	var d strings.Builder
	d.WriteString("M62 32V440H470")
	for i := 0; i <= planeFull; i += 2 {
		long := strconv.Itoa(5 + 4*(i/2%2))
		d.WriteString("M" + strconv.Itoa(right(10*i)) + " " + strconv.Itoa(planeBottom) + "v" + long)
		d.WriteString("M" + strconv.Itoa(planeLeft) + " " + strconv.Itoa(up(10*i)) + "h-" + long)
	}
	return d.String()
}

// numbers are the points named on both axes.
func (v planeView) numbers() []int { return []int{0, v.rule.Both, v.rule.Bar, planeFull} }

// cross draws lines from the point to both axes.
func (v pointView) cross() string {
	return "M" + strconv.Itoa(right(v.x)) + " " + strconv.Itoa(planeBottom) + "V" + strconv.Itoa(up(v.y)) + "H" + strconv.Itoa(planeLeft)
}

// tolerance draws how far open answers can move the point.
func (v pointView) tolerance() string {
	var d strings.Builder
	x, y := strconv.Itoa(right(v.x)), strconv.Itoa(up(v.y))
	if v.low[advice.Build] != v.high[advice.Build] {
		from, to := strconv.Itoa(right(v.low[advice.Build])), strconv.Itoa(right(v.high[advice.Build]))
		d.WriteString("M" + from + " " + y + "H" + to + "M" + from + " " + strconv.Itoa(up(v.y)-9) + "v18M" + to + " " + strconv.Itoa(up(v.y)-9) + "v18")
	}
	if v.low[advice.Verify] != v.high[advice.Verify] {
		from, to := strconv.Itoa(up(v.low[advice.Verify])), strconv.Itoa(up(v.high[advice.Verify]))
		d.WriteString("M" + x + " " + from + "V" + to + "M" + strconv.Itoa(right(v.x)-9) + " " + from + "h18M" + strconv.Itoa(right(v.x)-9) + " " + to + "h18")
	}
	return d.String()
}

// bob is the plumb bob whose point is the result.
func (v pointView) bob() string {
	return "M" + strconv.Itoa(right(v.x)-8) + " " + strconv.Itoa(up(v.y)-15) + "h16v8l-8 15-8-15z"
}

// says is what the drawing shows, for those who do not see it.
func (v pointView) says() string {
	p, r := v.p, v.v
	said := p.T("plane.says", "Build", r.points(advice.Build), "Verify", r.points(advice.Verify), "Area", outcomeName(p.Locale, r.Outcome))
	if r.TooOpen {
		said = p.T("plane.says.open", "Build", r.points(advice.Build), "Verify", r.points(advice.Verify))
	}
	for _, side := range advice.Sides {
		if len(r.Axes[side].Open) > 0 {
			low, high := r.span(side)
			said += " " + p.T("plane.says.span", "Side", p.T("side."+side.String()), "Low", low, "High", high)
		}
	}
	if r.Margin > 0 {
		said += " " + p.N("plane.says.border", r.Margin, "Other", outcomeName(p.Locale, r.FlipTo))
	}
	return said
}
