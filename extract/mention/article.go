package mention

import (
	"github.com/broadsheet/broadsheet/internal/seq"
	"github.com/broadsheet/broadsheet/internal/word"
)

// firstReading is what a first reading of the whole article found, for a second one
// (after Krishnan and Manning 2006): what the same word was elsewhere, of what
// kind the names are that the same phrase was elsewhere, and of what kind the
// longer names that the word is a part of.
type firstReading struct {
	labels  []uint8              // of the first reading
	words   map[uint64]*findings // by hash of the word in lower case
	phrases map[uint64]votes     // by hash of the words in lower case
	phrase  []uint64             // by token: what the phrase that it stands in was elsewhere; 0 nothing
}

// findings are what was found of a word.
type findings struct {
	as     votes    // what it was
	part   [3]votes // what the names of two words or more were that it is the first, an inner or the last word of
	starts bool     // a name begins with it
}

// votes counts what was found by kind, as kindOf gives it.
type votes [4]int32

// verdict is what votes say: 0 nothing, else the kind with the most, how far
// the others agree, and how many there are.
func (v votes) verdict() uint64 {
	best, sum := 0, int32(0)
	for k, n := range v {
		sum += n
		if n > v[best] {
			best = k
		}
	}
	if sum <= 0 {
		return 0
	}
	out := 1 + uint64(best)
	switch {
	case v[best] == sum:
		out |= 8
	case 2*v[best] <= sum:
		out |= 16
	}
	return out | uint64(min(sum, 3))<<5
}

// maxName is the longest name that the article is searched for, in tokens.
const maxName = 8

// telling reports whether it says something of a word that it is no name at
// token t: it has a capital of its own.
func (x *Description) telling(t int) bool {
	k := &x.toks[t]
	return k.mark == 0 && k.shape != word.Lower && k.shape != word.Number && !k.initial
}

// Learn takes the labels of the first reading of all tokens, which must stay
// as they are.
func (x *Description) Learn(l []uint8) {
	a := &x.before
	a.labels = l
	a.words = make(map[uint64]*findings, len(x.forms)/2)
	a.phrases = make(map[uint64]votes, len(x.forms)/4)
	a.phrase = make([]uint64, len(l))
	of := func(t int) *findings {
		h := x.forms[x.form[t]].lower
		f := a.words[h]
		if f == nil {
			f = &findings{}
			a.words[h] = f
		}
		return f
	}
	for t := 0; t < len(l); {
		end, kind := nameAt(l, t)
		if kind == 0 {
			if x.telling(t) {
				of(t).as[0]++
			}
			t++
			continue
		}
		of(t).starts = true
		h := uint64(0)
		for k := t; k < end; k++ {
			f := of(k)
			f.as[kind]++
			if p := partOf(l[k]); p != only {
				f.part[p][kind]++
			}
			h = seq.Join2(0, h, x.forms[x.form[k]].lower)
		}
		v := a.phrases[h]
		v[kind]++
		a.phrases[h] = v
		t = end
	}
	for t := 0; t < len(l); {
		t = x.recall(t)
	}
}

// recall marks the longest phrase that begins at token t and was a name
// elsewhere, and returns the token after it.
func (x *Description) recall(t int) int {
	a := &x.before
	if f := a.words[x.forms[x.form[t]].lower]; f == nil || !f.starts {
		return t + 1
	}
	own, kind := t, 0 // the name that begins here
	if l := a.labels[t]; l != outside && (partOf(l) == first || partOf(l) == only) {
		own, kind = nameAt(a.labels[:min(t+maxName+1, len(a.labels))], t)
	}
	var found votes
	stop, h := t, uint64(0)
	for k := t; k < t+maxName && k < len(a.labels) && x.sentence[k] == x.sentence[t]; k++ {
		h = seq.Join2(0, h, x.forms[x.form[k]].lower)
		v, ok := a.phrases[h]
		if !ok {
			continue
		}
		if k+1 == own {
			v[kind]-- // elsewhere is not here
		}
		if v != (votes{}) {
			found, stop = v, k+1
		}
	}
	if stop == t || stop == t+1 && x.toks[t].shape == word.Lower {
		return t + 1
	}
	said := found.verdict() << 2
	for k := t; k < stop; k++ {
		a.phrase[k] = said
		if k == t {
			a.phrase[k] |= 1
		}
		if k == stop-1 {
			a.phrase[k] |= 2
		}
	}
	return stop
}

// Again appends the features of token t that only the second reading has.
func (x *Description) Again(out []uint64, t int) []uint64 {
	a := &x.before
	f := a.words[x.forms[x.form[t]].lower]
	if f == nil || x.toks[t].mark != 0 {
		return out
	}
	shape := uint64(x.toks[t].shape) << 2
	if x.toks[t].initial {
		shape |= 1
	}
	if x.toks[t].topo >= 0 {
		shape |= 2
	}
	s := &x.d.Sentences[x.sentence[t]]
	left, right := uint64(x.formAt(s, t-1).words[0]), uint64(x.formAt(s, t+1).words[0])
	l := a.labels[t]
	as := f.as
	if l != outside || x.telling(t) {
		as[kindOf(l)]--
	}
	if v := as.verdict(); v != 0 {
		out = append(out, seq.Join2(articleWord, v, shape), seq.Join3(articleWordLeft, v, shape, left), seq.Join3(articleWordRight, v, shape, right))
	}
	for p, v := range f.part {
		if l != outside && partOf(l) == p {
			v[kindOf(l)]--
		}
		if v := v.verdict(); v != 0 {
			v = v<<2 | uint64(p)
			out = append(out, seq.Join2(articlePart, v, shape), seq.Join3(articlePartLeft, v, shape, left), seq.Join3(articlePartRight, v, shape, right))
		}
	}
	if p := a.phrase[t]; p != 0 {
		out = append(out, seq.Join2(articlePhrase, p, shape), seq.Join3(articlePhraseHeadline, p, shape, x.headlines[x.sentence[t]]))
	}
	return out
}
