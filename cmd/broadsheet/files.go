package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/broadsheet/broadsheet/pipeline"
	"github.com/broadsheet/broadsheet/results"
)

// oneFolder is the arguments of a command that works on the folder of a run.
func oneFolder(command string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) != 1 {
			return usage("%s needs the folder of one run: broadsheet %s out", command, command)
		}
		return nil
	}
}

// openRun opens the folder of a run; one that cannot be read yet is refused.
func openRun(out string) (*results.Folder, error) {
	folder, err := pipeline.Open(out)
	var refused *pipeline.Refused
	if errors.As(err, &refused) {
		return nil, &exitError{exitUsage, err}
	}
	return folder, err
}

// refuseInRun refuses a file in the folder of a run, which holds what the run wrote and
// nothing else: who reads a table as a whole would read the file too, and check finds it.
func refuseInRun(run, file string) error {
	inside, err := filepath.EvalSymlinks(filepath.Dir(file))
	if err != nil {
		return fmt.Errorf("cannot write %s: %w", file, err)
	}
	if run, err = filepath.EvalSymlinks(run); err != nil {
		return err
	}
	if run, err = filepath.Abs(run); err != nil {
		return err
	}
	if inside, err = filepath.Abs(inside); err != nil {
		return err
	}
	if rel, err := filepath.Rel(run, inside); err == nil && filepath.IsLocal(rel) {
		return &exitError{exitUsage, fmt.Errorf("%s lies in the folder of the run, which holds the run's own files only: choose another place with -o", file)}
	}
	return nil
}

// writeFile writes a file whole or not at all: under another name beside it first. One
// that is there is refused, unless forced.
func writeFile(name string, force bool, write func(io.Writer) error) error {
	refuse := func() error {
		info, err := os.Lstat(name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return fmt.Errorf("cannot write %s: %w", name, err)
		case info.IsDir():
			return &exitError{exitUsage, fmt.Errorf("%s is a folder: name a file with -o", name)}
		case !force:
			return &exitError{exitUsage, fmt.Errorf("%s is there already: choose another name with -o, or overwrite it with --force", name)}
		}
		return nil
	}
	if err := refuse(); err != nil {
		return err
	}
	temporary := filepath.Join(filepath.Dir(name), fmt.Sprintf(".%s.%d.tmp", filepath.Base(name), os.Getpid()))
	f, err := os.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return fmt.Errorf("cannot write %s: %w", name, err)
	}
	err = write(f)
	if err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = refuse() // it may have come meanwhile
	}
	if err == nil {
		err = os.Rename(temporary, name)
	}
	if err != nil {
		os.Remove(temporary)
	}
	return err
}
