package mention

import (
	"sort"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/gazetteer"
	"github.com/broadsheet/broadsheet/internal/word"
)

// tok is what the rules ask of a token.
type tok struct {
	corpus.Span
	class   class
	shape   word.Shape
	mark    byte  // of a token without letters and digits its kind, see mark; 0 for words
	capital bool  // begins with an upper-case letter
	initial bool  // first word of a sentence, or of a quotation or line in it
	topo    int32 // index into Toponyms of the longest toponym over it, or -1
}

// view is a document's tokens, each looked up once.
type view struct {
	d    *doc.Document
	text string
	toks []tok
	buf  []byte
}

// known is what is known of a word as it is written, wherever it stands.
type known struct {
	tok
	form      form
	described bool // form is set
	article   int  // the last one in which it was described
	index     int32
}

// memory is what is known of words from one article to the next.
type memory struct {
	words    word.Memo[known]
	articles int // that were described
}

var memories = sync.Pool{New: func() any { return new(memory) }}

// newView looks up the tokens of d, and shows visit, if there is one, what is
// known of the word of each.
func newView(d *doc.Document, lex map[string]class, m *memory, visit func(token int, k *known)) *view {
	v := &view{d: d, text: d.Text, toks: make([]tok, len(d.Tokens))}
	for i := range d.Tokens {
		s := d.Tokens[i].Span
		w := s.Of(v.text)
		k, found := m.words.Of(w)
		if !found {
			v.lookUp(&k.tok, w, lex)
		}
		v.toks[i] = k.tok
		v.toks[i].Span = s
		if visit != nil {
			visit(i, k)
		}
	}
	v.markToponyms()
	v.markInitial()
	return v
}

// lookUp fills t with what is known of the word w by itself.
func (v *view) lookUp(t *tok, w string, lex map[string]class) {
	t.topo = -1
	if w == "" {
		return
	}
	if t.mark = mark(w); t.mark != 0 {
		return
	}
	t.shape = word.ShapeOf(w)
	t.capital = word.UpperAt(w, 0)
	if len(w) > maxWord {
		return
	}
	lower := v.lower(w)
	if n := len(lower); n > 1 && lower[n-1] == '.' {
		lower = lower[:n-1]
	}
	t.class = lex[string(lower)]
	if gazetteer.IsCommonWord(lower) {
		t.class |= common
	}
	if len(w) == 2 && w[1] == '.' {
		t.class &^= function | ordinary // the initial of "Barbara A. Brant"
	}
}

// maxWord is the longest word that is looked up, in bytes.
const maxWord = 40

// markToponyms sets topo; of toponyms that overlap the longest counts.
func (v *view) markToponyms() {
	at := 0
	for n, p := range v.d.Toponyms {
		for at < len(v.toks) && v.toks[at].Start < p.Start {
			at++
		}
		for k := at; k < len(v.toks) && v.toks[k].Start < p.End; k++ {
			if old := v.toks[k].topo; old < 0 || v.d.Toponyms[old].Len() < p.Len() {
				v.toks[k].topo = int32(n)
			}
		}
	}
}

// markInitial sets initial.
func (v *view) markInitial() {
	for _, s := range v.d.Sentences {
		first := true
		for k := s.First; k < s.Last; k++ {
			t := &v.toks[k]
			switch {
			case t.mark == '"' || t.mark == '*':
				first = true
			case t.mark == 0:
				t.initial = first || k > s.First && v.afterBlankLine(k)
				first = false
			}
		}
	}
}

// afterBlankLine reports whether a blank line stands between token k and the
// one before it.
func (v *view) afterBlankLine(k int) bool {
	gap := v.text[v.toks[k-1].End:v.toks[k].Start]
	return len(gap) > 1 && strings.Count(gap, "\n") > 1
}

// mark is the kind of a token without letters and digits: s for 's, ' for any
// apostrophe, " for any quotation mark, - for any hyphen, = for any dash, * for
// any bullet, else its one ASCII character; 0 for words.
func mark(w string) byte {
	switch w {
	case "'s", "’s", "'S", "’S":
		return 's'
	case "'", "’", "‘", "`":
		return '\''
	case "“", "”", "«", "»", "„", "\"", "``", "''":
		return '"'
	case "-", "‐", "‑":
		return '-'
	case "–", "—", "--":
		return '='
	case "•", "*", "·":
		return '*'
	}
	if c := w[0]; len(w) == 1 && c < utf8.RuneSelf && !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9') {
		return c
	}
	return 0
}

func (v *view) word(i int) string { return v.toks[i].Of(v.text) }

// is reports whether token i is one of the words, in any case.
func (v *view) is(i int, words ...string) bool {
	return i >= 0 && i < len(v.toks) && word.Is(v.word(i), words...)
}

// adjacent reports whether nothing stands between token i and the next.
func (v *view) adjacent(i int) bool { return i+1 < len(v.toks) && v.toks[i].End == v.toks[i+1].Start }

// has reports whether there is a token i and it has one of the classes.
func (v *view) has(i int, c class) bool {
	return i >= 0 && i < len(v.toks) && v.toks[i].class&c != 0
}

// at is the first token that starts at or after byte b.
func (v *view) at(b int) int {
	return sort.Search(len(v.toks), func(i int) bool { return v.toks[i].Start >= b })
}

// demonym reports whether token i is inside a demonym.
func (v *view) demonym(i int) bool {
	t := v.toks[i].topo
	return t >= 0 && v.d.Toponyms[t].Form == doc.FormDemonym
}

// country reports whether token i is inside a country's name.
func (v *view) country(i int) bool {
	t := v.toks[i].topo
	return t >= 0 && v.d.Toponyms[t].Kind == doc.Country && v.d.Toponyms[t].Form == doc.FormName
}

// lower is the lower-case form of a stretch of text; valid until the next call.
func (v *view) lower(s string) []byte {
	v.buf = word.AppendLower(v.buf[:0], s)
	return v.buf
}
