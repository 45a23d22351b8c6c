package extract

import (
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

func both(t *testing.T) map[string]*Extractor {
	t.Helper()
	engines := map[string]*Extractor{}
	for _, engine := range []string{EngineOwn, EngineProse} {
		x, err := New(Options{Engine: engine})
		if err != nil {
			t.Fatal(err)
		}
		engines[engine] = x
	}
	return engines
}

func TestUnknownEngineIsRefused(t *testing.T) {
	if _, err := New(Options{Engine: "spacy"}); err == nil || !strings.Contains(err.Error(), EngineProse) {
		t.Errorf("got %v, want an error that names the engines", err)
	}
}

// The invariants that every later package relies on hold for the example
// articles, with either engine.
func TestExamplesKeepTheInvariants(t *testing.T) {
	articles, _ := examples(t)
	for engine, x := range both(t) {
		for _, a := range articles {
			before := a.Text
			d, failure := x.Extract(a)
			if failure != nil {
				t.Errorf("%s: %v", engine, failure)
				continue
			}
			if err := d.Check(); err != nil {
				t.Errorf("%s, %s: %v", engine, a.ID, err)
			}
			if d.Text != before {
				t.Errorf("%s, %s: the text was changed", engine, a.ID)
			}
			if len(d.Sentences) == 0 || len(d.Mentions) == 0 {
				t.Errorf("%s, %s: %d sentences, %d mentions", engine, a.ID, len(d.Sentences), len(d.Mentions))
			}
		}
	}
}

// What is found in an article does not depend on those that are read with it or
// were before.
func TestTogetherAsAlone(t *testing.T) {
	articles, _ := examples(t)
	x, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	articles = append(articles, &corpus.Article{ID: "de", Language: "de", Text: "Der Hafen ist weg."})
	together, failures := x.ExtractAll(articles)
	y, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i := len(articles) - 1; i >= 0; i-- {
		alone, failure := y.Extract(articles[i])
		if failure != nil || failures[i] != nil {
			t.Fatal(failure, failures[i])
		}
		if !reflect.DeepEqual(alone, together[i]) {
			t.Errorf("%s is read in another way together with others", articles[i].ID)
		}
	}
}

// snippets are what news is made of, and what breaks readers of it.
var snippets = []string{
	"President Ruto", "Kenya", "U.S. Sen. Maria Lopez (D-N.M.)", "the Netherlands", "Department of Works (DOW)",
	"said", "“", "”", "\"", "'", "‘", "’", "«", "»", "''", ",", ".", "…", "...", " — ", "\n\n", "\n", "\r\n", " ", " ", " ",
	"1,300 troops", "£2.4bn", "three in five", "rose 3 percent to 5.1 percent", "2012–13", "according to the report",
	"he", "she", "told reporters that", "Ministers", "\u2028", "\u00a0", "\u200b", "😀", "e\u0301", "İ", "ȺȺȺ's", "\u202e", "A", "a", "-", "$", "%", "By Jane Roe", "###",
}

// Check holds for any text that can be put together from such pieces and
// random characters.
func TestAnyTextKeepsTheInvariants(t *testing.T) {
	x, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	piece := rapid.OneOf(rapid.SampledFrom(snippets), rapid.StringN(0, 8, -1))
	rapid.Check(t, func(t *rapid.T) {
		text := strings.ToValidUTF8(strings.Join(rapid.SliceOfN(piece, 0, 60).Draw(t, "pieces"), rapid.SampledFrom([]string{"", " "}).Draw(t, "sep")), "\ufffd")
		d, failure := x.Extract(&corpus.Article{Text: text, Language: "en"})
		if failure != nil {
			t.Fatalf("%v on %q", failure, text)
		}
		if err := d.Check(); err != nil {
			t.Fatalf("%v on %q", err, text)
		}
	})
}

func FuzzExtract(f *testing.F) {
	x, err := New(Options{})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(strings.Join(snippets, " "))
	f.Add(strings.Join(snippets, ""))
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "\ufffd")
		d, failure := x.Extract(&corpus.Article{Text: text, Language: "en"})
		if failure != nil {
			t.Fatal(failure)
		}
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
	})
}

type panicking struct{}

