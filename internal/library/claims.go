package library

import (
	"maps"
	"slices"

	"leadpath/internal/locale"
)

// Claims fall due: a source names the day on which it is to be checked again,
// and from that day on readers are told so. A correction is shown from its own
// day on. Both turn without anybody editing a text.

// SourcesOf gives an article's sources, those marked that are overdue.
func (e *Edition) SourcesOf(a *Article) []Source { return e.marked(a.Sources) }

func (e *Edition) marked(sources []Source) []Source {
	marked := slices.Clone(sources)
	for i := range marked {
		marked[i].Overdue = marked[i].overdue(e.day)
	}
	return marked
}

// overdue reports whether the source is to be checked again by a day.
func (s Source) overdue(day locale.Date) bool { return !s.Due.IsZero() && s.Due.Compare(day) <= 0 }

// CorrectionsOf gives what was corrected in an article so far, newest first.
func (e *Edition) CorrectionsOf(a *Article) []Correction {
	for i, c := range a.Corrections {
		if c.Date.Compare(e.day) <= 0 {
			return a.Corrections[i:]
		}
	}
	return nil
}

// turns yields the days on which something turns in an article.
func (a *Article) turns(yield func(locale.Date) bool) {
	for _, s := range a.Sources {
		if !s.Due.IsZero() && !yield(s.Due) {
			return
		}
	}
	for _, c := range a.Corrections {
		if !yield(c.Date) {
			return
		}
	}
}

// days gives the days on which something turns in what readers may see, each
// once and in order: they are few, however many sources there are.
func (l *Library) days() []locale.Date {
	days := map[locale.Date]bool{}
	var last locale.Date // most sources of an article are due on one day
	note := func(day locale.Date) bool {
		if day != last {
			days[day], last = true, day
		}
		return true
	}
	for _, versions := range l.articles {
		for _, a := range versions {
			if !a.draft {
				a.turns(note)
			}
		}
	}
	for _, c := range l.comparison {
		(&Article{Sources: c.Sources}).turns(note)
	}
	for _, h := range l.hoursLog {
		(&Article{Sources: h.Sources}).turns(note)
	}
	return slices.SortedFunc(maps.Keys(days), locale.Date.Compare)
}
