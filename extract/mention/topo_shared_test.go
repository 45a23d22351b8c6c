//go:build shared

package mention_test

import (
	"bufio"
	"encoding/json"
	"os"
	"strconv"
	"strings"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/gazetteer"
)

type topo struct {
	p *gazetteer.Phrases[doc.Toponym]
}

func toponymStage() stage {
	p := gazetteer.NewPhrases[doc.Toponym](10)
	f, _ := os.Open(data + "facts/geonames-cities15000.tsv")
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		c := strings.Split(s.Text(), "\t")
		if n, _ := strconv.Atoi(c[6]); n > 150000 {
			p.Add(c[1], doc.Toponym{Kind: doc.Place, Form: doc.FormName, Name: c[1]})
			p.Add(c[2], doc.Toponym{Kind: doc.Place, Form: doc.FormName, Name: c[1]})
		}
	}
	for _, w := range strings.Fields("America Korea Texas California Florida Ohio Virginia Gaza Europe Africa Asia Massachusetts Maryland Kosovo Chechnya Kashmir Darfur Alaska Iowa Nevada Pennsylvania Michigan Illinois Bosnia Crimea") {
		p.Add(w, doc.Toponym{Kind: doc.Place, Form: doc.FormName, Name: w})
	}
	f, _ = os.Open(data + "facts/geonames-world-cities-admin1.tsv")
	s = bufio.NewScanner(f)
	for s.Scan() {
		if c := strings.Split(s.Text(), "\t"); len(c[2]) > 3 {
			p.Add(c[2], doc.Toponym{Kind: doc.Place, Form: doc.FormName, Name: c[2]})
		}
	}
	f, _ = os.Open(data + "facts/countries.jsonl")
	s = bufio.NewScanner(f)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		var c struct {
			Name, Official, Iso3 string
			Aliases              []string
			Demonyms             any
			Demonym              any
		}
		json.Unmarshal(s.Bytes(), &c)
		for _, n := range append(c.Aliases, c.Name, c.Official) {
			if len(n) > 3 {
				p.Add(n, doc.Toponym{Kind: doc.Country, Form: doc.FormName, Name: c.Name, Code: c.Iso3})
			}
		}
		var raw map[string]any
		json.Unmarshal(s.Bytes(), &raw)
		for k, v := range raw {
			if strings.HasPrefix(k, "demonym") {
				b, _ := json.Marshal(v)
				for _, w := range strings.FieldsFunc(string(b), func(r rune) bool { return strings.ContainsRune(`"[]{}:,/`, r) }) {
					if len(w) > 3 {
						p.Add(w, doc.Toponym{Kind: doc.Country, Form: doc.FormDemonym, Name: c.Name, Code: c.Iso3})
						p.Add(w+"s", doc.Toponym{Kind: doc.Country, Form: doc.FormDemonym, Name: c.Name, Code: c.Iso3})
					}
				}
			}
		}
	}
	for _, w := range []string{"U.S.", "US", "U.S.A.", "USA", "United States", "U.K.", "UK", "Britain"} {
		code := "USA"
		if w[len(w)-2:] != "S." && w[0] != 'U' || w == "UK" || w == "U.K." {
			code = "GBR"
		}
		p.Add(w, doc.Toponym{Kind: doc.Country, Form: doc.FormName, Name: w, Code: code})
	}
	return topo{p}
}

func (t topo) Annotate(d *doc.Document) {
	for at := 0; at < len(d.Text); {
		s, e := gazetteer.Word(d.Text, at)
		if s >= len(d.Text) {
			break
		}
		at = e
		if c := d.Text[s]; c >= 'a' && c <= 'z' {
			continue
		}
		if v, end, ok := t.p.Longest(d.Text, s); ok && !(end-s == 2 && d.Text[s:end] != "US" && d.Text[s:end] != "UK") {
			v.Span = corpus.Span{Start: s, End: end}
			d.Toponyms = append(d.Toponyms, v)
			at = end
		}
	}
}
