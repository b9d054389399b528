# Somebody whose browser speaks German opens the site.
GET /
Accept-Language: de-AT,de;q=0.9,en;q=0.4
code == 302
header Location == /de/
header Vary contains Accept-Language
header Cache-Control contains max-age=3600
header Set-Cookie ==

# The home page greets in German and leads to the articles.
GET /de/
code == 200
header Content-Language == de
body contains <html lang="de">
body contains href="/de/artikel"
body contains href="/de/themen/grundlagen"

# The list of articles names the one about the two roles.
GET /de/artikel
code == 200
body contains Lead Implementer oder Lead Auditor?
body contains href="/de/artikel/lead-implementer-oder-lead-auditor"

# The article stands there whole, with a way over to English.
GET /de/artikel/lead-implementer-oder-lead-auditor
code == 200
body contains <h1>Lead Implementer oder Lead Auditor?</h1>
body contains Alle Artikel
body contains <time datetime="2026-06-09">
body contains class="head__lang" href="/en/articles/lead-implementer-or-lead-auditor" hreflang="en" lang="en"

# Over to English: the same article, though the browser still asks for German.
GET /en/articles/lead-implementer-or-lead-auditor
Accept-Language: de-AT,de;q=0.9
code == 200
header Content-Language == en
body contains <h1>Lead Implementer or Lead Auditor?</h1>
body contains class="head__lang" href="/de/artikel/lead-implementer-oder-lead-auditor" hreflang="de" lang="de"

# And back again, to what to read next.
GET /de/artikel/lead-implementer-oder-lead-auditor
code == 200
body contains href="/de/artikel/von-provisional-bis-senior-lead"

# A question of the article has an address of its own.
GET /de/faq/womit-anfangen
code == 200
body contains class="head__lang" href="/en/faq/which-first" hreflang="en" lang="en"
