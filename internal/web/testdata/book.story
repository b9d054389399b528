NOW 2026-11-27T08:00:00Z
# Ada opens the form of a Tuesday morning. Its times are Berlin's, since she named no zone.
GET /en/call/2026-12-01T09:00:00Z
code == 200
header Cache-Control == no-store
body contains data-booking
body contains 10:00
body contains name="robots" content="noindex"

# She reads the notice, types, and sends it after a while.
WAIT 40s
POST /en/call/2026-12-01T09:00:00Z
postquery
	name=Ada Lovelace
	email=ada@example.org
	topic=choice
	message=Is an exam enough?
	timezone=Europe/Berlin
	consent=yes
	form={{form}}
code == 303
header Location contains /en/call/b/

# Her own page is the confirmation.
GET {{own}}
code == 200
header Referrer-Policy == no-referrer
header Cache-Control == no-store
header X-Robots-Tag == noindex
body contains data-booked="2026-12-01T09:00:00Z"
body contains data-state="booked"
body contains Ada Lovelace
body contains Is an exam enough?
body contains data-ics
body contains data-move
body contains data-cancel

# She presses the button twice: the same form is one call.
POST /en/call/2026-12-01T09:00:00Z
postquery
	name=Ada Lovelace
	email=ada@example.org
	topic=choice
	message=Is an exam enough?
	timezone=Europe/Berlin
	consent=yes
	form={{form}}
code == 303
header Location == {{own}}

# The opening is not offered any more, nor are those beside it (buffer).
GET /en/call
code == 200
body lacks data-slot="2026-12-01T09:00:00Z"
body lacks data-slot="2026-12-01T09:15:00Z"
body lacks data-slot="2026-12-01T08:45:00Z"
body contains data-slot="2026-12-01T09:30:00Z"

# Charles had the same form open: he loses the opening, not what he typed.
GET /en/call/2026-12-01T10:00:00Z
code == 200

WAIT 10s
POST /en/call/2026-12-01T09:00:00Z
postquery
	name=Charles
	email=charles@example.org
	message=Half a page of thoughts.
	timezone=Europe/London
	consent=yes
	form={{form}}
code == 409
body contains data-error="start"
body contains value="charles@example.org"
body contains Half a page of thoughts.
body contains data-slot="2026-12-01T09:30:00Z"
body contains formaction="/en/call/2026-12-01T09:30:00Z

# He carries what he typed to the next one by the button beside it.
POST /en/call/2026-12-01T09:30:00Z
postquery
	name=Charles
	email=charles@example.org
	message=Half a page of thoughts.
	timezone=Europe/London
	consent=yes
	form={{form}}
	switch=1
code == 200
body contains value="charles@example.org"
body contains Half a page of thoughts.
body contains selected value=Europe/London

POST /en/call/2026-12-01T09:30:00Z
postquery
	name=Charles
	email=charles@example.org
	message=Half a page of thoughts.
	timezone=Europe/London
	consent=yes
	form={{form}}
code == 303

# He calls it off, takes that back, and moves it to Thursday.
POST {{own}}
postquery
	do=cancel
code == 303
header Location == {{own}}

GET {{own}}
code == 200
body contains data-state="cancelled"
body contains data-undo

GET /en/call
code == 200
body contains data-slot="2026-12-01T09:30:00Z"

POST {{own}}
postquery
	do=undo
code == 303

GET {{own}}
code == 200
body contains data-state="booked"

GET {{own}}/move/2026-12-03T13:00:00Z
code == 200
body contains data-move

POST {{own}}/move/2026-12-03T13:00:00Z
postquery
	x=
code == 303
header Location == {{own}}

GET {{own}}
code == 200
body contains data-booked="2026-12-03T13:00:00Z"

# The calendar file says the same.
GET {{own}}/call.ics
code == 200
header Content-Type == text/calendar; charset=utf-8
body contains DTSTART:20261203T130000Z
body contains SEQUENCE:3

# At last he has it forgotten, but only when he says that he is sure.
POST {{own}}
postquery
	do=erase
code == 422
body contains data-error="sure"

POST {{own}}
postquery
	do=erase
	sure=yes
code == 200
body contains data-erased=
body lacks charles@example.org

GET {{own}}
code == 404
header Referrer-Policy == no-referrer

WAIT 3m

# A form with nothing in it names every field, and keeps what there is.
GET /en/call/2026-12-08T09:00:00Z
code == 200

WAIT 10s
POST /en/call/2026-12-08T09:00:00Z
postquery
	name=Grace
	email=grace@hopper
	form={{form}}
code == 422
body contains <title>Error: 
body contains value="Grace"
body contains data-error="email"
body contains data-error="timezone"
body contains data-error="consent"
body lacks data-error="name"

# What was never offered is not there; others are.
GET /en/call/2026-12-06T09:00:00Z
code == 404
body contains data-slot=

GET /en/call/tomorrow
code == 404

POST /en/call/2026-12-06T09:00:00Z
postquery
	name=Grace
code == 409
body contains value="Grace"
body contains data-slot=

# Another site cannot post.
POST /en/call/2026-12-08T09:00:00Z
Origin: https://elsewhere.example
Sec-Fetch-Site: cross-site
postquery
	name=Grace
code == 403

# The address has one form; what a start or a secret is keeps its case.
GET /EN/Call/2026-12-08T09:00:00Z?zone=Europe/Paris
code == 308
header Location == /en/call/2026-12-08T09:00:00Z?zone=Europe/Paris
