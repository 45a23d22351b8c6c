// Command broadsheet turns political news text into tables.
//
// stdout carries data alone; every line on stderr begins with "broadsheet:"
// (progress bars on a terminal excepted).
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
)

// The exit codes, the same for every command.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2 // wrong usage, or refused
	exitErrors      = 3 // done, and some articles could not be read
	exitDamage      = 4 // check found damage
	exitInterrupted = 130
)

const exitCodes = `Exit codes:
  0    done
  1    failed
  2    wrong usage, or refused (another run's folder, a lock)
  3    done, and some articles could not be read or annotated
  4    check found damage
  130  interrupted (Ctrl-C, SIGTERM)`

// exitError is an error that says with which code to end. Its message is one
// line that says what to do.
type exitError struct {
	code int
	err  error
}

func (e *exitError) Error() string { return e.err.Error() }
func (e *exitError) Unwrap() error { return e.err }

// usage is the error of a command line that cannot be meant.
func usage(format string, args ...any) error {
	return &exitError{exitUsage, fmt.Errorf(format, args...)}
}

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	// A second Ctrl-C ends at once: what is committed is safe either way.
	context.AfterFunc(ctx, stop)

	root := rootCommand()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitDone
	}
	var exit *exitError
	if !errors.As(err, &exit) {
		exit = &exitError{exitFailed, err}
		if errors.Is(err, context.Canceled) {
			exit.code = exitInterrupted
		}
	}
	if message := printable(exit.Error()); message != "" {
		fmt.Fprintln(stderr, "broadsheet:", message)
	}
	return exit.code
}

func rootCommand() *cobra.Command {
	cobra.EnableCommandSorting = false // they are listed in the order of the work
	root := &cobra.Command{
		Use:   "broadsheet",
		Short: "Turn political news text into tables",
		Long: `broadsheet reads political news and writes tables: the people, countries and
organizations named, the quotes with their speakers, the numeric claims with
who makes them. It works offline, and every row points to characters of the
text.

` + exitCodes,
		Example: `  broadsheet run corpus/ out              a corpus into Parquet tables
  broadsheet extract article.txt          one article, to look at
  broadsheet export out quotes            a table as one file
  broadsheet sql out "from quotes_full"   a query, with DuckDB
  broadsheet tables                       what each column means`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(c, args[0])
			}
			return nil
		},
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return usage("%v: %s --help lists the flags", err, c.CommandPath())
	})
	for _, g := range []struct {
		id, title string
		commands  []*cobra.Command
	}{
		{"read", "Read articles:", []*cobra.Command{runCommand(), extractCommand(), checkCommand()}},
		{"look", "Look at the results of a run:", []*cobra.Command{reportCommand(), sqlCommand(), exportCommand(), tablesCommand()}},
		{"judge", "Find out how good they are:", []*cobra.Command{sampleCommand(), agreementCommand(), evalCommand()}},
	} {
		root.AddGroup(&cobra.Group{ID: g.id, Title: g.title})
		for _, c := range g.commands {
			c.GroupID = g.id
			root.AddCommand(c)
		}
	}
	root.AddCommand(manCommand(), versionCommand())
	root.InitDefaultCompletionCmd()
	root.InitDefaultHelpCmd()
	for _, c := range root.Commands() {
		switch c.Name() { // their own do not know wrong usage
		case "completion":
			c.Args, c.RunE = completionArgs, root.RunE
		case "help":
			c.Run = nil
			c.RunE = func(c *cobra.Command, args []string) error {
				about, rest, err := root.Find(args)
				if err != nil || len(rest) > 0 {
					return unknownCommand(root, strings.Join(args, " "))
				}
				about.InitDefaultHelpFlag()
				return about.Help()
			}
		}
	}
	return root
}

// unknownCommand is the error of a command that there is not, and names those that may
// have been meant.
func unknownCommand(root *cobra.Command, name string) error {
	if root.SuggestionsMinimumDistance = 2; len(root.SuggestionsFor(name)) > 0 {
		return usage("unknown command %q: is it %s? broadsheet --help lists the commands", name, strings.Join(root.SuggestionsFor(name), " or "))
	}
	return usage("unknown command %q: broadsheet --help lists the commands", name)
}

func completionArgs(_ *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usage("no completion for %q: choose one of bash, zsh, fish, powershell", args[0])
	}
	return nil
}
