# An old printed address in capitals leads to the page in one step.
GET /EN/Articles
code == 308
header Location == /en/articles

# What was in the query stays.
GET /de//artikel/?utm_source=brief&x=%2F
code == 308
header Location == /de/artikel?utm_source=brief&x=%2F

# The language roots alone end in a slash.
GET /de
code == 308
header Location == /de/

# Letters that were written as signs mean the same page.
GET /en/%61rticles
code == 308
header Location == /en/articles

# Where there is no page in any form, nobody is sent around.
GET /EN/Nothing/
code == 404
header Location ==
body contains <html lang="en">

# A page of an issue to come is not there yet, and nothing says so but the 404.
GET /desk
Accept-Language: de
code == 404
body contains <html lang="de">

# Outside both languages the visitor's own is spoken.
GET /wp-login.php
Accept-Language: de
code == 404
header Content-Language == de
header Vary contains Accept-Language
header Cache-Control == no-store
body contains <html lang="de">

# A page takes readers alone, and says what it takes.
POST /de/faq
code == 405
header Allow == GET, HEAD
body contains <html lang="de">

# The page that one reader asked the head of is there for the next.
HEAD /en/faq
code == 200
body ==
