# The start says what is asked, how long it takes and what is kept.
GET /en/path
code == 200
header Cache-Control == public, no-cache
body contains href="/en/path/draft?v=1"
body contains about three minutes
body contains href="/en/path/method"
body contains hreflang="de" href="

# The home page leads to it.
GET /en/
code == 200
body contains href="{{site}}/en/path"

# A step without a version gets today's.
GET /en/path/draft
code == 303
header Location == /en/path/draft?v=1
header Cache-Control == no-store

# The first statement: five answers and two apart, a star, and nothing else but the way back.
GET /en/path/draft?v=1
code == 200
header Cache-Control == no-store
header Set-Cookie ==
body contains <form class="ask" data-question="draft" data-kind="statement" method="get"
body contains name="draft" value="0"
body contains name="draft" value="4"
body contains name="draft" value="unsure"
body contains name="star" value="draft"
body lacks <nav
body lacks noindex
body contains Statement 1 of 12

# Sent without an answer it comes again, with a word on it.
GET /en/path/draft?v=1&from=draft
code == 303
header Location == /en/path/draft?v=1#missing

# Sent with an answer and a star it leads on, by an address of its own.
GET /en/path/draft?from=draft&v=1&draft=3&star=draft
code == 303
header Location == /en/path/trail?v=1&draft=3&star=draft

# A star is taken back by leaving it out; another answer takes the first one's place.
GET /en/path/trail?v=1&draft=3&star=draft
code == 200
body contains <meta name="robots" content="noindex">
body contains name="draft" value="3"
body contains (2 stars left)
body contains href="/en/path/draft?v=1&amp;draft=3&amp;star=draft"

# Whoever asks for the result too early is sent to the first open statement.
GET /en/path/result?v=1&draft=3&halfdone=1
code == 303
header Location == /en/path/trail?v=1&draft=3&halfdone=1

# What was made up is dropped, what is sensible stays, in one order.
GET /en/path/trail?x=1&star=draft&draft=9&draft=2&trail=-1&v=17&star=nothing&halfdone=unsure&without=need&pair=a
code == 303
header Location == /en/path/trail?v=1&draft=2&halfdone=unsure&star=draft

# Nine stars: the first three in the questionnaire's order.
GET /en/path/draft?v=1&star=unwelcome&star=agree&star=strangers&star=tend&star=leave&star=persuade&star=wording&star=adapt&star=badnews
code == 303
header Location == /en/path/draft?v=1&star=badnews&star=adapt&star=wording

# The start shows where somebody left off.
GET /en/path?v=1&draft=3&trail=1
code == 200
header Cache-Control == no-store
body contains 2 of 12 statements are answered.
body contains href="/en/path/halfdone?v=1&amp;draft=3&amp;trail=1"

# With all statements given a step leads to the next without an answer.
GET /en/path/unwelcome?from=unwelcome&v=1&draft=4&trail=1&halfdone=0&badnews=3&adapt=4&wording=1&persuade=1&leave=3&tend=3&strangers=1&agree=1&unwelcome=3
code == 303
header Location == /en/path/standard?v=1&draft=4&trail=1&halfdone=0&badnews=3&adapt=4&wording=1&persuade=1&leave=3&tend=3&strangers=1&agree=1&unwelcome=3

# A circumstance can be skipped, which counts as answered.
GET /en/path/standard?from=standard&v=1&draft=4&trail=1&halfdone=0&badnews=3&adapt=4&wording=1&persuade=1&leave=3&tend=3&strangers=1&agree=1&unwelcome=3&skip=standard
code == 303
header Location == /en/path/need?v=1&draft=4&trail=1&halfdone=0&badnews=3&adapt=4&wording=1&persuade=1&leave=3&tend=3&strangers=1&agree=1&unwelcome=3&standard=skip

# The result shows its working.
GET /en/path/result?v=1&draft=4&trail=1&halfdone=0&badnews=3&adapt=4&wording=1&persuade=1&leave=3&tend=3&strangers=1&agree=1&unwelcome=3&standard=skip
code == 200
header Cache-Control == no-store
body contains data-outcome="lead-implementer" data-lean="lead-implementer" data-build="88" data-verify="25" data-settled="yes" data-margin="8" data-strength="clear"
body contains data-contribution="draft" data-build="4"
body contains data-contribution="leave" data-verify="1"
body contains Lead Implementer. You build.
body contains data-flip="
body contains hreflang="de" href="
body contains <meta name="robots" content="noindex">
body contains /de/weg/ergebnis?v=1&amp;draft=4

# A step of no version is not there, with a way on.
GET /en/path/nothing?v=1
code == 404
body contains href="{{site}}/en/path"

# An address of more than 2,000 characters is too long, with a way back.
GET /en/path/result?v=1&x=0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000
code == 414
body contains href="{{site}}/en/path"

# Upper case has its own address too, and keeps the query.
GET /EN/Path/Draft?v=1
code == 308
header Location == /en/path/draft?v=1
