package quote

import (
	_ "embed"
	"math"
	"strconv"
	"strings"

	"github.com/broadsheet/broadsheet/extract/doc"
)

// basis is why something is taken to be said.
type basis uint8

const (
	byModels  basis = iota // the models say so, no rule does
	byVerb                 // beside a verb of speech with a speaker
	noSpeaker              // a cue without a speaker
	inClause               // a fragment in a reported clause
	inObject               // called it "…"
	byThought              // verbs of thinking, finding, wanting
	byReport               // indirect speech
	standing               // a sentence in marks, nothing beside it
	asPhrase               // it is no speech
	bases
)

// margins are by how much the models are sure of the parts of an attribution,
// in units of their weights and counted from 1; 0 where they do not have the part.
type margins struct {
	cue    int32 // of the least sure token
	edge   int32 // of the tokens where what is said begins, and right behind it
	inside int32 // of the least sure token of what is said
	source int32
}

// evidence are the groups of what the confidence of a quote is weighed from.
// Each quote has one value of each group.
const (
	ofBasis = iota
	ofCue
	ofEdge
	ofInside
	ofSource
	ofForm
	ofPieces
	ofWords
	ofGap
	ofStance
	ofSpeaker
	evidences
)

// EvidenceGroups are the groups by name, and how many values each has.
var EvidenceGroups = [evidences]struct {
	Name   string
	Values int
}{
	ofBasis: {"basis", int(bases)}, ofCue: {"cue", len(steps) + 2}, ofEdge: {"edge", len(steps) + 2},
	ofInside: {"inside", len(steps) + 2}, ofSource: {"source", len(steps) + 2},
	ofForm: {"form", 3}, ofPieces: {"pieces", 3}, ofWords: {"words", 6}, ofGap: {"gap", 5},
	ofStance: {"stance", 2}, ofSpeaker: {"speaker", 4},
}

// Evidence has a value of each group.
type Evidence [evidences]uint8

// steps part margins into values.
var steps = [...]int32{12, 24, 48, 72, 120}

// step is 0 where there is no margin, and more the larger it is.
func step(margin int32) uint8 {
	if margin == 0 {
		return 0
	}
	n := uint8(1)
	for _, s := range steps {
		if margin > s {
			n++
		}
	}
	return n
}

// evidence is what speaks for an attribution that is the quote q.
func (r *reader) evidence(a *attribution, q *doc.Quote) (e Evidence) {
	e[ofBasis] = uint8(a.basis)
	e[ofCue], e[ofEdge], e[ofInside], e[ofSource] = step(a.margins.cue), step(a.margins.edge), step(a.margins.inside), step(a.margins.source)
	switch a.form {
	case doc.Mixed:
		e[ofForm] = 1
	case doc.Indirect:
		e[ofForm] = 2
	}
	e[ofPieces] = uint8(min(len(a.spans), 3) - 1)
	words := 0
	for _, s := range a.spans {
		words += r.tokenAt(s.End) - r.tokenAt(s.Start)
	}
	for _, most := range [...]int{1, 2, 4, 8, 16} {
		if words > most {
			e[ofWords]++
		}
	}
	e[ofGap] = r.gap(a)
	if a.cue.stance == doc.Neutral {
		e[ofStance] = 1
	}
	switch {
	case q.Speaker.Empty():
	case q.SpeakerMention == doc.None:
		e[ofSpeaker] = 1
	case r.d.Mentions[q.SpeakerMention].Form == doc.FormPronoun:
		e[ofSpeaker] = 2
	default:
		e[ofSpeaker] = 3
	}
	return e
}

// gap is how many words stand between the cue and what is said: 0 no cue, 1
// none, 2 to 4 more; the cue stands before it.
func (r *reader) gap(a *attribution) uint8 {
	if a.cue.span.Empty() {
		return 0
	}
	near := math.MaxInt
	for _, s := range a.spans {
		from, to := a.cue.span.End, s.Start
		if s.End <= a.cue.span.Start {
			from, to = s.End, a.cue.span.Start
		}
		near = min(near, r.tokenAt(to)-r.tokenAt(from))
	}
	switch {
	case near <= 0:
		return 1
	case near <= 2:
		return 2
	case near <= 6:
		return 3
	}
	return 4
}

//go:embed confidence.tsv
var pointsFile string

// points are how much each value of each group speaks for a quote, in
// hundredths of the logarithm of the odds.
type points [evidences][]int

// parsePoints reads what AppendPoints writes. The file is embedded, so that a
// wrong one is a mistake of ours.
func parsePoints(file string) *points {
	p := &points{}
	for line := range strings.Lines(file) {
		f := strings.Fields(line)
		for g := range EvidenceGroups {
			if len(f) == 0 || f[0] != EvidenceGroups[g].Name {
				continue
			}
			for _, s := range f[1:] {
				n, err := strconv.Atoi(s)
				if err != nil {
					panic("quote: confidence.tsv: " + err.Error())
				}
				p[g] = append(p[g], n)
			}
		}
	}
	for g := range p {
		if len(p[g]) != EvidenceGroups[g].Values {
			panic("quote: confidence.tsv: " + EvidenceGroups[g].Name + " has another number of values: make it again with broadsheet-train")
		}
	}
	return p
}

// AppendPoints writes points, by group and value, as confidence.tsv holds them.
func AppendPoints(b []byte, points [][]int) []byte {
	for g, list := range points {
		b = append(b, EvidenceGroups[g].Name...)
		for _, n := range list {
			b = strconv.AppendInt(append(b, '\t'), int64(n), 10)
		}
		b = append(b, '\n')
	}
	return b
}

// confidence is how likely a quote with such evidence is right, content and
// speaker, 0 to 1 in hundredths so that every machine gives the same.
func (p *points) confidence(e Evidence) float64 {
	sum := 0
	for g, v := range e {
		sum += p[g][v]
	}
	return math.Round(100/(1+math.Exp(-float64(sum)/100))) / 100
}

// Weigh fills d.Quotes as Annotate does and tells of each quote what its
// confidence was weighed from.
func (s *Stage) Weigh(d *doc.Document) []Evidence {
	r := s.read(d)
	return r.weighed
}
