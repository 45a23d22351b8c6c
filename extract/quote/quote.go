// Package quote finds reported speech, with and without quotation marks: what is
// said (content), the words that report it (cue) and who says it (speaker).
//
// It goes through an article on two roads, and joins them. Rules know best what
// stands in quotation marks, step by step, one a file or two:
//
//	paragraph.go    joins lines that belong to one paragraph
//	marks.go        pairs the quotation marks: passages, nested up to four deep; scan.go finds the marks
//	skeleton.go     folds each passage into one item (item.go) between the words around it
//	cue.go          what reports a passage; cuebefore.go and cuebehind.go find it
//	speaker.go      finds the subject of the cue; phrase.go the noun phrase that it is
//	content.go      decides which cue reports a passage, and its form; extent.go how far its content goes
//	uncued.go       what nothing beside it reports
//	indirect.go     finds reported speech in sentences without quotation marks, where its form is plain
//	transcript.go   finds the turns of transcripts and interviews
//
// Two learned readings of the tokens find the rest: the first the cues, the
// second, which knows them, what is said and by whom:
//
//	describe.go     what is known of each token, trees among it; features.go the features that it gives
//	labeller.go     labels the tokens; learned.go gives the pieces to their cues
//	branch.go       who speaks and who is told, by the tree
//	merge.go        joins what both roads found
//
// Then identify.go finds the mention that a speaker is, unnamed.go what speakers
// without a name are called, and confidence.go how likely each quote is right.
//
// lexicon.go lists the classes of words; verb.go tells verbs from nouns, and
// attribution.go whether a clause only names who spoke. A number of items in a
// loop ("k < j+16") is how far a rule looks. They were set on the training news:
// most are longer than what is looked for ever is there, and keep the time
// linear in text made to be slow.
package quote

import (
	"slices"
	"sort"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/word"
)

// Stage is the quote stage. It is immutable after New.
type Stage struct {
	lx      *lexicon
	finder  *finder
	points  *points
	without Without
}

// Without says what the stage goes without, to tell what each part is worth.
type Without uint8

// The two ways in which attributions are found.
const (
	Rules Without = 1 << iota
	Models
)

// New reads the embedded list of verbs.
func New() *Stage {
	s, err := NewWith(cuesFile, piecesFile, 0)
	if err != nil {
		panic(err) // the files and the program were built together
	}
	return s
}

// NewWith is New with other models, the files of Cues and Pieces, and without
// some parts: without Models no files are needed. The error says which is none.
func NewWith(cues, pieces []byte, w Without) (*Stage, error) {
	s := &Stage{lx: newLexicon(), points: parsePoints(pointsFile), without: w}
	if w&Models != 0 {
		return s, nil
	}
	var err error
	s.finder, err = newFinder(cues, pieces)
	return s, err
}

// Name is "quote".
func (*Stage) Name() string { return "quote" }

// Needs tells which layers must be filled before.
func (*Stage) Needs() doc.Layer {
	return doc.Tokens | doc.Sentences | doc.Tags | doc.Arcs | doc.Mentions
}

// Gives tells which layers Annotate fills.
func (*Stage) Gives() doc.Layer { return doc.Quotes }

// Annotate fills d.Quotes.
func (s *Stage) Annotate(d *doc.Document) { s.read(d) }

func (s *Stage) read(d *doc.Document) *reader {
	d.Quotes = nil
	r := &reader{lx: s.lx, points: s.points, d: d, text: d.Text, items: make([]item, 0, len(d.Tokens)), cuts: make([]int, 0, 2*len(d.Sentences)+8)}
	var spans []corpus.Span
	spans, r.paragraph = paragraphs(d)
	turns, lines := r.turns(spans), slices.Clone(spans)
	spans = rejoin(d.Text, spans, r.paragraph)
	quoted := passages(d.Text, spans)
	r.locate(quoted)
	r.fold(0, len(d.Tokens), -1)
	if s.without&Rules == 0 {
		r.attribute(-1)
	}
	for i := range r.pass { // passages with others inside: the same again, within
		if s.without&Rules == 0 && i+1 < len(r.pass) && r.pass[i+1].parent == i {
			r.fold(r.tokenAt(r.pass[i].inner.Start), r.tokenAt(r.pass[i].inner.End), i)
			r.attribute(i)
		}
	}
	if s.without&Models == 0 {
		room := rooms.Get().(*room)
		x := describe(d, r.paragraph, quoted, room)
		r.merge(x, r.learned(s.finder, x))
		room.leave()
	}
	r.transcribe(turns, lines)
	d.Quotes = r.quotes()
	return r
}

// reader holds what is known of one article while it is read.
type reader struct {
	lx     *lexicon
	points *points
	d      *doc.Document
	text   string
	pass   []located

	paragraph []int // of each sentence, from 0

	items []item
	cuts  []int // where the sentences of items begin; the last is len(items)
	found []attribution
	base  int // found[base:] belong to the items
	low   []byte

	weighed []Evidence // by quote, in text order
}

