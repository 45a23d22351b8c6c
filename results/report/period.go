package report

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"time"
)

// A timeline cuts the time of a corpus into days, months, years or decades: the shortest
// of which there are not too many to draw.
type timeline struct {
	Unit   string // day, month, year, decade; "" where no article has a date
	Labels []string
	from   int
}

// most is how many periods of each unit are drawn.
var most = []struct {
	unit string
	n    int
}{{"day", 45}, {"month", 180}, {"year", 60}, {"decade", 1000}}

// number counts the periods of a unit.
func number(unit string, t time.Time) int {
	switch unit {
	case "day":
		return int(floorDiv(t.Unix(), 86400))
	case "month":
		return t.Year()*12 + int(t.Month()) - 1
	case "decade":
		return int(floorDiv(int64(t.Year()), 10))
	}
	return t.Year()
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func label(unit string, n int) string {
	switch unit {
	case "day":
		return time.Unix(int64(n)*86400, 0).UTC().Format("2006-01-02")
	case "month":
		return time.Date(n/12, time.Month(n%12+1), 1, 0, 0, 0, 0, time.UTC).Format("2006-01")
	case "decade":
		return strconv.Itoa(n*10) + "s"
	}
	return strconv.Itoa(n)
}

// timelineOf draws the days that have articles. A few dates that lie far off, as wrong
// ones do, are left out: at most one article in two hundred at either end.
func timelineOf(days map[int]int64) timeline {
	if len(days) == 0 {
		return timeline{}
	}
	order := slices.Sorted(maps.Keys(days))
	total := int64(0)
	for _, n := range days {
		total += n
	}
	end := func(order []int) int {
		seen := int64(0)
		for _, d := range order {
			if seen += days[d]; seen > total/200 {
				return d
			}
		}
		return order[len(order)-1]
	}
	first := end(order)
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(b, a) })
	last := end(order)
	at := func(day int) time.Time { return time.Unix(int64(day)*86400, 0).UTC() }
	for _, m := range most {
		from, to := number(m.unit, at(first)), number(m.unit, at(last))
		if to-from+1 > m.n && m.unit != "decade" {
			continue
		}
		t := timeline{Unit: m.unit, from: from}
		for n := from; n <= to && len(t.Labels) < m.n; n++ {
			t.Labels = append(t.Labels, label(m.unit, n))
		}
		return t
	}
	return timeline{} // not reached: decades are always few enough
}

// of is the number of the period of a time, from 0; -1 for none.
func (t *timeline) of(at *time.Time) int {
	if at == nil || t.Unit == "" {
		return -1
	}
	n := number(t.Unit, at.UTC()) - t.from
	if n < 0 || n >= len(t.Labels) {
		return -1
	}
	return n
}
