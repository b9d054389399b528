package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// hugoModule is the newest Hugo that builds with our Go.
const hugoModule = "github.com/gohugoio/hugo@v0.165.0"

// hugoSite is the smallest site of two languages that shows what ours does:
// articles with their sources and what to read next, and lists of them.
// Markdown has the features that ours has.
var hugoSite = map[string]string{
	"hugo.toml": `baseURL = "http://127.0.0.1:8080/"
title = "Leadpath"
defaultContentLanguage = "en"
defaultContentLanguageInSubdir = true
disableKinds = ["taxonomy", "term", "rss", "sitemap", "robotstxt", "404"]
buildFuture = true
[frontmatter]
date = ["published"]
lastmod = ["updated"]
[languages.en]
weight = 1
[languages.de]
weight = 2
[markup.goldmark.extensions]
definitionList = false
linkify = false
strikethrough = false
taskList = false
footnote = true
table = true
typographer = { disable = true }
`,
	"layouts/baseof.html": `<!doctype html><html lang="{{ .Site.Language.Lang }}"><head><meta charset="utf-8"><title>{{ .Title }}</title>
<link rel="canonical" href="{{ .Permalink }}">{{ range .Translations }}<link rel="alternate" hreflang="{{ .Language.Lang }}" href="{{ .Permalink }}">{{ end }}
</head><body><main>{{ block "main" . }}{{ end }}</main></body></html>
`,
	"layouts/page.html": `{{ define "main" }}<h1>{{ .Title }}</h1><p>{{ .Params.standfirst }}</p><p>{{ .Params.short }}</p>{{ .TableOfContents }}{{ .Content }}
<p>{{ .ReadingTime }}, {{ .Date.Format "2006-01-02" }}</p><ul>{{ range .Params.sources }}<li><a href="{{ .url }}">{{ .title }}</a></li>{{ end }}</ul>
<ul>{{ range .Params.related }}{{ with $.Site.GetPage (printf "/articles/%s" .key) }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}{{ end }}</ul>{{ end }}
`,
	"layouts/section.html": `{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range first 200 .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Params.standfirst }}</li>{{ end }}</ul>{{ end }}
`,
	"layouts/home.html": `{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range first 5 .Site.RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}
`,
}

// writeHugoSite lays the site beside the content, of which it builds the same
// files.
func writeHugoSite(folder, content string) error {
	for name, text := range hugoSite {
		file := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			return err
		}
	}
	return os.Symlink(content, filepath.Join(folder, "content"))
}

// runHugo times one build into a folder that is not there yet, and gives how
// many pages it made.
func runHugo(hugo, site string) (took time.Duration, pages int, err error) {
	out := filepath.Join(site, "public")
	if err := os.RemoveAll(out); err != nil {
		return 0, 0, err
	}
	build := exec.Command(hugo, "--source", site, "--destination", out, "--contentDir", "content", "--quiet", "--noBuildLock")
	begun := time.Now()
	if said, err := build.CombinedOutput(); err != nil {
		return 0, 0, fmt.Errorf("hugo: %w\n%s", err, said)
	}
	took = time.Since(begun)
	made, err := filepath.Glob(filepath.Join(out, "*", "articles", "*", "index.html"))
	return took, len(made), err
}
