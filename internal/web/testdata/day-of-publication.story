# A sheet is dated ahead, to Christmas Eve.
EDIT articles/two-year-line.en.md
	published = 2026-11-23 => published = 2026-12-24
	updated = 2026-11-23 => updated = 2026-12-24
EDIT articles/two-year-line.de.md
	published = 2026-11-23 => published = 2026-12-24
	updated = 2026-11-23 => updated = 2026-12-24
READ
GET /de/artikel/beraten-und-auditieren-in-einer-person
code == 404

# The list does not name it, and a reader's browser keeps that list.
GET /de/artikel
code == 200
body lacks beraten-und-auditieren-in-einer-person

# In the last second of the 23rd, on the owner's clock, it is still not there.
NOW 2026-12-23T23:59:59+01:00
GET /de/artikel/beraten-und-auditieren-in-einer-person
code == 404

# Midnight in Berlin: it is out, without a restart and without a new reading.
NOW 2026-12-24T00:00:00+01:00
GET /de/artikel/beraten-und-auditieren-in-einer-person
code == 200
body contains <time datetime="2026-12-24">

GET /en/articles/consultant-and-auditor-in-one-person
code == 200

# The lists and the article beside it have taken it in.
GET /de/artikel
code == 200
body contains href="/de/artikel/beraten-und-auditieren-in-einer-person"

GET /de/artikel/lead-implementer-oder-lead-auditor
code == 200
body contains href="/de/artikel/beraten-und-auditieren-in-einer-person"

# Readiness has nothing to report: publishing is no event.
GET /readyz
code == 200
body == ok
