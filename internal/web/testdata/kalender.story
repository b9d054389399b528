# Freie Zeiten nach der Uhr in Berlin, zum Weiterblättern.
GET /de/gespraech
code == 200
header Cache-Control == no-store
body contains <h1>Eine Zeit für das Gespräch aussuchen</h1>
body contains Die Zeiten gelten für die Uhr in Berlin.
body contains <a data-slot="2026-12-03T13:00:00Z" href="/de/gespraech/2026-12-03T13:00:00Z"><b>14:00</b>
body contains <h2>Donnerstag <span>3. Dezember</span></h2>
body contains 12 freie Zeiten
body contains <strong>3. Dezember bis 9. Dezember 2026</strong>
body contains keine Zeiten
body contains href="/de/gespraech?from=2026-12-10" rel="next"
body lacks noindex

# Über Mitternacht und die Datumsgrenze hinweg steht der Wochentag in Berlin dabei.
GET /de/gespraech?zone=Pacific/Auckland
code == 200
body contains Auckland (UTC+13)
body contains Berlin, 12 Stunden früher
body contains <b>02:00</b><span class="vh"> Freitag,</span> <small>Do 14:00

# Städte heißen, wie sie auf Deutsch heißen.
GET /de/gespraech?zone=Europe/Lisbon
code == 200
body contains Lissabon (UTC+0)
body contains Berlin, 1 Stunde später
body contains <option selected value=Europe/Lisbon>Lissabon
body contains <optgroup label="Indischer Ozean">

# Tag, Uhr und Antworten gehen mit in die andere Sprache und ins Formular.
GET /de/gespraech?zone=Europe/Lisbon&from=2026-12-08&v=1&draft=3
code == 200
body contains href="/en/call?zone=Europe/Lisbon&amp;from=2026-12-08&amp;v=1&amp;draft=3"
body contains href="/de/gespraech/2026-12-08T08:00:00Z?zone=Europe/Lisbon&amp;v=1&amp;draft=3"
body contains <input type="hidden" name="from" value="2026-12-08">

# Eine unbekannte Zeitzone wird nicht verschwiegen.
GET /de/gespraech?zone=Mars/Olympus
code == 200
body contains Die Zeitzone in dieser Adresse kennen wir nicht. Die Zeiten gelten für die Uhr in Berlin.

# So weit voraus gibt es noch keine Zeiten.
GET /de/gespraech?from=2027-03-01
code == 200
body contains Zeiten vergeben wir bis Dienstag, 29. Dezember 2026.
body contains href="/de/gespraech">Zu den ersten freien Zeiten
body lacks data-slot

# Startseite, Artikel, Fragen und Ergebnis führen hierher.
GET /de/
code == 200
body contains href="{{site}}/de/gespraech">Freie Zeiten ansehen
body contains href="{{site}}/de/gespraech">Gespräch</a>

GET /de/faq
code == 200
body contains href="{{site}}/de/gespraech">Freie Zeiten ansehen

GET /de/weg/ergebnis?v=1&draft=4&trail=1&halfdone=0&badnews=3&adapt=4&wording=1&persuade=1&leave=3&tend=3&strangers=1&agree=1&unwelcome=3
code == 200
body contains href="/de/gespraech?v=1&amp;draft=4&amp;trail=1&amp;halfdone=0&amp;badnews=3
body contains data-letter
body lacks mailto:owner@example.org?
