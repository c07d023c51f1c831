package cipher

import "testing"

func check(t *testing.T, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestEncode(t *testing.T) {
	check(t, Shift(3).Encode("iamapandabear"), "ldpdsdqgdehdu")
	check(t, Shift(3).Encode("I am, a panda!"), "ldpdsdqgd")
	check(t, Shift(13).Encode("Gate"), "tngr")
}

func TestDecode(t *testing.T) {
	check(t, Shift(3).Decode("ldpdsdqgdehdu"), "iamapandabear")
	check(t, Shift(-1).Decode("zab"), "abc")
	check(t, Shift(7).Decode(Shift(7).Encode("there and back")), "thereandback")
}
