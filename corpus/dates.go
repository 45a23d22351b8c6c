package corpus

import (
	"strings"
	"time"
)

// parseDate understands the dates of date columns: ISO 8601, RFC 822 and 1123,
// "2015-09-16 14:03:00", "20150916", "16 September 2015", "Sept. 16, 2015 3:04
// PM ET", Unix seconds and milliseconds. Of 03/04/2015 nobody knows whether it
// is March or April, so it is not understood; 13/04/2015 is. Neither is a date
// without a year, a year of two digits, or a zone that is not known: no date
// is better than a wrong one.
//
// The result is UTC, to the second; a time without a zone is taken for UTC.
// dayOnly says that there is no time of day.
func parseDate(s string) (t time.Time, dayOnly, ok bool) {
	s = strings.TrimSpace(s)
	if len(s) < 6 || len(s) > 64 {
		return t, false, false
	}
	if t, dayOnly, ok = parseDigits(s); ok {
		return t, dayOnly, true
	}
	var d dateParts
	if !d.read(s) {
		return t, false, false
	}
	return d.time()
}

// parseDigits reads 20150916, 20150916140300 and Unix times.
func parseDigits(s string) (t time.Time, dayOnly, ok bool) {
	whole, fraction, _ := strings.Cut(s, ".") // pandas writes 1442412180.0
	n := int64(0)
	for i := 0; i < len(whole); i++ {
		if whole[i] < '0' || whole[i] > '9' || len(whole) > 14 {
			return t, false, false
		}
		n = n*10 + int64(whole[i]-'0')
	}
	if strings.Trim(fraction, "0123456789") != "" {
		return t, false, false
	}
	switch len(whole) {
	case 8:
		if fraction != "" {
			return t, false, false
		}
		d := dateParts{year: int(n / 10000), month: int(n / 100 % 100), day: int(n % 100)}
		return d.time()
	case 14:
		d := dateParts{year: int(n / 1e10), month: int(n / 1e8 % 100), day: int(n / 1e6 % 100),
			hasTime: true, hour: int(n / 1e4 % 100), minute: int(n / 100 % 100), second: int(n % 100)}
		return d.time()
	case 13:
		n /= 1000
		fallthrough
	case 10:
		// From 1973 to 2099: other numbers are something else.
		if n >= 1e8 && n < 4102444800 {
			return time.Unix(n, 0).UTC(), false, true
		}
	}
	return t, false, false
}

// dateParts are what has been found of a date, 0 not yet.
type dateParts struct {
	year, month, day     int
	hour, minute, second int
	hasTime              bool
	afternoon            int // 1 for AM, 2 for PM
	zone                 int // seconds east of Greenwich
	hasZone              bool
	american             int // hours east of Greenwich of the standard time of a zone such as ET, where daylight saving depends on the date
}

// read takes the words and numbers of s one after the other. Whatever is not
// known makes it false.
func (d *dateParts) read(s string) bool {
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == ' ' || c == ',' || c == '.' || c == '(' || c == ')' || c == '\t' || c == '|':
			i++
		case c >= '0' && c <= '9':
			n := d.number(s[i:])
			if n == 0 {
				return false
			}
			i += n
		case (c == '+' || c == '-') && d.hasTime && !d.hasZone:
			n := d.offset(s[i:])
			if n == 0 {
				return false
			}
			i += n
		case c == '-' || c == '/':
			// Between the parts of 16-Sep-2015.
			if i == 0 || i+1 == len(s) || s[i+1] == c {
				return false
			}
			i++
		case asciiLetter(c):
			j := i
			for j < len(s) && asciiLetter(s[j]) {
				j++
			}
			// a.m., p.m.
			if j-i == 1 && j+2 < len(s)+1 && strings.HasPrefix(s[j:], ".m") && (c|0x20 == 'a' || c|0x20 == 'p') {
				j += 2
				if !d.word(string(c) + "m") {
					return false
				}
			} else if !d.word(s[i:j]) {
				return false
			}
			i = j
		case strings.HasPrefix(s[i:], "\u00a0"), strings.HasPrefix(s[i:], "\u202f"):
			i += len("\u00a0")
			if s[i-1] != '\xa0' {
				i++
			}
		default:
			return false
		}
	}
	return true
}

// digits is the number that s begins with, and its length, at most 8 digits.
func digits(s string) (value, length int) {
	for length < len(s) && length < 9 && s[length] >= '0' && s[length] <= '9' {
		value = value*10 + int(s[length]-'0')
		length++
	}
	return value, length
}

