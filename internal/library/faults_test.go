package library

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// TestFaults breaks one thing at a time in a folder that is whole and wants
// every fault by file, line and words, and no other: testdata/faults.txt.
func TestFaults(t *testing.T) {
	if _, report := newHouse(t).load(t); len(report.Faults)+len(report.Advice) > 0 {
		t.Fatalf("the folder that is to be broken is not whole:\n%s%s", printed(report.Faults), printed(report.Advice))
	}
	data, err := os.ReadFile("testdata/faults.txt")
	if err != nil {
		t.Fatal(err)
	}
	var told strings.Builder
	for story := range strings.SplitSeq(strings.TrimSpace(string(data)), "\n\n") {
		told.WriteString(tellFault(t, story) + "\n")
	}
	if *update {
		if err := os.WriteFile("testdata/faults.txt", []byte(told.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// tellFault plays one story and gives it back with the faults that came.
//
//	# A sentence, the name of the case.
//	FILE           the file that is broken; a second one may follow
//	- old lines    what is replaced; without them the new lines go to the end
//	+ new lines
//	x              the file is removed
//	= FAULT        what is expected, line by line
func tellFault(t *testing.T, story string) string {
	h := newHouse(t)
	name, file, told, want := "", "", "", ""
	var before, after []string
	mend := func() {
		old, new := strings.Join(before, "\n"), strings.Join(after, "\n")
		switch {
		case old != "":
			h.replace(t, file, old, new)
		case len(after) > 0:
			h.write(file, h.file(file)+new+"\n")
		}
		before, after = nil, nil
	}
	for line := range strings.SplitSeq(story, "\n") {
		mark, rest, _ := strings.Cut(line, " ")
		switch mark {
		case "#":
			name += rest
		case "-":
			before = append(before, rest)
		case "+":
			after = append(after, rest)
		case "x":
			delete(h, file)
		case "=":
			want += rest + "\n"
			continue
		case "##": // a remark
		default:
			mend()
			file = line
		}
		told += line + "\n"
	}
	mend()
	t.Run(name, func(t *testing.T) {
		lib, report := h.load(t)
		got := printed(report.Faults)
		for fault := range strings.Lines(got) {
			told += "= " + fault
		}
		if got != want && !*update {
			t.Errorf("got\n%swant\n%s", got, want)
		}
		if lib != nil && got != "" {
			t.Error("got a library beside the faults, want none")
		}
	})
	return told
}

// TestBrokenBytes is about files that are no text.
func TestBrokenBytes(t *testing.T) {
	cases := []struct{ name, text, want string }{
		{"a file that is not UTF-8 is named with the line of the first wrong byte", "+++\ntitle = \"x\"\n+++\n\nGr\xfc\xdfe\n", "faq/why.en.md:5: the file is not in UTF-8 here; save it as UTF-8\n"},
		{"a NUL is no text either", "+++\ntitle = \"x\"\n\x00", "faq/why.en.md:3: the file is not in UTF-8 here; save it as UTF-8\n"},
		{"line ends of Windows count as one", "+++\r\ntitle = \"x\"\r\n+++\r\n\xff", "faq/why.en.md:4: the file is not in UTF-8 here; save it as UTF-8\n"},
		{"a file of 20 MB is not read", "+++\n" + strings.Repeat("x", 20<<20), fmt.Sprintf("faq/why.en.md:1: the file has %d bytes and 1048576 are allowed; split it\n", 20<<20+4)},
		{"an empty file has no front matter", "", "faq/why.en.md:1: the file does not begin with front matter; put TOML between two lines of +++ on top\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			h := newHouse(t)
			h.write("faq/why.en.md", c.text)
			_, report := h.load(t)
			if got := printed(report.Faults); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
	t.Run("a byte order mark and line ends of Windows are no fault", func(t *testing.T) {
		h := newHouse(t)
		h.write("faq/why.en.md", "\uFEFF"+strings.ReplaceAll(h.file("faq/why.en.md"), "\n", "\r\n"))
		h.whole(t)
	})
	t.Run("an image that is none has no size", func(t *testing.T) {
		h := newHouse(t)
		h.write("images/step.svg", "<html>")
		_, report := h.load(t)
		if got, want := printed(report.Faults), "images/step.svg:1: the image has no size; give an SVG a viewBox, or save it anew\n"; got != want {
			t.Errorf("got\n%swant\n%s", got, want)
		}
	})
}
