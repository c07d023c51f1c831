package main

import (
	"go/ast"
	"go/token"
	"strings"
)

// Where an expectation stands, and how surely a run comes by.
type place struct {
	testCase string
	standing int
	skipped  bool
	// The case may skip itself.
	mayBeSkipped bool
	// Behind the opening brace of the case; none elsewhere.
	entry token.Pos
}

// Calls that run the function which they are given.
var runsItsArgument = map[string]bool{"Run": true, "Cleanup": true, "Fuzz": true, "Subtest": true}

func placeOf(ancestors []ast.Node, own ast.Node) place {
	where := place{standing: sure}
	lower := func(standing int) { where.standing = max(where.standing, standing) }
	for index, node := range ancestors {
		switch each := node.(type) {
		case *ast.FuncDecl:
			where = inFunction(each)
		case *ast.FuncLit:
			if index > 0 && isRun(ancestors[index-1]) {
				skips := skipsOf(each.Body)
				where.skipped = where.skipped || skips == always
				where.mayBeSkipped = where.mayBeSkipped || skips == sometimes
			} else {
				lower(maybe)
			}
		case *ast.IfStmt:
			// A step that a test is given up after: `if !t.Run(…)`, `if got := f(); …`.
			if index+1 < len(ancestors) && (ancestors[index+1] == each.Cond || ancestors[index+1] == each.Init) {
				continue
			}
			lower(unlikely)
		case *ast.BlockStmt:
			if mayBeLeftBefore(each, own) {
				lower(unlikely)
			}
		case *ast.CaseClause, *ast.CommClause:
			lower(unlikely)
		case *ast.GoStmt, *ast.DeferStmt:
			lower(maybe)
		}
	}
	return where
}

func inFunction(function *ast.FuncDecl) place {
	name := function.Name.Name
	where := place{standing: maybe}
	if strings.HasPrefix(name, "Benchmark") {
		where.skipped = true
	}
	isCase := strings.HasPrefix(name, "Test") || strings.HasPrefix(name, "Fuzz") || strings.HasPrefix(name, "Example")
	if isCase && name != "TestMain" {
		where.standing = sure
		// A method belongs to a suite, which runs under a name of its own.
		if function.Recv == nil {
			where.testCase = name
			if function.Body != nil {
				where.entry = function.Body.Lbrace + 1
			}
		}
	}
	switch skipsOf(function.Body) {
	case always:
		where.skipped = true
	case sometimes:
		where.mayBeSkipped = true
	}
	return where
}

func isRun(node ast.Node) bool {
	call, ok := node.(*ast.CallExpr)
	if !ok {
		return false
	}
	if _, ok := call.Fun.(*ast.FuncLit); ok {
		return true
	}
	selector, ok := call.Fun.(*ast.SelectorExpr)
	return ok && runsItsArgument[selector.Sel.Name]
}

const (
	never = iota
	sometimes
	always
)

func skipsOf(body *ast.BlockStmt) int {
	if body == nil {
		return never
	}
	skips := never
	for _, statement := range body.List {
		if isSkip(callOf(statement)) {
			return always
		}
		if branch, ok := statement.(*ast.IfStmt); ok {
			for _, inner := range branch.Body.List {
				if isSkip(callOf(inner)) && !isShort(branch.Cond) {
					skips = sometimes
				}
			}
		}
	}
	return skips
}

func isSkip(call *ast.CallExpr) bool {
	if call == nil {
		return false
	}
	selector, ok := call.Fun.(*ast.SelectorExpr)
	return ok && strings.HasPrefix(selector.Sel.Name, "Skip")
}

// `if os.Getenv("NET") == "" { return }`: what follows may not be come to. What fails before it returns hides nothing.
func mayBeLeftBefore(block *ast.BlockStmt, node ast.Node) bool {
	for _, statement := range block.List {
		if statement.End() > node.Pos() {
			return false
		}
		branch, ok := statement.(*ast.IfStmt)
		if !ok || isShort(branch.Cond) || fails(branch.Body) {
			continue
		}
		for _, inner := range branch.Body.List {
			if _, ok := inner.(*ast.ReturnStmt); ok {
				return true
			}
		}
	}
	return false
}

// `testing.Short()` is false unless somebody asks for it.
func isShort(condition ast.Expr) bool {
	call, ok := condition.(*ast.CallExpr)
	if !ok {
		return false
	}
	selector, ok := call.Fun.(*ast.SelectorExpr)
	return ok && selector.Sel.Name == "Short"
}

// Every node with those around it, outermost first.
func visit(root ast.Node, each func(node ast.Node, ancestors []ast.Node)) {
	path := []ast.Node{}
	ast.Inspect(root, func(node ast.Node) bool {
		if node == nil {
			path = path[:len(path)-1]
			return true
		}
		each(node, path)
		path = append(path, node)
		return true
	})
}
