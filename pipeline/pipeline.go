// Package pipeline runs the extraction over a corpus into one folder.
//
//	summary, err := pipeline.Run(ctx, pipeline.Config{Corpus: c, Extract: x, Out: "out"})
//
// The input's records are cut into shards of a fixed size; what a shard gives
// is a part: its tables, written whole or not at all. A part counts when its
// commit record is there, which names its files with their digests. A run that
// was stopped, in whatever way, is taken up by calling Run again with the same
// input and options, and gives the same bytes as if it had never been stopped.
// When all parts are there, link makes the tables of the whole corpus.
//
// docs/results.md describes the folder and what a run promises.
package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
	"github.com/broadsheet/broadsheet/results"
)

// DefaultShardSize is how many records make a part where Config.ShardSize is
// 0: some 30 MB of rows in memory, and a second or two of work a core.
const DefaultShardSize = 1000

// shardBytes is how many bytes of records a part has at most, but for one that
// is larger by itself: rows take many times the memory of their text, and
// records may be books. It changes which part a record is in.
const shardBytes = 16 << 20

// Extractor annotates articles: *extract.Extractor. Several goroutines use it
// at the same time. For each article there is a Document, and an Error or nil;
// an Error comes with a Document without annotation.
type Extractor interface {
	ExtractAll([]*corpus.Article) ([]*doc.Document, []*corpus.Error)
}

// Config says what to run. Corpus, Extract and Out are needed.
type Config struct {
	Corpus  *corpus.Corpus
	Extract Extractor
	Out     string // folder, made if need be

	// Arguments are what Corpus was opened with. A folder among them that
	// contains Out is refused: the next run would read its own results.
	Arguments []string

	// Version names what made the rows: version of the extractor, engine and
	// models. Parts of two versions are never mixed.
	Version string

	// Options are all other things that change results, as a value that JSON
	// can hold as one object (a struct or map): how the corpus is read, the
	// content of the user's lists. A folder is only gone on with when they
	// are equal, and a refusal names the keys that are not.
	Options any

	Format    results.Format // Parquet where ""
	ShardSize int            // records in a part at most, DefaultShardSize where 0
	NoText    bool           // see results.Options
	Limit     int            // stop after this many records; 0: read all
	Share     Share          // do some of the parts; zero: all
	Workers   int            // GOMAXPROCS where 0; does not change results
	Force     bool           // begin anew: first remove what an earlier run made in Out

	// Update takes in what of the inputs is new or changed since the folder was
	// made, and drops what is gone. Where there is no folder, or nothing to
	// do, it is as if not given. docs/results.md says what is done again.
	Update bool

	// Similarity is the share of wording from which on two articles are
	// near-duplicates (see the table duplicates), 0.4 to 1; 0: DefaultSimilarity.
	Similarity float64

	// Progress, where not nil, is told of each article and part. Calls do not
	// overlap.
	Progress func(Event)
}

// Share is one of several processes that work into the same folder: I of N,
// from 1. It does the parts whose number mod N is I-1. Whichever ends last
// links.
type Share struct{ I, N int }

// Event is how far a run has come.
type Event struct {
	Stage      Stage
	Articles   int64 // read in this call of Run
	Errors     int64 // error rows in this call of Run
	TextBytes  int64 // of the articles
	Parts      int   // committed in this call of Run
	InputBytes int64 // about how much of the input is behind, of InputTotal
	InputTotal int64 // bytes of all inputs; 0 where not known
}

// Stage is what a run is at.
type Stage string

// The stages of a run.
const (
	Fingerprinting Stage = "fingerprint" // reading the inputs' digests
	Extracting     Stage = "extract"
	Linking        Stage = "link"
)

// Summary is what lies in the folder when a run has ended.
type Summary struct {
	Inputs     Inputs // that this call of Run took in or dropped as an update
	Records    int64
	Articles   int64
	NotEnglish int64            // articles without annotation because of their language
	Errors     map[string]int64 // rows of errors, by code
	TextBytes  int64            // of all articles, in UTF-8
	Rows       map[string]int64 // of each table
	Parts      []int            // their numbers, in order
	Before     int              // how many parts of those that were there when the run began
	FileBytes  int64            // of all files that the commit records name
	SameID     int64            // article_ids that more than one article has
	Linked     bool             // false only for a share while others are not done
}

// ErrorRows is the number of rows in errors.
func (s *Summary) ErrorRows() (n int64) {
	for _, k := range s.Errors {
		n += k
	}
	return n
}

