package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// faultLine is the form of a fault: FILE:LINE: what is wrong; what mends it.
var faultLine = regexp.MustCompile(`^[^:]+:[1-9][0-9]*: .+; .+$`)

// linesOf splits what check printed into faults and remarks.
func linesOf(t *testing.T, got result) (faults, remarks []string) {
	t.Helper()
	if got.stderr != "" {
		t.Errorf("got %q on standard error, want nothing", got.stderr)
	}
	for line := range strings.Lines(got.stdout) {
		if line = strings.TrimSuffix(line, "\n"); strings.HasPrefix(line, "#") {
			remarks = append(remarks, line)
			continue
		}
		if !faultLine.MatchString(line) {
			t.Errorf("got the line %q, want it like FILE:LINE: what is wrong; what mends it", line)
		}
		if len(remarks) > 0 {
			t.Errorf("got the fault %q after a remark, want faults first", line)
		}
		faults = append(faults, line)
	}
	return faults, remarks
}

func TestCheckFindsNoFaultInTheShippedContent(t *testing.T) {
	folder := shippedContent(t)
	for _, arguments := range [][]string{{}, {"--content", folder}, {"--content", folder, "--at", "2030-01-01"}, {"--content", folder, "--at", "2030-01-01T10:00:00Z"}} {
		got := outcome(t, command(t, append([]string{"check"}, arguments...)...))
		if faults, _ := linesOf(t, got); got.code != 0 || len(faults) > 0 {
			t.Errorf("leadpath check %v: got exit code %d and %q, want 0 and no fault", arguments, got.code, faults)
		}
	}
	wantFailure(t, outcome(t, command(t, "check", "--at", "soon")), exitUsage, "--at", "soon")
}

// spoiled gives content with a fault in each of three files.
func spoiled(t *testing.T) (folder string) {
	t.Helper()
	folder = shippedContent(t)
	article := "articles/" + articleKey + ".en.md"
	edit(t, folder, article, strings.Replace(textOf(t, folder, article), "\nupdated = ", "\nrenewed = 1\nupdated = ", 1))
	edit(t, folder, "call.toml", "zone = \"Europe/Bärlin\"\n\n[weekly]\n")
	if err := os.Remove(filepath.Join(folder, "authors", "lars-zimmermann.de.md")); err != nil {
		t.Fatal(err)
	}
	return folder
}

func TestCheckNamesEveryFaultWithFileAndLine(t *testing.T) {
	folder := spoiled(t)
	got := outcome(t, command(t, "check", "--content", folder))
	faults, _ := linesOf(t, got)
	if got.code != exitFailed {
		t.Errorf("got exit code %d, want %d", got.code, exitFailed)
	}
	lines := strings.Split(textOf(t, folder, "articles/"+articleKey+".en.md"), "\n")
	unknown := 1 + slices.Index(lines, "renewed = 1")
	for _, want := range []string{
		fmt.Sprintf("articles/%s.en.md:%d: ", articleKey, unknown),
		"call.toml:1: ",
		"authors/lars-zimmermann.en.md:1: ", // the half that is there
	} {
		if !slices.ContainsFunc(faults, func(fault string) bool { return strings.HasPrefix(fault, want) }) {
			t.Errorf("got %q, want a fault at %s", faults, want)
		}
	}
	if !slices.IsSorted(slices.Collect(fileNames(faults))) {
		t.Errorf("got %q, want them in the order of the files", faults)
	}
}

func fileNames(faults []string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for _, fault := range faults {
			if name, _, _ := strings.Cut(fault, ":"); !yield(name) {
				return
			}
		}
	}
}

func TestCheckSaysThatAFolderCannotBeRead(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	edit(t, filepath.Dir(file), "file", "")
	for _, folder := range []string{"/nowhere/content", file, t.TempDir()} {
		got := outcome(t, command(t, "check", "--content", folder))
		faults, _ := linesOf(t, got)
		if got.code != exitFailed || len(faults) != 1 || !strings.HasPrefix(faults[0], ".:1: ") {
			t.Errorf("leadpath check --content %s: got %d and %q, want 1 and one fault at .:1", folder, got.code, faults)
		}
	}
}

func TestCheckTakesTheFolderContentHere(t *testing.T) {
	cmd := command(t, "check")
	if err := os.CopyFS(filepath.Join(cmd.Dir, "content"), os.DirFS(spoiled(t))); err != nil {
		t.Fatal(err)
	}
	got := outcome(t, cmd)
	if faults, _ := linesOf(t, got); got.code != exitFailed || len(faults) < 3 {
		t.Errorf("leadpath check beside a broken content: got %d and %q, want 1 and its faults", got.code, faults)
	}
}

