package mention

import (
	"github.com/broadsheet/broadsheet/internal/gazetteer"
	"github.com/broadsheet/broadsheet/internal/word"
)

// known is the known organization that begins at token i, and the token after
// it; 0 where there is none.
func (r *reader) known(i int) (gazetteer.Org, int) {
	if r.toks[i].mark != 0 {
		return gazetteer.Org{}, 0
	}
	start := r.toks[i].Start
	o, end, ok := r.orgs.Longest(r.text, start)
	if !ok || end > r.toks[r.end-1].End {
		return o, 0
	}
	k := i // the token after it
	capital := false
	for k < len(r.toks) && r.toks[k].Start < end {
		if r.toks[k].capital || r.toks[k].shape == word.Mixed {
			capital = true
		} else if k == i && !r.has(k, particle) {
			return o, 0
		}
		k++
	}
	if k-1 > i && r.toks[k-1].shape == word.Lower && r.is(k-1, "party") {
		k-- // "the Labour party" is named without it
		end = r.toks[k-1].End
	}
	last := &r.toks[k-1]
	whole := last.End == end || last.End == end+1 && r.text[end] == '.'
	if !whole || !capital || !last.capital && last.shape == word.Lower {
		return o, 0
	}
	if o.Exact && !r.upper && word.ShapeOf(r.text[start:end]) != word.AllCaps {
		return o, 0
	}
	if k-i == 1 && r.otherWord(i, o) {
		return o, 0
	}
	return o, k
}

// otherWord reports whether token i, which alone is the name of a known
// organization, is more likely another word here.
func (r *reader) otherWord(i int, o gazetteer.Org) bool {
	t := &r.toks[i]
	switch {
	case !o.Curated && (t.topo >= 0 || t.class&(forename|surname|ordinary|function|title) != 0):
		return true
	case t.topo >= 0 && t.Len() == 2: // "UK", "US"
		return true
	}
	// A sentence that begins with "House" is about it where it speaks.
	return t.initial && o.Form == gazetteer.OrgWord && i+1 < r.end && !r.has(i+1, say) && r.toks[i+1].mark != 's'
}

// organization reads an organization that begins at pos, and returns the token
// after it, or pos.
func (r *reader) organization(pos, j int, titled bool) int {
	head := r.lastHead(pos, j)
	o, end := r.known(pos)
	if end > 0 && o.Form == gazetteer.OrgNone && head < end {
		return end
	}
	if stop := r.national(pos, j); stop > pos {
		r.add(pos, stop, piece{points: points{org: sure}})
		return stop
	}
	if stop := r.joint(pos, j, end); stop > 0 {
		r.add(pos, stop, piece{points: points{org: sure}})
		return stop
	}
	if head >= 0 && head < j-1 && r.has(j-1, placeEnd|law) {
		head = -1 // "Newark Liberty International Airport", "Digital Services Act"
	}
	members := end > 0 && o.Form == gazetteer.OrgMembers
	if head <= pos && (members || titled && end-pos == 1) {
		// The members' word gives way to any longer name.
		if members && r.members(pos, end) {
			return r.addOrg(pos, end, o)
		}
		return pos
	}
	if head >= end && head > pos {
		if stop := r.headed(pos, head, titled); stop > pos {
			return stop
		}
	}
	if end > 0 {
		return r.addOrg(pos, end, o)
	}
	// "University of …", "Ministry of …"; also "National Union of …"
	if k := j - 1; r.has(k, orgOf) && !r.titleWithin(pos, j) && !(titled && k == pos) {
		if stop := r.extend(j, k); stop > j {
			r.add(pos, stop, piece{points: points{org: sure}})
			return stop
		}
	}
	return pos
}

