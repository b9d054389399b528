package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"leadpath/internal/advice"
)

// A counted version is what check --json says of it.
type counted struct {
	Published                     *bool
	Shares                        map[advice.Outcome]float64
	Edge, Close, Settled, Yes, No *float64
}

// judged gives the code of check --json and what it says, of advice only that
// about the questionnaire: texts have their own.
func judged(t testing.TB, folder string) (code int, report struct {
	Faults, Advice []struct {
		File, Text string
		Line       int
	}
	Path map[string]counted
}) {
	t.Helper()
	got := outcome(t, command(t, "check", "--json", "--content", folder))
	if err := json.Unmarshal([]byte(got.stdout), &report); err != nil {
		t.Fatalf("leadpath check --json: %v in %q", err, got.stdout)
	}
	report.Advice = slices.DeleteFunc(report.Advice, func(a struct {
		File, Text string
		Line       int
	}) bool {
		return !strings.HasPrefix(a.File, "path/")
	})
	return got.code, report
}

var analysisLines = []*regexp.Regexp{
	regexp.MustCompile(`^# path/(\d+)\.toml: lead-implementer (\d+\.\d) %, lead-auditor (\d+\.\d) %, both (\d+\.\d) %, foundation-first (\d+\.\d) %$`),
	regexp.MustCompile(`^# path/(\d+)\.toml: on the edge (\d+\.\d) %, close (\d+\.\d) %; settled in spite of open answers (\d+\.\d) %$`),
	regexp.MustCompile(`^# path/(\d+)\.toml: both after a step of all answers towards yes (\d+\.\d) %, towards no (\d+\.\d) %$`),
}

// linesFor gives the numbers that check prints for a version, in their order.
func linesFor(t *testing.T, remarks []string, version string) (numbers []float64) {
	t.Helper()
	own := slices.DeleteFunc(slices.Clone(remarks), func(line string) bool { return !strings.HasPrefix(line, "# path/"+version+".toml: ") })
	if len(own) != len(analysisLines) {
		t.Fatalf("got %q for version %s, want %d lines", own, version, len(analysisLines))
	}
	for i, line := range own {
		parts := analysisLines[i].FindStringSubmatch(line)
		if parts == nil || parts[1] != version {
			t.Fatalf("got %q, want a line for version %s like %s", line, version, analysisLines[i])
		}
		for _, part := range parts[2:] {
			n, err := strconv.ParseFloat(part, 64)
			if err != nil {
				t.Fatal(err)
			}
			numbers = append(numbers, n)
		}
	}
	return numbers
}

func TestCheckTellsWhatTheRuleDoesToAllSheets(t *testing.T) {
	folder := firstVersion(t)
	code, report := judged(t, folder)
	v, ok := report.Path["1"]
	if code != 0 || len(report.Path) != 1 || !ok {
		t.Fatalf("got %d and the versions %v, want 0 and version 1", code, report.Path)
	}
	if v.Published == nil || !*v.Published {
		t.Error("got version 1 not published, want it published without a lock")
	}
	numbers := []*float64{v.Edge, v.Close, v.Settled, v.Yes, v.No}
	sum := 0.0
	for _, o := range slices.Backward(advice.Outcomes[:]) {
		share := v.Shares[o]
		sum += share
		numbers = slices.Insert(numbers, 0, &share)
	}
	if len(v.Shares) != 4 || math.Abs(sum-1) > 2e-4 {
		t.Errorf("got the shares %v, want four that add up to 1", v.Shares)
	}
	if v.Shares[advice.LeadImplementer] != v.Shares[advice.LeadAuditor] {
		t.Errorf("got the shares %v, want the two paths alike", v.Shares)
	}
	_, remarks := linesOf(t, outcome(t, command(t, "check", "--content", folder)))
	for i, printed := range linesFor(t, remarks, "1") {
		n := numbers[i]
		switch {
		case n == nil || *n <= 0 || *n >= 1:
			t.Errorf("number %d: got %v, want a share between 0 and 1", i, n)
		case math.Abs(*n*1e4-math.Round(*n*1e4)) > 1e-6:
			t.Errorf("number %d: got %v, want four decimals", i, *n)
		case math.Abs(100**n-printed) > 0.056:
			t.Errorf("number %d: got %v as JSON and %v %% in a line, want the same", i, *n, printed)
		}
	}
}

// What is not a fault for serve does not hide the questionnaire: a placeholder
// refuses a release alone.
func TestCheckForAReleaseTellsItToo(t *testing.T) {
	folder := firstVersion(t)
	owner := filepath.Join(folder, "owner.toml")
	text, err := os.ReadFile(owner)
	if err != nil {
		t.Fatal(err)
	}
	text = regexp.MustCompile(`(?m)^phone = .*$`).ReplaceAll(text, []byte(`phone = "[[Telephone]]"`))
	if err := os.WriteFile(owner, text, 0o644); err != nil {
		t.Fatal(err)
	}
	got := outcome(t, command(t, "check", "--release", "--content", folder))
	faults, remarks := linesOf(t, got)
	if len(faults) == 0 {
		t.Fatal("check --release: got no fault, want the placeholder named")
	}
	linesFor(t, remarks, "1")
}

