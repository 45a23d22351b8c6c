package results

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/broadsheet/broadsheet/extract/doc"
)

// AppendCoNLLU appends the sentences of a Document in CoNLL-U
// (https://universaldependencies.org/format.html). Of the ten columns ID,
// FORM, XPOS (Penn Treebank), HEAD, DEPREL and MISC are filled; MISC has the
// token's place in the article's text as TokenRange=start:end, in code points,
// and SpaceAfter=No where the next token follows at once. White space within a
// token, which the format does not know, is written as one space.
func AppendCoNLLU(buf []byte, d *doc.Document) []byte {
	pos := newPositions(d.Text)
	buf = append(buf, "# newdoc id = "...)
	buf = appendLine(buf, d.ID)
	buf = append(buf, '\n')
	for i, s := range d.Sentences {
		buf = append(buf, "# sent_id = "...)
		buf = appendLine(buf, d.ID)
		buf = append(buf, '-')
		buf = strconv.AppendInt(buf, int64(i), 10)
		buf = append(buf, "\n# text = "...)
		buf = appendLine(buf, d.Text[s.Start:s.End])
		buf = append(buf, '\n')
		for k := s.First; k < s.Last; k++ {
			buf = appendToken(buf, d, s, k, &pos)
		}
		buf = append(buf, '\n')
	}
	return buf
}

func appendToken(buf []byte, d *doc.Document, s doc.Sentence, k int, pos *positions) []byte {
	t := d.Tokens[k]
	buf = strconv.AppendInt(buf, int64(k-s.First+1), 10)
	buf = append(buf, '\t')
	buf = appendLine(buf, d.Text[t.Start:t.End])
	buf = append(buf, "\t_\t_\t"...)
	if t.Tag == "" {
		buf = append(buf, '_')
	}
	buf = append(buf, t.Tag...)
	buf = append(buf, "\t_\t"...)
	if len(d.Arcs) == 0 || d.Arcs[k].Relation == "" {
		buf = append(buf, "_\t_"...)
	} else {
		head := 0
		if d.Arcs[k].Head != doc.None {
			head = d.Arcs[k].Head - s.First + 1
		}
		buf = strconv.AppendInt(buf, int64(head), 10)
		buf = append(buf, '\t')
		buf = append(buf, d.Arcs[k].Relation...)
	}
	buf = append(buf, "\t_\t"...)
	if k+1 < len(d.Tokens) && d.Tokens[k+1].Start == t.End {
		buf = append(buf, "SpaceAfter=No|"...)
	}
	buf = append(buf, "TokenRange="...)
	buf = strconv.AppendInt(buf, int64(pos.at(t.Start)), 10)
	buf = append(buf, ':')
	buf = strconv.AppendInt(buf, int64(pos.at(t.End)), 10)
	return append(buf, '\n')
}

// appendLine appends s with each run of white space and controls as one space.
func appendLine(buf []byte, s string) []byte {
	blank := func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) || r == '\u2028' || r == '\u2029' }
	for i, part := range strings.FieldsFunc(s, blank) {
		if i > 0 {
			buf = append(buf, ' ')
		}
		buf = append(buf, part...)
	}
	return buf
}