// number takes a number with what belongs to it: a clock time, a numeric date,
// an ordinal. It returns the length, 0 for failure.
func (d *dateParts) number(s string) int {
	v, n := digits(s)
	rest := s[n:]
	switch {
	case n <= 2 && strings.HasPrefix(rest, ":"):
		return d.clock(s, v, n)
	case n == 4 && d.year == 0 && d.month == 0 && d.day == 0 && len(rest) > 2 && isOneOf(rest[0], "-/."):
		return d.yearFirst(s, v)
	case n <= 2 && d.year == 0 && d.month == 0 && d.day == 0 && len(rest) > 2 && isOneOf(rest[0], "-/."):
		if k := d.yearLast(s, v, n); k != 0 {
			return k
		}
	case n == 8 && d.year == 0 && d.month == 0 && d.day == 0:
		// 20150916T140300Z
		d.year, d.month, d.day = v/10000, v/100%100, v%100
		return n
	case n == 6 && d.year != 0 && !d.hasTime:
		d.hasTime, d.hour, d.minute, d.second = true, v/10000, v/100%100, v%100
		return n
	}
	switch {
	case n == 4 && d.year == 0:
		d.year = v
		return n
	case n <= 2:
		// "3 PM" or "3 p.m." without minutes
		if after := strings.ToLower(strings.TrimLeft(rest, " ")); !d.hasTime && (strings.HasPrefix(after, "am") || strings.HasPrefix(after, "pm") || strings.HasPrefix(after, "a.m") || strings.HasPrefix(after, "p.m")) {
			d.hasTime, d.hour = true, v
			if v == 0 || v > 12 {
				return 0
			}
			return n
		}
		if d.day != 0 || v == 0 {
			return 0
		}
		d.day = v
		for _, suffix := range []string{"st", "nd", "rd", "th"} {
			if len(rest) >= 2 && strings.EqualFold(rest[:2], suffix) && (len(rest) == 2 || !asciiLetter(rest[2])) {
				return n + 2
			}
		}
		return n
	}
	return 0
}

func isOneOf(c byte, set string) bool { return strings.IndexByte(set, c) >= 0 }

// yearFirst reads 2015-09-16, 2015/9/16.
func (d *dateParts) yearFirst(s string, year int) int {
	separator := s[4]
	month, n := digits(s[5:])
	if n == 0 || n > 2 || len(s) <= 5+n || s[5+n] != separator {
		return 0
	}
	day, m := digits(s[6+n:])
	if m == 0 || m > 2 || month == 0 || day == 0 {
		return 0
	}
	d.year, d.month, d.day = year, month, day
	return 6 + n + m
}

// yearLast reads 13/04/2015 and 04/13/2015, where only one reading is a date.
func (d *dateParts) yearLast(s string, first, n int) int {
	separator := s[n]
	second, m := digits(s[n+1:])
	if m == 0 || m > 2 || len(s) <= n+1+m || s[n+1+m] != separator {
		return 0
	}
	year, k := digits(s[n+m+2:])
	switch {
	case k != 4:
		return 0
	case first == second, first > 12 && second <= 12:
		d.day, d.month = first, second
	case second > 12 && first <= 12:
		d.month, d.day = first, second
	default:
		return 0
	}
	if d.day == 0 || d.month == 0 {
		return 0
	}
	d.year = year
	return n + m + 2 + k
}

// clock reads 14:03, 14:03:00, 14:03:00.123456.
func (d *dateParts) clock(s string, hour, n int) int {
	if d.hasTime || n == 0 {
		return 0
	}
	minute, m := digits(s[n+1:])
	if m != 2 {
		return 0
	}
	d.hasTime, d.hour, d.minute = true, hour, minute
	n += 1 + m
	if n < len(s) && s[n] == ':' {
		second, m := digits(s[n+1:])
		if m != 2 {
			return 0
		}
		d.second = second
		n += 1 + m
		if n < len(s) && (s[n] == '.' || s[n] == ',') {
			for n++; n < len(s) && s[n] >= '0' && s[n] <= '9'; n++ {
			}
		}
	}
	return n
}

// offset reads +02:00, +0200, +02, -5.
func (d *dateParts) offset(s string) int {
	v, n := digits(s[1:])
	hours, minutes, end := 0, 0, 1+n
	switch {
	case n == 4:
		hours, minutes = v/100, v%100
	case n == 1 || n == 2:
		hours = v
		if end < len(s) && s[end] == ':' {
			m, k := digits(s[end+1:])
			if k != 2 {
				return 0
			}
			minutes = m
			end += 1 + k
		}
	default:
		return 0
	}
	if hours > 14 || minutes > 59 {
		return 0
	}
	d.hasZone, d.zone = true, hours*3600+minutes*60
	if s[0] == '-' {
		d.zone = -d.zone
	}
	return end
}

