# Somebody has read about grades, finds the table for hours and takes it along.
GET /en/articles/from-provisional-to-senior-lead
code == 200
body contains <a href="/en/hours-log">

GET /en/hours-log
code == 200
header Content-Language == en
body contains <h1>A log for project hours and audit hours</h1>
body contains <a class="button" href="/en/hours-log.csv" type="text/csv" download>
body contains 17, and 3 example rows
body contains <h3>Client and legal entity</h3>
body contains <a href="/en/articles/where-first-audit-hours-come-from">

GET /en/hours-log.csv
code == 200
header Content-Type == text/csv; charset=utf-8; header=present
header Content-Disposition == attachment; filename="hours-log.csv"
header X-Robots-Tag == noindex
body contains No.,From,To,Client and legal entity,
body contains "Example 1, please delete",2026-10-13,

# The calculator leads there too.
GET /en/grades
code == 200
body contains <a href="/en/hours-log">

# The other language’s address is none here.
GET /en/stundennachweis
code == 404

# The owner calls a column otherwise: page and file say so at once.
EDIT log.toml
	name.en = "Role" => name.en = "Your part"
READ

GET /en/hours-log
code == 200
body contains <h3>Your part</h3>

GET /en/hours-log.csv
code == 200
body contains ,Your part,

# A cell that a spreadsheet would run is not taken over.
EDIT log.toml
	name.en = "Your part" => name.en = "=HYPERLINK(0)"
READ

GET /en/hours-log.csv
code == 200
body contains ,Your part,
