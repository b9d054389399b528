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
