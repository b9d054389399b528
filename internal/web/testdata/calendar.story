# The free times of a week, by the owner's clock, which the page says.
GET /en/call
code == 200
header Cache-Control == no-store
header Set-Cookie ==
body contains <h1>Choose a time for a call</h1>
body contains These are the times of Berlin.
body contains data-clock="Europe/Berlin"
body contains <a data-slot="2026-12-03T13:00:00Z" href="/en/call/2026-12-03T13:00:00Z"><b>14:00</b>
body contains <h2>Thursday <span>3 December</span></h2>
body contains 12 free times
body contains <strong>3 December to 9 December 2026</strong>
body contains <h2>Friday <span>4 December</span></h2><p class="small">no times</p>
body contains href="/en/call?from=2026-12-10" rel="next"
body contains hreflang="de" lang="de" rel="alternate"
body lacks rel="prev"
body lacks noindex
body lacks in Berlin</span></small>

# What the page does not know changes nothing.
GET /en/call?utm_source=x
code == 200
body contains <link rel="canonical" href="http
body lacks noindex
body lacks utm_source

# On the clock of another place, the owner's beside it, the zone carried along.
GET /en/call?zone=America/New_York
code == 200
body contains noindex
body contains New York (UTC−5)
body contains Berlin, 6 hours ahead
body contains <a data-slot="2026-12-03T13:00:00Z" href="/en/call/2026-12-03T13:00:00Z?zone=America/New_York"><b>08:00</b>
body contains <small>14:00<span class="vh"> in Berlin</span></small>
body contains href="/de/gespraech?zone=America/New_York"
body contains <option selected value=America/New_York>New York
body lacks These are the times of Berlin

# A form writes the slash in another way.
GET /en/call?zone=America%2FNew_York
code == 200
body contains New York (UTC−5)

# Where it is another day by then, that is said too.
GET /en/call?zone=Pacific/Honolulu
code == 200
body contains <b>22:00</b><span class="vh"> Monday,</span> <small>Tue 09:00

# The owner's own zone doubles nothing.
GET /en/call?zone=Europe/Berlin
code == 200
body contains <b>14:00</b>
body lacks in Berlin</span></small>

# Nor does another zone with the same time.
GET /en/call?zone=Europe/Vienna
code == 200
body contains Vienna (UTC+1)
body contains Berlin, the same time
body lacks in Berlin</span></small>

# Browsers say some zones by an older name.
GET /en/call?zone=Asia/Calcutta
code == 200
body contains Kolkata (UTC+5:30)
body contains Berlin, 4 hours 30 minutes behind
body contains <option selected value=Asia/Kolkata>

# A zone that is on no list is one all the same.
GET /en/call?zone=Etc/GMT%2B5
code == 200
body contains <option value="Etc/GMT+5" selected>GMT+5</option>
body contains href="/en/call/2026-12-03T13:00:00Z?zone=Etc/GMT%2B5"

# One that is none is the owner's, and the page says so.
GET /en/call?zone=Mars/Olympus
code == 200
body contains We do not know the time zone in this address. These are the times of Berlin.
body contains <b>14:00</b>
body contains noindex
body lacks Mars

# Nor is one of the machine's.
GET /en/call?zone=Local
code == 200
body contains These are the times of Berlin.

GET /en/call?zone=%3Cscript%3E
code == 200
body lacks <script>

# Nothing in its place is the owner's as well.
GET /en/call?zone=
code == 200
body contains These are the times of Berlin.

# From a day on, on the clock of the place; the weeks before and after.
GET /en/call?zone=Asia/Tokyo&from=2026-12-12
code == 200
body contains <strong>12 December to 18 December 2026</strong>
body contains href="/en/call?zone=Asia/Tokyo&amp;from=2026-12-05" rel="prev"
body contains href="/en/call?zone=Asia/Tokyo&amp;from=2026-12-19" rel="next"
body contains href="/de/gespraech?zone=Asia/Tokyo&amp;from=2026-12-12"
body contains <input type="hidden" name="from" value="2026-12-12">
body contains data-slot="2026-12-15T08:00:00Z"
body lacks data-slot="2026-12-10

# Today is a day like any other, also without a time that is free.
GET /en/call?from=2026-12-01
code == 200
body contains <strong>1 December to 7 December 2026</strong>
body contains <h2>Tuesday <span>1 December</span></h2><p class="small">no times</p>
body contains data-slot="2026-12-03T13:00:00Z"
body lacks rel="prev"