// legalFiles are the texts in which placeholders may stand.
var legalFiles = []string{"legal/accessibility.de.md", "legal/accessibility.en.md", "legal/imprint.de.md", "legal/imprint.en.md", "legal/privacy.de.md", "legal/privacy.en.md"}

// A placeholder stands in [[ ]]; a person's page wants that person's word.
func TestCheckForAReleaseNamesExactlyThePlaceholders(t *testing.T) {
	folder := shippedContent(t)
	var want []string
	for _, lang := range []string{"de", "en"} {
		if file := "authors/lars-zimmermann." + lang + ".md"; !strings.Contains(textOf(t, folder, file), "\nagreed = ") {
			want = append(want, file+":1")
		}
	}
	for _, file := range legalFiles {
		for i, line := range strings.Split(textOf(t, folder, file), "\n") {
			for range strings.Count(line, "[[") {
				want = append(want, fmt.Sprintf("%s:%d", file, i+1))
			}
		}
	}
	for i, line := range strings.Split(textOf(t, folder, "owner.toml"), "\n") {
		if strings.Contains(line, `"[[`) && !strings.HasPrefix(line, "#") {
			want = append(want, fmt.Sprintf("owner.toml:%d", i+1))
		}
	}
	got := outcome(t, command(t, "check", "--release", "--content", folder))
	faults, _ := linesOf(t, got)
	var named []string
	for _, fault := range faults {
		place, _, _ := strings.Cut(fault, ": ")
		named = append(named, place)
	}
	if !slices.Equal(named, want) {
		t.Errorf("check --release named %q, want %q", named, want)
	}
	if wantCode := min(len(want), 1); got.code != wantCode {
		t.Errorf("got exit code %d, want %d", got.code, wantCode)
	}

	known := strings.NewReplacer(`"[[`, `"`, `]]"`, `"`).Replace(textOf(t, folder, "owner.toml"))
	edit(t, folder, "owner.toml", known)
	for _, file := range legalFiles {
		edit(t, folder, file, strings.NewReplacer("[[", "", "]]", "").Replace(textOf(t, folder, file)))
	}
	for _, lang := range []string{"de", "en"} {
		file := "authors/lars-zimmermann." + lang + ".md"
		edit(t, folder, file, strings.Replace(textOf(t, folder, file), "\nslug = ", "\nagreed = 2026-06-09\nslug = ", 1))
	}
	if got := outcome(t, command(t, "check", "--release", "--content", folder)); got.code != 0 {
		t.Errorf("with everything known: got %+v, want 0", got)
	}
}

// The first hundred, then how many more there are.
func TestCheckStopsAfterAHundredFaults(t *testing.T) {
	folder := shippedContent(t)
	article := "articles/" + articleKey + ".en.md"
	edit(t, folder, article, textOf(t, folder, article)+strings.Repeat("\nSee [there](/en/nowhere).\n", 130))
	all := outcome(t, command(t, "check", "--json", "--content", folder))
	var report struct{ Faults []any }
	if err := json.Unmarshal([]byte(all.stdout), &report); err != nil {
		t.Fatal(err)
	}
	got := outcome(t, command(t, "check", "--content", folder))
	faults, remarks := linesOf(t, got)
	want := fmt.Sprintf("# and %d more", len(report.Faults)-100)
	if got.code != exitFailed || len(report.Faults) < 130 || len(faults) != 100 || len(remarks) == 0 || remarks[0] != want {
		t.Errorf("got %d, %d faults of %d and the remarks %q, want 1, 100 faults and %q", got.code, len(faults), len(report.Faults), remarks, want)
	}
}

func TestCheckPrintsOneJSONObject(t *testing.T) {
	type place struct {
		File, Text string
		Line       int
	}
	type report struct{ Faults, Advice []place }
	judge := func(arguments ...string) (result, report) {
		got := outcome(t, command(t, append([]string{"check", "--json"}, arguments...)...))
		var r report
		if err := json.Unmarshal([]byte(got.stdout), &r); err != nil {
			t.Fatalf("leadpath check --json %v: %v in %q", arguments, err, got.stdout)
		}
		return got, r
	}
	got, good := judge()
	if got.code != 0 || good.Faults == nil || len(good.Faults) > 0 || good.Advice == nil {
		t.Errorf("for good content: got %d and %+v, want 0 and two lists, that of faults empty", got.code, good)
	}
	folder := spoiled(t)
	edit(t, folder, "articles/notes.txt", "not read")
	got, bad := judge("--content", folder)
	if got.code != exitFailed {
		t.Errorf("for broken content: got %d, want %d", got.code, exitFailed)
	}
	faults, remarks := linesOf(t, outcome(t, command(t, "check", "--content", folder)))
	same := func(what string, places []place, lines []string, mark string) {
		for i, p := range places {
			if line := fmt.Sprintf("%s%s:%d: %s", mark, p.File, p.Line, p.Text); i >= len(lines) || line != lines[i] {
				t.Errorf("%s %d: got %q as JSON, want what is printed without (%q)", what, i, line, lines)
			}
		}
		if len(places) != len(lines) || len(lines) == 0 {
			t.Errorf("got %d %s as JSON and %d lines, want as many and some", len(places), what, len(lines))
		}
	}
	same("faults", bad.Faults, faults, "")
	same("advice", bad.Advice, remarks, "# ")
}

