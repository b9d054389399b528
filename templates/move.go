package templates

import "leadpath/internal/locale"

// Title names what is asked; where it was not done, it begins with that word.
func (v MoveView) Title(l *locale.Locale) string {
	title := l.T("own.move.name", "Moment", v.clock(l).moment(v.Start))
	if v.Trouble != NoTrouble {
		return l.T("call.error", "Title", title)
	}
	return title
}

// Lead says what happens with the time so far.
func (v MoveView) Lead(l *locale.Locale) string { return l.T("own.move.lead") }

func (v MoveView) clock(l *locale.Locale) clock { return clockIn(l, v.Call.Zone) }

// open reports whether the call can be moved there, as far as is known.
func (v MoveView) open() bool {
	return v.Trouble == NoTrouble || v.Trouble == TroubleMany || v.Trouble == TroubleDown
}

// trouble says what to do about what was not done.
func (v MoveView) trouble(p Page) string {
	switch v.Trouble {
	case TroubleMany, TroubleDown:
		return p.T("own.trouble."+string(v.Trouble), "Wait", wait(p.Locale, v.Wait))
	case TroubleGone:
		if len(v.Others) == 0 {
			return p.T("own.move.none")
		}
		return p.T("own.move.gone")
	case TroubleLate:
		return p.T("own.move.cancelled")
	}
	return p.T("own.trouble." + string(v.Trouble))
}
