package segment

import (
	"testing"

	"github.com/broadsheet/broadsheet/corpus"
	"github.com/broadsheet/broadsheet/extract/doc"
)

// news is an invented article of the usual size and form.
const news = `Norland Parliament Passes Budget After Night of Protests

By Ana Ruiz and Tomas Ode

BELMAR, Norland (Reuters) - Lawmakers in Norland approved a $4.5 billion budget early on Wednesday after a night of protests outside parliament, in which police fired tear gas and arrested at least 37 people.

The bill, which raises the sales tax from 12% to 14.5%, passed by 61 votes to 58. Two members of the ruling National Unity Party, Sen. Maria K. Holt and Rep. John Abara Jr., voted against it. "We were elected to protect the poor, not to tax their bread," Holt said. "I couldn't support it. I won't."

Finance Minister Retno Sari told reporters that the country had no choice. "Our debts fall due on Sept. 30, and the International Lending Union has made its position clear," she said. "If we don't pay, who will lend to us? Nobody." She added that the government would protect pensioners, teachers and the country's 1.2 million smallholders from the worst effects.

The protests began on Monday, when some 20,000 people marched through the centre of Belmar. By Tuesday evening, the crowd outside the parliament building had grown to 45,000, according to the police, though organizers put it at more than 100,000. Video posted on social media showed officers in riot gear chasing demonstrators down Aruna Street at about 11:30 p.m.

“They came from both sides,” said Lena Ito, a 24-year-old student. “We had nowhere to go. My friend’s arm is broken, and she can’t find a doctor who’ll see her.”

A spokesman for the Interior Ministry, Col. Peter van der Velde, denied that excessive force had been used. “Our officers acted with restraint,” he said in a statement. “Eleven of them were hurt, two seriously.” He declined to say how many rounds of tear gas had been fired.

The United Nations' human rights office called for an independent inquiry. "We're deeply concerned by reports of beatings in custody," its spokeswoman, Dr. Ingrid Solheim, told a news conference in Geneva. The U.S. Embassy urged "all sides to show calm"; the European Union said that it was following events closely.

Norland, a country of 8.4 million people on the Aruna river, has been in crisis since copper prices fell by a third in 2013-14. Its currency, the norl, lost 28 percent against the dollar last year, and inflation reached 19.7% in March, up from 11.2% a year earlier. Unemployment among people under 30 is estimated at 41 percent.

Prime Minister Jonas Adeyemi, who took office in 2015 after a narrow win over the left-wing Workers' Front, has promised to balance the budget by 2018. Analysts doubt that he can. "The numbers just don't add up," said George W. Tanaka, an economist at the Belmar Institute for Public Policy. "He's betting on copper at $6,500 a ton. It's at $4,900 today, and it isn't going anywhere."

The opposition has called a general strike for Friday. Its leader, former Foreign Minister Samuel Okello, told supporters at a rally in the port city of Kestrel that the government had "lost the right to govern." Union officials said that railway workers, dockers and nurses would all join. "What do they expect us to do - sit at home and starve?" asked Grace Mbeki, the head of the nurses' union.

Not everybody in the ruling party is happy either. Three ministers, two of whom asked not to be named because they weren't authorized to speak, said that the tax increase had been forced through the Cabinet in less than an hour. "It was read out to us at 9 a.m. and it was on the floor by noon," one said. "There was no debate. There were no figures. There was a sheet of paper, and we were told to sign it."

The central bank, which raised its main rate to 16.25% in February, is expected to raise it again at its meeting on April 21. Gov. Helena Brandt has said that she would "do whatever is needed" to defend the norl; the bank's reserves stood at $1.1bn at the end of last month, enough to pay for some six weeks of imports.

In the market of Kestrel, where a kilo of maize now costs 85 norls, nearly twice as much as in January, traders said that they feared for the weeks to come. "People come, they ask the price, they walk away," said Amina Yusuf, who has sold grain there for 22 years. "Last week I sold 14 bags. In a good week I'd sell 60."

The World Food Agency estimates that 900,000 people in the north-east of the country, where the rains failed for a second year, will need help before the next harvest. Its appeal for $120 million is less than a quarter funded, said its director for the region, Jean-Luc Moreau. "We've had pledges. Pledges aren't food," he said.

Talks with the lenders are to resume in Geneva on May 4. A first payment of $350 million, which the government had hoped to receive in January, depends on the budget and on the sale of Norland Airways, the state airline, which lost $86 million last year. No buyer has come forward so far; a consortium from the Gulf withdrew its offer last week.

Parliament is due to meet again on Thursday at 2 p.m. to debate a motion of no confidence. With 61 of 119 seats, Adeyemi's party would need only two more rebels to lose it.

(Additional reporting by Lena Park in Geneva; Editing by Joan Whitfield)
`

func BenchmarkTokens(b *testing.B) {
	d := &doc.Document{Article: &corpus.Article{Text: news}}
	s := NewTokens()
	b.SetBytes(int64(len(news)))
	b.ReportAllocs()
	for b.Loop() {
		s.Annotate(d)
	}
}

func BenchmarkSentences(b *testing.B) {
	d := &doc.Document{Article: &corpus.Article{Text: news}}
	NewTokens().Annotate(d)
	s := NewSentences()
	b.SetBytes(int64(len(news)))
	b.ReportAllocs()
	for b.Loop() {
		s.Annotate(d)
	}
}

// BenchmarkSegment is both stages, which have 30 MB/s as their budget.
func BenchmarkSegment(b *testing.B) {
	d := &doc.Document{Article: &corpus.Article{Text: news}}
	t, s := NewTokens(), NewSentences()
	b.SetBytes(int64(len(news)))
	b.ReportAllocs()
	for b.Loop() {
		t.Annotate(d)
		s.Annotate(d)
	}
}