// S26: check says 60 days before that security.txt runs out, and that is no fault.
func TestCheckSaysThatTheContactRunsOut(t *testing.T) {
	folder := shippedContent(t)
	for at, want := range map[string]bool{"2027-08-01": false, "2027-09-10": true, "2028-06-01": true} {
		got := outcome(t, command(t, "check", "--content", folder, "--at", at))
		if said := strings.Contains(got.stdout, "# owner.toml:18: security.txt runs out on 2027-11-01; "); said != want || got.code != 0 {
			t.Errorf("leadpath check --at %s: got %d and said so: %v, want 0 and %v", at, got.code, said, want)
		}
	}
}

// What is overdue is named with its line, what soon will be once for a file;
// neither is a fault.
func TestCheckListsWhatIsOverdue(t *testing.T) {
	folder := shippedContent(t)
	file := "articles/" + articleKey + ".de.md"
	text := strings.Replace(dueOf.ReplaceAllString(textOf(t, folder, file), "due = 2030-06-01"), "due = 2030-06-01", "due = 2030-04-01", 1)
	edit(t, folder, file, text)
	english := strings.Replace(file, ".de.", ".en.", 1)
	edit(t, folder, english, strings.Replace(dueOf.ReplaceAllString(textOf(t, folder, english), "due = 2030-06-01"), "due = 2030-06-01", "due = 2030-04-01", 1))
	lines := strings.Split(text, "\n")
	first := 1 + slices.IndexFunc(lines, func(line string) bool { return strings.Contains(line, "due = 2030-04-01") })
	second := 1 + slices.IndexFunc(lines, func(line string) bool { return strings.Contains(line, "due = 2030-06-01") })
	named := func(at string) (list []string) {
		got := outcome(t, command(t, "check", "--content", folder, "--at", at))
		_, remarks := linesOf(t, got)
		if got.code != 0 {
			t.Errorf("check --at %s: got exit code %d, want 0", at, got.code)
		}
		for _, line := range remarks {
			if place, what, _ := strings.Cut(strings.TrimPrefix(line, "# "), ": "); strings.HasPrefix(place, file) && strings.Contains(what, "read") && strings.Contains(what, "again") {
				list = append(list, place+" "+what)
			}
		}
		return list
	}
	if got := named("2030-01-01"); len(got) > 0 {
		t.Errorf("months before: got %q, want nothing", got)
	}
	if got := named("2030-03-31"); len(got) != 1 || !strings.HasPrefix(got[0], fmt.Sprintf("%s:%d sources that fall due within 60 days: 1, the first on 2030-04-01; ", file, first)) {
		t.Errorf("the day before: got %q, want one line for the file", got)
	}
	got := named("2030-06-01")
	if want := strings.Count(text, "due = "); len(got) != want || !strings.HasPrefix(got[0], fmt.Sprintf("%s:%d the source “", file, first)) || !strings.HasPrefix(got[1], fmt.Sprintf("%s:%d the source “", file, second)) {
		t.Errorf("when all are due: got %q, want %d lines, the first two of %d and %d", got, want, first, second)
	}
}

// Prose is judged for authors, and measured in every language.
func TestCheckJudgesProse(t *testing.T) {
	folder := shippedContent(t)
	file := "articles/" + articleKey + ".de.md"
	edit(t, folder, file, textOf(t, folder, file)+"\n"+strings.Repeat("Wort ", 31)+"endet hier.\n")
	got := outcome(t, command(t, "check", "--content", folder))
	_, remarks := linesOf(t, got)
	line := strings.Count(textOf(t, folder, file), "\n")
	want := fmt.Sprintf("# %s:%d: the sentence “Wort Wort Wort Wort Wort …” has 33 words; up to 30 are read in one breath: make two of it", file, line)
	if got.code != 0 || !slices.Contains(remarks, want) {
		t.Errorf("got %d and %q, want 0 and %q", got.code, remarks, want)
	}
	for _, lang := range []string{"en", "de"} {
		measured := regexp.MustCompile(`^# articles/\*\.` + lang + `\.md: half of the sentences have up to \d+ words \(\d+ are easy to read\); the longest has \d+, articles/\S+\.md:\d+$`)
		if !slices.ContainsFunc(remarks, measured.MatchString) {
			t.Errorf("got %q, want the articles in %s measured", remarks, lang)
		}
	}
}
