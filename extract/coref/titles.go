package coref

import (
	"strings"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/gazetteer"
	"github.com/broadsheet/broadsheet/internal/word"
)

// address are titles that only address.
var address = word.Set("mr mrs ms mx miss mme messrs sir dame madam madame monsieur")

// addressed is where the form of address begins that stands right before
// text[at:], or at: "Ms. " before "Brant". Mentions leave it out of titles.
func addressed(text string, at int) int {
	end := at
	for end > 0 && at-end < 2 && text[end-1] == ' ' {
		end--
	}
	if end == at || end == 0 {
		return at
	}
	start := end
	if text[start-1] == '.' {
		start--
	}
	for stop := start; start > 0 && stop-start < 8 && (text[start-1]|0x20) >= 'a' && (text[start-1]|0x20) <= 'z'; {
		start--
	}
	if !address[strings.ToLower(strings.TrimSuffix(text[start:end], "."))] {
		return at
	}
	return start
}

// begin is where a mention begins with its title and form of address.
func begin(text string, m *doc.Mention) int {
	from := m.Start
	if !m.Title.Empty() && m.Title.Start < from {
		from = m.Title.Start
	}
	return addressed(text, from)
}

// maxShared is how many people can have one title together.
const maxShared = 8

// shared is the title in the plural before a list of people in which mention i
// stands: "Sens. Ada Brant (R-Utah) and Lou Hart (D-Ohio)".
func (r *resolver) shared(i int) corpus.Span {
	text, next := r.d.Text, r.d.Mentions[i].Start
	for k := i - 1; k >= 0 && k >= i-maxShared; k-- {
		m := &r.d.Mentions[k]
		if m.Kind != doc.Person && next-m.End < maxBetween {
			continue // a state in brackets
		}
		if m.Kind != doc.Person || m.Form != doc.FormName || m.End > next || !listed(text[m.End:next]) {
			break
		}
		if !m.Title.Empty() {
			if t := m.Title.Of(text); m.Title.End <= m.Start && singular(t) != t {
				return m.Title
			}
			break
		}
		next = m.Start
	}
	return corpus.Span{}
}

// maxBetween is how long what stands between two people of a list can be, in
// bytes: "(D-Ohio), and ".
const maxBetween = 32

// listed reports whether s stands between two people of a list.
func listed(s string) bool {
	if len(s) >= maxBetween {
		return false
	}
	if a, b := strings.IndexByte(s, '('), strings.IndexByte(s, ')'); a >= 0 && a < b {
		s = s[:a] + s[b+1:]
	}
	s = strings.TrimSpace(s)
	return s == "and" || s == "," || s == ", and"
}

// singular is a title as one of those bears it who have it together.
func singular(title string) string {
	at := strings.LastIndexByte(title, ' ') + 1
	if one, ok := plurals[strings.ToLower(title[at:])]; ok {
		return title[:at] + title[at:at+1] + one[1:]
	}
	return title
}

// plurals are titles of several people.
var plurals = map[string]string{
	"sens.": "sen.", "sens": "sen", "reps.": "rep.", "reps": "rep", "govs.": "gov.", "senators": "senator", "representatives": "representative",
	"congressmen": "congressman", "congresswomen": "congresswoman", "governors": "governor", "presidents": "president", "ministers": "minister",
	"secretaries": "secretary", "generals": "general", "judges": "judge", "justices": "justice", "chancellors": "chancellor",
	"ambassadors": "ambassador", "premiers": "premier", "messrs.": "Mr.", "messrs": "Mr",
}

// kinship are the last words of what tells only whose relation somebody is.
var kinship = word.Set(`wife husband son daughter brother sister mother father uncle aunt nephew niece cousin widow widower grandson
	granddaughter grandfather grandmother stepson stepdaughter fiancee fiancé fiancée girlfriend boyfriend partner
	friend colleague colleagues successor predecessor ally classmate roommate neighbor neighbour rival challenger
	opponent`)

// spelledOut are abbreviated titles as nominals say them.
var spelledOut = map[string]string{
	"sen": "senator", "rep": "representative", "gov": "governor", "gen": "general", "lt": "lieutenant", "col": "colonel",
	"capt": "captain", "maj": "major", "sgt": "sergeant", "dr": "doctor", "prof": "professor", "rev": "reverend",
	"pres": "president", "adm": "admiral", "cmdr": "commander", "supt": "superintendent", "det": "detective", "insp": "inspector",
}

// titleGenders are words of titles that tell the gender of who bears them.
var titleGenders = func() map[string]gazetteer.Gender {
	m := map[string]gazetteer.Gender{}
	for w := range strings.FieldsSeq(`mr sir lord king prince emperor sultan emir duke earl pope cardinal congressman councilman alderman
		assemblyman spokesman businessman husband son brother father uncle nephew grandson imam ayatollah monsieur`) {
		m[w] = gazetteer.Male
	}
	for w := range strings.FieldsSeq(`mrs ms miss mme madame dame lady queen princess duchess countess baroness empress congresswoman
		councilwoman assemblywoman chairwoman spokeswoman businesswoman actress wife daughter mother aunt niece sister`) {
		m[w] = gazetteer.Female
	}
	return m
}()
