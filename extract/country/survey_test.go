//go:build shared

package country_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/broadsheet/broadsheet/extract/country"
	"github.com/broadsheet/broadsheet/extract/doc"
)

func TestSurvey(t *testing.T) {
	s := country.New()
	var rows []gold
	f := os.Getenv("FILE")
	if strings.HasSuffix(f, ".gz") {
		file, _ := os.Open(shared + f)
		z, _ := gzip.NewReader(file)
		in := bufio.NewScanner(z)
		in.Buffer(nil, 64<<20)
		for in.Scan() && len(rows) < 3000 {
			var g gold
			json.Unmarshal(in.Bytes(), &g)
			rows = append(rows, g)
		}
	} else {
		rows = read(t, f)
	}
	counts := map[string]int{}
	ctx := map[string]string{}
	for _, g := range rows {
		d := annotate(s, g)
		for _, p := range d.Toponyms {
			if (os.Getenv("KIND") == "country") != (p.Kind == doc.Country) {
				continue
			}
			k := fmt.Sprintf("%s=%s", p.Of(g.Text), p.Code)
			counts[k]++
			if len(ctx[k]) < 600 && (counts[k] < 3 || counts[k]%7 == 0) {
				ctx[k] += " | " + strings.ReplaceAll(g.Text[max(0, p.Start-40):min(len(g.Text), p.End+30)], "\n", "¶")
			}
		}
	}
	if w := os.Getenv("W"); w != "" {
		for k := range counts {
			if strings.HasPrefix(k, w+"=") {
				t.Log(k, counts[k], ctx[k])
			}
		}
		return
	}
	keys := most(counts)
	for _, k := range strings.Split(keys, "; ") {
		k, _, _ := strings.Cut(k, "×")
		_ = k
	}
	type kv struct {
		k string
		n int
	}
	for k, n := range counts {
		if n >= 1 {
			fmt.Printf("%d\t%s\t%s\n", n, k, ctx[k])
		}
	}
}