func (panicking) Name() string           { return "panicking" }
func (panicking) Needs() doc.Layer       { return 0 }
func (panicking) Gives() doc.Layer       { return doc.Tokens }
func (panicking) Annotate(*doc.Document) { panic("no such token") }

func TestAPanicIsOneArticlesError(t *testing.T) {
	x := &Extractor{stages: []Stage{panicking{}}}
	d, failure := x.Extract(&corpus.Article{Source: "a.txt", Record: 3, Text: "Text."})
	if failure == nil || failure.Stage != "panicking" || failure.Code != corpus.ErrPanic || failure.Source != "a.txt" || failure.Record != 3 {
		t.Fatalf("got %v", failure)
	}
	if len(d.Tokens) != 0 || d.Text != "Text." {
		t.Errorf("the article is not kept without annotation: %+v", d)
	}
}

func TestLanguage(t *testing.T) {
	const (
		english = "The minister told parliament on Tuesday that the government would publish the budget next week, and that no department was to be spared. Opposition members said the announcement came too late for the provinces, which have to pay their teachers from the first of the month."
		german  = "Der Minister sagte am Dienstag im Parlament, die Regierung werde den Haushalt in der kommenden Woche vorlegen, und kein Ressort werde verschont. Abgeordnete der Opposition erklärten, die Ankündigung komme zu spät für die Länder, die ihre Lehrer vom Ersten des Monats an bezahlen müssen."
		spanish = "El ministro dijo el martes en el parlamento que el gobierno publicará el presupuesto la próxima semana y que ningún departamento se salvará. Los diputados de la oposición dijeron que el anuncio llega demasiado tarde para las provincias, que tienen que pagar a sus maestros desde el primero del mes."
		russian = "Министр заявил во вторник в парламенте, что правительство опубликует бюджет на следующей неделе и что ни одно ведомство не будет исключено. Депутаты оппозиции сказали, что объявление пришло слишком поздно для регионов, которые должны платить учителям с первого числа месяца. Премьер-министр добавил, что решение согласовано с центральным банком и что никаких новых налогов в этом году не будет. Председатель комитета назвал цифры предварительными, а профсоюз железнодорожников объявил, что забастовка начнётся в пятницу, если переговоры не возобновятся."
	)
	for _, c := range []struct{ name, text, want string }{
		{"english", english, "en"},
		{"german", german, "de"},
		{"spanish", spanish, "es"},
		{"russian", russian, "ru"},
		{"short german is not sure", "Der Minister sagte am Dienstag im Parlament nichts.", ""},
		{"names only", strings.Repeat("Maria Lopez, Jean Dupont, Karl Weiss, ", 3), ""},
		{"english after a german start", german + " " + english + " " + english + " " + english, "en"},
		{"a script that is surely not english", strings.Repeat(russian, 2) + strings.Repeat("政府はその報告を受け取った。", 60), "und"},
		{"empty", "", ""},
	} {
		if got := detectLanguage(c.text); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}

	x, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		given string
		read  bool
	}{{"", false}, {"de", false}, {"en", true}, {"en-GB", true}, {"English", true}, {"en_US", true}, {"eng", true}} {
		d, _ := x.Extract(&corpus.Article{Text: german, Language: c.given})
		if (len(d.Tokens) > 0) != c.read {
			t.Errorf("german text said to be %q: %d tokens", c.given, len(d.Tokens))
		}
	}
}

// An article that is more work than one may be keeps its row and is not annotated,
// and those beside it are.
func TestBudget(t *testing.T) {
	x, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	long := &corpus.Article{ID: "long", Language: "en", Text: strings.Repeat("a ", MaxTokens+1)}
	short := &corpus.Article{ID: "short", Language: "en", Text: "Ida Brook met Ole Vang in Oslo."}
	documents, failures := x.ExtractAll([]*corpus.Article{long, short})
	if failures[0] == nil || failures[0].Code != corpus.ErrBudget || len(documents[0].Tokens) > 0 {
		t.Errorf("%v, %d tokens", failures[0], len(documents[0].Tokens))
	}
	if failures[1] != nil || len(documents[1].Mentions) == 0 {
		t.Errorf("%v", failures[1])
	}
}
