package store

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// runs are the functions that run SQL, with the place of the text among their
// arguments.
var runs = map[string]int{
	"exec": 0, "query": 0, "number": 1, "rows": 2, "calls": 1, "mails": 1, "within": 0,
	"ExecContext": 1, "QueryContext": 1, "QueryRowContext": 1, "PrepareContext": 1,
}

var sqlText = regexp.MustCompile(`(?i)^[\s"` + "`" + `]*(SELECT|INSERT|UPDATE|DELETE|WITH|CREATE|ALTER|DROP|PRAGMA|VACUUM|BEGIN|SET|SAVEPOINT|ROLLBACK|RELEASE)\s`)

// S23: every text of SQL is one constant; nothing is ever joined into it.
func TestSQLIsNeverJoined(t *testing.T) {
	files, err := filepath.Glob("*.go")
	must(t, err)
	fset, seen := token.NewFileSet(), 0
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(fset, file, nil, 0)
		must(t, err)
		seen += judgeSQL(f, func(at token.Pos, says string) { t.Errorf("%v: %s", fset.Position(at), says) })
	}
	if seen < 40 {
		t.Errorf("found %d places that run SQL, want all of them", seen)
	}
}

func judgeSQL(f *ast.File, fault func(at token.Pos, says string)) (seen int) {
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			for _, side := range []ast.Expr{n.X, n.Y} {
				if text, ok := side.(*ast.BasicLit); ok && sqlText.MatchString(text.Value) {
					fault(n.Pos(), "SQL is joined with something")
				}
			}
		case *ast.CallExpr:
			name := called(n)
			for i, argument := range n.Args {
				at, isRun := runs[name]
				if text, ok := argument.(*ast.BasicLit); ok && sqlText.MatchString(text.Value) && !isRun {
					fault(n.Pos(), "SQL goes through "+name)
				}
				if isRun && at == i {
					seen++
					if !constant(argument) {
						fault(argument.Pos(), name+" runs a text that is not written there")
					}
				}
			}
		}
		return true
	})
	return seen
}

// called gives the name of what is called.
func called(c *ast.CallExpr) string {
	switch f := c.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

// constant tells a text that is written out, one that was handed on, and the
// one statement that the engines have each for themselves.
func constant(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.BasicLit:
		return true
	case *ast.Ident:
		return e.Name == "query" || e.Name == "statement" || e.Name == "begin" || e.Name == "ctx" || e.Name == "db"
	case *ast.CallExpr:
		return called(e) == "take"
	case *ast.SelectorExpr:
		return e.Sel.Name == "db"
	}
	return false
}

func TestSQLThatIsJoinedIsFound(t *testing.T) {
	for says, code := range map[string]string{
		"plus":            `package p; func f(x string) { exec("SELECT * FROM " + x) }`,
		"a constant plus": `package p; const q = "DELETE FROM " + table`,
		"a format":        `package p; func f(x string) { exec(fmt.Sprintf("SELECT %s", x)) }`,
		"a variable":      `package p; func f(x string) { number(s, x) }`,
		"a builder":       `package p; func f(b *strings.Builder) { b.WriteString("UPDATE calls SET ") }`,
	} {
		f, err := parser.ParseFile(token.NewFileSet(), "p.go", code, 0)
		must(t, err)
		found := false
		judgeSQL(f, func(token.Pos, string) { found = true })
		if !found {
			t.Errorf("%s was not found", says)
		}
	}
}

// Personal data are in one table, and no index or statistic holds them.
func TestPersonalDataAreInOneTable(t *testing.T) {
	personal := regexp.MustCompile(`\b(name|email|phone|message)\b`)
	for _, database := range []string{"sqlite", "postgres"} {
		for i, m := range migrations(database) {
			for _, statement := range m {
				code := regexp.MustCompile(`--.*|'[^']*'`).ReplaceAllString(statement, "")
				if personal.MatchString(code) && !strings.HasPrefix(code, "CREATE TABLE calls") && !strings.Contains(code, "SET STATISTICS 0") && !strings.Contains(code, "COMMENT ON") {
					t.Errorf("%s migration %d: personal data in %q", database, i+1, statement)
				}
			}
		}
	}
}
