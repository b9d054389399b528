package mailer

import (
	"fmt"
	"regexp"
	"strings"

	"golang.org/x/net/idna"
)

// bare is an e-mail address that needs no quotes (RFC 5321, 4.1.2): nothing
// in it can end a header or a command.
var bare = regexp.MustCompile("^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*$")

// ascii writes an e-mail address as every mail server takes it, its domain in
// ASCII (RFC 5891). The error does not repeat the address.
func ascii(address string) (string, error) {
	at := strings.LastIndexByte(address, '@')
	if at < 0 {
		return "", fmt.Errorf("an e-mail address has no @")
	}
	domain, err := idna.Lookup.ToASCII(address[at+1:])
	if err != nil {
		return "", fmt.Errorf("the domain of an e-mail address cannot be written in ASCII")
	}
	address = address[:at+1] + domain
	if !bare.MatchString(address) || at > 64 || len(address) > 254 { // RFC 5321, 4.5.3.1
		return "", fmt.Errorf("an e-mail address has characters that mail servers do not take, or too many")
	}
	return address, nil
}

// domain is what stands after the @.
func domain(address string) string { return address[strings.LastIndexByte(address, '@')+1:] }
