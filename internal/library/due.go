package library

import (
	"time"

	"leadpath/internal/locale"
	"leadpath/internal/problem"
)

// vouchedUntil is the day until which the contact in security.txt is vouched
// for where owner.toml names none. It is moved with a release.
var vouchedUntil = locale.Date{Year: 2027, Month: 11, Day: 1}

// dueDays is how long before a day somebody is told of it.
const dueDays = 60

// Due names what runs out soon after a moment, or has run out: the contact in
// security.txt and the sources of what is no draft. Of a file's sources that
// are not due yet only the first is named.
func (l *Library) Due(now time.Time) (list problem.List) {
	day := locale.DateOf(now, l.Settings.Zone)
	if until := l.owner[l.catalog.Default().Code].ContactUntil; until.Compare(day.Add(dueDays)) <= 0 {
		list.Add("owner.toml", l.vouched, "security.txt runs out on %s; see whether the mail address is right, and write a day within the year ahead as contact_until", until)
	}
	for key, versions := range l.articles {
		for lang, a := range versions {
			if file := textFile("articles", key, lang); !a.draft {
				dueSources(&list, file, a.Sources, day)
				comingCorrections(&list, file, a.Corrections, day)
			}
		}
	}
	if c := l.comparison[l.catalog.Default().Code]; c != nil {
		dueSources(&list, "compare.toml", c.Sources, day)
	}
	if h := l.hoursLog[l.catalog.Default().Code]; h != nil {
		dueSources(&list, "log.toml", h.Sources, day)
	}
	list.Sort()
	return list
}

// dueSources names each source of a file that is overdue, and how many soon
// will be.
func dueSources(list *problem.List, file string, sources []Source, day locale.Date) {
	var soon []Source
	for _, s := range sources {
		switch {
		case s.overdue(day):
			list.Add(file, s.line, "the source “%s” was due on %s; read it again and set checked and due", s.Title, s.Due)
		case s.overdue(day.Add(dueDays)):
			soon = append(soon, s)
		}
	}
	if len(soon) == 0 {
		return
	}
	first := soon[0]
	for _, s := range soon {
		if s.Due.Compare(first.Due) < 0 {
			first = s
		}
	}
	list.Add(file, first.line, "sources that fall due within %d days: %d, the first on %s; read them again and set checked and due", dueDays, len(soon), first.Due)
}

// comingCorrections names what nobody sees yet.
func comingCorrections(list *problem.List, file string, corrections []Correction, day locale.Date) {
	for _, c := range corrections {
		if c.Date.Compare(day) > 0 {
			list.Add(file, c.line, "the correction is of %s, which is to come; readers see it from that day on, so set the day on which the text was mended", c.Date)
		}
	}
}
