package names

import (
	"compress/gzip"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/broadsheet/broadsheet/internal/gazetteer"
)

func TestBuild(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	for name, text := range map[string]string{
		"us-census-male.tsv":             "name\tfreq\nJohn\t3.2\nWill\t50.1\n",
		"us-census-female.tsv":           "name\tfreq\nMary\t2.6\nRose\t40.0\n",
		"forenames-by-country.tsv":       "country\tgender\tlocalized\tromanized\nKE\tF\tWanjiru\tWanjiru\n",
		"us-census-surname.tsv":          "name\tfreq\nSmith\t1.0\nPrice\t20.0\n",
		"surnames-by-country.tsv":        "country\trank\tlocalized\tromanized\nKE\t1\tOtieno\tOtieno\n",
		"world-politicians-wikidata.tsv": "person\tposition\nAmos van Oduya\tMP\n",
		"cia-world-leaders.tsv":          "person\tfamily_name\toffice\n",
		"partyfacts-core-parties.tsv":    "country_iso3\tshort\tname\tname_english\tname_other\tyear_first\tyear_last\nKEN\tOVP\tChama\tOrange Valley Party / Orange Valley\t\t\t\nUGA\tNOW\tNow\tNow\t\t\t\n",
		"factbook-parties.tsv":           "country\tparty_english\tabbreviation\tlocal_name\nUganda\tOrange Valley Party\t\t\n",
		"igo-names-acronyms.tsv":         "acronym\tname\nLB\tLakes Bank\n",
		"us-committees.tsv":              "name\tchamber\tparent\nHouse Committee on Wells\thouse\t\nAccounts\tsubcommittee\t\n",
		"factbook-legislatures.tsv":      "country\tfield\tname\nKenya\tname\tParliament (Bunge)\n",
		"factbook-terrorist-groups.tsv":  "group\tn\n",
		"country_codes.tsv":              "name_short\ta\tb\tISO2\tISO3\nUganda\t\t\tUG\tUGA\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	raw, ner := filepath.Join(dir, "raw"), filepath.Join(dir, "ner")
	if err := errors.Join(os.Mkdir(raw, 0o755), os.Mkdir(ner, 0o755), os.WriteFile(filepath.Join(ner, "gmb.jsonl"), []byte(`{"text":"They pay; they will pay a price , a price and a rose and a Rose ."}`), 0o644)); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(filepath.Join(raw, "news-x.jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	z := gzip.NewWriter(f)
	z.Write([]byte(`{"text":"` + strings.Repeat("they will pay a price and a rose now ", 9) + `"}` + "\n"))
	z.Close()
	f.Close()
	if err := Build(dir, raw, out); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"person-forenames.tsv": "amos\tu\t\njohn\tm\t\nmary\tf\t\nrose\tf\tword\nwanjiru\tf\t\nwill\tm\tword\n",
		"person-surnames.tsv":  "oduya\t\notieno\t\nprice\tword\nsmith\t\n",
		"person-not.bin":       hashes("pay", "price"), // "rose" stands there once in lower case
		// a party of two countries has none; "Now" is an ordinary word
		"org-names.tsv": "Bunge\t\tlegislature\nChama\tKEN\tparty\nHouse Committee on Wells\tUSA\tcommittee\nLakes Bank\t\tinternational\nOrange Valley\tKEN\tparty\nOrange Valley Party\t\tparty\n",
	} {
		got, err := os.ReadFile(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != want {
			t.Errorf("%s\n got %q\nwant %q", name, got, want)
		}
	}
}

func hashes(words ...string) string {
	var list []uint32
	for _, w := range words {
		list = append(list, gazetteer.HashWord(w))
	}
	slices.Sort(list)
	var b []byte
	for _, h := range list {
		b = binary.LittleEndian.AppendUint32(b, h)
	}
	return string(b)
}
