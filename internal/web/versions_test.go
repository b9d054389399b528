package web_test

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"leadpath/content"
	"leadpath/internal/webtest"
)

// An old link shows the result of its own version, and says whether today's
// says the same, something else, or asks what was not answered.
func TestOldLinksKeepTheirResult(t *testing.T) {
	files := webtest.Copy(t, content.FS)
	first := files["path/1.toml"].Data
	files["path/2.toml"] = &fstest.MapFile{Data: bytes.Replace(first, []byte("bar  = 14"), []byte("bar  = 13"), 1)}
	delete(files, "path/published.lock")
	site := webtest.Serve(t, webtest.Options{Content: files, Now: fixed})
	t.Cleanup(site.Server.Drain)
	narrow := strings.Replace(site.Answers(t, "4 1 2 3 3 1 3 3 2 1 3 3", ""), "v=2", "v=1", 1) // building 13 of 24
	wide := strings.Replace(site.Answers(t, "4 1 0 3 4 1 1 3 3 1 1 3", ""), "v=2", "v=1", 1)
	for _, c := range []struct{ address, outcome, says string }{
		{"/en/path/result?" + narrow, "foundation-first", "This result is of version 1 and stays as it was. Today’s version says something else:"},
		{"/de/weg/ergebnis?" + narrow, "foundation-first", "Dieses Ergebnis stammt von Version 1 und bleibt, wie es war."},
		{"/en/path/result?" + strings.Replace(narrow, "v=1", "v=2", 1), "lead-implementer", ""},
		{"/en/path/result?" + wide, "lead-implementer", "Today’s version says the same."},
	} {
		response, body := site.Get(t, c.address)
		if got := attributeOf(body, "data-outcome"); response.StatusCode != 200 || got != c.outcome {
			t.Errorf("%s: got %d and %q, want %s", c.address, response.StatusCode, got, c.outcome)
		}
		if c.says != "" && !strings.Contains(body, c.says) || c.says == "" && strings.Contains(body, `class="older"`) {
			t.Errorf("%s: got no word or a wrong one on versions, want %q", c.address, c.says)
		}
	}
	if response, _ := site.Get(t, "/en/path/draft"); response.Header.Get("Location") != "/en/path/draft?v=2" {
		t.Errorf("a step without a version: got %q, want today’s", response.Header.Get("Location"))
	}
	if response, _ := site.Get(t, "/en/path/draft?v=1"); response.StatusCode != 200 {
		t.Errorf("a step of the first version: got %d, want 200", response.StatusCode)
	}
}

// A statement that today's version asks and an old link did not answer keeps
// today's word open, with a way to give it.
func TestOldLinksSayWhatTodayAsksBesides(t *testing.T) {
	files := webtest.Copy(t, content.FS)
	first := files["path/1.toml"].Data
	files["path/2.toml"] = &fstest.MapFile{Data: bytes.Replace(first, []byte(`id   = "tend"`), []byte(`id   = "mend"`), 1)}
	delete(files, "path/published.lock")
	site := webtest.Serve(t, webtest.Options{Content: files, Now: fixed})
	t.Cleanup(site.Server.Drain)
	old := "v=1&draft=4&trail=1&halfdone=0&badnews=3&adapt=4&wording=1&persuade=1&leave=3&tend=3&strangers=1&agree=1&unwelcome=3"
	response, body := site.Get(t, "/en/path/result?"+old)
	want := `href="/en/path?v=2&amp;draft=4`
	if response.StatusCode != 200 || !strings.Contains(body, "Today other statements are asked") || !strings.Contains(body, want) {
		t.Errorf("got %d without the word on today’s statements or without %s", response.StatusCode, want)
	}
}
