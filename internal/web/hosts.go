package web

import (
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// A hostRule gives the header fields of the files below a prefix that have an
// ending; of one file where exact is set. Of the rules that hold for a file
// the first counts.
type hostRule struct {
	prefix, ending string
	exact          bool
	lost           string // of pages: the one for what is not there
	fields         http.Header
}

// pattern names the files of a rule, with a star for what differs.
func (r hostRule) pattern() string {
	if r.exact {
		return r.prefix
	}
	return r.prefix + "*" + r.ending
}

// hostRules gather what the site itself sends with each file, from single
// files to whole folders. All pages of a language share a rule, and all rules
// for pages a policy, which allows the styles of each kind of page.
type hostRules struct {
	mu     sync.Mutex
	byName map[string]hostRule
	styles map[string]bool
}

func newHostRules() *hostRules {
	return &hostRules{byName: map[string]hostRule{}, styles: map[string]bool{}}
}

var styleSource = regexp.MustCompile(`style-src (\S+)`)

// see takes in the header fields that an address is answered with.
func (h *hostRules) see(address string, fields http.Header) {
	rule := ruleFor(address)
	h.mu.Lock()
	defer h.mu.Unlock()
	if style := styleSource.FindStringSubmatch(fields.Get("Content-Security-Policy")); style != nil {
		h.styles[style[1]] = true
	}
	rule.fields = rule.fieldsToSet(address, fields)
	if same, seen := h.byName[rule.pattern()]; seen {
		maps.DeleteFunc(same.fields, func(name string, _ []string) bool { // what each file has of its own
			return name != "Content-Security-Policy" && same.fields.Get(name) != rule.fields.Get(name)
		})
		return
	}
	h.byName[rule.pattern()] = rule
}

// ruleFor gives the rule that a file falls under.
func ruleFor(address string) hostRule {
	slash := strings.LastIndexByte(address, '/') + 1
	dot := strings.LastIndexByte(address[slash:], '.')
	first, _, deep := strings.Cut(address[1:], "/")
	switch {
	case first == "static" || first == "images":
		return hostRule{prefix: "/" + first + "/"}
	case dot < 0 && deep:
		return hostRule{prefix: "/" + first + "/", lost: "/" + first + "/404.html"}
	case dot < 0:
		return hostRule{prefix: "/", lost: "/404.html"}
	case strings.Count(address, "/") > 2 && first[0] != '.':
		return hostRule{prefix: address[:slash], ending: address[slash+dot:]}
	}
	return hostRule{prefix: address, exact: true}
}

// stemHere stands in fields of files of one ending for the name of each without
// it, as in the link of a Markdown file to its page.
const stemHere = "\x00"

// fieldsToSet gives the header fields but those that a server sets by the
// bytes it sends, or by the ending of a file.
func (r hostRule) fieldsToSet(address string, fields http.Header) http.Header {
	set := maps.Clone(fields)
	for _, name := range []string{"Content-Encoding", "Content-Length", "Etag", "Vary"} {
		set.Del(name)
	}
	if r.lost != "" || r.prefix == "/static/" || r.prefix == "/images/" {
		set.Del("Content-Type")
	}
	if r.ending != "" {
		stem := strings.TrimSuffix(strings.TrimPrefix(address, r.prefix), r.ending)
		for name := range set {
			set.Set(name, strings.ReplaceAll(set.Get(name), "/"+stem, "/"+stemHere))
		}
	}
	return set
}

// list gives the rules in the order in which they count.
func (h *hostRules) list() []hostRule {
	var list []hostRule
	for _, name := range slices.Sorted(maps.Keys(h.byName)) {
		rule := h.byName[name]
		if rule.lost != "" {
			rule.fields.Set("Content-Security-Policy", policy(strings.Join(slices.Sorted(maps.Keys(h.styles)), " ")))
		}
		list = append(list, rule)
	}
	slices.SortStableFunc(list, func(a, b hostRule) int { return b.weight() - a.weight() })
	return list
}

// weight is the greater the fewer files a rule is for.
func (r hostRule) weight() int {
	switch {
	case r.exact:
		return 1000
	case r.ending != "":
		return 900
	}
	return len(r.prefix)
}

// files tell static servers and hosts which header fields belong to which
// file: _headers for Netlify and Cloudflare Pages, and two to be included in a
// site's configuration of nginx and of Caddy. Names that begin with an
// underscore stand for no page.
func (h *hostRules) files() map[string]string {
	rules := h.list()
	return map[string]string{"_headers": headersFile(rules), "_nginx.conf": nginxFile(rules), "_caddy.conf": caddyFile(rules)}
}

// headersFile writes rules as Netlify and Cloudflare Pages read them. There
// fields of all rules that hold for a file come together, so each field of a
// file stands in one rule alone; the policy for pages is right for the rest.
func headersFile(rules []hostRule) string {
	var text strings.Builder
	text.WriteString("# Header fields for Netlify and Cloudflare Pages.\n")
	all := fieldsOfAll(rules)
	writeHeaders(&text, "/*", all)
	for i, r := range slices.Backward(rules) {
		own := http.Header{}
		for name, values := range r.fields {
			if all.Get(name) == "" && !givenBy(rules[i+1:], r, name) {
				own[name] = values
			}
		}
		if r.prefix != "/" {
			writeHeaders(&text, r.pattern(), own)
		}
	}
	return text.String()
}

// fieldsOfAll gives the fields that all files have, and the policy for pages.
func fieldsOfAll(rules []hostRule) http.Header {
	all := maps.Clone(rules[len(rules)-1].fields)
	for name := range all {
		other := func(r hostRule) bool { return r.fields.Get(name) != all.Get(name) }
		if name != "Content-Security-Policy" && slices.ContainsFunc(rules, other) {
			all.Del(name)
		}
	}
	return all
}

// givenBy reports whether a rule for more files gives the field already.
func givenBy(wider []hostRule, r hostRule, name string) bool {
	return slices.ContainsFunc(wider, func(w hostRule) bool {
		return w.prefix != "/" && strings.HasPrefix(r.prefix, w.prefix) && w.fields.Get(name) == r.fields.Get(name)
	})
}

func writeHeaders(text *strings.Builder, pattern string, fields http.Header) {
	if len(fields) == 0 {
		return
	}
	fmt.Fprintf(text, "\n%s\n", pattern)
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		fmt.Fprintf(text, "  %s: %s\n", name, strings.ReplaceAll(fields.Get(name), stemHere, ":splat"))
	}
}

