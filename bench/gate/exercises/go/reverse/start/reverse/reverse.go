package reverse

func Reverse(text string) string {
	panic("not made yet")
}