# The week before leads no further back than today.
GET /en/call?from=2026-12-04
code == 200
body contains href="/en/call?from=2026-12-01" rel="prev"

# A day that is over, or none, is the first with an opening.
GET /en/call?from=2026-11-30
code == 200
body contains <strong>3 December to 9 December 2026</strong>
body lacks rel="prev"

GET /en/call?from=2026-02-30
code == 200
body contains <strong>3 December to 9 December 2026</strong>

GET /en/call?from=tomorrow
code == 200
body contains <strong>3 December to 9 December 2026</strong>

# Days without a time that is free lead to the next that has some.
GET /en/call?from=2026-12-18
code == 200
body contains data-slot="2026-12-22T08:00:00Z"

GET /en/call?from=2026-12-04
code == 200
body contains data-slot="2026-12-08T08:00:00Z"

# Beyond the horizon there is nothing yet, and a way back.
GET /en/call?from=2027-01-05&zone=Asia/Tokyo
code == 303
header Location == /en/call?zone=Asia/Tokyo&from=2027-01-05

GET /en/call?zone=Asia/Tokyo&from=2027-01-05
code == 200
body contains We give out times up to Tuesday 29 December 2026. These days lie beyond.
body contains href="/en/call?zone=Asia/Tokyo">To the first free times
body lacks data-slot
body lacks rel="next"

GET /en/call?from=9999-12-31
code == 200
body contains These days lie beyond.
body lacks data-slot

# A time far ahead is not offered, and no more (the clocks of Go stand still on that day).
GET /en/call/2040-12-31T09:00:00Z
code == 404
body contains data-slot="2026-12-29T

GET /en/call?from=2041-01-01
code == 200
body contains These days lie beyond.

# Answers go along to the form, in their one order.
GET /en/call?draft=3&zone=Asia/Tokyo&x=1
code == 303
header Location == /en/call?zone=Asia/Tokyo&v=1&draft=3
header Cache-Control == no-store

GET /en/call?zone=Asia/Tokyo&v=1&draft=3
code == 200
body contains href="/en/call/2026-12-03T13:00:00Z?zone=Asia/Tokyo&amp;v=1&amp;draft=3"
body contains href="/en/call?zone=Asia/Tokyo&amp;from=2026-12-10&amp;v=1&amp;draft=3" rel="next"
body contains <input type="hidden" name="draft" value="3">
body contains href="/de/gespraech?zone=Asia/Tokyo&amp;v=1&amp;draft=3"
body lacks The result of your questionnaire comes along.

# A whole result is announced.
GET /en/call?v=1&draft=4&trail=1&halfdone=0&badnews=3&adapt=4&wording=1&persuade=1&leave=3&tend=3&strangers=1&agree=1&unwelcome=3
code == 200
body contains The result of your questionnaire comes along.

# What would be asked of others is not known here: parameters said twice count once.
GET /en/call?zone=Asia/Tokyo&zone=Europe/Paris
code == 303
header Location == /en/call?zone=Asia/Tokyo

# As time goes on, times go by.
NOW 2026-12-02T14:20:00Z
GET /en/call
code == 200
body contains 6 free times
body contains data-slot="2026-12-03T14:30:00Z"
body lacks data-slot="2026-12-03T14:15:00Z"

# Other forms of the address lead to the one.
GET /EN/Call/?from=2026-12-10
code == 308
header Location == /en/call?from=2026-12-10

# The owner is away for weeks: the page leads to the first day after.
EDIT call.toml
	# The owner's hours for calls. They are an example until the owner sets their own. => dates."2026-12-01..2026-12-20" = []
	[dates] => # and no other days
READ
GET /en/call
code == 200
body contains data-slot="2026-12-22T08:00:00Z"
body contains <strong>22 December to 28 December 2026</strong>

GET /en/call?from=2026-12-06
code == 200
body contains No time is free on these days.
body contains href="/en/call?from=2026-12-22">The next free time is on Tuesday 22 December 2026
body contains href="/en/call">To the first free times
body lacks data-slot

# The owner takes no calls: an e-mail is left.
EDIT call.toml
	["09:00-12:00", "13:00-15:00"] => []
	["14:00-17:00"] => []
READ
GET /en/call
code == 200
body contains No time is free at present. Please write to us and we will find one:
body contains mailto:owner@example.org
body lacks data-slot
