package locale

import "time"

// Clock writes the time of day that t shows in its zone: 14:30. The word
// around it, German “14:30 Uhr”, is the sentence's.
func (l *Locale) Clock(t time.Time) string {
	return t.Format("15:04")
}

// weekdays are the keys of their names, from Sunday.
var weekdays = [...]string{
	"date.weekday.0", "date.weekday.1", "date.weekday.2", "date.weekday.3", "date.weekday.4", "date.weekday.5", "date.weekday.6",
}

// Weekday names the day of the week that a date is.
func (l *Locale) Weekday(d Date) string {
	day := time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC).Weekday()
	return l.T(weekdays[day])
}
