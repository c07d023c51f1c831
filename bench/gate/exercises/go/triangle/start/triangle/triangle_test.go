package triangle

import "testing"

const (
	none        Kind = "none"
	equilateral Kind = "equilateral"
	isosceles   Kind = "isosceles"
	scalene     Kind = "scalene"
)

func TestKindOf(t *testing.T) {
	for _, tc := range []struct {
		want    Kind
		a, b, c float64
	}{
		{equilateral, 2, 2, 2},
		{equilateral, 0.5, 0.5, 0.5},
		{isosceles, 3, 4, 4},
		{isosceles, 4, 4, 3},
		{scalene, 5, 4, 6},
		{none, 0, 0, 0},
		{none, 1, 1, 3},
	} {
		if got := KindOf(tc.a, tc.b, tc.c); got != tc.want {
			t.Errorf("KindOf(%v, %v, %v) = %q, want %q", tc.a, tc.b, tc.c, got, tc.want)
		}
	}
}
