package quote

// cueBehind looks for the cue of the passage at item p behind it, before b:
// "…," said Smith · "…," Smith, the mayor, said · "…," according to Smith.
func (r *reader) cueBehind(a, b, p int) cue {
	q := &r.pass[r.items[p].pass]
	whole := p == a && q.clause // the passage is all of the sentence before the cue
	i := p + 1
	open := q.leadsOn()
	for i < b && (r.items[i].is(comma|dash) || r.isWord(i, "as")) {
		open = true
		i++
	}
	if i >= b || r.items[i].pass >= 0 || r.items[i].is(conjunction|stop|colon|openBracket) || i > p+1 && r.isWord(i-1, "as") && len(r.items[i].verbs) > 0 {
		return noCue
	}
	if c := r.accordingTo(i, b); c.at >= 0 {
		c.behind = true
		return c
	}
	if !open && !whole {
		// Without a comma only a verb right here can be meant.
		if id, _ := r.verbAt(i); id < 0 || r.lx.verbs[id].frame != say || !r.items[i].is(lower) || r.items[i].is(participle|infinitive) {
			return noCue
		}
	}
	inRelative, verbInside := false, false
	for j := i; j < b && j < i+reach; j++ {
		it := &r.items[j]
		if it.pass >= 0 || it.is(stop|colon) {
			break
		}
		if it.is(comma) {
			inRelative = false
			continue
		}
		if it.is(relative) && (j > i && r.items[j-1].is(comma|capital) || !it.is(determiner)) {
			inRelative, verbInside = true, false
			continue
		}
		if inRelative && r.finite(j, i) {
			if verbInside && r.reports(j, i) { // "one officer who took part told reporters"
				inRelative = false
			}
			verbInside = true
		}
		if it.is(subordinator) && !it.is(relative|adverb|preposition) && j == i {
			break
		}
		if it.is(conjunction) && j > i && r.items[j-1].is(comma) {
			break // "…," where …, and you assume
		}
		if inRelative || !it.is(lower) {
			continue
		}
		if id, _ := r.verbAt(j); id >= 0 && !r.isNoun(j, i) {
			if it.is(participle) && (j != i || !r.lx.verbs[id].frame.speaks()) {
				continue // "adding" does not report what stands before it
			}
			return r.verbBehind(i, j, b, open, whole)
		}
		if it.is(verbish) && !it.is(preposition|adverb|determiner|documentNoun) && j > i && !r.items[j-1].is(determiner|possessive) {
			break
		}
	}
	return noCue
}

// verbBehind is the cue that the listed verb at item j makes for the passage
// before item i: it is the first verb of its clause. open tells that the
// passage leads on to it, whole that it is all that stands before.
func (r *reader) verbBehind(i, j, b int, open, whole bool) cue {
	it := &r.items[j]
	id, _ := r.verbAt(j)
	f := r.lx.verbs[id].frame
	if it.is(participle) || f == call || f == think && it.is(infinitive) && j == i || !open && !f.speaks() {
		return noCue
	}
	c := r.makeCue(j, i)
	c.behind = true
	if c.passive && f != tell {
		if c.group > i && c.end+1 < b && r.isWord(c.end, "as") && r.items[c.end+1].is(participle) { // "Smith was quoted as saying"
			c.subject = r.between(i, c.group)
			c.end += 2
			c.span.End = r.items[c.end-1].end
			return c
		}
		return noCue // "is related to"
	}
	if c.group > i { // Smith said
		c.subject = r.between(i, c.group)
		if c.passive {
			c.subject = noun{}
		} else if c.subject.empty() || c.end < b && r.isWord(c.end, "that") || !whole && r.clauseFollows(c.end, b) {
			return noCue
		}
		return c
	}
	if f == think {
		return noCue
	}
	c.subject = r.nounBehind(c.end, b) // said Smith
	if c.passive {
		c.subject = noun{}
	}
	if !whole && r.clauseFollows(max(c.end, c.subject.to), b) {
		return noCue
	}
	if c.subject.empty() && (!open || c.group < j) { // '…," had apologized', 'to "neutral" states in the area'
		return noCue
	}
	return c
}

