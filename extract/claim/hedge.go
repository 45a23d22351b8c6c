package claim

import "github.com/broadsheet/broadsheet/extract/doc"

// hedge sets the words near q that doubt what is said: "allegedly", "without
// evidence", "could not be verified". The nearest of the clause stands for it.
func (p *parser) hedge(q *quantity, c *doc.Claim) {
	for d := 1; d <= reach; d++ {
		for _, k := range [2]int{q.modFirst - d, q.next + d - 1} {
			if k < 0 || k >= len(p.items) || p.items[k].kind != wordItem {
				continue
			}
			switch {
			case p.is(k, doubt):
				c.Hedge = p.span(k, k+1)
			case p.isWord(k, "without"):
				end := k + 1
				for p.isWord(end, "any", "providing", "offering", "citing", "giving", "presenting", "further") {
					end++
				}
				if p.isWord(end, "evidence", "proof", "basis") {
					c.Hedge = p.span(k, end+1)
				}
			case p.isWord(k, "not") && p.isWord(k+1, "be"):
				end := k + 2
				if p.isWord(end, "independently", "immediately") {
					end++
				}
				if p.isWord(end, "verified", "confirmed", "corroborated") {
					c.Hedge = p.span(k, end+1)
				}
			}
			if !c.Hedge.Empty() {
				return
			}
		}
	}
}
