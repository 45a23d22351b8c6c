package main

import (
	"os"

	"golang.org/x/term"
)

// isTerminal reports whether w is a terminal that a person looks at.
func isTerminal(w any) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// isSmart reports whether w is a terminal that can do more than print lines.
func isSmart(w any) bool { return isTerminal(w) && os.Getenv("TERM") != "dumb" }

// Columns of text where nothing tells the terminal's width.
const defaultWidth = 80

func terminalWidth(w any) int {
	if f, ok := w.(*os.File); ok {
		if width, _, err := term.GetSize(int(f.Fd())); err == nil && width > 0 {
			return width
		}
	}
	return defaultWidth
}

// wantsColor follows https://no-color.org.
func wantsColor(w any) bool {
	return isSmart(w) && os.Getenv("NO_COLOR") == ""
}
