# An author gives his word that both versions say the same.
STAMP two-year-line
READ
GET /de/artikel/beraten-und-auditieren-in-einer-person
code == 200
body lacks data-behind
body lacks class="newer"

# A comma goes, a word is set in bold: that says nothing else.
EDIT articles/two-year-line.en.md
	therefore asks for => therefore, asks **for**
READ
GET /en/articles/consultant-and-auditor-in-one-person
body contains therefore, asks <strong>for</strong>

GET /de/artikel/beraten-und-auditieren-in-einer-person
body lacks data-behind

# A fact moves in the English version, and its day with it.
EDIT articles/two-year-line.en.md
	Four threats to it => Five threats to it
	updated = 2026-11-23 => updated = 2026-12-01
READ

# German readers are told at that section, in their words, and led to it.
GET /de/artikel/beraten-und-auditieren-in-einer-person
body contains <section class="part" data-behind="2026-12-01"><h2 id="warum-es-eine-grenze-gibt">
body contains <p class="newer">Die englische Fassung dieses Abschnitts ist seit dem 1. Dezember 2026 neuer. <a class="noprint" href="/en/articles/consultant-and-auditor-in-one-person#why-there-is-a-line" hreflang="en">Auf Englisch lesen</a></p><p>
body contains <div class="short"><h2 id="short">
body contains <section class="part"><h2 id="wer-wovon-ausgeschlossen-ist">
body contains <section class="part"><h2 id="innerhalb-eines-unternehmens">
body contains <section class="part"><h2 id="wer-ueber-ein-zertifikat-entscheidet">
body contains <section class="part"><h2 id="eine-laufbahn-darauf-abstimmen">

GET /de/artikel/beraten-und-auditieren-in-einer-person.md
code == 200
body contains *Die englische Fassung dieses Abschnitts ist seit dem 1. Dezember 2026 neuer.* [Auf Englisch lesen]({{site}}/en/articles/consultant-and-auditor-in-one-person#why-there-is-a-line)
body lacks Titel und Kurzfassung sind

# English readers have the newer one.
GET /en/articles/consultant-and-auditor-in-one-person
body contains <section class="part"><h2 id="why-there-is-a-line">
body lacks data-behind
body lacks class="newer"

# A merge went wrong: the last good version is served.
EDIT translations.lock
	[" => <<<<<<< ["
READ
GET /de/artikel/beraten-und-auditieren-in-einer-person
code == 200
body contains <section class="part" data-behind="2026-12-01">

GET /readyz
body == content: last good of 2026-12-01T09:00:00Z

EDIT translations.lock
	<<<<<<< [" => ["
READ
GET /readyz
body == ok

# The German version says it too, and the author gives his word again.
EDIT articles/two-year-line.de.md
	Vier Gefährdungen => Fünf Gefährdungen
STAMP two-year-line
READ
GET /de/artikel/beraten-und-auditieren-in-einer-person
code == 200
body contains Fünf Gefährdungen
body lacks data-behind

GET /de/artikel/beraten-und-auditieren-in-einer-person.md
body lacks Auf Englisch lesen