// Refused is the error of a run that was not begun, because it would have to
// spoil something or mix two things. The reason says what to do.
type Refused struct{ Reason string }

func (e *Refused) Error() string { return e.Reason }

func refuse(format string, args ...any) error { return &Refused{fmt.Sprintf(format, args...)} }

// Interrupted is the error of a run whose context was cancelled. What is
// committed stays.
type Interrupted struct {
	Out       string
	Parts     int  // committed, in this and earlier runs
	Resumable bool // the same command goes on; false for standard input
}

func (e *Interrupted) Error() string {
	if !e.Resumable {
		return "interrupted; standard input cannot be taken up again: begin anew with --force"
	}
	return fmt.Sprintf("interrupted with %d parts done; the same command goes on from there", e.Parts)
}

// Unwrap makes errors.Is(err, context.Canceled) hold.
func (e *Interrupted) Unwrap() error { return context.Canceled }

// run is one call of Run.
type run struct {
	Config
	dir      folder
	mine     manifest
	inputs   Inputs // what is updated
	held     held   // what the parts that an update kept hold
	total    int64  // bytes of the inputs of which more is to be read
	rows     results.Options
	mu       sync.Mutex // guards what is below
	event    Event
	position *position
	commits  map[int]*commit // of all parts that are done
}

// Run runs c. Articles that cannot be read, or that a stage gives up on, are
// no errors of the run: they are counted in the Summary. An error is a
// *Refused, an *Interrupted, or says what could not be written or read.
func Run(ctx context.Context, c Config) (Summary, error) {
	r, err := newRun(c)
	if err != nil {
		return Summary{}, err
	}
	// Before the lock, which is a file: nothing is written into what is not ours.
	if err := r.dir.refuseStrange(); err != nil {
		return Summary{}, err
	}
	unlock, err := r.dir.lock(c.Share)
	if err != nil {
		return Summary{}, err
	}
	defer func() { unlock() }()
	r.progress(func(e *Event) { e.Stage = Fingerprinting })
	if err := r.fingerprint(ctx); err != nil {
		return Summary{}, r.interrupted(ctx, err)
	}
	if err := r.open(); err != nil {
		return Summary{}, err
	}
	before := len(r.commits)

	link, err := r.dir.linked(r.commits)
	if err != nil {
		return Summary{}, err
	}
	if link == nil {
		r.progress(func(e *Event) { e.Stage = Extracting })
		end, err := r.extract(ctx)
		if err != nil {
			return Summary{}, r.interrupted(ctx, err)
		}
		if err := r.unchanged(ctx); err != nil {
			return Summary{}, r.interrupted(ctx, err)
		}
		if c.Share.N > 1 {
			// All parts of this share are committed, so it is at work no more.
			// Who looks for the others' parts only then finds all of them, or
			// the lock of one that will look later.
			if err := r.dir.removeTemporary(c.Share); err != nil {
				return Summary{}, err
			}
			unlock()
			unlock = func() {}
		}
		if r.commits, err = r.dir.commits(&r.mine); err != nil {
			return Summary{}, err
		}
		whole := len(r.commits) == end.Parts
		if !whole && c.Share.N <= 1 {
			return Summary{}, fmt.Errorf("%s has %d parts, but the input gives %d: begin anew with --force", c.Out, len(r.commits), end.Parts)
		}
		if whole && c.Share.N > 1 {
			// Only one that is alone links.
			if alone, err := r.dir.lock(Share{}); err == nil {
				unlock = alone
			} else {
				whole = false
			}
		}
		if whole {
			r.progress(func(e *Event) { e.Stage = Linking })
			if link, err = r.link(ctx); err != nil {
				return Summary{}, r.interrupted(ctx, err)
			}
		}
	}
	if c.Share.N <= 1 || link != nil {
		if err := r.dir.removeTemporary(c.Share); err != nil {
			return Summary{}, err
		}
	}
	s := summarize(r.commits, before, link)
	s.Inputs = r.inputs
	return s, nil
}

