package web

import (
	"io/fs"

	"leadpath/internal/advice"
	"leadpath/internal/library"
	"leadpath/internal/locale"
)

// A Content is what stands in a content folder: the written word and the
// questionnaire. It never changes; who reads the folder again gets another.
type Content struct {
	*library.Library
	Paths *advice.Paths // nil where the folder has no questionnaire
}

// Read reads a content folder strictly. With faults in the report there is
// no content.
func Read(fsys fs.FS, catalog *locale.Catalog) (*Content, library.Report) {
	lib, report := library.Load(fsys, catalog)
	paths, faults := advice.Load(fsys, locale.Languages)
	report.Faults = append(report.Faults, faults...)
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
	return &Content{lib, paths}, report
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
