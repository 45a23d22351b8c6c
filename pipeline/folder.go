package pipeline

import (
	"bufio"
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"github.com/broadsheet/broadsheet/results"
)

// folder is the output folder of a run:
//
//	run.json                     what the run is: see manifest
//	quotes/part-000000.parquet   one folder a table
//	sketches/part-000000.bin     what link compares articles by: see sketch
//	commits/part-000000.json     what counts: see commit
//	commits/link.json
//	codebook.md, views.sql       what lies here, and joins of it; named by link.json
//	.lock, .lock-2-of-4          held while a run, or a share, is at work
//	.tmp/                        files that are not finished
type folder string

const (
	manifestName  = "run.json"
	commitsFolder = "commits"
	linkName      = "link.json"
	temporary     = ".tmp"
)

// manifest is run.json: what must be equal for two calls of Run to be one run.
// It holds no clock and no path of the machine.
type manifest struct {
	Schema        int                        `json:"schema"`    // results.SchemaVersion
	Version       string                     `json:"extractor"` // Config.Version
	Format        results.Format             `json:"format"`
	Folders       []string                   `json:"folders"` // where the run's files part-NNNNNN.FORMAT lie
	Resumable     bool                       `json:"resumable"`
	OptionsSHA256 string                     `json:"options_sha256"`
	Options       map[string]json.RawMessage `json:"options"`
	Inputs        []input                    `json:"inputs"`

	// Where the folder has been updated: the parts of before that still hold, in
	// order, and the number of the first of the others. See update.
	FirstPart int   `json:"first_part,omitempty"`
	Kept      []int `json:"kept_parts,omitempty"`

	damaged bool // the file is not as it was written
}

