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

// Due names what runs out soon after a moment, or has run out.
func (l *Library) Due(now time.Time) (list problem.List) {
	until := l.owner[l.catalog.Default().Code].ContactUntil
	if now.Before(until.Add(-dueDays).Begins(l.Settings.Zone)) {
		return nil
	}
	list.Add("owner.toml", l.vouched, "security.txt runs out on %s; see whether the mail address is right, and write a day within the year ahead as contact_until", until)
	return list
}
