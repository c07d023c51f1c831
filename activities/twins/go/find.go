package main

import (
	"go/ast"
	"strings"
)

type twins = func(random *lot) (impossible edit, equal *edit)

// Functions of a testing.T that fail a test.
var failing = map[string]bool{"Error": true, "Errorf": true, "Fatal": true, "Fatalf": true, "Fail": true, "FailNow": true}

// All expectations of the file that can be changed.
func (file *testFile) find(known tables) []expectation {
	found := []expectation{}
	add := func(node ast.Node, where place, made twins) {
		if made != nil && !where.skipped {
			line := file.set.Position(node.Pos()).Line
			entry := -1
			if where.entry.IsValid() {
				entry = file.offset(where.entry)
			}
			found = append(found, expectation{line, where.testCase, where.standing, where.mayBeSkipped, entry, made})
		}
	}
	visit(file.syntax, func(node ast.Node, ancestors []ast.Node) {
		switch each := node.(type) {
		case *ast.IfStmt:
			if fails(each.Body) {
				add(node, placeOf(ancestors, node), file.conditionTwins(each.Cond))
			}
		case *ast.CallExpr:
			add(node, placeOf(ancestors, node), file.assertTwins(each))
		case *ast.CompositeLit:
			for _, row := range known.rowsOf(each) {
				add(row.node, placeOf(ancestors, node), file.leafTwins([]leaf{row}, false))
			}
		case *ast.FuncDecl:
			if output := file.exampleOutput(each); output != nil {
				add(each, placeOf([]ast.Node{each}, each), output)
			}
		}
	})
	return found
}

// A failure right in the block; what stands deeper belongs to a condition of its own.
func fails(block *ast.BlockStmt) bool {
	for _, statement := range block.List {
		if call := callOf(statement); call != nil {
			if selector, ok := call.Fun.(*ast.SelectorExpr); ok && failing[selector.Sel.Name] {
				return true
			}
		}
	}
	return false
}

func callOf(statement ast.Stmt) *ast.CallExpr {
	if expression, ok := statement.(*ast.ExprStmt); ok {
		if call, ok := expression.X.(*ast.CallExpr); ok {
			return call
		}
	}
	return nil
}

// A condition that holds where the work is wrong: a literal in it changed, or the whole of it turned round.
func (file *testFile) conditionTwins(condition ast.Expr) twins {
	if leaves := unequalLeaves(condition); len(leaves) > 0 {
		return file.leafTwins(leaves, false)
	}
	source := file.text(condition)
	return func(*lot) (edit, *edit) {
		equal := file.replace(condition, "!(!("+source+"))")
		return file.replace(condition, "!("+source+")"), &equal
	}
}

func (file *testFile) leafTwins(leaves []leaf, isLoose bool) twins {
	return func(random *lot) (edit, *edit) {
		drawn := leaves[random.Intn(len(leaves))]
		impossible, equal := drawn.write(random, isLoose)
		same := file.replace(drawn.node, equal)
		return file.replace(drawn.node, impossible), &same
	}
}

// The comment by which an example says what it prints.
func (file *testFile) exampleOutput(function *ast.FuncDecl) twins {
	if !strings.HasPrefix(function.Name.Name, "Example") || function.Body == nil {
		return nil
	}
	var last *ast.CommentGroup
	for _, group := range file.syntax.Comments {
		if group.Pos() > function.Body.Lbrace && group.End() <= function.Body.Rbrace {
			last = group
		}
	}
	if last == nil || !strings.Contains(strings.ToLower(last.Text()), "output:") {
		return nil
	}
	return func(random *lot) (edit, *edit) {
		end := file.offset(last.End())
		addition := " " + letters(16, random.Rand)
		if strings.HasPrefix(last.List[len(last.List)-1].Text, "/*") {
			end -= len("*/")
		}
		return edit{end, end, addition}, nil
	}
}
