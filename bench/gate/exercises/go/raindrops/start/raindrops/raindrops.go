package raindrops

func Sound(number int) string {
	panic("not made yet")
}
