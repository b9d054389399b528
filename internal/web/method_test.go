package web_test

import (
	"fmt"
	"html"
	"math/big"
	"math/rand/v2"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"leadpath/content"
	"leadpath/internal/locale"
	"leadpath/internal/webtest"
)

// Whoever has a pencil and the published page reaches every result. What
// follows knows the page alone: its table, its rule, its list of answers.

// A published model is what the page says, in one language.
type published struct {
	version              string
	bar, gap, both, open int
	rows                 []publishedRow
	side                 [2]string // the words for building and checking
}

type publishedRow struct {
	id, side string
	points   [5]int
}

var (
	publishedTable = regexp.MustCompile(`(?s)<table class="tbl statements">.*?</table>`)
	publishedLine  = regexp.MustCompile(`(?s)<tr><th scope="row">(.*?)</th>(.*?)</tr>`)
	publishedCell  = regexp.MustCompile(`(?s)<td[^>]*>(.*?)</td>`)
	publishedHead  = regexp.MustCompile(`(?s)<section[^>]*><h2 id="([a-z]+)">.*?</section>`)
	listItem       = regexp.MustCompile(`(?s)<li>(.*?)</li>`)
	firstNumber    = regexp.MustCompile(`\d+`)
	anyTag         = regexp.MustCompile(`<[^>]*>`)
)

// textOf gives what is read of a piece of a page.
func textOf(piece string) string {
	return strings.Join(strings.Fields(html.UnescapeString(anyTag.ReplaceAllString(piece, " "))), " ")
}

// chaptersOf gives the sections of the page by the name in their address.
func chaptersOf(page string) map[string]string {
	found := map[string]string{}
	for _, m := range publishedHead.FindAllStringSubmatch(page, -1) {
		found[m[1]] = m[0]
	}
	return found
}

func readPublished(t *testing.T, l *locale.Locale, version, page string) published {
	t.Helper()
	p := published{version: version, side: [2]string{l.T("side.build"), l.T("side.verify")}}
	for _, line := range publishedLine.FindAllStringSubmatch(publishedTable.FindString(page), -1) {
		cells := publishedCell.FindAllStringSubmatch(line[2], -1)
		if len(cells) != 4 {
			t.Fatalf("%s: got %d cells beside %q, want 4", l.Code, len(cells), textOf(line[1]))
		}
		row := publishedRow{side: textOf(cells[0][1]), id: textOf(cells[3][1])}
		for i, points := range strings.Fields(textOf(cells[2][1])) {
			row.points[i] = must(strconv.Atoi(points))
		}
		p.rows = append(p.rows, row)
	}
	if len(p.rows) == 0 {
		t.Fatalf("%s: got no statements on the page", l.Code)
	}
	chapters := chaptersOf(page)
	numberIn := func(text string) int { return must(strconv.Atoi(firstNumber.FindString(textOf(text)))) }
	steps := listItem.FindAllStringSubmatch(chapters["rule"], -1)
	if len(steps) != 4 {
		t.Fatalf("%s: got %d steps of the rule, want 4", l.Code, len(steps))
	}
	p.bar, p.gap, p.both = numberIn(steps[0][1]), numberIn(steps[1][1]), numberIn(steps[2][1])
	paragraphs := strings.Split(chapters["unsure"], "<p>")
	p.open = numberIn(paragraphs[len(paragraphs)-1])
	return p
}

// A handmade result is what the pencil says.
type handmade struct {
	outcome string
	percent [2]int
	of24    [2]*big.Rat
}

// byHand works a sheet out as the page tells it to.
func (p published) byHand(answers []string, stars map[int]bool) handmade {
	sums, most, open := [2]int{}, [2]int{}, [2]int{}
	for i, row := range p.rows {
		side := 0
		if row.side == p.side[1] {
			side = 1
		}
		points, weight := 2, 1
		if stars[i] {
			weight = 2
		}
		if answers[i] == "unsure" {
			open[side]++
		} else {
			points = row.points[must(strconv.Atoi(answers[i]))]
		}
		sums[side] += points * weight
		most[side] += 4 * weight
	}
	var h handmade
	for side := range sums {
		h.percent[side] = (200*sums[side]/most[side] + 1) / 2
		h.of24[side] = big.NewRat(int64(24*sums[side]), int64(most[side]))
	}
	h.outcome = p.decide(h.of24, open)
	return h
}

func (p published) decide(of24 [2]*big.Rat, open [2]int) string {
	stronger, path := of24[0], "lead-implementer"
	weaker := of24[1]
	if weaker.Cmp(stronger) > 0 {
		stronger, weaker, path = weaker, stronger, "lead-auditor"
	}
	reaches := func(sum *big.Rat, points int) bool { return sum.Cmp(big.NewRat(int64(points), 1)) >= 0 }
	switch {
	case max(open[0], open[1]) >= p.open, !reaches(stronger, p.bar):
		return "foundation-first"
	case reaches(new(big.Rat).Sub(stronger, weaker), p.gap):
		return path
	case reaches(weaker, p.both):
		return "both"
	}
	return path
}

