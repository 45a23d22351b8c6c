package word

import "testing"

func TestVerbLemma(t *testing.T) {
	for form, want := range map[string]string{
		"said": "say", "says": "say", "saying": "say", "told": "tell", "telling": "tell",
		"wrote": "write", "written": "write", "writing": "write", "thought": "think",
		"denied": "deny", "denies": "deny", "denying": "deny", "replied": "reply",
		"added": "add", "adding": "add", "adds": "add", "called": "call", "calling": "call",
		"asked": "ask", "noted": "note", "notes": "note", "noting": "note",
		"announced": "announce", "announces": "announce", "argued": "argue", "arguing": "argue",
		"stressed": "stress", "stresses": "stress", "accused": "accuse", "accuses": "accuse",
		"admitted": "admit", "admitting": "admit", "planned": "plan", "quipped": "quip",
		"agreed": "agree", "agrees": "agree", "agreeing": "agree", "freed": "free",
		"reiterated": "reiterate", "indicated": "indicate", "emphasized": "emphasize",
		"pledged": "pledge", "urged": "urge", "alleged": "allege", "challenged": "challenge",
		"declared": "declare", "described": "describe", "concluded": "conclude", "explained": "explain",
		"insisted": "insist", "revealed": "reveal", "repeated": "repeat", "repeating": "repeat",
		"tweeted": "tweet", "visited": "visit", "answered": "answer", "pushes": "push", "pushed": "push",
		"teaches": "teach", "promised": "promise", "promises": "promise", "condemned": "condemn",
		"is": "be", "were": "be", "been": "be", "has": "have", "did": "do", "going": "go",
		"bring": "bring", "sing": "sing", "signalled": "signal", "labeling": "label", "recalled": "recall", "need": "need", "speed": "speed", "passes": "pass",
		"lying": "lie", "belied": "bely", "sought": "seek", "won": "win", "cut": "cut", "": "", "s": "s",
	} {
		if got := VerbLemma(form); got != want {
			t.Errorf("VerbLemma(%q) = %q, want %q", form, got, want)
		}
	}
}

// Forms made from a base must lead back to it.
func TestVerbFormsThereAndBack(t *testing.T) {
	for _, base := range []string{
		"say", "tell", "add", "note", "argue", "deny", "announce", "stress", "admit", "agree", "free",
		"write", "quip", "refer", "rebut", "urge", "pledge", "panic", "echo", "veto", "tie", "be", "have", "go",
		"mean", "shoot", "label", "signal", "snap", "brag", "compare", "outline", "focus", "dub", "beg", "slam",
	} {
		for _, form := range VerbForms(base) {
			if got := VerbLemma(form); got != base {
				t.Errorf("VerbLemma(%q) = %q, want %q", form, got, base)
			}
		}
	}
}
