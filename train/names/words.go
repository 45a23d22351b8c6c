package names

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/broadsheet/broadsheet/internal/gazetteer"
	"github.com/broadsheet/broadsheet/internal/word"
)

// countWords fills lower and upper. A capital after another capital or at the
// start of a sentence says nothing and is not counted.
func (b *builder) countWords(raw string) error {
	b.lower, b.upper = map[string]int{}, map[string]int{}
	files, err := filepath.Glob(filepath.Join(raw, "news-*.jsonl.gz"))
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return fmt.Errorf("no news-*.jsonl.gz in %s", raw)
	}
	for _, name := range files {
		if err := b.countFile(name); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

func (b *builder) countFile(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return err
	}
	lines := bufio.NewReaderSize(z, 1<<20)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 0 {
			var row struct{ Text string }
			if err := json.Unmarshal(line, &row); err != nil {
				return err
			}
			inside := false
			for _, w := range strings.Fields(row.Text) {
				core := strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && r != '.' })
				core = strings.TrimRight(core, ".")
				switch word.ShapeOf(core) {
				case word.Lower:
					b.lower[core]++
				case word.Capitalized:
					if inside {
						b.upper[strings.ToLower(core)]++
					}
				}
				last := w[len(w)-1]
				inside = unicode.IsLetter(rune(last)) && unicode.IsLower(rune(w[0])) || last == ','
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// ordinary reports whether a name is written in lower case at least as often
// as one time in five.
func (b *builder) ordinary(lower string) bool {
	return b.lower[lower] >= 5 && 4*b.lower[lower] >= b.upper[lower]
}

// words are the ordinary words of news: what stands in lower case twice or
// more in news of the public domain, and is no rarer in lower case than
// ordinary tells.
func (b *builder) words() ([]byte, error) {
	data, err := os.ReadFile(filepath.Join(b.raw, "..", "ner", "gmb.jsonl"))
	if err != nil {
		return nil, err
	}
	count := map[string]int{}
	for line := range bytes.Lines(data) {
		var row struct{ Text string }
		if err := json.Unmarshal(line, &row); err != nil {
			return nil, err
		}
		for w := range strings.FieldsSeq(row.Text) {
			if w = strings.Trim(w, ".,;:?!\"'()"); len(w) > 2 && word.ShapeOf(w) == word.Lower && nameWord(w) == w {
				count[w]++
			}
		}
	}
	var hashes []uint32
	for w, n := range count {
		if n > 1 && b.ordinary(w) && !particles[w] {
			hashes = append(hashes, gazetteer.HashWord(w))
		}
	}
	slices.Sort(hashes)
	var file []byte
	for _, h := range slices.Compact(hashes) {
		file = binary.LittleEndian.AppendUint32(file, h)
	}
	return file, nil
}

func (b *builder) mark(w string) string {
	if b.ordinary(w) {
		return "word"
	}
	return ""
}
