package reverse

import "testing"

func TestReverse(t *testing.T) {
	if got, want := Reverse(""), ""; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := Reverse("robot"), "tobor"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := Reverse("I'm hungry!"), "!yrgnuh m'I"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := Reverse("子猫"), "猫子"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := Reverse("racecar"), "racecar"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
