package stack

import "testing"

func filled(values ...int) *Stack {
	stack := &Stack{}
	for _, value := range values {
		stack.Push(value)
	}
	return stack
}

func TestOrder(t *testing.T) {
	stack := filled(1, 2, 3)
	for _, want := range []int{3, 2, 1} {
		got, err := stack.Pop()
		if err != nil {
			t.Fatal(err)
		}
		if got != want {
			t.Errorf("got %d, want %d", got, want)
		}
	}
}

func TestEmpty(t *testing.T) {
	if _, err := filled().Pop(); err == nil {
		t.Error("no error from an empty stack")
	}
}

func TestLen(t *testing.T) {
	if got := filled(4, 4).Len(); got != 2 {
		t.Errorf("Len() = %d, want 2", got)
	}
	if got := filled().Len(); got != 0 {
		t.Errorf("Len() = %d, want 0", got)
	}
}
