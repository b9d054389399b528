package facts

import (
	"net/url"
	"slices"
	"strings"
)

// Address names a page so that its versions in several languages (by their
// codes, such as en and de) have one name: pecb.com/en/faq and pecb.com/de/faq
// are the same source.
func Address(target string, languages []string) string {
	u, err := url.Parse(target)
	if err != nil || u.Host == "" {
		return target
	}
	const anyLanguage = "*"
	labels := strings.Split(strings.TrimPrefix(strings.ToLower(u.Host), "www."), ".")
	if len(labels) > 2 && slices.Contains(languages, labels[0]) {
		labels[0] = anyLanguage
	}
	parts := strings.Split(strings.TrimSuffix(u.EscapedPath(), "/"), "/")
	for i, part := range parts {
		code, _, _ := strings.Cut(part, "-")
		if slices.Contains(languages, part) || len(part) == len("en-gb") && slices.Contains(languages, code) {
			parts[i] = anyLanguage
		}
	}
	name := strings.Join(labels, ".") + strings.Join(parts, "/")
	if u.RawQuery != "" {
		name += "?" + u.RawQuery
	}
	if u.Fragment != "" {
		name += "#" + u.Fragment
	}
	return name
}
