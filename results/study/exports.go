package study

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/broadsheet/broadsheet/corpus"
)

// readBrat reads an .ann file with the .txt beside it, or all of a folder:
// text-bound annotations (T), which may be interrupted, relations (R) and
// events (E), whose parts belong together.
func readBrat(path string) ([]*Gold, []*markup, error) {
	var files []string
	err := filepath.WalkDir(path, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && (name == path || strings.EqualFold(filepath.Ext(name), ".ann")) {
			files = append(files, name)
		}
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	if len(files) == 0 {
		return nil, nil, usage("%s: no .ann file in this folder: brat keeps one beside each .txt", path)
	}
	var all []*Gold
	marked := []*markup{}
	for _, name := range files {
		base := strings.TrimSuffix(name, filepath.Ext(name))
		text, err := os.ReadFile(base + ".txt")
		if errors.Is(err, fs.ErrNotExist) {
			return nil, nil, fmt.Errorf("%s: the text is not beside it, in %s", name, filepath.Base(base)+".txt")
		}
		if err != nil {
			return nil, nil, err
		}
		ann, err := os.ReadFile(name)
		if err != nil {
			return nil, nil, err
		}
		id := filepath.Base(base)
		if rel, err := filepath.Rel(path, base); err == nil && rel != "." && !strings.HasPrefix(rel, "..") {
			id = filepath.ToSlash(rel)
		}
		g := &Gold{Article: &corpus.Article{ID: id, Source: id + ".txt", Record: 1, Language: "en", Text: strings.ToValidUTF8(string(text), "\uFFFD")}}
		m, err := parseBrat(ann, g.text())
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", name, err)
		}
		all, marked = append(all, g), append(marked, m)
	}
	return all, marked, nil
}

func parseBrat(ann []byte, text []rune) (*markup, error) {
	m := &markup{}
	at := 0
	for line := range strings.Lines(string(ann)) {
		at++
		fields := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if len(fields) < 2 || fields[0] == "" {
			continue
		}
		switch fields[0][0] {
		case 'T':
			label, where, _ := strings.Cut(fields[1], " ")
			s := markedSpan{id: fields[0], label: label}
			var cut []string
			for piece := range strings.SplitSeq(where, ";") {
				from, to, _ := strings.Cut(piece, " ")
				start, err := strconv.Atoi(from)
				end, err2 := strconv.Atoi(to)
				if err != nil || err2 != nil || start < 0 || end < start || end > len(text) {
					return nil, fmt.Errorf("line %d: %q is no place in the text of %d code points", at, where, len(text))
				}
				s.pieces = append(s.pieces, Span{start, end})
				cut = append(cut, string(text[start:end]))
			}
			words := func(s string) string { return strings.Join(strings.Fields(s), " ") }
			if len(fields) > 2 && words(fields[2]) != words(strings.Join(cut, " ")) {
				return nil, fmt.Errorf("line %d says %q, the text has %q there: has it changed since it was annotated?", at, short(fields[2]), short(strings.Join(cut, " ")))
			}
			m.spans = append(m.spans, s)
		case 'R', 'E':
			// R1	Source Arg1:T1 Arg2:T2, or E1	Cue:T3 Content:T1 Source:T2
			var ids []string
			for arg := range strings.FieldsSeq(fields[1]) {
				if _, id, ok := strings.Cut(arg, ":"); ok {
					ids = append(ids, id)
				}
			}
			for i, a := range ids {
				for _, b := range ids[i+1:] {
					m.links = append(m.links, [2]string{a, b})
				}
			}
		}
	}
	return m, nil
}

// readDoccano reads a JSONL export of doccano: spans as [start, end, label] in
// label or labels, or as objects in entities, with relations.
func readDoccano(path string) ([]*Gold, []*markup, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, err
	}
	var all []*Gold
	marked := []*markup{}
	for line := range bytes.Lines(bytes.TrimPrefix(data, []byte("\uFEFF"))) {
		if record := len(all) + 1; len(bytes.TrimSpace(line)) > 0 {
			var x struct {
				ID            json.RawMessage
				Text, Data    string
				Label, Labels [][]any
				Entities      []struct {
					ID    json.Number
					Label string
					Start int `json:"start_offset"`
					End   int `json:"end_offset"`
				}
				Relations []struct {
					From json.Number `json:"from_id"`
					To   json.Number `json:"to_id"`
				}
			}
			if err := json.Unmarshal(line, &x); err != nil {
				return nil, nil, fmt.Errorf("%s: record %d: %w", path, record, err)
			}
			m := &markup{}
			for _, l := range append(x.Label, x.Labels...) {
				s, ok := tripleOf(l)
				if !ok {
					return nil, nil, fmt.Errorf("%s: record %d: a label is not [start, end, name]", path, record)
				}
				m.spans = append(m.spans, s)
			}
			for _, e := range x.Entities {
				m.spans = append(m.spans, markedSpan{e.ID.String(), e.Label, []Span{{e.Start, e.End}}})
			}
			for _, r := range x.Relations {
				m.links = append(m.links, [2]string{r.From.String(), r.To.String()})
			}
			all = append(all, newGold(path, record, x.ID, x.Text+x.Data))
			marked = append(marked, m)
		}
	}
	return all, marked, nil
}

