package quote

import (
	_ "embed"
	"strings"

	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/word"
)

//go:embed verbs.tsv
var verbsTSV string

// frame is how a verb of the list stands with what it reports: see verbs.tsv.
type frame uint8

const (
	noFrame frame = iota
	say
	tell
	call
	think
	open
)

// verb is one entry of the list.
type verb struct {
	lemma    string
	particle string // "out" of "point out", "" none
	frame    frame
	stance   doc.Stance
}

// class is a set of what a word can be in the simple grammar of this package.
type class uint32

const (
	determiner class = 1 << iota
	preposition
	auxiliary
	pronoun // as a subject: "he", "they", "who"
	object  // "him", "her"
	conjunction
	subordinator // "that", "when", "while", "which"
	relative     // "who", "which", "that", "whose"
	adverb
	timeWord   // "Monday", "yesterday", "last"
	verbish    // a finite verb that reports nothing: "went", "took"
	participle // an -ing form of a verb of the list
	infinitive // its base form
	negation
	groupNoun    // "residents"
	documentNoun // "report"
	roleNoun     // "spokesman"
	speechNoun   // "statement": what is said in it is quoted
	// What follows comes from the token's form.
	capital
	lower
	number
	comma
	colon
	dash
	stop // . ! ? ;
	openBracket
	closeBracket
	quoteMark
	possessive
	pastForm // an unlisted word in -ed
	gerund   // an unlisted word in -ing
)

// entry is what the lexicon knows of one lower-case form.
type entry struct {
	class class
	verbs []int32 // indices into lexicon.verbs, those with a particle first
}

type lexicon struct {
	verbs []verb
	words map[string]entry
}

var closedWords = []struct {
	class class
	words string
}{
	{determiner, "a an the this these those his her its their our my your some many several most all any no each every another both two three four five six seven eight nine ten dozens hundreds thousands few other such one half"},
	{preposition, "of in on at by for from with to about into over after before during since until till against among between through under without within toward towards upon across behind beyond near per despite amid via outside inside throughout following regarding including like unlike than as off around along above below beside besides concerning given"},
	{auxiliary, "is are was were be been being am has have had having do does did will would shall should can could may might must 's 're 've 'd 'll ’s ’re ’ve ’d ’ll wo ca"},
	{negation, "not n't n’t never"},
	{pronoun, "he she they it we i you who one somebody someone others everyone nobody"},
	{object, "him her them us me himself herself themselves itself"},
	{conjunction, "and but or nor yet so plus &"},
	{subordinator, "that which when while whereas because although though if unless whether why how what where who whom whose once lest"},
	{relative, "who which that whose whom where"},
	{adverb, "also later then now ever once again still just even only already soon often always recently earlier repeatedly publicly simply instead further furthermore moreover meanwhile however nevertheless nonetheless therefore thus indeed perhaps too once twice first finally sometimes yet afterward afterwards before back here there today tonight so reportedly allegedly ago else rather quite almost nearly quickly quietly bluntly flatly aloud together apart away up down out"},
	{timeWord, "monday tuesday wednesday thursday friday saturday sunday mon. tue. wed. thu. thur. fri. sat. sun. today yesterday tomorrow tonight last next earlier late early january february march april may june july august september october november december jan. feb. mar. apr. jun. jul. aug. sept. sep. oct. nov. dec. week month year night days weeks months years hours minutes moments ago morning afternoon evening"},
	{verbish, "went took came gave got made met left led ran sat stood spoke began kept lost won paid fell rose drew grew fled broke chose drove flew became brought bought built caught fought saw sent sold spent struck taught threw wore returned appeared seemed remained stayed turned looked seems appears remains takes makes gives goes comes gets has keeps wants needs plans leads runs faces stands sits includes means helps won't don't didn't doesn't isn't wasn't can't issued released published sent delivered opened passed voted signed refused sought used tried"},
	{groupNoun, "people residents officials protesters protestors demonstrators aides lawmakers critics experts analysts activists supporters voters witnesses opponents allies advocates republicans democrats conservatives liberals observers sources investigators prosecutors police authorities doctors soldiers troops rebels villagers workers farmers students teachers scientists researchers economists leaders senators congressmen members diplomats friends relatives parents families crowd audience attendees fans users reporters journalists pundits strategists pollsters organizers campaigners women men americans lawyers attorneys survivors neighbors neighbours commentators commenters others some many most few several advisers advisors staffers delegates executives businesses companies groups historians professors scholars conservatives progressives refugees migrants locals jurors judges historians respondents"},
	{documentNoun, "report reports statement letter study poll survey memo memorandum email emails e-mail ad ads article bill law document documents filing indictment complaint ruling sign signs headline website editorial book op-ed transcript tweet post release order affidavit lawsuit resolution constitution paper column story petition platform video caption banner poster polls bulletin notice text act treaty agreement audit analysis research figures data census communique communiqué plan note message speech"},
	{roleNoun, "spokesman spokeswoman spokesperson official aide adviser advisor strategist lawmaker senator congressman congresswoman governor mayor president chairman chairwoman director minister secretary ambassador analyst expert professor lawyer attorney judge officer general commander chief leader candidate nominee source diplomat reporter journalist resident witness activist consultant operative pollster economist executive founder owner member teacher doctor student woman man critic supporter voter host author commentator"},
	{speechNoun, "statement letter tweet post email e-mail memo message release words following caption note text headline slogan chant sign banner question answer reply response"},
}

func newLexicon() *lexicon {
	lx := &lexicon{words: map[string]entry{}}
	for _, c := range closedWords {
		for _, w := range strings.Fields(c.words) {
			e := lx.words[w]
			e.class |= c.class
			lx.words[w] = e
		}
	}
	frames := map[string]frame{"say": say, "tell": tell, "call": call, "think": think, "open": open}
	for line := range strings.Lines(verbsTSV) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		base, particle, _ := strings.Cut(f[0], " ")
		id := int32(len(lx.verbs))
		lx.verbs = append(lx.verbs, verb{lemma: f[0], particle: particle, frame: frames[f[1]], stance: doc.Stance(f[2])})
		for _, form := range word.VerbForms(base) {
			e := lx.words[form]
			if particle != "" {
				e.verbs = append([]int32{id}, e.verbs...)
			} else {
				e.verbs = append(e.verbs, id)
			}
			if strings.HasSuffix(form, "ing") && form != base {
				e.class |= participle
			}
			if form == base && form != "read" && form != "put" && form != "cast" && form != "forecast" {
				e.class |= infinitive
			}
			lx.words[form] = e
		}
	}
	return lx
}
