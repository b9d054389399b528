# Somebody looks for something: a field, nothing found yet, and ways on.
GET /en/search
code == 200
body contains <form class="seek noprint" role="search" action="/en/search">
body contains <h1>Search</h1>
body contains noindex
body contains href="/en/faq"
body lacks data-hit
body lacks Nothing was found

# A part of a compound, or a word for an inflected one: articles, answers and
# terms in one list, the words marked, and a jump to the section.
GET /en/search?q=keeping+a+log
code == 200
header Cache-Control == no-store
body contains <title>keeping a log: search
body contains noindex
body contains value="keeping a log"
body contains data-hit="article"
body contains href="/en/articles/from-provisional-to-senior-lead#a-log-from-day-one"
body contains › <span>A log from day one</span>
body contains <mark>Keep</mark>
body contains class="head__lang" href="/de/suche?q=keeping+a+log" hreflang="de"
body lacks data-other-language

# A standard is written in four ways.
GET /en/search?q=iso27001
code == 200
body contains <mark>27001</mark>

GET /en/search?q=ISO%2FIEC+27001
code == 200
body contains <mark>27001</mark>

# There is nothing in English, but in German there is.
GET /en/search?q=Pruefung
code == 200
body contains data-other-language
body contains Nothing was found in English
body contains <a href="/de/faq/
body contains lang="de" hreflang="de"
body contains <mark>Prüfung</mark>

# There is nothing at all: what may help, and ways on.
GET /en/search?q=xylophone
code == 200
body contains Nothing was found. Each of the words must stand in a text
body contains href="/en/articles"
body lacks data-hit

# What was typed stays text.
GET /en/search?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E%22
code == 200
body contains value="&lt;script&gt;alert(1)&lt;/script&gt;&#34;"
body lacks <script>alert

# Control characters and bytes that are no letters are left out.
GET /en/search?q=%00log%07%FF%0A
code == 200
body contains value="log"
body contains data-hit

# Parameters that it does not know change nothing, nor does an empty query.
GET /en/search?q=&lang=de&page=2
code == 200
body contains <h1>Search</h1>
body lacks data-hit
body lacks lang=de

# A page that is not there offers the field.
GET /en/nothing
code == 404
body contains <form class="seek noprint" role="search" action="/en/search">
