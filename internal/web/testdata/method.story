# Somebody distrusts quizzes that sell, and reads how this one comes to its advice.
GET /en/path/method
code == 200
header Cache-Control == public, no-cache
header Set-Cookie ==
body contains <h1>How the advice is reached</h1>
body contains I like writing the first version of a rule for something nobody has settled yet.
body contains If neither side reaches 14
body contains If one side is ahead by 5 or more
body contains If the weaker side reaches 12: both.
body contains If 3 or more statements are open on one side
body contains This example as a result page
body contains Version 1 (asked today)
body contains class="head__lang" href="/de/weg/verfahren" hreflang="de"

# A colleague reads the same in German.
GET /de/weg/verfahren
code == 200
body contains <h1>Wie der Rat zustande kommt</h1>
body contains Erreicht keine Seite 14
body contains Ich schreibe gern die erste Fassung einer Regel für etwas, das noch niemand geregelt hat.
body contains class="head__lang" href="/en/path/method" hreflang="en"

# The start of the questionnaire and every result lead there.
GET /en/path
code == 200
body contains href="/en/path/method"

# Asked for by its number, today’s version is the same page under its one address.
GET /en/path/method?v=1
code == 200
header Cache-Control == public, no-cache
body contains Version 1 (asked today)
body contains /en/path/method">
body lacks /en/path/method?v=1

# A version that never was is today’s too, and what else stands behind is not heard.
GET /de/weg/verfahren?v=7&utm_source=x
code == 200
body contains Version 1 (heute gefragt)
body lacks utm_source

# A statement is worded better; the page says it at once.
EDIT path/1.toml
	I like writing the first version => I enjoy writing the first version
READ
GET /en/path/method
code == 200
body contains I enjoy writing the first version of a rule
body lacks I like writing the first version of a rule

# Without the questionnaire's file there is nothing to publish: the last good version stays.
EDIT path/1.toml
	bar  = 14 => bar  = 0
READ
GET /en/path/method
code == 200
body contains If neither side reaches 14
