package coref_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/coref"
	"github.com/broadsheet/broadsheet/extract/doc"
	"pgregory.net/rapid"
)

// marked reads a text in which mentions are marked: [p Ada Brant] is a
// person's name; a letter after the kind is another form: d demonym, a
// affiliation, e embedded, n nominal, r pronoun. {…} right before a mention is
// the person's title. Every line is a sentence.
func marked(s string) *doc.Document {
	d := &doc.Document{Article: &corpus.Article{}}
	var text strings.Builder
	title, start, sentence, from := corpus.Span{}, 0, 0, 0
	forms := map[byte]doc.Form{' ': doc.FormName, 'd': doc.FormDemonym, 'a': doc.FormAffiliation, 'e': doc.FormEmbedded, 'n': doc.FormNominal, 'r': doc.FormPronoun}
	kinds := map[byte]doc.Kind{'p': doc.Person, 'o': doc.Organization, 'c': doc.Country, 'l': doc.Place}
	codes := map[string]string{"Kenya": "KEN", "Kenyan": "KEN", "Kenyans": "KEN", "Chad": "TCD", "Nairobi": "KEN"}
	var open []int // mentions that are not closed
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '{':
			start = text.Len()
		case '}':
			title = corpus.Span{Start: start, End: text.Len()}
		case '[':
			m := doc.Mention{Kind: kinds[s[i+1]], Form: forms[s[i+2]], Title: title, Toponym: doc.None, Entity: doc.None, Sentence: sentence}
			i += 2
			m.Start = text.Len()
			title = corpus.Span{}
			open = append(open, len(d.Mentions))
			d.Mentions = append(d.Mentions, m)
		case ']':
			m := &d.Mentions[open[len(open)-1]]
			open = open[:len(open)-1]
			m.End = text.Len()
			m.Country = codes[text.String()[m.Start:]]
		default:
			text.WriteByte(c)
			if c == '\n' {
				d.Sentences = append(d.Sentences, doc.Sentence{Span: corpus.Span{Start: from, End: text.Len()}})
				from = text.Len()
				sentence++
			}
		}
	}
	d.Sentences = append(d.Sentences, doc.Sentence{Span: corpus.Span{Start: from, End: text.Len()}})
	d.Text = text.String()
	return d
}

var resolver = coref.New()

// resolved is each mention's entity, as "mention=id", in text order.
func resolved(d *doc.Document) string {
	var out []string
	for _, m := range d.Mentions {
		id := "-"
		if m.Entity != doc.None {
			id = d.Entities[m.Entity].ID
		}
		out = append(out, m.Of(d.Text)+"="+id)
	}
	return strings.Join(out, " ")
}

