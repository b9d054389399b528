package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

// writePairs makes a content folder of generated articles, so many pairs of
// files of about 5 KB, beside the rest of the shipped content; the same ones
// in every run. None of them has a fault or earns advice.
func writePairs(folder string, pairs int) error {
	if err := os.CopyFS(folder, os.DirFS("content")); err != nil {
		return err
	}
	for n := range pairs {
		for _, p := range []pen{english, german} {
			file := filepath.Join(folder, "articles", fmt.Sprintf("%s.%s.md", pairKey(n), p.lang))
			if err := os.WriteFile(file, []byte(p.article(n, pairs)), 0o644); err != nil {
				return err
			}
		}
	}
	return nil
}

// pairKey names the article of a number.
func pairKey(n int) string { return fmt.Sprintf("pair-%05d", n) }

// pairPath gives the address of the English article of a number.
func pairPath(n int) string { return fmt.Sprintf("/en/articles/%s-%05d", english.slug, n) }

// A pen writes articles in one language.
type pen struct {
	lang, slug, title, standfirst, short string
	headings                             []string
	who, does, what, when                []string // a sentence is one of each
	more, answer, reason, source         string
	row                                  [3]string // headings of the table
	foreign                              string    // a word of another language, marked
}

// pairTopics and pairFAQ are keys of the shipped content.
var (
	pairTopics = []string{"fundamentals", "grades-and-hours", "audit-and-independence", "law"}
	pairFAQ    = []string{"what-counts", "difference", "validity", "which-first", "exam-length", "worth-more"}
)

// article writes one version. What a pair has in common comes of its number
// alone.
func (p pen) article(n, pairs int) string {
	r := rand.New(rand.NewPCG(uint64(n), 42))
	next, other := pairKey((n+1+r.IntN(20))%pairs), pairKey(r.IntN(pairs))
	if next == pairKey(n) || other == pairKey(n) {
		next, other = "two-year-line", "grades-and-hours"
	}
	var a strings.Builder
	fmt.Fprintf(&a, "+++\ntitle = %q\nslug = \"%s-%05d\"\ntopic = %q\nauthor = \"editorial\"\n", fmt.Sprintf(p.title, n), p.slug, n, pairTopics[n%len(pairTopics)])
	fmt.Fprintf(&a, "standfirst = %q\nshort = %q\n", fmt.Sprintf(p.standfirst, n), p.short+" "+p.sentences(r, 3))
	fmt.Fprintf(&a, "published = %d-%02d-%02d\nupdated = 2026-10-01\ndraft = false\n", 2020+n%6, 1+n%12, 1+n%28)
	fmt.Fprintf(&a, "faq = [%q, %q]\n", pairFAQ[n%len(pairFAQ)], pairFAQ[(n+1)%len(pairFAQ)])
	fmt.Fprintf(&a, "related = [\n  { key = %q, reason = %q },\n  { key = %q, reason = %q },\n]\nsources = [\n", next, p.reason, "two-year-line", p.reason)
	for s := range 3 {
		fmt.Fprintf(&a, "  { title = \"%s %d-%d\", url = \"https://pecb.com/%s/source-%d-%d\", checked = 2026-09-01, due = 2027-03-01 },\n", p.source, n, s, p.lang, n, s)
	}
	a.WriteString("]\n+++\n\n" + p.sentences(r, 4) + "[^a]\n\n")
	for i, heading := range p.headings {
		fmt.Fprintf(&a, "## %s\n\n%s\n\n", heading, p.sentences(r, 4+r.IntN(2)))
		a.WriteString(p.piece(r, i, next, other))
	}
	fmt.Fprintf(&a, "[^a]: %s\n", p.sentences(r, 1))
	return a.String()
}

// piece is what stands below the paragraph of a section: a list, a table,
// links, a callout.
func (p pen) piece(r *rand.Rand, section int, next, other string) string {
	switch section {
	case 0:
		return fmt.Sprintf("%s [%s](%s.%s.md). [%s](../faq/%s.%[4]s.md).\n\n", p.sentences(r, 1), p.more, next, p.lang, p.answer, pairFAQ[r.IntN(len(pairFAQ))])
	case 1:
		return fmt.Sprintf("- %s\n- **ISO/IEC 42001**: %s\n- %s\n\n", p.sentences(r, 1), p.sentences(r, 1), p.sentences(r, 1))
	case 2:
		table := fmt.Sprintf("| %s | %s | %s |\n| --- | ---: | ---: |\n", p.row[0], p.row[1], p.row[2])
		for range 4 {
			table += fmt.Sprintf("| %s | %d | %d |\n", p.what[r.IntN(len(p.what))], 1+r.IntN(10), 100*(1+r.IntN(10)))
		}
		return table + "\n"
	case 3:
		return fmt.Sprintf("### %s\n\n%s %s\n\n", p.headings[r.IntN(2)], p.sentences(r, 2), p.foreign)
	}
	return fmt.Sprintf("> [!NOTE]\n> %s\n\n[%s](%s.%s.md) [PECB](https://pecb.com/en/faq).\n\n", p.sentences(r, 1), p.more, other, p.lang)
}

func (p pen) sentences(r *rand.Rand, n int) string {
	list := make([]string, n)
	for i := range list {
		pick := func(of []string) string { return of[r.IntN(len(of))] }
		list[i] = pick(p.who) + " " + pick(p.does) + " " + pick(p.what) + " " + pick(p.when) + "."
	}
	return strings.Join(list, " ")
}
