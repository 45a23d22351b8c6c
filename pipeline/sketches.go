package pipeline

import (
	"bufio"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"time"

	"github.com/broadsheet/broadsheet/internal/minhash"
	"github.com/broadsheet/broadsheet/results"
)

// A sketch is what link compares an article by. The parts keep them beside the tables,
// because a run with --no-text has no text to make them of later.
type sketch struct {
	articleID string
	text      [textSize]byte // SHA-256 of the text
	published [timeSize]byte // as appendTime writes it
	words     minhash.Sketch
}

const (
	sketchesFolder = "sketches"
	textSize       = 32
	timeSize       = 8
	wordsSize      = 2 * minhash.Size
)

// sketchOf is the sketch of an article with this text, whose row says the rest.
func sketchOf(text string, row *results.Article) *sketch {
	s := &sketch{articleID: row.ArticleID, words: minhash.Of(text)}
	if n, err := hex.Decode(s.text[:], []byte(row.TextSHA256)); err != nil || n != textSize {
		panic("pipeline: text_sha256 is " + row.TextSHA256)
	}
	copy(s.published[:], appendTime(nil, row.PublishedAt))
	return s
}

// sketchesPath is the path of a part's sketches below the folder of the run.
func sketchesPath(part int) string {
	return fmt.Sprintf("%s/part-%06d.bin", sketchesFolder, part)
}

// writeSketches writes the file of a part: of each article, in order, the length of
// its id as a varint, the id, and three fields of fixed size, numbers big-endian.
func writeSketches(w io.Writer, sketches []*sketch) error {
	b := bufio.NewWriterSize(w, 1<<16)
	var record []byte
	for _, s := range sketches {
		record = binary.AppendUvarint(record[:0], uint64(len(s.articleID)))
		record = append(record, s.articleID...)
		record = append(record, s.text[:]...)
		record = append(record, s.published[:]...)
		record = appendWords(record, &s.words)
		b.Write(record) // a failed write shows in Flush
	}
	return b.Flush()
}

func appendWords(dst []byte, s *minhash.Sketch) []byte {
	for _, v := range s {
		dst = binary.BigEndian.AppendUint16(dst, v)
	}
	return dst
}

func wordsOf(b []byte) (s minhash.Sketch) {
	for i := range s {
		s[i] = binary.BigEndian.Uint16(b[2*i:])
	}
	return s
}

// longestID bounds what a damaged file can ask for.
const longestID = 1 << 20

// sketches reads those of a part. Each is good until the next one is asked for.
func (d folder) sketches(part int) iter.Seq2[*sketch, error] {
	return func(yield func(*sketch, error) bool) {
		f, err := os.Open(d.path(sketchesPath(part)))
		if err != nil {
			yield(nil, err)
			return
		}
		defer f.Close()
		r := bufio.NewReaderSize(f, 1<<16)
		var s sketch
		var id []byte
		var fixed [textSize + timeSize + wordsSize]byte
		for {
			n, err := binary.ReadUvarint(r)
			if err == io.EOF {
				return
			}
			if err == nil && n > longestID {
				err = errors.New("an article_id of more than 1 MiB")
			}
			if err == nil {
				id = append(id[:0], make([]byte, n)...)
				_, err = io.ReadFull(r, id)
			}
			if err == nil {
				_, err = io.ReadFull(r, fixed[:])
			}
			if err != nil {
				yield(nil, fmt.Errorf("%s: %w", f.Name(), err))
				return
			}
			s.articleID = string(id)
			copy(s.text[:], fixed[:])
			copy(s.published[:], fixed[textSize:])
			s.words = wordsOf(fixed[textSize+timeSize:])
			if !yield(&s, nil) {
				return
			}
		}
	}
}

// timeOf is the time that appendTime wrote, nil for none.
func timeOf(b []byte) *time.Time {
	v := binary.BigEndian.Uint64(b)
	if v == unknownTime {
		return nil
	}
	t := time.UnixMicro(int64(v ^ 1<<63)).UTC()
	return &t
}
