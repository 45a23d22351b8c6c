package segment

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