func TestCoref(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"surname", "[p Ada Brant] met [p Lou Hart]. [p Brant] left.", "Ada Brant=person:ada-brant Lou Hart=person:lou-hart Brant=person:ada-brant"},
		{"surname first", "[p Brant] wins\n[p Ada Brant] won.", "Brant=person:ada-brant Ada Brant=person:ada-brant"},
		{"subject of two", "[p Ada Brant] met [p Lou Brant]. [p Brant] left.", "Ada Brant=person:ada-brant Lou Brant=person:lou-brant Brant=person:ada-brant"},
		{"two of whom one was just named", "[p Ada Brant] won.\n\n\n\n[p Lou Brant] spoke.\n[p Brant] left.", "Ada Brant=person:ada-brant Lou Brant=person:lou-brant Brant=person:lou-brant"},
		{"his wife", "{President} [p Al Brant] came with his wife, [p Mary Brant].\n\n\n[p Mary Brant] waved.\n\n\n[p Brant] left.", "Al Brant=person:al-brant Mary Brant=person:mary-brant Mary Brant=person:mary-brant Brant=person:al-brant"},
		{"a relation of a surname alone", "[p Brant]'s daughter, [p Mary Brant], waved. [p Brant] left.", "Brant=person:brant Mary Brant=person:mary-brant Brant=person:brant"},
		{"the one of two just named", "[o Kisumu Water Board] met.\n\n\n\n\n\n[o Harlow Water Board] left.\n[onthe board] stayed.", "Kisumu Water Board=organization:kisumu-water-board Harlow Water Board=organization:harlow-water-board the board=organization:harlow-water-board"},
		{"form of address tells", "[p Al Brant] met [p Jo Brant]. Mr. [p Brant] left with Ms [p Brant].", "Al Brant=person:al-brant Jo Brant=person:jo-brant Brant=person:al-brant Brant=person:jo-brant"},
		{"title tells", "[p John Brant] met [p Mary Brant]. {Mr.} [p Brant] left with {Mrs.} [p Brant].", "John Brant=person:john-brant Mary Brant=person:mary-brant Brant=person:john-brant Brant=person:mary-brant"},
		{"initials", "[p G. K. Harlow], [p George K. Harlow], [p George Harlow] and [p Martin Harlow]", "G. K. Harlow=person:george-k-harlow George K. Harlow=person:george-k-harlow George Harlow=person:george-k-harlow Martin Harlow=person:martin-harlow"},
		{"hyphen", "[p Ada Jo Lin] is [p Ada Jo-lin].", "Ada Jo Lin=person:ada-jo-lin Ada Jo-lin=person:ada-jo-lin"},
		{"clipped", "[p Nusrat Brant] is [p Nus Brant], not [p Nora Brant].", "Nusrat Brant=person:nusrat-brant Nus Brant=person:nusrat-brant Nora Brant=person:nora-brant"},
		{"slip", "[p Valerie Brant] is [p Valarie Brant] and [p Mohammed Hart] [p Mohamed Hart], but [p Martin Hart] is not [p Marvin Oloo].", "Valerie Brant=person:valerie-brant Valarie Brant=person:valerie-brant Mohammed Hart=person:mohammed-hart Mohamed Hart=person:mohammed-hart Martin Hart=person:martin-hart Marvin Oloo=person:marvin-oloo"},
		{"sisters", "[p Ivana Brant] is not [p Ivanka Brant], [p Paul Hart] is not [p Paula Hart].", "Ivana Brant=person:ivana-brant Ivanka Brant=person:ivanka-brant Paul Hart=person:paul-hart Paula Hart=person:paula-hart"},
		{"headline", "[o WATER BOARD] and [p ADA BRANT].\n[o Water Board] and [p Ada Brant].", "WATER BOARD=organization:water-board ADA BRANT=person:ada-brant Water Board=organization:water-board Ada Brant=person:ada-brant"},
		{"acronym with the", "the [o Kisumu Conservancy] ([o TKC])", "Kisumu Conservancy=organization:kisumu-conservancy TKC=organization:kisumu-conservancy"},
		{"nickname", "[p Bill Harlow] is [p William Harlow]; [p Ted Harlow] is not.", "Bill Harlow=person:william-harlow William Harlow=person:william-harlow Ted Harlow=person:ted-harlow"},
		{"junior", "[p Martin Harlow Jr.] came. [p Harlow] spoke.", "Martin Harlow Jr.=person:martin-harlow-jr Harlow=person:martin-harlow-jr"},
		{"forename alone", "[p Ada Brant] came. [p Ada] spoke.", "Ada Brant=person:ada-brant Ada=person:ada-brant"},
		{"forename of a prince", "[p Karl Hart] met Prince [p Karl]. [p Karl] and [p Hart] left.", "Karl Hart=person:karl-hart Karl=person:karl Karl=person:karl Hart=person:karl-hart"},
		{"forename with a title", "[p Ada Brant] met {Sister} [p Ada].", "Ada Brant=person:ada-brant Ada=person:ada-brant"},
		{"acronym", "[o Kisumu Water Board] ([o KWB]) met. [o KWB] left.", "Kisumu Water Board=organization:kisumu-water-board KWB=organization:kisumu-water-board KWB=organization:kisumu-water-board"},
		{"known acronym", "[o FBI] or [o Federal Bureau of Investigation]", "FBI=organization:federal-bureau-of-investigation Federal Bureau of Investigation=organization:federal-bureau-of-investigation"},
		{"short company", "[o Barlow Foods Group Inc.] and [o Barlow]", "Barlow Foods Group Inc.=organization:barlow-foods-group-inc Barlow=organization:barlow-foods-group-inc"},
		{"office either way", "[o Ministry of Justice] and [o Justice Ministry]", "Ministry of Justice=organization:ministry-of-justice Justice Ministry=organization:ministry-of-justice"},
		{"party", "[oaRepublican] senators and [oaDemocrats], [o GOP]", "Republican=organization:republican-party Democrats=organization:democratic-party GOP=organization:republican-party"},
		{"country", "[cdKenyan] farmers of [c Kenya], [oeKenyan] Army, [l Nairobi]", "Kenyan=country:KEN Kenya=country:KEN Kenyan=organization:kenyan Nairobi=place:nairobi"},
		{"role", "{President} [p Amos Oduya] spoke. [pnThe president] left.", "Amos Oduya=person:amos-oduya The president=person:amos-oduya"},
		{"role of two", "{Sen.} [p Lou Hart] and {Sen.} [p Ada Brant]. [pnThe senator] left.", "Lou Hart=person:lou-hart Ada Brant=person:ada-brant The senator=-"},
		{"role of two, one just now", "{Sen.} [p Lou Hart] spoke.\nIt rained.\n{Sen.} [p Ada Brant] came.\n[pnThe senator] left.", "Lou Hart=person:lou-hart Ada Brant=person:ada-brant The senator=person:ada-brant"},
		{"role of a country", "Kenyan {President} [p Amos Oduya] met {President} [p Lou Hart]. [pnThe [cdKenyan] president] left.", "Amos Oduya=person:amos-oduya Lou Hart=person:lou-hart The Kenyan president=person:amos-oduya Kenyan=country:KEN"},
		{"role of another country", "{leader of a faction} [p Amos Oduya] left. [pnThe [cdKenyan] leader] spoke.", "Amos Oduya=person:amos-oduya The Kenyan leader=- Kenyan=country:KEN"},
		{"role of the one in the news", "{Sen.} [p Lou Hart], {Sen.} [p Ada Brant]. [p Hart] and [p Hart].\n\n\n[pnThe senator] left.", "Lou Hart=person:lou-hart Ada Brant=person:ada-brant Hart=person:lou-hart Hart=person:lou-hart The senator=person:lou-hart"},
		{"the group", "[o Barlow Foods] told [o Reuters].\n[onThe company] left.", "Barlow Foods=organization:barlow-foods Reuters=organization:reuters The company=organization:barlow-foods"},
		{"the group of two", "[o Barlow Foods] told [o Kisumu Steel].\n[onThe company] left.", "Barlow Foods=organization:barlow-foods Kisumu Steel=organization:kisumu-steel The company=-"},
		{"congressman", "{Rep.} [p Lou Hart] left. [pnThe congressman] spoke.", "Lou Hart=person:lou-hart The congressman=person:lou-hart"},
		{"body by the end of its name", "[o Harlow Water Committee] met. [o Water Committee] and [o Committee] left.", "Harlow Water Committee=organization:harlow-water-committee Water Committee=organization:harlow-water-committee Committee=organization:harlow-water-committee"},
		{"body by the end of two names", "[o Harlow Water Committee] and [o Kisumu Water Committee]. [o Water Committee] left.", "Harlow Water Committee=organization:harlow-water-committee Kisumu Water Committee=organization:kisumu-water-committee Water Committee=organization:water-committee"},
		{"body by the end of a known name", "[o Harlow Supreme Court] and [o Supreme Court]", "Harlow Supreme Court=organization:harlow-supreme-court Supreme Court=organization:supreme-court"},
		{"department by its field", "[o Department of Water Safety] met. [o Water Safety] left.", "Department of Water Safety=organization:department-of-water-safety Water Safety=organization:department-of-water-safety"},
		{"party of another name", "[o Orange Party] and [o Barlow Front].\n[onThe party] won.", "Orange Party=organization:orange-party Barlow Front=organization:barlow-front The party=-"},
		{"chamber and its committee", "[o Senate Water Committee] and [o Senate]", "Senate Water Committee=organization:senate-water-committee Senate=organization:senate"},
		{"role before the name", "[pnThe president] left. {President} [p Amos Oduya] spoke.", "The president=- Amos Oduya=person:amos-oduya"},
		{"vice", "{Vice President} [p Amos Oduya] spoke. [pnThe president] left.", "Amos Oduya=person:amos-oduya The president=-"},
		{"body", "[o Interior Ministry] spoke. [onThe ministry] left. [onThe party] too.", "Interior Ministry=organization:interior-ministry The ministry=organization:interior-ministry The party=-"},
		{"body of two", "[o Interior Ministry] and [o Water Ministry]. [onThe ministry] left.", "Interior Ministry=organization:interior-ministry Water Ministry=organization:water-ministry The ministry=-"},
		{"pronoun", "[p John Brant] met [p Mary Hart]. [prShe] told [prhim].", "John Brant=person:john-brant Mary Hart=person:mary-hart She=person:mary-hart him=person:john-brant"},
		{"pronoun of the subject", "{economist} [p Karen Hart] spoke. [p Karen Hart] met [p Mary Brant].\n[prShe] left.", "Karen Hart=person:karen-hart Karen Hart=person:karen-hart Mary Brant=person:mary-brant She=person:karen-hart"},
		{"pronoun and owner", "[p Mary Brant]'s lawyer [p Karen Hart] spoke.\n[prShe] left.", "Mary Brant=person:mary-brant Karen Hart=person:karen-hart She=person:karen-hart"},
		{"pronoun and campaign", "[p Brant] campaign {spokesman} [p Lou Hart] spoke.\n[prHe] left.", "Brant=person:brant Lou Hart=person:lou-hart He=person:lou-hart"},
		{"pronoun of somebody unnamed", "[p John Brant] spoke.\n[pnThe minister] said [prhe] left.", "John Brant=person:john-brant The minister=- he=-"},
		{"role and name", "[pnThe head] of the board, [p Lou Hart], said [prhe] left.", "The head=person:lou-hart Lou Hart=person:lou-hart he=person:lou-hart"},
		{"relation and name", "[p Al Brant] came. [pn[prHis] {wife}], [p Mary Hart], spoke.", "Al Brant=person:al-brant His wife=person:mary-hart His=person:al-brant Mary Hart=person:mary-hart"},
		{"who that is", "[p John Brant] spoke. [p John Brant] spoke.\n[p Lou Hart] is the mayor of Barlow.\n[prHe] left.", "John Brant=person:john-brant John Brant=person:john-brant Lou Hart=person:lou-hart He=person:lou-hart"},
		{"company and bodies", "[o Barlow Foods] told the [o Interior Ministry].\n[onThe company] left.", "Barlow Foods=organization:barlow-foods Interior Ministry=organization:interior-ministry The company=organization:barlow-foods"},
		{"group and bodies", "[o Barlow Foods] told the [o Interior Ministry].\n[onThe group] left.", "Barlow Foods=organization:barlow-foods Interior Ministry=organization:interior-ministry The group=-"},
		{"it of the clause before", "Although the [o Barlow Bank] named [o Kisumu Steel], [orit] warned of it.", "Barlow Bank=organization:barlow-bank Kisumu Steel=organization:kisumu-steel it=organization:barlow-bank"},
		{"either", "[p Mary Brant] said a judge keeps [prhis] or [prher] word.", "Mary Brant=person:mary-brant his=- her=-"},
		{"pronoun of nobody", "[c Kenya] won. [prHe] left. [prThey] too.", "Kenya=country:KEN He=- They=-"},
		{"it of the subject", "[o Water Ministry] met.\n[orIt] said so.", "Water Ministry=organization:water-ministry It=organization:water-ministry"},
		{"it of a country", "[c Kenya] refused, and [orit] said so.", "Kenya=country:KEN it=country:KEN"},
		{"it of another", "[p Ada Brant] left the [o Water Ministry].\n[orIt] said so.", "Ada Brant=person:ada-brant Water Ministry=organization:water-ministry It=-"},
		{"same slug", "[o Ada-Brant] and [o Ada Brant]", "Ada-Brant=organization:ada-brant Ada Brant=organization:ada-brant-2"},
		{"letters", "[p José Ñandú] and [p Игорь Ветров]", "José Ñandú=person:jose-nandu Игорь Ветров=person:игорь-ветров"},
	} {
		d := marked(c.text)
		resolver.Annotate(d)
		if got := resolved(d); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.name, got, c.want)
		}
		sound(t, d)
	}
}

