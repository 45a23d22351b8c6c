package corpus

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// sourced is what became of the records of an input, with their sources.
func sourced(t testing.TB, o Options, data []byte) []string {
	t.Helper()
	c, err := Open([]string{"-"}, bytes.NewReader(data), o)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for r := range c.Records() {
		if a, e := r.Article(); e != nil {
			out = append(out, fmt.Sprintf("%s#%d %s: %s", e.Source, e.Record, e.Code, e.Detail))
		} else {
			out = append(out, fmt.Sprintf("%s#%d %s", a.Source, a.Record, a.Text))
		}
	}
	return out
}

func compare(t *testing.T, want, got []string) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatal(cmp.Diff(want, got))
	}
	for i := range got {
		if !like(got[i], want[i]) {
			t.Errorf("got  %s\nwant %s", got[i], want[i])
		}
	}
}

// TestArchivedFormats: every format, compressed or not, is the same in an
// archive as it is outside, whatever the archive lies in.
func TestArchivedFormats(t *testing.T) {
	var files []packed
	var want []*Article
	for _, f := range FormatNames() {
		if formatNamed(f).decode == nil {
			continue
		}
		for compression, compress := range compressors {
			name := f + "/articles" + formatNamed(f).extensions[0]
			if compression != "" {
				name += "." + compression
			}
			files = append(files, packed{name, compress(writers[f](samples))})
		}
	}
	slices.SortFunc(files, func(a, b packed) int { return strings.Compare(a.name, b.name) })
	for _, f := range files {
		format, _ := byName(f.name)
		for i, s := range samples {
			if i == 0 || !slices.Contains(oneArticle, format) {
				want = append(want, s.want(format, f.name, i+1))
			}
		}
	}
	dir := t.TempDir()
	for name, data := range map[string][]byte{
		"a.zip": writeZip(files...), "a.tar": writeTar(files...), "unnamed": writeTar(files...),
		"a.tgz": compressors["gz"](writeTar(files...)), "a.tar.zst": compressors["zst"](writeTar(files...)), "a.zip.gz": compressors["gz"](writeZip(files...)),
	} {
		path := filepath.Join(dir, name)
		os.WriteFile(path, data, 0o666)
		got, errs := readAll(t, Options{ID: "source"}, path)
		for i, a := range got {
			inside, ok := strings.CutPrefix(a.Source, name+"/")
			if !ok || a.ID != fmt.Sprintf("%s#%d", a.Source, a.Record) {
				t.Errorf("%s: source %s, id %s", name, a.Source, a.ID)
			}
			a.Source = inside
			if i < len(want) {
				a.ID = want[i].ID
			}
		}
		if d := cmp.Diff(want, got); d != "" || len(errs) > 0 {
			t.Errorf("%s: %v\n%s", name, errs, d)
		}
	}
}

// Folders, hidden files and unknown extensions are skipped, as in folders.
func TestArchiveMembers(t *testing.T) {
	text := func(name string) packed { return packed{name, []byte("Text of " + name + ".")} }
	files := []packed{text("b.txt"), {"a/", nil}, text("a/1.txt"), text("a/.hidden.txt"), text(".git/a.txt"), text("__MACOSX/b.txt"), text("notes.doc"), text("README"), text("a.txt")}
	tarred := []string{"-/b.txt#1 Text of b.txt.", "-/a/1.txt#1 Text of a/1.txt.", "-/a.txt#1 Text of a.txt."}
	compare(t, tarred, sourced(t, Options{}, writeTar(files...)))
	zipped := []string{"-/a.txt#1 Text of a.txt.", "-/a/1.txt#1 Text of a/1.txt.", "-/b.txt#1 Text of b.txt."} // sorted
	compare(t, zipped, sourced(t, Options{}, writeZip(files...)))
	forced := []string{"-/README#1 Text of README.", zipped[0], zipped[1], zipped[2], "-/notes.doc#1 Text of notes.doc."}
	compare(t, forced, sourced(t, Options{Format: "text"}, writeZip(files...)))
	compare(t, zipped, sourced(t, Options{Format: "zip"}, writeZip(files...)))

	compare(t, []string{"-#0 empty_text: none of its files has a known extension (.txt *): give --input-format"}, sourced(t, Options{}, writeTar(text("README"))))
	compare(t, nil, sourced(t, Options{}, writeZip()))
	compare(t, nil, sourced(t, Options{}, writeZip(packed{"a/", nil})))
	// The bytes decide in archives too.
	compare(t, []string{"-/a.csv#1 one"}, sourced(t, Options{}, writeZip(packed{"a.csv", compressors["gz"]([]byte("id,text\n1,one\n"))})))
	// A second file of one path, as tar appends it.
	compare(t, []string{"-/a.txt#1 old", "-/a.txt~2#1 new"}, sourced(t, Options{}, writeTar(packed{"a.txt", []byte("old")}, packed{"./a.txt", []byte("new")})))
}

