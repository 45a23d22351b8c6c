package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/broadsheet/broadsheet/results/study"
)

func agreementCommand() *cobra.Command {
	var (
		format string
		strata bool
	)
	c := &cobra.Command{
		Use:   "agreement CODED [SECOND]",
		Short: "Say how often coders found the tool right, and how far they agree",
		Long: `Read a sheet of broadsheet sample that a coder filled in, and print for each
column how often the tool is right: precision in percent with its 95 % interval
(Wilson). Rows in which the tool says nothing count apart. Where a sample was
drawn by a column, rows weigh as much as their stratum has in the table, so that
the figure is that of the table.

With the sheet of a second coder, prints how far the two agree beyond chance:
Cohen's kappa and Krippendorff's alpha (nominal), and the rows on which they
differ. Sheets may come back from a spreadsheet with semicolons, a byte order
mark, other columns or another order.

` + exitCodes,
		Example: `  broadsheet agreement coded.csv
  broadsheet agreement --strata coded.csv
  broadsheet agreement first.csv second.csv
  broadsheet agreement --format json first.csv second.csv`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) < 1 || len(args) > 2 {
				return usage("agreement needs one coded sheet or two: broadsheet agreement first.csv second.csv")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			if err := oneOf("format", format, figureFormats...); err != nil {
				return err
			}
			var coders []*study.Coded
			for _, name := range args {
				coder, err := readCoded(name)
				if err != nil {
					return err
				}
				coders = append(coders, coder)
			}
			a, err := study.Agree(coders)
			if err != nil {
				return studyError(err)
			}
			w := dataWriter(c.OutOrStdout())
			if format != "text" {
				return agreementGrid(a).write(w, format)
			}
			return printAgreement(w, a, strata)
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return []string{"csv"}, cobra.ShellCompDirectiveFilterFileExt
		},
	}
	choice(c, &format, "format", "text", "how to print it", figureFormats...)
	c.Flags().BoolVar(&strata, "strata", false, "in text, print each stratum too; csv and json always have them")
	return c
}

func readCoded(name string) (*study.Coded, error) {
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, usage("%s: no such file", name)
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return study.ReadCoded(name, f)
}

func printAgreement(w io.Writer, a *study.Agreement, strata bool) error {
	for i, coder := range a.Coders {
		if i > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "%s: %s, %d with something missed\n", printable(coder.Coder), count(int64(coder.Rows), "row"), coder.Missed)
		rows := [][]string{{"column", "precision", "right", "wrong", "unsure", "blank", "empty, rightly"}}
		answers := 0
		for _, p := range coder.Columns {
			answers += p.Right + p.Wrong + p.Unsure + p.Nothing.Judged() + p.Nothing.Unsure
			nothing := "-"
			if n := p.Nothing.Judged(); n > 0 {
				nothing = fmt.Sprintf("%d of %d", p.Nothing.Right, n)
			}
			rows = append(rows, []string{p.Column, p.Precision.String(), strconv.Itoa(p.Right), strconv.Itoa(p.Wrong), strconv.Itoa(p.Unsure + p.Nothing.Unsure), strconv.Itoa(p.Blank), nothing})
		}
		if err := aligned(w, rows); err != nil {
			return err
		}
		if answers == 0 {
			fmt.Fprintln(w, "Nothing is filled in: the columns that end with _ok take y, n or ?.")
		}
		if coder.Weighted {
			fmt.Fprintln(w, "Precision is weighed by the rows of each stratum in the table; intervals are for the effective number of rows (Kish).")
		}
		if strata {
			if err := printStrata(w, coder); err != nil {
				return err
			}
		}
	}
	if len(a.Coders) < 2 {
		return nil
	}
	fmt.Fprintf(w, "\nboth: %s", count(int64(a.Shared), "row"))
	for i, n := range a.Only {
		if n > 0 {
			fmt.Fprintf(w, ", %d only in %s", n, printable(a.Coders[i].Coder))
		}
	}
	fmt.Fprintln(w)
	rows := [][]string{{"column", "judged by both", "agree", "Cohen's kappa", "Krippendorff's alpha"}}
	undefined := false
	for _, r := range a.Reliability {
		agree := "-"
		if r.Both > 0 {
			agree = fmt.Sprintf("%.1f", 100*float64(r.Agree)/float64(r.Both))
		}
		undefined = undefined || r.Both > 0 && (r.Kappa == nil || r.Alpha == nil)
		rows = append(rows, []string{r.Column, strconv.Itoa(r.Both), agree, coefficient(r.Kappa), coefficient(r.Alpha)})
	}
	if err := aligned(w, rows); err != nil {
		return err
	}
	if undefined {
		fmt.Fprintln(w, "A coefficient is not defined where only one answer was given: chance alone would agree as well.")
	}
	if len(a.Differ) > 0 {
		fmt.Fprintf(w, "\nThey differ on %s:\n", count(int64(len(a.Differ)), "answer"))
	}
	for _, d := range a.Differ {
		fmt.Fprintf(w, "  %s %s\n", printable(d.Row), printable(d.Column))
	}
	return nil
}

func printStrata(w io.Writer, coder study.CoderReport) error {
	rows := [][]string{{"stratum", "column", "precision", "right", "wrong", "rows in the table"}}
	for _, p := range coder.Columns {
		for _, s := range p.Strata {
			name, size := s.Stratum, "-"
			if name == "" {
				name = "(null)"
			}
			if s.Rows > 0 {
				size = strconv.FormatInt(s.Rows, 10)
			}
			rows = append(rows, []string{name, p.Column, s.Precision.String(), strconv.Itoa(s.Right), strconv.Itoa(s.Wrong), size})
		}
	}
	if len(rows) == 1 {
		return nil // one stratum is the whole
	}
	fmt.Fprintln(w)
	return aligned(w, rows)
}

func coefficient(v *float64) string {
	if v == nil {
		return "-"
	}
	return fmt.Sprintf("%.3f", *v)
}

// agreementGrid has one row a figure.
func agreementGrid(a *study.Agreement) *grid {
	g := &grid{header: []string{"coder", "column", "stratum", "measure", "value", "low", "high", "judged"}}
	share := func(coder, column string, stratum any, measure string, p study.Precision) {
		row := []any{coder, column, stratum, measure, nil, nil, nil, p.Judged()}
		if p.Judged() > 0 {
			row[4], row[5], row[6] = decimals(100*p.Share, 1), decimals(100*p.Low, 1), decimals(100*p.High, 1)
		}
		g.rows = append(g.rows, row)
	}
	for _, coder := range a.Coders {
		for _, p := range coder.Columns {
			share(coder.Coder, p.Column, nil, "precision", p.Precision)
			share(coder.Coder, p.Column, nil, "empty_rightly", p.Nothing)
			for _, s := range p.Strata {
				share(coder.Coder, p.Column, s.Stratum, "precision", s.Precision)
			}
		}
	}
	for _, r := range a.Reliability {
		for _, f := range []struct {
			measure string
			value   *float64
		}{{"kappa", r.Kappa}, {"alpha", r.Alpha}} {
			row := []any{nil, r.Column, nil, f.measure, nil, nil, nil, r.Both}
			if f.value != nil {
				row[4] = decimals(*f.value, 3)
			}
			g.rows = append(g.rows, row)
		}
	}
	return g
}
