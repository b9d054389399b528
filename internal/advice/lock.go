package advice

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"leadpath/internal/problem"
)

// published.lock says which versions visitors have been asked, a line each:
// the number, a space, and a hash of what gives an answer its meaning. Words
// may be mended afterwards, nothing else: old links keep their result.
const lockName = "published.lock"

var lockLine = regexp.MustCompile(`^([1-9][0-9]{0,5}) ([0-9a-f]{64})$`)

// publish sorts the published versions from drafts. Without a lock every
// version counts as published.
func (r *reader) publish(models []*Model) *Paths {
	locked, ok := r.readLock()
	if !ok {
		return &Paths{models: models}
	}
	p := &Paths{}
	for _, m := range models {
		entry, published := locked[m.Version]
		switch {
		case !published:
			p.drafts = append(p.drafts, m)
		case entry.hash != m.Hash():
			r.faults.Add(m.file, 1, "version %d was published and its ids, sides, options or rule have changed since; undo that, or put the change into %d.toml", m.Version, slices.Max(r.found)+1)
		default:
			p.models = append(p.models, m)
		}
	}
	for version, entry := range locked {
		if !slices.Contains(r.found, version) {
			r.faults.Add(Folder+"/"+lockName, entry.line, "version %d was published and %d.toml is gone; bring it back, old links need it", version, version)
		}
	}
	if len(p.models) == 0 && len(r.faults) == 0 {
		r.faults.Add(Folder+"/"+lockName, 1, "no version is published; remove the file and run leadpath stamp path")
	}
	return p
}

type lockEntry struct {
	line int
	hash string
}

// readLock gives the published versions with their hashes; false where there
// is no lock.
func (r *reader) readLock() (map[int]lockEntry, bool) {
	file := Folder + "/" + lockName
	if _, err := fs.Stat(r.fsys, file); errors.Is(err, fs.ErrNotExist) {
		return nil, false
	}
	data, ok := problem.Read(r.fsys, file, &r.faults)
	if !ok {
		return nil, false
	}
	locked, at := map[int]lockEntry{}, 0
	for line := range strings.Lines(string(data)) {
		at++
		parts := lockLine.FindStringSubmatch(strings.TrimSuffix(line, "\n"))
		if parts == nil {
			r.faults.Add(file, at, "this is not a version and its hash; undo the change, or remove the file and run leadpath stamp path")
			continue
		}
		version, _ := strconv.Atoi(parts[1])
		if _, twice := locked[version]; twice {
			r.faults.Add(file, at, "version %d stands here twice; remove one line", version)
		}
		locked[version] = lockEntry{at, parts[2]}
	}
	return locked, true
}

// LockFile is where it is said which versions are published, in a content
// folder.
const LockFile = Folder + "/" + lockName

// Lock gives the text of LockFile with the newest version published, too.
func (p *Paths) Lock() []byte {
	var lock bytes.Buffer
	for _, m := range p.Stamped() {
		fmt.Fprintf(&lock, "%d %s\n", m.Version, m.Hash())
	}
	return lock.Bytes()
}

// Stamped gives the versions that are published once the newest is, the
// oldest first. A draft that a newer version has overtaken stays one.
func (p *Paths) Stamped() []*Model {
	if newest := p.Newest(); newest != p.Today() {
		return append(slices.Clone(p.models), newest)
	}
	return p.models
}

// Newest gives the highest version that was read, published or not.
func (p *Paths) Newest() *Model {
	return slices.MaxFunc(p.All(), func(a, b *Model) int { return a.Version - b.Version })
}

// Hash covers what gives answers their meaning: the rule, ids, sides, order
// and the effects of options. Words are not in it.
func (m *Model) Hash() string {
	h := sha256.New()
	fmt.Fprintln(h, "rule", m.Bar, m.Gap, m.Both, m.Open)
	for _, s := range m.Statements {
		fmt.Fprintln(h, "statement", s.ID, s.Side, s.Cost)
	}
	for _, p := range m.Pairs {
		fmt.Fprintln(h, "pair", p.ID, p.a)
	}
	for _, c := range m.Circumstances {
		fmt.Fprintln(h, "circumstance", c.ID, c.Kind)
		for _, o := range c.Options {
			fmt.Fprintln(h, "option", o.ID, named(o.first), named(o.none), o.wait, o.alone)
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

func named(side *Side) string {
	if side == nil {
		return "-"
	}
	return side.String()
}
