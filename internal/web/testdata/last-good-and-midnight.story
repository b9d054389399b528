# A sheet is dated ahead; then an edit breaks the content.
EDIT articles/two-year-line.en.md
	published = 2026-11-23 => published = 2026-12-24
	updated = 2026-11-23 => updated = 2026-12-24
EDIT articles/two-year-line.de.md
	published = 2026-11-23 => published = 2026-12-24
	updated = 2026-11-23 => updated = 2026-12-24
READ
EDIT owner.toml
	brand.en => brandy.en
READ
GET /readyz
body == content: last good of 2026-12-01T09:00:00Z

# The day of publication comes all the same, and the last good is no younger for it.
NOW 2026-12-24T08:00:00+01:00
GET /en/articles/consultant-and-auditor-in-one-person
code == 200

GET /readyz
code == 200
body == content: last good of 2026-12-01T09:00:00Z
