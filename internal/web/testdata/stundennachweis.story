# Die Tabelle für Stunden, mit den Spalten der deutschen Seite.
GET /de/stundennachweis
code == 200
header Content-Language == de
body contains <h1>Stundennachweis für Projekte und Audits</h1>
body contains <a class="button" href="/de/stundennachweis.csv" type="text/csv" download>
body contains <h3>Auftraggeber und Rechtsträger</h3>

GET /de/stundennachweis.csv
code == 200
header Content-Type == text/csv; charset=utf-8; header=present
header Content-Disposition == attachment; filename="stundennachweis.csv"
header Content-Language == de
body contains Nr.;Von;Bis;Auftraggeber und Rechtsträger;
body contains Beispiel 1, bitte löschen;2026-10-13;

# Ein Tippfehler in der Großschreibung führt zur Seite.
GET /de/Stundennachweis.CSV
code == 308
header Location == /de/stundennachweis.csv
