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
	// The equal one is nil where no equal way of writing is known.
	twins func(random *rand.Rand) (impossible edit, equal *edit)
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
	for _, each := range parsed {
		found[each] = each.find(known)
		answer.Expectations += len(found[each])
	}
	order := inDrawnOrder(parsed, found, random)
	for _, each := range order {
		if len(answer.Impossible) >= asked.Impossible {
			break
		}
		change, _ := each.expectation.twins(random)
		answer.Impossible = append(answer.Impossible, mutate(each, change, random))
	}
	for index := len(order) - 1; index >= 0 && len(answer.Equal) < asked.Equal; index-- {
		if _, change := order[index].expectation.twins(random); change != nil {
			answer.Equal = append(answer.Equal, mutate(order[index], *change, random))
		}
	}
	return answer
}

// Those behind conditions are tried only where there are no others.
func inDrawnOrder(files []*testFile, found map[*testFile][]expectation, random *rand.Rand) []chosen {
	order := append(ofStanding(files, found, sure, random), ofStanding(files, found, maybe, random)...)
	if len(order) == 0 {
		return ofStanding(files, found, unlikely, random)
	}
	return order
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

func mutate(each chosen, change edit, random *rand.Rand) mutation {
	text := each.file.Text
	before := oneLine(text[change.start:change.end])
	var testCase *string
	if each.expectation.testCase != "" {
		testCase = &each.expectation.testCase
	}
	// Both kinds get a last comment, so that its presence tells nothing.
	comment := "\n// " + letters(6, random) + " " + letters(4, random) + "\n"
	return mutation{
		Path:     each.file.Path,
		Line:     each.expectation.line,
		TestCase: testCase,
		What:     before + " → " + oneLine(change.text),
		Text:     strings.TrimRight(text[:change.start]+change.text+text[change.end:], "\n") + "\n" + comment,
	}
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
