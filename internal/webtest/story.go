package webtest

import (
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"leadpath/internal/library"
	"leadpath/internal/locale"
	"leadpath/internal/web"
)

// A story is a script of requests with what must come back, one paragraph a
// scene:
//
//	# The comment says what happens, for people.
//	GET /en/articles/x
//	Accept-Language: de
//	code == 404
//	header Content-Language == en
//	header Vary contains Accept-Encoding
//	header Set-Cookie ==
//	body contains You may have meant
//	body lacks panic
//
// A form is sent with its fields, a line each. {{form}} is the hidden value of
// the form that was shown last, {{own}} the address that the last booking led
// to, {{site}} the address of the site:
//
//	POST /en/call/2026-12-01T09:00:00Z
//	postquery
//		name=Ada
//		form={{form}}
//	code == 303
//
// A body is compared as it was sent, without packing unless the scene asks for
// one. Instead of a request a scene may begin with what happens behind the
// counter:
//
//	NOW 2026-12-24T00:00:00+01:00        the clock shows this
//	WAIT 10s                              the clock goes on
//	EDIT articles/x.en.md                 each line below: old => new, \n for the end of a line
//		draft = false => draft = true
//	STAMP two-year-line                   the author’s word that its versions say the same
//	READ                                  the content is read again
//
// After READ, content that is broken leaves the last good version serving.
type story struct {
	site    *Site
	now     time.Time
	content fstest.MapFS
	faults  []string
	form    string // the hidden value of the last form
	own     string // the last visitor's page
}

// TellStory plays a script against a site of its own that serves a copy of
// the content, from the moment of the options on, and gives what went
// otherwise than written, a line each.
func TellStory(t testing.TB, name, script string, o Options) []string {
	t.Helper()
	s := &story{now: o.Now(), content: Copy(t, o.Content)}
	o.Content, o.Now = s.content, func() time.Time { return s.now }
	s.site = Serve(t, o)
	defer s.site.Server.Drain() // nothing is prepared for readers to come
	line := 1
	for scene := range strings.SplitSeq(script, "\n\n") {
		s.play(t, name, line, strings.Split(scene, "\n"))
		line += strings.Count(scene, "\n") + 2
	}
	return s.faults
}

// Stories gives the scripts of a folder by file name.
func Stories(t testing.TB, folder string) map[string]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.story"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no stories in %s (%v)", folder, err)
	}
	stories := map[string]string{}
	for _, file := range files {
		script, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		stories[filepath.Base(file)] = string(script)
	}
	return stories
}

// Copy gives a folder's files as a copy that can be edited.
func Copy(t testing.TB, from fs.FS) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(from, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(from, path)
		files[path] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatalf("copy content: %v", err)
	}
	return files
}

// play acts one scene.
func (s *story) play(t testing.TB, name string, first int, lines []string) {
	t.Helper()
	fault := func(i int, format string, args ...any) {
		s.faults = append(s.faults, fmt.Sprintf("%s:%d: %s: ", name, first+i, lines[i])+fmt.Sprintf(format, args...))
	}
	var request *http.Request
	var got *reply
	edited := ""
	var fields url.Values // of a form
	for i, line := range lines {
		verb, rest, _ := strings.Cut(line, " ")
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case verb == "NOW":
			moment, err := time.Parse(time.RFC3339, rest)
			if err != nil {
				t.Fatalf("%s:%d: %v", name, first+i, err)
			}
			s.now = moment
		case verb == "WAIT":
			span, err := time.ParseDuration(rest)
			if err != nil {
				t.Fatalf("%s:%d: %v", name, first+i, err)
			}
			s.now = s.now.Add(span)
		case verb == "EDIT":
			edited = rest
		case line == "postquery":
			fields = url.Values{}
		case fields != nil && strings.HasPrefix(line, "\t"):
			field, value, _ := strings.Cut(line[1:], "=")
			fields.Add(field, s.fill(value))
		case strings.HasPrefix(line, "\t"):
			if err := s.edit(edited, strings.TrimPrefix(line, "\t")); err != nil {
				fault(i, "%v", err)
			}
		case verb == "STAMP":
			if err := s.stamp(t, strings.Fields(rest)); err != nil {
				fault(i, "%v", err)
			}
		case verb == "READ":
			s.read(t)
		case request == nil:
			request = s.request(t, verb, s.fill(rest))
		case requestField.MatchString(line) && got == nil:
			field, value, _ := strings.Cut(line, ": ")
			request.Header.Set(field, value)
		default:
			if got == nil {
				got = s.ask(t, request, fields)
			}
			if err := got.judge(s.fill(line)); err != nil {
				fault(i, "%v", err)
			}
		}
	}
	if request != nil && got == nil {
		fault(len(lines)-1, "nothing is expected of the answer")
	}
}

var requestField = regexp.MustCompile(`^[A-Z][A-Za-z-]*: `)

// edit replaces a text that stands in a file of the content.
func (s *story) edit(file, change string) error {
	from, to, ok := strings.Cut(change, " => ")
	old := s.content[file]
	if !ok || old == nil || !strings.Contains(string(old.Data), from) {
		return fmt.Errorf("there is no such text in the file %q", file)
	}
	s.content[file] = &fstest.MapFile{Data: []byte(strings.Replace(string(old.Data), from, strings.ReplaceAll(to, `\n`, "\n"), 1))}
	return nil
}

// stamp writes the lock as leadpath stamp does.
func (s *story) stamp(t testing.TB, keys []string) error {
	t.Helper()
	content := Load(t, s.content)
	var names []string
	for _, key := range keys {
		names = append(names, content.Texts(key)...)
	}
	stamping, err := content.Stamp(names, locale.DateOf(s.now, content.Zone()))
	if err == nil {
		s.content[library.LockFile] = &fstest.MapFile{Data: stamping.Lock}
	}
	return err
}

// read takes the content over as serving does when files have changed.
func (s *story) read(t testing.TB) {
	t.Helper()
	content, report := web.Read(s.content, s.site.Catalog)
	if report.Faults.Err() != nil {
		s.site.Server.Keep()
		return
	}
	if err := s.site.Server.Show(content); err != nil {
		t.Fatal(err)
	}
}

func (s *story) request(t testing.TB, method, path string) *http.Request {
	t.Helper()
	r, err := http.NewRequest(method, s.site.URL+path, nil)
	if err != nil {
		t.Fatalf("%s %s: %v", method, path, err)
	}
	r.Header.Set("Accept-Encoding", "identity")
	return r
}

// fill puts what the story came upon into a text.
func (s *story) fill(text string) string {
	return strings.NewReplacer("{{form}}", s.form, "{{own}}", s.own, "{{site}}", s.site.URL).Replace(text)
}

var formValue = regexp.MustCompile(`name="form" value="([^"]+)"`)

func (s *story) ask(t testing.TB, r *http.Request, fields url.Values) *reply {
	t.Helper()
	if fields != nil {
		body := fields.Encode()
		r.Body, r.ContentLength = io.NopCloser(strings.NewReader(body)), int64(len(body))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	response, err := s.site.Client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	if m := formValue.FindSubmatch(body); m != nil {
		s.form = string(m[1])
	}
	if to := response.Header.Get("Location"); strings.Contains(to, "/b/") {
		s.own = to
	}
	return &reply{response, string(body)}
}
