package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/broadsheet/broadsheet/pipeline"
)

// progress shows how far a run is: a bar on a terminal, elsewhere a line now
// and then, or for a program that draws its own bar an object of JSON. Clocks
// are read here and nowhere below.
type progress struct {
	w        io.Writer
	json     bool
	terminal bool
	quiet    bool
	begin    time.Time
	reading  time.Time // when the first article was read
	shown    time.Time
	last     pipeline.Event
	drawn    bool
}

var progressFormats = []string{"bar", "json"}

// How often the bar is drawn (or a program told), and how often a line is
// printed elsewhere.
const (
	barEvery  = 100 * time.Millisecond
	lineEvery = 30 * time.Second
)

func newProgress(w io.Writer, format string, quiet bool) *progress {
	now := time.Now()
	return &progress{w: w, json: format == "json", terminal: isSmart(w), quiet: quiet, begin: now, reading: now, shown: now}
}

func (p *progress) show(e pipeline.Event) {
	now := time.Now()
	if e.Stage == pipeline.Extracting && p.last.Stage != pipeline.Extracting {
		p.reading = now
	}
	p.last = e
	every := lineEvery
	if p.terminal || p.json {
		every = barEvery
	}
	if p.quiet || now.Sub(p.shown) < every {
		return
	}
	p.shown = now
	switch {
	case p.json:
		fmt.Fprintf(p.w, "broadsheet: progress %s\n", event(e))
	case p.terminal:
		fmt.Fprintf(p.w, "\r\x1b[2K%s", p.bar(now, terminalWidth(p.w)))
		p.drawn = true
	default:
		fmt.Fprintln(p.w, "broadsheet:", p.line(now, 0))
	}
}

// event is e as --progress json shows it.
func event(e pipeline.Event) []byte {
	line, err := json.Marshal(struct {
		Stage      pipeline.Stage `json:"stage"`
		Articles   int64          `json:"articles"`
		Errors     int64          `json:"errors"`
		TextBytes  int64          `json:"text_bytes"`
		InputBytes int64          `json:"input_bytes"`
		InputTotal int64          `json:"input_total"`
	}{e.Stage, e.Articles, e.Errors, e.TextBytes, e.InputBytes, e.InputTotal})
	if err != nil {
		panic(err) // numbers and a word
	}
	return line
}

// clear wipes the bar, so that lines can follow.
func (p *progress) clear() {
	if p.drawn {
		fmt.Fprint(p.w, "\r\x1b[2K")
		p.drawn = false
	}
}

// bar is the line for a terminal. A wrapped one could not be wiped; and the last
// column stays free, because some terminals go to the next line there.
func (p *progress) bar(now time.Time, width int) string {
	line := p.line(now, width-1) // of ASCII
	return line[:min(len(line), width-1)]
}

// line tells the state, with a bar where width has room for one.
func (p *progress) line(now time.Time, width int) string {
	e := p.last
	switch e.Stage {
	case pipeline.Fingerprinting:
		return "reading the inputs' fingerprints"
	case pipeline.Linking:
		return "linking the parts"
	}
	facts := []string{count(e.Articles, "article")}
	if e.Errors > 0 {
		facts = append(facts, count(e.Errors, "error"))
	}
	spent := now.Sub(p.reading)
	if spent > time.Second {
		facts = append(facts, fmt.Sprintf("%.1f MB/s", float64(e.TextBytes)/1e6/spent.Seconds()))
	}
	if e.InputTotal == 0 {
		return strings.Join(facts, ", ")
	}
	share := min(1, float64(e.InputBytes)/float64(e.InputTotal))
	if spent > 2*time.Second && share > 0.01 {
		left := time.Duration(float64(spent) * (1 - share) / share).Round(time.Second)
		facts = append(facts, left.String()+" left")
	}
	text := fmt.Sprintf("%3.0f%% %s", 100*share, strings.Join(facts, ", "))
	room := min(30, width-len(text)-3)
	if room < 5 {
		return text
	}
	full := int(share * float64(room))
	return "[" + strings.Repeat("#", full) + strings.Repeat(" ", room-full) + "] " + text
}

// rate is what the reading of the articles took.
func (p *progress) rate() string {
	spent := time.Since(p.reading)
	if p.last.Articles == 0 {
		return ""
	}
	return fmt.Sprintf(", read in %s at %.1f MB/s", spent.Round(10*time.Millisecond), float64(p.last.TextBytes)/1e6/spent.Seconds())
}

// count is a number with its noun: "1 article", "2,000 articles".
func count(n int64, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return digits(n) + " " + noun
}

// digits groups thousands.
func digits(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func size(bytes int64) string {
	switch {
	case bytes < 1000:
		return fmt.Sprintf("%d bytes", bytes)
	case bytes < 1_000_000:
		return fmt.Sprintf("%.1f kB", float64(bytes)/1e3)
	case bytes < 1_000_000_000:
		return fmt.Sprintf("%.1f MB", float64(bytes)/1e6)
	}
	return fmt.Sprintf("%.2f GB", float64(bytes)/1e9)
}
