package collatz

func Steps(number int) (int, error) {
	panic("not made yet")
}
