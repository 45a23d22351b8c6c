package results

import (
	"fmt"
	"io"
	"iter"
	"os"
	"reflect"
	"strconv"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"
)

const (
	// Pages are cut after a Write, so that only batches of one size give the
	// same bytes for the same rows. parquet-go 0.32 takes nulls behind a few
	// values for empty strings (writeRowsFuncOfOptional: with the bits "null, one
	// value, nulls" of 64 rows), in all but batches of two.
	parquetBatch = 2

	// Bounds what a reader, and the writer, must hold at a time.
	parquetRowGroup = 100_000
)

// parquetCodec is shared by all writers: it keeps its encoders, which are
// costly to make.
var parquetCodec = &zstd.Codec{Level: zstd.SpeedDefault}

// newParquet makes a writer. It is not to be used for a second file: the Reset
// of parquet-go 0.32 empties the column names in the metadata of the next one.
func newParquet[T any](out io.Writer, t *Table) *parquet.GenericWriter[T] {
	return parquet.NewGenericWriter[T](out,
		parquet.Compression(parquetCodec),
		parquet.MaxRowsPerRowGroup(parquetRowGroup),
		// Constant: who wrote a file must not change its bytes.
		parquet.CreatedBy("broadsheet", strconv.Itoa(SchemaVersion)+".0.0", "0"),
		parquet.KeyValueMetadata("broadsheet.table", t.Name),
		parquet.KeyValueMetadata("broadsheet.schema", strconv.Itoa(SchemaVersion)),
		parquet.KeyValueMetadata("broadsheet.columns", columnsJSON(t)),
	)
}

// columnsJSON is a JSON object of the columns' names and descriptions, in
// order.
func columnsJSON(t *Table) string {
	b := []byte{'{'}
	for i, c := range t.Columns {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendString(b, c.Name)
		b = append(b, ':')
		b = appendString(b, c.Doc)
	}
	return string(append(b, '}'))
}

func writeParquet[T any](out io.Writer, t *Table, batches iter.Seq[[]T]) error {
	w := newParquet[T](out, t)
	buffer := make([]T, 0, parquetBatch)
	for rows := range batches {
		for len(rows) > 0 {
			n := min(len(rows), parquetBatch-len(buffer))
			buffer, rows = append(buffer, rows[:n]...), rows[n:]
			if len(buffer) < parquetBatch {
				break
			}
			if _, err := w.Write(buffer); err != nil {
				return err
			}
			buffer = buffer[:0]
		}
	}
	if _, err := w.Write(buffer); err != nil {
		return err
	}
	return w.Close()
}

// readParquet reads the columns of T from a file, a few rows at a time. A row
// is good until the next one is asked for.
func readParquet[T any](name string) iter.Seq2[*T, error] {
	var times []int // fields that hold timestamps
	for i, f := range codecOf(reflect.TypeFor[T]()).fields {
		if f.kind == kindTimestamp {
			times = append(times, i)
		}
	}
	return func(yield func(*T, error) bool) {
		more := true
		err := eachParquet(name, func(row *T) bool {
			for _, i := range times {
				v := reflect.Indirect(reflect.ValueOf(row).Elem().Field(i))
				if v.IsValid() { // no null
					v.Set(reflect.ValueOf(unwrapped(v.Interface().(time.Time))))
				}
			}
			more = yield(row, nil)
			return more
		})
		if err != nil && more {
			yield(nil, fmt.Errorf("%s: %w", name, err))
		}
	}
}

// unwrapped is the time that a file holds, where t is what parquet-go 0.32 reads of it: by
// way of nanoseconds in an int64, which are too many before 1677 and after 2262 and come
// out as another time. Tables hold microseconds, so that a time with nanoseconds is one of
// those: it lacks the multiple of 2^64 that makes them a multiple of 1000. There is one
// such for any of the years 1 to 9999.
func unwrapped(t time.Time) time.Time {
	const quotient, remainder = (1 << 64) / 1000, (1 << 64) % 1000
	nanos := t.UnixNano()
	if nanos%1000 == 0 {
		return t
	}
	for k := int64(-16); k <= 16; k++ {
		if rest := nanos%1000 + k*remainder; rest%1000 == 0 {
			return time.UnixMicro(nanos/1000 + k*quotient + rest/1000).UTC()
		}
	}
	return t
}

// eachParquet calls f with each row until it returns false. A broken file is
// an error, though parquet-go panics on some; a panic of f is f's own.
func eachParquet[T any](name string, f func(*T) bool) (err error) {
	calling := false
	defer func() {
		if calling {
			return
		}
		if p := recover(); p != nil {
			err = fmt.Errorf("not a readable Parquet file: %v", p)
		}
	}()
	in, err := os.Open(name)
	if err != nil {
		return err
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil {
		return err
	}
	file, err := parquet.OpenFile(in, info.Size(), parquet.SkipBloomFilters(true), parquet.SkipPageIndex(true))
	if err != nil {
		return err
	}
	r := parquet.NewGenericReader[T](file)
	defer r.Close()
	rows := make([]T, parquetBatch)
	for {
		n, err := r.Read(rows)
		for i := range rows[:n] {
			calling = true
			more := f(&rows[i])
			calling = false
			if !more {
				return nil
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		clear(rows)
	}
}
