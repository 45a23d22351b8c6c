package country

// wordKind is what a word beside a name says of it.
type wordKind uint8

const (
	plain     wordKind = iota
	placePrep          // "in", "near": what follows is a place
	otherPrep          // "from", "to", "at": it can be
	of
	title     // "Mr.", "Sen.": what follows is a person
	initial   // "J."
	direction // "North", "Downtown", "Mount": it belongs to what follows
	placeHead // "County", "City": what is before is a place
	orgHead   // "Army", "Ministry", "Airways": what is before is no forename
	namer     // "Saint", "Santa": it makes another name of what follows
	function  // "The", "But": says nothing
)

var wordKinds = func() map[string]wordKind {
	m := map[string]wordKind{"of": of, "Of": of}
	// Where a word is in two lists, the first list has it.
	for _, list := range []struct {
		kind  wordKind
		words []string
	}{
		{placePrep, []string{"in", "near", "outside", "around", "across", "throughout", "inside", "within", "In", "Near", "Outside", "Across", "IN", "NEAR"}},
		{otherPrep, []string{"from", "to", "at", "toward", "towards", "into", "over", "between", "leaving", "visiting", "visited", "entered", "left", "reached", "via", "From", "At", "FROM", "invaded", "invading", "against"}},
		{namer, []string{"St", "Saint", "Santa", "San", "New", "Ste", "Sainte", "Fort", "Ft", "Port", "Mount", "Mt", "Lake", "Camp"}},
		{title, []string{
			"Mr", "Mrs", "Ms", "Dr", "Sen", "Rep", "Gov", "Sens", "Reps", "Senator", "Senators", "Representative", "Congressman", "Congresswoman",
			"Governor", "Judge", "Justice", "Professor", "Prof", "Rev", "Reverend", "Sgt", "Capt", "Lt", "Col", "Gen", "Maj", "Cpl", "Pvt", "Officer",
			"Sheriff", "Detective", "Sir", "Lord", "Lady", "Dame", "Coach", "Father", "Sister", "Brother", "Secretary", "Chairman", "Colonel",
			"Captain", "General", "Major", "Sergeant", "Lieutenant", "Attorney", "Deputy", "Messrs", "Miss", "Admiral", "Adm", "Queen", "Princess", "Prince", "King", "Pope", "Chancellor", "Councilman", "Councilwoman",
		}},
		{direction, []string{
			"North", "South", "East", "West", "Northern", "Southern", "Eastern", "Western", "Northeast", "Northwest", "Southeast", "Southwest",
			"Central", "Upper", "Lower", "Inner", "Outer", "Greater", "Metro", "Downtown", "Uptown", "Mount", "Mt", "Fort", "Ft", "Lake", "Port", "Cape", "Camp",
			"Old", "New", "Metropolitan", "Suburban", "Neighboring", "Neighbouring", "Rural", "Historic", "Little", "Big", "Modern", "Occupied", "Ancient", "Mainland", "Former", "Radio", "Super", "Communist", "Nazi", "Imperial", "Muslim", "Free", "Anti", "Pro", "Cold", "Great", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Across",
		}},
		{placeHead, []string{
			"County", "Parish", "City", "Township", "Province", "Island", "Valley", "Beach", "Airport", "Mayor", "Heights", "Police", "Hospital", "District", "High",
			"University", "College", "School", "Schools", "Post", "Times", "Herald", "Tribune", "Journal", "Gazette", "News", "residents", "suburb", "mayor", "area", "metro", "neighborhood", "downtown", "police", "native", "resident", "region", "International",
		}},
		{orgHead, []string{
			"Army", "Navy", "Air", "Airlines", "Airways", "Ministry", "Ministries", "Minister", "Prime", "President", "Presidential", "Vice", "Government", "State", "States", "Supreme", "Court", "Courts",
			"National", "Central", "Federal", "Foreign", "Defense", "Defence", "Interior", "Finance", "Senate", "House", "Parliament", "Assembly", "Congress", "Party", "Republican", "Republicans", "Democrat", "Democrats", "Democratic",
			"Attorney", "Secretary", "Governor", "Gov", "Department", "Bureau", "Agency", "Authority", "Commission", "Committee", "Council", "Board", "Bank", "Power", "Electric", "Corp", "Inc", "Ltd", "Company", "Group", "Tech", "Institute",
			"Football", "Team", "Cup", "Open", "Olympic", "Games", "Red", "Church", "Association", "Federation", "Union", "League", "Forces", "Force", "Guard", "Embassy", "Ambassador", "Consulate",
			"River", "Delta", "Bay", "Lake", "Sea", "Gulf", "Basin", "Desert", "Mountains", "Border", "War", "Wars", "Crisis", "Deal", "Agreement", "Accord", "Accords", "Treaty", "Peace", "Pact", "Summit", "Conference", "Talks", "Election", "Elections",
			"Ports", "Telecom", "Mobile", "Daily", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
			"Policy", "Act", "Bill", "Law", "Project", "Program", "Initiative", "Lobby", "Task", "Study", "Center", "Centre", "Square", "Street", "Avenue", "Road", "Museum", "Studies", "Desk", "Division", "Network", "Fund", "Foundation", "Alliance", "Coalition", "Movement", "Front", "Brigade", "Liberation", "Islamic", "Muslim", "Christian", "Jewish", "Human", "Rights", "Security", "Intelligence", "Military", "Armed", "Civil", "Public", "Health", "Education", "Energy", "Economic", "Trade", "Investment", "Development", "Research", "Revenue", "Ports", "Railways", "Broadcasting", "Radio", "TV", "Television", "Stock", "Exchange", "Chamber", "Commerce", "Industries", "Petroleum", "Oil", "Gas", "Electoral", "Independent", "General", "Royal", "King", "Queen", "Crown", "Sen", "Rep", "Senator", "Is", "Will", "Has", "To", "In", "On", "And", "As", "Says", "After", "Over", "For", "With", "The", "At", "By", "From", "Ex", "Mission", "Office", "Relief", "Aid", "Wing", "Unit", "Command", "Special", "First", "Second", "Third", "Top", "Chief", "Leader", "Leaders", "Officials", "Troops", "Attack", "Attacks", "Strike", "Strikes", "Vote", "Voters", "Runoff", "Primary", "Governors", "Sanctions", "Nuclear", "Vows", "Warns", "Urges", "Accuses", "Calls", "Rejects", "Denies",
		}},
		{function, []string{
			"The", "But", "And", "While", "When", "As", "If", "Although", "Though", "Because", "Since", "After", "Before", "Until", "With", "Without", "For", "On", "By", "About", "Against", "Unlike", "Like",
			"Meanwhile", "However", "Today", "Yesterday", "Now", "Then", "Once", "Both", "That", "This", "Only", "Even", "Still", "Also", "Why", "How", "What", "Where", "Who", "Did", "Does", "Is", "Was", "Will", "Can", "Could", "Should", "Would", "To", "Under", "Over", "Beyond", "Despite", "During", "So", "Yet", "Or", "Nor", "Not", "Take", "Between", "Among", "Into", "Through", "Whether", "Last", "Next", "Perhaps", "Instead", "Earlier", "Later", "Here", "There", "Ask", "See", "Visit", "Welcome", "A", "An", "Its", "Our", "Their", "His", "Her", "My", "Your",
		}},
	} {
		for _, w := range list.words {
			if _, ok := m[w]; !ok {
				m[w] = list.kind
			}
		}
	}
	return m
}()

func (a *article) kind(w string) wordKind {
	if len(w) == 1 && 'A' <= w[0] && w[0] <= 'Z' && w != "A" && w != "I" {
		return initial
	}
	if len(w) > 14 {
		return plain
	}
	return wordKinds[w]
}
