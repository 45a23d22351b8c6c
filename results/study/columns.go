package study

import (
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/broadsheet/broadsheet/results"
)

// columns reads cells of a row type by the names of their columns.
type columns struct {
	of map[string]int // column -> field
}

func columnsOf(row reflect.Type) columns {
	c := columns{map[string]int{}}
	for i := range row.NumField() {
		name, _, _ := strings.Cut(row.Field(i).Tag.Get("parquet"), ",")
		c.of[name] = i
	}
	return c
}

func (c columns) has(column string) bool {
	_, ok := c.of[column]
	return ok
}

// cell is what a person reads in a column of a row: "" for null, and for a
// list, which no sample shows.
func (c columns) cell(row reflect.Value, column string) string {
	v := row.Field(c.of[column])
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return ""
		}
		v = v.Elem()
	}
	switch x := v.Interface().(type) {
	case time.Time:
		return x.UTC().Format(time.RFC3339)
	case results.Date:
		return x.Time().Format(time.DateOnly)
	}
	switch v.Kind() {
	case reflect.String:
		return v.String()
	case reflect.Bool:
		return strconv.FormatBool(v.Bool())
	case reflect.Int32, reflect.Int64:
		return strconv.FormatInt(v.Int(), 10)
	case reflect.Float64:
		return strconv.FormatFloat(v.Float(), 'f', -1, 64)
	}
	return ""
}

// plain reports whether a column of the table holds one value a row.
func plain(t *results.Table, column string) bool {
	for _, c := range t.Columns {
		if c.Name == column {
			return !strings.HasPrefix(c.Type, "list")
		}
	}
	return false
}
