package locale_test

import (
	"fmt"
	"io/fs"
	"regexp"
	"testing"
	"testing/fstest"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/pelletier/go-toml/v2"
	"golang.org/x/text/language"

	"leadpath/internal/locale"
	"leadpath/locales"
)

// localizer says words as go-i18n itself does, by templates.
func localizer(t *testing.T, fsys fs.FS, code string) *i18n.Localizer {
	t.Helper()
	bundle := i18n.NewBundle(language.Make(code))
	bundle.RegisterUnmarshalFunc("toml", toml.Unmarshal)
	if _, err := bundle.LoadMessageFileFS(fsys, code+".toml"); err != nil {
		t.Fatal(err)
	}
	return i18n.NewLocalizer(bundle, code)
}

// attempt gives what is said, or what the panic says.
func attempt(say func() string) (said, panicked string) {
	defer func() {
		if p := recover(); p != nil {
			panicked = fmt.Sprint(p)
		}
	}()
	return say(), ""
}

func TestEveryWordSaysWhatItsTemplateWould(t *testing.T) {
	for _, l := range catalog(t).All() {
		slow := localizer(t, locales.FS, l.Code)
		for key, m := range messages(t, l.Code) {
			pairs := sample(m.Other)
			want, err := slow.Localize(&i18n.LocalizeConfig{MessageID: key, TemplateData: fields(pairs)})
			if got := l.T(key, pairs...); got != want || err != nil {
				t.Errorf("%s: T(%q, %q): got %q, want %q (%v)", l.Code, key, pairs, got, want, err)
			}
			for _, n := range []int{0, 1, 2, 5, 1000, -1, -1234567} {
				checkCounted(t, slow, l, key, n, pairs)
			}
		}
	}
}

// checkCounted asks for a word by number, also where it has not the form: no
// word is said then.
func checkCounted(t *testing.T, slow *i18n.Localizer, l *locale.Locale, key string, n int, pairs []any) {
	t.Helper()
	data := fields(pairs)
	data["PluralCount"] = l.Number(n)
	want, err := slow.Localize(&i18n.LocalizeConfig{MessageID: key, PluralCount: n, TemplateData: data})
	got, panicked := attempt(func() string { return l.N(key, n, pairs...) })
	if err != nil {
		if want := fmt.Sprintf("locale %s: the word %q has no plural form for %d", l.Code, key, n); panicked != want {
			t.Errorf("%s: N(%q, %d): got %q and panic %q, want panic %q", l.Code, key, n, got, panicked, want)
		}
	} else if got != want || panicked != "" {
		t.Errorf("%s: N(%q, %d, %q): got %q and panic %q, want %q", l.Code, key, n, pairs, got, panicked, want)
	}
}

func fields(pairs []any) map[string]any {
	all := map[string]any{}
	for i := 0; i < len(pairs); i += 2 {
		all[pairs[i].(string)] = pairs[i+1]
	}
	return all
}

// Each language counts in its own way; those the site may yet speak too.
func TestPluralFormsAreThoseOfTheLanguage(t *testing.T) {
	const words = `"number.thousands" = "."
"x" = { zero = "zero", one = "one", two = "two", few = "few", many = "many", other = "other {{.PluralCount}}" }
`
	speak(t, "en", "de", "ar", "cs", "ja", "lv", "pl", "ru", "sl")
	files := fstest.MapFS{}
	for _, lang := range locale.Languages {
		files[lang.Code+".toml"] = &fstest.MapFile{Data: []byte(words)}
	}
	c, err := locale.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range c.All() {
		slow := localizer(t, files, l.Code)
		for n := range 1300 {
			checkCounted(t, slow, l, "x", n, nil)
		}
		for _, n := range []int{-1, -3, 1_000_000, 10_000_001, 1_000_000_000_002} {
			checkCounted(t, slow, l, "x", n, nil)
		}
	}
}

// speak has the site speak other languages until the test ends.
func speak(t *testing.T, codes ...string) {
	t.Helper()
	before := locale.Languages
	t.Cleanup(func() { locale.Languages = before })
	locale.Languages = nil
	for _, code := range codes {
		locale.Languages = append(locale.Languages, locale.Language{Code: code})
	}
}

