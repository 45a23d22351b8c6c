package pipeline_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract"
	"github.com/broadsheet/broadsheet/pipeline"
	"github.com/broadsheet/broadsheet/results"
)

// A corpus into a folder, and one of its tables read back. The same call goes on where
// one before was stopped.
func Example() {
	out, err := os.MkdirTemp("", "example")
	check(err)
	defer os.RemoveAll(out)

	articles, err := corpus.Open([]string{"../examples/corpus/newspaper"}, nil, corpus.Options{})
	check(err)
	x, err := extract.New(extract.Options{})
	check(err)
	summary, err := pipeline.Run(context.Background(), pipeline.Config{
		Corpus: articles, Extract: x, Out: filepath.Join(out, "tables"), Version: extract.Version,
	})
	check(err)
	fmt.Println(summary.Articles > 5, summary.Rows["quotes"] > 100)

	folder, err := pipeline.Open(filepath.Join(out, "tables"))
	check(err)
	said := map[string]int{}
	for q, err := range results.Read[results.Quote](folder, "quotes") {
		check(err)
		said[q.SpeakerName]++
	}
	fmt.Println("the transport minister is quoted", said["Hernán Zubizarreta"] > 0)
	// Output:
	// true true
	// the transport minister is quoted true
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