// national is the end of an organization whose name is what it does and then
// where ("Statistics Canada", "Global Affairs Canada"), or pos.
func (r *reader) national(pos, j int) int {
	for k := pos; k < j && k < pos+3; k++ {
		t := &r.toks[k]
		if !t.capital || t.topo >= 0 || t.class&(function|calendar|title|honorific) != 0 {
			return pos
		}
		if t.class&orgWhere == 0 {
			if t.initial || t.class&(common|ordinary|cabinet) == 0 {
				return pos
			}
			continue
		}
		e := k + 1
		if e >= j || r.toks[e].topo < 0 || r.demonym(e) {
			continue
		}
		for top := r.toks[e].topo; e < j && r.toks[e].topo == top; {
			e++
		}
		return e
	}
	return pos
}

// lastHead is the last head of an organization in toks[pos:j] before a title,
// or -1: "Committee" of "Senate Judiciary Committee".
func (r *reader) lastHead(pos, j int) int {
	head := -1
	for k := pos; k < j && (k == pos || r.title(k, j) <= k); k++ {
		if r.has(k, orgEnd) && r.toks[k].mark == 0 {
			head = k
		}
	}
	return head
}

// titleWithin reports whether a title begins in toks[pos:j], behind its first.
func (r *reader) titleWithin(pos, j int) bool {
	for k := pos + 1; k < j; k++ {
		if r.title(k, j) > k {
			return true
		}
	}
	return false
}

// headed adds the organization from token start to its head and what goes on
// behind it, and returns the token after it, or start where the head does not
// make it one.
func (r *reader) headed(start, head int, titled bool) int {
	first := start
	// "Israeli Foreign Ministry": the ministry is named without the demonym.
	if r.is(head, "ministry", "embassy") {
		for first < head && r.demonym(first) {
			first++
		}
	}
	if r.has(head, circle) && head-first <= 2 && (titled || r.toks[first].topo < 0 || r.has(first, famous)) {
		return start // "the Bush Administration"
	}
	if first == head || r.personal(first, head, titled) || r.plain(first, head) || r.wholly(first, head+1) {
		return start
	}
	stop := head + 1
	p := piece{points: points{org: sure}}
	if stop-first > 6 {
		p.org = enough // what is so long may be more than the name
	}
	if r.has(head, orgOf) {
		stop = r.extend(stop, head)
	}
	r.add(first, stop, p)
	return stop
}

// joint is the end of an organization whose name is a list with a head at its
// end ("Health, Education, Labor and Pensions Committee", "Telegraph and
// Telephone Corp."), 0 where toks[pos:j] does not begin one. known is the end
// of the known organization at pos.
func (r *reader) joint(pos, j, known int) int {
	if known == j && !r.has(j-1, cabinet) || r.title(pos, j) > pos || r.toks[pos].topo >= 0 && j == pos+1 {
		return 0
	}
	for range 6 {
		if j+1 >= r.end || !r.has(j-1, cabinet|common|ordinary) || r.has(j-1, orgEnd|forename|surname) && !r.has(j-1, cabinet) {
			return 0
		}
		next := j + 1
		last := r.is(j, "and") || r.toks[j].mark == '&'
		if r.toks[j].mark == ',' && r.has(j-1, cabinet) && j+2 < r.end {
			if last = r.is(next, "and"); last {
				next++
			}
		} else if !last {
			return 0
		}
		if !r.toks[next].capital || !r.has(next, cabinet|common) || r.toks[next].topo >= 0 || r.has(next, function) || r.title(next, r.end) > next && !r.has(next, cabinet) {
			return 0
		}
		stop := r.run(next)
		if last {
			for k := stop - 1; k > next; k-- {
				if r.has(k, orgEnd) && r.title(k, stop) <= k && !r.is(k, "international", "security", "energy") {
					return k + 1
				}
			}
			return 0
		}
		j = stop
	}
	return 0
}

// wholly reports whether toks[a:b] are one toponym: "Soviet Union".
func (r *reader) wholly(a, b int) bool {
	t := r.toks[a].topo
	return t >= 0 && r.toks[b-1].topo == t
}

// plain reports whether toks[a:head] are ordinary words that with the head
// make no name by themselves, at the start of a sentence: "Opposition forces".
func (r *reader) plain(a, head int) bool {
	if !r.toks[a].initial || head-a > 1 {
		return false
	}
	return r.has(a, ordinary) && r.toks[a].class&cabinet == 0
}

