package word

import "strings"

// ReadClasses calls add with each word of a list of words by class, in order.
//
// In such a list a line that begins in its first column names a class; what
// stands behind a tab there is for readers. The indented lines under it hold
// its words, parted by spaces. Lines that begin with "#" and empty lines say
// nothing. A class can come more than once, and so can a word.
func ReadClasses(list string, add func(class, word string)) {
	class := ""
	for line := range strings.Lines(list) {
		line = strings.TrimRight(line, "\r\n")
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '\t' || line[0] == ' ':
			for _, w := range strings.Fields(line) {
				add(class, w)
			}
		default:
			class, _, _ = strings.Cut(line, "\t")
		}
	}
}
