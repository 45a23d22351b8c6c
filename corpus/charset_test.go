package corpus

import (
	"strings"
	"testing"

	htmlcharset "golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

func lookupCharset(name string) (encoding.Encoding, string) {
	if name == "macintosh" {
		return charmap.Macintosh, name
	}
	return htmlcharset.Lookup(name)
}

var legacyCases = []struct{ charset, text string }{
	{"windows-1252", "The minister’s office said that the “first” round of talks – held in Geneva – had ended without a result."},
	{"windows-1252", "The bill will cost £40m, said the Treasury, and a further £3m in the year after that, it said."},
	{"windows-1252", "The mayor of Málaga, José Peña, said that she would not resign over the contract for the port."},
	{"windows-1252", "Le ministère a déclaré mardi que les négociations, entamées à Genève, se poursuivraient après l'été; « nous y sommes prêts », a-t-il ajouté."},
	{"windows-1252", "Der Außenminister sagte am Dienstag, die Gespräche in Genf würden länger dauern, als man für möglich gehalten hätte."},
	{"windows-1252", "El ministro señaló el martes que las negociaciones continuarán más de lo que esperaba la oposición en España."},
	{"iso-8859-15", "Le déficit atteint 40 € par tête, a déclaré le ministère; l'été sera dur, a-t-il ajouté à Genève."},
	{"windows-1250", "Minister spraw zagranicznych powiedział we wtorek, że rozmowy w Genewie będą trwały dłużej, niż się spodziewano."},
	{"iso-8859-2", "Minister spraw zagranicznych powiedział we wtorek, że rozmowy w Genewie będą trwały dłużej, niż się spodziewano."},
	{"windows-1250", "Ministr zahraničí v úterý řekl, že jednání v Ženevě potrvají déle, než se očekávalo, a že žádný výsledek zatím není."},
	{"iso-8859-2", "Ministr zahraničí v úterý řekl, že jednání v Ženevě potrvají déle, než se očekávalo, a že žádný výsledek zatím není."},
	{"windows-1254", "Dışişleri bakanı salı günü yaptığı açıklamada görüşmelerin beklenenden uzun süreceğini söyledi."},
	{"windows-1251", "Министр иностранных дел заявил во вторник, что переговоры в Женеве продолжатся дольше, чем ожидалось."},
	{"koi8-r", "Министр иностранных дел заявил во вторник, что переговоры в Женеве продолжатся дольше, чем ожидалось."},
	{"macintosh", "The minister’s office said the “first” round of talks in Málaga wasn’t a success, and wouldn’t be."},
	{"gbk", "外交部长星期二表示，在日内瓦举行的会谈将比预期的时间更长，各方仍然存在分歧。"},
	{"shift_jis", "外相は火曜日、ジュネーブでの協議は予想より長く続くだろうと述べた。双方の立場は異なる。"},
}

// A UTF-8 file in which one line is broken is not Latin-1.
func TestBrokenLineStaysUTF8(t *testing.T) {
	b := []byte(strings.Repeat(`{"text":"Łódź — fine."}`+"\n", 3) + "{\"text\":\"caf\xe9 and na\xefve, d\xe9j\xe0 vu\"}\n" + `{"text":"fine again"}`)
	articles, errs := readBytes(t, Options{}, b)
	if len(errs) > 0 || len(articles) != 5 {
		t.Fatal(len(articles), errs)
	}
	if got := articles[3].Text; got != "caf\uFFFD and na\uFFFDve, d\uFFFDj\uFFFD vu" {
		t.Errorf("got %q", got)
	}
	if articles[0].Text != "Łódź — fine." {
		t.Errorf("got %q", articles[0].Text)
	}
}

// A legacy line after much ASCII is still recognised, by itself.
func TestLateLegacyLine(t *testing.T) {
	b := []byte(strings.Repeat(`{"text":"Nothing but ASCII here."}`+"\n", 4000) + "{\"text\":\"The mayor of M\xe1laga, Jos\xe9 Pe\xf1a, resigned.\"}\n")
	articles, _ := readBytes(t, Options{}, b)
	if got := articles[4000].Text; got != "The mayor of Málaga, José Peña, resigned." {
		t.Errorf("got %q", got)
	}
}

// What Python's bytes.decode("utf-8", "replace") gives.
func TestRepair(t *testing.T) {
	for in, want := range map[string]string{
		"a\xffb":                       "a\uFFFDb",
		"\xe2\x80":                     "\uFFFD",
		"\xe2\x80x":                    "\uFFFDx",
		"\xf0\x9f\x98 \xf0\x9f\x98":    "\uFFFD \uFFFD",
		"\xc0\xaf":                     "\uFFFD\uFFFD",
		"\xed\xa0\x80":                 "\uFFFD\uFFFD\uFFFD",
		"\xf4\x90\x80\x80":             "\uFFFD\uFFFD\uFFFD\uFFFD",
		"\xe2\xe2\x80\x94":             "\uFFFD—",
		"\uFFFD ok":                    "\uFFFD ok",
		"\x80\x80":                     "\uFFFD\uFFFD",
		"\xf0\x9f\x98\x80\xf0\x9f\x98": "😀\uFFFD",
	} {
		if got := repair([]byte(in)); got != want {
			t.Errorf("repair(%q) = %q, want %q", in, got, want)
		}
	}
}
