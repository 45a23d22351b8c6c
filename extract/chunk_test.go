package extract

import (
	"fmt"
	"testing"

	"github.com/broadsheet/broadsheet/extract/doc"
)

func BenchmarkChunk(b *testing.B) {
	x, err := New(Options{})
	if err != nil {
		b.Fatal(err)
	}
	list, size := examples(b)
	for _, n := range []int{1, 4, 8, 16, 33} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.SetBytes(size)
			for b.Loop() {
				for i := 0; i < len(list); i += n {
					var ds []*doc.Document
					for k := i; k < min(i+n, len(list)); k++ {
						ds = append(ds, &doc.Document{Article: list[k]})
					}
					for _, s := range x.stages {
						for _, d := range ds {
							s.Annotate(d)
						}
					}
				}
			}
		})
	}
}
