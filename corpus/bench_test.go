package corpus

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// BenchmarkRead reads the same articles in each format: "cut" is what one
// goroutine must do, "decode" what workers share.
func BenchmarkRead(b *testing.B) {
	var many []sample
	for i := range 200 {
		s := samples[i%2]
		s.id = fmt.Sprint("id-", i)
		s.text = strings.Repeat(s.text+"\n\n", 8) + "."
		many = append(many, s)
	}
	for _, format := range FormatNames() {
		data := writers[format](many)
		open := func(data []byte) *Corpus {
			c, err := Open([]string{"-"}, bytes.NewReader(data), Options{Format: format})
			if err != nil {
				b.Fatal(err)
			}
			return c
		}
		for _, compression := range slices.Sorted(maps.Keys(compressors)) {
			compressed := compressors[compression](data)
			b.Run(strings.TrimSuffix("cut/"+format+"."+compression, "."), func(b *testing.B) {
				b.SetBytes(int64(len(data)))
				b.ReportAllocs()
				for b.Loop() {
					for range open(compressed).Records() {
					}
				}
			})
		}
		records := slices.Collect(open(data).Records())
		b.Run("decode/"+format, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				for _, r := range records {
					if _, e := r.Article(); e != nil {
						b.Fatal(e)
					}
				}
			}
		})
	}
}

func BenchmarkCharset(b *testing.B) {
	for _, c := range legacyCases {
		e, _ := lookupCharset(c.charset)
		one, _ := e.NewEncoder().Bytes([]byte(c.text))
		text := bytes.Repeat(one, 64<<10/len(one))
		b.Run(c.charset, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				charset{}.decode(text)
			}
		})
	}
}

func BenchmarkDate(b *testing.B) {
	for _, s := range []string{"2015-09-16", "2015-09-16T14:03:00+02:00", "Wed, 16 Sep 2015 14:03:00 GMT", "September 16, 2015 3:04 PM ET", "not a date at all"} {
		b.Run(s, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				parseDate(s)
			}
		})
	}
}
