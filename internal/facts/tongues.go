package facts

// months numbers the names of the months.
func months(names ...string) map[string]int {
	numbers := map[string]int{}
	for i, name := range names {
		numbers[name] = i + 1
	}
	return numbers
}

// words gives each of several words the same values.
func words(into map[string][]string, values []string, list ...string) {
	for _, word := range list {
		into[word] = values
	}
}

var english = &tongue{
	thousands: ',', decimal: '.',
	months:   months("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"),
	scales:   map[string]int{"thousand": 3, "million": 6, "m": 6, "billion": 9, "bn": 9},
	half:     map[string]bool{"half": true},
	knownTwo: map[string]bool{"the": true, "these": true, "those": true},
	units:    map[string]int{"year": 6, "years": 6, "hour": 30, "hours": 30, "day": 12, "dozen": 6},
	loose: func() map[string][]string {
		l := map[string][]string{}
		words(l, value("1"), "first", "firstly", "once", "single", "a", "an")
		words(l, value("2"), "both", "twice", "double", "twofold", "second", "secondly", "pair", "couple")
		words(l, []string{"3", "1/3"}, "third", "thirdly")
		words(l, []string{"4", "1/4"}, "fourth")
		words(l, []string{"1/4", "15"}, "quarter")
		words(l, value("12"), "dozen")
		words(l, []string{"2", "14"}, "fortnight")
		words(l, value("10"), "decade")
		words(l, value("3"), "threefold", "triple")
		words(l, value("0"), "zero", "none", "nil", "no")
		for n, word := range []string{"fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"} {
			l[word] = value(decimal(n + 5))
		}
		return l
	}(),
	cardinal: englishCardinal,
}

var german = &tongue{
	thousands: '.', decimal: ',',
	months:   months("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"),
	scales:   map[string]int{"tausend": 3, "million": 6, "millionen": 6, "mio": 6, "milliarde": 9, "milliarden": 9, "mrd": 9},
	half:     map[string]bool{"halb": true, "halbe": true, "halber": true, "halbes": true, "halben": true, "halbem": true},
	knownTwo: map[string]bool{"die": true, "den": true, "der": true, "diese": true, "diesen": true, "dieser": true},
	units:    map[string]int{"jahr": 6, "jahre": 6, "jahres": 6, "stunde": 30, "stunden": 30, "tag": 12, "tage": 12, "tages": 12, "dutzend": 6},
	loose: func() map[string][]string {
		l := map[string][]string{}
		words(l, value("1"), "erst", "erste", "ersten", "erster", "erstes", "erstem", "erstens", "zuerst", "einzig", "einzige", "einzigen", "einziger", "einziges")
		words(l, value("2"), "beide", "beiden", "beider", "beides", "beidem", "doppelt", "doppelte", "doppelten", "paar")
		words(l, []string{"1/2", "6"}, "halbjahr", "halbjahres", "halbjährlich")
		words(l, []string{"1/2", "30"}, "halbstündig")
		words(l, []string{"1.5", "18"}, "anderthalb", "eineinhalb")
		words(l, value("1/2"), "hälfte")
		words(l, value("1/3"), "drittel")
		words(l, []string{"1/4", "15"}, "viertelstunde")
		words(l, []string{"1/4", "3"}, "vierteljahr", "quartal")
		words(l, value("1/4"), "viertel")
		words(l, []string{"3/4", "45"}, "dreiviertelstunde")
		words(l, value("12"), "dutzend")
		words(l, value("10"), "jahrzehnt", "jahrzehnte", "jahrzehnts")
		words(l, value("0"), "null", "kein", "keine", "keinen", "keiner", "keines", "keinem", "keins")
		for n, stem := range []string{"zweit", "dritt", "viert", "fünft", "sechst", "siebt", "", "neunt", "zehnt", "elft", "zwölft"} {
			if stem != "" {
				words(l, value(decimal(n+2)), stem+"e", stem+"en", stem+"er", stem+"es", stem+"em", stem+"ens")
			}
		}
		words(l, value("8"), "achter", "achtes", "achtens")
		return l
	}(),
	cardinal: germanCardinal,
}