func newRun(c Config) (*run, error) {
	if c.Format == "" {
		c.Format = results.Parquet
	}
	if c.ShardSize == 0 {
		c.ShardSize = DefaultShardSize
	}
	if c.Similarity == 0 {
		c.Similarity = DefaultSimilarity
	}
	if c.Workers == 0 {
		c.Workers = runtime.GOMAXPROCS(0)
	}
	switch {
	case c.Format != results.Parquet && c.Format != results.JSONL && c.Format != results.CSV:
		return nil, refuse("a run writes parquet, jsonl or csv, not %q", c.Format)
	case c.ShardSize < 0 || c.Workers < 0 || c.Limit < 0:
		return nil, refuse("shard size, workers and limit cannot be negative")
	case !(c.Similarity >= 0.4 && c.Similarity <= 1):
		return nil, refuse("a similarity is 0.4 to 1, not %g: of less like articles too many would be missed", c.Similarity)
	case c.Share != Share{} && (c.Share.N < 1 || c.Share.I < 1 || c.Share.I > c.Share.N):
		return nil, refuse("there is no share %d of %d: shares count from 1", c.Share.I, c.Share.N)
	case c.Force && c.Share.N > 1:
		return nil, refuse("a share cannot begin anew, because the others would lose their parts: remove %s first", c.Out)
	case c.Update && c.Force:
		return nil, refuse("an update goes on with a folder, and --force begins anew: leave out one")
	case c.Update && c.Share.N > 1:
		return nil, refuse("a share cannot update, because the others would read other inputs: update without shares")
	case c.Out == "":
		return nil, refuse("no folder to write into")
	}
	options, err := optionsOf(&c)
	if err != nil {
		return nil, err
	}
	if err := refuseInside(c.Arguments, c.Out); err != nil {
		return nil, err
	}
	parts, whole := results.Folders(c.Format)
	r := &run{
		Config:   c,
		dir:      folder(c.Out),
		rows:     results.Options{NoText: c.NoText},
		position: &position{},
		mine: manifest{
			Schema: results.SchemaVersion, Version: c.Version, Format: c.Format,
			Folders: append(append(parts, sketchesFolder), whole...), Options: options,
		},
	}
	return r, nil
}

// optionsOf is everything that changes results, by name.
func optionsOf(c *Config) (map[string]json.RawMessage, error) {
	options := map[string]json.RawMessage{}
	if c.Options != nil {
		b, err := json.Marshal(c.Options)
		if err == nil {
			err = json.Unmarshal(b, &options)
		}
		if err != nil {
			return nil, fmt.Errorf("the options are no JSON object: %w", err)
		}
	}
	own, err := json.Marshal(map[string]any{"format": c.Format, "shard_size": c.ShardSize, "no_text": c.NoText, "limit": c.Limit, "similarity": c.Similarity})
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(own, &options); err != nil {
		return nil, err
	}
	return options, nil
}

// refuseInside refuses an output folder that lies in an input folder.
func refuseInside(arguments []string, out string) error {
	target := realPath(out)
	for _, argument := range arguments {
		matches, err := filepath.Glob(argument)
		if err != nil || len(matches) == 0 {
			matches = []string{argument}
		}
		for _, m := range matches {
			if info, err := os.Stat(m); err != nil || !info.IsDir() {
				continue
			}
			if rel, err := filepath.Rel(realPath(m), target); err == nil && filepath.IsLocal(rel) {
				return refuse("the output folder %s lies in the input %s, so that the next run would read it: choose one outside", out, argument)
			}
		}
	}
	return nil
}

// realPath is the absolute path without links. Of a path that is not there
// yet, the part that is there is resolved.
func realPath(path string) string {
	abs, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	rest := ""
	for p := abs; ; {
		if real, err := filepath.EvalSymlinks(p); err == nil {
			return filepath.Join(real, rest)
		}
		up := filepath.Dir(p)
		if up == p {
			return abs
		}
		rest = filepath.Join(filepath.Base(p), rest)
		p = up
	}
}

func (r *run) fingerprint(ctx context.Context) error {
	inputs, err := r.Corpus.Fingerprints(ctx)
	if err != nil {
		return err
	}
	r.mine.Inputs = make([]input, len(inputs))
	r.mine.Resumable = true
	for i, in := range inputs {
		r.mine.Inputs[i] = inputOf(in)
		if in.SHA256 == "-" {
			r.mine.Resumable = false
		}
	}
	if !r.mine.Resumable && r.Share.N > 1 {
		return refuse("standard input cannot be shared out: every share reads the whole input")
	}
	return nil
}

func inputOf(f corpus.Fingerprint) input { return input{f.Source, f.Size, f.SHA256, f.Meta} }

