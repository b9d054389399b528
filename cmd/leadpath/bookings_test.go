package main

import (
	"encoding/csv"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"leadpath/internal/webtest"
)

var listLine = regexp.MustCompile(`^[0-9a-f]{32}\t20\d\d-\d\d-\d\dT\d\d:\d\d:00Z\t(booked|cancelled|unconfirmed)\t\S+@example\.org\n$`)

// shapesOf gives the states and addresses that a list names, in its order.
func shapesOf(t *testing.T, got result) (shapes []string) {
	t.Helper()
	if got.code != exitOK || got.stderr != "" {
		t.Errorf("bookings list: got %+v, want 0 and nothing on standard error", got)
	}
	for line := range strings.Lines(got.stdout) {
		if !listLine.MatchString(line) {
			t.Errorf("bookings list: got the line %q, want ID START STATE EMAIL, tab separated", line)
		}
		fields := strings.Split(strings.TrimSpace(line), "\t")
		shapes = append(shapes, fields[2]+" "+fields[3])
	}
	return shapes
}

// R9: the owner lists, cancels and erases calls beside a running server.
func TestBookingsAreManagedBesideARunningServer(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	if got := h.bookings(t, "list", "--all"); got.code != exitOK || got.stdout != "" {
		t.Errorf("no calls: got %+v, want 0 and nothing", got)
	}
	first := h.take(t, "Ada")
	hasty := h.typed("Hugo")
	hasty.Set("website", "x")
	h.send(t, "/en/call/"+h.free(t)[3], hasty)
	h.take(t, "Grace")
	if got, want := shapesOf(t, h.bookings(t, "list")), []string{"booked ada@example.org", "booked grace@example.org", "unconfirmed hugo@example.org"}; !slices.Equal(sorted(got), want) {
		t.Errorf("list: got %q, want %q", got, want)
	}

	starts := h.free(t)
	if got := h.bookings(t, "cancel", h.idOf(t, "Ada")); got.code != exitOK || got.stdout+got.stderr != "" {
		t.Errorf("cancel: got %+v, want 0 and nothing", got)
	}
	if _, _, page := h.send(t, first, nil); !strings.Contains(page, `data-state="cancelled"`) {
		t.Errorf("Ada's page does not say that her call is cancelled")
	}
	if got := h.free(t); len(got) <= len(starts) {
		t.Errorf("got %d openings after %d, want hers again", len(got), len(starts))
	}
	h.waitFor(t, "the mails that tell of it", func() bool {
		return len(slices.DeleteFunc(h.keptMails(t), func(name string) bool { return !strings.HasSuffix(name, "-cancelled.eml") })) == 2
	})
	if got := h.bookings(t, "cancel", h.idOf(t, "Ada")); got.code != exitOK {
		t.Errorf("cancel again: got %+v, want 0, as it is cancelled", got)
	}
	wantReminders(t, openDatabase(t, h.folder))
	wantFailure(t, h.bookings(t, "cancel", h.idOf(t, "Hugo")), exitFailed, h.idOf(t, "Hugo"))
	h.does(t, first, "undo") // the visitor can take it back

	wantReminders(t, openDatabase(t, h.folder))

	if got := h.bookings(t, "erase", h.idOf(t, "Hugo")); got.code != exitOK {
		t.Errorf("erase an unconfirmed call: got %+v, want 0", got)
	}
	for _, unknown := range []string{strings.Repeat("0", 32), "nonsense", "' OR 1=1 --", "nobody@example.org", "@", "%", ""} {
		wantFailure(t, h.bookings(t, "erase", unknown), exitFailed, "bookings list")
		wantFailure(t, h.bookings(t, "cancel", unknown), exitFailed, "bookings list")
	}
	if got, want := shapesOf(t, h.bookings(t, "list")), []string{"booked ada@example.org", "booked grace@example.org"}; !slices.Equal(sorted(got), want) {
		t.Errorf("list: got %q, want %q", got, want)
	}
}

func sorted(list []string) []string {
	list = slices.Clone(list)
	slices.Sort(list)
	return list
}

// Where there is no data folder there are no calls, and none is made.
func TestBookingsWithoutADataFolder(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "nothing")
	for _, arguments := range [][]string{{"list"}, {"list", "--all"}} {
		if got := outcome(t, command(t, append(append([]string{"bookings"}, arguments...), "--data", folder)...)); got.code != exitOK || got.stdout != "" {
			t.Errorf("%v: got %+v, want 0 and nothing", arguments, got)
		}
	}
	if got := outcome(t, command(t, "bookings", "export", "--data", folder)); got.code != exitOK || strings.Count(got.stdout, "\r\n") != 1 {
		t.Errorf("export: got %+v, want 0 and the heads of the columns", got)
	}
	for _, arguments := range [][]string{{"cancel", "x"}, {"erase", "x"}, {"erase", "x@example.org"}} {
		wantFailure(t, outcome(t, command(t, append(append([]string{"bookings"}, arguments...), "--data", folder)...)), exitFailed, arguments[1])
	}
	if _, err := os.Stat(folder); err == nil {
		t.Error("the data folder was made, want nothing written")
	}
}

