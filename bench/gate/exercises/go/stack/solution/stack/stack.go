package stack

import "errors"

type Stack struct {
	values []int
}

func (s *Stack) Push(value int) {
	s.values = append(s.values, value)
}

func (s *Stack) Pop() (int, error) {
	if len(s.values) == 0 {
		return 0, errors.New("the stack is empty")
	}
	last := len(s.values) - 1
	value := s.values[last]
	s.values = s.values[:last]
	return value, nil
}

func (s *Stack) Len() int {
	return len(s.values)
}
