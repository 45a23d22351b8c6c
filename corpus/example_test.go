package corpus_test

import (
	"fmt"

	"github.com/broadsheet/broadsheet/corpus"
)

// Articles of any format, one after the other; what cannot be read is an Error that
// names its place.
func Example() {
	c, err := corpus.Open([]string{"../examples/corpus/releases.csv"}, nil, corpus.Options{})
	if err != nil {
		panic(err)
	}
	for record := range c.Records() {
		a, failure := record.Article()
		if failure != nil {
			fmt.Println(failure)
			continue
		}
		fmt.Println(a.Source, a.Record, a.Published.Format("2006-01-02"))
	}
	// Output:
	// releases.csv 1 2022-06-11
	// releases.csv 2 2009-03-18
	// releases.csv 3 2019-02-11
}
