NOW 2026-11-27T08:00:00Z
# Ein Formular, das aussieht wie von einer Maschine gesendet, hält keine Zeit frei: Es wartet auf einen Knopf hinter einem Link.
GET /de/gespraech/2026-12-01T09:00:00Z
code == 200
body contains 10:00

POST /de/gespraech/2026-12-01T09:00:00Z
postquery
	name=Jürgen Müller-Lüdenscheidt
	email=juergen@müller.example
	timezone=Europe/Berlin
	consent=yes
	form={{form}}
code == 202
body contains data-confirm

# Noch einmal dasselbe Formular: dieselbe Antwort.
POST /de/gespraech/2026-12-01T09:00:00Z
postquery
	name=Jürgen Müller-Lüdenscheidt
	email=juergen@müller.example
	timezone=Europe/Berlin
	consent=yes
	form={{form}}
code == 202

GET /de/gespraech
code == 200
body contains data-slot="2026-12-01T09:00:00Z"

# Wer sich Zeit lässt, bucht gleich. Was getippt ist, geht mit in die andere Sprache.
GET /de/gespraech/2026-12-01T10:00:00Z?zone=America/New_York
code == 200
body contains 5:00
body contains 11:00

WAIT 20s
POST /en/call/2026-12-01T10:00:00Z?zone=America/New_York
postquery
	name=Jürgen
	message=Reicht ein Lehrgang?
	form={{form}}
	switch=1
code == 200
body contains lang="en"
body contains value="Jürgen"
body contains Reicht ein Lehrgang?

POST /de/gespraech/2026-12-01T10:00:00Z?zone=America/New_York
postquery
	name=Jürgen
	email=juergen@example.de
	message=Reicht ein Lehrgang?
	timezone=America/New_York
	consent=yes
	form={{form}}
code == 303
header Location contains /de/gespraech/b/

GET {{own}}
code == 200
body contains lang="de"
body contains data-booked="2026-12-01T10:00:00Z"

# Ein Tag hat sechs Plätze; eine Person hat höchstens drei Gespräche offen.
NOW 2026-11-29T12:00:00+01:00
GET /de/gespraech/2026-12-03T13:00:00Z
code == 200

WAIT 5s
POST /de/gespraech/2026-12-03T13:00:00Z
postquery
	name=Jürgen
	email=Juergen@Example.de
	timezone=Europe/Berlin
	consent=yes
	form={{form}}
code == 303

GET /de/gespraech/2026-12-03T14:00:00Z
code == 200

WAIT 5s
POST /de/gespraech/2026-12-03T14:00:00Z
postquery
	name=Jürgen
	email=juergen@example.de
	timezone=Europe/Berlin
	consent=yes
	form={{form}}
code == 303

GET /de/gespraech/2026-12-03T15:00:00Z
code == 200

WAIT 5s
POST /de/gespraech/2026-12-03T15:00:00Z
postquery
	name=Jürgen
	email=juergen@example.de
	message=Noch eine Frage
	timezone=Europe/Berlin
	consent=yes
	form={{form}}
code == 429
header Retry-After contains 0
body contains Noch eine Frage

# Kein Knopf, den wir nicht kennen, ändert etwas.
POST {{own}}
postquery
	do=etwas
code == 200
body contains data-state="booked"

# Kurz vor dem Gespräch lässt sich nichts mehr daran ändern, wenn es begonnen hat.
NOW 2026-12-03T15:05:00+01:00
POST {{own}}
postquery
	do=cancel
code == 409
body contains data-state="booked"

# Wer zu oft sendet, erfährt es auch dort, wo es kein Formular gibt.
NOW 2026-12-20T12:00:00+01:00
POST /de/gespraech/morgen
postquery
	name=Jürgen
code == 404

POST /de/gespraech/morgen
postquery
	name=Jürgen
code == 404

POST /de/gespraech/morgen
postquery
	name=Jürgen
code == 404

POST /de/gespraech/morgen
postquery
	name=Jürgen
code == 404

POST /de/gespraech/morgen
postquery
	name=Jürgen
code == 404

POST /de/gespraech/morgen
postquery
	name=Jürgen
code == 404

POST /de/gespraech/morgen
postquery
	name=Jürgen
code == 404

POST /de/gespraech/morgen
postquery
	name=Jürgen
code == 404

POST /de/gespraech/morgen
postquery
	name=Jürgen
code == 404

POST /de/gespraech/morgen
postquery
	name=Jürgen
code == 404

POST /de/gespraech/morgen
postquery
	name=Jürgen
code == 429
header Retry-After == 60
body contains Das war viel in kurzer Zeit
body lacks Januar
