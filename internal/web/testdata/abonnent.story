# Wer auf Deutsch liest, findet den deutschen Feed.
GET /de/artikel/von-provisional-bis-senior-lead
code == 200
body contains <link rel="alternate" type="application/atom+xml" href="/de/feed.xml">
body contains <link rel="alternate" type="text/markdown" href="/de/artikel/von-provisional-bis-senior-lead.md">
body contains /de/artikel/von-provisional-bis-senior-lead.png">

GET /de/feed.xml
code == 200
header Content-Language == de
body contains <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de">
body contains Kurz gesagt:

# Derselbe Artikel als Markdown; ein anderes Schreiben der Adresse führt dorthin.
GET /DE/Artikel/von-provisional-bis-senior-lead.MD
code == 308
header Location == /de/artikel/von-provisional-bis-senior-lead.md

GET /de/artikel/von-provisional-bis-senior-lead.md
code == 200
header Content-Type == text/markdown; charset=utf-8
header Content-Language == de
body contains ## Kurz gesagt
body contains | Stufe | Berufsjahre | davon im Fachgebiet | Stunden |
body contains CPD** steht für continuing professional development

# Die Karte hat keinen Umweg und keine Sprache.
GET /de/artikel/von-provisional-bis-senior-lead.png
code == 200
header Content-Type == image/png
header Vary ==

# Was es auf Englisch heißt, gibt es hier nicht.
GET /de/artikel/from-provisional-to-senior-lead.md
code == 404
