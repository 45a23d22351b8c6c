package treebank

import (
	"strings"
	"unicode"
)

// modernize brings a tree of CoreNLP 4 to the convention of today's English
// treebanks, and reports whether it is worth learning from. What it changes:
//
//   - the names of people are headed by their first word, the others hang on
//     it as flat; before they were headed by the last, as compounds;
//   - titles before such a name are nmod:desc;
//   - obl:tmod and obl:npmod are obl:unmarked, likewise of nmod;
//   - who does something in the passive, by "by", is obl:agent.
//
// A tree with the relation dep, or with a mark as its root, is one that the
// parser failed on.
func modernize(rows []row) bool {
	for i := range rows {
		r := &rows[i]
		switch r.relation {
		case "dep":
			return false
		case "root":
			if isMark(r.word) {
				return false
			}
		case "obl:tmod", "obl:npmod":
			r.relation = "obl:unmarked"
		case "nmod:tmod", "nmod:npmod":
			r.relation = "nmod:unmarked"
		}
	}
	agents(rows)
	for i := 0; i < len(rows); {
		end := i + 1
		if isPerson(&rows[i]) {
			for end < len(rows) && isPerson(&rows[end]) {
				end++
			}
			rename(rows, i, end)
		}
		i = end
	}
	return true
}

func isMark(w string) bool {
	return !strings.ContainsFunc(w, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

func isPerson(r *row) bool { return r.kind == "PERSON" && r.tag == "NNP" }

// rename heads the name rows[first:end] by its first word, if it was headed
// by its last.
func rename(rows []row, first, end int) {
	last := end - 1
	for i := first; i < last; i++ {
		if rows[i].head != last+1 || rows[i].relation != "compound" {
			return
		}
	}
	if last > first {
		rows[first].head, rows[first].relation = rows[last].head, rows[last].relation
		for i := first + 1; i <= last; i++ {
			rows[i].head, rows[i].relation = first+1, "flat"
		}
	}
	for i := range rows {
		if i >= first && i <= last {
			continue
		}
		if rows[i].head == last+1 {
			rows[i].head = first + 1
		}
	}
	// The words right before it that name a role: "Prime Minister Retno Sari".
	for i := first - 1; i >= 0 && rows[i].head == first+1 && rows[i].relation == "compound" && strings.HasPrefix(rows[i].tag, "N"); i-- {
		if i == first-1 {
			rows[i].relation = "nmod:desc"
		} else {
			rows[i].head = first
		}
	}
}

// agents marks those who do what the passive verb says.
func agents(rows []row) {
	for i := range rows {
		by := &rows[i]
		if by.relation != "case" || !strings.EqualFold(by.word, "by") || by.head == 0 {
			continue
		}
		noun := &rows[by.head-1]
		if noun.relation != "obl" || noun.head == 0 || noun.head > i || rows[noun.head-1].tag != "VBN" {
			continue
		}
		if rows[noun.head-1].relation == "acl" || passive(rows, noun.head) {
			noun.relation = "obl:agent"
		}
	}
}

func passive(rows []row, verb int) bool {
	for i := range rows {
		if rows[i].head == verb && rows[i].relation == "aux:pass" {
			return true
		}
	}
	return false
}

// phrase is how many words behind "for replacing" may be what is replaced.
const phrase = 5

// loosen takes out of a machine-made tree what it has otherwise than the
// treebanks and what cannot be brought near to them: where marks hang, what
// "for replacing it" hangs on, and a few relations.
func (s *Sentence) loosen() {
	s.Loose = make([]bool, len(s.Words))
	for i, r := range s.Relations {
		switch r {
		case "punct":
			s.Loose[i] = true
		case "compound", "xcomp", "ccomp", "parataxis", "csubj", "advcl", "iobj", "nummod", "obl:unmarked", "nmod:unmarked":
			s.Relations[i] = ""
		case "case":
			if h := s.Heads[i]; h >= 0 && s.Tags[h] == "VBG" {
				s.Loose[i], s.Loose[h] = true, true
				s.Relations[h] = ""
				for k := h + 1; k < min(len(s.Words), h+1+phrase); k++ {
					s.Loose[k] = true
				}
			}
		}
	}
}
