// Package locale knows the languages: their words, dates and addresses.
//
// Words stand in locales/CODE.toml, one file a language, and are read once.
// A word that is missing in one language is a fault when the files are read,
// so that no reader ever meets half a translation.
package locale

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/pelletier/go-toml/v2"
	"golang.org/x/text/language"
)

// A Catalog holds the locale of every language, in the order of Languages.
type Catalog struct {
	locales []*Locale
}

// A Locale speaks one language: it gives words, dates and addresses.
type Locale struct {
	Language
	tag       language.Tag
	words     map[string]*word
	addresses map[string]string // name of a page → its route, with {placeholders}
}

// Load reads CODE.toml of every language from fsys. The error names each word
// that cannot be filled in, and each word or address that one language lacks.
func Load(fsys fs.FS) (*Catalog, error) {
	bundle := i18n.NewBundle(language.Make(Languages[0].Code))
	bundle.RegisterUnmarshalFunc("toml", toml.Unmarshal)
	c := &Catalog{}
	var faults []error
	for _, lang := range Languages {
		name := lang.Code + ".toml"
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("load words: %w", err)
		}
		file, err := bundle.ParseMessageFileBytes(data, name)
		if err != nil {
			return nil, fmt.Errorf("load words of %s: %w", name, err)
		}
		l := &Locale{Language: lang, tag: file.Tag, words: map[string]*word{}, addresses: map[string]string{}}
		slices.SortFunc(file.Messages, func(a, b *i18n.Message) int { return strings.Compare(a.ID, b.ID) })
		for _, m := range file.Messages {
			if err := l.learn(m); err != nil {
				faults = append(faults, fmt.Errorf("%s:%d: the word %q %w", name, lineOf(data, m.ID), m.ID, err))
			}
		}
		c.locales = append(c.locales, l)
	}
	return c, errors.Join(append(faults, c.gaps())...)
}

// learn takes in a word, be there a fault in it or not: it is not missing.
func (l *Locale) learn(m *i18n.Message) error {
	w, err := compile(m)
	l.words[m.ID] = w
	if name, ok := strings.CutPrefix(m.ID, "address."); ok {
		l.addresses[name] = "/" + l.Code + m.Other
	}
	return err
}

// lineOf gives the line on which a key begins.
func lineOf(file []byte, key string) int {
	at := bytes.Index(file, []byte("\n\""+key+"\""))
	return 1 + bytes.Count(file[:at+1], []byte("\n"))
}

// gaps names each word that one language has and another lacks, a line each.
func (c *Catalog) gaps() error {
	all := map[string]string{}
	for _, l := range c.locales {
		for key := range l.words {
			all[key] = l.Code
		}
	}
	var missing []error
	for _, l := range c.locales {
		for _, key := range slices.Sorted(maps.Keys(all)) {
			if _, ok := l.words[key]; !ok {
				missing = append(missing, fmt.Errorf("%s.toml:1: the word %q is missing; write it here as in %s.toml", l.Code, key, all[key]))
			}
		}
	}
	return errors.Join(missing...)
}

// All gives the locales in the order of Languages.
func (c *Catalog) All() []*Locale { return c.locales }

// Default is the locale for readers whose language the site does not speak.
func (c *Catalog) Default() *Locale { return c.locales[0] }

// In gives the locale of a language code, or nil.
func (c *Catalog) In(code string) *Locale {
	for _, l := range c.locales {
		if l.Code == code {
			return l
		}
	}
	return nil
}
