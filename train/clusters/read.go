package clusters

import (
	"bufio"
	"compress/gzip"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/extract/segment"
	"github.com/broadsheet/broadsheet/internal/word"
)

// news is raw news as a row of numbers of words. Number 0 stands between
// sentences, 1 to rare for all rare words of one shape together, and the
// others for words, the most frequent first.
type news struct {
	words  []string // by number; the first 1+rare have no form
	tokens []int32
	digest [32]byte
}

// rare is the number of shapes that rare words have.
const rare = int(word.Number) + 1

// read reads the files news-*.jsonl.gz of a folder. Words that stand there
// fewer than least times are rare, and no more than most are kept. A sentence
// that was there before, word by word, is left out, so that what an agency
// sold to many papers counts once.
func read(folder string, least, most int) (*news, error) {
	files, err := filepath.Glob(filepath.Join(folder, "news-*.jsonl.gz"))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("no news-*.jsonl.gz in %s", folder)
	}
	r := reader{number: map[string]int32{}, seen: map[uint64]struct{}{}, split: segment.NewTokens(), part: segment.NewSentences()}
	digest := sha256.New()
	for _, name := range files {
		if err := r.file(name, digest); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	n := r.ranked(least, most)
	digest.Sum(n.digest[:0])
	return n, nil
}

type reader struct {
	number map[string]int32 // of each word, by first use
	forms  []string
	counts []int
	tokens []int32 // numbers by first use; -1 behind each sentence
	seen   map[uint64]struct{}
	split  *segment.Tokens
	part   *segment.Sentences
}

func (r *reader) file(name string, digest io.Writer) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return err
	}
	lines := bufio.NewReaderSize(io.TeeReader(z, digest), 1<<20)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 0 {
			var row struct{ Text string }
			if err := json.Unmarshal(line, &row); err != nil {
				return err
			}
			r.article(row.Text)
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func (r *reader) article(text string) {
	d := &doc.Document{Article: &corpus.Article{Text: text}}
	r.split.Annotate(d)
	r.part.Annotate(d)
	for _, s := range d.Sentences {
		tokens := d.Tokens[s.First:s.Last]
		h := fnv.New64a()
		for _, t := range tokens {
			io.WriteString(h, t.Of(text))
			h.Write([]byte{0})
		}
		if _, again := r.seen[h.Sum64()]; again {
			continue
		}
		r.seen[h.Sum64()] = struct{}{}
		for _, t := range tokens {
			form := digitsAsZero(t.Of(text))
			n, ok := r.number[form]
			if !ok {
				n = int32(len(r.forms))
				form = strings.Clone(form) // else it would keep the article
				r.number[form] = n
				r.forms = append(r.forms, form)
				r.counts = append(r.counts, 0)
			}
			r.counts[n]++
			r.tokens = append(r.tokens, n)
		}
		r.tokens = append(r.tokens, -1)
	}
}

func digitsAsZero(w string) string {
	if !strings.ContainsAny(w, "123456789") {
		return w
	}
	return strings.Map(func(r rune) rune {
		if '1' <= r && r <= '9' {
			return '0'
		}
		return r
	}, w)
}

// ranked numbers the words anew, by frequency, forms of one by their bytes.
func (r *reader) ranked(least, most int) *news {
	order := make([]int32, 0, len(r.forms))
	for i, n := range r.counts {
		if n >= least {
			order = append(order, int32(i))
		}
	}
	slices.SortFunc(order, func(a, b int32) int {
		if r.counts[a] != r.counts[b] {
			return r.counts[b] - r.counts[a]
		}
		return strings.Compare(r.forms[a], r.forms[b])
	})
	order = order[:min(len(order), most)]
	n := &news{words: make([]string, 1+rare, 1+rare+len(order)), tokens: r.tokens}
	number := make([]int32, len(r.forms))
	for i, form := range r.forms {
		number[i] = 1 + int32(word.ShapeOf(form))
	}
	for _, old := range order {
		number[old] = int32(len(n.words))
		n.words = append(n.words, r.forms[old])
	}
	for i, old := range n.tokens {
		if old < 0 {
			n.tokens[i] = 0
		} else {
			n.tokens[i] = number[old]
		}
	}
	return n
}
