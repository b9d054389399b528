package main

import (
	"database/sql"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"leadpath/internal/booking"
)

// A house is a running server at which guests book, each from an address of
// their own, with what it keeps in its data folder.
type house struct {
	*running
	folder string
	diary  booking.Diary // which makes forms as the server does, but earlier
	guests int
	first  string // opening, where one is as good as another
}

// openHouse serves until the test ends.
func openHouse(t testing.TB, arguments ...string) *house {
	t.Helper()
	h := &house{folder: filepath.Join(t.TempDir(), "data")}
	h.running = start(t, append([]string{"--data", h.folder, "--trusted-proxies", "127.0.0.1/32"}, arguments...)...)
	key, err := loadSecret(filepath.Join(h.folder, secretFile))
	if err != nil {
		t.Fatal(err)
	}
	h.diary = booking.Diary{Key: key, Now: func() time.Time { return time.Now().Add(-time.Minute) }}
	return h
}

// free gives the openings, in UTC, but for those of which somebody would be
// reminded while a test runs.
func (h *house) free(t testing.TB) []string {
	t.Helper()
	got := outcome(t, command(t, "openings", "--data", h.folder))
	soon := time.Now().UTC().Add(25 * time.Hour).Format(time.RFC3339)
	starts := slices.DeleteFunc(strings.Fields(got.stdout), func(start string) bool { return start < soon })
	if got.code != exitOK || len(starts) < 10 {
		t.Fatalf("openings: got %+v, want at least ten", got)
	}
	return starts
}

// typed is a form that a guest filled in, who took a minute for it.
func (h *house) typed(name string) url.Values {
	return url.Values{
		"name": {name}, "email": {strings.ToLower(name) + "@example.org"}, "message": {"Question of " + name}, "topic": {"hours"},
		"timezone": {"Europe/Berlin"}, "consent": {"yes"}, "form": {h.diary.NewForm()},
	}
}

// send asks by POST where there is a form, else by GET.
func (h *house) send(t testing.TB, path string, form url.Values, fields ...string) (status int, location, page string) {
	t.Helper()
	method, body := http.MethodGet, ""
	if form != nil {
		method, body = http.MethodPost, form.Encode()
	}
	r, err := http.NewRequest(method, h.url+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	h.guests++
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("X-Forwarded-For", fmt.Sprintf("10.1.%d.%d", h.guests/256, h.guests%256))
	for _, field := range fields {
		name, value, _ := strings.Cut(field, ": ")
		r.Header.Set(name, value)
	}
	response, err := h.client.Do(r)
	if err != nil {
		t.Fatalf("%s %s: %v", method, path, err)
	}
	defer func() { _ = response.Body.Close() }()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, response.Header.Get("Location"), string(answer)
}

// take books the first opening for a guest and gives the address of their page.
func (h *house) take(t testing.TB, name string) (own string) {
	t.Helper()
	status, own, _ := h.send(t, "/en/call/"+h.free(t)[0], h.typed(name))
	if status != http.StatusSeeOther {
		t.Fatalf("%s books: got %d, want 303", name, status)
	}
	return own
}

// does presses a button of an own page.
func (h *house) does(t testing.TB, own, do string) {
	t.Helper()
	if status, _, _ := h.send(t, own, url.Values{"do": {do}}); status != http.StatusSeeOther {
		t.Fatalf("%s: got %d, want 303", do, status)
	}
}

// bookings runs the command of that name beside the server.
func (h *house) bookings(t testing.TB, arguments ...string) result {
	t.Helper()
	return outcome(t, command(t, append(append([]string{"bookings"}, arguments...), "--data", h.folder)...))
}

// idOf gives the ID of a guest's call.
func (h *house) idOf(t testing.TB, name string) string {
	t.Helper()
	for line := range strings.Lines(h.bookings(t, "list", "--all").stdout) {
		if fields := strings.Fields(line); strings.HasPrefix(fields[3], strings.ToLower(name)+"@") {
			return fields[0]
		}
	}
	t.Fatalf("%s has no call", name)
	return ""
}

// rowsOf gives every row of every table, as text, a table a piece.
func (h *house) rowsOf(t testing.TB) map[string]string {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+filepath.Join(h.folder, databaseFile)+"?mode=ro&_pragma=busy_timeout(10000)")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	all := map[string]string{}
	tables, err := db.Query(`SELECT name FROM sqlite_schema WHERE type = 'table'`)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for tables.Next() {
		var name string
		if err := tables.Scan(&name); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	for _, name := range names {
		all[name] = tableText(t, db, name)
	}
	return all
}

func tableText(t testing.TB, db *sql.DB, name string) string {
	t.Helper()
	rows, err := db.Query(`SELECT * FROM ` + name)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for rows.Next() {
		values := make([]any, len(columns))
		for i := range values {
			values[i] = new(any)
		}
		if err := rows.Scan(values...); err != nil {
			t.Fatal(err)
		}
		for _, value := range values {
			fmt.Fprintf(&text, "%s|", *value.(*any))
		}
		text.WriteString("\n")
	}
	return text.String()
}

// whereStands gives the files of the data folder in which one of some texts
// stands, whatever its case.
func (h *house) whereStands(t testing.TB, texts ...string) (files []string) {
	t.Helper()
	err := filepath.WalkDir(h.folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return nil // what goes meanwhile is gone
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return nil
		}
		for _, text := range texts {
			if strings.Contains(strings.ToLower(string(data)), strings.ToLower(text)) || strings.Contains(path, text) {
				files = append(files, filepath.Base(path)+" ("+text+")")
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
