package advice

import (
	"cmp"
	"errors"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"leadpath/internal/locale"
	"leadpath/internal/problem"
)

// Folder is where the versions lie in a content folder.
const Folder = "path"

// Load reads path/N.toml and path/published.lock of a content folder and
// tries every version's proofs. Without the folder there is no questionnaire:
// nil without faults. With faults the result is nil too.
func Load(fsys fs.FS, languages []locale.Language) (*Paths, problem.List) {
	r := &reader{fsys: fsys, languages: languages}
	entries, err := fs.ReadDir(fsys, Folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		r.faults.Add(".", 1, "the folder %s cannot be read%s; mend its rights", Folder, problem.Reason(err))
		return nil, r.faults
	}
	var models []*Model
	for _, entry := range entries {
		if m := r.readModel(entry.Name()); m != nil {
			models = append(models, m)
		}
	}
	slices.SortFunc(models, func(a, b *Model) int { return cmp.Compare(a.Version, b.Version) })
	paths := r.publish(models)
	r.faults.Sort()
	if len(r.faults) > 0 || len(paths.models) == 0 {
		return nil, r.faults
	}
	return paths, nil
}

type reader struct {
	fsys      fs.FS
	languages []locale.Language
	faults    problem.List
	found     []int // the versions of which a file stands, whole or not
}

var modelFile = regexp.MustCompile(`^[1-9][0-9]{0,5}\.toml$`)

// readModel reads one version; nil where it cannot be used. Other files than
// N.toml and the lock are faults: a version under a wrong name would be
// missed without a word. What an editor leaves behind is passed over.
func (r *reader) readModel(name string) *Model {
	file := Folder + "/" + name
	switch {
	case name == lockName, strings.HasPrefix(name, "."), strings.HasSuffix(name, "~"):
		return nil
	case !modelFile.MatchString(name):
		r.faults.Add(problem.Printable(file), 1, "the name is no version of the questionnaire; call it by its number, as 2.toml")
		return nil
	}
	version, _ := strconv.Atoi(strings.TrimSuffix(name, ".toml"))
	r.found = append(r.found, version)
	data, ok := problem.Read(r.fsys, file, &r.faults)
	if !ok {
		return nil
	}
	front := modelFront{}
	if !problem.Decode(file, data, 1, &front, &r.faults) {
		return nil
	}
	b := &binder{reader: r, file: file, at: problem.ReadPositions(data, 1), ids: map[string]bool{}}
	before := len(r.faults)
	m := b.model(version, front)
	if len(r.faults) > before {
		return nil
	}
	m.finish()
	m.prove(b.fault)
	if len(r.faults) > before {
		return nil
	}
	return m
}

// words is a value in every language: say.en = "…", say.de = "…".
type words map[string]string

// What a version's file holds.
type (
	modelFront struct {
		Bar, Gap, Both, Open *int
		Statement            []statementFront
		Pair                 []pairFront
		Circumstance         []circumstanceFront
		Read                 []readFront
		Trial                *trialFront
	}
	readFront struct {
		Article string
		When    []string
		Reason  words
	}
	statementFront struct {
		ID, Axis                   string
		Cost                       bool
		Say, Short, Against, Helps words
	}
	pairFront struct {
		ID        string
		Prefer    struct{ A, B string }
		Ask, A, B words
	}
	circumstanceFront struct {
		ID, Kind, URL           string
		Name, Ask, Then, Source words
		Option                  []optionFront
	}
	optionFront struct {
		ID, First, None string
		Wait            int
		Alone           bool
		Say, Then       words
	}
)
