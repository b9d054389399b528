# All is well.
GET /readyz
code == 200
body == ok

# An author saves an article with a date that is none.
EDIT articles/implementer-or-auditor.en.md
	title = "Lead Implementer or Lead Auditor?" => title = "Builder or Checker?"
	updated = 2026-06-09 => updated = soon
READ

# Readers see the last good version, whole.
GET /en/articles/lead-implementer-or-lead-auditor
code == 200
body contains <h1>Lead Implementer or Lead Auditor?</h1>
body lacks Builder or Checker?

# Whoever watches over the site is told since when it is of, and nothing of the inside.
GET /readyz
code == 200
header Cache-Control == no-store
body == content: last good of 2026-12-01T09:00:00Z

# An hour and a second broken save later that has not changed.
NOW 2026-12-01T10:00:00Z
READ
GET /readyz
body == content: last good of 2026-12-01T09:00:00Z

# Alive it is all the time.
GET /healthz
code == 200
body == ok

# The date is mended: the new version is there, and readiness says so.
EDIT articles/implementer-or-auditor.en.md
	updated = soon => updated = 2026-12-01
READ
GET /en/articles/lead-implementer-or-lead-auditor
code == 200
body contains <h1>Builder or Checker?</h1>

GET /readyz
code == 200
body == ok
