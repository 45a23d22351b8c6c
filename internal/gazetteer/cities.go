package gazetteer

import (
	_ "embed"
	"fmt"
	"sort"
	"strconv"
	"strings"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// City is a populated place of GeoNames.
type City struct {
	Name                string
	Country             string // ISO 3166-1 alpha-2
	Region              string // name of its first-level division, "" unknown
	Latitude, Longitude float64
	Geonames            int
	Population          int
	Capital             bool // of a country
}

// cities.zst is built by train/facts from GeoNames (CC BY 4.0).
//
//go:embed cities.zst
var citiesZst []byte

// EncodeCities makes the content of cities.zst. Coordinates are kept to a
// thousandth of a degree, 100 metres. Below the lines of the format:
//
//	>US	Texas                                    country and division of what follows
//	Houston	29763	-95363	4699066	2304580          name, thousandths of degrees, id, population
//	*Kigali	…                                        a capital
func EncodeCities(cities []City) ([]byte, error) {
	sorted := append([]City(nil), cities...)
	sort.Slice(sorted, func(i, j int) bool {
		a, b := &sorted[i], &sorted[j]
		if a.Country != b.Country {
			return a.Country < b.Country
		}
		if a.Region != b.Region {
			return a.Region < b.Region
		}
		if a.Name != b.Name {
			return a.Name < b.Name
		}
		return a.Geonames < b.Geonames
	})
	var out strings.Builder
	for i, c := range sorted {
		if i == 0 || c.Country != sorted[i-1].Country || c.Region != sorted[i-1].Region {
			fmt.Fprintf(&out, ">%s\t%s\n", c.Country, c.Region)
		}
		if c.Capital {
			out.WriteByte('*')
		}
		fmt.Fprintf(&out, "%s\t%.0f\t%.0f\t%d\t%d\n", c.Name, c.Latitude*1000, c.Longitude*1000, c.Geonames, c.Population)
	}
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	return enc.EncodeAll([]byte(out.String()), nil), nil
}

// Cities are the populated places of 15,000 people or more, and capitals of
// any size, by country, division and name.
var Cities = sync.OnceValue(func() []City {
	cities, err := decodeCities(citiesZst)
	if err != nil {
		panic("gazetteer: cities.zst: " + err.Error()) // the file was built wrong: train/facts
	}
	return cities
})

func decodeCities(zst []byte) ([]City, error) {
	dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(16<<20))
	if err != nil {
		return nil, err
	}
	defer dec.Close()
	raw, err := dec.DecodeAll(zst, nil)
	if err != nil {
		return nil, err
	}
	text := string(raw) // every name is a part of this one string
	cities := make([]City, 0, strings.Count(text, "\n"))
	country, region := "", ""
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if rest, ok := strings.CutPrefix(line, ">"); ok {
			country, region, _ = strings.Cut(rest, "\t")
			continue
		}
		c := City{Country: country, Region: region}
		var number [4]int
		c.Name, line, _ = strings.Cut(line, "\t")
		for i := range number {
			var cell string
			cell, line, _ = strings.Cut(line, "\t")
			if number[i], err = strconv.Atoi(cell); err != nil {
				return nil, err
			}
		}
		c.Name, c.Capital = strings.CutPrefix(c.Name, "*")
		c.Latitude, c.Longitude = float64(number[0])/1000, float64(number[1])/1000
		c.Geonames, c.Population = number[2], number[3]
		cities = append(cities, c)
	}
	return cities, nil
}
