package templates

import "leadpath/internal/locale"

// Title says what is still to be done.
func (v ConfirmView) Title(l *locale.Locale) string { return l.T("form.confirm.title") }

// Lead says that the time is not held.
func (v ConfirmView) Lead(l *locale.Locale) string {
	return l.T("form.confirm.lead", "Moment", clockIn(l, v.Zone).moment(v.Start))
}

// Title says that it is done.
func (v ErasedView) Title(l *locale.Locale) string { return l.T("own.erased.title") }

// Lead says when.
func (v ErasedView) Lead(l *locale.Locale) string {
	return l.T("own.erased.lead", "Time", clockIn(l, v.Zone).here(v.At), "Day", clockIn(l, v.Zone).day(v.At))
}
