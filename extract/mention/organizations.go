package mention

import (
	"github.com/broadsheet/broadsheet/internal/gazetteer"
	"github.com/broadsheet/broadsheet/internal/word"
)

// known is the known organization that begins at token i, and the token after
// it; 0 where there is none.
func (r *reader) known(i int) (gazetteer.Org, int) {
	start := r.toks[i].Start
	if r.toks[i].mark != 0 {
		return gazetteer.Org{}, 0
	}
	o, end, ok := r.orgs.Longest(r.text, start)
	if !ok || end > r.toks[r.end-1].End {
		return o, 0
	}
	k := i
	caps := false
	for k < len(r.toks) && r.toks[k].Start < end {
		if r.toks[k].capital || r.toks[k].shape == word.Mixed {
			caps = true
		} else if k == i && !r.has(i, particle) {
			return o, 0
		}
		k++
	}
	if r.toks[k-1].End != end && !(r.toks[k-1].End == end+1 && r.text[end] == '.') || !caps {
		return o, 0
	}
	s := r.text[start:end]
	if !r.toks[k-1].capital && r.toks[k-1].shape == word.Lower {
		return o, 0
	}
	if o.Exact && !r.upper && word.ShapeOf(s) != word.AllCaps {
		return o, 0
	}
	if k-i == 1 && !o.Curated && (r.toks[i].topo >= 0 || r.has(i, forename|surname|ordinary|function|title)) {
		return o, 0
	}
	if k-i == 1 && r.toks[i].topo >= 0 && r.toks[i].Len() == 2 {
		return o, 0
	}
	if k-i == 1 && r.toks[i].initial && o.Form == gazetteer.OrgWord && k < r.end && !r.has(k, say) && r.toks[k].mark != 's' {
		return o, 0
	}
	return o, k
}

// organization reads an organization that begins at pos, and returns the token
// after it, or pos.
func (r *reader) organization(pos, j int, titled bool) int {
	// The last head in the run before a title: "Senate Judiciary Committee".
	head := -1
	for k := pos; k < j; k++ {
		if k > pos && r.title(k, j) > k {
			break
		}
		if r.has(k, orgEnd) && r.toks[k].mark == 0 {
			head = k
		}
	}
	o, end := r.known(pos)
	if end > 0 && o.Form == gazetteer.OrgNone && head < end {
		return end
	}
	if stop := r.joint(pos, j, end); stop > 0 {
		r.add(pos, stop, piece{points: points{org: sure}})
		return stop
	}
	if head >= 0 && head < j-1 && r.has(j-1, placeEnd|law) {
		head = -1 // "Newark Liberty International Airport", "Digital Services Act"
	}
	if end > 0 && o.Form == gazetteer.OrgMembers || titled && end-pos == 1 {
		// The member's form gives way to any longer name.
		if head <= pos {
			if titled && o.Form != gazetteer.OrgMembers {
				return pos
			}
			if o.Form == gazetteer.OrgMembers && r.members(pos, end) {
				return r.addOrg(pos, end, o)
			}
			return pos
		}
	}
	if head >= end && head > pos {
		start := pos
		// "Israeli Foreign Ministry": the ministry is named without the demonym.
		if r.is(head, "ministry", "embassy") {
			for start < head && r.demonym(start) {
				start++
			}
		}
		if r.has(head, circle) && (titled || r.toks[start].topo < 0 || r.toks[start].class&famous != 0) && head-start <= 2 {
			start = -1 // "the Bush Administration"
		} else if start == head || r.personal(start, head, titled) || r.plain(start, head) || r.wholly(start, head+1) {
			start = -1
		}
		if start >= 0 {
			stop := head + 1
			score := sure
			if stop-start > 6 {
				score = enough // what is so long may be more than the name
			}
			if r.has(head, orgOf) {
				stop = r.extend(stop, head)
			}
			r.add(start, stop, piece{points: points{org: score}})
			return stop
		}
	}
	if end > 0 {
		return r.addOrg(pos, end, o)
	}
	// "University of …", "Ministry of …"; also "National Union of …"
	for k := pos; k < j; k++ {
		if k > pos && r.title(k, j) > k {
			break
		}
		if r.has(k, orgOf) && k == j-1 {
			if stop := r.extend(k+1, k); stop > k+1 && !(titled && k == pos) {
				r.add(pos, stop, piece{points: points{org: sure}})
				return stop
			}
		}
	}
	return pos
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

// extend reads "of the …" after a head and returns the token after it.
func (r *reader) extend(k, head int) int {
	for range 3 { // "Committee for the Defense of the Rights of Women"
		if k+1 >= r.end || !r.is(k, "of", "for", "on", "to", "against", "in") {
			return k
		}
		if !r.is(k, "of", "for") && !r.has(head, orgFor) {
			return k
		}
		m := k + 1
		if r.is(m, "the", "a") {
			m++
		}
		if m >= r.end || !r.toks[m].capital || r.has(m, function|calendar) && r.toks[m].topo < 0 {
			return k
		}
		if r.has(head, title) && r.title(m, r.end) > m {
			return k
		}
		n := m
		j := r.run(m)
		for n < j && (n == m || r.title(n, j) <= n || r.has(n, cabinet)) {
			n++
		}
		// Names after a country's begin a new phrase only with a comma or verb.
		for n > m && r.toks[n-1].mark != 0 {
			n--
		}
		k = n
		// "Department of Health and Human Services", "Ministry of Trade, Industry and Energy"
		for range 3 {
			if k+1 < r.end && (r.is(k, "and", "&") || r.toks[k].mark == ',' && r.list(k)) && r.toks[k+1].capital && r.toks[k+1].topo < 0 && (r.has(k+1, cabinet|orgEnd) || r.is(k, "and", "&") && r.pair(k)) {
				m := r.run(k + 1)
				for m > k+1 && r.title(m-1, m) > m-1 {
					m--
				}
				k = m
				continue
			}
			break
		}
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
