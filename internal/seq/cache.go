package seq

// WordCache keeps what words add to the scores of the tokens around them from
// one article to the next: most words of an article are words of any other.
// What falls on the place of another word takes it. It is for one goroutine.
type WordCache struct {
	width  int
	words  []uint64 // by place: the hash of the word, 0 for none
	scores []int32
}

// cachedWords is how many words there is room for.
const cachedWords = 1 << 13

// NewWordCache makes room for width scores a word.
func NewWordCache(width int) *WordCache {
	return &WordCache{width, make([]uint64, cachedWords), make([]int32, cachedWords*width)}
}

// Of returns the scores of the word with a hash, and whether they are known
// already: else they have to be set, and are 0.
func (c *WordCache) Of(word uint64) (scores []int32, known bool) {
	word |= 1
	at := int(word >> 1 % cachedWords)
	known = c.words[at] == word
	c.words[at] = word
	scores = c.scores[at*c.width : (at+1)*c.width]
	if !known {
		clear(scores)
	}
	return scores, known
}
