# The German start, and the way to the first statement.
GET /de/weg
code == 200
body contains href="/de/weg/draft?v=1"
body contains etwa drei Minuten

# A German statement carries the same ids, and the link to the English one keeps the answers.
GET /de/weg/trail?v=1&draft=3&star=draft
code == 200
body contains Aussage 2 von 12
body contains data-question="trail"
body contains href="/en/path/trail?v=1&amp;draft=3&amp;star=draft"

# Both: the pairs are asked, and the order follows.
GET /de/weg/unwelcome?from=unwelcome&v=1&draft=4&trail=4&halfdone=1&badnews=1&adapt=3&wording=3&persuade=1&leave=1&tend=3&strangers=3&agree=1&unwelcome=1
code == 303
header Location == /de/weg/monday?v=1&draft=4&trail=4&halfdone=1&badnews=1&adapt=3&wording=3&persuade=1&leave=1&tend=3&strangers=3&agree=1&unwelcome=1

GET /de/weg/ergebnis?v=1&draft=4&trail=4&halfdone=1&badnews=1&adapt=3&wording=3&persuade=1&leave=1&tend=3&strangers=3&agree=1&unwelcome=1&monday=b&proud=a&learn=b
code == 200
body contains data-outcome="both"
body contains Beides. Zuerst prüfen, dann bauen.

# Circumstances decide about the order where they agree, and can be set aside.
GET /de/weg/ergebnis?v=1&draft=4&trail=4&halfdone=1&badnews=1&adapt=3&wording=3&persuade=1&leave=1&tend=3&strangers=3&agree=1&unwelcome=1&monday=b&proud=a&learn=b&need=build
code == 200
body contains Beides. Zuerst bauen, dann prüfen.
body contains &amp;need=build&amp;without=need"

GET /de/weg/ergebnis?v=1&draft=4&trail=4&halfdone=1&badnews=1&adapt=3&wording=3&persuade=1&leave=1&tend=3&strangers=3&agree=1&unwelcome=1&monday=b&proud=a&learn=b&need=build&without=need
code == 200
body contains Beides. Zuerst prüfen, dann bauen.

# A page in the words of the other language is none.
GET /de/path
code == 404
