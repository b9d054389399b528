# W9. Every article says when its facts last moved.
GET /sitemap.xml
code == 200
body contains <loc>{{site}}/en/articles/consultant-and-auditor-in-one-person</loc>
body lacks <lastmod>2026-12-01</lastmod>

# A word is put better: no date moves, however new the file is.
EDIT articles/two-year-line.en.md
	Why advising and certifying => Why to advise and to certify
READ
GET /sitemap.xml
body lacks <lastmod>2026-12-01</lastmod>

GET /en/feed.xml
body contains Why to advise and to certify
body lacks 2026-12-01

GET /en/articles/consultant-and-auditor-in-one-person
body contains Why to advise and to certify
body lacks "dateModified":"2026-12-01"

# A fact moves, and the author says so: it shows everywhere.
EDIT articles/two-year-line.en.md
	updated = 2026-11-23 => updated = 2026-12-01
READ
GET /sitemap.xml
body contains <lastmod>2026-12-01</lastmod>

GET /en/feed.xml
body contains <updated>2026-12-01T00:00:00+01:00</updated>

GET /en/articles/consultant-and-auditor-in-one-person
body contains "dateModified":"2026-12-01"
body contains <time datetime="2026-12-01">
