// Package study is for those who must know how far the tables can be trusted:
// it draws samples of a run for human coders, says how often the coders found
// the tool right and how far they agree, and scores what is found in texts
// against texts that somebody annotated.
//
//	sample, err := study.Draw(folder, study.SampleOptions{Table: "quotes", N: 200, By: "publisher"})
//	err = sample.WriteCSV(w, false)          // coders fill in the columns that end in _ok
//	coder, err := study.ReadCoded("coded.csv", r)
//	agreement, err := study.Agree([]*study.Coded{coder})
//
//	gold, err := study.ReadGold([]string{"gold.jsonl"}, study.GoldOptions{})
//	scores := study.Evaluate(gold.Articles, found, study.EvalOptions{})
//
// docs/validation.md walks through a study.
package study
