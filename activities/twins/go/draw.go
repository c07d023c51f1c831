package main

import (
	"math/rand"
	"strings"
)

// How surely a run comes by an expectation: always; in a function that somebody has to call; behind a condition.
const (
	sure = iota
	maybe
	unlikely
)

// A piece of a file replaced: byte offsets, end excluded.
type edit struct {
	start, end int
	text       string
}

type expectation struct {
	line     int
	testCase string
	standing int
	// Its case may skip itself: that it runs is known only of one that has failed by its name.
	mayBeSkipped bool
	// Where the statements of its case begin; negative outside of a case.
	entry int
	// The equal one is nil where no equal way of writing is known.
	twins func(random *lot) (impossible edit, equal *edit)
}

type chosen struct {
	file        sourceFile
	expectation expectation
}

func draw(asked request) reply {
	answer := reply{Impossible: []mutation{}, Equal: []mutation{}, Unread: []unread{}}
	random := rand.New(rand.NewSource(asked.Seed))
	parsed := []*testFile{}
	for _, file := range asked.Files {
		each, err := parse(file)
		if err != nil {
			answer.Unread = append(answer.Unread, unread{file.Path, err.Error()})
		} else if each != nil {
			parsed = append(parsed, each)
		}
	}
	known := tablesOf(parsed)
	found := map[*testFile][]expectation{}
	draws := newLot(random)
	for _, each := range parsed {
		found[each] = each.find(known)
		answer.Expectations += len(found[each])
		for at, one := range found[each] {
			one.twins(draws)
			if one.mayBeSkipped && !isNamed(asked.Said, chosen{each.source, one}) {
				found[each][at].standing = unlikely
			}
		}
	}
	places := placesIn(inDrawnOrder(parsed, found, asked.Said, random), asked.Places, draws)
	for turn := range 2 {
		for index := range places {
			if turn < len(places[index].impossible) && len(answer.Impossible) < asked.Places {
				answer.Impossible = append(answer.Impossible, write(places, index, turn, random))
			}
		}
	}
	written := map[string]bool{}
	for index, each := range places {
		if !written[each.file.Path] {
			written[each.file.Path] = true
			answer.Equal = append(answer.Equal, write(places, index, -1, random))
			if asked.AtOnce {
				answer.Together = append(answer.Together, write(impossibly(places, asked.Only), index, -1, random))
			}
		}
	}
	return answer
}

// Those behind conditions are tried only where there are no others; what was said names every other one.
func inDrawnOrder(files []*testFile, found map[*testFile][]expectation, said string, random *rand.Rand) []chosen {
	order := append(ofStanding(files, found, sure, random), ofStanding(files, found, maybe, random)...)
	if len(order) == 0 {
		order = ofStanding(files, found, unlikely, random)
	}
	named, others := []chosen{}, []chosen{}
	for _, each := range order {
		if isNamed(said, each) {
			named = append(named, each)
		} else {
			others = append(others, each)
		}
	}
	return interleave([][]chosen{named, others})
}

func ofStanding(files []*testFile, found map[*testFile][]expectation, standing int, random *rand.Rand) []chosen {
	queues := [][]chosen{}
	for _, file := range files {
		alike := []expectation{}
		for _, each := range found[file] {
			if each.standing == standing {
				alike = append(alike, each)
			}
		}
		queues = append(queues, overCases(file.source, alike, random))
	}
	random.Shuffle(len(queues), func(i, j int) { queues[i], queues[j] = queues[j], queues[i] })
	return interleave(queues)
}

func overCases(file sourceFile, found []expectation, random *rand.Rand) []chosen {
	random.Shuffle(len(found), func(i, j int) { found[i], found[j] = found[j], found[i] })
	names := []string{}
	cases := map[string][]chosen{}
	for _, each := range found {
		if cases[each.testCase] == nil {
			names = append(names, each.testCase)
		}
		cases[each.testCase] = append(cases[each.testCase], chosen{file, each})
	}
	queues := [][]chosen{}
	for _, name := range names {
		queues = append(queues, cases[name])
	}
	return interleave(queues)
}

// First of each, second of each, and so on.
func interleave(queues [][]chosen) []chosen {
	order := []chosen{}
	for index, more := 0, true; more; index++ {
		more = false
		for _, queue := range queues {
			if index < len(queue) {
				order = append(order, queue[index])
				more = true
			}
		}
	}
	return order
}

func oneLine(text string) string {
	line := []rune(strings.Join(strings.Fields(text), " "))
	if len(line) > 80 {
		return string(line[:40]) + " … " + string(line[len(line)-38:])
	}
	return string(line)
}

// Sixteen of them are no word that a program computes.
func letters(count int, random *rand.Rand) string {
	word := make([]byte, count)
	for index := range word {
		word[index] = byte('a' + random.Intn(26))
	}
	return string(word)
}
