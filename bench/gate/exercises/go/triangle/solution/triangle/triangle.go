package triangle

type Kind string

func KindOf(a, b, c float64) Kind {
	switch {
	case a <= 0 || b <= 0 || c <= 0 || a+b < c || a+c < b || b+c < a:
		return "none"
	case a == b && b == c:
		return "equilateral"
	case a == b || b == c || a == c:
		return "isosceles"
	}
	return "scalene"
}
