package accumulate

func Map[T, R any](values []T, change func(T) R) []R {
	panic("not made yet")
}

func Keep[T any](values []T, keep func(T) bool) []T {
	panic("not made yet")
}
