package gazetteer

// Phrases finds known phrases in text. It works on the text itself and not on
// tokens, so that it gives the same matches whatever cut the tokens: "U.S.-led"
// holds "U.S." and "Guinea-Bissau" is one match whether it is one token or three.
//
// A phrase matches where its words follow each other, regardless of
//   - case: the caller looks at how the match is written ("turkey", "US"),
//   - diacritics of Latin letters: "São Tomé" is "Sao Tome",
//   - the kind of space, hyphen or apostrophe: "Guinea Bissau", "d’Ivoire"; a
//     line break is a space, a blank line is not,
//   - a full stop between an abbreviation of four letters or less and a space
//     or hyphen: "St. Louis", "St Louis".
//
// A full stop that ends a phrase is part of it: "Ga." does not match "Ga".
// Matches begin and end at the boundaries of words, which are runs of letters,
// digits and combining marks.
//
// The zero value is empty and ready to use. It must not change while it is
// read; any number of goroutines may read it.
type Phrases[T any] struct {
	// A trie over words. Its edges are in one hash table with open addressing:
	// the key is a 64-bit hash of the node, the mark between the words and the
	// word. Words themselves are not kept: with 200,000 edges, a million
	// different words meet a false edge with a chance of one in a hundred million.
	edges  []edge
	used   int
	nodes  int32 // nodes there are; the root is 0 and is not counted
	value  []int32
	values []T
}

type edge struct {
	key uint64 // 0: free
	to  int32
}

// Limits of one match: what is longer is no word of a phrase, and reading on
// would cost time on hostile text.
const (
	maxWord = 64 // bytes
	maxGap  = 16 // bytes between two words
)

// NewPhrases is an empty Phrases with room for n phrases.
func NewPhrases[T any](n int) *Phrases[T] {
	p := &Phrases[T]{value: make([]int32, 1, n+n/2+1), values: make([]T, 0, n)}
	size := 16
	for size < 2*n {
		size *= 2
	}
	p.edges = make([]edge, size)
	return p
}

// Len is the number of phrases.
func (p *Phrases[T]) Len() int { return len(p.values) }

// Add makes v the value of phrase, in the place of the one that it had. A
// phrase without a letter or digit, or with a word of more than 64 bytes, can
// never match and is not added.
func (p *Phrases[T]) Add(phrase string, v T) {
	if to := p.At(phrase); to != nil {
		*to = v
	}
}

// At is where the value of phrase is kept, to be changed before the next call;
// a phrase that is not there is added with the zero value. It is nil where
// Add adds nothing.
func (p *Phrases[T]) At(phrase string) *T {
	n, ok := p.walk(phrase, true)
	if !ok {
		return nil
	}
	if p.value[n] == 0 {
		var zero T
		p.values = append(p.values, zero)
		p.value[n] = int32(len(p.values))
	}
	return &p.values[p.value[n]-1]
}

// Get is the value of a phrase, written in any way that matches it.
func (p *Phrases[T]) Get(phrase string) (v T, ok bool) {
	if n, found := p.walk(phrase, false); found && p.value[n] > 0 {
		return p.values[p.value[n]-1], true
	}
	return v, false
}

// walk follows phrase, which must be used up, from the root; with grow it
// adds the nodes that are missing.
func (p *Phrases[T]) walk(phrase string, grow bool) (node int32, ok bool) {
	if p.value == nil {
		if !grow {
			return 0, false
		}
		p.value = make([]int32, 1)
	}
	at, _ := Word(phrase, 0)
	var mark rune
	for at < len(phrase) {
		h, end := hashWord(phrase, at)
		if h == 0 {
			return 0, false
		}
		key := edgeKey(node, mark, h)
		if node, ok = p.follow(key, grow); !ok {
			return 0, false
		}
		mark, at = gap(phrase, end, end-at)
		if at < 0 {
			if end < len(phrase) && phrase[end] == '.' {
				return p.follow(edgeKey(node, '.', 1), grow)
			}
			if rest, _ := Word(phrase, end); rest < len(phrase) {
				return 0, false // "Gus" is not what "Gus (river)" names
			}
			return node, true
		}
	}
	return node, ok
}

