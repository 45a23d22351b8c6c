package gazetteer

import "testing"

func TestOrgs(t *testing.T) {
	p := Orgs()
	for form, want := range map[string]Org{
		"GOP":                             {Name: "Republican Party", Country: "USA", Curated: true, Exact: true},
		"Democrats":                       {Name: "Democratic Party", Country: "USA", Form: OrgMembers, Curated: true},
		"Nato":                            {Name: "NATO", Curated: true},
		"World Health Organization":       {Name: "World Health Organization", Curated: true},
		"WHO":                             {Name: "World Health Organization", Curated: true, Exact: true},
		"Oval Office":                     {Name: "Oval Office", Form: OrgNone, Curated: true},
		"Bloc Québécois":                  {Name: "Bloc Québécois", Country: "CAN", Curated: true},
		"Federal Bureau of Investigation": {Name: "Federal Bureau of Investigation", Country: "USA", Curated: true},
	} {
		if got, ok := p.Get(form); !ok || got != want {
			t.Errorf("%s: %+v, want %+v", form, got, want)
		}
	}
}
