package wordcount

func Count(text string) map[string]int {
	panic("not made yet")
}
