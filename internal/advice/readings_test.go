package advice_test

import (
	"bytes"
	"io/fs"
	"testing"
	"testing/fstest"

	"leadpath/content"
	"leadpath/internal/advice"
	"leadpath/internal/locale"
)

// What to read follows a box also where another is ticked beside it, and not
// while that circumstance is left aside.
func TestReadingsFollowATickedBox(t *testing.T) {
	file, err := fs.ReadFile(content.FS, "path/1.toml")
	if err != nil {
		t.Fatal(err)
	}
	file = bytes.Replace(file, []byte(`when = ["built=recent", "built=earlier"]`), []byte(`when = ["held=foundation-27001"]`), 1)
	paths, faults := advice.Load(fstest.MapFS{"path/1.toml": {Data: file}}, locale.Languages)
	if err := faults.Err(); err != nil {
		t.Fatal(err)
	}
	const answers = "draft=2&trail=2&halfdone=2&badnews=2&adapt=2&wording=2&persuade=2&leave=2&tend=2&strangers=2&agree=2&unwelcome=2"
	for _, c := range []struct {
		name, rest string
		want       bool
	}{
		{"with the box alone", "&held=foundation-27001", true},
		{"with another beside it", "&held=foundation-42001.foundation-27001", true},
		{"with another instead", "&held=foundation-42001", false},
		{"left aside", "&held=foundation-42001.foundation-27001&without=held", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := false
			for _, r := range advice.Weigh(paths.Parse(answers + c.rest)).Readings() {
				got = got || r.Article == "two-year-line"
			}
			if got != c.want {
				t.Errorf("Readings: got the article for the box: %v, want %v", got, c.want)
			}
		})
	}
}
