package main

import (
	"fmt"
	"go/format"
	"math/rand"
	"path"
	"regexp"
	"sort"
	"strings"
)

// An expectation that is written otherwise in every twin: `same` is nil where no equal way of writing is known.
type placed struct {
	chosen
	same       *edit
	impossible []edit
}

// Of two that share a piece of the file, the first.
func placesIn(order []chosen, count int, draws *lot) []placed {
	places := []placed{}
	first := draws.Intn(2)
	for _, each := range order {
		if len(places) == count {
			break
		}
		draws.elsewhere = (first+len(places))%2 == 1
		impossible, same := each.expectation.twins(draws)
		draws.elsewhere = !draws.elsewhere
		second, _ := each.expectation.twins(draws)
		place := placed{each, same, []edit{impossible}}
		if second != impossible {
			place.impossible = append(place.impossible, second)
		}
		if !place.overlapsAny(places) {
			places = append(places, place)
		}
	}
	return places
}

func (place placed) edits() []edit {
	if place.same == nil {
		return place.impossible
	}
	return append([]edit{*place.same}, place.impossible...)
}

func (place placed) overlapsAny(places []placed) bool {
	for _, other := range places {
		if other.file.Path != place.file.Path {
			continue
		}
		for _, one := range place.edits() {
			for _, two := range other.edits() {
				if one.start <= two.end && two.start <= one.end {
					return true
				}
			}
		}
	}
	return false
}

// The file of one place with all its places written otherwise; with a turn that is not negative, this one impossibly.
func write(places []placed, index, turn int, random *rand.Rand) mutation {
	changed := places[index]
	text := changed.file.Text
	edits := []edit{}
	for at, each := range places {
		if each.file.Path == changed.file.Path && each.same != nil && (at != index || turn < 0) {
			edits = append(edits, *each.same)
		}
	}
	marks, variables := marksOf(places, changed.file.Path, random)
	what := "a comment"
	if turn >= 0 {
		edits = append(edits, changed.impossible[turn])
		what = changeOf(text, changed.impossible[turn])
	} else if len(edits) > 0 {
		what = changeOf(text, edits[0])
		if len(edits) > 1 {
			what += fmt.Sprintf(", and %d more", len(edits)-1)
		}
	}
	var testCase *string
	if name := changed.expectation.testCase; name != "" && turn >= 0 {
		testCase = &name
	}
	edits = append(edits, marks...)
	sort.Slice(edits, func(i, j int) bool { return edits[i].start > edits[j].start })
	for _, each := range edits {
		text = text[:each.start] + each.text + text[each.end:]
	}
	// All kinds get a last comment, so that its presence tells nothing.
	comment := "\n// " + letters(6, random) + " " + letters(4, random) + "\n"
	return mutation{
		Path:     changed.file.Path,
		Line:     changed.expectation.line,
		TestCase: testCase,
		What:     what,
		Text:     laidOutAs(changed.file.Text, strings.TrimRight(text, "\n")+"\n"+variables+comment),
	}
}

// Laid out as gofmt does where the original is: a check may ask for that.
func laidOutAs(original, text string) string {
	before, err := format.Source([]byte(original))
	if err != nil || string(before) != original {
		return text
	}
	formatted, err := format.Source([]byte(text))
	if err != nil {
		return text
	}
	return string(formatted)
}

// The same places; those that are wanted say something else, all of them where nothing is named.
func impossibly(places []placed, only []onlyPlace) []placed {
	wanted := map[onlyPlace]bool{}
	for _, each := range only {
		wanted[each] = true
	}
	written := []placed{}
	for _, each := range places {
		for _, drawn := range each.impossible {
			other := drawn
			key := onlyPlace{each.file.Path, each.expectation.line, changeOf(each.file.Text, other)}
			if only == nil || wanted[key] {
				each.same = &other
				break
			}
		}
		written = append(written, each)
	}
	return written
}

// The compiler works expressions of constants out: with a store of some number, the code of no case stays what it was. Each case has a
// variable of its own, since cases may run at the same time.
func marksOf(places []placed, path string, random *rand.Rand) (marks []edit, variables string) {
	marked := map[int]bool{}
	for _, each := range places {
		if at := each.expectation.entry; each.file.Path == path && at >= 0 && !marked[at] {
			marked[at] = true
			name := letters(9, random)
			marks = append(marks, edit{at, at, fmt.Sprintf(" %s = %d;", name, random.Intn(1<<30))})
			variables += "var " + name + " int\n"
		}
	}
	return marks, variables
}

func changeOf(text string, change edit) string {
	return oneLine(text[change.start:change.end]) + " → " + oneLine(change.text)
}

// By its case's name, or by its file and line, as `drawing/named-in.ts` has it.
func isNamed(said string, each chosen) bool {
	if said == "" {
		return false
	}
	names := []string{fmt.Sprintf("%s:%d", path.Base(each.file.Path), each.expectation.line)}
	if each.expectation.testCase != "" {
		names = append(names, each.expectation.testCase)
	}
	for _, name := range names {
		if regexp.MustCompile(`(?:^|\W)` + regexp.QuoteMeta(name) + `(?:$|\W)`).MatchString(said) {
			return true
		}
	}
	return false
}
