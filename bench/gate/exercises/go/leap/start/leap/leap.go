package leap

func IsLeap(year int) bool {
	panic("not made yet")
}
