package pos

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/broadsheet/broadsheet/train/treebank"
)

// labelsOf are the tags that are no slips of annotators: those seen 20 times.
func labelsOf(sentences []treebank.Sentence) []string {
	count := map[string]int{}
	for _, s := range sentences {
		for _, t := range s.Tags {
			count[t]++
		}
	}
	var labels []string
	for t, n := range count {
		if n >= 20 && t != "_" {
			labels = append(labels, t)
		}
	}
	slices.Sort(labels)
	return labels
}

// A word has one tag for all if it was seen as often as seenGold in gold with
// no more than one in rare tagged otherwise.
const (
	seenGold = 60
	rare     = 500
)

// knownOf gives the words, as written, that have one tag wherever they stand.
func knownOf(gold []treebank.Sentence, index map[string]uint8) map[string]uint8 {
	counts := map[string]map[string]int{}
	for _, s := range gold {
		for i, w := range s.Words {
			if counts[w] == nil {
				counts[w] = map[string]int{}
			}
			counts[w][s.Tags[i]]++
		}
	}
	known := map[string]uint8{}
	for w, tags := range counts {
		all, most, arg := 0, 0, ""
		for t, n := range tags {
			all += n
			if n > most {
				most, arg = n, t
			}
		}
		if y, ok := index[arg]; ok && all >= seenGold && rare*(all-most) <= all {
			known[w] = y
		}
	}
	return known
}

// restyled writes words as headlines do, so that the tagger learns that there
// a capital says little.
func restyled(words []string, allCaps bool) []string {
	out := make([]string, len(words))
	for i, w := range words {
		if allCaps {
			out[i] = strings.ToUpper(w)
			continue
		}
		r, n := utf8.DecodeRuneInString(w)
		if i > 0 && len(w) <= 3 && w == strings.ToLower(w) && n == 1 && len(words)%2 == 0 {
			out[i] = w // some papers leave short words small
			continue
		}
		out[i] = string(unicode.ToUpper(r)) + w[n:]
	}
	return out
}