// A description that speaks means the person that the sentence before begins
// with, unless it can mean another.
func TestDescriptionsThatSpeak(t *testing.T) {
	for text, want := range map[string]string{
		"[p Lou Hart] met [p Ada Brant].\n\"No,\" [pnthe Kisumu businessman] said.":                     "person:lou-hart",
		"[p Lou Hart] met [p Ada Brant].\n\"No,\" [pnthe businessman] said.":                            "-",
		"[p Lou Hart] met [p Ada Brant].\n\"No,\" [pnthe senior official] said.":                        "-",
		"[p Mary Hart] met [p Ada Brant].\n\"No,\" [pnthe Kisumu businessman] said.":                    "-",
		"It was widely known early on that [p Lou Hart] won.\n\"No,\" [pnthe Kisumu businessman] said.": "-",
		"[p Lou Hart] won.\nIt rained.\nIt snowed.\n\"No,\" [pnthe Kisumu businessman] said.":           "-",
		"{governor} [p Jo Lin] left.\n\n[p Lou Hart] won.\n\"No,\" [pnthe former governor] said.":       "-",
		"German {minister} [p Lou Hart] won.\n\"No,\" [pnthe [cdKenyan] health leader] said.":           "-",
	} {
		d := marked(text)
		n := len(d.Mentions) - 1
		for d.Mentions[n].Form != doc.FormNominal {
			n--
		}
		at := strings.Index(d.Text, `"No,"`)
		d.Quotes = []doc.Quote{{Spans: []corpus.Span{{Start: at, End: at + 5}}, Form: doc.Direct, Speaker: d.Mentions[n].Span, SpeakerMention: n, Within: doc.None}}
		resolver.Annotate(d)
		got := "-"
		if e := d.Mentions[n].Entity; e != doc.None {
			got = d.Entities[e].ID
		}
		if got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

// A pronoun of the body means nobody who is named in the byline alone.
func TestBylinesAreNotSpokenOf(t *testing.T) {
	for role, want := range map[doc.Role]string{doc.Byline: "Lou Hart=person:lou-hart He=-", doc.Boilerplate: "Lou Hart=person:lou-hart He=-", doc.Body: "Lou Hart=person:lou-hart He=person:lou-hart"} {
		d := marked("[p Lou Hart] won.\n[prHe] left.")
		d.Sentences[0].Role, d.Sentences[1].Role = role, doc.Body
		resolver.Annotate(d)
		if got := resolved(d); got != want {
			t.Errorf("%s: %s, want %s", role, got, want)
		}
	}
}

func TestTitlesOfEntities(t *testing.T) {
	for text, want := range map[string]string{
		"{colleague} [p Lou Hart]":                                        "",
		"{colleague} [p Lou Hart] and {Mr.} [p Hart]":                     "Mr.",
		"{Mr.} [p Lou Hart] and {senator} [p Hart]":                       "senator",
		"[o Orange Party] (OP) {chairman} [p Lou Hart]":                   "chairman of Orange Party",
		"[p Lou Hart] (D., Ala.) spoke; {senator} [p Hart]":               "senator of D-Ala.",
		"[p Lou Hart], R-Iowa. He left":                                   " of R-Iowa",
		"[p Lou Hart] (R-North Haven) left":                               " of R-North Haven",
		"[p Lou Hart], a Democrat from New Mexico, left":                  " of Democrat from New Mexico",
		"[p Lou Hart], Republican of Iowa, left":                          " of Republican of Iowa",
		"[pnThe head] of the board, [p Lou Hart], left":                   "head of the board",
		"[o Barlow News]'s [p Lou Hart] left":                             " of Barlow News",
		"[p Lou Hart], of [o Kisumu University], left":                    " of Kisumu University",
		"[p Lou Hart] met [o Kisumu University]":                          "",
		"{Sens.} [p Lou Hart] (R-Utah) left":                              "Sen. of R-Utah",
		"[p Lou Hart], D. Brant and others":                               "",
		"[p Lou Hart]'s (R-Utah) bill; {senator} [p Hart]":                "senator of R-Utah",
		"[p Lou Hart]'s bill; [o Orange Party]'s {senator} [p Hart] left": "senator of Orange Party",
	} {
		d := marked(text)
		resolver.Annotate(d)
		for _, e := range d.Entities {
			if e.Kind == doc.Person {
				got := e.Title
				if e.Affiliation != "" {
					got += " of " + e.Affiliation
				}
				if got != want {
					t.Errorf("%s: %q, want %q", text, got, want)
				}
			}
		}
	}
}

func TestTitlesInThePlural(t *testing.T) {
	for text, want := range map[string]string{
		"{Sens.} [p Ada Brant] (R-Utah) and [p Lou Hart] (D-Ohio)": "Sen., Sen.",
		"{Presidents} [p Ada Brant], [p Lou Hart], and [p Jo Lin]": "President, President, President",
		"{Senator} [p Ada Brant] and [p Lou Hart]":                 "Senator, ",
		"{Senators} [p Ada Brant] met [p Lou Hart]":                "Senator, ",
		"{Senators} [p Ada Brant] and {Rep.} [p Lou Hart]":         "Senator, Rep.",
	} {
		d := marked(text)
		resolver.Annotate(d)
		var got []string
		for _, e := range d.Entities {
			got = append(got, e.Title)
		}
		if s := strings.Join(got, ", "); s != want {
			t.Errorf("%s: %q, want %q", text, s, want)
		}
	}
}

func TestHomes(t *testing.T) {
	for _, c := range []struct{ text, organization, want string }{
		{"[c Kenya]'s [o Water Ministry] met.", "Water Ministry", "KEN"},
		{"the [cdKenyan] [o parliament] met.", "parliament", "KEN"},
		{"the [o Assembly] of [c Chad] met.", "Assembly", "TCD"},
		{"[c Kenya]'s [o UN] envoy left.", "UN", ""},
		{"[cdKenyan] farmers in [l Nairobi] met the [cdKenyan] police. The [o Senate] met.", "Senate", "KEN"},
		{"[c Kenya] met [c Chad] and [c Chad] met [c Kenya]. The [o Senate] met.", "Senate", ""},
		{"[cdKenyan] farmers in [l Nairobi] met the [cdKenyan] police. The [o European Parliament] and [o Barlow Foods] met.", "European Parliament", ""},
		{"[cdKenyan] farmers in [l Nairobi] met the [cdKenyan] police. The [o European Parliament] and [o Barlow Foods] met.", "Barlow Foods", ""},
	} {
		d := marked(c.text)
		resolver.Annotate(d)
		for _, e := range d.Entities {
			if e.Kind == doc.Organization && e.Name == c.organization && e.Country != c.want {
				t.Errorf("%s: %q is of %q, want %q", c.text, e.Name, e.Country, c.want)
			}
		}
	}
}

func TestEntities(t *testing.T) {
	d := marked("{Sen.} [p Lou Hart] (R-Utah) spoke. {Mr.} [p Hart] of [o Orange Party] left; {spokesman for the} [p Daniel Oloo].")
	resolver.Annotate(d)
	e := d.Entities[0]
	if e.Name != "Lou Hart" || e.Title != "Sen." || e.Affiliation != "R-Utah" || strings.Join(e.Aliases, "|") != "Hart" {
		t.Errorf("%+v", e)
	}
}

func TestNamesOfPlaces(t *testing.T) {
	for _, c := range []struct{ texts, gazetteer, want string }{
		{"West Virginians", "West Virginia", "West Virginia"},
		{"BISHKEK", "Bishkek", "Bishkek"},
		{"OH", "Ohio", "Ohio"},
		{"Wash.|Washington state", "Washington", "Washington state"},
		{"NEW MILTON FALLS", "NEW MILTON FALLS", "New Milton Falls"},
		{"NEW MILTON|New Milton", "NEW MILTON", "New Milton"},
		{"Bombay", "Mumbai", "Bombay"},
	} {
		d := &doc.Document{Article: &corpus.Article{Text: c.texts}}
		at := 0
		for n, text := range strings.Split(c.texts, "|") {
			span := corpus.Span{Start: at, End: at + len(text)}
			at = span.End + 1
			form := doc.FormName
			if strings.HasSuffix(text, "ns") {
				form = doc.FormDemonym
			}
			d.Toponyms = append(d.Toponyms, doc.Toponym{Span: span, Kind: doc.Place, Form: form, Name: c.gazetteer})
			d.Mentions = append(d.Mentions, doc.Mention{Span: span, Kind: doc.Place, Form: form, Toponym: n})
		}
		resolver.Annotate(d)
		if len(d.Entities) != 1 || d.Entities[0].Name != c.want {
			t.Errorf("%s: %+v, want %s", c.texts, d.Entities, c.want)
		}
	}
}

type failer interface{ Fatalf(string, ...any) }

// sound checks what holds for any document.
func sound(t failer, d *doc.Document) {
	ids := map[string]bool{}
	for _, e := range d.Entities {
		if ids[e.ID] || e.ID == "" || e.Name == "" {
			t.Fatalf("entity %+v in %q", e, d.Text)
		}
		ids[e.ID] = true
	}
	next := 0
	for _, m := range d.Mentions {
		if m.Entity < doc.None || m.Entity >= len(d.Entities) || m.Entity > next && m.Form != doc.FormPronoun && m.Form != doc.FormNominal {
			t.Fatalf("mention %+v of %d entities in %q", m, len(d.Entities), d.Text)
		}
		if m.Entity == next {
			next++
		}
	}
	if next != len(d.Entities) {
		t.Fatalf("entities are not in the order of their mentions in %q", d.Text)
	}
}

func TestAnyMentions(t *testing.T) {
	words := rapid.SampledFrom([]string{"Ada", "Brant", "Hart", "G.", "K.", "Jr.", "KWB", "Bank", "of", "Kenya", "é", "’", "he", "the president", "the ministry", "Ministry", " ", "\n"})
	rapid.Check(t, func(t *rapid.T) {
		d := &doc.Document{Article: &corpus.Article{}}
		n := rapid.IntRange(0, 30).Draw(t, "mentions")
		for range n {
			s := strings.Join(rapid.SliceOfN(words, 1, 4).Draw(t, "text"), " ")
			start := len(d.Text)
			d.Text += s + "\n"
			d.Mentions = append(d.Mentions, doc.Mention{
				Span:    corpus.Span{Start: start, End: start + len(s)},
				Kind:    rapid.SampledFrom([]doc.Kind{doc.Person, doc.Organization, doc.Country, doc.Place}).Draw(t, "kind"),
				Form:    rapid.SampledFrom([]doc.Form{doc.FormName, doc.FormName, doc.FormDemonym, doc.FormAffiliation, doc.FormEmbedded, doc.FormNominal, doc.FormPronoun}).Draw(t, "form"),
				Country: rapid.SampledFrom([]string{"", "KEN"}).Draw(t, "country"),
				Toponym: doc.None, Sentence: len(d.Sentences),
			})
			d.Sentences = append(d.Sentences, doc.Sentence{Span: corpus.Span{Start: start, End: len(d.Text)}})
		}
		resolver.Annotate(d)
		sound(t, d)
	})
}

// people makes a document of n people's names.
func people(n int, name func(int) string) *doc.Document {
	d := &doc.Document{Article: &corpus.Article{}}
	var b strings.Builder
	for i := range n {
		s := name(i)
		m := doc.Mention{Span: corpus.Span{Start: b.Len(), End: b.Len() + len(s)}, Kind: doc.Person, Form: doc.FormName, Toponym: doc.None, Sentence: i / 10}
		b.WriteString(s + " ")
		d.Mentions = append(d.Mentions, m)
	}
	d.Text = b.String()
	return d
}

// What comes of very many names is sound. That it takes linear time is counted in
// checks/linear.
func TestManyNames(t *testing.T) {
	for name, f := range map[string]func(int) string{
		"distinct":         func(i int) string { return fmt.Sprintf("Ada%d Brant%d", i, i) },
		"one surname":      func(i int) string { return fmt.Sprintf("Ada%d Smith", i) },
		"one forename":     func(i int) string { return fmt.Sprintf("Ada Smith%d", i) },
		"all the same":     func(int) string { return "Smith" },
		"same slug":        func(i int) string { return "Ada" + strings.Repeat("'", i%50) + " Smith" + strings.Repeat("-", i/50%50) },
		"surname and name": func(i int) string { return []string{"Smith", fmt.Sprintf("Ada%d Smith", i)}[i%2] },
	} {
		d := people(5_000, f)
		resolver.Annotate(d)
		if len(d.Entities) == 0 {
			t.Errorf("%s: no entities", name)
		}
		sound(t, d)
	}
}

func BenchmarkCoref(b *testing.B) {
	d := marked(strings.Repeat(`[l Nairobi], [c Kenya] — {Interior Minister} [p Halima Wanjiru] said on Tuesday that the [o Kenya Water Authority] ([o KWA]) would hire guards after a string of attacks on wells in [l Turkana].
"We will not wait for the next one," [p Wanjiru] told reporters outside [onthe ministry].
[prShe] was joined by {Col.} [p Amos Oduya] of the [oeKenyan] Army and by [p Peter Oloo] of the [o Orange Valley Party].
`, 20))
	b.SetBytes(int64(len(d.Text)))
	b.ReportAllocs()
	for b.Loop() {
		resolver.Annotate(d)
	}
}
