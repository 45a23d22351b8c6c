package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/broadsheet/broadsheet/results"
)

// Report is what Check found in a folder.
type Report struct {
	Complete bool // all parts are there, and link's tables
	Parts    int
	Files    int
	Bytes    int64
	Articles int64
	SameID   int64     // article_ids that more than one article has; no damage
	Problems []Problem // damage, by path
}

// Problem is one thing that is not as it was written.
type Problem struct {
	Path string // below the folder, with "/"
	What string
}

// Check reads every file of a run again and holds it against the commit
// records; where all are as they were written it holds the rows against each other
// and the contract of the tables. Its error says why that could not be done; damage is in the Report.
// A run that has not ended is no damage, but leaves the Report not Complete.
func Check(ctx context.Context, out string) (Report, error) {
	d := folder(out)
	var report Report
	m, err := d.manifest()
	if err != nil {
		return report, err
	}
	if _, err := os.Stat(out); errors.Is(err, fs.ErrNotExist) {
		return report, refuse("%s: no such folder", out)
	}
	if m == nil {
		return report, refuse("%s holds no %s: it is not the folder of a run", out, manifestName)
	}
	problem := func(path, format string, args ...any) {
		report.Problems = append(report.Problems, Problem{path, fmt.Sprintf(format, args...)})
	}
	if m.damaged { // of what else it says nothing is known
		problem(manifestName, "%v", errSeal)
	} else if m.Schema != results.SchemaVersion {
		problem(manifestName, "tables of version %d; this program knows version %d", m.Schema, results.SchemaVersion)
	}
	names, err := d.names(commitsFolder)
	if err != nil {
		return report, err
	}
	parts := map[int]*commit{}
	named := map[string]bool{}
	lost := map[string]bool{} // names of commit records that are damaged, which name nothing
	var left []string         // commit records that an update dropped and did not get to remove
	var link *commit
	for _, name := range names {
		path := commitsFolder + "/" + name
		n, isPart := partNumber(name)
		if !isPart && name != linkName {
			problem(path, "not a commit record")
			continue
		}
		c, err := d.commit(name)
		if err != nil || c == nil || isPart && c.Part != n {
			problem(path, "a damaged commit record: run the same command again")
			lost[name] = true
			continue
		}
		if isPart && !m.holds(n) && !m.damaged {
			left = append(left, path)
			for _, f := range c.Files {
				named[f.Path] = true
			}
			continue
		}
		if isPart {
			parts[n] = c
			report.Parts++
			report.Articles += c.Articles
		} else {
			link = c
			report.SameID = c.SameID
		}
		for _, f := range c.Files {
			named[f.Path] = true
			if !ours(f.Path) {
				problem(path, "names %q, which no run writes", f.Path)
				continue
			}
			what, err := d.verify(ctx, f)
			if err != nil {
				return report, err
			}
			if what != "" {
				problem(f.Path, "%s", what)
			}
			report.Files++
			report.Bytes += f.Bytes
		}
	}
	if link != nil {
		report.Complete = true
		for _, path := range left {
			problem(path, "left from before an update: run the same command again")
		}
		if link.Parts != len(parts)+len(lost) {
			problem(commitsFolder+"/"+linkName, "is for %d parts, and %d are there", link.Parts, len(parts))
		} else if of, err := digestOf(parts); len(lost) == 0 && (err != nil || of != link.Of) {
			problem(commitsFolder+"/"+linkName, "is for other parts than those that are there")
		}
		last := m.FirstPart + link.Parts - len(m.Kept)
		for n := range parts {
			last = max(last, n+1)
		}
		for n := range last {
			if m.holds(n) && parts[n] == nil && !lost[commitName(n)] && !m.damaged {
				problem(commitsFolder+"/"+commitName(n), "missing: run the same command again")
			}
		}
	}
	_, ofCorpus := results.Folders(m.Format)
	for _, f := range m.Folders {
		if !plain(f) {
			if !m.damaged {
				problem(manifestName, "names the folder %q, which no run makes", f)
			}
			continue
		}
		names, err := d.names(f)
		if err != nil {
			return report, err
		}
		for _, name := range names {
			record := strings.TrimSuffix(name, filepath.Ext(name)) + ".json"
			if slices.Contains(ofCorpus, f) {
				record = linkName
			}
			if path := f + "/" + name; !named[path] && !lost[record] {
				// A program that reads the whole folder would read it too.
				problem(path, "named by no commit record")
			}
		}
	}
	if len(report.Problems) == 0 {
		whole := link != nil && string(m.Options["limit"]) == "0"
		if err := holdings(ctx, bySource(m.Inputs), parts, whole, problem); err != nil {
			return report, err
		}
	}
	if len(report.Problems) == 0 {
		// Rows are read only where the files are what was written.
		if err := checkContent(ctx, d, m.Format, slices.Sorted(maps.Keys(parts)), link, problem); err != nil {
			return report, err
		}
	}
	slices.SortStableFunc(report.Problems, func(a, b Problem) int {
		switch {
		case a.Path < b.Path:
			return -1
		case a.Path > b.Path:
			return 1
		}
		return 0
	})
	return report, nil
}

// verify says what is wrong with a file, "" where nothing is.
func (d folder) verify(ctx context.Context, want digest) (what string, err error) {
	f, err := os.Open(d.path(filepath.FromSlash(want.Path)))
	if errors.Is(err, fs.ErrNotExist) {
		return "missing: run the same command again", nil
	}
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	size := int64(0)
	for {
		if err := ctx.Err(); err != nil {
			return "", err
		}
		n, err := io.CopyN(h, f, 4<<20)
		size += n
		if err == io.EOF {
			break
		}
		if err != nil {
			return fmt.Sprintf("cannot be read: %v", err), nil
		}
	}
	if size != want.Bytes {
		return fmt.Sprintf("has %d bytes, was written with %d: remove it and run the same command again", size, want.Bytes), nil
	}
	if got := hex.EncodeToString(h.Sum(nil)); got != want.SHA256 {
		return "its bytes have changed since it was written: remove it and run the same command again", nil
	}
	return "", nil
}
