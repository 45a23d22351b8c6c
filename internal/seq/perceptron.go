package seq

import "slices"

// Perceptron learns decisions one by one: the averaged perceptron of Freund
// and Schapire (1999) and Collins (2002). Its weights are whole numbers and
// their averages are taken at the end, so nothing is rounded on the way.
type Perceptron struct {
	labels int
	rows   map[uint64]int32
	cells  [][]cell // by row; a row comes into being with its first error
	keys   []uint64 // of the rows, in the order in which they came
	step   int64
}

// cell is the weight of one label.
type cell struct {
	label  uint8
	weight int32
	since  int64 // step at which weight was set
	total  int64 // of the weight over the steps before that
}

// NewPerceptron is an empty one for a number of labels, at most 255.
func NewPerceptron(labels int) *Perceptron {
	return &Perceptron{labels: labels, rows: map[uint64]int32{}}
}

// Add adds the weights of a feature as they are now to scores.
func (p *Perceptron) Add(scores []int32, feature uint64) {
	r, ok := p.rows[feature]
	if !ok {
		return
	}
	for i := range p.cells[r] {
		scores[p.cells[r][i].label] += p.cells[r][i].weight
	}
}

// Step counts one decision. Call it before each.
func (p *Perceptron) Step() { p.step++ }

// Update makes the label good likelier than bad for the features.
func (p *Perceptron) Update(features []uint64, good, bad int) {
	for _, f := range features {
		r, ok := p.rows[f]
		if !ok {
			r = int32(len(p.cells))
			p.rows[f] = r
			p.cells = append(p.cells, nil)
			p.keys = append(p.keys, f)
		}
		p.change(r, uint8(good), 1)
		p.change(r, uint8(bad), -1)
	}
}

func (p *Perceptron) change(row int32, label uint8, by int32) {
	for i := range p.cells[row] {
		if c := &p.cells[row][i]; c.label == label {
			c.total += int64(c.weight) * (p.step - c.since)
			c.since = p.step
			c.weight += by
			return
		}
	}
	p.cells[row] = append(p.cells[row], cell{label: label, weight: by, since: p.step})
}

// Rows are the averaged weights, scaled so that all but the largest one in
// a thousand fit into an int8; what is then under one half is left out. With
// least > 0 features whose every weight is under least are left out whole.
// scale is what one unit of an average became.
func (p *Perceptron) Rows(least int) (rows []Row, scale float64) {
	var sizes []int64
	average := func(c *cell) int64 { return c.total + int64(c.weight)*(p.step-c.since) }
	for _, cells := range p.cells {
		for i := range cells {
			if a := average(&cells[i]); a != 0 {
				sizes = append(sizes, max(a, -a))
			}
		}
	}
	if len(sizes) == 0 {
		return nil, 1
	}
	slices.Sort(sizes)
	top := sizes[len(sizes)-1-len(sizes)/1000]
	for r, cells := range p.cells {
		row := Row{p.keys[r], make([]int8, p.labels)}
		most := 0
		for i := range cells {
			// Rounded to the nearest: twice the value, one up, halved.
			w := int(floorDiv(2*127*average(&cells[i])+top, 2*top))
			w = min(max(w, -127), 127)
			row.Weights[cells[i].label] = int8(w)
			most = max(most, w, -w)
		}
		if most > 0 && most >= least {
			rows = append(rows, row)
		}
	}
	return rows, 127 * float64(p.step) / float64(top)
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}
