# Somebody changed /en/ into /de/ by hand: the page says what was meant.
GET /de/artikel/lead-implementer-or-lead-auditor
code == 404
header Cache-Control == no-store
body contains <html lang="de">
body contains href="/de/artikel/lead-implementer-oder-lead-auditor" lang="de" hreflang="de"
body contains href="/en/articles/lead-implementer-or-lead-auditor" lang="en" hreflang="en"

# The same with a question,
GET /en/faq/womit-anfangen
code == 404
body contains href="/en/faq/which-first" lang="en" hreflang="en"

# with a topic,
GET /en/topics/grundlagen
code == 404
body contains href="/en/topics/fundamentals" lang="en" hreflang="en"

# and with the word of the other language in the middle.
GET /de/articles/lead-implementer-or-lead-auditor
code == 404
body contains <html lang="de">