func (p *Phrases[T]) follow(key uint64, grow bool) (int32, bool) {
	if to := p.find(key); to > 0 {
		return to, true
	}
	if !grow {
		return 0, false
	}
	if 2*(p.used+1) > len(p.edges) {
		old := p.edges
		p.edges = make([]edge, max(16, 2*len(old)))
		for _, e := range old {
			if e.key != 0 {
				p.put(e)
			}
		}
	}
	p.nodes++
	p.used++
	p.put(edge{key, p.nodes})
	p.value = append(p.value, 0)
	return p.nodes, true
}

func (p *Phrases[T]) put(e edge) {
	mask := uint64(len(p.edges) - 1)
	i := e.key & mask
	for p.edges[i].key != 0 {
		i = (i + 1) & mask
	}
	p.edges[i] = e
}

func (p *Phrases[T]) find(key uint64) int32 {
	if len(p.edges) == 0 {
		return 0
	}
	mask := uint64(len(p.edges) - 1)
	for i := key & mask; ; i = (i + 1) & mask {
		switch p.edges[i].key {
		case key:
			return p.edges[i].to
		case 0:
			return 0
		}
	}
}

// Longest is the longest phrase that begins at start, which must be the first
// byte of a word as Word gives it. The match is text[start:end].
func (p *Phrases[T]) Longest(text string, start int) (v T, end int, ok bool) {
	var node, best int32
	var mark rune
	for at := start; ; {
		h, wordEnd := hashWord(text, at)
		if h == 0 {
			break
		}
		if node = p.find(edgeKey(node, mark, h)); node == 0 {
			break
		}
		if i := p.value[node]; i > 0 {
			best, end = i, wordEnd
		}
		if wordEnd < len(text) && text[wordEnd] == '.' {
			if n := p.find(edgeKey(node, '.', 1)); n > 0 && p.value[n] > 0 {
				best, end = p.value[n], wordEnd+1
			}
		}
		if mark, at = gap(text, wordEnd, wordEnd-at); at < 0 {
			break
		}
	}
	if best == 0 {
		return v, start, false
	}
	return p.values[best-1], end, true
}

// edgeKey is the hash of an edge, never 0.
func edgeKey(node int32, mark rune, word uint64) uint64 {
	h := word ^ uint64(node)*0x9E3779B97F4A7C15 ^ uint64(mark)*0xC2B2AE3D27D4EB4F
	h ^= h >> 32
	h *= 0xD6E8FEB86659FD93
	h ^= h >> 32
	return h | 1<<63
}

// gap reads what stands between two words. It gives the mark that holds them
// apart (0 for a space or hyphen) and where the next word begins, or -1 where
// no phrase goes on: at a blank line, at two marks, at the end of a sentence or
// of the text. The word before it has letters bytes.
func gap(text string, at, letters int) (mark rune, next int) {
	stop, space := false, false
	lines := 0
	for i := at; i < len(text) && i < at+maxGap; {
		r, n := decode(text, i)
		switch {
		case r == ' ' || r == '\t' || r == '\r' || r == '\n' || r == 0xA0 || r == 0x202F || r == 0x2009:
			if r == '\n' {
				if lines++; lines > 1 {
					return 0, -1
				}
			}
			space = true
		case r == '-' || r == 0x2010 || r == 0x2011:
			if mark != 0 && mark != '\'' { // "Gus’-Khrustal’nyy"
				return 0, -1
			}
			space = true
		case r == '.':
			if stop || space || mark != 0 {
				return 0, -1
			}
			stop = true
		case r == 0xAD: // soft hyphen: not written at all
		case isWord(r):
			switch {
			case stop && !space && mark == 0:
				mark = '.'
			case stop && letters > 4:
				return 0, -1
			}
			return mark, i
		default:
			if mark != 0 {
				return 0, -1
			}
			if mark = r; apostrophe(r) {
				mark = '\''
			}
		}
		i += n
	}
	return 0, -1
}

// Word is the first word of text at or after at: text[start:end]. Where there
// is none, start and end are len(text).
func Word(text string, at int) (start, end int) {
	for at < len(text) {
		if c := text[at]; c < 0x80 {
			if asciiWord[c] {
				break
			}
			at++
			continue
		}
		r, n := decode(text, at)
		if isWord(r) && !combining(r) {
			break
		}
		at += n
	}
	start = at
	for at < len(text) {
		if c := text[at]; c < 0x80 {
			if !asciiWord[c] {
				break
			}
			at++
			continue
		}
		r, n := decode(text, at)
		if !isWord(r) {
			break
		}
		at += n
	}
	return start, at
}
