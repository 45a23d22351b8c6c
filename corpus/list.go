package corpus

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Input is one file to read.
type Input struct {
	// Path opens the file; "-" is standard input.
	Path string

	// Source names the file in every table: the path below the argument that
	// named it, with "/", or the base name of a file that was named itself.
	// Where two inputs would get the same one, folders are put in front.
	Source string

	// Format is what the file's name says: one of FormatNames, or "" where
	// only the bytes can tell. Preview says what they tell.
	Format string

	// Compression is what the file's name says: gzip, zstd, or "". Reading
	// goes by the bytes.
	Compression string
}

// Skipped is a file in a folder that is not read.
type Skipped struct {
	Path   string
	Reason string
}

// list finds the inputs that the arguments name, each file once.
func list(args []string, o Options) ([]Input, []Skipped, error) {
	if len(args) == 0 {
		return nil, nil, errors.New("no input: name a file, a folder, or - for standard input")
	}
	l := lister{format: o.Format, seen: map[string]bool{}}
	if o.MetaPath != "" {
		// The table often lies in the folder that it describes.
		l.seen[canonical(o.MetaPath)] = true
	}
	for _, arg := range args {
		if err := l.argument(arg); err != nil {
			return nil, nil, err
		}
	}
	distinguish(l.inputs)
	slices.SortFunc(l.inputs, func(a, b Input) int {
		return cmp.Or(strings.Compare(a.Source, b.Source), strings.Compare(a.Path, b.Path))
	})
	slices.SortFunc(l.skipped, func(a, b Skipped) int { return strings.Compare(a.Path, b.Path) })
	return l.inputs, l.skipped, nil
}

type lister struct {
	format  string
	inputs  []Input
	skipped []Skipped
	seen    map[string]bool // canonical paths of files and folders
}

func (l *lister) argument(arg string) error {
	if arg == "-" {
		if !l.seen["-"] {
			l.seen["-"] = true
			l.inputs = append(l.inputs, Input{Path: "-", Source: "-", Format: l.format})
		}
		return nil
	}
	info, err := os.Stat(arg)
	if err == nil {
		return l.named(arg, info)
	}
	if strings.ContainsAny(arg, "*?[") {
		matches, err := filepath.Glob(arg)
		if err != nil {
			return fmt.Errorf("%s: not a pattern: a [ is not closed", arg)
		}
		found := false
		for _, m := range matches {
			if hidden(filepath.Base(m)) && !hidden(filepath.Base(arg)) {
				continue
			}
			found = true
			info, err := os.Stat(m)
			if err != nil {
				l.add(m, filepath.Base(m), m)
				continue
			}
			if err := l.named(m, info); err != nil {
				return err
			}
		}
		if !found {
			return fmt.Errorf("%s: no file matches", arg)
		}
		return nil
	}
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: no such file or folder", arg)
	}
	return fmt.Errorf("%s: cannot be opened: %s", arg, reason(err))
}

// named takes what the user named: a file whatever its name, or a folder.
func (l *lister) named(path string, info fs.FileInfo) error {
	if !info.IsDir() {
		l.add(path, filepath.Base(path), canonical(path))
		return nil
	}
	before, skipped := len(l.inputs), len(l.skipped)
	l.folder(path, "", canonical(path))
	if len(l.inputs) > before {
		return nil
	}
	for _, s := range l.skipped[skipped:] {
		if s.Reason == unknownExtension {
			return fmt.Errorf("%s: none of its files has a known extension (%s): name files themselves, or give --input-format", path, knownExtensions())
		}
	}
	return nil // an empty folder is an empty corpus
}

const (
	unknownExtension = "unknown extension"
	hiddenFile       = "hidden"
)

func knownExtensions() string {
	var all []string
	for i := range formats {
		all = append(all, formats[i].extensions[0])
	}
	return strings.Join(all, " ") + ", also with .gz and .zst"
}

func hidden(base string) bool { return strings.HasPrefix(base, ".") }

// folder walks one folder. real is its canonical path: a folder is entered
// once, so that links that lead back do not go round for ever.
func (l *lister) folder(path, below, real string) {
	if l.seen[real] {
		return
	}
	l.seen[real] = true
	entries, err := os.ReadDir(path)
	if err != nil {
		// Reading it as a file gives the row of errors that says why.
		l.inputs = append(l.inputs, Input{Path: path, Source: source(cmp.Or(below, filepath.Base(path)))})
		return
	}
	for _, e := range entries {
		name := e.Name()
		at, rel, to := filepath.Join(path, name), name, filepath.Join(real, name)
		if below != "" {
			rel = below + "/" + name
		}
		if hidden(name) {
			l.skipped = append(l.skipped, Skipped{at, hiddenFile})
			continue
		}
		mode := e.Type()
		if mode&fs.ModeSymlink != 0 {
			to = canonical(at)
			info, err := os.Stat(at)
			if err != nil {
				if f, _ := byName(name); f != "" {
					l.add(at, rel, to)
				}
				continue
			}
			mode = info.Mode()
		}
		switch f, _ := byName(name); {
		case mode.IsDir():
			l.folder(at, rel, to)
		case !mode.IsRegular():
			l.skipped = append(l.skipped, Skipped{at, "not a file"})
		case f == "" && l.format == "":
			if !l.seen[to] {
				l.skipped = append(l.skipped, Skipped{at, unknownExtension})
			}
		default:
			l.add(at, rel, to)
		}
	}
}

