package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"leadpath/internal/advice"
	"leadpath/internal/library"
	"leadpath/internal/locale"
	"leadpath/internal/problem"
	"leadpath/internal/web"
)

type stampCommand struct {
	Keys    []string `arg:"" name:"key" help:"What is stamped: texts whose versions say the same now, by KEY or FOLDER/KEY (the KEY of content/articles/KEY.en.md); or path, the questionnaire, of which the newest version is published."`
	Content string   `placeholder:"FOLDER" help:"The content folder (default: content here)."`
}

// A locking is a lock as it is to be written, and what is said of it then.
type locking struct {
	file string // relative to the content folder
	text []byte
	same bool // it stands there already
	says string
}

// Run takes the author's word: that the versions of texts say the same, and
// that the newest version of the questionnaire may be asked. Content with a
// fault is not stamped, be it that a published version was changed: nobody is
// asked what cannot be served; nor are texts whose versions state different
// facts. All keys are stamped or none.
func (cmd stampCommand) Run(c *console) error {
	here := folderHere(cmd.Content)
	if here.folder == "" {
		return errors.New("stamp: there is no folder content here, and what is embedded cannot be stamped; name a folder with --content")
	}
	catalog, err := loadCatalog()
	if err != nil {
		return err
	}
	read, report := here.read(newJudge(catalog), library.Changes{All: true})
	if err := report.Faults.Err(); err != nil {
		return fmt.Errorf("content %s: %w", here.folder, err)
	}
	locks, err := cmd.lockings(here.folder, read, report.Differences)
	if err != nil {
		return err
	}
	if err := writeLocks(here.folder, locks); err != nil {
		return err
	}
	for _, l := range locks {
		if _, err := fmt.Fprintf(c.stdout, "%s: %s\n", l.file, l.says); err != nil {
			return err
		}
	}
	return nil
}

// lockings gives the locks that the keys ask for.
func (cmd stampCommand) lockings(folder string, read *web.Content, differences []library.Difference) (list []locking, err error) {
	names, paths, err := cmd.named(folder, read)
	if err != nil {
		return nil, err
	}
	if len(names) > 0 {
		l, err := lockTexts(folder, read, names)
		if err != nil {
			return nil, err
		}
		if err := agreeing(names, differences); err != nil {
			return nil, fmt.Errorf("stamp: content %s: %w", folder, err)
		}
		list = append(list, l)
	}
	if paths {
		list = append(list, lockPaths(folder, read.Paths))
	}
	return list, nil
}

// named finds what the keys mean: texts, each as FOLDER/KEY and once, and
// whether the questionnaire is among them.
func (cmd stampCommand) named(folder string, read *web.Content) (names []string, paths bool, err error) {
	for _, key := range cmd.Keys {
		if key == advice.Folder {
			if paths = true; read.Paths == nil {
				return nil, false, fmt.Errorf("content %s: there is no questionnaire to stamp; write %s/1.toml", folder, advice.Folder)
			}
			continue
		}
		texts := read.Texts(key)
		if len(texts) == 0 {
			return nil, false, fmt.Errorf("stamp %s: content %s has no text of this key; a text is named like intro-call or faq/intro-call, the questionnaire %s", key, folder, advice.Folder)
		}
		for _, name := range texts {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names, paths, nil
}

// agreeing refuses texts whose versions are known not to state the same.
func agreeing(names []string, differences []library.Difference) error {
	var known problem.List
	for _, d := range differences {
		if slices.ContainsFunc(names, func(name string) bool { return strings.HasPrefix(d.File, name+".") }) {
			known = append(known, d.Fault)
		}
	}
	return known.Err()
}

// lockTexts gives the lock of translations with some texts stamped today.
func lockTexts(folder string, read *web.Content, names []string) (locking, error) {
	stamping, err := read.Stamp(names, locale.DateOf(time.Now(), read.Zone()))
	if err != nil {
		return locking{}, fmt.Errorf("stamp: content %s: %w", folder, err)
	}
	l := locking{library.LockFile, stamping.Lock, len(stamping.Fresh) == 0, "nothing has changed in " + strings.Join(stamping.Same, ", ")}
	if !l.same {
		l.says = "stamped now: " + strings.Join(stamping.Fresh, ", ")
		if len(stamping.Same) > 0 {
			l.says += "; nothing has changed in " + strings.Join(stamping.Same, ", ")
		}
	}
	return l, nil
}

// lockPaths gives the lock of the questionnaire with its newest version.
func lockPaths(folder string, paths *advice.Paths) locking {
	l := locking{file: advice.LockFile, text: paths.Lock(), says: "published now:"}
	if old, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(l.file))); err == nil && bytes.Equal(old, l.text) {
		l.same, l.says = true, "nothing has changed, published:"
	}
	var versions []string
	for _, m := range paths.Stamped() {
		versions = append(versions, strconv.Itoa(m.Version))
	}
	l.says += fmt.Sprintf(" %s; visitors are asked version %d", strings.Join(versions, ", "), paths.Newest().Version)
	return l
}

// writeLocks writes those that are another than before: all of them, or, as
// long as the folder cannot be written, none.
func writeLocks(folder string, locks []locking) error {
	type fresh struct{ beside, file string }
	var list []fresh
	defer func() {
		for _, f := range list {
			_ = os.Remove(f.beside) // what took its place is not there any more
		}
	}()
	for _, l := range locks {
		if l.same {
			continue
		}
		file := filepath.Join(folder, filepath.FromSlash(l.file))
		beside, err := writeBeside(file, l.text)
		if err != nil {
			return fmt.Errorf("%s cannot be written: %w", file, cause(err))
		}
		list = append(list, fresh{beside, file})
	}
	for _, f := range list {
		if err := os.Rename(f.beside, f.file); err != nil {
			return fmt.Errorf("%s cannot be written: %w", f.file, cause(err))
		}
	}
	return nil
}

// writeBeside writes a text into the folder of a file that it is to replace.
// Its name begins with a dot until then, so that no reader of the folder takes
// it for content. What cannot be written whole is removed.
func writeBeside(file string, text []byte) (beside string, err error) {
	fresh, err := os.CreateTemp(filepath.Dir(file), ".stamp-*")
	if err != nil {
		return "", err
	}
	_, err = fresh.Write(text)
	err = errors.Join(err, fresh.Chmod(0o644), fresh.Sync(), fresh.Close())
	if err != nil {
		_ = os.Remove(fresh.Name())
	}
	return fresh.Name(), err
}
