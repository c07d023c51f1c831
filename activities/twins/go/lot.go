package main

import (
	"math/rand"
	"sort"
)

// Chance, and what the suite expects: impossible values are drawn from it, so that they look as right as the others.
type lot struct {
	*rand.Rand
	// A value that another expectation has, in place of one next to the right one.
	elsewhere bool
	integers  map[int64]bool
	texts     map[string]bool
}

func newLot(random *rand.Rand) *lot {
	return &lot{random, false, map[int64]bool{}, map[string]bool{}}
}

const longestStep = 3

// Between the bounds of a type that holds the value; every value that is asked for is learned.
func (draw *lot) otherInteger(value, low, high int64) int64 {
	draw.integers[value] = true
	others := []int64{}
	for other := range draw.integers {
		if draw.elsewhere && other != value && other >= low && other <= high {
			others = append(others, other)
		}
	}
	if len(others) > 0 {
		sort.Slice(others, func(i, j int) bool { return others[i] < others[j] })
		return others[draw.Intn(len(others))]
	}
	step := int64(draw.Intn(longestStep) + 1)
	for _, by := range []int64{step * int64(draw.Intn(2)*2-1), step, -step, 1, -1} {
		// Beyond its bounds a sum comes out on the other side.
		if other := value + by; other >= low && other <= high && (other > value) == (by > 0) {
			return other
		}
	}
	return value / 2
}

func (draw *lot) otherText(value string) string {
	draw.texts[value] = true
	others := []string{}
	for other := range draw.texts {
		if draw.elsewhere && other != value {
			others = append(others, other)
		}
	}
	if len(others) > 0 {
		sort.Strings(others)
		return others[draw.Intn(len(others))]
	}
	return draw.misspelt(value)
}

// One letter or digit is another one; where there is none, letters are added.
func (draw *lot) misspelt(value string) string {
	places := []int{}
	for index := range []byte(value) {
		if first, _ := kindOf(value[index]); first != 0 {
			places = append(places, index)
		}
	}
	if len(places) == 0 {
		return value + letters(3, draw.Rand)
	}
	at := places[draw.Intn(len(places))]
	first, count := kindOf(value[at])
	other := first + byte((int(value[at]-first)+1+draw.Intn(count-1))%count)
	return value[:at] + string(other) + value[at+1:]
}

func kindOf(letter byte) (first byte, count int) {
	switch {
	case letter >= 'a' && letter <= 'z':
		return 'a', 26
	case letter >= 'A' && letter <= 'Z':
		return 'A', 26
	case letter >= '0' && letter <= '9':
		return '0', 10
	}
	return 0, 0
}
