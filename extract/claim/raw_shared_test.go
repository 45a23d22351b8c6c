//go:build shared

package claim_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract"
)

// TestRaw prints random claims of each file of raw news beside their text, to
// be read. RAW=seed chooses which; without it the test only runs the stages.
func TestRaw(t *testing.T) {
	x, err := extract.New(extract.Options{})
	if err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob(filepath.Join(shared, "data/raw/*.jsonl.gz"))
	if len(files) == 0 {
		t.Fatal("no raw news in " + shared)
	}
	seed := uint64(len(os.Getenv("RAW")))
	fmt.Sscan(os.Getenv("RAW"), &seed)
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		z, err := gzip.NewReader(f)
		if err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(z)
		lines.Buffer(nil, 64<<20)
		random := rand.New(rand.NewPCG(seed, 1))
		rows := 0
		for lines.Scan() && rows < 50 {
			if random.IntN(40) != 0 {
				continue
			}
			var row struct{ ID, Text string }
			if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
				t.Fatal(err)
			}
			d, failure := x.Extract(&corpus.Article{Text: row.Text, Language: "en"})
			if failure != nil {
				t.Fatal(row.ID, failure)
			}
			for _, c := range d.Claims {
				if os.Getenv("RAW") == "" || random.IntN(4) != 0 || rows >= 50 {
					continue
				}
				rows++
				v := fmt.Sprint(c.Value)
				if c.HasMax {
					v += fmt.Sprint("..", c.ValueMax)
				}
				before := strings.ToValidUTF8(d.Text[max(0, c.Start-70):c.Start], "")
				after := strings.ToValidUTF8(d.Text[c.End:min(len(d.Text), c.End+50)], "")
				fmt.Printf("%s[[%s]]%s | %s %s/%s %s %s | counted %q about %q whole %q | source %q | time %q\n", before, c.Of(d.Text), after, v, c.UnitKind, c.Unit, c.Modifier, c.Change,
					c.Counted.Of(d.Text), c.About.Of(d.Text), c.Whole.Of(d.Text), c.Source.Of(d.Text), c.Time.Of(d.Text))
			}
		}
		f.Close()
	}
}
