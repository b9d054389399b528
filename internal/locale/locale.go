// Package locale knows the languages: their words, dates and addresses.
//
// Words stand in locales/CODE.toml, one file a language, and are read once.
// A word that is missing in one language is a fault when the files are read,
// so that no reader ever meets half a translation.
package locale

import (
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
	words     *i18n.Localizer
	keys      map[string]bool
	addresses map[string]string // name of a page → its address below the language, with {placeholders}
}

// Load reads CODE.toml of every language from fsys. The error
// names each word or address that one language lacks.
func Load(fsys fs.FS) (*Catalog, error) {
	bundle := i18n.NewBundle(language.Make(Languages[0].Code))
	bundle.RegisterUnmarshalFunc("toml", toml.Unmarshal)
	c := &Catalog{}
	for _, lang := range Languages {
		file, err := bundle.LoadMessageFileFS(fsys, lang.Code+".toml")
		if err != nil {
			return nil, fmt.Errorf("load words: %w", err)
		}
		l := &Locale{
			Language:  lang,
			words:     i18n.NewLocalizer(bundle, lang.Code),
			keys:      map[string]bool{},
			addresses: map[string]string{},
		}
		for _, m := range file.Messages {
			l.keys[m.ID] = true
			if name, ok := strings.CutPrefix(m.ID, "address."); ok {
				l.addresses[name] = m.Other
			}
		}
		c.locales = append(c.locales, l)
	}
	return c, c.gaps()
}

// gaps names each word that one language has and another lacks, a line each.
func (c *Catalog) gaps() error {
	all := map[string]string{}
	for _, l := range c.locales {
		for key := range l.keys {
			all[key] = l.Code
		}
	}
	var missing []error
	for _, l := range c.locales {
		for _, key := range slices.Sorted(maps.Keys(all)) {
			if !l.keys[key] {
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

// Has reports whether the language has a word for key.
func (l *Locale) Has(key string) bool { return l.keys[key] }

// T gives the word for key. The pairs name what stands in its {{.Name}}s:
// T("share.mail", "Title", a.Title). A key without a word is a programming
// fault and panics.
func (l *Locale) T(key string, pairs ...any) string {
	return l.localize(&i18n.LocalizeConfig{MessageID: key, TemplateData: data(pairs)})
}

// N gives the word for n things, in the plural form the language wants, with
// {{.PluralCount}} as the number.
func (l *Locale) N(key string, n int, pairs ...any) string {
	fields := data(pairs)
	fields["PluralCount"] = l.Number(n)
	return l.localize(&i18n.LocalizeConfig{MessageID: key, PluralCount: n, TemplateData: fields})
}

func (l *Locale) localize(config *i18n.LocalizeConfig) string {
	word, err := l.words.Localize(config)
	if err != nil {
		panic(fmt.Sprintf("locale %s: %v", l.Code, err))
	}
	return word
}

func data(pairs []any) map[string]any {
	fields := make(map[string]any, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		fields[pairs[i].(string)] = pairs[i+1]
	}
	return fields
}

// Number writes n with the language's mark between thousands: 1,000 or 1.000.
func (l *Locale) Number(n int) string {
	digits := fmt.Sprint(n)
	sign := ""
	if n < 0 {
		sign, digits = "−", digits[1:]
	}
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + l.T("number.thousands") + digits[i:]
	}
	return sign + digits
}
