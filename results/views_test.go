package results

import (
	"regexp"
	"strings"
	"testing"
)

// Every table is a view in every format, read from its own files, and every column has
// its type named.
func TestViews(t *testing.T) {
	for _, f := range runFormats {
		sql := Views(f, "")
		for _, table := range Tables {
			in := table.Name
			if f == JSONL && sections[table.Name] != "" {
				in = Records
			}
			view := regexp.MustCompile(`(?s)CREATE OR REPLACE VIEW ` + table.Name + ` AS\n(.*?);\n`).FindStringSubmatch(sql)
			if view == nil || !strings.Contains(view[1], "('"+in+"/part-*."+string(f)+"'") {
				t.Fatalf("%s: the view of %s is %q", f, table.Name, view)
			}
			for _, c := range table.Columns {
				typed := regexp.MustCompile(`['"]?` + c.Name + `['"]?:? '?(VARCHAR|INTEGER|BIGINT|DOUBLE|BOOLEAN|DATE|TIMESTAMP WITH TIME ZONE|STRUCT)`)
				if f != Parquet && !typed.MatchString(view[1]) {
					t.Errorf("%s: %s.%s has no type", f, table.Name, c.Name)
				}
			}
		}
		for _, name := range []string{"quotes_full", "claims_full", "entities_full", "speakers_by_month", "countries_together", "contested"} {
			if !strings.Contains(sql, "CREATE OR REPLACE VIEW "+name+" AS\n") {
				t.Errorf("%s: no view %s", f, name)
			}
		}
	}
}

// A folder whose name means something to SQL or to a pattern is still that folder.
func TestViewsOfAnyFolder(t *testing.T) {
	got := Views(Parquet, "/data/it's [a] run*?")
	if want := "read_parquet('/data/it''s [[]a] run[*][?]/quotes/part-*.parquet')"; !strings.Contains(got, want) {
		t.Errorf("%s\ndoes not have %s", got, want)
	}
	if strings.Contains(got, "Paths are below") {
		t.Error("paths are not below the current folder")
	}
}