// input is the fingerprint of one input. SHA256 is "-" for standard input.
type input struct {
	Source string `json:"source"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
	Meta   string `json:"metadata_sha256,omitempty"` // of what the metadata table has for it
}

// commit is a commit record. Only files that one names count.
type commit struct {
	Part       int              `json:"part"`
	Records    int64            `json:"records"` // of the input, errors included
	Articles   int64            `json:"articles"`
	NotEnglish int64            `json:"not_english"`
	TextBytes  int64            `json:"text_bytes"`
	Errors     map[string]int64 `json:"errors"` // rows of errors, by code
	Rows       map[string]int64 `json:"rows"`   // of each table
	Files      []digest         `json:"files"`
	Inputs     []origin         `json:"inputs,omitempty"` // where its records are from, in order

	// Of link.json only, in which Part and the counts of articles are 0.
	Parts  int    `json:"parts,omitempty"`           // how many parts the run has
	Of     string `json:"parts_sha256,omitempty"`    // of their commit records
	SameID int64  `json:"same_article_id,omitempty"` // article_ids that more than one article has
}

// digest is one file as it was written.
type digest struct {
	Path   string `json:"path"` // below the folder, with "/"
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// differs says how a run with manifest m is not the one of theirs: in what it does,
// and in what it reads; "" where it is not.
func (m *manifest) differs(theirs *manifest) (how, inputs string) {
	var all []string
	add := func(format string, args ...any) { all = append(all, fmt.Sprintf(format, args...)) }
	if m.Schema != theirs.Schema {
		add("its tables are of version %d, this program writes version %d", theirs.Schema, m.Schema)
	}
	if m.Version != theirs.Version {
		add("it was made by version %q, this is %q", theirs.Version, m.Version)
	}
	names := map[string]bool{}
	for k := range m.Options {
		names[k] = true
	}
	for k := range theirs.Options {
		names[k] = true
	}
	for _, k := range sortedKeys(names) {
		mine, there := compact(m.Options[k]), compact(theirs.Options[k])
		if mine != there {
			add("%s was %s and is now %s", k, shorten(there), shorten(mine))
		}
	}
	if slices.Equal(m.Inputs, theirs.Inputs) { // two may have one source
		return strings.Join(all, ", "), ""
	}
	before := map[string]input{}
	for _, in := range theirs.Inputs {
		before[in.Source] = in
	}
	var changed []string
	for _, in := range m.Inputs {
		old, ok := before[in.Source]
		delete(before, in.Source)
		switch {
		case !ok:
			changed = append(changed, "the input "+in.Source+" is new")
		case old != in:
			changed = append(changed, "the input "+in.Source+" has changed")
		}
	}
	for _, k := range sortedKeys(before) {
		changed = append(changed, "the input "+k+" is gone")
	}
	if n := len(changed); n > 3 {
		changed = append(changed[:3], fmt.Sprintf("and %d inputs more", n-3))
	}
	return strings.Join(all, ", "), strings.Join(changed, ", ")
}

func compact(raw json.RawMessage) string {
	var b bytes.Buffer
	if raw == nil || json.Compact(&b, raw) != nil {
		return "not set"
	}
	return b.String()
}

func shorten(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func (d folder) path(parts ...string) string {
	return filepath.Join(append([]string{string(d)}, parts...)...)
}

// manifest reads run.json, nil where there is none.
func (d folder) manifest() (*manifest, error) {
	f, err := os.Open(d.path(manifestName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	m := &manifest{}
	if err := m.decode(f); err != nil {
		return nil, refuse("%s is not a run's (%v): choose another folder", d.path(manifestName), err)
	}
	m.damaged = unsealed(f) != nil
	return m, nil
}

// decode reads what encode wrote: the inputs, of which there may be millions, one
// after the other.
func (m *manifest) decode(r io.Reader) error {
	d := json.NewDecoder(r)
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return cmp.Or(err, errors.New("no JSON object"))
	}
	others := map[string]json.RawMessage{}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return err
		}
		if key != "inputs" {
			var value json.RawMessage
			if err := d.Decode(&value); err != nil {
				return err
			}
			others[key.(string)] = value
			continue
		}
		if t, err := d.Token(); err != nil || t != json.Delim('[') {
			return cmp.Or(err, errors.New("the inputs are no list"))
		}
		for d.More() {
			var in input
			if err := d.Decode(&in); err != nil {
				return err
			}
			m.Inputs = append(m.Inputs, in)
		}
		if _, err := d.Token(); err != nil {
			return err
		}
	}
	if _, err := d.Token(); err != nil {
		return err
	}
	b, err := json.Marshal(others)
	if err != nil {
		return err
	}
	return json.Unmarshal(b, m)
}

// encode writes the manifest as an indented object, with a line for each input,
// but for the end of the object.
func (m *manifest) encode(w io.Writer) error {
	others := *m
	others.Inputs = nil
	b, err := json.MarshalIndent(&others, "", " ")
	if err != nil {
		return err
	}
	const inputs = `"inputs": `
	at := bytes.LastIndex(b, []byte(inputs+"null")) + len(inputs)
	buffered := bufio.NewWriter(w)
	buffered.Write(b[:at])
	for i, in := range m.Inputs {
		line, err := json.Marshal(&in)
		if err != nil {
			return err
		}
		buffered.WriteString([]string{"[\n  ", ",\n  "}[min(i, 1)])
		buffered.Write(line)
	}
	buffered.WriteString([]string{"[]", "\n ]"}[min(len(m.Inputs), 1)])
	buffered.Write(bytes.TrimSuffix(b[at+len("null"):], []byte(endOfObject)))
	return buffered.Flush()
}

// refuseStrange refuses a folder that has anything in it but is not a run's.
func (d folder) refuseStrange() error {
	entries, err := os.ReadDir(string(d))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if info, e := os.Stat(string(d)); e == nil && !info.IsDir() {
		return refuse("%s is a file: name a folder to write into", d)
	}
	if err != nil {
		return err
	}
	if slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == manifestName }) {
		return nil
	}
	for _, e := range entries {
		if e.Name() != temporary && !strings.HasPrefix(e.Name(), lockName) {
			return refuse("%s holds %s, but no %s: it is not the folder of a run. Choose another one, or an empty one", d, e.Name(), manifestName)
		}
	}
	return nil
}

// prepare makes the folders and writes run.json.
func (d folder) prepare(m *manifest, s Share) error {
	if err := os.RemoveAll(d.temporary(s)); err != nil {
		return err
	}
	if err := os.MkdirAll(d.temporary(s), 0o777); err != nil {
		return err
	}
	options, err := json.Marshal(m.Options)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(options)
	m.OptionsSHA256 = hex.EncodeToString(sum[:])
	// Before the folders: what is killed between must not look like a folder
	// that is none of a run's.
	if err := d.writeManifest(s, m); err != nil {
		return err
	}
	for _, f := range append([]string{commitsFolder}, m.Folders...) {
		if err := os.MkdirAll(d.path(f), 0o777); err != nil {
			return err
		}
	}
	return nil
}

// temporary is where a run, or a share of one, writes what is not finished.
func (d folder) temporary(s Share) string {
	return d.path(temporary, fmt.Sprintf("%d-of-%d", max(s.I, 1), max(s.N, 1)))
}

func (d folder) removeTemporary(s Share) error {
	if s.N <= 1 {
		return os.RemoveAll(d.path(temporary)) // what killed shares left, too
	}
	if err := os.RemoveAll(d.temporary(s)); err != nil {
		return err
	}
	os.Remove(d.path(temporary)) // unless another share is at work
	return nil
}

// partFile is the form of the names of a run's files.
var partFile = regexp.MustCompile(`^part-[0-9]{6,}\.(parquet|jsonl|csv|json|bin)$`)

// ours reports whether a path below the folder can be a file of a run: a
// damaged run.json or commit record must not lead to other files.
func ours(path string) bool {
	dir, name, ok := strings.Cut(path, "/")
	return ok && plain(dir) && partFile.MatchString(name) || slices.Contains(explaining, path)
}

// explaining are the files of a run beside run.json.
var explaining = []string{results.CodebookName, results.ViewsName}

func plain(name string) bool {
	return name != "" && strings.Trim(name, "abcdefghijklmnopqrstuvwxyz_") == ""
}

// clear removes what run.json and the commit records name, and no other file:
// every file that the run can have written, committed or not. run.json itself
// stays until the next one takes its place, so that a clearing that was cut off
// can be done again.
func (d folder) clear(m *manifest) error {
	// Commit records first: what they name does not count from here on.
	names, err := d.names(commitsFolder)
	if err != nil {
		return err
	}
	for _, name := range names {
		if name != linkName && !partFile.MatchString(name) {
			continue
		}
		if c, err := d.commit(name); err == nil && c != nil {
			for _, f := range c.Files {
				if ours(f.Path) {
					if err := d.remove(filepath.FromSlash(f.Path)); err != nil {
						return err
					}
				}
			}
		}
		if err := d.remove(commitsFolder, name); err != nil {
			return err
		}
	}
	for _, f := range m.Folders {
		if !plain(f) {
			continue
		}
		names, err := d.names(f)
		if err != nil {
			return err
		}
		for _, name := range names {
			if partFile.MatchString(name) && (strings.HasSuffix(name, "."+string(m.Format)) || f == sketchesFolder && strings.HasSuffix(name, ".bin")) {
				if err := d.remove(f, name); err != nil {
					return err
				}
			}
		}
		os.Remove(d.path(f)) // unless there is more in it
	}
	for _, name := range explaining {
		if err := d.remove(name); err != nil {
			return err
		}
	}
	os.Remove(d.path(commitsFolder))
	return os.RemoveAll(d.path(temporary))
}

// names lists the files in a folder below, in order; none where it is not
// there.
func (d folder) names(sub string) ([]string, error) {
	entries, err := os.ReadDir(d.path(sub))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names, nil
}

// commit reads one commit record, nil where there is none.
func (d folder) commit(name string) (*commit, error) {
	b, err := os.ReadFile(d.path(commitsFolder, name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	c := &commit{}
	if err := cmp.Or(unsealed(bytes.NewReader(b)), json.Unmarshal(b, c)); err != nil {
		return nil, fmt.Errorf("%s: %w", d.path(commitsFolder, name), err)
	}
	return c, nil
}

// commits reads the commit records of all parts of a run that are done. A record
// that is damaged, or whose files are not there in their full size, is left
// out: its part is done again.
func (d folder) commits(m *manifest) (map[int]*commit, error) {
	names, err := d.names(commitsFolder)
	if err != nil {
		return nil, err
	}
	done := map[int]*commit{}
	for _, name := range names {
		n, ok := partNumber(name)
		if !ok || !m.holds(n) {
			continue
		}
		c, err := d.commit(name)
		if err != nil || c == nil || c.Part != n || !d.present(c.Files) {
			continue
		}
		done[n] = c
	}
	return done, nil
}

// partNumber is the number of the part that a commit record is of.
func partNumber(name string) (int, bool) {
	n, ok := numberOf(name)
	return n, ok && strings.HasSuffix(name, ".json")
}

// numberOf is the number of the part that a file is of.
func numberOf(name string) (int, bool) {
	if !partFile.MatchString(name) {
		return 0, false
	}
	digits, _, _ := strings.Cut(strings.TrimPrefix(name, "part-"), ".")
	n, err := strconv.Atoi(digits)
	return n, err == nil
}

// present reports whether files that a commit record names are there.
func (d folder) present(files []digest) bool {
	for _, f := range files {
		info, err := os.Stat(d.path(filepath.FromSlash(f.Path)))
		if err != nil || info.Size() != f.Bytes {
			return false
		}
	}
	return true
}

func commitName(part int) string { return fmt.Sprintf("part-%06d.json", part) }

// write writes a file whole or not at all: into .tmp first, synced, then
// renamed. The folder that it goes to is to be synced before a commit record
// names it.
func (d folder) write(s Share, path string, write func(io.Writer) error) (digest, error) {
	temporary := filepath.Join(d.temporary(s), strings.ReplaceAll(path, "/", "-"))
	f, err := os.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o666)
	if err != nil {
		return digest{}, err
	}
	w := &counter{w: f, h: sha256.New()}
	err = write(w)
	if err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(temporary, d.path(filepath.FromSlash(path)))
	}
	if err != nil {
		os.Remove(temporary) // a full disk needs the room
		return digest{}, fmt.Errorf("cannot write %s: %w", d.path(filepath.FromSlash(path)), err)
	}
	return digest{path, w.n, hex.EncodeToString(w.h.Sum(nil))}, nil
}

type counter struct {
	w io.Writer
	h hash.Hash
	n int64
}

func (c *counter) Write(b []byte) (int, error) {
	n, err := c.w.Write(b)
	c.h.Write(b[:n])
	c.n += int64(n)
	return n, err
}

// seal writes an indented JSON object, of which encode writes all but the end. Its
// last member is the SHA-256 of what stands before it: damage of any byte of such a
// file shows.
func seal(w io.Writer, encode func(io.Writer) error) error {
	h := sha256.New()
	if err := encode(io.MultiWriter(w, h)); err != nil {
		return err
	}
	_, err := io.WriteString(w, sealOf(h))
	return err
}

func sealOf(h hash.Hash) string {
	return ",\n \"sha256_of_the_above\": \"" + hex.EncodeToString(h.Sum(nil)) + "\"\n}\n"
}

// endOfObject is what an indented JSON object ends with.
const endOfObject = "\n}"

// errSeal is the error of a file that is not as seal left it.
var errSeal = errors.New("its bytes have changed since it was written")

// unsealed checks the seal of a file.
func unsealed(f io.ReadSeeker) error {
	h := sha256.New()
	length := int64(len(sealOf(h)))
	size, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return err
	}
	if size < length {
		return errSeal
	}
	if _, err := io.CopyN(h, f, size-length); err != nil {
		return err
	}
	if end, err := io.ReadAll(f); err != nil || string(end) != sealOf(h) {
		return cmp.Or(err, errSeal)
	}
	return nil
}

// writeManifest writes run.json.
func (d folder) writeManifest(s Share, m *manifest) error {
	if _, err := d.write(s, manifestName, func(w io.Writer) error { return seal(w, m.encode) }); err != nil {
		return err
	}
	return syncFolder(string(d))
}

// writeCommit writes a commit record.
func (d folder) writeCommit(s Share, name string, c *commit) error {
	_, err := d.write(s, commitsFolder+"/"+name, func(w io.Writer) error { return seal(w, c.encode) })
	if err != nil {
		return err
	}
	return syncFolder(d.path(commitsFolder))
}

// encode writes the record as an indented object, but for the end of the object.
func (c *commit) encode(w io.Writer) error {
	b, err := json.MarshalIndent(c, "", " ")
	if err != nil {
		return err
	}
	_, err = w.Write(bytes.TrimSuffix(b, []byte(endOfObject)))
	return err
}

// syncFolder makes the names in a folder outlast a power cut.
func syncFolder(path string) error {
	if runtime.GOOS == "windows" {
		return nil // folders cannot be synced there
	}
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}
