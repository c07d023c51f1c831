package series

import (
	"slices"
	"testing"
)

func TestAll(t *testing.T) {
	for _, tc := range allCases {
		if got := All(tc.length, tc.digits); !slices.Equal(got, tc.want) {
			t.Errorf("All(%d, %q) = %q, want %q", tc.length, tc.digits, got, tc.want)
		}
	}
}
