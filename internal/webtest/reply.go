package webtest

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// A reply is an answer that a story makes claims about.
type reply struct {
	response *http.Response
	body     string
}

var errNoClaim = errors.New("this is no claim; write code, header NAME or body, then ==, contains or lacks, then a text")

// judge gives an error where a claim does not hold.
func (r *reply) judge(claim string) error {
	what, rest, _ := strings.Cut(claim, " ")
	got := ""
	switch what {
	case "code":
		got = fmt.Sprint(r.response.StatusCode)
	case "header":
		var name string
		name, rest, _ = strings.Cut(rest, " ")
		got = strings.Join(r.response.Header.Values(name), ", ")
	case "body":
		got = r.body
	default:
		return errNoClaim
	}
	relation, want, _ := strings.Cut(rest, " ")
	holds, ok := map[string]bool{
		"==":       strings.TrimSpace(got) == want,
		"contains": strings.Contains(got, want),
		"lacks":    !strings.Contains(got, want),
	}[relation]
	switch {
	case !ok || want == "" && relation != "==":
		return errNoClaim
	case !holds && what == "body":
		return fmt.Errorf("got %d bytes that begin %.80q", len(got), got)
	case !holds:
		return fmt.Errorf("got %q", got)
	}
	return nil
}
