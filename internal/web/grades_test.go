package web_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"leadpath/internal/webtest"
)

// gradesOf gives the grades of a page in their order, each with the hours and
// years that are missing.
func gradesOf(body string) []string {
	var list []string
	for _, step := range tags(body, "li") {
		grade, ok := step["data-grade"]
		if !ok {
			continue
		}
		if _, open := step["data-open"]; open {
			list = append(list, grade+" open")
		} else {
			list = append(list, grade+" "+step["data-missing-hours"]+"/"+step["data-missing-years"])
		}
	}
	return list
}

// The figures as they were read: provisional everywhere, 42001 for
// implementers up to Senior Lead, 27001 for auditors up to Lead. All else is
// open.
func TestGradesSayWhatIsMissing(t *testing.T) {
	site := serve(t, webtest.Options{})
	for _, c := range []struct{ name, query, want string }{
		{"an implementer at the very beginning", "side=implementer&standard=42001", "provisional 0/0, plain 200/2, lead 300/5, senior-lead 1000/10, master open"},
		{"an implementer in the middle", "side=implementer&standard=42001&years=4&field-years=1&project-hours=120", "provisional 0/0, plain 80/0, lead 180/1, senior-lead 880/6, master open"},
		{"an implementer who is old at work and new in the field", "side=implementer&standard=42001&years=30&field-years=0&project-hours=300", "provisional 0/0, plain 0/1, lead 0/2, senior-lead 700/7, master open"},
		{"an implementer whose years at work are the larger gap", "side=implementer&standard=42001&years=3&field-years=3&project-hours=999", "provisional 0/0, plain 0/0, lead 0/2, senior-lead 1/7, master open"},
		{"an implementer to whom nothing is missing", "side=implementer&standard=42001&years=10&field-years=7&project-hours=1000", "provisional 0/0, plain 0/0, lead 0/0, senior-lead 0/0, master open"},
		{"an implementer with the hours of an auditor", "side=implementer&standard=42001&years=10&field-years=7&audit-hours=5000", "provisional 0/0, plain 200/0, lead 300/0, senior-lead 1000/0, master open"},
		{"an implementer of the standard that was not seen", "side=implementer&standard=27001&years=10&field-years=7&project-hours=1000", "provisional 0/0, plain open, lead open, senior-lead open, master open"},
		{"an auditor in the middle", "side=auditor&standard=27001&years=4&field-years=1&audit-hours=120", "provisional 0/0, plain 80/0, lead 180/1, senior-lead open, master open"},
		{"an auditor with the hours of an implementer", "side=auditor&standard=27001&years=5&field-years=2&project-hours=5000", "provisional 0/0, plain 200/0, lead 300/0, senior-lead open, master open"},
		{"an auditor of the standard that was not seen", "side=auditor&standard=42001&years=10&field-years=7&audit-hours=1000", "provisional 0/0, plain open, lead open, senior-lead open, master open"},
		{"exams held already", "side=auditor&standard=27001&held=foundation-27001&held=auditor-exam-27001", "provisional 0/0, plain 200/2, lead 300/5, senior-lead open, master open"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, path := range []string{"/en/grades?", "/de/stufen?"} {
				response, body := site.Get(t, path+c.query)
				if got := strings.Join(gradesOf(body), ", "); response.StatusCode != 200 || got != c.want {
					t.Errorf("%s%s: got %d with %s, want 200 with %s", path, c.query, response.StatusCode, got, c.want)
				}
			}
		})
	}
}

var ladderHeading = regexp.MustCompile(`<h2><svg[^>]*><use[^>]*></use></svg>\s*<span>([^<]*)</span>`)

// Which ladders stand on the page follows from side and standard; where one is
// not chosen, those of both stand there.
func TestGradesShowTheLaddersThatWereChosen(t *testing.T) {
	site := serve(t, webtest.Options{})
	for query, want := range map[string]string{
		"":                                 "Implementer 42001, Auditor 42001, Implementer 27001, Auditor 27001",
		"?pace=10":                         "Implementer 42001, Auditor 42001, Implementer 27001, Auditor 27001",
		"?side=auditor":                    "Auditor 42001, Auditor 27001",
		"?standard=27001":                  "Implementer 27001, Auditor 27001",
		"?side=implementer&standard=42001": "Implementer 42001",
	} {
		_, body := site.Get(t, "/en/grades"+query)
		var got []string
		for _, m := range ladderHeading.FindAllStringSubmatch(body, -1) {
			got = append(got, strings.ReplaceAll(m[1], ", ISO/IEC\u00a0", " "))
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("/en/grades%s: got the ladders %v, want %s", query, got, want)
		}
		if n := len(gradesOf(body)); n != 5*len(got) {
			t.Errorf("/en/grades%s: got %d grades on %d ladders, want five on each", query, n, len(got))
		}
	}
}

// What was typed stands in the form again, whatever its language.
func TestGradesKeepWhatWasTyped(t *testing.T) {
	site := serve(t, webtest.Options{})
	query := "?side=auditor&standard=27001&years=0&field-years=1&project-hours=2&audit-hours=3&pace=4&held=foundation-42001&held=auditor-exam-27001"
	want := []string{"side=auditor", "standard=27001", "years=0", "field-years=1", "project-hours=2", "audit-hours=3", "pace=4", "held=foundation-42001", "held=auditor-exam-27001"}
	for _, path := range []string{"/en/grades", "/de/stufen"} {
		_, body := site.Get(t, path+query)
		var got []string
		for _, input := range tags(between(body, "<form", "</form>"), "input") {
			if _, chosen := input["checked"]; chosen || input["type"] == "number" {
				got = append(got, input["name"]+"="+input["value"])
			}
			if _, required := input["required"]; required {
				t.Errorf("%s: %s is required, want nothing to be", path, input["name"])
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got the form filled in with %v, want %v", path, got, want)
		}
	}
}

// The questionnaire is led to where there is one.
func TestGradesLeadToTheQuestionnaireWhereThereIsOne(t *testing.T) {
	for _, l := range webtest.Catalog(t).All() {
		_, body := serve(t, webtest.Options{}).Get(t, l.Path("grades"))
		if !strings.Contains(between(body, "<main", "</main>"), `href="`+l.Path("path")+`"`) {
			t.Errorf("%s: got no link to %s", l.Path("grades"), l.Path("path"))
		}
		files := withImage(t)
		for name := range files {
			if strings.HasPrefix(name, "path/") {
				delete(files, name)
			}
		}
		site := webtest.Serve(t, webtest.Options{Content: files, Now: fixed})
		t.Cleanup(site.Server.Drain)
		if response, body := site.Get(t, l.Path("grades")); response.StatusCode != 200 || strings.Contains(body, l.Path("path")) {
			t.Errorf("%s on a site without a questionnaire: got %d, and a link to it: %t", l.Path("grades"), response.StatusCode, strings.Contains(body, l.Path("path")))
		}
	}
}
