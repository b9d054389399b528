package main

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"leadpath/internal/webtest"
	"leadpath/internal/webtest/diarytest"
)

// R20
func TestNoEditShowsReadersAnythingButAWholeVersion(t *testing.T) {
	served := shippedContent(t)
	s := start(t, "--data", t.TempDir(), "--content", served)
	desk := &newsroom{
		random: rand.New(rand.NewPCG(20, 2026)), served: served, good: textsOf(t, served),
		press: press{webtest.Serve(t, webtest.Options{BaseURL: s.url, Diary: diarytest.Keep}), shippedContent(t)},
	}
	first, faults := desk.press.print(t)
	if len(faults) > 0 {
		t.Fatalf("the shipped content has faults: %q", faults)
	}
	readers := &readership{server: s, stop: make(chan struct{}), whole: map[string][]string{}}
	readers.allow(first)
	readers.settle(t)
	for reader := range 3 {
		readers.group.Go(func() { readers.read(reader) })
	}
	broken := 0
	for number := range times(40, 2000) {
		if number%10 == 9 {
			desk.moveFolder(t, readers)
			broken++
		} else if desk.edit(t, readers, number) {
			broken++
		}
		if readers.failed() || t.Failed() {
			break
		}
	}
	close(readers.stop)
	readers.group.Wait()
	if len(readers.wrong) > 0 {
		t.Errorf("got %d answers that were no whole version, the first: %s", len(readers.wrong), readers.wrong[0])
	}
	t.Logf("%d answers were read; %d edits broke something", readers.answers.Load(), broken)
}

// edit makes one change and mends it where it broke something.
func (n *newsroom) edit(t *testing.T, readers *readership, number int) (broke bool) {
	t.Helper()
	c := n.invent(number)
	version, faults := n.try(t, c)
	if len(faults) == 0 {
		readers.allow(version)
		n.save(t, c)
		readers.settle(t)
		n.good[c.file] = c.text
		return false
	}
	if strings.HasSuffix(faults[0], "is gone") {
		n.try(t, change{file: c.file, text: n.good[c.file]})
		return false
	}
	logged := len(readers.server.log.String())
	n.save(t, c)
	readers.sayBroken(t, logged, faults[0])

	mended := change{file: c.file, text: n.good[c.file]}
	if number%2 == 0 { // the mended text is another than the one before
		better := n.improve(number)
		n.good[better.file] = better.text
		mended.text = n.good[c.file]
		if better.file != c.file {
			n.try(t, mended)
			version, faults = n.try(t, better)
			readers.allowMended(t, version, faults)
			n.save(t, better)
			n.save(t, mended)
			readers.settle(t)
			return true
		}
	}
	version, faults = n.try(t, mended)
	readers.allowMended(t, version, faults)
	n.save(t, mended)
	readers.settle(t)
	return true
}

// moveFolder takes a folder away and puts it back, as it was or file by file.
func (n *newsroom) moveFolder(t *testing.T, readers *readership) {
	t.Helper()
	name := []string{"articles", "authors", "."}[n.random.IntN(3)]
	folder := filepath.Clean(filepath.Join(n.served, name))
	aside := n.served + ".aside"
	logged := len(readers.server.log.String())
	rename(t, folder, aside)
	readers.sayBroken(t, logged, n.without(t, name))
	if name == "." || n.random.IntN(2) == 0 {
		rename(t, aside, folder)
	} else {
		if err := os.CopyFS(folder, os.DirFS(aside)); err != nil {
			t.Fatal(err)
		}
		if err := os.RemoveAll(aside); err != nil {
			t.Fatal(err)
		}
	}
	readers.server.waitFor(t, "/readyz to say ok", func() bool {
		_, body := readers.server.get(t, "/readyz")
		return body == "ok\n"
	})
	readers.settle(t)
}
