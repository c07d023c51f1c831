package series

func All(length int, digits string) []string {
	var found []string
	for start := 0; start+length <= len(digits); start++ {
		found = append(found, digits[start:start+length])
	}
	return found
}
