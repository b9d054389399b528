package library

// Words that say nothing of what is looked for: they stand in every text, or
// belong to the way in which one asks.
const (
	germanStops = `aber als am an auch auf aus bei beim bin bis da damit dann das dass dem den denn der deren des dessen die dies diese diesem
		diesen dieser dieses doch dort du durch ein eine einem einen einer eines er es etwas für gibt hab habe haben hat hatte hier ich ihm ihn ihnen
		ihr ihre ihrem ihren ihrer im in ins ist ja jede jedem jeden jeder jedes kann können könnte man mein meine meinem meinen meiner mich mir mit
		muss müssen nach nicht noch nur ob oder sein seine seinem seinen seiner sich sie sind so soll sollen sollte sollten sondern über um und uns
		unter vom von vor war waren warum was wann weil weshalb welche welchem welchen welcher welches wenn wer werde werden wie wieso
		wieviel will wir wird wo wofür woher wohin womit worin wozu wurde würde zu zum zur zwischen darf dürfen brauche braucht brauchen bekomme bekommt bitte eigentlich genau möchte mag reicht reichen
		heißt bedeutet`
	englishStops = `a about after am an and any are as at be because been before but by can could did do does doing for from get had has have he her
		here him his how i if in into is it its just let me mine more much must my need needs nor not of off on one or our out over own please
		shall she should so some such than that the their them then there these they this those to too under until up us very was we were what when
		where which while who whom whose why will with would you your enough mean means happens happen between`
)

// publishers of standards: one is as well known without them.
const publishers = "iso iec din"

// Forms whose root cannot be told by their endings, and words that readers use
// for another that is written.
const (
	germanForms = `risiken=risiko bestanden=bestehe durchgefallen=bestehe dauer=dauert unterschied=unterscheiden unterschiede=unterscheiden gültigkeit=gültig kostet=kosten
		gilt=gelten galt=gelten galten=gelten gegolten=gelten hilft=helfen half=helfen geholfen=helfen nimmt=nehmen nahm=nehmen genommen=nehmen
		liest=lesen gelesen=lesen geschrieben=schreiben trifft=treffen getroffen=treffen begonnen=beginnen begann=beginnen
		verloren=verlieren entschieden=entscheiden ausgeschlossen=ausschließen`
	englishForms = `duration=length`
)