func tripleOf(l []any) (markedSpan, bool) {
	if len(l) != 3 {
		return markedSpan{}, false
	}
	start, ok1 := l[0].(float64)
	end, ok2 := l[1].(float64)
	label, ok3 := l[2].(string)
	return markedSpan{label: label, pieces: []Span{{int(start), int(end)}}}, ok1 && ok2 && ok3
}

// newGold is a text of an export without annotations yet.
func newGold(path string, record int, rawID json.RawMessage, text string) *Gold {
	var id string
	if json.Unmarshal(rawID, &id) != nil {
		id = string(rawID) // a number
	}
	if id == "" || id == "null" {
		id = filepath.Base(path) + "#" + strconv.Itoa(record)
	}
	return &Gold{Article: &corpus.Article{ID: id, Source: filepath.Base(path), Record: record, Language: "en", Text: text}}
}

// labelStudioResult is a span or a relation of Label Studio.
type labelStudioResult struct {
	ID, Type string
	FromID   string `json:"from_id"`
	ToID     string `json:"to_id"`
	Value    labelStudioSpan
}

type labelStudioAnnotation struct {
	Result       []labelStudioResult
	WasCancelled bool `json:"was_cancelled"`
	GroundTruth  bool `json:"ground_truth"`
}

type labelStudioSpan struct {
	Start, End int
	Text       string
	Labels     []string
}

// readLabelStudio reads a JSON or JSON-MIN export of Label Studio. Of several
// annotations of a text the first is taken that was not cancelled, one that is
// called the ground truth before others.
func readLabelStudio(path string) ([]*Gold, []*markup, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, err
	}
	var tasks []struct {
		ID          json.RawMessage
		Data        map[string]any
		Annotations []labelStudioAnnotation
		Text        string            // JSON-MIN
		Label       []labelStudioSpan // JSON-MIN
	}
	if err := json.Unmarshal(bytes.TrimPrefix(data, []byte("\uFEFF")), &tasks); err != nil {
		return nil, nil, fmt.Errorf("%s: not a JSON or JSON-MIN export of Label Studio: %w", path, err)
	}
	var all []*Gold
	marked := []*markup{}
	for i, task := range tasks {
		text, ok := task.Data["text"].(string)
		if !ok {
			text = task.Text
		}
		if text == "" {
			return nil, nil, fmt.Errorf("%s: task %d has no text in data.text", path, i+1)
		}
		g := newGold(path, i+1, task.ID, text)
		runes := g.text()
		m := &markup{}
		add := func(id string, v labelStudioSpan) {
			if len(v.Labels) > 0 {
				m.spans = append(m.spans, markedSpan{id, v.Labels[0], []Span{placed(v, text, runes)}})
			}
		}
		for _, v := range task.Label {
			add("", v)
		}
		annotations := slices.DeleteFunc(task.Annotations, func(a labelStudioAnnotation) bool { return a.WasCancelled })
		truth := max(0, slices.IndexFunc(annotations, func(a labelStudioAnnotation) bool { return a.GroundTruth }))
		if len(annotations) > 0 {
			for _, r := range annotations[truth].Result {
				if r.Type == "relation" {
					m.links = append(m.links, [2]string{r.FromID, r.ToID})
				} else {
					add(r.ID, r.Value)
				}
			}
		}
		all, marked = append(all, g), append(marked, m)
	}
	return all, marked, nil
}

// placed is a span of Label Studio in code points. Its browser counts UTF-16
// units, which are the same but behind an emoji: where the words that the
// export gives stand there so counted and not otherwise, that is meant.
func placed(v labelStudioSpan, text string, runes []rune) Span {
	s := Span{v.Start, v.End}
	if v.Text == "" || s.Start >= 0 && s.Start <= s.End && s.End <= len(runes) && string(runes[s.Start:s.End]) == v.Text {
		return s
	}
	units := utf16.Encode(runes)
	if s.Start < 0 || s.End < s.Start || s.End > len(units) || string(utf16.Decode(units[s.Start:s.End])) != v.Text {
		return s
	}
	start := len(utf16.Decode(units[:s.Start]))
	return Span{start, start + len([]rune(v.Text))}
}
