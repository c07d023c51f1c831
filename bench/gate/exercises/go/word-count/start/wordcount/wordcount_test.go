package wordcount

import (
	"reflect"
	"testing"
)

func TestCount(t *testing.T) {
	cases := []struct {
		name, text string
		want       map[string]int
	}{
		{"one", "word", map[string]int{"word": 1}},
		{"many", "one of each, one", map[string]int{"one": 2, "of": 1, "each": 1}},
		{"case", "Stop STOP stop", map[string]int{"stop": 3}},
		{"numbers", "testing 1 2 testing", map[string]int{"testing": 2, "1": 1, "2": 1}},
		{"none", " ... ", map[string]int{}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := Count(c.text); !reflect.DeepEqual(got, c.want) {
				t.Errorf("Count(%q) = %v, want %v", c.text, got, c.want)
			}
		})
	}
}
