package gazetteer

import (
	"testing"
	"time"
)

func TestLoad(t *testing.T) {
	NameWords()
	for range 3 {
		at := time.Now()
		c, _ := decodeCities(citiesZst)
		d := time.Since(at)
		a := newAtlas()
		t.Log(len(c), d, time.Since(at), len(a.senses), a.phrases.Len())
	}
}
