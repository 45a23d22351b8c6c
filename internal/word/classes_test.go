package word

import (
	"strings"
	"testing"
)

func TestReadClasses(t *testing.T) {
	var got []string
	ReadClasses("# colors\nwarm\tof fire\n\tred  orange\n\tred\n\ncold\n  blue\nwarm\n\tpink\r\n", func(class, w string) {
		got = append(got, class+":"+w)
	})
	if want := "warm:red warm:orange warm:red cold:blue warm:pink"; strings.Join(got, " ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}
