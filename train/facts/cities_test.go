package facts

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const (
	admin = "name\tcountry\tsubcountry\tgeonameid\nLakeside\tNowhere\tNorthern Province\t7\n"
	city  = "geonameid\tname\tasciiname\tcountry\tadmin1\tfeature\tpopulation\tlatitude\tlongitude\tlatin_altnames\n"
)

func folder(t *testing.T, rows string) string {
	dir := t.TempDir()
	for name, content := range map[string]string{"geonames-world-cities-admin1.tsv": admin, "geonames-cities15000.tsv": city + rows} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestCities(t *testing.T) {
	rows := "7\tLakeside\tLakeside\tNW\t01\tPPLC\t40000\t1.5\t-2.25\t\n8\tOldtown\tOldtown\tNW\t01\tPPLH\t40000\t1\t2\t\n"
	one, err := Cities(folder(t, rows))
	if err != nil || len(one) == 0 {
		t.Fatal(one, err)
	}
	two, _ := Cities(folder(t, rows))
	if string(one) != string(two) {
		t.Error("the same tables give other bytes")
	}
	for _, c := range []struct{ rows, want string }{
		{"x\tLakeside\tLakeside\tNW\t01\tPPL\t40000\t1\t2\t\n", "cities15000.tsv:2"},
		{"9\tLakeside\n", "too few"},
	} {
		if _, err := Cities(folder(t, c.rows)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: error %v, want one with %q", c.rows, err, c.want)
		}
	}
	if _, err := Cities(t.TempDir()); err == nil {
		t.Error("missing tables are no error")
	}
}
