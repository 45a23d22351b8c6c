// Package chains reads who is whom in the treebank GUM, scores the entities of
// a Document against it, and learns from it whom a pronoun means.
package chains

import (
	"bufio"
	"compress/gzip"
	"io"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

// Document is a text of the treebank with its chains.
type Document struct {
	ID       string // "GUM_news_homeopathic"
	Text     string
	Mentions []Mention // people, organizations and places, named or by pronoun; one for a head, by head
	Tags     map[int]string
	names    []doc.Name // of the news: all; those of the treebank are in Mentions
}

// Mention is a phrase of a chain. What a phrase covers is a matter of taste
// (with its title, "the" and clauses or without), its head is not.
type Mention struct {
	Head  corpus.Span
	Name  corpus.Span // of a named one: the name as broadsheet draws it; else empty
	Chain int
	Kind  doc.Kind
}

// Genre is the genre of the text: "news".
func (d *Document) Genre() string {
	_, kind, _ := strings.Cut(d.ID, "_")
	kind, _, _ = strings.Cut(kind, "_")
	return kind
}

// ReadFile reads the documents of a gzipped CoNLL-U file of GUM.
func ReadFile(path string) ([]*Document, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	return Read(z)
}

// Read reads the documents of CoNLL-U with GUM's Entity annotation.
func Read(r io.Reader) ([]*Document, error) {
	var docs []*Document
	var d *reader
	end := func() {
		if d != nil {
			docs = append(docs, d.finish())
		}
	}
	paragraph := false
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := lines.Text()
		switch {
		case strings.HasPrefix(line, "# newdoc id = "):
			end()
			d = &reader{doc: &Document{ID: strings.TrimPrefix(line, "# newdoc id = "), Tags: map[int]string{}}}
			paragraph = false
		case d == nil:
		case strings.HasPrefix(line, "# newpar"):
			paragraph = true
		case strings.HasPrefix(line, "# sent_id"):
			d.sentence(paragraph)
			paragraph = false
		case line != "" && line[0] != '#':
			d.line(strings.Split(line, "\t"))
		}
	}
	end()
	return docs, lines.Err()
}

// token is a word of the treebank.
type token struct {
	corpus.Span
	tag, relation string
	head          int // index of the token that it hangs on, -1 for the root
}

// phrase is an annotated span of tokens, [first, last].
type phrase struct {
	chain       int
	kind        string
	first, last int
}

type reader struct {
	doc     *Document
	text    strings.Builder
	tokens  []token
	base    int // first token of the sentence
	open    []phrase
	phrases []phrase
	whole   int // words that a contraction still covers: "daughter" and "'s"
	space   bool
}

func (r *reader) sentence(paragraph bool) {
	if r.text.Len() > 0 && paragraph {
		r.text.WriteString("\n\n")
	}
	r.base = len(r.tokens)
}

func (r *reader) line(f []string) {
	if len(f) < 10 || strings.Contains(f[0], ".") {
		return
	}
	entity, space := "", true
	for x := range strings.SplitSeq(f[9], "|") {
		if e, ok := strings.CutPrefix(x, "Entity="); ok {
			entity = e
		}
		space = space && x != "SpaceAfter=No"
	}
	if a, b, ok := strings.Cut(f[0], "-"); ok {
		from, _ := strconv.Atoi(a)
		to, _ := strconv.Atoi(b)
		r.whole, r.space = to-from+1, space
		return
	}
	head, _ := strconv.Atoi(f[6])
	t := token{Span: corpus.Span{Start: r.text.Len(), End: r.text.Len() + len(f[1])}, tag: f[4], relation: f[7], head: r.base + head - 1}
	if head == 0 {
		t.head = -1
	}
	r.tokens = append(r.tokens, t)
	r.text.WriteString(f[1])
	if r.whole > 0 {
		r.whole--
		space = r.whole == 0 && r.space
	}
	if space {
		r.text.WriteByte(' ')
	}
	r.entity(entity)
}