// sheet makes up answers, and the address of their result.
func (p published) sheet(r *rand.Rand) (answers []string, stars map[int]bool, query string) {
	query, stars = "?v="+p.version, map[int]bool{}
	for range r.IntN(4) {
		stars[r.IntN(len(p.rows))] = true
	}
	lean, open := r.IntN(3), r.IntN(3) == 0
	for _, row := range p.rows {
		value := strconv.Itoa(r.IntN(5))
		if side := row.side == p.side[1]; lean > 0 && side == (lean == 1) {
			value = strconv.Itoa((row.points[4] + r.IntN(2)*3) % 5) // mostly for one side
		}
		if open && r.IntN(5) == 0 {
			value = "unsure"
		}
		answers = append(answers, value)
		query += "&" + row.id + "=" + value
	}
	for i, row := range p.rows {
		if stars[i] {
			query += "&star=" + row.id
		}
	}
	return answers, stars, query
}

func TestResultsFollowFromThePublishedPageByHand(t *testing.T) {
	site := serve(t, webtest.Options{})
	for _, l := range site.Catalog.All() {
		_, page := site.Get(t, l.Path("method"))
		p := readPublished(t, l, "1", page)
		r, outcomes := rand.New(rand.NewPCG(42, 1)), map[string]int{}
		for range rounds(60, 20_000) {
			answers, stars, query := p.sheet(r)
			want := p.byHand(answers, stars)
			outcomes[want.outcome]++
			if fault := differs(t, site, l.Path("result")+query, want); fault != "" {
				t.Fatalf("%s%s: %s", l.Path("result"), query, fault)
			}
		}
		for _, outcome := range []string{"lead-implementer", "lead-auditor", "both", "foundation-first"} {
			if outcomes[outcome] < 3 {
				t.Errorf("%s: got %s for %d sheets, want enough of each to tell: %v", l.Code, outcome, outcomes[outcome], outcomes)
			}
		}
	}
}

// differs says where a result page disagrees with the pencil.
func differs(t *testing.T, site *webtest.Site, address string, want handmade) string {
	t.Helper()
	response, page := site.Get(t, address)
	if response.StatusCode != http.StatusOK {
		return fmt.Sprintf("got status %d, want 200", response.StatusCode)
	}
	for _, main := range tags(page, "main") {
		got := main["data-outcome"] + " " + main["data-build"] + " " + main["data-verify"]
		if by := fmt.Sprintf("%s %d %d", want.outcome, want.percent[0], want.percent[1]); got != by {
			return fmt.Sprintf("got %s, by hand %s", got, by)
		}
		return ""
	}
	return "got no main element"
}

// What the page works out itself is what the pencil makes of it, and what its
// link shows.
func TestPublishedExampleAddsUp(t *testing.T) {
	site := serve(t, webtest.Options{})
	for _, l := range site.Catalog.All() {
		_, page := site.Get(t, l.Path("method"))
		p, example := readPublished(t, l, "1", page), chaptersOf(page)["example"]
		var address string
		for _, link := range tags(example, "a") {
			address = html.UnescapeString(link["href"])
		}
		answers, stars := make([]string, len(p.rows)), map[int]bool{}
		for i, row := range p.rows {
			answers[i] = firstOf(regexp.MustCompile(`[?&]`+row.id+`=([0-4]|unsure)`), address)
			stars[i] = strings.Contains(address, "star="+row.id)
		}
		want := p.byHand(answers, stars)
		if fault := differs(t, site, address, want); fault != "" {
			t.Errorf("%s: %s", address, fault)
		}
		lines := publishedLine.FindAllStringSubmatch(example, -1)
		if len(lines) != len(p.rows)+3 {
			t.Fatalf("%s: got %d lines in the example, want one for each of %d statements and three of sums", l.Code, len(lines), len(p.rows))
		}
		columns := [2]int{}
		for _, line := range lines[:len(p.rows)] {
			for side, cell := range publishedCell.FindAllStringSubmatch(line[2], -1) {
				points, _ := strconv.Atoi(textOf(cell[1])) // the other side's cell is empty
				columns[side] += points
			}
		}
		if got, want := textOf(lines[len(p.rows)][2]), fmt.Sprintf("%d %d", columns[0], columns[1]); got != want {
			t.Errorf("%s: got the sums %s under columns that add up to %s", l.Code, got, want)
		}
		of24 := strings.ReplaceAll(textOf(lines[len(p.rows)+2][2]), ",", ".")
		for side, got := range strings.Fields(of24) {
			if want := strings.TrimSuffix(want.of24[side].FloatString(1), ".0"); got != want {
				t.Errorf("%s: got %s of 24 on side %d, by hand %s", l.Code, got, side, want)
			}
		}
	}
}

// firstOf gives the first group of the first match.
func firstOf(pattern *regexp.Regexp, text string) string {
	if m := pattern.FindStringSubmatch(text); m != nil {
		return m[1]
	}
	return ""
}

