package calendars

import (
	"fmt"
	"net/netip"
	"path/filepath"
	"strings"
	"testing"
)

func TestSourcesAreReadFromAList(t *testing.T) {
	here, err := filepath.Abs("own.ics")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ says, word, allow, want string }{
		{"a file of ICS over https", "https://cal.example.org/secret/basic.ics?key=a", "", "https://cal.example.org/secret/basic.ics?key=a"},
		{"webcal is https", "webcal://cal.example.org/x", "", "https://cal.example.org/x"},
		{"schemes and hosts have no case", "WebCal://Cal.Example.org/X", "", "https://cal.example.org/X"},
		{"CalDAV over TLS", "caldavs://ada:pass@dav.example.org:8443/cal/", "", "dav https://dav.example.org:8443/cal/ ada:pass"},
		{"user and password for https", "https://ada:p%40ss@cal.example.org/x", "", "https://cal.example.org/x ada:p@ss"},
		{"http inside an allowed network", "http://10.1.2.3:8080/x.ics", "10.0.0.0/8", "http://10.1.2.3:8080/x.ics"},
		{"CalDAV in the clear inside one", "caldav://[fd00::1]/x", "192.168.0.0/16, fd00::/8", "dav http://[fd00::1]/x"},
		{"http to a name, which is judged when it is reached", "http://cal.example.org/x", "10.0.0.1", "http://cal.example.org/x"},
		{"https to an allowed address", "https://127.0.0.1/x", "127.0.0.1", "https://127.0.0.1/x"},
		{"a file by its path", "/srv/own.ics", "", "file /srv/own.ics"},
		{"a file beside", "own.ics", "", "file " + here},
		{"a file's path with a colon", "/srv/a:b.ics", "", "file /srv/a:b.ics"},
		{"a file's address", "file:///srv/my%20own.ics", "", "file /srv/my own.ics"},
	} {
		t.Run(test.says, func(t *testing.T) {
			all, err := ParseSources(test.word, test.allow)
			if err != nil || len(all) != 1 {
				t.Fatalf("ParseSources(%q): got %v, %v, want one", test.word, all, err)
			}
			if got := spelled(all[0]); got != test.want {
				t.Errorf("ParseSources(%q): got %s, want %s", test.word, got, test.want)
			}
		})
	}
}

func spelled(s Source) string {
	if s.address == nil {
		return "file " + s.file
	}
	text := s.address.String()
	if s.dav {
		text = "dav " + text
	}
	if s.user != nil {
		password, _ := s.user.Password()
		text += " " + s.user.Username() + ":" + password
	}
	return text
}

func TestWhatIsNoSourceIsRefusedWithoutTheSecret(t *testing.T) {
	for _, test := range []struct{ says, word, allow, want string }{
		{"another scheme", "ftp://ada:hush@cal.example.org/hush", "", "begins with none of"},
		{"http where nothing is allowed", "http://ada:hush@cal.example.org/hush", "", "in the clear"},
		{"http to an address outside of what is allowed", "http://8.8.8.8/hush", "10.0.0.0/8", "in the clear"},
		{"CalDAV in the clear", "caldav://ada:hush@dav.example.org/hush", "", "in the clear"},
		{"https to this machine", "https://127.0.0.1/hush", "", "inside a network"},
		{"https to this machine, mapped", "https://[::ffff:127.0.0.1]/hush", "", "inside a network"},
		{"https to a machine nearby", "https://192.168.1.1/hush", "10.0.0.0/8", "inside a network"},
		{"no host", "https:///hush", "", "cannot be read"},
		{"no slashes", "https:hush", "", "cannot be read"},
		{"a password that is not encoded", "https://ada:hu/sh@cal.example.org/", "", "cannot be read"},
		{"a port that is none", "https://cal.example.org:99999/hush", "", "a port that is none"},
		{"a file on another machine", "file://other/hush", "", "names no file"},
		{"no network", "https://cal.example.org/hush", "10.0.0.0/8 here", `"here" is neither`},
		{"a network of all mapped addresses", "https://cal.example.org/hush", "::ffff:0:0/90", "write an IPv4 network"},
	} {
		t.Run(test.says, func(t *testing.T) {
			_, err := ParseSources("https://first.example.org/x "+test.word, test.allow)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Fatalf("ParseSources(%q): got %v, want an error that says %q", test.word, err, test.want)
			}
			if text := err.Error(); strings.Contains(text, "hush") || strings.Contains(text, "sh@") || strings.Contains(text, "ada") {
				t.Errorf("the error shows a secret: %s", text)
			}
			if text := err.Error(); !strings.Contains(text, "networks inside") && !strings.Contains(text, "calendar 2:") {
				t.Errorf("the error does not tell the place 2: %s", text)
			}
		})
	}
}

func TestACalendarStandsInTheListOnce(t *testing.T) {
	_, err := ParseSources("https://cal.example.org/x webcal://cal.example.org/x", "")
	if err == nil || !strings.Contains(err.Error(), "calendar 2: it is the same") {
		t.Errorf("got %v, want calendar 2 refused", err)
	}
}

func TestASourcesNameAndKeyShowNoSecret(t *testing.T) {
	all, err := ParseSources("caldavs://ada:hush@dav.example.org/hush https://cal.example.org/hush.ics?hush /hush/own.ics", "")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := fmt.Sprintf("%v %+v %#v", all[0], all[1], all[2]), "caldavs://dav.example.org https://cal.example.org own.ics"; got != want {
		t.Errorf("printed: got %s, want %s", got, want)
	}
	other, _ := ParseSources("caldavs://ada:another@dav.example.org/hush caldavs://bob:hush@dav.example.org/hush", "")
	if all[0].Key() != other[0].Key() || len(all[0].Key()) != 64 {
		t.Errorf("keys with two passwords: got %s and %s, want one", all[0].Key(), other[0].Key())
	}
	if other[0].Key() == other[1].Key() {
		t.Error("two users have one key")
	}
}

// S18
func TestAddressesInsideAreTold(t *testing.T) {
	for _, inside := range []string{
		"127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.0.1", "169.254.169.254",
		"100.64.0.1", "100.127.255.255", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "192.88.99.1",
		"::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1", "2001::1", "2001:2::1", "2001:db8::1", "2002:7f00:1::1", "3fff::1",
		"fc00::1", "fdff::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "2606:4700::1%1",
	} {
		if isForAll(netip.MustParseAddr(inside)) {
			t.Errorf("isForAll(%s): got true", inside)
		}
	}
	for _, outside := range []string{"8.8.8.8", "1.1.1.1", "100.63.255.255", "100.128.0.1", "172.32.0.1", "198.20.0.1", "2606:4700::1111", "2a00:1450::1", "::ffff:8.8.8.8"} {
		if !isForAll(netip.MustParseAddr(outside)) {
			t.Errorf("isForAll(%s): got false", outside)
		}
	}
}

func TestAllowedNetworksAreOfEitherKind(t *testing.T) {
	n, err := parseNetworks("10.0.0.0/8,192.168.1.7 ::ffff:172.16.0.0/108\tfd00::/8")
	if err != nil {
		t.Fatal(err)
	}
	for address, want := range map[string]bool{
		"10.9.9.9": true, "::ffff:10.9.9.9": true, "192.168.1.7": true, "192.168.1.8": false, "172.16.5.5": true, "172.32.0.1": false, "fd12::1": true, "fe80::1": false, "11.0.0.1": false,
	} {
		if got := n.contain(netip.MustParseAddr(address)); got != want {
			t.Errorf("contain(%s): got %v, want %v", address, got, want)
		}
	}
}
