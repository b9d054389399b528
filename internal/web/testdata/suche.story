# Jemand sucht auf Deutsch, auf einer Tastatur ohne Umlaute.
GET /de/suche?q=Pruefung+nicht+bestanden
code == 200
header Cache-Control == no-store
body contains <h1>Suche</h1>
body contains data-hit="question"
body contains <a href="/de/faq/pruefung-nicht-bestanden">
body contains <mark>Prüfung</mark>
body contains class="head__lang" href="/en/search?q=Pruefung+nicht+bestanden" hreflang="en"
body contains noindex

# Ein Teil eines Wortes genügt, und ein Wort für eines seiner Teile.
GET /de/suche?q=System
code == 200
body contains <mark>Managementsystem</mark>

GET /de/suche?q=Managementsysteme
code == 200
body contains <mark>Managementsystem</mark>

# Ein Tippfehler in einem langen Wort.
GET /de/suche?q=Unparteilichket
code == 200
body contains data-hit="article"
body contains <mark>Unparteilichkeit</mark>

# Auf Deutsch nichts, auf Englisch schon.
GET /de/suche?q=upkeep
code == 200
body contains data-other-language
body contains Auf Deutsch wurde nichts gefunden
body contains lang="en" hreflang="en"

# Gar nichts.
GET /de/suche?q=Xylophon
code == 200
body contains Es wurde nichts gefunden.
body contains href="/de/artikel"
