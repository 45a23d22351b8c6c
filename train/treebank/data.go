package treebank

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
)

// Data is what models are trained on.
type Data struct {
	Gold   []Sentence // GUM's training part, and EWT without the last tenth of its documents
	Silver []Sentence
	Digest string // SHA-256 of the files
}

// The files, below the folder of the annotated data.
const (
	gum  = "treebank/gum-train.conllu.gz"
	ewt  = "treebank/ewt-train-dev.conllu.gz"
	news = "silver/news.tsv.gz"
)

// Load reads the data in a folder.
func Load(folder string) (*Data, error) {
	d := &Data{}
	hash := sha256.New()
	for _, name := range []string{gum, ewt, news} {
		path := filepath.Join(folder, filepath.FromSlash(name))
		f, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		_, err = io.Copy(hash, f)
		f.Close()
		if err != nil {
			return nil, err
		}
		switch name {
		case gum:
			s, err := ReadGold(path)
			if err != nil {
				return nil, err
			}
			d.Gold = append(d.Gold, s...)
		case ewt:
			s, err := ReadGold(path)
			if err != nil {
				return nil, err
			}
			train, _ := HoldOut(s)
			d.Gold = append(d.Gold, train...)
		case news:
			if d.Silver, err = ReadSilver(path); err != nil {
				return nil, err
			}
		}
	}
	d.Digest = hex.EncodeToString(hash.Sum(nil))
	return d, nil
}
