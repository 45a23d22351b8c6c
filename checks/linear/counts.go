package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"runtime"
	"runtime/coverage"
	_ "unsafe" // for linkname
)

// counts is work in three units, because no one of them sees everything.
type counts struct {
	// Blocks is how many basic blocks were executed, of this module, the
	// libraries that read its inputs, and what they use of the standard
	// library: the counters of "go build -cover".
	Blocks uint64

	// Searched is how many bytes were looked at by strings.Index, IndexByte,
	// Count and the like, which is assembly without counters.
	Searched uint64

	// Allocated is in bytes: what is copied again and again shows here.
	Allocated uint64

	blocks map[block]uint32
}

func (c counts) since(before counts) counts {
	d := counts{Searched: c.Searched - before.Searched, Allocated: c.Allocated - before.Allocated}
	for b, n := range c.blocks {
		d.Blocks += uint64(n - before.blocks[b]) // a counter may have come round
	}
	return d
}

// block is a counter: function and index in it.
type block struct{ pkg, function, index uint32 }

//go:linkname searched internal/bytealg.Searched
var searched uint64

func count() (counts, error) {
	c := counts{Searched: searched}
	var file bytes.Buffer
	if err := coverage.WriteCounters(&file); err != nil {
		return c, err
	}
	var err error
	if c.blocks, err = countersOf(file.Bytes()); err != nil {
		return c, err
	}
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	c.Allocated = memory.TotalAlloc
	return c, nil
}

// countersOf reads a file of counters (internal/coverage of the standard library): a
// header, a segment header with two tables behind it, padding to four bytes, and
// for each function that was called its number of counters, package, number, and
// the counters.
func countersOf(file []byte) (map[block]uint32, error) {
	const header, segment, uleb = 4 + 4 + 16 + 1 + 1 + 6, 8 + 4 + 4, 2
	if len(file) < header+segment || string(file[:4]) != "\x00cwm" || binary.LittleEndian.Uint32(file[4:]) != 1 {
		return nil, errors.New("not a file of coverage counters of version 1: this Go writes another, which countersOf is to learn")
	}
	flavour := file[24]
	b := file[header:]
	functions := binary.LittleEndian.Uint64(b)
	tables := int(binary.LittleEndian.Uint32(b[8:]) + binary.LittleEndian.Uint32(b[12:]))
	b = file[(header+segment+tables+3)&^3:]
	next := func() uint32 {
		if flavour == uleb {
			v, n := binary.Uvarint(b)
			b = b[n:]
			return uint32(v)
		}
		v := binary.LittleEndian.Uint32(b)
		b = b[4:]
		return v
	}
	counters := map[block]uint32{}
	for range functions {
		n, pkg, function := next(), next(), next()
		for i := range n {
			if v := next(); v > 0 {
				counters[block{pkg, function, i}] = v
			}
		}
	}
	if len(counters) == 0 {
		return nil, fmt.Errorf("%d functions, and none of their blocks was executed", functions)
	}
	return counters, nil
}
