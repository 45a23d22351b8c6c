package segment

import (
	"strings"
	"unicode/utf8"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

// scanner cuts one text. It goes through it once, from gap to gap; what
// stands between two gaps is a chunk ("said.", "7:30pm", "(AP)").
type scanner struct {
	text          string
	tokens        []doc.Token
	abbreviations map[string]abbreviation

	link   corpus.Span // the next address of the net in the chunk
	dotted int         // the run of words and dots up to here is known to be no name of one piece
}

func (s *scanner) emit(start, end int) {
	if start < end {
		s.tokens = append(s.tokens, doc.Token{Span: corpus.Span{Start: start, End: end}})
	}
}

func (s *scanner) scan() {
	text := s.text
	for i := 0; i < len(text); {
		// A plain word, perhaps with a comma behind it, is most of any text.
		j := i
		for j < len(text) && ascii[text[j]] == letter {
			j++
		}
		if j > i {
			comma := 0
			if j < len(text) && text[j] == ',' {
				comma = 1
			}
			if j+comma == len(text) || ascii[text[j+comma]] == gap {
				s.word(i, j)
				s.emit(j, j+comma)
				i = j + comma
				continue
			}
		}
		k, n := classAt(text, i)
		if k == gap {
			i += n
			continue
		}
		i = s.chunk(i)
	}
}

// word emits a plain word, cut in two where it is a contraction without an
// apostrophe.
func (s *scanner) word(start, end int) {
	if cut := contraction(s.text[start:end]); cut > 0 {
		s.emit(start, start+cut)
		s.emit(start+cut, end)
		return
	}
	s.emit(start, end)
}

// contraction tells after how many bytes a word such as "cannot" or "gonna"
// is cut in two, 0: not at all.
func contraction(w string) int {
	if len(w) < 4 || len(w) > 8 {
		return 0
	}
	switch w[len(w)-1] {
	case 't', 'T', 'a', 'e', 'o':
	default:
		return 0
	}
	var buf [8]byte
	lower := buf[:len(w)]
	for i := range lower {
		lower[i] = w[i] | 0x20
	}
	switch string(lower) {
	case "gonna", "wanna", "gotta", "cannot", "gimme", "lemme", "outta", "lotta":
		return 3
	case "dunno":
		return 3
	case "dont", "aint", "arent", "didnt", "hadnt", "hasnt", "isnt", "wasnt", "doesnt", "havent", "werent", "couldnt", "wouldnt", "shouldnt":
		return len(w) - 2
	}
	return 0
}

// chunk cuts what stands from start to the next gap and returns its end.
func (s *scanner) chunk(start int) int {
	text, end := s.text, start
	at, slash, www := false, false, false
	for end < len(text) {
		k, n := classAt(text, end)
		if k == gap {
			break
		}
		switch text[end] {
		case '@':
			at = true
		case ':':
			slash = slash || strings.HasPrefix(text[end:], "://") || strings.HasPrefix(text[start:end], "mailto") || strings.HasPrefix(text[start:end], "doi")
		case 'w', 'W':
			www = www || end+4 <= len(text) && text[end+3] == '.' && strings.EqualFold(text[end:end+4], "www.")
		}
		end += n
	}
	s.dotted = start
	linked := at || slash || www
	s.link = corpus.Span{Start: end, End: end}
	if linked {
		s.link = s.findLink(start, start, end)
	}
	for i := start; i < end; {
		if i == s.link.Start {
			s.emit(s.link.Start, s.link.End)
			i = s.link.End
			s.link = s.findLink(i, i, end)
			continue
		}
		k, _ := classAt(text, i)
		if k == letter || k == digit {
			i = s.wordAt(i, start, s.link.Start)
		} else {
			i = s.mark(i, start, s.link.Start)
		}
	}
	return end
}

// findLink finds the first address of the net (https://…, www.…, name@host,
// @name) in text[i:end] that begins no earlier than floor. If there is none,
// its span is empty and at end. Each byte is looked at once in one chunk.
func (s *scanner) findLink(i, floor, end int) corpus.Span {
	text := s.text
	for ; i < end; i++ {
		switch c := text[i]; {
		case c == ':' && strings.HasPrefix(text[i:end], "://") && i > floor:
			start := i
			for start > floor && ascii[text[start-1]] == letter {
				start--
			}
			if start < i {
				return corpus.Span{Start: start, End: s.linkEnd(i+3, end)}
			}
		case c == ':' && i > floor && i+1 < end && ascii[text[i+1]] != other:
			if w := text[floor:i]; w == "mailto" || w == "doi" {
				return corpus.Span{Start: floor, End: s.linkEnd(i+1, end)}
			}
		case (c == 'w' || c == 'W') && i+4 < end && text[i+3] == '.' && strings.EqualFold(text[i:i+4], "www.") && (i == floor || ascii[text[i-1]] == other):
			return corpus.Span{Start: i, End: s.linkEnd(i+4, end)}
		case c == '@':
			start, stop := i, i+1
			for start > floor && isAddress(text[start-1]) {
				start--
			}
			for stop < end && (isAddress(text[stop]) && text[stop] != '%' && text[stop] != '+') {
				stop++
			}
			for stop > i && (text[stop-1] == '.' || text[stop-1] == '-') {
				stop--
			}
			if stop <= i+1 {
				continue
			}
			for start < i && ascii[text[start]] == other {
				start++
			}
			return corpus.Span{Start: start, End: stop}
		}
	}
	return corpus.Span{Start: end, End: end}
}

func isAddress(c byte) bool {
	return ascii[c] == letter || ascii[c] == digit || c == '.' || c == '-' || c == '+' || c == '%'
}

// linkEnd is where the address ends that is read up to i: at the end of the
// chunk, less the marks that close a sentence or a bracket.
func (s *scanner) linkEnd(i, end int) int {
	text := s.text
	j := i
	for j < end {
		switch text[j] {
		case '"', '<', '>', '|', '{', '}', '`':
			goto found
		}
		if text[j] >= utf8.RuneSelf {
			if k, n := classAt(text, j); k == other {
				goto found
			} else {
				j += n
				continue
			}
		}
		j++
	}
found:
	opened := strings.IndexByte(text[i:j], '(') >= 0
	for j > i {
		switch text[j-1] {
		case '.', ',', ';', ':', '!', '?', '\'', ']', '*':
		case ')':
			if opened {
				return j
			}
		default:
			return j
		}
		j--
	}
	return j
}

// mark cuts the token that begins at i with no letter and no digit.
func (s *scanner) mark(i, chunk, end int) int {
	text := s.text
	c := text[i]
	if c >= utf8.RuneSelf {
		return s.highMark(i, end)
	}
	j := i + 1
	switch c {
	case '.':
		for j < end && text[j] == '.' {
			j++
		}
		if j == i+1 && j < end && (text[j] == '?' || text[j] == '!') {
			j = marks(text, j, end)
			break
		}
		if j == i+1 && j < end && i == chunk {
			// ".5", ".doc"
			if isDigitByte(text, j) {
				s.emit(i, s.numberEnd(j, end))
				return s.numberEnd(j, end)
			}
			if ascii[text[j]] == letter {
				j = letters(text, j, end)
			}
		}
	case '!', '?':
		j = marks(text, j, end)
	case '-', '=', '*', '~', '<', '>', '|', '+', '^':
		if e := emoticon(text[i:end]); e > 0 {
			s.emit(i, i+e)
			return i + e
		}
		for j < end && text[j] == c {
			j++
		}
		if c == '+' && j == i+1 && i == chunk && isDigitByte(text, j) {
			return s.wordFrom(i, j, chunk, end)
		}
	case '\'', '`':
		return s.apostrophe(i, 1, end)
	case '#':
		if k := i + 1; k < end && ascii[text[k]] == letter {
			j = run(text, k, end)
		}
	case ':', ';', '(':
		if e := emoticon(text[i:end]); e > 0 {
			j = i + e
		}
	}
	s.emit(i, j)
	return j
}

// marks is the end of the run of question marks, exclamation marks and full
// stops at i.
func marks(text string, i, end int) int {
	for i < end && (text[i] == '!' || text[i] == '?' || text[i] == '.') {
		i++
	}
	return i
}

// emoticon is the length of the face that s consists of, up to marks behind it.
func emoticon(s string) int {
	if len(s) < 2 || len(s) > 5 {
		return 0
	}
	n := 1
	switch s {
	case "^_^", "-_-", "(:", "(;":
		return len(s)
	}
	switch s[0] {
	case ':', ';', '=':
	default:
		return 0
	}
	if s[n] == '-' || s[n] == '\'' {
		n++
	}
	if n >= len(s) {
		return 0
	}
	switch s[n] {
	case ')', '(', 'D', 'P', 'p', 'O', 'o', '/', '|':
		n++
	default:
		return 0
	}
	if n < len(s) && ascii[s[n]] != other {
		return 0
	}
	return n
}

// highMark cuts a mark outside ASCII: one character, with the variation
// selectors, skin tones and joined characters of an emoji, or a flag.
func (s *scanner) highMark(i, end int) int {
	text := s.text
	r, n := utf8.DecodeRuneInString(text[i:])
	if q := apostropheAt(text, i); q > 0 {
		return s.apostrophe(i, q, end)
	}
	j := i + n
	if isRegional(r) {
		if r, n := utf8.DecodeRuneInString(text[j:end]); isRegional(r) {
			j += n
		}
	} else if r == '…' {
		for j < end && text[j] == '.' {
			j++
		}
	} else if r >= 0x2190 {
		for j < end {
			r, n := utf8.DecodeRuneInString(text[j:end])
			if r == 0x200d && j+n < end {
				_, m := utf8.DecodeRuneInString(text[j+n : end])
				if k, _ := classAt(text, j+n); k == other {
					j += n + m
					continue
				}
			}
			if r == 0x200d || 0xfe00 <= r && r <= 0xfe0f || r == 0x20e3 || 0x1f3fb <= r && r <= 0x1f3ff || 0xe0020 <= r && r <= 0xe007f {
				j += n
				continue
			}
			break
		}
	}
	s.emit(i, j)
	return j
}

func isRegional(r rune) bool { return 0x1f1e6 <= r && r <= 0x1f1ff }

// apostrophe cuts at an apostrophe or single quotation mark of n bytes that
// begins a token: 's and its like, 'em, '90s; two of them together, a
// quotation mark of typewriters; or itself.
func (s *scanner) apostrophe(i, n, end int) int {
	text := s.text
	j := i + n
	if m := apostropheAt(text, j); m > 0 && j < end {
		s.emit(i, j+m)
		return j + m
	}
	if text[i] == '`' {
		if j < end && text[j] == '`' {
			j++
		}
		s.emit(i, j)
		return j
	}
	if d := digits(text, j, end); d == j+2 {
		if d < end && (text[d] == 's' || text[d] == 'S') {
			d++
		}
		if d == end || run(text, d, end) == d {
			s.emit(i, d)
			return d
		}
	}
	if l := run(text, j, end); l > j && l-j <= 5 && (l == end || apostropheAt(text, l) == 0) {
		switch w := text[j:l]; {
		case isSuffix(w), strings.EqualFold(w, "em"), strings.EqualFold(w, "til"), strings.EqualFold(w, "cause"), strings.EqualFold(w, "n"), strings.EqualFold(w, "cuz"), strings.EqualFold(w, "bout"):
			s.emit(i, l)
			return l
		case strings.EqualFold(w, "tis"), strings.EqualFold(w, "twas"):
			s.emit(i, j+1)
			s.emit(j+1, l)
			return l
		}
	}
	s.emit(i, j)
	return j
}

// isSuffix reports whether w, behind an apostrophe, is a token with it.
func isSuffix(w string) bool {
	switch w {
	case "s", "m", "d", "re", "ve", "ll", "S", "M", "D", "RE", "VE", "LL":
		return true
	}
	return false
}

// wordAt cuts the token, or the tokens of a contraction, that begin at i with
// a letter or a digit.
func (s *scanner) wordAt(i, chunk, end int) int { return s.wordFrom(i, i, chunk, end) }

// wordFrom does it for a token that begins at start and whose first letter or
// digit is at i.
func (s *scanner) wordFrom(start, i, chunk, end int) int {
	text := s.text
	j := i
	k, _ := classAt(text, i)
	if k == digit {
		var done bool
		if j, done = s.number(start, i, end); done {
			return j
		}
	} else if l := letters(text, i, end); isDigitByte(text, l) && l < end && isCurrency(text[i:l]) {
		s.emit(start, l)
		return l
	}
	j = run(text, j, end)
	prefixed := false
	for j < end {
		switch c := text[j]; {
		case c == '\'' || c == 0xe2 && apostropheAt(text, j) > 0:
			n := apostropheAt(text, j)
			l := run(text, j+n, end)
			w := text[j+n : l]
			switch {
			case w == "":
				s.word(start, j)
				return j
			case (w == "t" || w == "T") && j-start >= 2 && (text[j-1] == 'n' || text[j-1] == 'N'):
				s.emit(start, j-1)
				s.emit(j-1, l)
				return l
			case isSuffix(w):
				if w == "s" && isDecade(text[start:j]) {
					s.emit(start, l)
					return l
				}
				s.emit(start, j)
				s.emit(j, l)
				return l
			case strings.EqualFold(w, "all") && strings.EqualFold(text[start:j], "y"):
				s.emit(start, j+n)
				s.emit(j+n, l)
				return l
			}
			j = l
		case c == '.':
			stop, keep := s.period(start, j, chunk, end)
			if keep {
				s.emit(start, stop)
				return stop
			}
			s.word(start, j)
			return j
		case c == '-' || c == 0xe2 && hyphenAt(text, j) > 0:
			n := hyphenAt(text, j)
			l := run(text, j+n, end)
			if l == j+n {
				// "pre- and post-war", "th- there": the hyphen stays if the
				// word ends with it.
				if l == end && hyphenAt(text, l) == 0 && k == letter {
					j = l
				}
				s.word(start, j)
				return j
			}
			if prefixed || !isPrefix(text[start:j]) {
				s.word(start, j)
				return j
			}
			if e := s.initials(j+n, end); e > l {
				s.emit(start, e) // non-U.S.
				return e
			}
			prefixed = true
			j = l
		case c == '&' && j+1 < end && ascii[text[j+1]] == letter && isUpper(text, start) == isUpper(text, j+1) && (j-start <= 3 || isUpper(text, j-1)):
			j = run(text, j+1, end)
		case c == '*' && j+1 < end && ascii[text[j+1]] == letter:
			j = run(text, j+1, end)
		case c == '/' && (isSlashed(text[start:j], text[j+1:end]) || j == start+1 && k == letter && isDigitByte(text, j+1) && j+1 < end):
			j = run(text, j+1, end)
		case c == '$' && j-start <= 3 && isDollarPrefix(text[start:j]):
			s.emit(start, j+1)
			return j + 1
		default:
			s.word(start, j)
			return j
		}
	}
	s.word(start, j)
	return j
}

// isDecade reports whether w is a number that an 's makes a decade or age:
// 70's, 1990's.
func isDecade(w string) bool {
	return (len(w) == 2 || len(w) == 4) && w[len(w)-1] == '0' && digits(w, 0, len(w)) == len(w)
}

// isPrefix reports whether a hyphen behind w does not part two words. The
// list is that of the treebanks: other first parts (self-, well-, al-, all-)
// are words of their own there.
func isPrefix(w string) bool {
	if len(w) > 7 {
		return false
	}
	var buf [7]byte
	lower := buf[:len(w)]
	for i := range lower {
		lower[i] = w[i]
		if 'A' <= w[i] && w[i] <= 'Z' {
			lower[i] |= 0x20
		}
	}
	switch string(lower) {
	case "non", "anti", "pro", "pre", "post", "mid", "ex", "re", "co", "cross", "counter", "over", "sub", "semi",
		"pan", "multi", "socio", "mini", "inter", "intra", "un", "mis", "micro", "macro", "e", "arch", "psycho", "uh", "hm":
		return true
	}
	return false
}

// isSlashed reports whether a slash between w and what follows stands inside
// one word: w/o, b/c, s/he.
func isSlashed(w, rest string) bool {
	if len(w) != 1 {
		return false
	}
	r := rest[:run(rest, 0, len(rest))]
	switch w[0] | 0x20 {
	case 'w':
		return strings.EqualFold(r, "o") || strings.EqualFold(r, "out")
	case 'b', 'l':
		return strings.EqualFold(r, "c")
	case 's':
		return strings.EqualFold(r, "he")
	case 'n':
		return strings.EqualFold(r, "a")
	}
	return false
}

// isDollarPrefix reports whether w names the country of a dollar: US$ 5.
func isDollarPrefix(w string) bool {
	switch w {
	case "US", "A", "AU", "C", "CA", "NZ", "HK", "S", "NT", "R", "Z", "J", "N", "EC", "U":
		return true
	}
	return false
}

// isCurrency reports whether w in front of digits is a word of its own: Rs500.
func isCurrency(w string) bool {
	switch w {
	case "Rs", "rs", "RM", "KSh", "Ksh", "TSh", "USh", "Sh", "USD", "EUR", "GBP", "INR", "NPR", "ZAR", "NGN", "Tk", "Fr", "DM", "R$":
		return true
	}
	return false
}

// period decides about the full stop at j behind the word text[start:j]:
// whether it belongs to the token, and where that then ends.
func (s *scanner) period(start, j, chunk, end int) (stop int, keep bool) {
	text := s.text
	// Words and dots: U.S., a.m., Ph.D., example.com, file.doc
	if j+1 < end && s.dotted <= j {
		if k, _ := classAt(text, j+1); k == letter || k == digit {
			last, parts, single := j, 1, letters(text, start, j) == j && utf8.RuneCountInString(text[start:j]) == 1
			for last < end && text[last] == '.' {
				l := run(text, last+1, end)
				for l < end && text[l] == '-' && run(text, l+1, end) > l+1 && parts > 1 {
					l = run(text, l+1, end) // alt.animals.open-range, but U.S.-led is cut below
				}
				if l == last+1 {
					break
				}
				single = single && utf8.RuneCountInString(text[last+1:l]) == 1
				parts++
				last = l
			}
			switch {
			case s.initials(start, end) > j+1:
				// U.S., p.m., J.K.
				return s.initials(start, end), true
			case last < end && text[last] == '.' && s.known(text[start:last]):
				return last + 1, true
			case s.known(text[start:last]):
				return last, true
			case isHost(text[start:last], parts):
				return s.pathEnd(last, end), true
			}
			s.dotted = last
			// A missing space: "said.The". The first word may still be an
			// abbreviation: "Rep.Smith".
		}
	}
	w := text[start:j]
	if a, ok := s.abbreviations[w]; ok && s.applies(a, j+1) {
		return j + 1, true
	}
	if j-start == 1 && ascii[text[start]] == letter && s.initial(start, j+1, chunk) {
		return j + 1, true
	}
	if j+1 < end && j-start <= 5 && letters(text, start, j) == j {
		// A comma cannot follow the end of a sentence.
		if c := text[j+1]; c == ',' || c == ';' {
			return j + 1, true
		}
	}
	return j, false
}

func (s *scanner) known(w string) bool {
	_, ok := s.abbreviations[w]
	return ok
}

// initials is the end of the letters with a full stop each that begin at i:
// "U.S.", "J.K." of "J.K.Rowling", "U.S" of "U.S-led". It is i if there are
// fewer than two.
func (s *scanner) initials(i, end int) int {
	text := s.text
	stop, count, j := i, 0, i
	for j < end {
		k, n := classAt(text, j)
		if k != letter {
			break
		}
		if l := run(text, j, end); l != j+n {
			break
		}
		j += n
		count++
		if j >= end || text[j] != '.' {
			stop = j
			break
		}
		j++
		stop = j
	}
	if count < 2 {
		return i
	}
	if j < end && text[stop-1] == '.' && text[stop] == '.' {
		stop-- // "U.S..." has the dots of an ellipsis
	}
	return stop
}

// applies reports whether an abbreviation is one here, where its full stop
// ends at i.
func (s *scanner) applies(a abbreviation, i int) bool {
	text := s.text
	switch a.when {
	case always:
		return true
	case afterComma:
		if n := len(s.tokens); n > 0 {
			switch s.tokens[n-1].Of(text) {
			case ",", "-", "(", "‑", "‐", "–":
				return true
			}
		}
		return i < len(text) && (text[i] == ',' || text[i] == ')')
	}
	if i < len(text) && text[i] == ',' {
		return true
	}
	for i < len(text) {
		k, n := classAt(text, i)
		if k != gap || text[i] == '\n' {
			break
		}
		i += n
	}
	if i >= len(text) {
		return false
	}
	k, _ := classAt(text, i)
	if k == digit || text[i] == '#' {
		return true
	}
	return a.when == beforeName && isUpper(text, i)
}

// initial reports whether the single letter at start, with a full stop that
// ends at i, stands for a name ("George W. Bush") or counts ("a. ") at the
// beginning of a line.
func (s *scanner) initial(start, i, chunk int) bool {
	text := s.text
	j := i
	for j < len(text) && (text[j] == ' ' || text[j] == '\t') {
		j++
	}
	if j >= len(text) || text[j] == '\n' || text[j] == '\r' {
		return false
	}
	if start == chunk && s.atLineStart(start) {
		return j > i
	}
	if !isUpper(text, start) {
		return text[start] == 'v' && isUpper(text, j)
	}
	n := len(s.tokens)
	if j == i && text[j] == ',' || n > 0 && isInitial(s.tokens[n-1].Of(text)) {
		return true
	}
	if n == 0 {
		return isUpper(text, j)
	}
	prev := s.tokens[n-1]
	switch prev.Of(text) {
	case "Plan", "Type", "Class", "Vitamin", "Hepatitis", "Part", "Section", "Group", "Grade", "Team", "Schedule", "Appendix", "Title", "Exhibit":
		return false
	}
	named := isUpper(text, prev.Start)
	switch {
	case isUpper(text, j):
		if text[start] == 'I' && !named {
			return false // the pronoun
		}
		return !isLower(text, prev.Start) || !isStarter(text[j:run(text, j, len(text))])
	case j > i && (isLower(text, j) || text[j] == '('):
		return named && prev.End > prev.Start+1 // "Charles G. and David"
	}
	return false
}

// isInitial reports whether w is a capital with a full stop.
func isInitial(w string) bool { return len(w) == 2 && w[1] == '.' && 'A' <= w[0] && w[0] <= 'Z' }

// atLineStart reports whether only blanks stand between i and the beginning
// of its line.
func (s *scanner) atLineStart(i int) bool {
	from := 0
	if n := len(s.tokens); n > 0 {
		from = s.tokens[n-1].End
		return strings.IndexByte(s.text[from:i], '\n') >= 0
	}
	return true
}

// isHost reports whether words with dots between them are the name of a host,
// a newsgroup or a file.
func isHost(w string, parts int) bool {
	dot := strings.LastIndexByte(w, '.')
	top := w[dot+1:]
	if len(top) > 6 {
		return parts > 2 && isAllLower(w)
	}
	switch strings.ToLower(top) {
	case "com", "org", "net", "gov", "edu", "mil", "info", "biz", "tv",
		"doc", "docx", "pdf", "xls", "xlsx", "txt", "htm", "html", "jpg", "jpeg", "png", "gif", "zip", "csv", "exe", "php", "asp", "url", "ppt", "mp3", "mp4":
		return true
	case "uk", "eu", "de", "fr", "ca", "au", "nz", "ru", "cn", "jp", "il", "ir", "za", "ke", "ng", "io", "nl", "se", "ch", "ie", "hk", "pl", "ua", "br", "mx", "es":
		return isAllLower(top)
	}
	return parts > 2 && isAllLower(w) && strings.IndexByte(w, '.') > 1 && len(top) > 1
}

func isAllLower(w string) bool {
	for i := 0; i < len(w); i++ {
		if c := w[i]; c != '.' && c != '-' && (c < 'a' || c > 'z') {
			return false
		}
	}
	return true
}

// pathEnd takes what follows a host's name from i on.
func (s *scanner) pathEnd(i, end int) int {
	if i < end && (s.text[i] == '/' || s.text[i] == '?') && i+1 < end {
		return s.linkEnd(i, end)
	}
	return i
}

// number cuts the number at i, where start is the beginning of its token. It
// returns how far the token reaches so far, or that it is done and where.
func (s *scanner) number(start, i, end int) (int, bool) {
	text := s.text
	j := s.numberEnd(i, end)
	if l := letters(text, j, end); l > j {
		w := text[j:l]
		switch {
		case isUnit(w):
			if len(w) == 1 && l < end && text[l] != '.' && text[l] != '/' && ascii[text[l]] != other {
				return j, false
			}
			s.emit(start, j)
			return j, true
		case digits(text, l, end) > l && len(w) == 1 && (w == "x" || w == "X"): // 3x5
			s.emit(start, j)
			s.emit(j, l)
			return l, true
		}
		return j, false // 4th, 1990s, 83N, 4G
	}
	if j < end && text[j] == '-' {
		if p := phone(text, i, end); p > j {
			s.emit(start, p)
			return p, true
		}
	}
	if j < end && text[j] == '.' && j-i <= 2 && start == i && s.atLineStart(i) && (j+1 == end) && j+1 < len(text) && (text[j+1] == ' ' || text[j+1] == '\t') {
		// "1." counts at the beginning of a line.
		s.emit(start, j+1)
		return j + 1, true
	}
	if j < end && apostropheAt(text, j) > 0 && digits(text, j+apostropheAt(text, j), end) == j+apostropheAt(text, j) {
		return j, false
	}
	s.emit(start, j)
	return j, true
}

// numberEnd is the end of the digits at i with the marks between them that
// belong to a number, date or time: 1,300 5.1 9/11 10:30.
func (s *scanner) numberEnd(i, end int) int {
	text := s.text
	first := i
	j := digits(text, i, end)
	for j+1 < end {
		switch text[j] {
		case '.', '/', ':':
		case ',':
			// [13,14] and 2000,2001 are two numbers.
			if l := digits(text, j+1, end); l-j != 4 || first == i && j-i > 3 {
				return j
			}
		default:
			return j
		}
		l := digits(text, j+1, end)
		if l == j+1 {
			return j
		}
		i, j = j+1, l
	}
	return j
}

// phone is the end of the telephone number, postal code or date of digits and
// hyphens at i; i if the digits are a range or score (5-10, 1969-1970).
func phone(text string, i, end int) int {
	var lengths [5]int
	groups, j := 0, i
	for {
		l := digits(text, j, end)
		if l == j || groups == len(lengths) {
			return i
		}
		lengths[groups] = l - j
		groups++
		j = l
		if j+1 >= end || text[j] != '-' || !isDigitByte(text, j+1) {
			break
		}
		j++
	}
	if run(text, j, end) > j {
		return i
	}
	n := lengths
	switch groups {
	case 2:
		if n[0] == 3 && n[1] == 4 || n[0] == 5 && n[1] == 4 || n[0] == 1 && n[1] == 4 {
			return j
		}
	case 3:
		if n[0] == 3 && n[1] == 3 && n[2] == 4 || n[0] == 4 && n[1] == 2 || n[2] == 4 || n[0] == 2 && n[1] == 2 && n[2] == 2 {
			return j
		}
	case 4:
		if n[3] == 4 {
			return j
		}
	}
	return i
}

// isUnit reports whether w behind the digits of a number is a word of its own.
func isUnit(w string) bool {
	switch len(w) {
	case 1:
		switch w[0] {
		case 'm', 'k', 'M', 'K', 'p', 'B', 'f', 'h':
			return true
		}
	case 2, 3, 4, 5:
		switch w {
		case "am", "pm", "AM", "PM", "Am", "Pm", "bn", "Bn", "BN", "mn", "tn", "km", "cm", "mm", "kg", "mg", "lb", "lbs", "oz", "ft", "hr", "hrs", "min", "mins", "sec",
			"mph", "kph", "gb", "GB", "mb", "MB", "tb", "TB", "kb", "KB", "Hz", "kHz", "MHz", "GHz", "kW", "MW", "GW", "kWh", "MWh", "GWh", "TWh", "MT", "sq", "ml", "ha", "yr", "yrs", "mln", "EST", "EDT", "GMT", "UTC", "CST", "PST", "ET",
			"day", "days", "year", "years", "pc", "pct", "bps", "bp", "nm", "watt", "watts", "miles", "hours", "in", "kt", "trn":
			return true
		}
	}
	return false
}
