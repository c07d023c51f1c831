package cipher

type Shift int

func (s Shift) Encode(text string) string {
	panic("not made yet")
}

func (s Shift) Decode(text string) string {
	panic("not made yet")
}