// S27, S8: what people typed runs nothing in a spreadsheet, and comes back as
// it was, but for the sign that keeps it from running.
func TestTheExportIsInert(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	typed := map[string]string{}
	attacks := webtest.Attacks()
	for _, start := range []string{"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "'=1", "a,b", `a"b`, "a\r\nb", "ä€"} {
		attacks = append(attacks, start)
	}
	for i := range attacks {
		form := h.typed("guest")
		form.Set("website", "x") // so that no opening is needed
		form.Set("email", "guest"+strings.Repeat("x", i%50)+"@host"+strings.Repeat("y", i/50)+".org")
		form.Set("name", attacks[i])
		form.Set("message", attacks[i])
		if status, _, _ := h.send(t, "/en/call/"+h.free0(t), form); status != http.StatusAccepted {
			t.Fatalf("%q: got %d, want 202", attacks[i], status)
		}
		typed[form.Get("email")] = attacks[i]
	}
	got := h.bookings(t, "export")
	if got.code != exitOK || got.stderr != "" {
		t.Fatalf("export: got %d, %q", got.code, got.stderr)
	}
	table, err := csv.NewReader(strings.NewReader(got.stdout)).ReadAll()
	if err != nil || len(table) != len(attacks)+1 {
		t.Fatalf("read back: got %d rows, %v, want %d", len(table), err, len(attacks)+1)
	}
	if want := "id,start,end,state,name,email,phone,topic,message,timezone,language,made,changed,erase"; strings.Join(table[0], ",") != want {
		t.Errorf("got the columns %v, want %s", table[0], want)
	}
	for _, row := range table[1:] {
		for _, cell := range row {
			if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) || strings.ContainsFunc(cell, func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r == 0x7f || r == 0x202e || r == 0x2066 }) {
				t.Errorf("got the cell %q, which a spreadsheet would reckon with", cell)
			}
		}
		if attack := typed[row[5]]; !strings.ContainsAny(attack, "\x00\r\n\t\u2028\u202e\u2066 ") && strings.TrimPrefix(row[4], "'") != strings.TrimPrefix(attack, "'") {
			t.Errorf("got the name %q, want %q", row[4], attack)
		}
	}
}

// free0 gives the first opening, asked for once.
func (h *house) free0(t testing.TB) string {
	if h.first == "" {
		h.first = h.free(t)[0]
	}
	return h.first
}

// openings --why names what calls keep others from.
func TestOpeningsSayWhyByTheCallsThereAre(t *testing.T) {
	t.Parallel()
	content := shippedContent(t)
	edit(t, content, "call.toml", "zone = \"UTC\"\nnotice = 24\nhorizon = 14\ndaily = 2\n[weekly]\n"+everyDay("08:00-10:00"))
	h := openHouse(t, "--content", content)
	why := func() map[string]string {
		got := outcome(t, command(t, "openings", "--why", "--data", h.folder, "--content", content))
		reasons := map[string]string{}
		for line := range strings.Lines(got.stdout) {
			start, reason, _ := strings.Cut(strings.TrimSpace(line), " ")
			reasons[start] = reason
		}
		return reasons
	}
	day := ""
	for start, reason := range why() {
		if reason == "free" && start[11:16] == "08:00" && start > day {
			day = start // the last whole day
		}
	}
	day = day[:11]
	book := func(name, time string) {
		if status, _, _ := h.send(t, "/en/call/"+day+time+":00Z", h.typed(name)); status != http.StatusSeeOther {
			t.Fatalf("%s books %s%s: got %d, want 303", name, day, time, status)
		}
	}
	want := func(says string, reasons ...string) {
		t.Helper()
		got := why()
		for i, time := range []string{"08:00", "08:15", "08:30", "08:45", "09:00", "09:15", "09:30", "09:45"} {
			if got[day+time+":00Z"] != reasons[i] {
				t.Errorf("%s: %s%s: got %q, want %q", says, day, time, got[day+time+":00Z"], reasons[i])
			}
		}
	}
	want("no call", "free", "free", "free", "free", "free", "free", "free", "free")
	book("Ada", "08:30")
	want("one call", "free", "buffer", "call", "buffer", "free", "free", "free", "free")
	book("Grace", "09:45")
	want("two calls", "cap", "buffer", "call", "buffer", "cap", "cap", "buffer", "call")
	if got := h.bookings(t, "cancel", h.idOf(t, "Grace")); got.code != exitOK {
		t.Fatalf("cancel: got %+v", got)
	}
	want("one is cancelled", "free", "buffer", "call", "buffer", "free", "free", "free", "free")
	if status, _, _ := h.send(t, "/en/call/"+day+"08:15:00Z", url.Values{}); status != http.StatusConflict {
		t.Errorf("a start in the buffer: got %d, want 409", status)
	}
}

// everyDay gives the same periods for each weekday.
func everyDay(periods string) (text string) {
	for _, day := range []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"} {
		text += day + " = [\"" + periods + "\"]\n"
	}
	return text
}
