package store

import (
	"embed"
	"fmt"
	"strings"
)

// Migrations are numbered, go forward only, and run once each: a file for
// either database, a statement after the other, the last of which notes the
// number. What is missing runs in one transaction, so whoever is killed in it
// has not begun it.
//
//go:embed migrations/*.sql
var migrationFiles embed.FS

// A migration is the statements that make the next schema of the one before.
type migration []string

// migrations gives those of a database, the first being that to schema 1.
func migrations(database string) (list []migration) {
	for {
		text, err := migrationFiles.ReadFile(fmt.Sprintf("migrations/%d.%s.sql", len(list)+1, database))
		if err != nil { // the one before was the last
			return list
		}
		list = append(list, statements(string(text)))
	}
}

// statements parts a file at the semicolons that end a line.
func statements(text string) (list migration) {
	for _, statement := range strings.SplitAfter(text, ";\n") {
		if statement = strings.TrimSpace(statement); statement != "" {
			list = append(list, statement)
		}
	}
	return list
}

// migrate runs the migrations that a schema lacks.
func migrate(list []migration, schema int, run func(statement string) error) error {
	for n := schema; n < len(list); n++ {
		for _, statement := range list[n] {
			if err := run(statement); err != nil {
				return fmt.Errorf("migration %d: %w", n+1, err)
			}
		}
	}
	return nil
}
