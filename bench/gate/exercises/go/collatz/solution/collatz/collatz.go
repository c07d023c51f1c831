package collatz

import "errors"

func Steps(number int) (int, error) {
	if number < 1 {
		return 0, errors.New("only positive numbers come to an end")
	}
	steps := 0
	for number != 1 {
		if number%2 == 0 {
			number /= 2
		} else {
			number = 3*number + 1
		}
		steps++
	}
	return steps, nil
}
