package locale

// A Language is one the site speaks.
type Language struct {
	Code           string // as in <html lang> and in the first step of every address
	Name           string // in the language itself
	WordsPerMinute int    // how many words a reader takes in a minute
	MostWords      int    // of a sentence that is read in one breath
	HalfWords      int    // that half of an article’s sentences should not exceed
	Separator      rune   // between the cells of a CSV file, as spreadsheets set to the language expect it
}

// Languages are all languages of the site, each with its words in
// locales/CODE.toml. The first is the one for readers whose language is
// not among them (x-default).
var Languages = []Language{
	{Code: "en", Name: "English", WordsPerMinute: 200, MostWords: 35, HalfWords: 20, Separator: ','},
	{Code: "de", Name: "Deutsch", WordsPerMinute: 180, MostWords: 30, HalfWords: 17, Separator: ';'},
}
