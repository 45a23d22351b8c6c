package report

import (
	"math"
	"strconv"
	"strings"
)

// Charts are laid out here and drawn by the templates. All lengths are in units of the
// chart's own box.

// columns is a chart of one bar for each label, side by side.
type columns struct {
	ID, Title, Of   string // what is counted
	Width, Height   int
	Left, Base      float64 // where the axes cross
	Bars            []column
	Ticks           []tick
	Labels          []tick
	First, Last     string
	Most            int64
	MostAt          string
	HeadOne, HeadOf string // of the table behind it
}

type column struct {
	X, Y, Width, Height float64
	Label               string
	N                   int64
}

type tick struct {
	At    float64
	Label string
}

const (
	chartWidth  = 920
	chartHeight = 240
	chartLeft   = 56
	chartTop    = 12
	chartBottom = 28
)

func layColumns(id, title, one, of string, labels []string, values []int64) *columns {
	c := &columns{ID: id, Title: title, Of: of, HeadOne: one, HeadOf: of, Width: chartWidth, Height: chartHeight, Left: chartLeft, Base: chartHeight - chartBottom}
	if len(labels) == 0 {
		return c
	}
	c.First, c.Last = labels[0], labels[len(labels)-1]
	for i, n := range values {
		if n > c.Most {
			c.Most, c.MostAt = n, labels[i]
		}
	}
	top, step := ceiling(c.Most)
	height := c.Base - chartTop
	for v := int64(0); v <= top; v += step {
		c.Ticks = append(c.Ticks, tick{tenth(c.Base - height*float64(v)/float64(top)), thousands(v)})
	}
	slot := (chartWidth - chartLeft) / float64(len(labels))
	longest := 0
	for _, l := range labels {
		longest = max(longest, len([]rune(l)))
	}
	every := max(1, int(math.Ceil(float64(longest)*7.5/slot)))
	for i, l := range labels {
		h := height * float64(values[i]) / float64(top)
		c.Bars = append(c.Bars, column{
			X: tenth(chartLeft + slot*float64(i) + slot*0.1), Width: tenth(slot * 0.8),
			Y: tenth(c.Base - h), Height: tenth(h), Label: l, N: values[i],
		})
		if i%every == 0 {
			c.Labels = append(c.Labels, tick{tenth(chartLeft + slot*(float64(i)+0.5)), l})
		}
	}
	return c
}

// ceiling is where an axis from 0 ends, and the steps between its ticks: a round number.
func ceiling(most int64) (top, step int64) {
	step = 1
	for {
		for _, k := range [...]int64{1, 2, 5} {
			if s := step * k; s*5 >= most {
				return (max(most, 1) + s - 1) / s * s, s
			}
		}
		step *= 10
	}
}

func tenth(v float64) float64 { return math.Round(v*10) / 10 }

func coordinate(v float64) string { return strconv.FormatFloat(tenth(v), 'f', -1, 64) }

// nameRow is a row of a list of names: its share of the longest bar, its line over time.
type nameRow struct {
	*named
	line
	Bar float64 // 0 to 100
	N   int64
}

func layNames(of []*named, labels []string, count func(*named) int64) []nameRow {
	var rows []nameRow
	most := int64(1)
	for _, n := range of {
		most = max(most, count(n))
	}
	for _, n := range of {
		r := nameRow{named: n, N: count(n), Bar: tenth(100 * float64(count(n)) / float64(most))}
		r.line = layLine(n.Periods, labels)
		rows = append(rows, r)
	}
	return rows
}

// line is a small chart over time, to its own scale.
type line struct {
	Line string // points of a polyline in a box of 120 by 24, "" where there is nothing to draw
	Peak string // the period with most
}

func layLine(periods []int64, labels []string) (l line) {
	top := int64(0)
	for i, v := range periods {
		if v > top {
			top, l.Peak = v, labels[i]
		}
	}
	if len(periods) < 2 || top == 0 {
		return line{}
	}
	var points []string
	for i, v := range periods {
		x := 2 + 116*float64(i)/float64(len(periods)-1)
		points = append(points, coordinate(x)+","+coordinate(22-20*float64(v)/float64(top)))
	}
	l.Line = strings.Join(points, " ")
	return l
}

// heat is the shade, 0 to 6, of a number among numbers up to most.
func heat(n, most int64) int {
	if n == 0 || most == 0 {
		return 0
	}
	return 1 + int(math.Min(5, math.Floor(6*math.Sqrt(float64(n)/float64(most))*0.999)))
}

// grid is a matrix to be drawn.
type grid struct {
	Size  int // of the box, both ways
	Heads []gridHead
	Cells []gridCell
}

type gridHead struct {
	Name, Code string
	At         float64
}

type gridCell struct {
	X, Y, Size float64
	Heat       int
	Title      string
	N          int64
	Label      string
}

const (
	gridLeft = 150
	gridTop  = 44
	gridSlot = 34
)

func layMatrix(m *matrix) *grid {
	g := &grid{Size: gridSlot * len(m.Of)}
	for i, a := range m.Of {
		code := a.Country
		if code == "" {
			code = strings.TrimPrefix(a.ID, "country:")
		}
		g.Heads = append(g.Heads, gridHead{a.Name, code, gridSlot*float64(i) + gridSlot/2})
		for j, b := range m.Of {
			if i == j {
				continue
			}
			n := m.Cells[i][j]
			cell := gridCell{X: gridLeft + gridSlot*float64(j), Y: gridTop + gridSlot*float64(i), Size: gridSlot - 2, Heat: heat(n, m.Most), N: n}
			cell.Title = a.Name + " and " + b.Name + ": " + thousands(n)
			if n > 0 && n < 10000 {
				cell.Label = thousands(n)
			}
			g.Cells = append(g.Cells, cell)
		}
	}
	return g
}
