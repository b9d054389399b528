package main

// The words of the trade that generated articles are made of.
var english = pen{
	lang: "en", slug: "evidence-of-clause", title: "Evidence for clause %d of a management system",
	standfirst: "Case %d: what an organisation keeps as evidence, who looks at it and how long it stays with the documents of the management system.",
	short:      "Evidence is what another person can check without asking you.",
	headings:   []string{"What is asked", "What counts as evidence", "How much time it takes", "Who decides", "What comes next"},
	who: []string{"The lead auditor", "The lead implementer", "A certification body", "The management of the organisation", "Whoever owns the risk", "An internal auditor",
		"The training partner", "A candidate with two years in the field", "The supplier of the model", "The person who signs the statement of applicability", "An accreditation body", "The deployer of a system"},
	does: []string{"describes", "checks", "plans", "approves", "records", "samples", "compares", "reviews", "questions", "explains", "documents", "reports"},
	what: []string{"the scope of the management system", "the treatment of risks", "the impact assessment", "the audit programme", "documented project hours", "the objectives for AI",
		"the nonconformity and its correction", "the controls of Annex A", "roles and competence", "the management review", "the log of changes", "the surveillance audit",
		"independence and impartiality", "the training of staff", "records of operation", "the list of interested parties", "the policy", "the supplier’s contract"},
	when: []string{"before the first stage", "within 12 months", "after each change", "in a meeting of 30 minutes", "as ISO/IEC 42001 asks in clause 9", "for a period of 3 years", "with the words of ISO 19011",
		"without looking at the result first", "and names the source", "where the organisation is small", "once a year", "under Regulation (EU) 2024/1689", "on 5 days of a course", "beside ISO/IEC 27001"},
	more: "The article beside this one", answer: "A short answer", reason: "what the same clause asks of the other side", source: "Rules and guidance on evidence, page",
	row: [3]string{"Evidence", "Years", "Hours"}, foreign: "In German it is called [Nachweis]{lang=de}.",
}

var german = pen{
	lang: "de", slug: "nachweis-zum-abschnitt", title: "Nachweise zum Abschnitt %d eines Managementsystems",
	standfirst: "Fall %d: was eine Organisation als Nachweis aufbewahrt, wer ihn ansieht und wie lange er bei den Unterlagen des Managementsystems bleibt.",
	short:      "Ein Nachweis ist, was eine andere Person prüfen kann, ohne Sie zu fragen.",
	headings:   []string{"Was verlangt wird", "Was als Nachweis zählt", "Wie viel Zeit es braucht", "Wer entscheidet", "Was danach kommt"},
	who: []string{"Wer ein Audit leitet,", "Die Zertifizierungsstelle", "Die Leitung der Organisation", "Der interne Auditor", "Die Risikoeignerin", "Ein Schulungspartner",
		"Die Anbieterin des Modells", "Eine Person mit zwei Jahren im Fach", "Die Akkreditierungsstelle", "Der Betreiber eines Systems", "Wer die Erklärung zur Anwendbarkeit unterschreibt,", "Die Geschäftsführung"},
	does: []string{"beschreibt", "prüft", "plant", "genehmigt", "bewertet", "vergleicht", "hinterfragt", "erläutert", "dokumentiert", "berichtet über", "überwacht", "verbessert"},
	what: []string{"den Anwendungsbereich des Managementsystems", "die Risikobehandlung", "die Folgenabschätzung", "das Auditprogramm", "belegte Projektstunden", "die Ziele für KI",
		"die Nichtkonformität und ihre Korrektur", "die Maßnahmen aus Anhang A", "Rollen und Kompetenz", "die Managementbewertung", "das Änderungsprotokoll", "das Überwachungsaudit",
		"Unabhängigkeit und Unparteilichkeit", "die Schulung der Beschäftigten", "Aufzeichnungen aus dem Betrieb", "die Liste der interessierten Parteien", "die Leitlinie", "den Vertrag mit dem Lieferanten"},
	when: []string{"vor der ersten Stufe", "innerhalb von 12 Monaten", "nach jeder Änderung", "in einem Gespräch von 30 Minuten", "wie ISO/IEC 42001 in Abschnitt 9 verlangt", "für einen Zeitraum von 3 Jahren",
		"mit den Worten der ISO 19011", "ohne zuerst auf das Ergebnis zu sehen", "und nennt die Quelle", "wo die Organisation klein ist", "einmal im Jahr", "nach der Verordnung (EU) 2024/1689", "an 5 Tagen eines Kurses", "neben ISO/IEC 27001"},
	more: "Der Artikel daneben", answer: "Eine kurze Antwort", reason: "was derselbe Abschnitt von der anderen Seite verlangt", source: "Regeln und Hinweise zu Nachweisen, Seite",
	row: [3]string{"Nachweis", "Jahre", "Stunden"}, foreign: "Auf Englisch heißt das [evidence]{lang=en}.",
}
