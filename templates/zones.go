package templates

import (
	"context"
	"html"
	"io"
	"strings"
	"sync"

	"github.com/a-h/templ"

	"leadpath/internal/locale"
)

// A zoneList is the options of all time zones in one language, drawn, and
// where each of them begins.
type zoneList struct {
	html string
	at   map[string]int
}

var zoneLists sync.Map // *locale.Locale → *zoneList

// zonesIn gives the list of a language, which is drawn once.
func zonesIn(l *locale.Locale) *zoneList {
	if list, ok := zoneLists.Load(l); ok {
		return list.(*zoneList)
	}
	list, _ := zoneLists.LoadOrStore(l, drawZones(l))
	return list.(*zoneList)
}

// drawZones leaves out the end of each option, as HTML allows: there are four
// hundred, and pages are to arrive at once (promise F8).
func drawZones(l *locale.Locale) *zoneList {
	var b strings.Builder
	list := &zoneList{at: map[string]int{}}
	for _, group := range l.Zones() {
		b.WriteString(`<optgroup label="` + html.EscapeString(group.Name) + `">`)
		for _, z := range group.Zones {
			list.at[z.ID] = b.Len()
			b.WriteString(`<option value=` + z.ID + `>` + html.EscapeString(z.City))
		}
		b.WriteString(`</optgroup>`)
	}
	list.html = b.String()
	return list
}

// zoneOptions are the time zones to choose from. A chosen one that is not
// among them stands before them.
func zoneOptions(p Page, chosen string) templ.Component {
	list := zonesIn(p.Locale)
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		const begin = "<option"
		before, mark, behind := "", begin+` value="`+html.EscapeString(chosen)+`" selected>`+html.EscapeString(p.City(chosen))+`</option>`, list.html
		if at, ok := list.at[locale.ZoneName(chosen)]; ok {
			before, mark, behind = list.html[:at+len(begin)], " selected", list.html[at+len(begin):]
		}
		for _, s := range []string{before, mark, behind} {
			if _, err := io.WriteString(w, s); err != nil {
				return err
			}
		}
		return nil
	})
}
