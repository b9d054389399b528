package web_test

import (
	"strings"
	"testing"
	"time"

	"leadpath/content"
	"leadpath/internal/webtest"
	"leadpath/internal/webtest/diarytest"
)

// today is the moment at which the tests' site is served.
var today = time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)

func TestStories(t *testing.T) {
	for name, script := range webtest.Stories(t, "testdata") {
		t.Run(strings.TrimSuffix(name, ".story"), func(t *testing.T) {
			for _, fault := range webtest.TellStory(t, name, script, webtest.Options{Content: content.FS, Now: fixed, Diary: diarytest.Keep}) {
				t.Error(fault)
			}
		})
	}
}

// A story that claims something else than happens is not believed.
func TestStoriesNoticeWhatIsNotSo(t *testing.T) {
	for _, c := range []struct{ name, script, want string }{
		{"another code", "GET /en/\ncode == 404", `x.story:2: code == 404: got "200"`},
		{"another header", "GET /en\nheader Location == /de/", `x.story:2: header Location == /de/: got "/en/"`},
		{"a header that is there", "# A comment.\nGET /en/\nheader Vary ==", `x.story:3: header Vary ==: got "Accept-Encoding"`},
		{"a header without the word", "GET /en/\nheader Vary contains Cookie", `x.story:2: header Vary contains Cookie: got "Accept-Encoding"`},
		{"a body without the text", "GET /healthz\ncode == 200\n\nGET /healthz\nbody contains ill", `x.story:5: body contains ill: got 3 bytes that begin "ok\n"`},
		{"a body with the text", "GET /healthz\nbody lacks ok", `x.story:2: body lacks ok: got 3 bytes that begin "ok\n"`},
		{"no claim", "GET /healthz\nbody ok", `x.story:2: body ok: this is no claim`},
		{"nothing claimed", "GET /healthz", `x.story:1: GET /healthz: nothing is expected of the answer`},
		{"an edit of what is not there", "EDIT owner.toml\n\tno such text => x", `x.story:2: `},
	} {
		t.Run(c.name, func(t *testing.T) {
			faults := webtest.TellStory(t, "x.story", c.script, webtest.Options{Content: content.FS, Now: fixed, Diary: diarytest.Keep})
			if len(faults) != 1 || !strings.HasPrefix(faults[0], c.want) {
				t.Errorf("got %q, want one fault that begins %q", faults, c.want)
			}
		})
	}
}
