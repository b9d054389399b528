# A sheet is published: readers find it, and the article beside it leads there.
GET /en/articles/consultant-and-auditor-in-one-person
code == 200

# The author takes it back to the drawing board, in both languages.
EDIT articles/two-year-line.en.md
	draft = false => draft = true
EDIT articles/two-year-line.de.md
	draft = false => draft = true
READ

# From now on it is as if it had never been written.
GET /en/articles/consultant-and-auditor-in-one-person
code == 404
body lacks consultant-and-auditor-in-one-person

GET /de/artikel/beraten-und-auditieren-in-einer-person
code == 404

# Its slug in the wrong language betrays nothing either.
GET /de/artikel/consultant-and-auditor-in-one-person
code == 404
body lacks beraten-und-auditieren-in-einer-person

# Nothing leads to it: not the lists, not the article beside it.
GET /en/articles
code == 200
body lacks consultant-and-auditor-in-one-person

GET /en/
code == 200
body lacks consultant-and-auditor-in-one-person

GET /en/articles/lead-implementer-or-lead-auditor
code == 200
body lacks consultant-and-auditor-in-one-person

# An address of it in capitals is no reason to betray it.
GET /en/articles/Consultant-and-Auditor-in-one-Person
code == 404

# Finished after all.
EDIT articles/two-year-line.en.md
	draft = true => draft = false
EDIT articles/two-year-line.de.md
	draft = true => draft = false
READ
GET /en/articles/lead-implementer-or-lead-auditor
code == 200
body contains href="/en/articles/consultant-and-auditor-in-one-person"
