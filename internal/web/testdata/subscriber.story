# Somebody subscribes: the home page names the feed of its language.
GET /en/
code == 200
body contains <link rel="alternate" type="application/atom+xml" href="/en/feed.xml">

# The feed names the articles, each by an id that says no address.
GET /en/feed.xml
code == 200
header Content-Type == application/atom+xml; charset=utf-8
header Content-Language == en
body contains <id>urn:uuid:0cc52d3d-e09e-5f59-968b-ceb9c3062d24</id>
body contains <title>Lead Implementer or Lead Auditor?</title>
body contains /en/articles/lead-implementer-or-lead-auditor"

# An article of tomorrow is not in it, nor is its Markdown or its card there.
EDIT articles/two-year-line.en.md
	published = 2026-11-23 => published = 2026-12-24
	updated = 2026-11-23 => updated = 2026-12-24
EDIT articles/two-year-line.de.md
	published = 2026-11-23 => published = 2026-12-24
	updated = 2026-11-23 => updated = 2026-12-24
READ
GET /en/feed.xml
body lacks two-year line

GET /en/articles/consultant-and-auditor-in-one-person.md
code == 404

GET /en/articles/consultant-and-auditor-in-one-person.png
code == 404

GET /sitemap.xml
body lacks consultant-and-auditor-in-one-person

# On the day it is.
NOW 2026-12-24T00:00:00+01:00
GET /en/feed.xml
body contains two-year line
body contains <updated>2026-12-24T00:00:00+01:00</updated>

GET /en/articles/consultant-and-auditor-in-one-person.md
code == 200
header X-Robots-Tag == noindex
body contains # Consultant and auditor in one person: the two-year line

GET /sitemap.xml
body contains /en/articles/consultant-and-auditor-in-one-person</loc>
body contains <lastmod>2026-12-24</lastmod>