var bracket = regexp.MustCompile(`\([^()]+\)?|[^()]+\)`)

// entity opens and closes phrases: "(1-person-new-…", "1)", "(1-person-…)".
func (r *reader) entity(s string) {
	at := len(r.tokens) - 1
	for _, b := range bracket.FindAllString(s, -1) {
		f := strings.Split(strings.Trim(b, "()"), "-")
		chain, err := strconv.Atoi(f[0])
		if err != nil {
			continue
		}
		if b[0] == '(' {
			if len(f) > 1 {
				r.open = append(r.open, phrase{chain: chain, kind: f[1], first: at})
			}
			if !strings.HasSuffix(b, ")") {
				continue
			}
		}
		for n, p := range slices.Backward(r.open) {
			if p.chain == chain {
				r.open = slices.Delete(r.open, n, n+1)
				p.last = at
				r.phrases = append(r.phrases, p)
				break
			}
		}
	}
}

var kinds = map[string]doc.Kind{"person": doc.Person, "organization": doc.Organization, "place": doc.Place}

// finish makes mentions of the phrases; of several with one head ("Thomas Sam
// and his wife", "Thomas Sam") the shortest counts.
func (r *reader) finish() *Document {
	d := r.doc
	d.Text = r.text.String()
	for _, t := range r.tokens {
		d.Tags[t.Start] = t.tag
	}
	slices.SortStableFunc(r.phrases, func(a, b phrase) int { return (a.last - a.first) - (b.last - b.first) })
	seen := map[int]bool{}
	for _, p := range r.phrases {
		h := r.headOf(p)
		kind := kinds[p.kind]
		if seen[h] || kind == "" {
			continue
		}
		seen[h] = true
		t := &r.tokens[h]
		m := Mention{Head: t.Span, Chain: p.chain, Kind: kind}
		switch {
		case proper(t.tag):
			m.Name = r.name(p, h)
		case !Pronoun(t.Of(d.Text)):
			continue
		}
		d.Mentions = append(d.Mentions, m)
	}
	slices.SortFunc(d.Mentions, func(a, b Mention) int { return a.Head.Start - b.Head.Start })
	return d
}

func proper(tag string) bool { return tag == "NNP" || tag == "NNPS" }

// Pronoun reports whether a word is a personal pronoun of the third person.
func Pronoun(w string) bool {
	switch strings.ToLower(w) {
	case "he", "him", "his", "himself", "she", "her", "hers", "herself", "they", "them", "their", "theirs", "themselves", "it", "its", "itself":
		return true
	}
	return false
}

// headOf is the first token of a phrase that hangs on one outside of it.
func (r *reader) headOf(p phrase) int {
	for k := p.first; k <= p.last; k++ {
		if h := r.tokens[k].head; h < p.first || h > p.last {
			return k
		}
	}
	return p.first
}

// name is the run of proper nouns around the head h of p, without the titles
// in front and with "of …" behind.
func (r *reader) name(p phrase, h int) corpus.Span {
	first, last := h, h
	for first > p.first && proper(r.tokens[first-1].tag) && !r.describes(first-1, h) {
		first--
	}
	for last < p.last {
		next := last + 1
		if tag := r.tokens[next].tag; next < p.last && (tag == "IN" || tag == "CC" || tag == "DT" && r.tokens[last].tag == "IN") && r.tokens[next].Len() <= 3 {
			next++
			if next < p.last && r.tokens[next].tag == "DT" {
				next++
			}
		}
		if !proper(r.tokens[next].tag) {
			break
		}
		last = next
	}
	return corpus.Span{Start: r.tokens[first].Start, End: r.tokens[last].End}
}

// describes reports whether token k is a title of h or hangs on one.
func (r *reader) describes(k, h int) bool {
	for range 4 {
		if r.tokens[k].head == h {
			return r.tokens[k].relation == "nmod:desc"
		}
		if k = r.tokens[k].head; k < 0 {
			break
		}
	}
	return false
}
