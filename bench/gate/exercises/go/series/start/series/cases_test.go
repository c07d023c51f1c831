package series

var allCases = []struct {
	length int
	digits string
	want   []string
}{
	{1, "01", []string{"0", "1"}},
	{2, "01234", []string{"01", "12", "23", "34"}},
	{3, "982347", []string{"982", "823", "234", "347"}},
	{4, "12", nil},
	{2, "99", []string{"99"}},
}