// quotes turns the attributions into the layer, in text order.
func (r *reader) quotes() []doc.Quote {
	order := make([]int, 0, len(r.found))
	for i := range r.found {
		order = append(order, i)
	}
	sort.SliceStable(order, func(a, b int) bool {
		x, y := r.found[order[a]].spans[0], r.found[order[b]].spans[0]
		return x.Start < y.Start || x.Start == y.Start && x.End > y.End
	})
	of := make([]int, len(r.pass)) // the quote that holds a passage
	for i := range of {
		of[i] = doc.None
	}
	out := make([]doc.Quote, 0, len(order))
	for n, i := range order {
		a := &r.found[i]
		q := doc.Quote{
			Spans: a.spans, Form: a.form, Cue: a.cue.span, CueLemma: a.cue.lemma, Stance: a.cue.stance,
			Speaker: a.speaker, SpeakerMention: doc.None, Addressee: a.addressee, Within: doc.None,
		}
		if q.Form != doc.Phrase {
			if !q.Speaker.Empty() && !a.sourced && !r.speaks(q.Speaker, q.CueLemma == "according to") {
				q.Speaker = corpus.Span{}
			}
			q.SpeakerMention, q.SpeakerKind, q.Unresolved = r.identify(q.Speaker, !q.Cue.Empty())
			if q.SpeakerMention == doc.None && isRelative(q.Speaker.Of(r.text)) {
				if k := r.antecedent(q.Speaker.Start); k != doc.None {
					q.SpeakerMention, q.SpeakerKind, q.Unresolved = k, doc.SpeakerKind(r.d.Mentions[k].Kind), ""
				} else {
					q.SpeakerKind, q.Unresolved = doc.SpeakerUnknown, doc.NoAntecedent
				}
			}
			if a.turn && q.SpeakerMention == doc.None {
				q.SpeakerMention, q.SpeakerKind, q.Unresolved = r.labelled(q.Speaker)
			}
		}
		if !q.Addressee.Empty() && !r.listens(q.Addressee) {
			q.Addressee = corpus.Span{}
		}
		if q.Stance == doc.Asserts && r.negated(q.Cue) {
			q.Stance = doc.Neutral
		}
		e := r.evidence(a, &q)
		q.Confidence = r.points.confidence(e)
		r.weighed = append(r.weighed, e)
		out = append(out, q)
		if a.first >= 0 {
			of[a.first] = n
		}
	}
	r.callUnnamed(out)
	// A passage that was joined to another belongs to the same quote.
	for n := range out {
		for _, s := range out[n].Spans {
			k := sort.Search(len(r.pass), func(k int) bool { return r.pass[k].Start >= s.Start })
			for ; k < len(r.pass) && r.pass[k].Start < s.End; k++ {
				if of[k] == doc.None && r.pass[k].depth == 0 {
					of[k] = n
				}
			}
		}
	}
	for n, i := range order {
		if w := r.found[i].within; w >= 0 && of[w] != n {
			out[n].Within = of[w]
		}
	}
	nest(out)
	r.firstPerson(out)
	return out
}

// negated reports whether a cue says that nothing is said: "did not announce".
func (r *reader) negated(cue corpus.Span) bool {
	for k := r.tokenAt(cue.Start); k < len(r.d.Tokens) && r.d.Tokens[k].Start < cue.End; k++ {
		if r.look(r.d.Tokens[k].Of(r.text)).class&negation != 0 {
			return true
		}
	}
	return false
}

// firstPerson tells who "I" is: the speaker of the quote around, else the author.
func (r *reader) firstPerson(quotes []doc.Quote) {
	for i := range quotes {
		q := &quotes[i]
		if q.SpeakerMention != doc.None || !word.Is(q.Speaker.Of(r.text), "I", "i", "me", "my") {
			continue
		}
		if q.Unresolved = doc.Author; q.Within != doc.None {
			around := &quotes[q.Within]
			q.SpeakerMention, q.SpeakerKind, q.Unresolved, q.Described = around.SpeakerMention, around.SpeakerKind, around.Unresolved, around.Described
		}
	}
}

// nest tells of the quotes that stand with their cue in what another says that
// they are within it: he said that she had called it off.
func nest(quotes []doc.Quote) {
	var around []int // the quotes that the next may be in, from the outermost
	for n := range quotes {
		q := &quotes[n]
		whole := corpus.Span{Start: q.Spans[0].Start, End: q.Spans[len(q.Spans)-1].End}
		if !q.Cue.Empty() {
			whole = corpus.Span{Start: min(whole.Start, q.Cue.Start), End: max(whole.End, q.Cue.End)}
		}
		for len(around) > 0 {
			last := quotes[around[len(around)-1]].Spans
			if last[len(last)-1].End > q.Spans[0].Start {
				break
			}
			around = around[:len(around)-1]
		}
		for k := len(around) - 1; k >= 0 && q.Within == doc.None; k-- {
			for _, s := range quotes[around[k]].Spans {
				if s.Start <= whole.Start && whole.End <= s.End && s.Len() > whole.Len() {
					q.Within = around[k]
				}
			}
		}
		if q.Form != doc.Phrase {
			around = append(around, n)
		}
	}
}
