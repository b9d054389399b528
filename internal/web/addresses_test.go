package web_test

import (
	"flag"
	"fmt"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the kept files in testdata anew; addresses are added, never taken away")

const keptAddresses = "testdata/addresses.txt"

// W4: whatever address was published once answers for ever. Slugs are not
// changed; what must go leaves a page behind.
func TestPublishedAddressesAnswerForEver(t *testing.T) {
	w := shared(t)
	data, err := os.ReadFile(keptAddresses)
	if err != nil && !*update {
		t.Fatal(err)
	}
	kept := strings.Fields(string(data))
	for _, address := range kept {
		if got := ask(t, w.Site, "GET", address).StatusCode; got != 200 {
			t.Errorf("%s was published once: got %d, want 200 for ever", address, got)
		}
	}
	missing := slices.DeleteFunc(slices.Clone(w.pages), func(page string) bool { return slices.Contains(kept, page) })
	if *update {
		all := append(kept, missing...)
		slices.Sort(all)
		if err := os.WriteFile(keptAddresses, []byte(strings.Join(all, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if len(missing) > 0 {
		t.Errorf("%s lacks %v; add them with: go test ./internal/web -run PublishedAddresses -update", keptAddresses, missing)
	}
}

// otherForms gives ways to write the address of a page that are not its own.
func otherForms(page string) []string {
	last := strings.LastIndexByte(page, '/')
	forms := []string{
		strings.ToUpper(page), strings.ToUpper(page[:3]) + page[3:], page + "/", page + "//", "/" + page, "//" + page,
		page[:last] + "/" + page[last:], page[:last] + "/." + page[last:], page[:last] + "/x/.." + page[last:],
		fmt.Sprintf("/%%%02x%s", page[1], page[2:]), page + "%2f", page[:last] + "%2F" + page[last+1:], "/" + strings.ReplaceAll(page[1:], "/", "%2F"),
	}
	if strings.HasSuffix(page, "/") {
		forms = append(forms, strings.TrimSuffix(page, "/"))
	}
	return slices.DeleteFunc(forms, func(form string) bool { return form == page })
}

// W4: every other form of an address leads to the page in one hop, and what
// stood in the query goes along.
func TestOtherFormsLeadToThePageInOneHop(t *testing.T) {
	w := shared(t)
	for _, page := range w.pages {
		for _, form := range otherForms(page) {
			for _, query := range []string{"", "?a=1&b=%2F%2fx&a=ä", "?"} {
				want := page + query
				if query == "?" {
					want = page
				}
				got := ask(t, w.Site, "GET", form+query)
				if location := got.Header.Get("Location"); got.StatusCode != 308 || location != want {
					t.Errorf("%s: got %d to %q, want 308 to %q", form+query, got.StatusCode, location, want)
				}
			}
		}
		if got := ask(t, w.Site, "GET", page+"?b=2&a=1").StatusCode; got != 200 {
			t.Errorf("%s with a query: got %d, want 200", page, got)
		}
	}
}

// tricks are forms of foreign addresses that careless redirects followed.
func tricks() []string {
	var all []string
	for _, start := range []string{"//", "/\\", "/%5c", "/%5C", "/%09/", "/%0d/", "/%0A/", "/%2f", "/%2F/", "///", "/./", "/../", "/;/", "/%00/", "/%ff/", "/%e2%80%8b/", "/en//", "/en/%2F", "/EN/..//", "/de/\\", "/en/..;/", "/static//", "/images/\\"} {
		for _, goal := range []string{"evil.example", "evil.example/", "evil.example/en/", "evil.example/..", "evil.example%2f..", "EN/articles/"} {
			all = append(all, start+goal)
		}
	}
	return append(all, "/en/articles/?next=//evil.example", "/EN?https://evil.example", "/en//?%0d%0aLocation:%20https://evil.example", "/DE/#//evil.example", "/https://evil.example/", "/https:/evil.example", "/javascript:alert(1)/")
}

// S13: a redirect leads to an address of the site and nowhere else.
func TestNoRedirectLeavesTheSite(t *testing.T) {
	w := shared(t)
	known := append(append([]string{"/"}, w.pages...), w.assets...)
	for _, trick := range tricks() {
		for _, field := range []string{"X: y", "X-Forwarded-Host: evil.example", "Host: evil.example"} {
			got := ask(t, w.Site, "GET", trick, field)
			location := got.Header.Get("Location")
			if got.StatusCode >= 500 || (location != "") != (got.StatusCode == 308) {
				t.Errorf("%s: got %d to %q", trick, got.StatusCode, location)
			}
			if path, _, _ := strings.Cut(location, "?"); location != "" && !slices.Contains(known, path) {
				t.Errorf("%s: leads to %q, which is no page of the site", trick, location)
			}
			if u, err := url.Parse(location); err != nil || u.Host != "" || u.Scheme != "" {
				t.Errorf("%s: leads to %q, which names a host", trick, location)
			}
		}
	}
	if n := len(tricks()); n < 100 {
		t.Errorf("got %d tricks, want 100", n)
	}
}
