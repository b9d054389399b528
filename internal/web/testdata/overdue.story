# A source names the day on which it is to be checked again: until then, the
# page says when it was checked and no more.
EDIT articles/two-year-line.en.md
	due = 2027-05-23 => due = 2026-12-24
EDIT articles/two-year-line.de.md
	due = 2027-05-23 => due = 2026-12-24
READ
NOW 2026-12-23T23:59:59+01:00
GET /de/artikel/beraten-und-auditieren-in-einer-person
code == 200
body lacks data-overdue
body contains geprüft am

# Midnight in Berlin: it is overdue, beside the source, in words.
NOW 2026-12-24T00:00:00+01:00
GET /de/artikel/beraten-und-auditieren-in-einer-person
code == 200
body contains <li data-overdue="2026-12-24"><a href="https://assurco.com/
body contains (seit dem 24. Dezember 2026 wieder fällig, noch nicht erneut geprüft)

GET /en/articles/consultant-and-auditor-in-one-person
body contains data-overdue="2026-12-24"
body contains (due again on 24 December 2026, not yet checked again)

# The same as Markdown.
GET /en/articles/consultant-and-auditor-in-one-person.md
body contains checked on 23 November 2026 (due again on 24 December 2026, not yet checked again)

# No other article has changed, nor has anything been published.
GET /en/articles/from-provisional-to-senior-lead
body lacks data-overdue

GET /en/feed.xml
body lacks 2026-12-24

GET /sitemap.xml
body lacks 2026-12-24

# Somebody reads the source again and says so: the mark is gone in that version.
EDIT articles/two-year-line.en.md
	checked = 2026-11-23, due = 2026-12-24 => checked = 2026-12-24, due = 2027-06-24
READ
GET /en/articles/consultant-and-auditor-in-one-person
body lacks data-overdue
body contains <time datetime="2026-12-24">24 December 2026</time>

GET /de/artikel/beraten-und-auditieren-in-einer-person
body contains data-overdue="2026-12-24"

# A day that does not lie behind the check is refused; what was good stays.
EDIT articles/two-year-line.en.md
	checked = 2026-12-24, due = 2027-06-24 => checked = 2026-12-24, due = 2026-12-24
READ
GET /en/articles/consultant-and-auditor-in-one-person
body lacks data-overdue

# The two roles side by side have sources too.
EDIT articles/two-year-line.en.md
	checked = 2026-12-24, due = 2026-12-24 => checked = 2026-12-24, due = 2027-06-24
EDIT compare.toml
	due = 2027-05-23 => due = 2026-12-30
READ
NOW 2026-12-29T23:59:59+01:00
GET /de/vergleich
code == 200
body lacks data-overdue

NOW 2026-12-30T00:00:00+01:00
GET /de/vergleich
body contains data-overdue="2026-12-30"
body contains (seit dem 30. Dezember 2026 wieder fällig, noch nicht erneut geprüft)
