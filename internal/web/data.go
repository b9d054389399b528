package web

import (
	"leadpath/internal/library"
	"leadpath/templates"
)

// Structured data says what the page shows, in the words of schema.org.
type object map[string]any

// breadcrumbs are one that every page has, so that its fields stand in place:
// a map is sorted each time.
type breadcrumbs struct {
	Context string     `json:"@context"`
	Type    string     `json:"@type"`
	Steps   []listItem `json:"itemListElement"`
}

type listItem struct {
	Type     string `json:"@type"`
	Item     string `json:"item"`
	Name     string `json:"name"`
	Position int    `json:"position"`
}

// A crumb is a page on the way from the home page.
type crumb struct{ name, address string }

func (e *site) organization(p templates.Page) object {
	return object{"@type": "Organization", "name": p.Owner.Brand, "url": p.Absolute(p.Path("home"))}
}

// websiteData describes the home page.
func (e *site) websiteData(p templates.Page) any {
	return object{
		"@context": "https://schema.org", "@type": "WebSite",
		"name": p.Owner.Brand, "url": p.Canonical(), "inLanguage": p.Code, "publisher": e.organization(p),
	}
}

// crumbs describes the way from the home page to this one.
func (e *site) crumbs(p templates.Page, between ...crumb) breadcrumbs {
	steps := append(append([]crumb{{p.Owner.Brand, p.Path("home")}}, between...), crumb{p.Title, p.Filled(p.Address)})
	items := make([]listItem, len(steps))
	for i, s := range steps {
		items[i] = listItem{"ListItem", p.Absolute(s.address), s.name, i + 1}
	}
	return breadcrumbs{"https://schema.org", "BreadcrumbList", items}
}

func (e *site) articleData(p templates.Page, a *library.Article) any {
	article := object{
		"@context": "https://schema.org", "@type": "Article",
		"headline": a.Title, "description": a.Standfirst, "inLanguage": p.Code, "mainEntityOfPage": p.Canonical(),
		"datePublished": a.Published.String(), "dateModified": a.Updated.String(),
		"author": e.writer(p, a.Author), "publisher": e.organization(p), "image": p.Absolute(p.Written.Card),
	}
	if corrected := e.CorrectionsOf(a); len(corrected) > 0 {
		article["correction"] = corrections(corrected)
	}
	return []any{article, e.crumbs(p, crumb{p.T("articles.title"), p.Path("articles")})}
}

// corrections say what was wrong in an article and since when it is right.
func corrections(list []library.Correction) (all []object) {
	for _, c := range list {
		all = append(all, object{"@type": "CorrectionComment", "text": c.Text, "datePublished": c.Date.String()})
	}
	return all
}

// writer is a person, or the editorial team as an organisation.
func (e *site) writer(p templates.Page, a *library.Author) object {
	kind := "Organization"
	if a.Person() {
		kind = "Person"
	}
	return object{"@type": kind, "name": a.Name, "url": p.Absolute(p.Path("author", a.Slug))}
}

func (e *site) authorData(p templates.Page, a *library.Author) any {
	writer := e.writer(p, a)
	if a.Person() && len(a.Credentials) > 0 {
		var held []object
		for _, c := range a.Credentials {
			held = append(held, object{"@type": "EducationalOccupationalCredential", "name": c})
		}
		writer["hasCredential"] = held
	}
	return []any{
		object{"@context": "https://schema.org", "@type": "ProfilePage", "url": p.Canonical(), "mainEntity": writer},
		e.crumbs(p, crumb{p.T("articles.title"), p.Path("articles")}),
	}
}
