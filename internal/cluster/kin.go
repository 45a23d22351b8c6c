package cluster

import (
	_ "embed"
	"sync"
)

// KinLevels is how many kin classes a word has, from coarse to fine.
const KinLevels = 3

// KinSizes are the numbers of kin classes of the levels. A class is in 1 to its
// level's size.
var KinSizes = [KinLevels]int{128, 512, 2048}

// Kin are the classes of one word by its vector: words share one that stood
// among the same words in an encyclopedia and in the agency news of many years
// (GloVe, Pennington et al. 2014), whatever their case. Four times as many
// words have them as have Classes, rare names above all; but they know neither
// capitals nor numbers, nor who was in the news after 2014. The zero
// value is an unknown word; a known one has a class at every level.
type Kin [KinLevels]uint16

// KinOf returns the kin classes of w in any case.
func KinOf(w string) Kin {
	t := embeddedKin()
	if c := t.find(hashFolded(w, t.seed)); c != nil {
		return Kin(c)
	}
	return Kin{}
}

//go:embed kin.bin
var kinFile []byte

var embeddedKin = sync.OnceValue(func() *table {
	t, err := decode(kinFile, KinSizes[:])
	if err != nil {
		panic("cluster: kin.bin: " + err.Error()) // the file was built wrong: train/clusters
	}
	return t
})
