package booking

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/idna"

	"leadpath/internal/locale"
)

// A Fault is what is wrong with one field of a form. Word is the key of what
// is said about it: fault.name.missing, fault.email.wrong and the like.
type Fault struct{ Field, Word string }

// Faults are all that is wrong with a form, in the order of its fields.
type Faults []Fault

// Error names the fields.
func (f Faults) Error() string {
	var fields []string
	for _, fault := range f {
		fields = append(fields, fault.Word)
	}
	return fmt.Sprintf("faulty fields: %s", strings.Join(fields, ", "))
}

// How long the fields may be, in characters; an address as RFC 5321, 4.5.3.1.3 has it.
const (
	MaxName    = 100
	MaxEmail   = 254
	MaxPhone   = 40
	MaxMessage = 4000
)

// cleaned gives what was typed without what nobody types: control characters
// and signs that turn the direction of writing, and spaces at the ends.
func (r Request) cleaned() Visitor {
	v := r.Visitor
	v.Name, v.Email, v.Phone = line(v.Name), line(v.Email), line(v.Phone)
	v.Topic, v.Zone = strings.TrimSpace(v.Topic), strings.TrimSpace(v.Zone)
	v.Message = strings.TrimSpace(lines(v.Message))
	return v
}

// line makes one line of a text.
func line(text string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unwritten(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))), " ")
}

// lines keeps line feeds.
func lines(text string) string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.ToValidUTF8(text, "\uFFFD"))
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && unwritten(r) {
			return -1
		}
		return r
	}, text)
}

// unwritten is true for control characters and for those that change the
// direction of what follows (Unicode, UAX 9, 2).
func unwritten(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }

// judge finds what is wrong with a form, and gives the e-mail address as mail
// servers take it, or nothing where it is faulty.
func (d *Diary) judge(r *Request) (address string, faults Faults) {
	h := d.Hours()
	add := func(field, word string) { faults = append(faults, Fault{field, "fault." + field + "." + word}) }
	address, mailFault := judgeEmail(r.Email)
	if fault := judgeLine(r.Name, MaxName); fault != "" {
		add("name", fault)
	}
	if mailFault != "" {
		add("email", mailFault)
	}
	if h.Place != "phone" {
		r.Phone = ""
	} else if fault := judgePhone(r.Phone); fault != "" {
		add("phone", fault)
	}
	if r.Topic != "" && !slices.Contains(h.Topics, r.Topic) {
		add("topic", "unknown")
	}
	if utf8.RuneCountInString(r.Message) > MaxMessage {
		add("message", "long")
	}
	if _, ok := locale.Location(r.Zone); !ok {
		add("timezone", "unknown")
	}
	if !r.Consent {
		add("consent", "missing")
	}
	return address, faults
}

func judgeLine(text string, most int) (fault string) {
	switch {
	case text == "":
		return "missing"
	case utf8.RuneCountInString(text) > most:
		return "long"
	}
	return ""
}

var dialable = regexp.MustCompile(`^\+?[0-9 ()/.-]+$`)

// judgePhone wants a number that somebody can dial: 5 digits or more.
func judgePhone(phone string) (fault string) {
	if fault := judgeLine(phone, MaxPhone); fault != "" {
		return fault
	}
	digits := len(strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, phone))
	if !dialable.MatchString(phone) || digits < 5 {
		return "wrong"
	}
	return ""
}

// localPart is what stands before the @ without quotes (RFC 5321, 4.1.2).
var localPart = regexp.MustCompile("^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$")

// domainName is labels with dots between; the last is no number, so that no
// address of a machine passes (RFC 3696, 2).
var domainName = regexp.MustCompile(`^([a-z0-9-]+\.)+[a-z][a-z0-9-]*[a-z0-9]$`)

// judgeEmail gives an address with its domain in ASCII (RFC 5891) and in
// lower case. Mail servers that take other scripts before the @ are few, so
// these are refused with a word.
func judgeEmail(email string) (address, fault string) {
	at := strings.LastIndexByte(email, '@')
	switch {
	case email == "":
		return "", "missing"
	case len(email) > MaxEmail:
		return "", "long"
	case at < 1 || at > 64 || !localPart.MatchString(email[:at]):
		return "", "wrong"
	}
	domain, err := idna.Lookup.ToASCII(email[at+1:])
	if err != nil || !strings.Contains(domain, ".") || strings.HasSuffix(domain, ".") || len(domain) > MaxEmail-at-1 || !domainName.MatchString(domain) {
		return "", "wrong"
	}
	return email[:at] + "@" + strings.ToLower(domain), ""
}