func (l *lister) add(path, below, real string) {
	if l.seen[real] {
		return
	}
	l.seen[real] = true
	format, compression := byName(path)
	l.inputs = append(l.inputs, Input{Path: path, Source: source(below), Format: cmp.Or(l.format, format), Compression: compression})
}

// source makes a column value of a path: names of files need not be UTF-8.
func source(path string) string {
	return strings.ToValidUTF8(filepath.ToSlash(path), "\uFFFD")
}

// canonical is the one path of a file, whatever it was named by.
func canonical(path string) string {
	if p, err := filepath.Abs(path); err == nil {
		path = p
	}
	if p, err := filepath.EvalSymlinks(path); err == nil {
		path = p
	}
	return path
}

// distinguish puts folders in front of sources that are not unique: two files
// named themselves, or files of the same name in two folders. Otherwise ids
// made of source and record would be too few.
func distinguish(inputs []Input) {
	for depth := 1; ; depth++ {
		count := make(map[string]int, len(inputs))
		for _, in := range inputs {
			count[in.Source]++
		}
		changed := false
		for i := range inputs {
			in := &inputs[i]
			if count[in.Source] < 2 {
				continue
			}
			abs, err := filepath.Abs(in.Path)
			if err != nil {
				continue
			}
			parts := strings.Split(strings.Trim(source(abs), "/"), "/")
			n := strings.Count(in.Source, "/") + 2
			if n > len(parts) {
				continue // the whole path: nothing more to tell them apart by
			}
			in.Source = strings.Join(parts[len(parts)-n:], "/")
			changed = true
		}
		if !changed {
			return
		}
	}
}

// digest is the size in bytes and the SHA-256, in hex digits, of the file as it
// lies there, and its first bytes. Standard input, pipes and devices, which
// cannot be read twice, give 0 and "-".
func (in Input) digest(ctx context.Context) (size int64, sha string, head []byte, err error) {
	if in.Path == "-" {
		return 0, "-", nil, nil
	}
	info, err := os.Stat(in.Path)
	if err != nil {
		return 0, "", nil, err
	}
	if !info.Mode().IsRegular() && !info.IsDir() {
		return 0, "-", nil, nil
	}
	f, err := os.Open(in.Path)
	if err != nil {
		return 0, "", nil, err
	}
	defer f.Close()
	head = make([]byte, 512) // the header of a tar's first member
	n, err := io.ReadFull(f, head)
	if head = head[:n]; err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return 0, "", nil, err
	}
	h := sha256.New()
	h.Write(head)
	for size = int64(n); ; {
		if err := ctx.Err(); err != nil {
			return 0, "", nil, err
		}
		n, err := io.CopyN(h, f, 4<<20)
		size += n
		if err == io.EOF {
			return size, hex.EncodeToString(h.Sum(nil)), head, nil
		}
		if err != nil {
			return 0, "", nil, err
		}
	}
}

// Fingerprint is what tells one state of an input from another.
type Fingerprint struct {
	Source string // of the input; "meta:" and the base name for the metadata table
	Size   int64  // bytes
	SHA256 string // hex digits; "-" for standard input, "unreadable" for a file that gives an error row

	// Meta is the SHA-256, in hex digits, of what the metadata table has for
	// the input, "" where that is nothing. For what may be an archive it is
	// that of the table.
	Meta string
}

// Fingerprints are those of all Inputs, in order, and of the metadata table
// where there is one, last. The error is that of the context.
func (c *Corpus) Fingerprints(ctx context.Context) ([]Fingerprint, error) {
	meta := c.shared.meta
	all := make([]Fingerprint, 0, len(c.inputs)+1)
	add := func(in Input) ([]byte, error) {
		size, sha, head, err := in.digest(ctx)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil {
			size, sha = 0, "unreadable"
		}
		all = append(all, Fingerprint{Source: in.Source, Size: size, SHA256: sha})
		return head, nil
	}
	var archives []int
	for i, in := range c.inputs {
		head, err := add(in)
		if err != nil {
			return nil, err
		}
		if meta != nil && (compressionOf(head) != "" || slices.Contains([]string{"zip", "tar"}, byMagic(head))) {
			archives = append(archives, i)
		} else if row := meta.row(in.Source); row != nil {
			all[i].Meta = row.digest()
		}
	}
	if meta != nil {
		path := c.shared.options.MetaPath
		if _, err := add(Input{Path: path, Source: "meta:" + source(filepath.Base(path))}); err != nil {
			return nil, err
		}
		for _, i := range archives {
			all[i].Meta = all[len(all)-1].SHA256
		}
	}
	return all, nil
}