// cueEnd looks for the cue at the end of a sentence that a passage is a part
// of: 'The "small handful" of firms will stay, Smith said.' The comma before it
// is returned too.
func (r *reader) cueEnd(b, p int) (c cue, at int) {
	for k := p + 1; k < b && k < p+reach; k++ {
		it := &r.items[k]
		inMarks := it.pass >= 0 && r.pass[it.pass].end == ','
		if !inMarks && (it.pass >= 0 || !it.is(comma)) || k+1 >= b || r.items[k+1].pass >= 0 || r.items[k+1].is(relative) && !r.items[k+1].is(determiner) {
			continue
		}
		if inMarks {
			k++ // what is said ends with the passage
			if !r.attribution(k) {
				continue
			}
			c := r.cueBehind(k, b, k-1)
			if c.at >= 0 && !c.subject.empty() && c.frame.speaks() {
				return c, k
			}
			continue
		}
		if c := r.accordingTo(k+1, b); c.at >= 0 {
			c.behind = true
			return c, k
		}
		if !r.attribution(k+1) || r.isWord(k+1, "to") {
			continue
		}
		for j := k + 1; j < b && j < k+14; j++ {
			if r.items[j].is(comma) && j+1 < b && r.items[j+1].pass < 0 && len(r.items[j+1].verbs) == 0 && r.attribution(j+1) && !(r.items[k+1].is(capital) && (r.items[j+1].is(determiner) || r.namesPerson(noun{k + 1, j}))) {
				k = j // a comma of a list: "… roads, schools and ports, Smith said"
				continue
			}
			if r.items[j].is(relative) && !r.items[j].is(determiner) && !r.items[j-1].is(comma) {
				break // ", the bank which said": no clause of its own
			}
			if !r.reports(j, k+1) {
				continue
			}
			c := r.makeCue(j, k+1)
			c.behind = true
			if c.frame == open && c.end < b && !r.items[c.end].is(comma|stop|timeWord) {
				break // "…, and the debate continues in the courts"
			}
			if c.group <= k+1 {
				c.subject = r.nounBehind(c.end, b)
			} else {
				c.subject = r.between(k+1, c.group)
			}
			if c.subject.empty() || c.passive || r.clauseFollows(max(c.end, c.subject.to), b) || !r.canSpeak(c) {
				break
			}
			return c, k
		}
	}
	return noCue, 0
}

// canSpeak reports whether the subject of a cue at the end of a sentence looks
// like one who speaks, which in ", a plane maintained at the base" and
// ", put it better than most" it does not.
func (r *reader) canSpeak(c cue) bool {
	first, last := &r.items[c.subject.from], &r.items[c.subject.to-1]
	const people = capital | pronoun | groupNoun | roleNoun | documentNoun
	if c.subject.from >= c.end { // said Smith
		return first.is(people|determiner|number) || r.text[last.end-1] == 's'
	}
	if w := r.word(c.subject.from); w != "a" && w != "an" {
		return true
	}
	switch c.lemma {
	case "say", "tell", "add", "write", "report", "note", "argue", "explain", "warn":
		return true
	}
	for k := c.subject.from; k < c.subject.to; k++ {
		if r.items[k].is(people) {
			return true
		}
	}
	return false
}

// clauseFollows reports whether the items from i on, up to a comma, go on with
// a clause or an infinitive: what stands before is then the start of a
// sentence, not its attribution.
func (r *reader) clauseFollows(i, b int) bool {
	for k := i; k < b && k < i+20; k++ {
		it := &r.items[k]
		switch {
		case it.is(comma|stop|relative|dash) || r.opensClause(k) || it.is(subordinator) && !it.is(preposition) && k > i:
			return false
		case it.pass >= 0:
			return false
		case r.isWord(k, "to") && k+1 < b && r.items[k+1].is(infinitive|auxiliary) || r.finite(k, i) && k > i:
			return true
		}
	}
	return false
}
