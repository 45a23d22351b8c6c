package pipeline

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/broadsheet/broadsheet/results"
)

// An update gives a folder new inputs. Parts are replaced whole: those that hold a
// record of an input that has changed or is gone are dropped, and the last one,
// which has room; the others are kept. What no kept part holds is cut into parts
// that are numbered on from the highest number there is, so that no number means
// two things.
//
// run.json is the journal: it names the inputs, the parts that are kept and the
// first number of the new ones. It is replaced by a rename, and whatever lies in
// the folder and is not of it from there on is removed by whoever opens the
// folder next. So a crash leaves either the run of before, without the tables of
// link, or the new one with parts to make. No article is there twice at any
// moment, and the records that a kept part holds are those of its commit record.

// origin is consecutive records of one input.
type origin struct {
	Source  string `json:"source"`
	First   int64  `json:"first"` // number of the first in the input, from 1; members of an archive are counted on
	Records int64  `json:"records"`
	Last    bool   `json:"last,omitempty"` // the input ends with it
}

// held are the records that parts hold, by their input.
type held map[string][]origin

// numbers are those of records of an input, from first on, before end.
type numbers struct{ first, end int64 }

const openEnd = math.MaxInt64

// heldBy sorts what the parts hold.
func heldBy(parts []*commit) held {
	h := held{}
	for _, c := range parts {
		for _, o := range c.Inputs {
			h[o.Source] = append(h[o.Source], o)
		}
	}
	for _, origins := range h {
		slices.SortFunc(origins, func(a, b origin) int { return cmp.Compare(a.First, b.First) })
	}
	return h
}

// rest are the records of an input that are not held, with a gap between two ranges.
func (h held) rest(source string) []numbers {
	var ranges []numbers
	next := int64(1)
	for _, o := range h[source] {
		if o.First > next {
			ranges = append(ranges, numbers{next, o.First})
		}
		if next = o.First + o.Records; o.Last {
			return ranges
		}
	}
	return append(ranges, numbers{next, openEnd})
}

// holds reports whether a part of that number is one of the run's.
func (m *manifest) holds(part int) bool {
	_, kept := slices.BinarySearch(m.Kept, part)
	return kept || part >= m.FirstPart
}

// Inputs is how the inputs differ from those that the folder had before.
type Inputs struct{ New, Changed, Gone int }

// replan makes of the manifest of a folder the one of the inputs that there are
// now: it says which parts are kept.
func (r *run) replan(theirs *manifest) error {
	if r.Limit > 0 {
		return refuse("an update takes the corpus as a whole: leave out the limit")
	}
	if !r.mine.Resumable || !theirs.Resumable {
		return refuse("standard input cannot be updated: begin anew with --force")
	}
	before, now := bySource(theirs.Inputs), bySource(r.mine.Inputs)
	common := 0
	for source, in := range now {
		switch old, ok := before[source]; {
		case isMeta(source):
		case !ok:
			r.inputs.New++
		case old != in:
			r.inputs.Changed++
			common++
		default:
			common++
		}
	}
	for source := range before {
		if _, ok := now[source]; !ok && !isMeta(source) {
			r.inputs.Gone++
		}
	}
	if common == 0 && r.inputs.Gone > 0 {
		return refuse("none of the %d inputs of %s is there any more: if that is so, begin anew with --force", r.inputs.Gone, r.Out)
	}
	commits, err := r.dir.commits(theirs)
	if err != nil {
		return err
	}
	last := -1
	for n := range commits {
		last = max(last, n)
	}
	r.mine.Kept = nil
	for _, n := range slices.Sorted(maps.Keys(commits)) {
		c := commits[n]
		stays := len(c.Inputs) > 0 && !slices.ContainsFunc(c.Inputs, func(s origin) bool {
			in, ok := now[s.Source]
			return !ok || in != before[s.Source] || in == several
		})
		// The last part has room. Were it kept, each update would leave a small
		// part behind.
		if stays && !(n == last && c.Records < int64(r.ShardSize)) {
			r.mine.Kept = append(r.mine.Kept, n)
		}
	}
	r.mine.FirstPart, err = r.dir.unused(theirs.Format)
	return err
}

// several stands for inputs of one source, as names of files have that are no UTF-8.
// They cannot be told apart, so that nothing of them is kept.
var several = input{SHA256: "several"}

