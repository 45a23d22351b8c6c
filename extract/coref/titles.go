package coref

import (
	"strings"

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
