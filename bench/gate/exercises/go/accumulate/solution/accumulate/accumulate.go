package accumulate

func Map[T, R any](values []T, change func(T) R) []R {
	changed := make([]R, 0, len(values))
	for _, value := range values {
		changed = append(changed, change(value))
	}
	return changed
}

func Keep[T any](values []T, keep func(T) bool) []T {
	var kept []T
	for _, value := range values {
		if keep(value) {
			kept = append(kept, value)
		}
	}
	return kept
}
