package leap

import "testing"

func TestIsLeap(t *testing.T) {
	for _, test := range []struct {
		year int
		want bool
	}{{1996, true}, {1997, false}, {1900, false}, {2000, true}, {2400, true}, {1800, false}} {
		if got := IsLeap(test.year); got != test.want {
			t.Errorf("IsLeap(%d) = %t, want %t", test.year, got, test.want)
		}
	}
}
