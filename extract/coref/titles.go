package coref

import (
	"strings"

	"github.com/broadsheet/broadsheet/internal/gazetteer"
	"github.com/broadsheet/broadsheet/internal/word"
)

// address are titles that only address.
var address = word.Set("mr mrs ms miss sir dame madam madame monsieur")

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
