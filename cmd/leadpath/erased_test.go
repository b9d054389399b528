package main

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// R27, R20: of what is erased nothing stays, by whichever way, though the
// server serves on: neither in the database and its log of changes, nor among
// the mails that are kept. The counts stay.
func TestOfWhatIsErasedNothingStays(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	own := map[string]string{}
	for _, name := range []string{"Quillfeather", "Umbershoot", "Wafflemonger"} {
		own[name] = h.take(t, name)
		free := h.free(t)
		if status, _, _ := h.send(t, own[name]+"/move/"+free[len(free)-1], url.Values{}); status != http.StatusSeeOther {
			t.Fatalf("move: got %d, want 303", status)
		}
		h.does(t, own[name], "cancel")
		h.does(t, own[name], "undo")
	}
	h.waitFor(t, "all mails to be kept", func() bool { return len(h.keptMails(t)) == 3*8 })
	for _, erased := range []struct {
		name string
		by   func(name string)
	}{
		{"Quillfeather", func(name string) {
			if status, _, page := h.send(t, own[name], url.Values{"do": {"erase"}, "sure": {"yes"}}); status != http.StatusOK || !strings.Contains(page, "data-erased") {
				t.Errorf("erase by the button: got %d, want 200 and the receipt", status)
			}
		}},
		{"Umbershoot", func(name string) {
			id := h.idOf(t, name)
			if got := h.bookings(t, "erase", id); got.code != exitOK || got.stdout != id+"\n" {
				t.Errorf("bookings erase ID: got %+v, want 0 and the ID", got)
			}
		}},
		{"Wafflemonger", func(name string) {
			id := h.idOf(t, name)
			if got := h.bookings(t, "erase", strings.ToUpper(name)+"@example.org"); got.code != exitOK || got.stdout != id+"\n" {
				t.Errorf("bookings erase EMAIL: got %+v, want 0 and the ID", got)
			}
		}},
	} {
		secret := own[erased.name][strings.LastIndexByte(own[erased.name], '/')+1:]
		if len(h.whereStands(t, erased.name)) == 0 {
			t.Fatalf("%s stands nowhere before it is erased: this test looks at the wrong place", erased.name)
		}
		id := h.idOf(t, erased.name)
		erased.by(erased.name)
		h.goes(t, erased.name, secret)
		for table, rows := range h.rowsOf(t) {
			for row := range strings.Lines(rows) {
				if strings.Contains(row, id) && !strings.Contains(row, "|owner|erased|") {
					t.Errorf("the table %s still has the row %q", table, row)
				}
			}
		}
		if status, _, _ := h.send(t, own[erased.name], nil); status != http.StatusNotFound {
			t.Errorf("%s's page afterwards: got %d, want 404", erased.name, status)
		}
	}
	if got := h.bookings(t, "list", "--all"); got.code != exitOK || got.stdout != "" {
		t.Errorf("bookings list: got %+v, want no call", got)
	}
	for _, what := range []string{"booked", "moved", "cancelled", "taken-back", "erased"} {
		if got := strings.Count(h.rowsOf(t)["counts"], what); got == 0 {
			t.Errorf("got no count of %s in\n%s", what, h.rowsOf(t)["counts"])
		}
	}
	for _, file := range h.keptMails(t) {
		if !strings.HasSuffix(file, "-owner-erased.eml") {
			t.Errorf("got the mail %s kept, want those that say of a time that it is free", file)
		}
	}
	h.signal(t, 15)
	h.ends(t, 20*time.Second)
	if stands := h.whereStands(t, "Quillfeather", "Umbershoot", "Wafflemonger"); len(stands) > 0 {
		t.Errorf("after the end: got %v", stands)
	}
	for _, name := range []string{"Quillfeather", "Umbershoot", "Wafflemonger"} {
		if strings.Contains(strings.ToLower(h.log.whole()), strings.ToLower(name)) {
			t.Errorf("got %s in the log", name)
		}
	}
}

// goes waits until texts stand nowhere.
func (h *house) goes(t *testing.T, texts ...string) {
	t.Helper()
	var stands []string
	for began := time.Now(); time.Since(began) < 20*time.Second; time.Sleep(50 * time.Millisecond) {
		if stands = h.whereStands(t, texts...); len(stands) == 0 {
			return
		}
	}
	t.Errorf("20 s after it was erased: got it in %v, want it nowhere", stands)
}

// keptMails gives the names of the mails that are kept.
func (h *house) keptMails(t testing.TB) (names []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(h.folder, mailFolder, "*.eml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		names = append(names, filepath.Base(file))
	}
	return names
}

// S1: who has the database without the secret file can open nothing; and what
// is kept can be read by its owner alone.
func TestTheStoreOpensNothing(t *testing.T) {
	t.Parallel()
	h := openHouse(t)
	form := h.typed("Ada")
	_, own, _ := h.send(t, "/en/call/"+h.free(t)[0], form)
	hasty := h.typed("Hugo")
	hasty.Set("website", "x")
	if status, _, _ := h.send(t, "/en/call/"+h.free(t)[0], hasty); status != http.StatusAccepted {
		t.Fatalf("got %d, want 202", status)
	}
	h.waitFor(t, "the mails to be kept", func() bool { return len(h.keptMails(t)) == 3 })
	secrets := []string{own[strings.LastIndexByte(own, '/')+1:], form.Get("form"), hasty.Get("form")}
	for _, id := range []string{h.idOf(t, "Ada"), h.idOf(t, "Hugo")} {
		secrets = append(secrets, h.diary.Key.Link("manage", id), h.diary.Key.Link("confirm", id), h.diary.Key.Room(id))
	}
	for table, rows := range h.rowsOf(t) {
		for _, secret := range secrets {
			if strings.Contains(rows, secret) || strings.Contains(rows, fmt.Sprintf("%x", secret)) {
				t.Errorf("the table %s holds a secret of a link or a form", table)
			}
		}
	}
	for _, name := range append([]string{secretFile, databaseFile}, prefixed(mailFolder, h.keptMails(t))...) {
		info, err := os.Stat(filepath.Join(h.folder, name))
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got&0o077 != 0 {
			t.Errorf("%s: got the rights %v, want none for others", name, got)
		}
	}
}

func prefixed(folder string, names []string) (paths []string) {
	for _, name := range names {
		paths = append(paths, filepath.Join(folder, name))
	}
	return paths
}
