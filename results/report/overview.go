package report

// What the template of the report asks for.

func (c *overview) Timeline() *columns {
	if len(c.Months) == 0 {
		return nil
	}
	return layColumns("time", "Articles by "+c.Time.Unit, c.Time.Unit, "articles", c.Time.Labels, c.Months)
}

func (c *overview) LengthChart() *columns {
	labels, values := make([]string, len(c.Lengths)), make([]int64, len(c.Lengths))
	for i, b := range c.Lengths {
		labels[i], values[i] = b.Label, b.N
	}
	return layColumns("lengths", "Articles by length in characters", "characters", "articles", labels, values)
}

func (c *overview) Undated() int64 { return c.Articles - c.Dated }

// Phrases is how many rows of quotes are nobody's speech.
func (c *overview) Phrases() int64 {
	for _, f := range c.Quotes.Forms {
		if f.Name == "phrase" {
			return f.N
		}
	}
	return 0
}

func (c *overview) HasPublishers() bool { return c.PublisherCount() > 0 }

// PublisherCount leaves out what is no publisher.
func (c *overview) PublisherCount() int64 {
	n := int64(len(c.Publishers))
	if c.NoPublisher > 0 {
		n--
	}
	return n
}

type publisherRow struct {
	*publisher
	line
}

func (c *overview) TopPublishers() (rows []publisherRow) {
	for _, p := range c.Publishers[:min(topListed, len(c.Publishers))] {
		rows = append(rows, publisherRow{p, layLine(p.Periods, c.Time.Labels)})
	}
	return rows
}

func (c *overview) MorePublishers() int64 { return int64(len(c.Publishers) - len(c.TopPublishers())) }

type namedList struct {
	Kind, Title string
	Rows        []nameRow
}

func (c *overview) NamedLists() []namedList {
	var lists []namedList
	for _, k := range c.Named {
		lists = append(lists, namedList{k.Kind, k.Title, layNames(k.Of, c.Time.Labels, func(n *named) int64 { return n.Articles })})
	}
	return lists
}

func (c *overview) SpeakerRows() []nameRow {
	return layNames(c.Speakers, c.Time.Labels, func(n *named) int64 { return n.Quotes })
}

// MostSpoken is the largest number in the table of speakers by publisher.
func (c *overview) MostSpoken() (most int64) {
	for _, s := range c.Speakers {
		for _, p := range c.SpeakersOf {
			most = max(most, s.By[p.number])
		}
	}
	return most
}

func (c *overview) Grid() *grid { return layMatrix(c.Matrix) }

func (c *overview) ClaimsShown() int64 { return int64(len(c.Claims)) }
