// Package library holds the site's written word (articles, topics, FAQ,
// glossary, authors, legal pages), read once, in every language.
//
// Load reads a content folder strictly: whatever is wrong in it comes back as
// a fault with file and line, and then there is no library. A Library never
// changes; who reads the folder again gets a new one. What readers see of it
// depends on the day, since drafts stay hidden and publication dates lie
// ahead: At gives the Edition of a moment and says when the next one is due.
package library

import (
	"errors"
	"time"

	"leadpath/internal/locale"
)

// ErrNotFound is returned for what is not in an edition: never written,
// still a draft, or not yet published.
var ErrNotFound = errors.New("not in the library")

// A Library is everything that stands in a content folder, drafts included.
type Library struct {
	catalog *locale.Catalog

	Settings   Settings
	owner      map[string]*Owner      // by language
	topics     []map[string]*Topic    // in the file's order, by language
	comparison map[string]*Comparison // by language, nil where the file is missing
	hoursLog   map[string]*HoursLog   // by language, nil where the file is missing
	terms      map[string][]*Term     // by language, in the order of its alphabet
	articles   pairs[Article]
	questions  pairs[Question]
	authors    pairs[Author]
	legal      pairs[Legal]
	images     map[string]*Image  // by file
	drawings   map[string]drawing // by file
	vouched    int                // line of owner.toml that says until when the contact is right
	lock       *lock              // nil: nothing was ever stamped
	search     indexed
	roll       *roll
}

// pairs holds the versions of each text by key and language.
type pairs[T any] map[string]map[string]*T

// Owner gives the owner's details in a language.
func (l *Library) Owner(lang string) *Owner { return l.owner[lang] }

// Zone is the owner's time zone, in which dates begin.
func (l *Library) Zone() *time.Location { return l.Settings.Zone }

// Written reports whether there is an article with a key, published or not.
func (l *Library) Written(key string) bool { return l.articles[key] != nil }

// An Owner is who the site belongs to: a training partner, with what the law
// wants to be shown of them. Values that were placeholders hold their text.
type Owner struct {
	Brand, Name, Represented   string
	Street, City, Country      string
	Mail, Phone                string
	Register, VAT, Responsible string
	Language                   string      // in which the owner is written to
	Is, IsNot                  string      // what the owner is and is not, as the end of a sentence
	Call                       string      // one sentence about the intro call
	ContactUntil               locale.Date // the day on which the mail address is looked at again
}

// A Topic groups articles and questions.
type Topic struct {
	Key, Lang, Slug string // Key is the English slug
	Title, About    string
	Intro           string // what its page begins with; About where none is written
	Mark            string // both, implementer, auditor or foundation
}

// An Article is one text in one language.
type Article struct {
	Key, Lang, Slug    string
	Title, Standfirst  string
	Short              string // “in short”: alone answers the question
	Topic              *Topic
	Author, Reviewer   *Author // no reviewer: nil
	Published, Updated locale.Date
	Minutes            int          // reading time, rounded up
	Corrections        []Correction // newest first, those to come too: Edition.CorrectionsOf
	Sources            []Source     // Edition.SourcesOf marks those that are overdue
	topic, author      string       // keys
	reviewer           string       // key, may be empty
	Drawn              bool         // there are drawings in it
	draft              bool
	questions          []string // keys
	related            []related
	packed             []byte          // the sections
	passages           []passage       // as stamps know them
	behind             []behind        // passages of which another version is newer
	linked, targets    []string        // files of the texts that it links to, and their addresses
	hidden             map[string]bool // addresses that are no links for now
}

// A Section is what stands below one heading of the second level; the first
// may have no title.
type Section struct {
	ID, Title string
	Number    int // from 1; 0 without a title
	Line      int // of its file: that of the heading, or the first behind the front matter
	Minutes   int // its share of the reading time, 1 at least
	HTML      string
	Plain     string // the words without markup, side notes behind their paragraph
	Newer     *Newer // where another version of it is newer, else nil
}

// A Correction says what was wrong in an article and since when it is right.
type Correction struct {
	Date locale.Date
	Text string
	line int
}

// A Source is a page that facts were taken from, with the day it was checked
// and the day it must be checked again (zero where none was set).
type Source struct {
	Title, URL   string
	Checked, Due locale.Date
	Overdue      bool // in an edition: that day has come
	line         int
}

type related struct{ key, reason string }

// A Related article is one to read next, with the reason.
type Related struct {
	Article *Article
	Reason  string
}

// A Question is an entry of the FAQ with its answer.
type Question struct {
	Key, Lang, Slug string
	Title           string // the question
	Plain           string // the answer without markup
	HTML            string // the answer
	Topic           *Topic
	topic           string // key
	article         string // key of the article to read on, may be empty
	marked          string // the answer with its links to texts not led to their addresses
	passages        []passage
	line            int // of its file on which the answer begins
}

// An Author is a person, or the editorial team, whose texts these are.
type Author struct {
	Key, Lang, Slug string
	Name            string
	Credentials     []string // as given by the person
	Plain           string
	HTML            string
	marked          string // HTML with its links to texts not led to their addresses
	passages        []passage
}

// Editorial is the key of the editorial team, the one author who is no person.
const Editorial = "editorial"

// Person reports whether the author is a person.
func (a *Author) Person() bool { return a.Key != Editorial }

// A Legal page is the imprint, the privacy notice or the accessibility page.
type Legal struct {
	Key, Lang string
	Title     string
	Plain     string
	Sections  []Section
	passages  []passage
}

// A Comparison sets the two roles side by side.
type Comparison struct {
	Title, Lead string
	Updated     locale.Date
	Differ      []Contrast
	Alike       []Likeness
	Sources     []Source
}

// A Contrast is a row in which the two roles differ.
type Contrast struct {
	Row, Implementer, Auditor string
	Articles                  []string // keys of those that say more
}

// A Likeness is a row in which they agree.
type Likeness struct {
	Row, Text string
	Articles  []string // keys of those that say more
}
