package webtest

// Attacks gives 200 texts that somebody could type to break out of where a
// text stands and to do something there (promise S8): each way out with each
// deed, for pages, mails, calendars, tables, logs and headers.
func Attacks() []string {
	var all []string
	for _, out := range waysOut {
		for _, deed := range deeds {
			all = append(all, out+deed)
		}
	}
	return all
}

var waysOut = []string{
	"", `">`, `'>`, "`>", "-->", "]]>", "</title>", "</style>", "</textarea>", "</script>", `\`, `\"`, "&#34;&#62;", "\r\n", "\r\n\r\n", "\n.\n",
	"\r\n.\r\n", "\nEND:VEVENT\nEND:VCALENDAR\n", "\u2028", "\x00\x1b[2K",
}

var deeds = []string{
	"<script>alert(1)</script>",
	"<img src=x onerror=alert(1)>",
	"<svg/onload=alert(1)>",
	`" onfocus=alert(1) autofocus x="`,
	"javascript:alert(1)",
	"{{.}}${7*7}<%= 7 %>",
	`=HYPERLINK("http://x.example","y")`,
	"Bcc: x@x.example",
	"BEGIN:VALARM",
	"\u202e\u2066gnp.exe",
}
