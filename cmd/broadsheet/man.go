package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// manCommand writes the manual from the same definitions that --help prints.
func manCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "man FOLDER",
		Short: "Write the manual pages, one for each command",
		Long: `Write a manual page for broadsheet and one for each of its commands into FOLDER,
for man to find: below /usr/local/share/man/man1, say.`,
		Example: `  broadsheet man /usr/local/share/man/man1
  broadsheet man . && man ./broadsheet-run.1`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage("man needs the folder to write into: broadsheet man /usr/local/share/man/man1")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			if err := os.MkdirAll(args[0], 0o777); err != nil {
				return err
			}
			root := c.Root()
			for _, c := range append([]*cobra.Command{root}, root.Commands()...) {
				if !c.IsAvailableCommand() && c != root {
					continue
				}
				name := strings.ReplaceAll(c.CommandPath(), " ", "-") + ".1"
				if err := writeFile(filepath.Join(args[0], name), true, func(w io.Writer) error { return writeMan(w, c) }); err != nil {
					return err
				}
			}
			return nil
		},
	}
}

// writeMan writes the manual page of a command, in the macros of man(7).
func writeMan(w io.Writer, c *cobra.Command) error {
	var b strings.Builder
	name := strings.ReplaceAll(c.CommandPath(), " ", "-")
	fmt.Fprintf(&b, ".TH %s 1 \"\" \"broadsheet %s\" \"broadsheet manual\"\n", strings.ToUpper(roff(name)), roff(moduleVersion()))
	fmt.Fprintf(&b, ".SH NAME\n%s \\- %s\n", roff(name), roff(strings.ToLower(c.Short[:1])+c.Short[1:]))
	synopsis := c.UseLine()
	if c.HasAvailableSubCommands() && !c.HasParent() {
		synopsis = c.CommandPath() + " COMMAND [flags]"
	}
	fmt.Fprintf(&b, ".SH SYNOPSIS\n.B %s\n", roff(synopsis))
	long, codes, _ := strings.Cut(c.Long, "\n\nExit codes:\n")
	b.WriteString(".SH DESCRIPTION\n")
	for i, paragraph := range strings.Split(long, "\n\n") {
		if i > 0 {
			b.WriteString(".PP\n")
		}
		preformatted(&b, paragraph, strings.HasPrefix(paragraph, "  "))
	}
	if c.HasAvailableSubCommands() && !c.HasParent() {
		b.WriteString(".SH COMMANDS\n")
		for _, sub := range c.Commands() {
			if sub.IsAvailableCommand() {
				fmt.Fprintf(&b, ".TP\n.B %s\n%s\n", roff(sub.Name()), roff(sub.Short))
			}
		}
	}
	if c.HasAvailableLocalFlags() {
		b.WriteString(".SH OPTIONS\n")
		c.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if f.Hidden {
				return
			}
			names := "--" + f.Name
			if f.Shorthand != "" {
				names = "-" + f.Shorthand + ", " + names
			}
			kind, usage := pflag.UnquoteUsage(f)
			if kind != "" {
				names += " " + kind
			}
			if f.DefValue != "" && f.DefValue != "false" && f.DefValue != "0" && f.DefValue != "[]" {
				usage += " (default " + f.DefValue + ")"
			}
			fmt.Fprintf(&b, ".TP\n.B %s\n%s\n", roff(names), roff(usage))
		})
	}
	if codes != "" {
		b.WriteString(".SH EXIT STATUS\n")
		preformatted(&b, codes, true)
	}
	if c.Example != "" {
		b.WriteString(".SH EXAMPLES\n")
		preformatted(&b, c.Example, true)
	}
	if c.HasParent() {
		b.WriteString(".SH SEE ALSO\n.BR broadsheet (1)\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// preformatted writes text as it stands, or for the reader's width to fill.
func preformatted(b *strings.Builder, text string, exact bool) {
	if exact {
		b.WriteString(".nf\n")
	}
	for line := range strings.SplitSeq(text, "\n") {
		b.WriteString(roff(line) + "\n")
	}
	if exact {
		b.WriteString(".fi\n")
	}
}

// roff is text that man shows as it is.
func roff(s string) string {
	s = strings.NewReplacer(`\`, `\e`, "-", `\-`, "\n", " ").Replace(s)
	if strings.HasPrefix(s, ".") || strings.HasPrefix(s, "'") {
		s = `\&` + s
	}
	return s
}
