# Nobody has corrected anything.
GET /en/articles/consultant-and-auditor-in-one-person
code == 200
body lacks data-correction
body lacks CorrectionComment

# A comma is mended: that is no correction, and no date moves.
EDIT articles/two-year-line.en.md
	had nothing to gain from => had nothing, to gain from
READ
GET /en/articles/consultant-and-auditor-in-one-person
body contains had nothing, to gain from
body lacks CorrectionComment
body lacks "dateModified":"2026-12-01"

GET /en/feed.xml
body lacks Corrected on

# A fact moves. Said in one language alone it is refused, and what was good stays.
EDIT articles/two-year-line.en.md
	updated = 2026-11-23 => updated = 2026-12-05
	draft = false => draft = false\ncorrections = [{ date = 2026-11-30, text = "It was two years & a day." }, { date = 2026-12-05, text = "It is four." }, { date = 2026-12-01, text = "It is three." }]
READ
GET /en/articles/consultant-and-auditor-in-one-person
code == 200
body lacks data-correction

GET /readyz
code == 200
body contains content: last good of

# In both it is shown at the foot, newest first, as far as its day has come,
# and to machines.
EDIT articles/two-year-line.de.md
	updated = 2026-11-23 => updated = 2026-12-05
	draft = false => draft = false\ncorrections = [{ date = 2026-12-05, text = "Es sind vier." }, { date = 2026-12-01, text = "Es sind drei." }, { date = 2026-11-30, text = "Es waren zwei Jahre." }]
READ
GET /en/articles/consultant-and-auditor-in-one-person
body contains <p class="people" data-correction="2026-12-01"><b>Corrected on 1 December 2026:</b> It is three.</p><p class="people" data-correction="2026-11-30"><b>Corrected on 30 November 2026:</b> It was two years &amp; a day.</p>
body contains "correction":[{"@type":"CorrectionComment","datePublished":"2026-12-01","text":"It is three."},{"@type":"CorrectionComment","datePublished":"2026-11-30","text":"It was two years \u0026 a day."}]
body lacks It is four.

GET /de/artikel/beraten-und-auditieren-in-einer-person
body contains data-correction="2026-12-01"><b>Berichtigt am 1. Dezember 2026:</b> Es sind drei.</p>
body lacks Es sind vier.

GET /en/articles/consultant-and-auditor-in-one-person.md
body contains **Corrected on 1 December 2026:** It is three.
body lacks It is four.

GET /en/feed.xml
body contains Corrected on 1 December 2026:&lt;/b&gt; It is three.
body lacks It is four.

# On the day of the next one it is there, without anybody doing anything.
NOW 2026-12-05T00:00:00+01:00
GET /de/artikel/beraten-und-auditieren-in-einer-person
body contains data-correction="2026-12-05"><b>Berichtigt am 5. Dezember 2026:</b> Es sind vier.</p>

GET /de/feed.xml
body contains Es sind vier.
body contains <updated>2026-12-05T00:00:00+01:00</updated>

GET /sitemap.xml
body contains <lastmod>2026-12-05</lastmod>
