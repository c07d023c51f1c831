package collatz

import "testing"

func TestSteps(t *testing.T) {
	cases := []struct {
		number, want int
		wantErr      bool
	}{
		{1, 0, false},
		{16, 4, false},
		{12, 9, false},
		{1_000_000, 152, false},
		{0, 0, true},
		{-15, 0, true},
	}
	for _, tc := range cases {
		got, err := Steps(tc.number)
		if (err != nil) != tc.wantErr {
			t.Fatalf("Steps(%d): error %v, want one: %t", tc.number, err, tc.wantErr)
		}
		if got != tc.want {
			t.Fatalf("Steps(%d) = %d, want %d", tc.number, got, tc.want)
		}
	}
}
