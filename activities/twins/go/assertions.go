package main

import "go/ast"

// Assertions that compare, with the positions (behind the t) where what is expected may stand.
var compared = map[string][]int{
	"Equal": {0, 1}, "EqualValues": {0, 1}, "Exactly": {0, 1}, "DeepEqual": {0, 1}, "Len": {1}, "Contains": {1},
	"EqualError": {1}, "ErrorContains": {1}, "JSONEq": {}, "InDelta": {0, 1}, "ElementsMatch": {0, 1},
}

// These are content with a part of it, or with a value about it.
var loose = map[string]bool{"Contains": true, "ErrorContains": true, "InDelta": true}

// Assertions and those that say the contrary.
var contraries = map[string]string{
	"Equal": "NotEqual", "EqualValues": "NotEqualValues", "True": "False", "Nil": "NotNil", "NoError": "Error", "Empty": "NotEmpty",
	"Contains": "NotContains", "Panics": "NotPanics", "Zero": "NotZero", "ErrorIs": "NotErrorIs", "Same": "NotSame",
}

func init() {
	for name, contrary := range contraries {
		contraries[contrary] = name
	}
}

// A method of a package of assertions, of an object made by one (`is := is.New(t)`), or of a suite.
func (file *testFile) isAssertion(call *ast.CallExpr) bool {
	selector, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || len(file.assertPackages) == 0 {
		return false
	}
	_, isCompared := compared[selector.Sel.Name]
	if !isCompared && contraries[selector.Sel.Name] == "" {
		return false
	}
	switch receiver := selector.X.(type) {
	case *ast.Ident:
		return file.assertPackages[receiver.Name] || file.isObject(receiver.Name)
	case *ast.CallExpr:
		// `s.Require().Equal(…)`, `assert.New(t).Equal(…)`.
		name := calledName(receiver)
		return name == "Require" || name == "Assert" || name == "New"
	}
	return false
}

// Objects go by few names; with the import of the package that is enough.
func (file *testFile) isObject(name string) bool {
	switch name {
	case "assert", "require", "is", "a", "r":
		return true
	case "s", "suite", "ts":
		return file.assertPackages["suite"]
	}
	return false
}

func (file *testFile) assertTwins(call *ast.CallExpr) twins {
	if !file.isAssertion(call) {
		return nil
	}
	selector := call.Fun.(*ast.SelectorExpr)
	name := selector.Sel.Name
	args := call.Args
	if len(args) > 0 && isTest(args[0]) {
		args = args[1:]
	}
	for _, position := range compared[name] {
		if position < len(args) {
			if leaves := leavesOf(args[position]); len(leaves) > 0 {
				return file.leafTwins(leaves, loose[name])
			}
		}
	}
	contrary := contraries[name]
	if contrary == "" || !file.hasTestify {
		return nil
	}
	return func(*lot) (edit, *edit) { return file.replace(selector.Sel, contrary), nil }
}

func isTest(argument ast.Expr) bool {
	switch node := argument.(type) {
	case *ast.Ident:
		return node.Name == "t" || node.Name == "tb" || node.Name == "b" || node.Name == "f"
	case *ast.CallExpr:
		return calledName(node) == "T"
	}
	return false
}
