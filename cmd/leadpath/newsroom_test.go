package main

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"leadpath/internal/web"
	"leadpath/internal/webtest"
)

// A press makes of the same content what the program should show.
type press struct {
	*webtest.Site
	folder string
}

// print judges the content in the folder: it gives its pages, or its faults.
func (p press) print(t *testing.T) (version map[string]string, faults []string) {
	t.Helper()
	content, report := web.Read(os.DirFS(p.folder), p.Catalog)
	for _, fault := range report.Faults {
		faults = append(faults, fmt.Sprintf("%s:%d:", fault.File, fault.Line))
	}
	if len(faults) > 0 {
		return nil, faults
	}
	if err := p.Server.Show(content); err != nil {
		t.Fatal(err)
	}
	version = map[string]string{}
	for _, page := range readPages {
		response, body := p.Get(t, page)
		if response.StatusCode != 200 {
			return nil, []string{fmt.Sprintf("%s is gone", page)} // a whole version, yet not one to read
		}
		version[page] = body
	}
	return version, nil
}

// A newsroom has the folder that is served and a copy on which every edit is
// tried first.
type newsroom struct {
	random *rand.Rand
	served string
	press  press
	good   map[string]string // the texts of the version that is shown
}

// A change gives the whole new text of a file, or takes it away.
type change struct {
	file, text string
	removed    bool
}

var spoilers = []string{
	"unknown = 1", "slug = \"Not A Slug\"", "published = 2026-02-30", "title = ", "topic = \"cooking\"", "slug = ", "author = \"nobody\"", "= =", "[[x",
}

// invent makes up an edit: most of them break something.
func (n *newsroom) invent(number int) change {
	files := slices.Sorted(maps.Keys(n.good))
	texts := slices.DeleteFunc(slices.Clone(files), func(file string) bool { return !strings.HasSuffix(file, ".md") })
	file := texts[n.random.IntN(len(texts))]
	text := n.good[file]
	at := n.random.IntN(len(text))
	switch n.random.IntN(6) {
	case 0: // cut
		return change{file: file, text: text[:at]}
	case 1: // a line of the head made nonsense
		lines := strings.Split(text, "\n")
		lines[1+n.random.IntN(3)] = spoilers[n.random.IntN(len(spoilers))]
		return change{file: file, text: strings.Join(lines, "\n")}
	case 2: // half a pair
		return change{file: file, removed: true}
	case 3: // another alphabet
		return change{file: file, text: text[:at] + "\xff" + text[at:]}
	case 4: // a settings file
		file = []string{"owner.toml", "topics.toml", "call.toml", "compare.toml"}[n.random.IntN(4)]
		return change{file: file, text: n.good[file][:n.random.IntN(len(n.good[file]))]}
	}
	return n.improve(number)
}

// improve makes up an edit that breaks nothing.
func (n *newsroom) improve(number int) change {
	file := []string{articleFile, "articles/" + articleKey + ".de.md"}[n.random.IntN(2)]
	head, _, _ := strings.Cut(n.good[file], "\nEdit number ")
	return change{file: file, text: head + fmt.Sprintf("\nEdit number %d: %s\n", number, strings.Repeat("more words, ", n.random.IntN(200)))}
}

// save makes a change in the folder that is served, in a way of its own.
func (n *newsroom) save(t *testing.T, c change) {
	t.Helper()
	file := filepath.Join(n.served, c.file)
	old, err := os.ReadFile(file)
	switch {
	case c.removed:
		remove(t, file)
	case err == nil && len(c.text) < len(old) && strings.HasPrefix(string(old), c.text) && n.random.IntN(2) == 0:
		if err := os.Truncate(file, int64(len(c.text))); err != nil { // which opens and closes nothing
			t.Fatal(err)
		}
	case err != nil:
		ways[n.random.IntN(4)].save(t, file, c.text) // not those that move the old one
	default:
		ways[n.random.IntN(len(ways))].save(t, file, c.text)
		_ = os.Remove(file + "~")
	}
}

// try makes a change in the copy and says what it comes to.
func (n *newsroom) try(t *testing.T, c change) (version map[string]string, faults []string) {
	t.Helper()
	file := filepath.Join(n.press.folder, c.file)
	if c.removed {
		remove(t, file)
	} else {
		write(t, file, c.text)
	}
	return n.press.print(t)
}

// without gives the first fault of the content when a folder is missing.
func (n *newsroom) without(t *testing.T, name string) (fault string) {
	t.Helper()
	folder := filepath.Clean(filepath.Join(n.press.folder, name))
	rename(t, folder, folder+".aside")
	defer rename(t, folder+".aside", folder)
	if name == "." {
		return ".:1:"
	}
	_, faults := n.press.print(t)
	if len(faults) == 0 {
		t.Fatalf("content without %s has no fault", name)
	}
	return faults[0]
}

func textsOf(t *testing.T, folder string) map[string]string {
	t.Helper()
	texts := map[string]string{}
	for name, file := range webtest.Copy(t, os.DirFS(folder)) {
		texts[name] = string(file.Data)
	}
	return texts
}