func bySource(inputs []input) map[string]input {
	all := make(map[string]input, len(inputs))
	for _, in := range inputs {
		if _, twice := all[in.Source]; twice {
			all[in.Source] = several
			continue
		}
		all[in.Source] = in
	}
	return all
}

func isMeta(source string) bool { return strings.HasPrefix(source, "meta:") }

// update plans what the folder is to hold from the moment on at which run.json
// says so. Until then it is the folder of before, which has yet to be linked.
func (r *run) update(theirs *manifest) error {
	if err := r.replan(theirs); err != nil {
		return err
	}
	return r.dir.unlink()
}

// unlink removes the tables of link, their commit record first.
func (d folder) unlink() error {
	c, err := d.commit(linkName)
	if err != nil || c == nil {
		c = &commit{}
	}
	if err := d.remove(commitsFolder, linkName); err != nil {
		return err
	}
	if err := syncFolder(d.path(commitsFolder)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, f := range c.Files {
		if ours(f.Path) {
			if err := d.remove(filepath.FromSlash(f.Path)); err != nil {
				return err
			}
		}
	}
	return nil
}

// remove removes a file that may be gone already.
func (d folder) remove(parts ...string) error {
	if err := os.Remove(d.path(parts...)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// sweep removes the parts that m does not hold: what an update has dropped, and
// was perhaps kept from removing.
func (d folder) sweep(m *manifest) error {
	if m.FirstPart == 0 {
		return nil
	}
	removed := false
	sweep := func(folder string) error {
		names, err := d.names(folder)
		if err != nil {
			return err
		}
		for _, name := range names {
			if n, ok := numberOf(name); ok && !m.holds(n) {
				removed = true
				if err := d.remove(folder, name); err != nil {
					return err
				}
			}
		}
		return nil
	}
	// Commit records first: what they name does not count from here on.
	if err := sweep(commitsFolder); err != nil {
		return err
	}
	if removed {
		if err := syncFolder(d.path(commitsFolder)); err != nil {
			return err
		}
	}
	for _, f := range partFolders(m.Format) {
		if err := sweep(f); err != nil {
			return err
		}
	}
	return nil
}

// unused is the lowest number above all that a file of a part has.
func (d folder) unused(f results.Format) (int, error) {
	next := 0
	for _, folder := range append(partFolders(f), commitsFolder) {
		names, err := d.names(folder)
		if err != nil {
			return 0, err
		}
		for _, name := range names {
			if n, ok := numberOf(name); ok {
				next = max(next, n+1)
			}
		}
	}
	return next, nil
}

// partFolders are those that hold the files of parts.
func partFolders(f results.Format) []string {
	parts, _ := results.Folders(f)
	return append(slices.Clip(parts), sketchesFolder)
}

// lost reports whether a part that an update kept is not there any more.
func (m *manifest) lost(commits map[int]*commit) bool {
	return slices.ContainsFunc(m.Kept, func(n int) bool { return commits[n] == nil })
}

// holdings finds where parts do not hold every record of the inputs once. Of inputs of
// one source nobody can tell.
func holdings(ctx context.Context, inputs map[string]input, parts map[int]*commit, whole bool, problem func(path, format string, args ...any)) error {
	type piece struct {
		origin
		part int
	}
	var all []piece
	for n, c := range parts {
		records := int64(0)
		for _, s := range c.Inputs {
			if inputs[s.Source] != several {
				all = append(all, piece{s, n})
			}
			records += s.Records
		}
		if records != c.Records {
			problem(commitsFolder+"/"+commitName(n), "is of %d records and says where %d are from", c.Records, records)
		}
	}
	slices.SortFunc(all, func(a, b piece) int {
		return cmp.Or(strings.Compare(a.Source, b.Source), cmp.Compare(a.First, b.First), cmp.Compare(a.part, b.part))
	})
	next := int64(1)
	for i, p := range all {
		if err := ctx.Err(); err != nil {
			return err
		}
		path := commitsFolder + "/" + commitName(p.part)
		switch {
		case p.First < next:
			problem(path, "holds record %d of %s, which another part holds too", p.First, p.Source)
		case p.First > next && whole:
			problem(path, "holds records of %s from %d on, and no part holds number %d", p.Source, p.First, next)
		}
		next = p.First + p.Records
		if i+1 == len(all) || all[i+1].Source != p.Source {
			if whole && !p.Last {
				problem(path, "holds records of %s up to %d, and no part holds its last", p.Source, next-1)
			}
			next = 1
		}
	}
	return nil
}
