# Somebody meets a word in an article that they do not know.
GET /en/articles/lead-implementer-or-lead-auditor
code == 200
body contains <a href="/en/glossary#soa">Statement of Applicability</a>

# It leads to one sentence about the word, and to the German one.
GET /en/glossary
code == 200
header Content-Language == en
header Cache-Control == public, no-cache
body contains <h1>Glossary</h1>
body contains <a href="#s">S</a>
body contains <h2 id="s">S</h2>
body contains <div id="soa"><dt>Statement of Applicability</dt><dd>The document that says, control by control,
body contains Also: SoA
body contains <a href="/de/glossar#soa" hreflang="de" lang="de">Erklärung zur Anwendbarkeit</a>
body contains <a href="/de/glossar#lead-auditor" hreflang="de" lang="de"><span lang="en">Lead Auditor</span></a>
body contains class="head__lang" href="/de/glossar" hreflang="de"
body contains "@type":"BreadcrumbList"
body lacks DefinedTerm
body lacks noindex

# The lists of articles and of questions lead there too.
GET /en/articles
body contains <a href="/en/glossary">What the words mean: the glossary</a>

GET /en/faq
body contains <a href="/en/glossary">What the words mean: the glossary</a>

# Other forms of the address lead to the one.
GET /EN/Glossary/
code == 308
header Location == /en/glossary
