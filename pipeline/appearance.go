package pipeline

import (
	"encoding/binary"
	"math"
	"strings"
	"time"

	"github.com/broadsheet/broadsheet/internal/gazetteer"
	"github.com/broadsheet/broadsheet/results"
)

// An appearance is an entity of one article on its way to the catalog.
type appearance struct {
	seq       uint64 // its place among all entities of the corpus
	articleID string
	entityID  string
	kind      string
	name      string
	country   string
	external  string
	title     string
	affil     string
	geonames  int32 // 0: none
	mentions  int64
	quotes    int64
	claims    int64
	published *time.Time
	aliases   []string

	// trust is how sure it is that its name stands for the one that it is filed
	// under: 1 for its own.
	trust float64
}

// strings are the fields that are strings, in the order in which they are written.
func (a *appearance) strings() [8]*string {
	return [...]*string{&a.articleID, &a.entityID, &a.kind, &a.name, &a.country, &a.external, &a.title, &a.affil}
}

// appendTo appends a, so that what is filed under one name is in input order.
func (a *appearance) appendTo(dst []byte) []byte {
	dst = binary.BigEndian.AppendUint64(dst, a.seq)
	for _, s := range a.strings() {
		dst = appendKey(dst, *s)
	}
	for _, n := range [...]int64{int64(a.geonames), a.mentions, a.quotes, a.claims} {
		dst = binary.BigEndian.AppendUint64(dst, uint64(n))
	}
	dst = appendTime(dst, a.published)
	dst = binary.BigEndian.AppendUint64(dst, math.Float64bits(a.trust))
	for _, s := range a.aliases {
		dst = appendKey(dst, s)
	}
	return dst
}

// appearanceOf reads what appendTo wrote.
func appearanceOf(b []byte) *appearance {
	a := &appearance{seq: binary.BigEndian.Uint64(b)}
	b = b[8:]
	for _, s := range a.strings() {
		*s, b = cutKey(b)
	}
	number := func() uint64 {
		n := binary.BigEndian.Uint64(b)
		b = b[8:]
		return n
	}
	a.geonames, a.mentions, a.quotes, a.claims = int32(number()), int64(number()), int64(number()), int64(number())
	a.published = timeOf(b)
	b = b[8:]
	a.trust = math.Float64frombits(number())
	for len(b) > 0 {
		var s string
		s, b = cutKey(b)
		a.aliases = append(a.aliases, s)
	}
	return a
}

// given is the catalog_id that an entity has from the start, "" where it is to be
// found: an id of the user's list says what is one, and so does a country's code.
func (a *appearance) given() string {
	switch {
	case a.external != "":
		return "external:" + a.external
	case a.kind == "country":
		return a.entityID
	}
	return ""
}

// nameKey is a name as it is compared and as it stands in catalog_id: in lower case,
// without diacritics, letters and digits with hyphens between the words.
func nameKey(name string) string {
	return string(gazetteer.AppendSlug(nil, gazetteer.AppendPlain(nil, name)))
}

// fileKey is what appearances are grouped by: those of two groups are never one
// entity. Persons are filed by forename and surname, so that a middle name more or
// less keeps nobody apart; the U.S. Department of Justice with the Justice Department.
func fileKey(kind, key string) string {
	switch kind {
	case "person":
		key = outer(key)
	case "organization":
		key = strings.TrimPrefix(key, "us-")
		for _, body := range [...]string{"department", "ministry"} {
			if of, ok := strings.CutPrefix(key, body+"-of-"); ok {
				key = strings.TrimPrefix(of, "the-") + "-" + body
			}
		}
	}
	return kind + ":" + key
}

// suffixes belong to the surname: the son is another than the father.
var suffixes = map[string]bool{"jr": true, "sr": true, "ii": true, "iii": true, "iv": true}

// nameParts are the words of a person's key, and which of them the surname begins
// with.
func nameParts(key string) (words []string, surname int) {
	words = strings.Split(key, "-")
	surname = len(words) - 1
	for surname > 1 && suffixes[words[surname]] {
		surname--
	}
	return words, surname
}

// outer is a person's key without middle names.
func outer(key string) string {
	words, surname := nameParts(key)
	if surname < 2 {
		return key
	}
	return words[0] + "-" + strings.Join(words[surname:], "-")
}

// middle are the middle names in a person's key.
func middle(key string) []string {
	words, surname := nameParts(key)
	if surname < 2 {
		return nil
	}
	return words[1:surname]
}

// sameMiddle reports whether two persons' middle names can be those of one: those
// that both have are the same, or the initial of the other's.
func sameMiddle(a, b []string) bool {
	for i := range min(len(a), len(b)) {
		x, y := a[i], b[i]
		if x != y && !(len(x) == 1 && strings.HasPrefix(y, x)) && !(len(y) == 1 && strings.HasPrefix(x, y)) {
			return false
		}
	}
	return true
}

// entityAppearance is an entity as it comes from the tables.
func entityAppearance(e *results.Entity) *appearance {
	a := &appearance{
		articleID: e.ArticleID, entityID: e.EntityID, kind: e.Kind, name: e.Name, country: e.CountryCode,
		external: e.ExternalID, title: e.Title, affil: e.Affiliation, mentions: int64(e.Mentions), aliases: e.Aliases, trust: 1,
	}
	if e.GeonamesID != nil {
		a.geonames = *e.GeonamesID
	}
	return a
}
