package main

import (
	"go/ast"
	"go/token"
	"strings"
)

// Functions that say whether two values are equal, or how they differ.
var comparing = map[string]bool{"DeepEqual": true, "Equal": true, "EqualFold": true, "Diff": true, "Is": true, "Compare": true}

// Literals whose change makes a condition hold for work that is right: `got != 5`, `a != 1 || b != 2`, `!reflect.DeepEqual(got, []int{1})`.
func unequalLeaves(condition ast.Expr) []leaf {
	switch node := condition.(type) {
	case *ast.ParenExpr:
		return unequalLeaves(node.X)
	case *ast.BinaryExpr:
		if node.Op == token.LOR {
			return append(unequalLeaves(node.X), unequalLeaves(node.Y)...)
		}
		if node.Op == token.NEQ {
			return oneSide(node.X, node.Y)
		}
	case *ast.UnaryExpr:
		if node.Op != token.NOT {
			return nil
		}
		if call, ok := node.X.(*ast.CallExpr); ok && calledName(call) == "DeepEqual" && len(call.Args) == 2 {
			return oneSide(call.Args[0], call.Args[1])
		}
		if equality, ok := unparen(node.X).(*ast.BinaryExpr); ok && equality.Op == token.EQL {
			return oneSide(equality.X, equality.Y)
		}
	}
	return nil
}

func unparen(node ast.Expr) ast.Expr {
	if outer, ok := node.(*ast.ParenExpr); ok {
		return unparen(outer.X)
	}
	return node
}

// The literals of that side which is one; two literals compare nothing of the work.
func oneSide(left, right ast.Expr) []leaf {
	ofLeft, ofRight := leavesOf(left), leavesOf(right)
	if len(ofRight) > 0 && len(ofLeft) == 0 {
		return ofRight
	}
	if len(ofLeft) > 0 && len(ofRight) == 0 {
		return ofLeft
	}
	return nil
}

func calledName(call *ast.CallExpr) string {
	switch function := call.Fun.(type) {
	case *ast.SelectorExpr:
		return function.Sel.Name
	case *ast.Ident:
		return function.Name
	}
	return ""
}

// Names of fields that tests compare with what the work gave: `got != tt.want`, `cmp.Diff(tt.out, got)`, `assert.Equal(t, tt.sum, got)`.
func tablesOf(files []*testFile) tables {
	fields, structs := map[string]bool{}, map[string][]*ast.Field{}
	take := func(operands ...ast.Expr) {
		for _, operand := range operands {
			if selector, ok := unparen(operand).(*ast.SelectorExpr); ok {
				fields[selector.Sel.Name] = true
			}
		}
	}
	for _, file := range files {
		ast.Inspect(file.syntax, func(node ast.Node) bool {
			switch each := node.(type) {
			case *ast.IfStmt:
				if fails(each.Body) {
					takeCompared(each.Cond, take)
				}
			case *ast.TypeSpec:
				if declared, ok := each.Type.(*ast.StructType); ok {
					structs[each.Name.Name] = declared.Fields.List
				}
			case *ast.CallExpr:
				if file.isAssertion(each) {
					take(each.Args...)
				}
			}
			return true
		})
	}
	// Methods are no fields, but tables may have fields of the same name; what a test is called or given is not expected.
	for name := range fields {
		switch strings.ToLower(name) {
		case "name", "in", "input", "args", "desc", "description":
			delete(fields, name)
		}
	}
	return tables{fields, structs}
}

func takeCompared(condition ast.Expr, take func(...ast.Expr)) {
	ast.Inspect(condition, func(node ast.Node) bool {
		switch each := node.(type) {
		case *ast.BinaryExpr:
			if each.Op == token.NEQ || each.Op == token.EQL {
				take(each.X, each.Y)
			}
		case *ast.CallExpr:
			if comparing[calledName(each)] {
				take(each.Args...)
			}
			return comparing[calledName(each)]
		}
		return true
	})
}
