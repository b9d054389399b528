# Somebody opens the calculator: a form that requires nothing, and what each
# grade asks for.
GET /en/grades
code == 200
body contains <form class="figures" data-grades method="get" action="/en/grades">
body contains <input type="number" inputmode="numeric" id="field-years" name="field-years" min="0" max="99999" step="1" value=""
body contains <input type="radio" name="side" value="" checked>
body contains <span>Implementer, ISO/IEC
body contains <span>Auditor, ISO/IEC
body contains 10 years at work, 7 of them in AI management, and 1,000 project hours.
body lacks Missing:
body lacks noindex
header Cache-Control == public, no-cache

# The form is sent with most fields left empty. What says nothing is dropped.
GET /en/grades?side=implementer&standard=42001&years=4&field-years=1&project-hours=120&audit-hours=&pace=12
code == 303
header Location == /en/grades?side=implementer&standard=42001&years=4&field-years=1&project-hours=120&pace=12
header Cache-Control == no-store

# The ladder that was asked for, with what is missing and from which month.
GET /en/grades?side=implementer&standard=42001&years=4&field-years=1&project-hours=120&pace=12
code == 200
body contains Reckoned from December 2026
body contains <span>Implementer, ISO/IEC
body lacks <span>Auditor, ISO/IEC
body contains First comes the Lead Implementer exam.
body contains data-grade="provisional" data-missing-hours="0" data-missing-years="0"
body contains once the exam is passed
body contains data-grade="plain" data-missing-hours="80" data-missing-years="0"
body contains from July 2027
body contains data-grade="lead" data-missing-hours="180" data-missing-years="1"
body contains from March 2028
body contains data-grade="senior-lead" data-missing-hours="880" data-missing-years="6"
body contains from February 2033
body contains data-grade="master" data-open
body contains href="https://edutrainings.eu/training/iso-iec-42001-lead-implementer"
body contains according to a training partner’s page
body contains <time datetime="2026-11-23">read on 23
body contains id="years" name="years" min="0" max="99999" step="1" value="4"
body contains <input type="radio" name="side" value="implementer" checked>
body contains noindex
header Cache-Control == no-store

# The same in German: the language link keeps the figures.
GET /en/grades?side=implementer&standard=42001&years=4&field-years=1&project-hours=120&pace=12
body contains class="head__lang" href="/de/stufen?side=implementer&amp;standard=42001&amp;years=4&amp;field-years=1&amp;project-hours=120&amp;pace=12" hreflang="de"

GET /de/stufen?side=implementer&standard=42001&years=4&field-years=1&project-hours=120&pace=12
code == 200
body contains Gerechnet ab Dezember 2026
body contains Es fehlen: 880 Projektstunden und 6 Jahre.
body contains ab Februar 2033
body contains data-grade="senior-lead" data-missing-hours="880" data-missing-years="6"

# With the exam behind them it is said, and the first grade waits for nothing.
GET /de/stufen?side=implementer&standard=42001&years=2&field-years=1&project-hours=200&held=implementer-exam-42001
code == 200
body contains Die Prüfung zum Lead Implementer haben Sie bestanden.
body contains ab sofort
body contains Es fehlt nichts.
body contains name="held" value="implementer-exam-42001" checked
body lacks Zuerst kommt die Prüfung

# The exam of the other side or the other standard is another exam.
GET /de/stufen?side=auditor&standard=27001&years=2&held=implementer-exam-27001&held=auditor-exam-42001
code == 200
body contains Zuerst kommt die Prüfung zum Lead Auditor.
body contains nach bestandener Prüfung
body lacks ab sofort

# Where the facts leave a row open there is no figure, but where to ask.
GET /en/grades?side=auditor&standard=42001&years=20&field-years=20&audit-hours=5000
code == 200
body contains data-grade="provisional" data-missing-hours="0" data-missing-years="0"
body contains data-grade="plain" data-open
body contains data-grade="lead" data-open
body contains data-grade="senior-lead" data-open
body contains We have not seen the figures of this ladder at a source
body contains open <a href="https://pecb.com/de/certification-rules-and-policies" rel="external">Check with PECB</a>
body lacks Missing:
body lacks 10 years at work

# Project hours do not make an auditor, and the page says so.
GET /en/grades?side=auditor&standard=27001&years=5&field-years=2&project-hours=900&audit-hours=90
code == 200
body contains data-grade="plain" data-missing-hours="110" data-missing-years="0"
body contains data-grade="lead" data-missing-hours="210" data-missing-years="0"
body contains data-grade="senior-lead" data-open
body contains when the hours are there
body contains Hours of the other side never count.

# What is no number, unknown or said twice is dropped, and the rest is put in order.
GET /de/stufen?pace=12&years=-1&field-years=1.5&project-hours=100000&audit-hours=90&side=both&standard=9001&held=nothing&held=auditor-exam-27001&held=foundation-42001&utm_source=x&audit-hours=91
code == 303
header Location == /de/stufen?audit-hours=90&pace=12&held=foundation-42001&held=auditor-exam-27001

# A form that was sent empty leads back to the bare page.
GET /de/stufen?side=&standard=&years=&field-years=&project-hours=&audit-hours=&pace=
code == 303
header Location == /de/stufen

# At the turn of the year it is already January on the owner's clock.
NOW 2026-12-31T23:30:00Z
GET /en/grades?years=1
code == 200
body contains Reckoned from January 2027
body contains from January 2028 at the earliest, when the hours are there
