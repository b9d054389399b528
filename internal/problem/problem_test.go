package problem_test

import (
	"errors"
	"fmt"
	"testing"

	"leadpath/internal/problem"
)

func TestFaultIsOneLineThatAnEditorUnderstands(t *testing.T) {
	for _, c := range []struct {
		name  string
		fault problem.Fault
		want  string
	}{
		{"file, line and text", problem.At("articles/x.en.md", 7, "%q is no date; write it as 2026-06-09", "soon"), `articles/x.en.md:7: "soon" is no date; write it as 2026-06-09`},
		{"the first line where the whole file is meant", problem.At("owner.toml", 0, "missing"), "owner.toml:1: missing"},
		{"one line whatever the text was", problem.At(".", 1, "broken\n\tin two\r\n"), ".:1: broken in two"},
	} {
		if got := c.fault.String(); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestListIsSortedAndNamesEachFaultOnce(t *testing.T) {
	var l problem.List
	l.Add("b.md", 2, "second")
	l.Add("b.md", 10, "third")
	l.Add("a.md", 3, "first")
	l.Add("b.md", 2, "second")
	l.Sort()
	want := "[a.md:3: first b.md:2: second b.md:10: third]"
	if got := fmt.Sprint([]problem.Fault(l)); got != want {
		t.Errorf("Sort: got %s, want %s", got, want)
	}
}

func TestListIsAnErrorOnlyWithFaults(t *testing.T) {
	var l problem.List
	if err := l.Err(); err != nil {
		t.Errorf("empty list: got %v, want no error", err)
	}
	l.Add("a.md", 1, "broken")
	if got := l.Err().Error(); got != "a.md:1: broken" {
		t.Errorf("one fault: got %q", got)
	}
	l.Add("b.md", 1, "broken too")
	if got := l.Err().Error(); got != "a.md:1: broken (and 1 more)" {
		t.Errorf("two faults: got %q", got)
	}
	var back problem.List
	if !errors.As(fmt.Errorf("content: %w", l.Err()), &back) || len(back) != 2 {
		t.Errorf("errors.As: got %v, want the list", back)
	}
}
