package web

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"leadpath/internal/advice"
	"leadpath/internal/booking"
	"leadpath/internal/library"
	"leadpath/internal/locale"
	"leadpath/internal/problem"
)

// A Content is what stands in a content folder: the written word, the
// questionnaire and the owner's hours. It never changes; who reads the folder
// again gets another.
type Content struct {
	*library.Library
	Paths *advice.Paths // nil where the folder has no questionnaire
	Hours *booking.Hours
}

// Read reads a content folder strictly. With faults in the report there is
// no content.
func Read(fsys fs.FS, catalog *locale.Catalog) (*Content, library.Report) {
	return NewReader(catalog).Read(fsys, library.Changes{All: true})
}

// A Reader reads a content folder again and again, and only those texts anew
// that may be others. It reads for one caller at a time.
type Reader struct {
	Thorough bool // as for library.Reader

	catalog *locale.Catalog
	library *library.Reader
	asked   *questionnaire // of the last reading; nil: not known
}

// A questionnaire is what its folder was found to hold. Judging one takes
// longer than reading an article.
type questionnaire struct {
	paths  *advice.Paths
	faults problem.List
}

// readPaths reads the questionnaire, again only where it may be another.
func (r *Reader) readPaths(fsys fs.FS, changes library.Changes) (*advice.Paths, problem.List) {
	last := r.asked
	r.asked = nil
	if last == nil || changes.All || touches(changes.Files, advice.Folder) {
		paths, faults := advice.Load(fsys, locale.Languages)
		last = &questionnaire{paths, faults}
	}
	if !leadsElsewhere(fsys, advice.Folder) {
		r.asked = last
	}
	return last.paths, last.faults
}

// touches reports whether one of some files lies in a folder.
func touches(files map[string]bool, folder string) bool {
	for file := range files {
		if file == folder || strings.HasPrefix(file, folder+"/") {
			return true
		}
	}
	return false
}

// leadsElsewhere reports whether there are links in a folder: what they lead to
// may change unseen.
func leadsElsewhere(fsys fs.FS, folder string) bool {
	entries, err := fs.ReadDir(fsys, folder)
	return err != nil || slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return !e.Type().IsRegular() })
}

// NewReader makes a reader that has not read anything.
func NewReader(catalog *locale.Catalog) *Reader {
	return &Reader{catalog: catalog, library: library.NewReader(catalog)}
}

// Forget has the next reading begin anew.
func (r *Reader) Forget() { r.library, r.asked = library.NewReader(r.catalog), nil }

// Read reads the folder, of which not more than changes is another than at the
// last reading.
func (r *Reader) Read(fsys fs.FS, changes library.Changes) (*Content, library.Report) {
	catalog := r.catalog
	hours, hourFaults := booking.Load(fsys)
	r.library.Thorough = r.Thorough
	lib, report := r.library.Read(fsys, settingsOf(hours), changes)
	if report.Unreadable {
		return nil, report
	}
	paths, pathFaults := r.readPaths(fsys, changes)
	report.Faults = slices.Concat(report.Faults, hourFaults, pathFaults)
	if hours != nil {
		missTopics(hours, catalog, &report.Faults)
	}
	if paths != nil {
		adviseDrafts(paths, &report)
	}
	if lib != nil && paths != nil {
		for _, m := range paths.All() {
			for _, reading := range m.Readings {
				if !lib.Written(reading.Article) {
					report.Faults.Add(m.File(), reading.Line, "there is no article %q to read; write it or name another", reading.Article)
				}
			}
		}
	}
	report.Faults.Sort()
	if len(report.Faults) > 0 {
		return nil, report
	}
	return &Content{lib, paths, hours}, report
}

// settingsOf gives what texts need of the owner's hours; where these have
// faults, the texts are judged all the same.
func settingsOf(h *booking.Hours) library.Settings {
	if h == nil {
		h = booking.Standard()
	}
	return library.Settings{Zone: h.Zone, Minutes: h.Minutes, Undo: h.Undo, Erase: h.Erase}
}

// missTopics names the topics of a call that have no word.
func missTopics(h *booking.Hours, catalog *locale.Catalog, faults *problem.List) {
	for i, key := range h.Topics {
		for _, l := range catalog.All() {
			if !l.Has("call.topic." + key) {
				faults.Add(booking.File, h.Line(fmt.Sprintf("topics.%d", i)), "the topic %q has no word in %s; write call.topic.%s into locales/%s.toml, or remove the topic", key, l.Name, key, l.Code)
			}
		}
	}
}

// adviseDrafts names the versions that nobody is asked. Only the newest can be
// published.
func adviseDrafts(paths *advice.Paths, report *library.Report) {
	for _, m := range paths.Drafts() {
		if m == paths.Newest() {
			report.Advice.Add(m.File(), 1, "version %d is not published; leadpath stamp path publishes it", m.Version)
		} else {
			report.Advice.Add(m.File(), 1, "version %d is not published and a newer one stands beside it; remove it, or give it the next number", m.Version)
		}
	}
	report.Advice.Sort()
}
