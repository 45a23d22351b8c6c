package study

import (
	"cmp"
	"fmt"
	"slices"
)

// Precision is how often the tool was right, by one coder, among rows in which
// it says something: where it left the column empty, there is nothing to be
// precise about.
//
// Where strata were drawn unequally (each publisher gives 20 rows, however
// many it has), a row stands for as many as its stratum has for each row that
// was judged, so that Share is that of the table and not that of the sample.
// Its interval is Wilson's for (Σw)²/Σw² rows, the effective size of L. Kish,
// Survey Sampling (1965), section 11.7: never more rows than were judged.
type Precision struct {
	Share     float64 // 0 to 1, weighted; 0 where nothing was judged
	Low, High float64 // 95 %
	Right     int
	Wrong     int
	Unsure    int     // answers of ?, in no share
	Effective float64 // rows that the interval counts: Right + Wrong where all weigh the same
}

// Judged is how many rows have an answer of yes or no.
func (p Precision) Judged() int { return p.Right + p.Wrong }

// ColumnPrecision is what one coder says of one column.
type ColumnPrecision struct {
	Column string
	Precision
	Blank   int // rows without an answer
	Strata  []StratumPrecision
	Nothing Precision // rows in which the tool says nothing there: how often rightly so
}

// StratumPrecision is that of the rows of one stratum.
type StratumPrecision struct {
	Stratum string
	Rows    int64 // of the table; 0: not told
	Precision
}

// CoderReport is what one coder says.
type CoderReport struct {
	Coder    string // name of the file
	Rows     int
	Missed   int  // rows with a note in the column missing
	Weighted bool // rows weigh differently
	Columns  []ColumnPrecision
}

// Reliability is how far two coders agree on one column.
type Reliability struct {
	Column string
	Both   int // rows that both answered with yes or no
	Agree  int // of them, where they say the same

	// Kappa is Cohen's, Alpha Krippendorff's for nominal data; nil where they
	// are not defined, since only one answer was ever given.
	Kappa, Alpha *float64
}

// Agreement is what coders say of a sample.
type Agreement struct {
	Coders      []CoderReport
	Shared      int           // rows that both coders have
	Only        [2]int        // rows that only the first or the second has
	Reliability []Reliability // with two coders: of the columns that both have
	Differ      []Difference  // the rows on which the two say different things
}

// Difference is one answer on which two coders differ: what to talk over.
type Difference struct {
	Row, Column string
}

// Agree reports on the sheets of one coder or of two, whose rows are joined by
// their keys.
func Agree(coders []*Coded) (*Agreement, error) {
	if len(coders) < 1 || len(coders) > 2 {
		return nil, usage("one or two coded files, not %d", len(coders))
	}
	a := &Agreement{}
	for _, c := range coders {
		a.Coders = append(a.Coders, report(c))
	}
	if len(coders) == 1 {
		return a, nil
	}
	first, second := coders[0], coders[1]
	if first.table != second.table {
		return nil, usage("%s has rows of %s, %s rows of %s: give two codings of one sample", first.Name, first.table, second.Name, second.table)
	}
	other := map[string]*CodedRow{}
	for i := range second.Rows {
		other[second.Rows[i].Key] = &second.Rows[i]
	}
	for i := range first.Rows {
		if other[first.Rows[i].Key] != nil {
			a.Shared++
		}
	}
	a.Only = [2]int{len(first.Rows) - a.Shared, len(second.Rows) - a.Shared}
	if a.Shared == 0 {
		return nil, usage("%s and %s have no row in common: give two codings of one sample", first.Name, second.Name)
	}
	for _, column := range first.Columns {
		if !slices.Contains(second.Columns, column) {
			continue
		}
		r := Reliability{Column: column}
		var pairs [][2]Answer
		var units [][]Answer
		for i := range first.Rows {
			row := &first.Rows[i]
			twin := other[row.Key]
			if twin == nil {
				continue
			}
			x, y := row.Answers[column], twin.Answers[column]
			if !decided(x) || !decided(y) {
				continue
			}
			pairs = append(pairs, [2]Answer{x, y})
			units = append(units, []Answer{x, y})
			if x == y {
				r.Agree++
			} else {
				a.Differ = append(a.Differ, Difference{row.Key, column})
			}
		}
		r.Both = len(pairs)
		if kappa, ok := Kappa(pairs); ok {
			r.Kappa = &kappa
		}
		if alpha, ok := Alpha(units); ok {
			r.Alpha = &alpha
		}
		a.Reliability = append(a.Reliability, r)
	}
	if len(a.Reliability) == 0 {
		return nil, usage("%s and %s judge no column in common", first.Name, second.Name)
	}
	return a, nil
}

