package series

func All(length int, digits string) []string {
	panic("not made yet")
}
