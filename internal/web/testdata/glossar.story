# Auf Deutsch steht dasselbe Wort an seinem Platz im Alphabet.
GET /de/artikel/lead-implementer-oder-lead-auditor
code == 200
body contains <a href="/de/glossar#soa">Erklärung zur Anwendbarkeit</a>

GET /de/glossar
code == 200
header Content-Language == de
body contains <h1>Glossar</h1>
body contains <h2 id="e">E</h2>
body contains <div id="soa"><dt>Erklärung zur Anwendbarkeit</dt>
body contains <a href="/en/glossary#soa" hreflang="en" lang="en">Statement of Applicability</a>
body contains Auch: Anwendbarkeitserklärung, SoA
body contains <dt><span lang="en">Lead Auditor</span></dt>
body lacks >Ä<

# Das Glossar steht unter seinem Wort in der Sprache des Lesers, nicht der anderen.
GET /de/glossary
code == 404

# Ein geänderter Satz steht gleich da.
EDIT glossary.toml
	Ein Vergleich vor einem Projekt oder Audit => Ein Vergleich vor jedem Projekt oder Audit
READ

GET /de/glossar
code == 200
body contains Ein Vergleich vor jedem Projekt oder Audit

# Ein Wort, das anders heißt, heißt auch in den Artikeln anders.
EDIT glossary.toml
	word.de = "Erklärung zur Anwendbarkeit" => word.de = "Erklärung"
READ

GET /de/artikel/lead-implementer-oder-lead-auditor
code == 200
body contains <a href="/de/glossar#soa">Erklärung</a> zur Anwendbarkeit
