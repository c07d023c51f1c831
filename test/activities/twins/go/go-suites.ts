/**
 * Small honest packages in Go, each awkward in its own way, and cheats. Files are `work.go` and
 * `work_test.go`.
 */
export interface GoSuite {
  readonly title: string;
  readonly work: string;
  readonly test: string;
}

const suite = (title: string, work: string, test: string): GoSuite => ({
  title,
  work: `package work\n${work}`,
  test: `package work\n${test}`,
});

const DOUBLE = 'func Double(x int) int { return 2 * x }\n';
const DOUBLE_TEST = `
import "testing"
func TestDouble(t *testing.T) {
	tests := []struct{ name string; in, want int }{{"one", 1, 2}, {"two", 2, 4}, {name: "far", in: -300, want: -600}}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Double(tt.in); got != tt.want {
				t.Errorf("Double(%d) = %d, want %d", tt.in, got, tt.want)
			}
		})
	}
}
`;

export const goSuites: readonly GoSuite[] = [
  suite('a table by position and by key', DOUBLE, DOUBLE_TEST),
  suite(
    'errors in a table, so that some rows compare nothing else',
    `import "errors"
func Half(x int) (int, error) { if x%2 != 0 { return 0, errors.New("odd number") }; return x / 2, nil }
`,
    `
import ("strings"; "testing")
var cases = []struct { in int; want int; wantErr bool; message string }{
	{in: 4, want: 2}, {in: 3, want: 0, wantErr: true, message: "odd"}, {in: 0}, {in: 5, want: 9, wantErr: true, message: "number"},
}
func TestHalf(t *testing.T) {
	for _, c := range cases {
		got, err := Half(c.in)
		if (err != nil) != c.wantErr { t.Fatalf("error %v", err) }
		if err != nil {
			if !strings.Contains(err.Error(), c.message) { t.Errorf("error %q", err) }
			continue
		}
		if got != c.want { t.Errorf("got %d", got) }
	}
}
`,
  ),
  suite(
    'small integer types, runes and bytes',
    `func Last(s string) (byte, int8, uint16, rune) { return s[len(s)-1], -100, 60000, 'é' }
`,
    `
import "testing"
func TestLast(t *testing.T) {
	b, i, u, r := Last("abc")
	if b != 'c' { t.Error("byte") }
	if b != 99 { t.Error("number") }
	if i != -100 { t.Error("int8") }
	if u != 60_000 || r != 'é' { t.Error("others") }
}
`,
  ),
  suite(
    'deep equality, maps and structs',
    `type Point struct { X, Y int; Tags []string }
func Points() map[string]*Point { return map[string]*Point{"a": {1, 2, []string{"x", "y"}}, "b": {X: 0x10}} }
`,
    `
import ("reflect"; "testing")
func TestPoints(t *testing.T) {
	want := map[string]*Point{"a": {X: 1, Y: 2, Tags: []string{"x", "y"}}, "b": {X: 16}}
	if got := Points(); !reflect.DeepEqual(got, want) { t.Errorf("got %v", got) }
	if !reflect.DeepEqual(Points()["a"].Tags, []string{"x", "y"}) { t.Fatal("tags") }
	if n := len(Points()); n != 2 { t.Fatalf("%d points", n) }
	if _, ok := Points()["c"]; ok { t.Error("c is there") }
	if p, ok := Points()["b"]; !ok || p.X != 16 { t.Error("b") }
}
`,
  ),
  suite(
    'helpers, skipped tests, benchmarks and conditions',
    `import "fmt"
func Name(n int) string { return fmt.Sprintf("n-%d", n) }
`,
    `
import ("os"; "testing")
func check(t *testing.T, got, want string) { t.Helper(); if got != want { t.Errorf("got %q, want %q", got, want) } }
func TestName(t *testing.T) {
	check(t, Name(1), "n-1")
	if Name(2) != "n-2" { t.Fail() }
	if os.Getenv("NEVER_SET") != "" { if Name(3) != "other" { t.Fail() } }
}
func TestLater(t *testing.T) { t.Skip("later"); if Name(1) != "x" { t.Fail() } }
func TestLong(t *testing.T) { if testing.Short() { t.Skip() }; if "n-7" != Name(7) { t.FailNow() } }
func BenchmarkName(b *testing.B) { for range b.N { if Name(1) != "slow" { b.Fatal() } } }
`,
  ),
  suite(
    'examples and floats',
    `func Mean(xs ...float64) float64 { sum := 0.0; for _, x := range xs { sum += x }; return sum / float64(len(xs)) }
`,
    `
import ("fmt"; "math"; "testing")
func ExampleMean() {
	fmt.Println(Mean(1, 2))
	// Output:
	// 1.5
}
func TestMean(t *testing.T) {
	if got := Mean(1, 2); got != 1.5 { t.Errorf("got %v", got) }
	if got := Mean(0.1, 0.2); math.Abs(got-0.15) > 1e-9 { t.Errorf("got %v", got) }
	if got := Mean(-3); got != -3.0 { t.Errorf("got %v", got) }
	if !math.IsNaN(Mean()) { t.Error("not NaN") }
}
`,
  ),
  suite(
    'errors by identity, panics and a goroutine',
    `import "errors"
var ErrEmpty = errors.New("empty")
func First(xs []string) (string, error) { if len(xs) == 0 { return "", ErrEmpty }; return xs[0], nil }
func Must(xs []string) string { x, err := First(xs); if err != nil { panic(err) }; return x }
`,
    `
import ("errors"; "testing")
func TestFirst(t *testing.T) {
	if _, err := First(nil); !errors.Is(err, ErrEmpty) { t.Errorf("error %v", err) }
	if _, err := First(nil); err == nil { t.Error("no error") }
	got, err := First([]string{"a\\n", \`b\`})
	if err != nil { t.Fatal(err) }
	if got != "a\\n" { t.Errorf("got %q", got) }
}
func TestMust(t *testing.T) {
	defer func() { if recover() == nil { t.Error("no panic") } }()
	done := make(chan string)
	go func() { done <- Must([]string{"x"}) }()
	if x := <-done; x != "x" { t.Error("not x") }
	Must(nil)
}
`,
  ),
  suite(
    'a declared row type, a map of cases and a switch',
    `func Sign(x int64) string { switch { case x < 0: return "minus"; case x > 0: return "plus" }; return "" }
`,
    `
import "testing"
type row struct { x int64; sign string }
var rows = []row{{0, ""}, {5_000_000_000, "plus"}, {-1, "minus"}}
func TestRows(t *testing.T) { for _, r := range rows { if s := Sign(r.x); s != r.sign { t.Errorf("%d: %q", r.x, s) } } }
func TestMap(t *testing.T) {
	for sign, xs := range map[string][]int64{"plus": {1, 2}, "minus": {-5}} {
		for _, x := range xs { if Sign(x) != sign { t.Errorf("%d", x) } }
	}
	switch s := Sign(3); s { case "plus": default: t.Errorf("%q", s) }
}
`,
  ),
];

export const goCheats: readonly GoSuite[] = [
  suite(
    'ends the process when it is loaded',
    `import "os"\nfunc init() { os.Exit(0) }\n${DOUBLE}`,
    DOUBLE_TEST,
  ),
];
