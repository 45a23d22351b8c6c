// Package facts builds the files of internal/gazetteer that come from tables
// of facts.
package facts

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/broadsheet/broadsheet/internal/gazetteer"
)

// Cities reads the tables of GeoNames (CC BY 4.0) in the folder and gives the
// content of internal/gazetteer/cities.zst. The same tables give the same
// bytes.
//
// geonames-cities15000.tsv has the cities, geonames-world-cities-admin1.tsv
// the names of the first-level divisions that they lie in.
func Cities(folder string) ([]byte, error) {
	region := map[string]string{} // by GeoNames id
	err := table(filepath.Join(folder, "geonames-world-cities-admin1.tsv"), []string{"geonameid", "subcountry"}, func(f []string) error {
		region[f[0]] = f[1]
		return nil
	})
	if err != nil {
		return nil, err
	}
	var cities []gazetteer.City
	columns := []string{"geonameid", "name", "country", "feature", "population", "latitude", "longitude"}
	err = table(filepath.Join(folder, "geonames-cities15000.tsv"), columns, func(f []string) error {
		switch f[3] {
		case "PPLQ", "PPLH", "PPLW": // abandoned, historical, destroyed
			return nil
		}
		c := gazetteer.City{Name: f[1], Country: f[2], Region: region[f[0]], Capital: f[3] == "PPLC"}
		var err error
		if c.Geonames, err = strconv.Atoi(f[0]); err != nil {
			return err
		}
		if c.Population, err = strconv.Atoi(f[4]); err != nil {
			return err
		}
		if c.Latitude, err = strconv.ParseFloat(f[5], 64); err != nil {
			return err
		}
		if c.Longitude, err = strconv.ParseFloat(f[6], 64); err != nil {
			return err
		}
		cities = append(cities, c)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return gazetteer.EncodeCities(cities)
}

// table calls row with the named columns of each row of a TSV file with a
// header line. The slice is used again for the next row.
func table(path string, columns []string, row func([]string) error) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	var at []int
	cells := make([]string, len(columns))
	for n := 1; lines.Scan(); n++ {
		f := strings.Split(lines.Text(), "\t")
		if at == nil {
			for _, name := range columns {
				i := 0
				for i < len(f) && f[i] != name {
					i++
				}
				if i == len(f) {
					return fmt.Errorf("%s: there is no column %q", path, name)
				}
				at = append(at, i)
			}
			continue
		}
		for i, k := range at {
			if k >= len(f) {
				return fmt.Errorf("%s:%d: %d columns, too few", path, n, len(f))
			}
			cells[i] = f[k]
		}
		if err := row(cells); err != nil {
			return fmt.Errorf("%s:%d: %w", path, n, err)
		}
	}
	return lines.Err()
}
