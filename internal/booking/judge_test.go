package booking

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"
)

// diaryOf gives a diary without a store.
func diaryOf(place string) *Diary {
	h := &Hours{Zone: time.UTC, Minutes: 15, Erase: 90, Horizon: 28, Place: place, Topics: []string{"choice", "other"}}
	return &Diary{Hours: func() *Hours { return h }, Now: func() time.Time { return time.Unix(1_800_000_000, 0) }, Key: Key("a key of thirty-two bytes, or so.")}
}

func ada() Request {
	return Request{Consent: true, Visitor: Visitor{Name: "Ada Lovelace", Email: "ada@example.org", Phone: "+49 30 123456", Topic: "choice", Message: "One question.", Zone: "Europe/Berlin", Lang: "en"}}
}

func TestEveryFieldIsJudged(t *testing.T) {
	for _, c := range []struct {
		says  string
		place string
		spoil func(*Request)
		want  string
	}{
		{"takes a form that is whole", "phone", func(*Request) {}, ""},
		{"takes a form without what is voluntary", "room", func(r *Request) { r.Phone, r.Topic, r.Message = "", "", "" }, ""},
		{"wants a name", "room", func(r *Request) { r.Name = " \t" }, "fault.name.missing"},
		{"takes a name of one sign", "room", func(r *Request) { r.Name = "王" }, ""},
		{"takes a name in Arabic", "room", func(r *Request) { r.Name = "محمد بن سلمان" }, ""},
		{"refuses a name that is a novel", "room", func(r *Request) { r.Name = strings.Repeat("x", 101) }, "fault.name.long"},
		{"counts signs, not bytes", "room", func(r *Request) { r.Name = strings.Repeat("ü", 100) }, ""},
		{"wants an e-mail address", "room", func(r *Request) { r.Email = "" }, "fault.email.missing"},
		{"wants a domain with a dot", "room", func(r *Request) { r.Email = "ada@example" }, "fault.email.wrong"},
		{"wants one @", "room", func(r *Request) { r.Email = "ada@b@example.org" }, "fault.email.wrong"},
		{"refuses an address without a mailbox", "room", func(r *Request) { r.Email = "@example.org" }, "fault.email.wrong"},
		{"refuses an address of a machine", "room", func(r *Request) { r.Email = "ada@192.0.2.1" }, "fault.email.wrong"},
		{"refuses an address in brackets", "room", func(r *Request) { r.Email = "Ada <ada@example.org>" }, "fault.email.wrong"},
		{"refuses two addresses", "room", func(r *Request) { r.Email = "ada@example.org,eve@example.org" }, "fault.email.wrong"},
		{"refuses a port", "room", func(r *Request) { r.Email = "ada@example.org:25" }, "fault.email.wrong"},
		{"refuses a dot too many", "room", func(r *Request) { r.Email = "ada..l@example.org" }, "fault.email.wrong"},
		{"refuses a domain that ends in a dot", "room", func(r *Request) { r.Email = "ada@example.org." }, "fault.email.wrong"},
		{"takes a plus and an apostrophe", "room", func(r *Request) { r.Email = "ada+o'b@sub.example.org" }, ""},
		{"takes a domain with umlauts", "room", func(r *Request) { r.Email = "ada@müller.example" }, ""},
		{"refuses umlauts before the @", "room", func(r *Request) { r.Email = "ädä@example.org" }, "fault.email.wrong"},
		{"refuses a mailbox above 64", "room", func(r *Request) { r.Email = strings.Repeat("a", 65) + "@example.org" }, "fault.email.wrong"},
		{"refuses an address above 254", "room", func(r *Request) { r.Email = "a@" + strings.Repeat("b.", 130) + "org" }, "fault.email.long"},
		{"wants a number where the owner rings", "phone", func(r *Request) { r.Phone = "" }, "fault.phone.missing"},
		{"wants digits", "phone", func(r *Request) { r.Phone = "call me" }, "fault.phone.wrong"},
		{"wants enough digits", "phone", func(r *Request) { r.Phone = "+49 3" }, "fault.phone.wrong"},
		{"takes brackets and strokes", "phone", func(r *Request) { r.Phone = "(030) 12-34/56.7" }, ""},
		{"asks no number where there is a room", "room", func(r *Request) { r.Phone = "call me" }, ""},
		{"refuses a topic nobody offers", "room", func(r *Request) { r.Topic = "weather" }, "fault.topic.unknown"},
		{"refuses a message above 4000", "room", func(r *Request) { r.Message = strings.Repeat("ä", 4001) }, "fault.message.long"},
		{"takes a message of 4000", "room", func(r *Request) { r.Message = strings.Repeat("ä", 4000) }, ""},
		{"wants a zone", "room", func(r *Request) { r.Zone = "" }, "fault.timezone.unknown"},
		{"does not take the machine's own zone", "room", func(r *Request) { r.Zone = "Local" }, "fault.timezone.unknown"},
		{"does not walk through folders", "room", func(r *Request) { r.Zone = "../../etc/passwd" }, "fault.timezone.unknown"},
		{"takes an old name of a zone", "room", func(r *Request) { r.Zone = "Asia/Calcutta" }, ""},
		{"wants the notice read", "room", func(r *Request) { r.Consent = false }, "fault.consent.missing"},
		{"names all that is wrong, in the order of the fields", "phone", func(r *Request) { *r = Request{} },
			"fault.name.missing, fault.email.missing, fault.phone.missing, fault.timezone.unknown, fault.consent.missing"},
	} {
		t.Run(c.says, func(t *testing.T) {
			r := ada()
			c.spoil(&r)
			r.Visitor = r.cleaned()
			_, faults := diaryOf(c.place).judge(&r)
			if got := strings.TrimPrefix(faults.Error(), "faulty fields: "); got != c.want {
				t.Errorf("judge: got %q, want %q", got, c.want)
			}
		})
	}
}

