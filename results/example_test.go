package results_test

import (
	"fmt"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract"
	"github.com/broadsheet/broadsheet/results"
)

// The rows of an article. Offsets count code points, so that they hold in Python, SQL
// and R.
func ExampleRows() {
	x, err := extract.New(extract.Options{})
	if err != nil {
		panic(err)
	}
	d, failure := x.Extract(&corpus.Article{ID: "a1", Text: "Café owners lost 300 jobs, Interior Minister Retno Sari said."})
	if failure != nil {
		panic(failure)
	}
	rows := results.Rows(d, results.Options{})
	for _, c := range rows.Claims {
		fmt.Println(c.Text, c.Value, c.Unit, c.SourceName, c.StartChar, c.EndChar)
	}
	// Output:
	// 300 jobs 300 job Retno Sari 17 25
}
