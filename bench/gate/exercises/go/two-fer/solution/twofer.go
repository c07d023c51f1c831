package twofer

func Share(name string) string {
	if name == "" {
		name = "you"
	}
	return "One for " + name + ", one for me."
}
