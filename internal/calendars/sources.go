package calendars

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// A Source is where a calendar of the owner lies. ParseSources makes them.
type Source struct {
	file    string   // or
	address *url.URL // https or http, without user and fragment
	dav     bool
	user    *url.Userinfo // nil: none
	allow   networks
}

// What can be wrong with an address. None repeats any of it: its path, user
// and password are secrets, and a sign that is not encoded can bring them
// anywhere.
var (
	errForm    = errors.New("cannot be read as an address; write it like https://host/path or caldavs://user:password@host/path, with signs like @ : / ? # % in user and password percent-encoded")
	errScheme  = errors.New("begins with none of https://, webcal://, caldavs:// and, inside the networks of --busy-allow, http://, caldav://")
	errPort    = errors.New("has a port that is none; write 1 to 65535, or leave it out")
	errPlain   = errors.New("goes over the network in the clear, which is allowed inside the networks of --busy-allow only; write https:// or caldavs://, or name its network there")
	errInside  = errors.New("lies inside a network, not where everybody may reach it; name its network in --busy-allow")
	errNoFile  = errors.New("names no file; write file:///folder/name, or its path alone")
	errTwice   = errors.New("is the same as one before")
	errNetwork = errors.New("the networks inside which calendars may lie")
)

// ParseSources reads a list of calendars, parted by spaces, and of the networks
// inside which they may lie, parted by spaces or commas. Calendars are
// addresses of ICS files (https://, webcal://), CalDAV collections, principals
// or servers (caldavs://), the same in the clear (http://, caldav://), which is
// for the networks of allow alone, and files by their path. An error tells the
// place in the list, from 1, and shows nothing of an address.
func ParseSources(list, allow string) ([]Source, error) {
	inside, err := parseNetworks(allow)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errNetwork, err)
	}
	var all []Source
	for i, word := range strings.Fields(list) {
		s, err := parseSource(word, inside)
		if err == nil && slices.ContainsFunc(all, func(other Source) bool { return other.Key() == s.Key() }) {
			err = errTwice
		}
		if err != nil {
			return nil, fmt.Errorf("busy calendar %d: it %w", i+1, err)
		}
		all = append(all, s)
	}
	return all, nil
}

// schemes tell of each whether it is CalDAV, and what lies beneath it.
var schemes = map[string]struct {
	dav  bool
	http string
}{
	"https": {false, "https"}, "webcal": {false, "https"}, "webcals": {false, "https"}, "http": {false, "http"},
	"caldavs": {true, "https"}, "caldav": {true, "http"},
}

func parseSource(word string, inside networks) (Source, error) {
	name, rest, isAddress := strings.Cut(word, ":")
	scheme, known := schemes[strings.ToLower(name)]
	switch {
	case strings.EqualFold(name, "file") && isAddress:
		return parseFile(word)
	case !known && strings.Contains(word, "://"):
		return Source{}, errScheme
	case !known || !isAddress:
		return fileAt(word)
	case !strings.HasPrefix(rest, "//"):
		return Source{}, errForm
	}
	u, err := url.Parse(word)
	if err != nil || u.Hostname() == "" {
		return Source{}, errForm
	}
	s := Source{dav: scheme.dav, user: u.User, allow: inside}
	s.address = &url.URL{Scheme: scheme.http, Host: strings.ToLower(u.Host), Path: u.Path, RawPath: u.RawPath, RawQuery: u.RawQuery}
	return s, s.judge()
}

// judge refuses what the address alone shows to be wrong.
func (s Source) judge() error {
	if port := s.address.Port(); port != "" {
		if n, err := strconv.Atoi(port); err != nil || n < 1 || n > 65535 {
			return errPort
		}
	}
	address, err := netip.ParseAddr(s.address.Hostname())
	isLiteral := err == nil
	switch {
	case isLiteral && s.allow.contain(address):
		return nil
	case s.address.Scheme == "http" && (isLiteral || len(s.allow) == 0):
		return errPlain
	case isLiteral && !isForAll(address):
		return errInside
	}
	return nil
}

func parseFile(word string) (Source, error) {
	u, err := url.Parse(word)
	if err != nil || u.Host != "" && u.Host != "localhost" || !strings.HasPrefix(u.Path, "/") {
		return Source{}, errNoFile
	}
	return fileAt(u.Path)
}

func fileAt(path string) (Source, error) {
	whole, err := filepath.Abs(path)
	if err != nil {
		return Source{}, errNoFile
	}
	return Source{file: whole}, nil
}

// Key is what the copy of a source is kept under: the hash of its address, in
// hexadecimal. A password has no part in it: a new one leaves the copy, and
// nobody who sees the key can try out passwords.
func (s Source) Key() string {
	text := "file " + s.file
	if s.address != nil {
		text = strconv.FormatBool(s.dav) + " " + s.address.String()
		if s.user != nil {
			text += " " + s.user.Username()
		}
	}
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// Name tells a source from others in a log: scheme and host, or the name of a
// file without its folder.
func (s Source) Name() string {
	switch {
	case s.address == nil:
		return filepath.Base(s.file)
	case !s.dav:
		return s.address.Scheme + "://" + s.address.Hostname()
	case s.address.Scheme == "https":
		return "caldavs://" + s.address.Hostname()
	}
	return "caldav://" + s.address.Hostname()
}

// String is Name: so no print shows the secret.
func (s Source) String() string { return s.Name() }

// GoString is Name.
func (s Source) GoString() string { return s.Name() }
