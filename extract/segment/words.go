package segment

import (
	"strings"
)

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

// isSuffix reports whether w, behind an apostrophe, is a token with it.
func isSuffix(w string) bool {
	switch w {
	case "s", "m", "d", "re", "ve", "ll", "S", "M", "D", "RE", "VE", "LL":
		return true
	}
	return false
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

// isTime reports whether t is the name of a day or month, also in capitals.
func isTime(t string) bool {
	t = strings.TrimSuffix(t, ".")
	if len(t) < 3 || len(t) > 9 {
		return false
	}
	var buf [9]byte
	buf[0] = t[0]
	for i := 1; i < len(t); i++ {
		buf[i] = t[i] | 0x20
	}
	switch string(buf[:len(t)]) {
	case "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Mon", "Tue", "Tues", "Wed", "Thu", "Thurs", "Fri", "Sat", "Sun",
		"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
		"Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec":
		return true
	}
	return false
}

// isKicker reports whether t, in capitals before a dash, says what kind of text
// follows rather than where it was written.
func isKicker(t string) bool {
	switch t {
	case "UPDATE", "UPDATED", "BREAKING", "NOTE", "CORRECTION", "CORRECTED", "EXCLUSIVE", "ADVISORY", "WATCH", "VIDEO", "PHOTO", "PHOTOS", "OPINION", "ANALYSIS", "EDITOR", "EDITORS", "BRIEF",
		"URGENT", "FACTBOX", "TIMELINE", "LIVE", "NEWS", "ALERT", "WARNING", "READ", "MORE", "ALSO", "RELATED", "POLL", "FACT", "CLAIM", "THE", "WHO", "WHAT", "WHEN", "WHERE", "WHY", "FOR", "MEDIA", "CONTACT", "STORY", "REVIEW", "REPORT":
		return true
	}
	return false
}

// isAgency reports whether t is the name of a news agency as datelines give it.
func isAgency(t string) bool {
	switch t {
	case "AP", "Reuters", "REUTERS", "AFP", "UPI", "CNN", "BBC", "Xinhua", "TASS", "ANI", "PTI", "IPS", "IRIN", "dpa", "DPA", "EFE", "ANSA", "VOA", "RFE", "NPR":
		return true
	}
	return false
}

// isTimely reports whether w can follow a.m. or p.m. within a sentence.
func isTimely(w string) bool {
	switch w {
	case "Eastern", "Central", "Mountain", "Pacific", "Greenwich", "Moscow", "Beijing", "London":
		return true
	}
	return isTime(w) || len(w) < 5 && isCaps(w) // GMT, ET
}

// isExclaimed reports whether w is written with an exclamation mark as a name.
func isExclaimed(w string) bool { return w == "Yahoo" || w == "Jeopardy" }

// isReporting reports whether w is a verb that follows a quoted question.
func isReporting(w string) bool {
	switch w {
	case "said", "says", "asked", "asks", "wrote", "writes", "tweeted", "added", "adds", "wondered", "shouted", "cried", "replied", "told", "yelled", "exclaimed", "quipped", "posted", "continued", "responded", "joked", "demanded", "declared", "chanted", "screamed",
		"questioned", "pressed", "repeated", "remarked", "insisted", "mused", "queried", "inquired", "boasted", "bellowed", "roared", "muttered", "whispered", "answered", "countered", "retorted", "snapped":
		return true
	}
	return false
}

// isStarter reports whether w, with a capital, is more likely the first word
// of a sentence than part of a name.
func isStarter(w string) bool {
	switch w {
	case "The", "A", "An", "In", "On", "At", "It", "He", "She", "They", "We", "I", "You", "This", "That", "These", "Those", "There", "Here",
		"But", "And", "Or", "So", "Yet", "If", "When", "While", "As", "After", "Before", "For", "From", "With", "By", "To", "Of", "Into",
		"His", "Her", "Its", "Their", "Our", "My", "Your", "What", "Who", "How", "Why", "Where", "Which", "Whether", "Although", "Though", "Despite",
		"However", "Meanwhile", "Also", "Still", "Then", "Now", "Since", "Because", "During", "Under", "Over", "According", "Some", "Many", "Most",
		"All", "One", "Two", "Three", "Several", "Another", "Each", "Every", "Both", "Few", "No", "Not", "Nor", "Just", "Only", "Even", "Once", "Until",
		"Among", "Between", "Through", "Without", "Against", "About", "Instead", "Moreover", "Nevertheless", "Perhaps", "Yes", "Let", "Please",
		"More", "Much", "Other", "Others", "Such", "Is", "Are", "Was", "Were", "Did", "Do", "Does", "Can", "Could", "Will", "Would", "Should", "Have", "Has", "Had",
		"Asked", "Earlier", "Later", "Today", "Yesterday", "People", "Officials", "Police", "Critics", "Thus", "Therefore", "Unlike", "Like",
		"Nearly", "Almost", "Together", "Any", "Anyone", "Everyone", "Nobody", "Nothing", "Something", "Someone", "Never", "Often", "Sometimes", "Indeed", "Otherwise", "Being", "Having", "Given", "Thanks":
		return true
	}
	return false
}

// isBulletBetween reports whether w begins an item of a list that stands in
// one line.
func isBulletBetween(w string) bool {
	switch w {
	case "•", "▪", "●", "■", "◆", "►", "‣":
		return true
	}
	return false
}

func isDash(w string) bool {
	switch w {
	case "-", "--", "–", "—", "―":
		return true
	}
	return false
}

// isBullet reports whether w marks an item of a list.
func isBullet(w string) bool {
	switch w {
	case "-", "*", "•", "·", "▪", "●", "■", "◆", "►", "–", "—", "‣", "○", "✓":
		return true
	}
	return false
}

// isBylineWord reports whether w, no capital of its own, can stand between the
// names of a byline.
func isBylineWord(w string) bool {
	switch w {
	case "and", "&", ",", "of", "for", "in", "de", "da", "van", "von", "der", "den", "bin", "al", "el", "la", "le", "the",
		"with", "|", "-", "–", "—", "/", "'s", "’s", "(", ")", "at":
		return true
	}
	return false
}

// isLabel reports whether a letter behind w numbers it, so that a full stop
// behind the letter ends the sentence: "Plan B."
func isLabel(w string) bool {
	switch w {
	case "Plan", "Type", "Class", "Vitamin", "Hepatitis", "Part", "Section", "Group", "Grade", "Team", "Schedule", "Appendix", "Title", "Exhibit":
		return true
	}
	return false
}

// isTopLevel reports whether w ends the names of hosts or files, in any case.
func isTopLevel(w string) bool {
	switch strings.ToLower(w) {
	case "com", "org", "net", "gov", "edu", "mil", "info", "biz", "tv",
		"doc", "docx", "pdf", "xls", "xlsx", "txt", "htm", "html", "jpg", "jpeg", "png", "gif", "zip", "csv", "exe", "php", "asp", "url", "ppt", "mp3", "mp4":
		return true
	}
	return false
}

// isCountryDomain reports whether w ends the names of hosts of a country; in
// capitals it is more likely a word.
func isCountryDomain(w string) bool {
	switch w {
	case "uk", "eu", "de", "fr", "ca", "au", "nz", "ru", "cn", "jp", "il", "ir", "za", "ke", "ng", "io", "nl", "se", "ch", "ie", "hk", "pl", "ua", "br", "mx", "es":
		return true
	}
	return false
}