// unchanged fails where an input is not what it was when the run began: what is
// in the parts is then nobody knows what. run.json says so from here on, so that
// the run is not gone on with, even if the input is put back.
func (r *run) unchanged(ctx context.Context) error {
	inputs, err := r.Corpus.Fingerprints(ctx)
	if err != nil {
		return err
	}
	changed := ""
	for i, in := range inputs {
		if before := &r.mine.Inputs[i]; *before != inputOf(in) {
			changed, before.SHA256 = in.Source, "changed while it was read"
		}
	}
	if changed == "" {
		return nil
	}
	unlock, err := r.dir.lockSetup()
	if err != nil {
		return err
	}
	defer unlock()
	if err := r.dir.writeManifest(r.Share, &r.mine); err != nil {
		return err
	}
	return fmt.Errorf("the input %s was changed or removed while it was read: run it again with --update, or begin anew with --force", changed)
}

// open finds out what state the folder is in, refuses to go on where that
// would mix two runs, and otherwise makes it ready. Shares that begin together
// do this one after the other.
func (r *run) open() error {
	unlock, err := r.dir.lockSetup()
	if err != nil {
		return err
	}
	defer unlock()
	theirs, err := r.dir.manifest()
	if err != nil {
		return err
	}
	switch {
	case theirs == nil:
		err = r.dir.refuseStrange()
	case r.Force:
		err = r.dir.clear(theirs)
	default:
		err = r.goOn(theirs)
	}
	if err != nil {
		return err
	}
	if err := r.dir.prepare(&r.mine, r.Share); err != nil {
		return err
	}
	if err := r.dir.sweep(&r.mine); err != nil {
		return err
	}
	if r.commits, err = r.dir.commits(&r.mine); err != nil {
		return err
	}
	var kept []*commit
	for _, n := range r.mine.Kept {
		kept = append(kept, r.commits[n])
	}
	r.held = heldBy(kept)
	for _, in := range r.mine.Inputs {
		if r.mine.Resumable && !isMeta(in.Source) && len(r.held.rest(in.Source)) > 0 {
			r.total += in.Bytes
		}
	}
	return nil
}

// goOn makes the run the one that the folder holds, as far as it may be, and
// refuses to go on with another.
func (r *run) goOn(theirs *manifest) error {
	const way = "or begin anew there with --force"
	if theirs.damaged {
		return refuse("%s in %s is damaged: %v. Choose another folder, %s", manifestName, r.Out, errSeal, way)
	}
	how, inputs := r.mine.differs(theirs)
	switch {
	case how != "":
		return refuse("%s holds another run: %s. Choose another folder, %s", r.Out, how, way)
	case inputs != "" && !r.Update:
		return refuse("%s holds another run: %s. Take that in with --update, choose another folder, %s", r.Out, inputs, way)
	case inputs != "":
		return r.update(theirs)
	case !r.mine.Resumable:
		return refuse("%s holds a run over standard input, which cannot be taken up again. Choose another folder, %s", r.Out, way)
	}
	commits, err := r.dir.commits(theirs)
	if err != nil {
		return err
	}
	if theirs.lost(commits) {
		// What it held is in no part now, which is as if its inputs were new.
		if r.Share.N > 1 {
			return refuse("%s lacks a part that an update kept: run without shares first", r.Out)
		}
		return r.update(theirs)
	}
	r.mine.FirstPart, r.mine.Kept = theirs.FirstPart, theirs.Kept
	return nil
}

// interrupted turns the error of a cancelled context into an *Interrupted.
func (r *run) interrupted(ctx context.Context, err error) error {
	if ctx.Err() == nil || !errors.Is(err, ctx.Err()) && !errors.Is(err, context.Cause(ctx)) {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return &Interrupted{Out: r.Out, Parts: len(r.commits), Resumable: r.mine.Resumable}
}

// progress changes the event and tells it.
func (r *run) progress(change func(*Event)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	change(&r.event)
	r.event.InputBytes, r.event.InputTotal = r.position.bytes(), r.total
	if r.Progress != nil {
		r.Progress(r.event)
	}
}

func summarize(commits map[int]*commit, before int, link *commit) Summary {
	s := Summary{Parts: slices.Sorted(maps.Keys(commits)), Before: before, Errors: map[string]int64{}, Rows: map[string]int64{}}
	add := func(c *commit) {
		s.Records += c.Records
		s.Articles += c.Articles
		s.NotEnglish += c.NotEnglish
		s.TextBytes += c.TextBytes
		for code, n := range c.Errors {
			s.Errors[code] += n
		}
		for table, n := range c.Rows {
			s.Rows[table] += n
		}
		for _, f := range c.Files {
			s.FileBytes += f.Bytes
		}
	}
	for c := range maps.Values(commits) {
		add(c)
	}
	if link != nil {
		add(link)
		s.Linked, s.SameID = true, link.SameID
	}
	return s
}
