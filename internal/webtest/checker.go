package webtest

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// A Finding is what the Nu HTML checker says of a file.
type Finding struct {
	File    string // as it was named
	Kind    string // error or info
	Weight  string // fatal, warning or nothing
	Line    int
	Message string
	Extract string
}

// CheckHTML lets the Nu HTML checker judge files, by name, in one run.
// Findings of every weight come back.
func CheckHTML(t testing.TB, files map[string]string) []Finding {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	java := Program(t, "default-jre-headless", "java")
	jar := Module(t, "vnu-jar", "build", "dist", "vnu.jar")
	check := exec.Command(java, "-Xss4m", "-jar", jar, "--also-check-svg", "--skip-non-html", "--exit-zero-always", "--format", "json", "--stdout", dir)
	var complaint bytes.Buffer
	check.Stderr = &complaint
	out, err := check.Output()
	if err != nil {
		t.Fatalf("HTML checker: %v\n%s", err, complaint.String())
	}
	return findings(t, out)
}

func findings(t testing.TB, out []byte) []Finding {
	t.Helper()
	var answer struct {
		Messages []struct {
			URL, Type, SubType, Message, Extract string
			LastLine                             int
		}
	}
	if err := json.Unmarshal(out, &answer); err != nil {
		t.Fatalf("HTML checker: got %q, want JSON: %v", out, err)
	}
	var list []Finding
	for _, m := range answer.Messages {
		list = append(list, Finding{File: filepath.Base(m.URL), Kind: m.Type, Weight: m.SubType, Line: m.LastLine, Message: m.Message, Extract: m.Extract})
	}
	return list
}

// CheckXML lets Jing, which comes with the HTML checker, judge files by a
// schema in RELAX NG's compact syntax, in one run. It gives what is wrong, a
// line each.
func CheckXML(t testing.TB, schema string, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	arguments := []string{"-cp", Module(t, "vnu-jar", "build", "dist", "vnu.jar"), "nu.validator.vendor.thaiopensource.relaxng.util.Driver", "-c", schema}
	for name, text := range files {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		arguments = append(arguments, file)
	}
	out, err := exec.Command(Program(t, "default-jre-headless", "java"), arguments...).CombinedOutput()
	if err != nil && len(out) == 0 {
		t.Fatalf("Jing: %v", err)
	}
	return string(out)
}
