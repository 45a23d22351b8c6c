// Package gazetteer holds what is known of names before any article is read:
// countries and their names through time, places, forenames and surnames,
// organizations, and a matcher that finds such phrases in text.
//
// The tables are files embedded beside the code; each is parsed once, when it
// is first asked for, and is then read by any number of goroutines.
package gazetteer
