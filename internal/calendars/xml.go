package calendars

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// An answer is what a multistatus says of one address: of what was asked, as
// far as we ask for it.
type answer struct {
	Href   string `xml:"DAV: href"`
	Status string `xml:"DAV: status"`
	Props  []struct {
		Status string `xml:"DAV: status"`
		Prop   struct {
			Type struct {
				Calendar *struct{} `xml:"urn:ietf:params:xml:ns:caldav calendar"`
			} `xml:"DAV: resourcetype"`
			Principal struct {
				Href string `xml:"DAV: href"`
			} `xml:"DAV: current-user-principal"`
			Home struct {
				Hrefs []string `xml:"DAV: href"`
			} `xml:"urn:ietf:params:xml:ns:caldav calendar-home-set"`
			Components struct {
				List []component `xml:"urn:ietf:params:xml:ns:caldav comp"`
			} `xml:"urn:ietf:params:xml:ns:caldav supported-calendar-component-set"`
			Data *string `xml:"urn:ietf:params:xml:ns:caldav calendar-data"`
		} `xml:"DAV: prop"`
	} `xml:"DAV: propstat"`
}

type component struct {
	Name string `xml:"name,attr"`
}

// isOK reads a status like HTTP/1.1 200 OK.
func isOK(status string) bool {
	words := strings.Fields(status)
	return len(words) > 1 && words[1] == "200"
}

const errXML = failure("the server's answer is no CalDAV")

// An answer, an event with what is attached to it, has so many bytes at most,
// and so many quotation marks, of which each attribute needs two: encoding/xml
// takes many times as much memory as these while it reads one.
const (
	mostAnswer = 2 << 20
	mostQuotes = 100_000
)

// readAnswers hands over the answers of a multistatus one by one. It fails
// where the end of it is missing.
func readAnswers(r io.Reader, each func(*answer) error) error {
	bound := &meted{from: r}
	decoder := xml.NewDecoder(bound)
	bound.next()
	root, err := nextElement(decoder)
	if err != nil || root == nil || root.Name != (xml.Name{Space: "DAV:", Local: "multistatus"}) {
		return bound.or(errXML)
	}
	for {
		bound.next()
		element, err := nextElement(decoder)
		switch {
		case err != nil:
			return bound.or(errXML)
		case element == nil:
			return nil
		case element.Name != (xml.Name{Space: "DAV:", Local: "response"}):
			if err := decoder.Skip(); err != nil {
				return bound.or(errXML)
			}
			continue
		}
		var a answer
		if err := decoder.DecodeElement(&a, element); err != nil {
			return bound.or(errXML)
		}
		if err := each(&a); err != nil {
			return err
		}
	}
}

// nextElement gives the next element that begins, nil where the one around it
// ends.
func nextElement(decoder *xml.Decoder) (*xml.StartElement, error) {
	for {
		token, err := decoder.Token()
		if err != nil {
			return nil, err
		}
		switch token := token.(type) {
		case xml.StartElement:
			return &token, nil
		case xml.EndElement:
			return nil, nil
		}
	}
}

// meted is a reader that gives as much as an answer may have, and then fails.
type meted struct {
	from         io.Reader
	left, quotes int
	over         bool
}

// next begins an answer.
func (m *meted) next() { m.left, m.quotes = mostAnswer, mostQuotes }

var errMeted = errors.New("no more")

func (m *meted) Read(p []byte) (int, error) {
	if m.left <= 0 || m.quotes <= 0 {
		m.over = true
		return 0, errMeted
	}
	n, err := m.from.Read(p[:min(len(p), m.left)])
	m.left -= n
	m.quotes -= bytes.Count(p[:n], []byte{'"'}) + bytes.Count(p[:n], []byte{'\''})
	return n, err
}

// or gives err unless there was too much.
func (m *meted) or(err error) error {
	if m.over {
		return failure("an event in it is too large")
	}
	return err
}
