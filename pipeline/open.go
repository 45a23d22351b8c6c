package pipeline

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/broadsheet/broadsheet/results"
)

// Open opens the folder of a run that has ended, to read its tables. Where it is no
// such folder, or the run has not ended, or tables of another version lie in it, the
// error is a *Refused that says what to do. It reads no table: Check tells whether they
// are as they were written.
func Open(out string) (*results.Folder, error) {
	d := folder(out)
	if _, err := os.Stat(out); errors.Is(err, os.ErrNotExist) {
		return nil, refuse("%s: no such folder: name the folder that broadsheet run wrote into", out)
	}
	m, err := d.manifest()
	if err != nil {
		return nil, err
	}
	if m == nil {
		return nil, refuse("%s holds no %s: name the folder that broadsheet run wrote into", out, manifestName)
	}
	if m.Schema != results.SchemaVersion {
		return nil, refuse("%s has tables of version %d; this program reads version %d: run it again with --force", out, m.Schema, results.SchemaVersion)
	}
	parts, err := d.commits(m)
	if err != nil {
		return nil, err
	}
	link, err := d.readable(parts)
	if err != nil {
		return nil, err
	}
	if link == nil {
		return nil, refuse("the run in %s has not ended: run the same command again, it goes on where it stopped", out)
	}
	for _, t := range results.Tables {
		if t.Corpus && len(link.numbers(t.Name)) == 0 {
			return nil, fmt.Errorf("%s names no file of %s", d.path(commitsFolder, linkName), t.Name)
		}
	}
	return d.describe(m, parts, link), nil
}

// describe says what lies in the folder of a run that has ended.
func (d folder) describe(m *manifest, parts map[int]*commit, link *commit) *results.Folder {
	f := &results.Folder{
		Path: string(d), Format: m.Format,
		Schema: m.Schema, Version: m.Version, Options: m.Options, Inputs: len(m.Inputs),
		Rows: map[string]int64{}, Files: map[string][]int{},
	}
	numbers := slices.Sorted(maps.Keys(parts))
	for _, t := range results.Tables {
		f.Files[t.Name] = numbers
		if t.Corpus {
			f.Files[t.Name] = link.numbers(t.Name)
		}
	}
	for _, c := range parts {
		for table, n := range c.Rows {
			f.Rows[table] += n
		}
	}
	maps.Copy(f.Rows, link.Rows)
	return f
}

// numbers are those of the files that link's record names for a table.
func (c *commit) numbers(table string) (all []int) {
	for _, file := range c.Files {
		if strings.HasPrefix(file.Path, table+"/") {
			all = append(all, len(all))
		}
	}
	return all
}