func TestWhatNobodyTypesIsTakenOut(t *testing.T) {
	r := Request{Visitor: Visitor{
		Name: "  Ada\r\nBcc: eve@example.org\u202e\x00  Love\u00a0lace ", Email: " ada@example.org\n", Message: "\r\nline\rtwo\r\nthree\x07\t\u2066end\xff ",
	}}
	got := r.cleaned()
	if want := "Ada Bcc: eve@example.org Love lace"; got.Name != want {
		t.Errorf("name: got %q, want %q", got.Name, want)
	}
	if want := "ada@example.org"; got.Email != want {
		t.Errorf("email: got %q, want %q", got.Email, want)
	}
	if want := "line\ntwo\nthree\tend\uFFFD"; got.Message != want {
		t.Errorf("message: got %q, want %q", got.Message, want)
	}
}

func TestThePersonIsTheSameHoweverTheAddressIsWritten(t *testing.T) {
	d := diaryOf("room")
	address := func(email string) string {
		r := ada()
		r.Email = email
		address, _ := d.judge(&r)
		return address
	}
	for _, c := range [][2]string{{"ada@example.org", "ADA@Example.ORG"}, {"ada@müller.example", "ada@xn--mller-kva.example"}, {"ada@MÜLLER.example", "ada@müller.example"}} {
		if d.Key.person(address(c[0])) != d.Key.person(address(c[1])) {
			t.Errorf("%q and %q count for two people, want one", c[0], c[1])
		}
	}
	if d.Key.person("ada@example.org") == d.Key.person("ada@example.com") {
		t.Error("two addresses count for one person")
	}
}

func FuzzCleaned(f *testing.F) {
	f.Add("Ada\r\nBcc: x", "a\x00b\u202e")
	f.Fuzz(func(t *testing.T, name, message string) {
		r := Request{Visitor: Visitor{Name: name, Message: message}}
		v := r.cleaned()
		for _, text := range []string{v.Name, strings.NewReplacer("\n", "", "\t", "").Replace(v.Message)} {
			if strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }) || !utf8.ValidString(text) {
				t.Errorf("got %q, want nothing that nobody types", text)
			}
		}
	})
}

func TestSecretsAreLongAndDifferent(t *testing.T) {
	d := diaryOf("room")
	seen := map[string]bool{}
	for range 250_000 {
		id := newID()
		for _, secret := range []string{id, d.Key.Link(ForManage, id), d.Key.Link(ForConfirm, id), d.NewForm()} {
			if len(secret) < 26 {
				t.Fatalf("got the secret %q, want 128 bits or more", secret)
			}
			if seen[secret] {
				t.Fatalf("got %q twice", secret)
			}
			seen[secret] = true
		}
	}
	if link := d.Key.Link(ForManage, "x"); len(link) != 32 || link != strings.ToLower(link) {
		t.Errorf("Link: got %q, want 32 letters and digits in lower case", link)
	}
}

func TestAFormIsKnownByTheKeysWord(t *testing.T) {
	d := diaryOf("room")
	form := d.NewForm()
	if made, ok := d.Key.formMade(form); !ok || !made.Equal(d.Now()) {
		t.Errorf("formMade: got %v, %v, want the moment it was made", made, ok)
	}
	for i := range len(form) {
		forged := []byte(form)
		forged[i] ^= 1
		if _, ok := d.Key.formMade(string(forged)); ok {
			t.Fatalf("a form changed at %d is taken for ours", i)
		}
	}
	if _, ok := Key("another").formMade(form); ok {
		t.Error("a form of another key is taken for ours")
	}
}

func TestTheNearestOpeningsAreShown(t *testing.T) {
	at := func(hours ...int) (list []time.Time) {
		for _, h := range hours {
			list = append(list, time.Unix(int64(h)*3600, 0))
		}
		return list
	}
	for _, c := range []struct {
		says  string
		list  []time.Time
		start int
		most  int
		want  []time.Time
	}{
		{"on both sides", at(1, 2, 3, 5, 6, 7), 4, 4, at(2, 3, 5, 6)},
		{"later ones where there are no earlier", at(5, 6, 7), 1, 2, at(5, 6)},
		{"earlier ones where there are no later", at(5, 6, 7), 9, 2, at(6, 7)},
		{"all there are", at(5, 6), 5, 6, at(5, 6)},
		{"none where there are none", nil, 5, 6, nil},
	} {
		got := nearest(c.list, time.Unix(int64(c.start)*3600, 0), c.most)
		if fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%s: got %v, want %v", c.says, got, c.want)
		}
	}
}
