# A drawing stands in the page itself, as one picture with a name, a caption, and its words below.
GET /en/articles/from-provisional-to-senior-lead
code == 200
body contains <figure class="drawn"><svg class="draw" viewBox="0 0 340 398" role="img" aria-label="Drawing: a ladder of four grades">
body contains not from PECB itself.</figcaption>
body contains <summary>The drawing in words</summary>
body lacks grades-ladder

# In German it is lettered in German.
GET /de/artikel/von-provisional-bis-senior-lead
code == 200
body contains 1.000 h, 7 Jahre im Fach</text>
body contains <summary>Die Zeichnung in Worten</summary>

# Programs read its words.
GET /en/articles/from-provisional-to-senior-lead.md
code == 200
body contains > **The drawing in words**
body lacks <svg

# So does the search, which finds what it says once.
GET /en/search?q=ladder+rungs+rail
code == 200
body contains href="/en/articles/from-provisional-to-senior-lead

# An article without drawings carries no style for them.
GET /en/articles/lead-implementer-or-lead-auditor
code == 200
body lacks .told
