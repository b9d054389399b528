package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"leadpath/internal/advice"
)

type stampCommand struct {
	Keys    []string `arg:"" name:"key" help:"What is stamped: path, the questionnaire, of which the newest version is published."`
	Content string   `placeholder:"FOLDER" help:"The content folder (default: content here)."`
}

// Run publishes the newest version of the questionnaire. Content with a fault
// is not stamped, be it that a published version was changed: nobody is asked
// what cannot be served.
func (cmd stampCommand) Run(c *console) error {
	for _, key := range cmd.Keys {
		if key != advice.Folder {
			return fmt.Errorf("stamp %s: there is nothing to stamp yet but %s", key, advice.Folder)
		}
	}
	here := folderHere(cmd.Content)
	if here.folder == "" {
		return errors.New("stamp: there is no folder content here, and what is embedded cannot be stamped; name a folder with --content")
	}
	catalog, err := loadCatalog()
	if err != nil {
		return err
	}
	read, report := here.load(catalog)
	if err := report.Faults.Err(); err != nil {
		return fmt.Errorf("content %s: %w", here.folder, err)
	}
	if read.Paths == nil {
		return fmt.Errorf("content %s: there is no questionnaire to stamp; write %s/1.toml", here.folder, advice.Folder)
	}
	return stampPaths(c, here.folder, read.Paths)
}

// stampPaths writes the lock, unless it says the same already, and tells which
// versions are published now.
func stampPaths(c *console, folder string, paths *advice.Paths) error {
	file := filepath.Join(folder, filepath.FromSlash(advice.LockFile))
	said, lock := "nothing has changed, published:", paths.Lock()
	if old, err := os.ReadFile(file); err != nil || !bytes.Equal(old, lock) {
		if err := replaceFile(file, lock); err != nil {
			return fmt.Errorf("%s cannot be written: %w", file, cause(err))
		}
		said = "published now:"
	}
	var versions []string
	for _, m := range paths.Stamped() {
		versions = append(versions, strconv.Itoa(m.Version))
	}
	_, err := fmt.Fprintf(c.stdout, "%s: %s %s; visitors are asked version %d\n", advice.LockFile, said, strings.Join(versions, ", "), paths.Newest().Version)
	return err
}

// replaceFile puts a text in a file's place, whole or not at all. Its name
// begins with a dot until then, so that no reader of the folder takes it for
// content.
func replaceFile(file string, text []byte) error {
	fresh, err := os.CreateTemp(filepath.Dir(file), ".stamp-*")
	if err != nil {
		return err
	}
	_, err = fresh.Write(text)
	err = errors.Join(err, fresh.Chmod(0o644), fresh.Sync(), fresh.Close())
	if err == nil {
		err = os.Rename(fresh.Name(), file)
	}
	if err != nil {
		_ = os.Remove(fresh.Name())
	}
	return err
}