func TestCheckTellsOfEveryVersionWhetherItIsPublished(t *testing.T) {
	folder := firstVersion(t)
	outcome(t, command(t, "stamp", "path", "--content", folder))
	draft(t, folder, 2)
	_, remarks := linesOf(t, outcome(t, command(t, "check", "--content", folder)))
	first, second := linesFor(t, remarks, "1"), linesFor(t, remarks, "2")
	if foundation := 3; second[foundation] <= first[foundation] {
		t.Errorf("got %v %% of foundation-first with a higher bar and %v %% before, want more", second[foundation], first[foundation])
	}
	if want := "# path/2.toml:1: version 2 is not published; leadpath stamp path publishes it"; ofPath(remarks)[0] != want {
		t.Errorf("got the remarks %q, want first of the questionnaire %q", remarks, want)
	}
	code, report := judged(t, folder)
	if code != 0 || len(report.Path) != 2 || !*report.Path["1"].Published || *report.Path["2"].Published {
		t.Errorf("got %d and %+v, want 0, version 1 published and 2 not", code, report.Path)
	}
	if len(report.Advice) != 1 || report.Advice[0].File != "path/2.toml" || report.Advice[0].Line != 1 {
		t.Errorf("got the advice %+v, want one about path/2.toml", report.Advice)
	}
}

// ofPath keeps the remarks about the questionnaire.
func ofPath(remarks []string) []string {
	return slices.DeleteFunc(slices.Clone(remarks), func(line string) bool { return !strings.HasPrefix(line, "# path/") })
}

func TestCheckDoesNotPromiseAStampToADraftThatANewerOneOvertook(t *testing.T) {
	folder := firstVersion(t)
	outcome(t, command(t, "stamp", "path", "--content", folder))
	draft(t, folder, 2)
	draft(t, folder, 3)
	for _, published := range []bool{false, true} { // the newer one
		_, report := judged(t, folder)
		if len(report.Advice) == 0 || report.Advice[0].File != "path/2.toml" || strings.Contains(report.Advice[0].Text, "stamp") {
			t.Errorf("3.toml published %v: got the advice %+v, want path/2.toml to be removed or renamed", published, report.Advice)
		}
		outcome(t, command(t, "stamp", "path", "--content", folder))
	}
}

func TestCheckSaysNothingOfAQuestionnaireThatIsNotThere(t *testing.T) {
	folder := firstVersion(t)
	if err := os.RemoveAll(filepath.Join(folder, "path")); err != nil {
		t.Fatal(err)
	}
	got := outcome(t, command(t, "check", "--content", folder))
	if _, remarks := linesOf(t, got); got.code != 0 || len(ofPath(remarks)) > 0 {
		t.Errorf("got %d and %q, want 0 and nothing of it", got.code, got.stdout)
	}
	if got := outcome(t, command(t, "check", "--json", "--content", folder)); !strings.Contains(got.stdout, `"path":{}`) {
		t.Errorf("got %q as JSON, want an empty object", got.stdout)
	}
}

func TestCheckNamesTheFaultsOfTheQuestionnaire(t *testing.T) {
	const file = "path/1.toml"
	tests := []struct {
		says  string
		spoil func(t *testing.T, folder string) (line int)
		named string
	}{
		{"a word that German lacks", func(t *testing.T, folder string) int {
			return replaced(t, folder, file, "\nsay.de = ", "\n# say.de = ") // named where say.en stands, which is that line
		}, "say.de"},
		{"sides that are not alike", func(t *testing.T, folder string) int {
			replaced(t, folder, file, `axis = "build"`, `axis = "verify"`)
			return replaced(t, folder, file, "[[statement]]", "[[statement]]")
		}, "building"},
		{"a key that is unknown", func(t *testing.T, folder string) int {
			return replaced(t, folder, file, "cost = true", "costs = true")
		}, "costs"},
		{"an article that is not there", func(t *testing.T, folder string) int {
			replaced(t, folder, file, `article = "`, `article = "no-`)
			return replaced(t, folder, file, "[[read]]", "[[read]]")
		}, `"no-`},
		{"a rule that is not fair", func(t *testing.T, folder string) int {
			return replaced(t, folder, file, "bar  = 14", "bar  = 12") // the same answer to everything is a path then
		}, "foundation-first"},
	}
	for _, test := range tests {
		t.Run(test.says, func(t *testing.T) {
			folder := firstVersion(t)
			want := fmt.Sprintf("%s:%d: ", file, test.spoil(t, folder))
			got := outcome(t, command(t, "check", "--content", folder))
			faults, remarks := linesOf(t, got)
			if got.code != exitFailed {
				t.Errorf("got exit code %d, want %d", got.code, exitFailed)
			}
			if !slices.ContainsFunc(faults, func(fault string) bool {
				return strings.HasPrefix(fault, want) && strings.Contains(fault, test.named)
			}) {
				t.Errorf("got %q, want a fault at %s that names %s", faults, want, test.named)
			}
			if len(ofPath(remarks)) > 0 {
				t.Errorf("got %q, want no analysis of what is broken", remarks)
			}
			if _, report := judged(t, folder); report.Path == nil || len(report.Path) > 0 || len(report.Faults) != len(faults) {
				t.Errorf("got %+v as JSON, want the same faults and no version", report)
			}
		})
	}
}
