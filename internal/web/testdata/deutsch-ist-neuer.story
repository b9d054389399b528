# A German editor mends the short answer and one section.
STAMP two-year-line
EDIT articles/two-year-line.de.md
	short = "Eine Person => short = "Wer will,
	## Innerhalb eines Unternehmens => ## Im eigenen Unternehmen
	updated = 2026-11-23 => updated = 2026-11-30
READ

# English readers are told at both places, and led to what they are called now.
GET /en/articles/consultant-and-auditor-in-one-person
code == 200
body contains <div class="short" data-behind="2026-11-30"><h2 id="short">In short</h2><p class="newer">Title and short answer have been newer in German since 30 November 2026. <a class="noprint" href="/de/artikel/beraten-und-auditieren-in-einer-person#short" hreflang="de">Read it in German</a></p><p>
body contains <section class="part" data-behind="2026-11-30"><h2 id="inside-a-company">
body contains <p class="newer">The German version of this section has been newer since 30 November 2026. <a class="noprint" href="/de/artikel/beraten-und-auditieren-in-einer-person#im-eigenen-unternehmen" hreflang="de">Read it in German</a></p>
body contains <section class="part"><h2 id="why-there-is-a-line">
body contains <section class="part"><h2 id="who-decides-on-a-certificate">

GET /en/articles/consultant-and-auditor-in-one-person.md
body contains *Title and short answer have been newer in German since 30 November 2026.* [Read it in German]({{site}}/de/artikel/beraten-und-auditieren-in-einer-person#short)

GET /de/artikel/beraten-und-auditieren-in-einer-person
body contains <h2 id="im-eigenen-unternehmen">
body lacks data-behind

# Both have changed at the short answer now: nobody can say which is newer.
EDIT articles/two-year-line.en.md
	short = "One person => short = "Anybody
READ
GET /en/articles/consultant-and-auditor-in-one-person
body contains <div class="short"><h2 id="short">In short</h2><p>Anybody
body contains <section class="part" data-behind="2026-11-30"><h2 id="inside-a-company">

GET /de/artikel/beraten-und-auditieren-in-einer-person
body lacks data-behind

# Two sections are called alike, and one of them is newer in German.
EDIT articles/two-year-line.en.md
	## Planning a career around it => ## Inside a company
STAMP two-year-line
EDIT articles/two-year-line.de.md
	## Eine Laufbahn darauf abstimmen => ## Eine Laufbahn darauf ausrichten
READ
GET /en/articles/consultant-and-auditor-in-one-person
body contains <section class="part"><h2 id="inside-a-company">
body contains <section class="part" data-behind="2026-11-30"><h2 id="inside-a-company-2">
