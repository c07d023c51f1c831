package twofer

import "testing"

func TestNobody(t *testing.T) {
	if got := Share(""); got != "One for you, one for me." {
		t.Fatalf("got %q", got)
	}
}

func TestNames(t *testing.T) {
	cases := map[string]string{
		"Alice": "One for Alice, one for me.",
		"Bob":   "One for Bob, one for me.",
		"Żółw":  "One for Żółw, one for me.",
	}
	for name, want := range cases {
		t.Run(name, func(t *testing.T) {
			if got := Share(name); got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}
