package accumulate

import (
	"slices"
	"strings"
	"testing"
)

func TestMap(t *testing.T) {
	if got := Map([]int{1, 2, 3}, func(n int) int { return n * n }); !slices.Equal(got, []int{1, 4, 9}) {
		t.Errorf("squares: %v", got)
	}
	if got := Map([]string{"a", "b"}, strings.ToUpper); !slices.Equal(got, []string{"A", "B"}) {
		t.Errorf("upper case: %v", got)
	}
	if got := len(Map([]int(nil), func(int) bool { return true })); got != 0 {
		t.Errorf("of nothing: %d values", got)
	}
}

func TestKeep(t *testing.T) {
	if got := Keep([]int{1, 2, 3, 4}, func(n int) bool { return n%2 == 0 }); !slices.Equal(got, []int{2, 4}) {
		t.Errorf("even ones: %v", got)
	}
	if got := len(Keep([]string{"x"}, func(string) bool { return false })); got != 0 {
		t.Errorf("kept %d", got)
	}
}
