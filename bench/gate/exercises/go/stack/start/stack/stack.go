package stack

type Stack struct{}

func (s *Stack) Push(value int) {
	panic("not made yet")
}

func (s *Stack) Pop() (int, error) {
	panic("not made yet")
}

func (s *Stack) Len() int {
	panic("not made yet")
}