// members reports whether a party named by its members' word is meant:
// "Republican" before a lower-case noun, title or name; "Democrats" always.
func (r *reader) members(pos, end int) bool {
	if !r.has(pos, wing) {
		return true
	}
	return end < r.end && r.has(end, title|honorific|relation|partisan)
}

// personal reports whether toks[a:head] and the head look like a person:
// "John Church".
func (r *reader) personal(a, head int, titled bool) bool {
	if head-a > 2 || !r.has(head, surname) {
		return false
	}
	return r.has(a, forename) && (!r.has(a, nameWord) || titled) && !r.has(a, cabinet) && r.toks[a].topo < 0
}

// extend reads what a head goes on with from token k on ("of the Republic",
// "for the Defense of the Rights of Women"), and returns the token after it.
func (r *reader) extend(k, head int) int {
	for range 3 {
		if k+1 >= r.end || !r.is(k, "of", "for") && !(r.has(head, orgFor) && r.is(k, "on", "to", "against", "in")) {
			return k
		}
		first := k + 1
		if r.is(first, "the", "a") {
			first++
		}
		if first >= r.end || !r.toks[first].capital || r.has(first, function|calendar) && r.toks[first].topo < 0 {
			return k
		}
		if r.has(head, title) && r.title(first, r.end) > first {
			return k // "Secretary of … President Moi"
		}
		run := r.run(first)
		k = first + 1
		for k < run && (r.title(k, run) <= k || r.has(k, cabinet)) {
			k++
		}
		for k > first && r.toks[k-1].mark != 0 {
			k--
		}
		k = r.extendList(k)
	}
	return k
}

// extendList reads what goes on with commas and "and" from token k on, and
// returns the token after it: "Department of Health and Human Services",
// "Ministry of Trade, Industry and Energy".
func (r *reader) extendList(k int) int {
	for range 3 {
		and := r.is(k, "and", "&")
		next := k + 1
		if next >= r.end || !and && !(r.toks[k].mark == ',' && r.list(k)) || !r.toks[next].capital || r.toks[next].topo >= 0 {
			return k
		}
		if !r.has(next, cabinet|orgEnd) && !(and && r.pair(k)) {
			return k
		}
		m := r.run(next)
		for m > next && r.title(m-1, m) > m-1 {
			m--
		}
		k = m
	}
	return k
}

// pair reports whether the "and" at k joins two ordinary words at the end of a
// name: "Association for Home Care and Hospice".
func (r *reader) pair(k int) bool {
	return r.has(k-1, cabinet|common|ordinary) && r.has(k+1, common) && !r.has(k+1, title|forename|surname|function) && r.run(k+1) == k+2
}

// list reports whether the comma at k is inside the name of an office, with
// an "and" further on.
func (r *reader) list(k int) bool {
	if !r.has(k-1, cabinet) {
		return false
	}
	for m := k + 1; m < r.end && m < k+6; m++ {
		if r.is(m, "and", "&") {
			return m+1 < r.end && r.has(m+1, cabinet)
		}
		if !r.toks[m].capital && r.toks[m].mark != ',' {
			return false
		}
	}
	return false
}

// addOrg adds a known organization.
func (r *reader) addOrg(i, j int, o gazetteer.Org) int {
	p := piece{points: points{org: sure}}
	switch {
	case o.Curated && o.Form != gazetteer.OrgWord:
		p.org = certain
	case o.Form == gazetteer.OrgWord:
		p.org = firm
		if r.toks[i].initial {
			p.org = strong
		}
	}
	// "Party of Norway", "Reform Party of the United States"
	if r.has(j-1, orgOf) && o.Form != gazetteer.OrgWord {
		j = r.extend(j, j-1)
	}
	if j < r.end && r.toks[j].capital && r.has(j, orgEnd) && r.toks[j-1].capital && !r.has(j, title|eventEnd) && o.Form == gazetteer.OrgName {
		j++
	}
	r.add(i, j, p)
	return j
}