// The published shares are those of the sheets themselves, counted with the
// published table and rule.
func TestPublishedSharesAreThoseOfAllSheets(t *testing.T) {
	site := serve(t, webtest.Options{})
	for _, l := range site.Catalog.All() {
		_, page := site.Get(t, l.Path("method"))
		p := readPublished(t, l, "1", page)
		ways := p.sums()
		count, all := map[string]float64{}, 0.0
		for b, n := range ways[0] {
			for v, k := range ways[1] {
				of24 := [2]*big.Rat{big.NewRat(int64(b*24), int64(len(ways[0])-1)), big.NewRat(int64(v*24), int64(len(ways[1])-1))}
				count[p.decide(of24, [2]int{})] += n * k
				all += n * k
			}
		}
		got := map[string]string{}
		for _, line := range publishedLine.FindAllStringSubmatch(chaptersOf(page)["proofs"], -1) {
			got[textOf(line[1])] = textOf(line[2])
		}
		for outcome, n := range count {
			name := l.T("outcome.name." + outcome)
			share := strings.ReplaceAll(fmt.Sprintf("%.1f", 100*n/all), ".", l.T("number.decimal"))
			want := textOf(l.T("number.percent", "Number", share))
			if got[name] != want {
				t.Errorf("%s: got %q of all sheets for %s, counted %s", l.Code, got[name], name, want)
			}
		}
	}
}

// sums counts the sheets of each side by their points.
func (p published) sums() (ways [2][]float64) {
	ways = [2][]float64{{1}, {1}}
	for _, row := range p.rows {
		side := 0
		if row.side == p.side[1] {
			side = 1
		}
		next := make([]float64, len(ways[side])+4)
		for sum, n := range ways[side] {
			for _, points := range row.points {
				next[sum+points] += n
			}
		}
		ways[side] = next
	}
	return ways
}

// An old version stays published under its number, says so, and leads to
// today's; its results follow from its own page.
func TestOldVersionsStayPublished(t *testing.T) {
	files := webtest.Copy(t, content.FS)
	old := string(files["path/1.toml"].Data)
	before, _, _ := strings.Cut(old, "[trial]")
	_, after, _ := strings.Cut(old, "[[statement]]")
	files["path/2.toml"] = &fstest.MapFile{Data: []byte(strings.Replace(before, "open = 3", "open = 2", 1) + "[[statement]]" + after)}
	delete(files, "path/published.lock") // both count as published
	site := webtest.Serve(t, webtest.Options{Content: files, Now: fixed})
	t.Cleanup(site.Server.Drain)
	for _, l := range site.Catalog.All() {
		_, page := site.Get(t, l.Path("method"))
		today := readPublished(t, l, "2", page)
		if chapters := chaptersOf(page); today.open != 2 || chapters["trial"] != "" || !strings.Contains(chapters["limits"], ">11<") {
			t.Errorf("%s: got %d open answers, a trial of %d bytes and limits %.80q; want 2, no trial, and number 11", l.Code, today.open, len(chapters["trial"]), chapters["limits"])
		}
		answer, page := site.Get(t, l.Path("method")+"?v=1")
		first := readPublished(t, l, "1", page)
		if answer.StatusCode != http.StatusOK || first.open != 3 || chaptersOf(page)["trial"] == "" {
			t.Errorf("%s, version 1: got status %d, %d open answers; want 200, 3, and a trial", l.Code, answer.StatusCode, first.open)
		}
		for what, want := range map[string]string{
			"a canonical address with its number":  `<link rel="canonical" href="` + site.URL + l.Path("method") + `?v=1">`,
			"a word that it is old":                l.T("method.older", "Version", 1, "Today", 2),
			"a link to today's":                    `<a href="` + l.Path("method") + `">` + l.T("method.older.link"),
			"itself among the versions":            `<a href="` + l.Path("method") + `?v=1" aria-current="page">` + l.T("method.version.old", "Version", 1) + `</a>`,
			"today's version among the versions":   `<a href="` + l.Path("method") + `">` + l.T("method.version.today", "Version", 2) + `</a>`,
			"an example worked out by version one": l.Path("result") + "?v=1&amp;",
		} {
			if !strings.Contains(page, want) {
				t.Errorf("%s, version 1: got no %s, %q", l.Code, what, want)
			}
		}
		for _, other := range site.Catalog.All() {
			if link := `href="` + other.Path("method") + `?v=1" hreflang="` + other.Code + `"`; other != l && !strings.Contains(page, link) {
				t.Errorf("%s, version 1: got no language link %q", l.Code, link)
			}
		}
		r := rand.New(rand.NewPCG(42, 2))
		for _, p := range []published{today, first} {
			for range rounds(20, 5_000) {
				answers, stars, query := p.sheet(r)
				if fault := differs(t, site, l.Path("result")+query, p.byHand(answers, stars)); fault != "" {
					t.Fatalf("%s%s: %s", l.Path("result"), query, fault)
				}
			}
		}
	}
}
