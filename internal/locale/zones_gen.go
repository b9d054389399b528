//go:build ignore

// Zones_gen writes zones/zones.tsv anew, from the packages of Unicode's CLDR
// that npm has: go generate ./internal/locale
package main

import (
	"archive/tar"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"leadpath/internal/locale"
)

const version = "48.2.0"

const head = `# Time zones with their cities, of Unicode’s CLDR ` + version + ` (cldr-dates-full and
# cldr-bcp47; © Unicode, Inc., see LICENSE). Written by go generate ./internal/locale.
# An empty cell means the last part of the zone’s name.
`

func main() {
	log.SetFlags(0)
	folder, err := os.MkdirTemp("", "cldr")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)
	names := pack(folder, "cldr-dates-full")
	list := zones(pack(folder, "cldr-bcp47"))
	var out strings.Builder
	out.WriteString(head + "zone\tother names")
	for _, l := range locale.Languages {
		out.WriteString("\t" + l.Code)
	}
	out.WriteString("\n")
	cities := map[string]map[string]string{}
	for _, l := range locale.Languages {
		cities[l.Code] = citiesIn(names, l.Code)
	}
	for _, z := range list {
		out.WriteString(z[0] + "\t" + strings.Join(z[1:], " "))
		for _, l := range locale.Languages {
			out.WriteString("\t" + city(z, cities[l.Code]))
		}
		out.WriteString("\n")
	}
	if err := os.WriteFile("zones/zones.tsv", []byte(out.String()), 0o644); err != nil {
		log.Fatal(err)
	}
}

// pack fetches a package and gives its files by name.
func pack(folder, name string) map[string][]byte {
	cmd := exec.Command("npm", "pack", "--silent", name+"@"+version)
	cmd.Dir, cmd.Stderr = folder, os.Stderr
	if err := cmd.Run(); err != nil {
		log.Fatalf("npm pack %s: %v", name, err)
	}
	file, err := os.Open(filepath.Join(folder, name+"-"+version+".tgz"))
	if err != nil {
		log.Fatal(err)
	}
	unpacked, err := gzip.NewReader(file)
	if err != nil {
		log.Fatal(err)
	}
	files := map[string][]byte{}
	for archive := tar.NewReader(unpacked); ; {
		h, err := archive.Next()
		if err == io.EOF {
			return files
		} else if err != nil {
			log.Fatal(err)
		}
		if files[h.Name], err = io.ReadAll(archive); err != nil {
			log.Fatal(err)
		}
	}
}

// zones gives every zone in which people live by IANA’s name, with its other
// names behind it, sorted.
func zones(files map[string][]byte) (list [][]string) {
	var data struct {
		Keyword struct {
			U struct{ TZ map[string]json.RawMessage }
		}
	}
	read(files, "package/bcp47/timezone.json", &data)
	for _, raw := range data.Keyword.U.TZ {
		var z struct {
			Alias string `json:"_alias"`
			IANA  string `json:"_iana"`
		}
		if json.Unmarshal(raw, &z) != nil || z.Alias == "" {
			continue // a description, or a zone that is another one today
		}
		names := strings.Fields(z.Alias)
		if z.IANA == "" {
			z.IANA = names[0]
		}
		if group, _, _ := strings.Cut(z.IANA, "/"); !slices.Contains(locale.ZoneGroups, strings.ToLower(group)) {
			continue
		}
		others := slices.DeleteFunc(names, func(name string) bool { return name == z.IANA })
		list = append(list, append([]string{z.IANA}, others...))
	}
	slices.SortFunc(list, func(a, b []string) int { return strings.Compare(a[0], b[0]) })
	return list
}

// citiesIn gives the names of cities that a language writes in its own way.
func citiesIn(files map[string][]byte, code string) map[string]string {
	var data struct {
		Main map[string]struct {
			Dates struct{ TimeZoneNames struct{ Zone map[string]any } }
		}
	}
	read(files, "package/main/"+code+"/timeZoneNames.json", &data)
	cities := map[string]string{}
	var walk func(name string, tree map[string]any)
	walk = func(name string, tree map[string]any) {
		for key, below := range tree {
			if key == "exemplarCity" {
				cities[name] = below.(string)
			} else if below, ok := below.(map[string]any); ok {
				walk(strings.TrimPrefix(name+"/"+key, "/"), below)
			}
		}
	}
	walk("", data.Main[code].Dates.TimeZoneNames.Zone)
	return cities
}

// city gives the name of a zone’s city where it is not the last part of the
// zone’s own name.
func city(names []string, cities map[string]string) string {
	for _, name := range names {
		if found := cities[name]; found != "" && found != locale.LastPart(names[0]) {
			return found
		}
	}
	return ""
}

func read(files map[string][]byte, name string, into any) {
	if err := json.Unmarshal(files[name], into); err != nil {
		log.Fatal(fmt.Errorf("read %s: %w", name, err))
	}
}
