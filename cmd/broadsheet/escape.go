package main

import (
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Articles, the names of files and all that errors quote of them are written by
// others, and a terminal obeys what it is shown: it is recoloured, asked what
// to type, or made to show another text than there is. All of it goes through
// escape on its way to a terminal. What is written to files and pipes is exact.

// escape appends s to dst with everything escaped that is no letter, mark,
// number, sign or space of some width: control characters (\x1b), what turns
// the direction of writing (\u202e), line and paragraph separators, what has no
// width (\u200b, tags), and bytes that are no UTF-8. Backslashes stay, because
// paths have them: escaping is for reading and cannot be undone.
func escape(dst []byte, s string) []byte {
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			dst = append(dst, '\\', 'x', hexDigits[s[i]>>4], hexDigits[s[i]&15])
		case unicode.IsGraphic(r) && !unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r):
			dst = append(dst, s[i:i+n]...)
		default:
			quoted := strconv.QuoteRuneToASCII(r)
			dst = append(dst, quoted[1:len(quoted)-1]...)
		}
		i += n
	}
	return dst
}

const hexDigits = "0123456789abcdef"

// printable is s on one line of a terminal.
func printable(s string) string { return string(escape(nil, s)) }

// flowing is printable for the text of an article, whose lines and paragraphs
// end where the terminal's do not: white space is one space.
func flowing(s string) string {
	words := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" \t\r\n", r) })
	return printable(strings.Join(words, " "))
}

// dataWriter is where data is written: w, or where that is a terminal a screen,
// because a person looks at it then.
func dataWriter(w io.Writer) io.Writer {
	if isTerminal(w) {
		return &screen{w: w}
	}
	return w
}

// screen escapes what is written to it, but for tabs and the ends of lines.
type screen struct {
	w    io.Writer
	rest []byte // of the last Write: a character that goes on, or a carriage return
}

func (s *screen) Write(b []byte) (int, error) {
	text := append(s.rest, b...)
	end := len(text)
	for i := end - 1; i >= 0 && i >= end-utf8.UTFMax; i-- {
		if utf8.RuneStart(text[i]) {
			if !utf8.FullRune(text[i:]) || text[i] == '\r' {
				end = i
			}
			break
		}
	}
	s.rest = append([]byte(nil), text[end:]...)
	var out []byte
	for line := range strings.SplitAfterSeq(string(text[:end]), "\n") {
		body, ended := strings.CutSuffix(line, "\n")
		if ended {
			body = strings.TrimSuffix(body, "\r")
		}
		for j, cell := range strings.Split(body, "\t") {
			if j > 0 {
				out = append(out, '\t')
			}
			out = escape(out, cell)
		}
		if ended {
			out = append(out, '\n')
		}
	}
	if _, err := s.w.Write(out); err != nil {
		return 0, err
	}
	return len(b), nil
}
