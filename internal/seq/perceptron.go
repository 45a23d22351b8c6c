package seq

import "slices"

// Perceptron learns decisions one by one: the averaged perceptron of Freund
// and Schapire (1999) and Collins (2002). Its weights are whole numbers and
// their averages are taken at the end, so nothing is rounded on the way.
type Perceptron struct {
	labels int
	slots  []slot // where the rows of features are: a hash table, a power of two long
	keys   []uint64
	cells  [][]cell // by row, where there are many labels
	dense  []cell   // by row and label, where there are few
	step   int64
}

// slot is an entry of the table. A row comes into being with the first error
// that its feature has a part in.
type slot struct {
	key uint64
	row int32 // from 1; 0: the slot is free
}

// cell is the weight of one label.
type cell struct {
	weight int32
	label  uint8
	total  int64 // of each change times the step before it
}

// few is how many labels there are at most for a feature to have room for all
// of them at once.
const few = 4

// NewPerceptron is an empty one for a number of labels, at most 255.
func NewPerceptron(labels int) *Perceptron {
	return &Perceptron{labels: labels, slots: make([]slot, 1<<10)}
}

// find is the slot of a feature, or the free one where it would be.
func (p *Perceptron) find(feature uint64) *slot {
	mask := uint64(len(p.slots) - 1)
	for i := feature & mask; ; i = (i + 1) & mask {
		if s := &p.slots[i]; s.row == 0 || s.key == feature {
			return s
		}
	}
}

// row is the row of a feature, made where there is none.
func (p *Perceptron) row(feature uint64) int {
	s := p.find(feature)
	if s.row == 0 {
		p.keys = append(p.keys, feature)
		if p.labels <= few {
			for y := range p.labels {
				p.dense = append(p.dense, cell{label: uint8(y)})
			}
		} else {
			p.cells = append(p.cells, nil)
		}
		*s = slot{feature, int32(len(p.keys))}
		if 2*len(p.keys) > len(p.slots) {
			p.slots = make([]slot, 2*len(p.slots))
			for i, k := range p.keys {
				*p.find(k) = slot{k, int32(i + 1)}
			}
		}
		return len(p.keys) - 1
	}
	return int(s.row - 1)
}

// Add adds the weights of a feature as they are now to scores.
func (p *Perceptron) Add(scores []int32, feature uint64) {
	row := int(p.find(feature).row) - 1
	if row < 0 {
		return
	}
	if p.labels <= few {
		for y, c := range p.dense[row*p.labels : (row+1)*p.labels] {
			scores[y] += c.weight
		}
		return
	}
	for i := range p.cells[row] {
		scores[p.cells[row][i].label] += p.cells[row][i].weight
	}
}

// Step counts one decision. Call it before each.
func (p *Perceptron) Step() { p.step++ }

// Update makes the label good likelier than bad for the features.
func (p *Perceptron) Update(features []uint64, good, bad int) {
	for _, f := range features {
		row := p.row(f)
		p.cell(row, good).change(1, p.step)
		p.cell(row, bad).change(-1, p.step)
	}
}

func (c *cell) change(by int32, step int64) {
	c.weight += by
	c.total += int64(by) * step
}

// average is the weight summed up over all steps so far.
func (c *cell) average(step int64) int64 { return int64(c.weight)*step - c.total }

func (p *Perceptron) cell(row, label int) *cell {
	if p.labels <= few {
		return &p.dense[row*p.labels+label]
	}
	for i := range p.cells[row] {
		if c := &p.cells[row][i]; c.label == uint8(label) {
			return c
		}
	}
	p.cells[row] = append(p.cells[row], cell{label: uint8(label)})
	return &p.cells[row][len(p.cells[row])-1]
}

// of are the cells of a row.
func (p *Perceptron) of(row int) []cell {
	if p.labels <= few {
		return p.dense[row*p.labels : (row+1)*p.labels]
	}
	return p.cells[row]
}

// Rows are the averaged weights, scaled so that all but the largest one in
// a thousand fit into an int8; what is then under one half is left out. With
// least > 0 features whose every weight is under least are left out whole.
// scale is what one unit of an average became.
func (p *Perceptron) Rows(least int) (rows []Row, scale float64) {
	var sizes []int64
	for r := range p.keys {
		for _, c := range p.of(r) {
			if a := c.average(p.step); a != 0 {
				sizes = append(sizes, max(a, -a))
			}
		}
	}
	if len(sizes) == 0 {
		return nil, 1
	}
	slices.Sort(sizes)
	top := sizes[len(sizes)-1-len(sizes)/1000]
	for r, key := range p.keys {
		row := Row{key, make([]int8, p.labels)}
		most := 0
		for _, c := range p.of(r) {
			// Rounded to the nearest: twice the value, one up, halved.
			w := int(floorDiv(2*127*c.average(p.step)+top, 2*top))
			w = min(max(w, -127), 127)
			row.Weights[c.label] = int8(w)
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
