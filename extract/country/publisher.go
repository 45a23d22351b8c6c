package country

import (
	"strings"

	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/internal/gazetteer"
)

// published is what an article's publisher or address counts for among the
// words that are written as in a country.
const published = 4

// publisher lets the publisher's name and the domain of the address say whose
// local news this would be: "Cork Examiner", "….co.uk".
func (a *article) publisher(d *doc.Document) {
	if code := a.domains[domain(d.URL)]; code != "" {
		a.style[code] += published
	}
	if len(d.Publisher) > maxPublisher {
		return
	}
	if code := a.domains[domain(d.Publisher)]; code != "" {
		a.style[code] += published
		return
	}
	for at := 0; at < len(d.Publisher); {
		start, end := gazetteer.Word(d.Publisher, at)
		if start == end {
			break
		}
		senses, stop := a.atlas.Longest(d.Publisher, start)
		if senses == nil {
			at = end
			continue
		}
		at = stop
		c := newCandidate(start, stop, senses)
		if s := &senses[0]; s.Country != "" && s.Trust == gazetteer.Strong && s.Ambiguous == "" && !s.Exact && a.oneCountry(&c) {
			a.style[s.Country] += published
		}
	}
}

// maxPublisher bounds what is read of a publisher's name, in bytes.
const maxPublisher = 200

// domain is the top-level domain of an address or host, "" if it has none.
func domain(address string) string {
	_, host, ok := strings.Cut(address, "://")
	if !ok {
		host = address
	}
	if i := strings.IndexAny(host, "/?#:"); i >= 0 {
		host = host[:i]
	}
	if strings.ContainsRune(host, ' ') {
		return ""
	}
	i := strings.LastIndexByte(host, '.')
	if i < 0 {
		return ""
	}
	return host[i+1:]
}

// domainsOf are the top-level domains of countries, without those that are
// sold to everybody.
func domainsOf() map[string]string {
	m := make(map[string]string, 256)
	for _, c := range gazetteer.Countries() {
		m[strings.ToLower(c.Alpha2)] = c.Code
	}
	for _, sold := range strings.Fields("ai cc co fm gg io la ly me sh so to tv vc ws") {
		delete(m, sold)
	}
	m["uk"] = "GBR"
	return m
}