func decided(a Answer) bool { return a == Yes || a == No }

func report(c *Coded) CoderReport {
	out := CoderReport{Coder: c.Name, Rows: len(c.Rows)}
	for _, row := range c.Rows {
		if row.Missing {
			out.Missed++
		}
	}
	for _, column := range c.Columns {
		p := ColumnPrecision{Column: column}
		var said, silent []*CodedRow
		for i := range c.Rows {
			row := &c.Rows[i]
			switch {
			case row.Answers[column] == Blank:
				p.Blank++
			case row.Empty[column]:
				silent = append(silent, row)
			default:
				said = append(said, row)
			}
		}
		weights, uneven := weigh(c.Rows, column)
		out.Weighted = out.Weighted || uneven
		p.Precision = precision(said, column, weights)
		p.Nothing = precision(silent, column, weights)
		ofStratum := map[string][]*CodedRow{}
		for _, row := range said {
			ofStratum[row.Stratum] = append(ofStratum[row.Stratum], row)
		}
		if len(ofStratum) > 1 {
			for stratum, rows := range ofStratum {
				p.Strata = append(p.Strata, StratumPrecision{stratum, rows[0].StratumRows, precision(rows, column, nil)})
			}
			slices.SortFunc(p.Strata, func(a, b StratumPrecision) int { return cmp.Compare(a.Stratum, b.Stratum) })
		}
		out.Columns = append(out.Columns, p)
	}
	return out
}

// weigh says for how many rows of the table a judged row of each stratum
// stands, whether the tool says something in it or not; nil where that is not
// told or all stand for the same.
func weigh(rows []CodedRow, column string) (weights map[string]float64, uneven bool) {
	judged := map[string]float64{}
	weights = map[string]float64{}
	for _, row := range rows {
		if decided(row.Answers[column]) {
			judged[row.Stratum]++
			weights[row.Stratum] = float64(row.StratumRows)
		}
	}
	one := -1.0
	for stratum, n := range judged {
		if weights[stratum] == 0 {
			return nil, false
		}
		weights[stratum] /= n
		uneven = uneven || one >= 0 && weights[stratum] != one
		one = weights[stratum]
	}
	if !uneven {
		return nil, false
	}
	return weights, true
}

func precision(rows []*CodedRow, column string, weights map[string]float64) Precision {
	var p Precision
	var right, all, squares float64
	for _, row := range rows {
		w := 1.0
		if weights != nil {
			w = weights[row.Stratum]
		}
		switch row.Answers[column] {
		case Yes:
			p.Right++
			right += w
		case No:
			p.Wrong++
		case Unsure:
			p.Unsure++
			continue
		}
		all += w
		squares += w * w
	}
	if all == 0 {
		p.High = 1
		return p
	}
	p.Effective = all * all / squares
	p.Share = right / all
	p.Low, p.High = Wilson(p.Share*p.Effective, p.Effective)
	return p
}

// String is a share and its interval in percent: "93.0 [89.1, 95.6]".
func (p Precision) String() string {
	if p.Judged() == 0 {
		return "-"
	}
	return fmt.Sprintf("%.1f [%.1f, %.1f]", 100*p.Share, 100*p.Low, 100*p.High)
}
