//go:build ignore

// Windows_gen writes windows/zones.tsv anew, from the package of Unicode's
// CLDR that npm has: go generate ./internal/ical
package main

import (
	"archive/tar"
	"compress/gzip"
	"encoding/json"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

const version = "48.2.0"

const head = `# Windows’ names of time zones, of Unicode’s CLDR ` + version + ` (cldr-core,
# windowsZones; © Unicode, Inc., see LICENSE). Written by go generate ./internal/ical.
`

type mapped struct {
	Windows   string `json:"_other"`
	Territory string `json:"_territory"`
	IANA      string `json:"_type"`
}

func main() {
	log.SetFlags(0)
	folder, err := os.MkdirTemp("", "cldr")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)
	var data struct {
		Supplemental struct {
			WindowsZones struct {
				MapTimezones []struct{ MapZone mapped }
			}
		}
	}
	if err := json.NewDecoder(open(folder)).Decode(&data); err != nil {
		log.Fatal(err)
	}
	var rows []string
	for _, zone := range data.Supplemental.WindowsZones.MapTimezones {
		if zone.MapZone.Territory == "001" {
			rows = append(rows, zone.MapZone.Windows+"\t"+zone.MapZone.IANA+"\n")
		}
	}
	slices.Sort(rows)
	if err := os.WriteFile("windows/zones.tsv", []byte(head+strings.Join(rows, "")), 0o644); err != nil {
		log.Fatal(err)
	}
}

// open fetches the package and gives its file, to be read at once.
func open(folder string) *tar.Reader {
	cmd := exec.Command("npm", "pack", "--silent", "cldr-core@"+version)
	cmd.Dir, cmd.Stderr = folder, os.Stderr
	if err := cmd.Run(); err != nil {
		log.Fatalf("npm pack: %v", err)
	}
	file, err := os.Open(filepath.Join(folder, "cldr-core-"+version+".tgz"))
	if err != nil {
		log.Fatal(err)
	}
	unpacked, err := gzip.NewReader(file)
	if err != nil {
		log.Fatal(err)
	}
	for archive := tar.NewReader(unpacked); ; {
		h, err := archive.Next()
		if err != nil {
			log.Fatal(err)
		}
		if h.Name == "package/supplemental/windowsZones.json" {
			return archive
		}
	}
}