// No page shows a sentence with a hole in it.
func TestPlaceWithoutValuePanics(t *testing.T) {
	for _, l := range catalog(t).All() {
		for key, m := range messages(t, l.Code) {
			pairs := sample(m.Other)
			for i := 0; i < len(pairs); i += 2 {
				want := fmt.Sprintf("locale %s: the word %q has a place for {{.%s}}, and got no string or int for it", l.Code, key, pairs[i])
				for fault, faulty := range map[string][]any{
					"left out":             append(append([]any{}, pairs[:i]...), pairs[i+2:]...),
					"named otherwise":      append(append(append([]any{}, pairs[:i]...), "Nobody", "x"), pairs[i+2:]...),
					"no string and no int": append(append(append([]any{}, pairs[:i]...), pairs[i], 1.5), pairs[i+2:]...),
				} {
					if got, panicked := attempt(func() string { return l.T(key, faulty...) }); panicked != want {
						t.Errorf("%s: T(%q) with %s %s: got %q and panic %q, want panic %q", l.Code, key, pairs[i], fault, got, panicked, want)
					}
				}
			}
		}
	}
}

func TestKeyWithoutWordIsNamed(t *testing.T) {
	l := catalog(t).Default()
	for call, say := range map[string]func() string{
		"T": func() string { return l.T("nothing") },
		"N": func() string { return l.N("nothing", 1) },
	} {
		if got, panicked := attempt(say); panicked != `locale en: no word for the key "nothing"` {
			t.Errorf("%s: got %q and panic %q, want a panic that names the key", call, got, panicked)
		}
	}
}

// What cannot be filled in is found when the files are read, not when the
// first reader comes.
func TestWordThatCannotBeFilledInIsRefused(t *testing.T) {
	const braces = ` in it; write placeholders as {{.Name}}, and nothing else between double braces`
	for _, c := range []struct{ name, word, want string }{
		{"a condition", `"{{if .A}}a{{end}}"`, `has "{{if .A}}a{{end}}"` + braces},
		{"a pipe behind a placeholder", `"{{.A}} {{.B | html}}"`, `has "{{.B | html}}"` + braces},
		{"spaces", `"{{ .A }}"`, `has "{{ .A }}"` + braces},
		{"trimming", `"{{- .A}}"`, `has "{{- .A}}"` + braces},
		{"a field of a field", `"{{.A.B}}"`, `has "{{.A.B}}"` + braces},
		{"no name", `"{{.}}"`, `has "{{.}}"` + braces},
		{"no dot", `"{{A}}"`, `has "{{A}}"` + braces},
		{"three braces", `"{{{.A}}}"`, `has "{{{.A}}}"` + braces},
		{"no end", `"a {{.A"`, `has "{{.A"` + braces},
		{"a condition in one form of two", `{ one = "{{if .A}}a{{end}}", other = "b" }`, `has "{{if .A}}a{{end}}"` + braces},
		{"other delimiters", `{ leftdelim = "<", other = "<.A}}" }`, `has delimiters of its own; write its placeholders as {{.Name}}`},
		{"no text", `""`, `says nothing; write its text, or take it out in every language`},
		{"no form for the rest", `{ one = "a" }`, `says nothing; write its text, or take it out in every language`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := locale.Load(fstest.MapFS{
				"en.toml": {Data: []byte("# Words\n\"b.a\" = \"{{.A}} } } {\"\n\"b\" = \"b\"\n")},
				"de.toml": {Data: []byte("# Words\n\"b.a\" = \"b {{.A}}}\"\n\"b\" = " + c.word + "\n")},
			})
			if want := `de.toml:3: the word "b" ` + c.want; err == nil || err.Error() != want {
				t.Errorf("locale.Load: got %v, want %s", err, want)
			}
		})
	}
}

var value = regexp.MustCompile(`\{\{\.(\w+)\}\}`)

// sample gives a value for each {{.Name}} of a text, words and numbers in turn.
func sample(text string) []any {
	var pairs []any
	for i, found := range value.FindAllStringSubmatch(text, -1) {
		if i%2 == 0 {
			pairs = append(pairs, found[1], "Ärger & <mehr> {{.Name}}")
		} else {
			pairs = append(pairs, found[1], -1000*i)
		}
	}
	return pairs
}
