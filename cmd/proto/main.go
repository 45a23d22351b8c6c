package main

import "github.com/broadsheet/broadsheet/train/attribution"

func main() {
	if err := attribution.Prototype("/work/shared/data"); err != nil {
		panic(err)
	}
}