// nginxFile writes rules as locations, to be included in a server block.
func nginxFile(rules []hostRule) string {
	var text strings.Builder
	text.WriteString(`# For a server block of nginx with the modules gzip_static and brotli_static:
#     root /srv/www/site;
#     include /srv/www/site/_nginx.conf;
# In mime.types or here, woff2 and js need their types; Debian's has them.
gzip_static on;
brotli_static on;
charset utf-8;
charset_types text/plain text/xml text/markdown text/javascript application/javascript application/xml application/atom+xml;
absolute_redirect off;
error_page 404 /404.html;

location ~ ^/[_.](?!well-known/) { return 404; }
location ~ \.(gz|br)$ { return 404; }
`)
	for _, r := range rules {
		fmt.Fprintf(&text, "\nlocation %s {\n", r.nginxPlace())
		if kind := r.fields.Get("Content-Type"); kind != "" {
			fmt.Fprintf(&text, "    types { }\n    default_type %s;\n", nginxType(kind))
		}
		if r.lost != "" {
			fmt.Fprintf(&text, "    error_page 404 %s;\n    try_files $uri $uri.html ${uri}index.html =404;\n", r.lost)
		}
		for _, name := range slices.Sorted(maps.Keys(r.fields)) {
			if name != "Content-Type" {
				fmt.Fprintf(&text, "    add_header %s %q always;\n", name, strings.ReplaceAll(r.fields.Get(name), stemHere, "$1"))
			}
		}
		text.WriteString("    add_header Vary Accept-Encoding always;\n}\n")
	}
	return text.String()
}

// nginxType gives a type as nginx takes it: it adds the charset by itself, but
// no other parameter.
func nginxType(kind string) string {
	if name, parameters, _ := strings.Cut(kind, ";"); !strings.Contains(parameters, ";") {
		return name
	}
	return fmt.Sprintf("%q", kind)
}

func (r hostRule) nginxPlace() string {
	switch {
	case r.exact:
		return "= " + r.prefix
	case r.ending != "":
		return fmt.Sprintf(`~ ^%s([^/]+)\%s$`, r.prefix, r.ending)
	}
	return r.prefix
}

// caddyFile writes rules as matchers, to be imported into a site block.
func caddyFile(rules []hostRule) string {
	var text strings.Builder
	text.WriteString(`# For a site block of Caddy:
#     root * /srv/www/site
#     import /srv/www/site/_caddy.conf
@hidden path /_* /.leadpath-export *.gz *.br
error @hidden 404
try_files {path} {path}.html {path}index.html
`)
	for i, r := range slices.Backward(rules) { // the last to set a field wins
		place := "path " + r.pattern()
		if r.ending != "" {
			place = fmt.Sprintf(`path_regexp rule%d ^%s([^/]+)\%s$`, i, r.prefix, r.ending)
		}
		fmt.Fprintf(&text, "\n@rule%d %s\nheader @rule%[1]d {\n", i, place)
		for _, name := range slices.Sorted(maps.Keys(r.fields)) {
			fmt.Fprintf(&text, "\t%s %q\n", name, strings.ReplaceAll(r.fields.Get(name), stemHere, fmt.Sprintf("{re.rule%d.1}", i)))
		}
		text.WriteString("}\n")
	}
	text.WriteString("\nhandle_errors {\n")
	for _, r := range rules {
		if r.lost != "" {
			fmt.Fprintf(&text, "\thandle %s* {\n\t\trewrite %s\n\t}\n", r.prefix, r.lost)
		}
	}
	text.WriteString("\tfile_server {\n\t\tprecompressed br gzip\n\t}\n}\n\nfile_server {\n\tprecompressed br gzip\n}\n")
	return text.String()
}
