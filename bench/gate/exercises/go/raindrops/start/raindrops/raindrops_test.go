package raindrops

import "testing"

var tests = []struct {
	number   int
	expected string
}{
	{1, "1"},
	{3, "Pling"},
	{5, "Plang"},
	{7, "Plong"},
	{15, "PlingPlang"},
	{105, "PlingPlangPlong"},
	{52, "52"},
}

func TestSound(t *testing.T) {
	for _, tc := range tests {
		if actual := Sound(tc.number); actual != tc.expected {
			t.Errorf("Sound(%d) = %q, expected %q", tc.number, actual, tc.expected)
		}
	}
}
