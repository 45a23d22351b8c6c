package mention

import "github.com/broadsheet/broadsheet/extract/doc"

// Labels are what a token can be to the names: outside of them, or the first,
// an inner, the last or the only token of a name of a kind (Ratinov and Roth
// 2009).
var Labels = []string{
	"outside",
	"first-person", "inner-person", "last-person", "only-person",
	"first-organization", "inner-organization", "last-organization", "only-organization",
	"first-place", "inner-place", "last-place", "only-place",
}

const (
	outside = 0
	labels  = 13
)

// The parts of a name, in the order of the labels of a kind.
const (
	first = iota
	inner
	last
	only
)

// kinds are the kinds of names, in the order of the labels.
var kinds = [...]doc.Kind{doc.Person, doc.Organization, doc.Place}

// partOf is the part that a label other than outside tells.
func partOf(label uint8) int { return int(label-1) % 4 }

// kindOf is 0 for outside, else 1 more than the index into kinds.
func kindOf(label uint8) int { return int(label+3) / 4 }

// Follows reports whether a label can follow another; from is len(Labels) at
// the start of a sentence.
func Follows(from, to int) bool {
	starts := to == outside || partOf(uint8(to)) == first || partOf(uint8(to)) == only
	if from == outside || from == labels || partOf(uint8(from)) >= last {
		return starts
	}
	return !starts && kindOf(uint8(from)) == kindOf(uint8(to))
}

// label writes the labels of a name of a kind, one for each of its tokens.
func label(out []uint8, kind doc.Kind) {
	base := uint8(1)
	for kinds[base/4] != kind {
		base += 4
	}
	for i := range out {
		out[i] = base + inner
	}
	out[0] = base + first
	out[len(out)-1] = base + last
	if len(out) == 1 {
		out[0] = base + only
	}
}

// nameAt is the end of the name that begins at token t, and its kind as kindOf
// gives it; t and 0 where none does.
func nameAt(l []uint8, t int) (end, kind int) {
	if l[t] == outside {
		return t, 0
	}
	kind = kindOf(l[t])
	for end = t + 1; partOf(l[end-1]) < last && end < len(l) && kindOf(l[end]) == kind; end++ {
	}
	return end, kind
}