// No path leads out of an archive, and nothing is written to any.
func TestArchivePaths(t *testing.T) {
	names := []string{"../../a.txt", "/etc/b.txt", `..\..\c.txt`, `C:\d.txt`, "x/../../../e.txt", "f\x1b[0m\n.txt", "g\xff.txt", "//h/i.txt"}
	want := []string{"a.txt", "etc/b.txt", "c.txt", "d.txt", "e.txt", "f\uFFFD[0m\uFFFD.txt", "g\uFFFD.txt", "h/i.txt"}
	var files []packed
	for _, n := range names {
		files = append(files, packed{n, []byte("Text.")})
	}
	var expect []string
	for _, w := range want {
		expect = append(expect, "-/"+w+"#1 Text.")
	}
	t.Chdir(t.TempDir())
	compare(t, expect, sourced(t, Options{}, writeTar(files...)))
	for i := range expect {
		expect[i] = strings.ReplaceAll(expect[i], "g\uFFFD", "g\u00a0") // as code page 437
	}
	slices.Sort(expect)
	compare(t, expect, sourced(t, Options{}, writeZip(files...)))
	for range 3 {
		if entries, _ := os.ReadDir("."); len(entries) > 0 {
			t.Fatal(entries)
		}
	}
	for _, name := range []string{"..", "/", "", ".", "a/..", `\`} {
		if got := cleanPath(name); got != "" {
			t.Errorf("%q: %q", name, got)
		}
	}
	long := strings.Repeat("a", maxName) + ".txt"
	compare(t, []string{"-#0 too_large: the file aaa*: its path is above 4096 bytes", "-/b.txt#1 Text."}, sourced(t, Options{}, writeZip(packed{long, nil}, packed{"b.txt", []byte("Text.")})))
}

func TestNestedArchives(t *testing.T) {
	deep := packed{"a.txt", []byte("Text.")}
	for i := range 4 {
		if i%2 == 0 {
			deep = packed{fmt.Sprint(i, ".zip"), writeZip(deep)}
		} else {
			deep = packed{fmt.Sprint(i, ".tgz"), compressors["gz"](writeTar(deep))}
		}
		switch got := sourced(t, Options{}, deep.data); i {
		case 2:
			compare(t, []string{"-/1.tgz/0.zip/a.txt#1 Text."}, got)
		case 3:
			compare(t, []string{"-/2.zip/1.tgz/0.zip#0 too_large: an archive in 3 others: unpack the outer ones first"}, got)
		}
	}
}

func TestBrokenArchives(t *testing.T) {
	noise := packed{"b.jsonl", lines(3000)}
	tarred, zipped := writeTar(packed{"a.txt", []byte("Text.")}, noise), writeZip(packed{"a.txt", []byte("Text.")}, packed{"b.txt", []byte(strings.Repeat("x", 90))}, packed{"c.txt", []byte("Text.")})

	got := sourced(t, Options{}, tarred[:len(tarred)*2/3])
	if len(got) < 100 || got[0] != "-/a.txt#1 Text." || !like(got[len(got)-1], "-/b.jsonl#* truncated_input: after line *: the archive ends too early: it was cut, or not copied whole") {
		t.Error(len(got), got[len(got)-1])
	}
	got = sourced(t, Options{}, []byte(cut(compressors["gz"](tarred))))
	if len(got) < 100 || !like(got[len(got)-1], "-/b.jsonl#* truncated_input: after line *: the compressed file ends too early*") {
		t.Error(len(got), got[len(got)-1])
	}
	compare(t, []string{"-/a.txt#1 Text.", "-/b.jsonl#1 *", "-#0 unreadable_file: the archive is broken: archive/tar: invalid tar header"},
		sourced(t, Options{}, bytes.Replace(writeTar(packed{"a.txt", []byte("Text.")}, packed{"b.jsonl", lines(1)}, packed{"c.txt", []byte("Text.")}), []byte("c.txt"), []byte("d.txt"), 1)))

	compare(t, []string{"-#0 truncated_input: the list of files, which stands at the end of a ZIP archive, is missing or broken: it was cut, or not copied whole"}, sourced(t, Options{}, []byte(cut(zipped))))
	damaged := slices.Clone(zipped)
	at := bytes.Index(damaged, []byte("b.txt")) + len("b.txt")
	damaged[at+1] ^= 0x10
	compare(t, []string{"-/a.txt#1 Text.", "-/b.txt#1 unreadable_file: after byte *: the compression is broken: *", "-/c.txt#1 Text."}, sourced(t, Options{}, damaged))

	// Bit 0 of the flags, in the list of members, says that one is encrypted.
	encrypted := slices.Clone(zipped)
	at = bytes.LastIndex(encrypted, []byte("PK\x01\x02"))
	encrypted[at+8] |= 1
	compare(t, []string{"-/a.txt#1 Text.", "-/b.txt#1 xxx*", "-/c.txt#0 unreadable_file: encrypted: unpack the archive with its password first"}, sourced(t, Options{}, encrypted))
	method := slices.Clone(zipped)
	method[bytes.LastIndex(method, []byte("PK\x01\x02"))+10] = 14
	compare(t, []string{"-/a.txt#1 Text.", "-/b.txt#1 xxx*", "-/c.txt#0 unreadable_file: compressed in a way that is not read: unpack the archive first, or pack it with deflate"}, sourced(t, Options{}, method))

	for _, f := range []string{"zip", "tar"} {
		got := sourced(t, Options{Format: f}, []byte("This is no archive at all."))
		if len(got) != 1 || !strings.HasPrefix(got[0], "-#0 ") {
			t.Errorf("%s: %q", f, got)
		}
	}
	for name, kind := range map[string]string{"word/document.xml": "a Word document", "[Content_Types].xml": "an office document", "mimetype": "an OpenDocument file or e-book"} {
		office := writeZip(packed{name, []byte("x")}, packed{"a.txt", []byte("Text.")})
		first := map[string]string{
			"word/document.xml":   "-#1 empty_text: *",
			"[Content_Types].xml": "-#1 binary_content: an office document that is not of Word: *",
			"mimetype":            "-#0 binary_content: an office document: *",
		}[name]
		compare(t, []string{first}, sourced(t, Options{}, office))
		compare(t, []string{"-#0 binary_content: " + kind + ": save it as text first"}, sourced(t, Options{Format: "zip"}, office))
	}
}

// A tar is not believed where it says that a file has a hole.
func TestSparseTar(t *testing.T) {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	w.WriteHeader(&tar.Header{Name: "a.txt", Typeflag: tar.TypeReg, Size: 5})
	io.WriteString(w, "Text.")
	w.Close()
	data := b.Bytes()
	data[156] = tar.TypeGNUSparse
	copy(data[257:], "ustar  \x00")
	copy(data[483:], "00000000001\x00") // real size
	sum := 0
	copy(data[148:], "        ")
	for _, c := range data[:512] {
		sum += int(c)
	}
	copy(data[148:], fmt.Sprintf("%06o\x00 ", sum))
	got := sourced(t, Options{}, data)
	if len(got) != 1 || !strings.Contains(got[0], "unreadable_file") {
		t.Error(got)
	}
}

// What decompresses to far too much is stopped, at whatever level it does.
func TestArchiveBombs(t *testing.T) {
	if testing.Short() {
		t.Skip("decompresses 100 MB")
	}
	bomb := bytes.Repeat([]byte(`{"text":""}`+"\n"), 12<<20) // 144 MB of short lines
	one := packed{"a.jsonl", bomb}
	for name, data := range map[string][]byte{
		"zip": writeZip(one), "tar.gz": compressors["gz"](writeTar(one)), "gz in tar": writeTar(packed{"a.jsonl.gz", compressors["gz"](bomb)}),
		"zip in zip": writeZip(packed{"b.zip", writeZip(one)}),
		// Each below the floor, together above.
		"many": writeZip(packed{"a.jsonl", bomb[:48<<20]}, packed{"b.jsonl", bomb[:48<<20]}, packed{"c.jsonl", bomb[:48<<20]}),
	} {
		c, _ := Open([]string{"-"}, bytes.NewReader(data), Options{})
		n, bombs := 0, 0
		for r := range c.Records() {
			if n++; r.err != nil && r.err.Code == ErrTooLarge && strings.Contains(r.err.Detail, "bomb") {
				bombs++
			}
		}
		if bombs == 0 || bombs > 3 || n > 2*bombFloor/8 {
			t.Errorf("%s: %d bombs among %d records", name, bombs, n)
		}
	}
}

// The sizes that a zip declares are not believed.
func TestZipSizes(t *testing.T) {
	for _, declared := range []uint64{0, 1, 1 << 40} {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		out, err := w.CreateRaw(&zip.FileHeader{Name: "a.txt", Method: zip.Store, CompressedSize64: 5, UncompressedSize64: declared})
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(out, "Text.")
		w.Close()
		got := sourced(t, Options{}, b.Bytes())
		if len(got) != 1 || !strings.HasPrefix(got[0], "-/a.txt#") {
			t.Errorf("%d: %q", declared, got)
		}
	}
}

// A stream above what is held in memory goes through a temporary file, which
// is gone at the end.
func TestSpool(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	out, _ := w.CreateHeader(&zip.FileHeader{Name: "a.jsonl", Method: zip.Store})
	for b.Len() < spoolMemory+1<<20 {
		out.Write(lines(10000))
	}
	w.Close()
	articles, errs := readBytes(t, Options{}, b.Bytes())
	if len(errs) > 0 || len(articles) < 200000 {
		t.Errorf("%d articles, %v", len(articles), errs)
	}
	if left, _ := os.ReadDir(os.TempDir()); len(left) > 0 {
		t.Error(left)
	}
}

func TestArchivePreview(t *testing.T) {
	dir := t.TempDir()
	os.WriteFile(filepath.Join(dir, "a.zip"), writers["zip"](samples), 0o666)
	os.WriteFile(filepath.Join(dir, "b.tgz"), compressors["gz"](writers["tar"](samples)), 0o666)
	os.WriteFile(filepath.Join(dir, "c.parquet"), writers["parquet"](samples), 0o666)
	c, err := Open([]string{dir}, nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []Input{{Format: "zip"}, {Format: "tar", Compression: "gzip"}, {Format: "parquet"}} {
		if in := c.Inputs()[i]; in.Format != want.Format || in.Compression != want.Compression {
			t.Errorf("%+v", in)
		}
		p := c.Preview(1)[i]
		if p.Format != want.Format || p.Compression != want.Compression || p.Records != 1 || p.Article == nil || p.Errors != 0 {
			t.Errorf("%+v", p)
		}
		var text, dropped string
		for _, col := range p.Columns {
			if col.Field == FieldText {
				text = col.Name
			}
			if col.Dropped {
				dropped += col.Name
			}
		}
		if text != "maintext" || (dropped == "vector") != (want.Format == "parquet") {
			t.Errorf("%s: columns %+v", p.Source, p.Columns)
		}
	}
}
