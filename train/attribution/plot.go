package attribution

import "fmt"

// Plot draws how often quotes of each tenth of confidence are right: a bar for
// each, a dot for the mean confidence, a line for what would be perfect, and how
// many quotes. It is an SVG file that is read on light and on dark ground.
func Plot(table []Reliability) []byte {
	const (
		side, left, top = 400.0, 60.0, 20.0
		high            = top + side
	)
	x := func(v float64) float64 { return left + v*side }
	y := func(v float64) float64 { return high - v*side }
	var b []byte
	add := func(format string, args ...any) { b = fmt.Appendf(b, format+"\n", args...) }
	add(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 480" role="img" font-family="sans-serif" font-size="12">`)
	add(`<title>Confidence of quotes, and how many are right</title>`)
	add(`<desc>Each tenth of confidence with the share of its quotes that are right.</desc>`)
	add(`<style>.ink{stroke:#444;fill:none}text{fill:#444}.bar{fill:#7aa6c2}.dot{fill:#b03a2e}@media(prefers-color-scheme:dark){.ink{stroke:#bbb}text{fill:#ccc}}</style>`)
	for _, r := range table {
		if r.Quotes == 0 {
			continue
		}
		right := float64(r.Right) / float64(r.Quotes)
		add(`<rect class="bar" x="%.0f" y="%.0f" width="%.0f" height="%.0f"/>`, x(r.From)+2, y(right), side/10-4, right*side)
		add(`<circle class="dot" cx="%.0f" cy="%.0f" r="4"/>`, x((r.From+r.To)/2), y(r.Mean))
		add(`<text x="%.0f" y="%.0f" text-anchor="middle" font-size="10">%d</text>`, x((r.From+r.To)/2), y(right)-4, r.Quotes)
	}
	add(`<path class="ink" d="M%.0f %.0fV%.0fH%.0f"/>`, left, top, high, left+side)
	add(`<path class="ink" stroke-dasharray="4 4" d="M%.0f %.0fL%.0f %.0f"/>`, x(0), y(0), x(1), y(1))
	for i := 0; i <= 10; i += 2 {
		v := float64(i) / 10
		add(`<text x="%.0f" y="%.0f" text-anchor="middle">%.1f</text>`, x(v), high+16, v)
		add(`<text x="%.0f" y="%.0f" text-anchor="end">%.1f</text>`, left-6, y(v)+4, v)
	}
	add(`<text x="%.0f" y="%.0f" text-anchor="middle">confidence (dots: its mean)</text>`, x(0.5), high+38)
	add(`<text transform="translate(16 %.0f) rotate(-90)" text-anchor="middle">share of quotes that are right</text>`, y(0.5))
	add(`</svg>`)
	return b
}
