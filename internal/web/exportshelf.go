package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
)

// manifest lists the files of an export with their SHA-256, as sha256sum
// writes them. It marks a folder as one that may be written to again.
const manifest = ".leadpath-export"

// ErrNotExported is returned for a folder that holds something else.
var ErrNotExported = errors.New("it is neither empty nor made by an earlier export; name another folder, or empty it")

// An exportShelf is a folder that an export goes into. Nothing is written
// outside of it, whatever links lie in it.
type exportShelf struct {
	root   *os.Root
	before map[string]string // file → sum, of the export before this one
	rules  *hostRules

	mu      sync.Mutex
	now     map[string]string
	written int
	folders map[string]bool
}

// openExport looks what a folder holds and marks it as an export's, before
// anything else is written.
func openExport(root *os.Root) (*exportShelf, error) {
	shelf := &exportShelf{root: root, before: map[string]string{}, rules: newHostRules(), now: map[string]string{}, folders: map[string]bool{".": true}}
	data, err := root.ReadFile(manifest)
	if errors.Is(err, fs.ErrNotExist) {
		entries, err := fs.ReadDir(root.FS(), ".")
		if err != nil {
			return nil, err
		}
		if len(entries) > 0 {
			return nil, ErrNotExported
		}
		return shelf, shelf.replace(manifest, nil)
	}
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(data)) {
		sum, file, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		if !ok || len(sum) != 2*sha256.Size {
			return nil, fmt.Errorf("%s: the line %q is no sum and file; empty the folder", manifest, line)
		}
		shelf.before[file] = sum
	}
	return shelf, nil
}

// put writes an answer in each coding it is sent in. Where the plain file is
// what it was, so are the packed ones.
func (s *exportShelf) put(file string, a *answer) error {
	body := a.versions.Load()[plain].body
	if s.unchanged(file, body) && s.stands(file+".gz") && s.stands(file+".br") {
		s.keep(file, file+".gz", file+".br")
		return nil
	}
	a.improve()
	versions := a.versions.Load()
	for coding, ending := range [codings]string{"", ".gz", ".br"} {
		if v := versions[coding]; coding == plain || v.header.Get("Content-Encoding") != "" {
			if err := s.write(file+ending, v.body); err != nil {
				return err
			}
		}
	}
	return nil
}

// write makes a file hold data, if it does not already.
func (s *exportShelf) write(file string, data []byte) error {
	if s.unchanged(file, data) {
		s.keep(file)
		return nil
	}
	if err := s.replace(file, data); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now[file] = sumOf(data)
	s.written++
	return nil
}

func (s *exportShelf) keep(files ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, file := range files {
		s.now[file] = s.before[file]
	}
}

func (s *exportShelf) unchanged(file string, data []byte) bool {
	return s.before[file] == sumOf(data) && s.stands(file)
}

// stands reports whether a file is as the export before this one left it.
func (s *exportShelf) stands(file string) bool {
	sum, ok := s.before[file]
	if !ok {
		return false
	}
	data, err := s.root.ReadFile(file)
	return err == nil && sumOf(data) == sum
}

func sumOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// replace puts a file in place as a whole.
func (s *exportShelf) replace(file string, data []byte) (err error) {
	if err := s.makeFolder(path.Dir(file)); err != nil {
		return err
	}
	half := path.Join(path.Dir(file), ".half-"+path.Base(file))
	defer func() {
		if err != nil {
			_ = s.root.Remove(half)
		}
	}()
	if err := s.root.WriteFile(half, data, 0o644); err != nil {
		return err
	}
	return s.root.Rename(half, file)
}

func (s *exportShelf) makeFolder(folder string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.folders[folder] {
		return nil
	}
	if err := s.root.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	s.folders[folder] = true
	return nil
}

// finish removes what is no longer part of the site and lists what is.
func (s *exportShelf) finish() (Exported, error) {
	done := Exported{Written: s.written, Kept: len(s.now) - s.written}
	for file := range s.before {
		if _, ok := s.now[file]; ok {
			continue
		}
		if err := s.root.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return done, err
		}
		done.Removed++
		for folder := path.Dir(file); folder != "." && s.root.Remove(folder) == nil; folder = path.Dir(folder) {
			// a folder goes with its last file
		}
	}
	return done, s.list(s.now)
}

// remember lists what stands in the folder after an export that failed, so
// that the next one knows its own.
func (s *exportShelf) remember() {
	all := maps.Clone(s.before)
	maps.Copy(all, s.now)
	_ = s.list(all) // on a full disk the old list stays
}

// list writes the manifest, where it says something new.
func (s *exportShelf) list(files map[string]string) error {
	var list bytes.Buffer
	for _, file := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(&list, "%s  %s\n", files[file], file)
	}
	if old, err := s.root.ReadFile(manifest); err == nil && bytes.Equal(old, list.Bytes()) {
		return nil
	}
	return s.replace(manifest, list.Bytes())
}
