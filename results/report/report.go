// Package report makes pages to look at: of the results of a run, and of an article.
//
// Each page is one HTML file that holds all it needs and asks for nothing: it opens from
// disk, in light and dark, with and without JavaScript. Its Content-Security-Policy lets
// nothing run but the page's own script, so that no text of an article can.
package report

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/broadsheet/broadsheet/results"
)

// Options say what a report shows.
type Options struct {
	Title         string // of the page; the folder's name where ""
	Claims        int    // rows of the table of claims at most: a sample of more; DefaultClaims where 0
	WithoutCopies bool   // leave out articles that are copies of an earlier one: see the table duplicates
}

// DefaultClaims is how many claims a report lists where Options.Claims is 0. A browser
// sorts and searches as many without a pause.
const DefaultClaims = 10_000

//go:embed report.html
var reportHTML string

//go:embed article.html
var articleHTML string

//go:embed page.css
var pageCSS string

//go:embed report.css
var reportCSS string

//go:embed article.css
var articleCSS string

//go:embed report.js
var reportJS string

//go:embed article.js
var articleJS string

// assets are what a page holds beside its text. The policy names both by their digests,
// and lets nothing else run.
type assets struct {
	Style  template.CSS
	Script template.JS
	Policy string
}

func assetsOf(css, js string) assets {
	source := func(s string) string {
		sum := sha256.Sum256([]byte(s))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	return assets{
		Style: template.CSS(css), Script: template.JS(js),
		Policy: "default-src 'none'; style-src " + source(css) + "; script-src " + source(js) + "; base-uri 'none'; form-action 'none'",
	}
}

var functions = template.FuncMap{
	"n":     thousands,
	"shown": shown,
	"one": func(n int64, one, more string) string {
		if n == 1 {
			return "1 " + one
		}
		return thousands(n) + " " + more
	},
	"percent": func(part, of int64) string {
		if of == 0 {
			return "–"
		}
		return strconv.FormatFloat(100*float64(part)/float64(of), 'f', 1, 64) + " %"
	},
	"add":      func(a, b int) int { return a + b },
	"addf":     func(a float64, b int) float64 { return tenth(a + float64(b)) },
	"barWidth": func(share float64) float64 { return tenth(max(1, 1.6*share)) },
	"spoken":   func(r nameRow, p *publisher) int64 { return r.By[p.number] },
	"heat":     heat,
	"day":      func(t time.Time) string { return t.Format("2 January 2006") },
}

var (
	reportPage  = template.Must(template.New("report").Funcs(functions).Parse(reportHTML))
	articlePage = template.Must(template.New("article").Funcs(functions).Parse(articleHTML))
)

// Write writes the report of a run. The same folder and options give the same bytes.
func Write(w io.Writer, f *results.Folder, o Options) error {
	if o.Claims == 0 {
		o.Claims = DefaultClaims
	}
	c, err := gather(f, o)
	if err != nil {
		return err
	}
	return reportPage.Execute(w, struct {
		assets
		*overview
	}{assetsOf(pageCSS+reportCSS, reportJS), c})
}

// thousands writes n with commas.
func thousands(n int64) string { return grouped(strconv.FormatInt(n, 10)) }

// grouped puts commas between the digits of a whole number.
func grouped(s string) string {
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// shown is text as a page shows it: control characters, and marks that change the
// direction of what stands around them, become U+FFFD.
func shown(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			return r
		case r < ' ' || r >= 0x7f && r < 0xa0, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
			return '\ufffd'
		}
		return r
	}, s)
}