// word takes a word: a month, a weekday, AM or PM, a zone, or one of the few
// that stand between them.
func (d *dateParts) word(w string) bool {
	w = strings.ToLower(w)
	if m := monthNumber(w); m != 0 {
		if d.month != 0 {
			return false
		}
		d.month = m
		return true
	}
	switch w {
	case "am", "pm":
		if !d.hasTime || d.afternoon != 0 {
			return false
		}
		d.afternoon = 1
		if w == "pm" {
			d.afternoon = 2
		}
		return true
	case "t":
		return d.day != 0 && !d.hasTime
	case "at", "on", "of", "the":
		return true
	}
	if weekdays[w] {
		return true
	}
	if hours, ok := americanZones[w]; ok {
		if d.hasZone || !d.hasTime {
			return false
		}
		d.hasZone, d.american = true, hours
		return true
	}
	if minutes, ok := zones[w]; ok {
		if d.hasZone {
			// "UTC+2" is not known here; "+0000 (UTC)" is.
			return minutes*60 == d.zone && d.american == 0
		}
		if !d.hasTime {
			return false
		}
		d.hasZone, d.zone = true, minutes*60
		return true
	}
	return false
}

// time is the date that the parts make, if they make one.
func (d *dateParts) time() (t time.Time, dayOnly, ok bool) {
	// News begins in the 17th century; a year far ahead is a mistake.
	if d.year < 1600 || d.year > 2200 || d.month < 1 || d.month > 12 || d.day < 1 || d.day > 31 {
		return t, false, false
	}
	hour := d.hour
	if d.afternoon != 0 {
		if hour < 1 || hour > 12 {
			return t, false, false
		}
		hour = hour%12 + 12*(d.afternoon-1)
	}
	if hour > 23 || d.minute > 59 || d.second > 59 {
		return t, false, false
	}
	t = time.Date(d.year, time.Month(d.month), d.day, hour, d.minute, d.second, 0, time.UTC)
	if t.Day() != d.day {
		return time.Time{}, false, false // 31 April
	}
	if !d.hasTime {
		return t, true, true
	}
	if d.american != 0 {
		offset, known := americanOffset(t, d.american)
		if !known {
			return time.Time{}, false, false
		}
		return t.Add(-offset), false, true
	}
	return t.Add(-time.Duration(d.zone) * time.Second), false, true
}

// monthNumber is 1 to 12 for an English month, whole or abbreviated, in lower
// case.
func monthNumber(w string) int {
	if len(w) < 3 {
		return 0
	}
	for i, m := range monthNames {
		if w == m || w == m[:3] || i == 8 && w == "sept" {
			return i + 1
		}
	}
	return 0
}

var monthNames = [...]string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}

var weekdays = map[string]bool{
	"monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true,
	"mon": true, "tue": true, "tues": true, "wed": true, "weds": true, "thu": true, "thur": true, "thurs": true, "fri": true, "sat": true, "sun": true,
}

// zones are the abbreviations that mean one thing in news, in minutes east of
// Greenwich. IST is India's, Israel's and Ireland's, so it is none of them.
var zones = map[string]int{
	"z": 0, "utc": 0, "gmt": 0, "wet": 0,
	"bst": 60, "cet": 60, "west": 60, "cest": 120, "eet": 120, "eest": 180, "msk": 180,
	"est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
	"akst": -540, "akdt": -480, "hst": -600,
	"sast": 120, "cat": 120, "eat": 180, "wat": 60,
	"pkt": 300, "hkt": 480, "sgt": 480, "jst": 540, "kst": 540, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780,
}

// americanZones are those that have daylight saving or not by the date, in
// hours of standard time.
var americanZones = map[string]int{"et": -5, "ct": -6, "mt": -7, "pt": -8}

// americanOffset is the offset of local time t in a US zone, by the dates of
// the Uniform Time Act and its amendments of 1986 and 2005. It is computed
// here because the table of zones of the machine may be missing. Before 1976
// the dates were too many.
func americanOffset(t time.Time, standard int) (time.Duration, bool) {
	var from, to time.Time
	switch y := t.Year(); {
	case y >= 2007:
		from, to = nthSunday(y, time.March, 2), nthSunday(y, time.November, 1)
	case y >= 1987:
		from, to = nthSunday(y, time.April, 1), lastSunday(y, time.October)
	case y >= 1976:
		from, to = lastSunday(y, time.April), lastSunday(y, time.October)
	default:
		return 0, false
	}
	if !t.Before(from.Add(2*time.Hour)) && t.Before(to.Add(2*time.Hour)) {
		standard++
	}
	return time.Duration(standard) * time.Hour, true
}

func nthSunday(year int, month time.Month, n int) time.Time {
	first := time.Date(year, month, 1, 0, 0, 0, 0, time.UTC)
	return first.AddDate(0, 0, (7-int(first.Weekday()))%7+7*(n-1))
}

func lastSunday(year int, month time.Month) time.Time {
	last := time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC)
	return last.AddDate(0, 0, -int(last.Weekday()))
}
