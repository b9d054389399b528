package main

import "fmt"

// The articles that are measured: the longest of each language.
var articles = map[string]string{
	"en": "/en/articles/lead-implementer-or-lead-auditor",
	"de": "/de/artikel/lead-implementer-oder-lead-auditor",
}

// measureArticles compares stored articles with the bare handler (F1).
func measureArticles(path, folder string, rounds, requests int) ([]result, error) {
	letGo, err := pinHere()
	if err != nil {
		return nil, err
	}
	defer letGo()
	ours, err := startOurs(path, folder)
	if err != nil {
		return nil, err
	}
	defer ours.stop()
	var results []result
	for _, lang := range []string{"en", "de"} {
		packed := question{[]string{articles[lang]}, map[string]string{"Accept-Encoding": "br"}}
		first, err := packed.ask(ours.url)
		if err != nil {
			return nil, err
		}
		same := question{packed.paths, map[string]string{"Accept-Encoding": "br", "If-None-Match": first.Header.Get("ETag")}}
		for _, c := range []struct {
			name string
			question
		}{{"br", packed}, {"304", same}} {
			reached, err := compareStored(ours, c.question, folder, rounds, requests)
			if err != nil {
				return nil, err
			}
			r := result{"F1", fmt.Sprintf("article in %s, %s, against bare net/http", lang, c.name), "0.90 (aim 0.95)", reached}
			fmt.Println(r.what+":", r.reached)
			results = append(results, r)
		}
	}
	return results, nil
}

// compareStored lets the bare handler send the very answer that is stored.
func compareStored(ours *program, q question, folder string, rounds, requests int) (string, error) {
	stored, err := q.ask(ours.url)
	if err != nil {
		return "", err
	}
	bare, err := startBare(folder, []answer{stored})
	if err != nil {
		return "", err
	}
	defer bare.stop()
	return compare(ours, bare, q, rounds, requests)
}
