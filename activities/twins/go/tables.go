package main

import (
	"go/ast"
	"go/token"
	"regexp"
	"sort"
)

// Fields that say that a row expects an error, or that it does not run; and those that say that it expects none.
var (
	failureField = regexp.MustCompile(`(?i)err|panic|fail|skip|invalid`)
	successField = regexp.MustCompile(`(?i)^(want)?(ok|valid|found|exists)$`)
)

// What the files of a test together say of their tables.
type tables struct {
	// Names of fields that are compared with what the work gave.
	expected map[string]bool
	// Fields of structs that are declared by name.
	structs map[string][]*ast.Field
}

// Literals in the expected fields of the rows of a table: an array, slice or map of structs that are written out.
func (known tables) rowsOf(table *ast.CompositeLit) []leaf {
	var element ast.Expr
	switch kind := table.Type.(type) {
	case *ast.ArrayType:
		element = kind.Elt
	case *ast.MapType:
		element = kind.Value
	default:
		return nil
	}
	found := []leaf{}
	for _, each := range table.Elts {
		if pair, ok := each.(*ast.KeyValueExpr); ok {
			each = pair.Value
		}
		if address, ok := each.(*ast.UnaryExpr); ok && address.Op == token.AND {
			each = address.X
		}
		if row, ok := each.(*ast.CompositeLit); ok {
			found = append(found, known.rowLeaves(known.named(row, element))...)
		}
	}
	return found
}

// The values of a row by the names of their fields; empty where the names stand elsewhere.
func (known tables) named(row *ast.CompositeLit, element ast.Expr) map[string]ast.Expr {
	values := map[string]ast.Expr{}
	names := []string{}
	for _, field := range known.fieldsOf(element) {
		for _, name := range field.Names {
			names = append(names, name.Name)
		}
	}
	for index, value := range row.Elts {
		if pair, ok := value.(*ast.KeyValueExpr); ok {
			if key, ok := pair.Key.(*ast.Ident); ok {
				values[key.Name] = pair.Value
			}
		} else if len(names) == len(row.Elts) {
			values[names[index]] = value
		}
	}
	for _, name := range names {
		if _, given := values[name]; !given && successField.MatchString(name) {
			values[name] = ast.NewIdent("false")
		}
	}
	return values
}

func (known tables) fieldsOf(element ast.Expr) []*ast.Field {
	switch kind := element.(type) {
	case *ast.StarExpr:
		return known.fieldsOf(kind.X)
	case *ast.StructType:
		return kind.Fields.List
	case *ast.Ident:
		return known.structs[kind.Name]
	}
	return nil
}

// A row that expects a failure seldom compares other fields than those that say so.
func (known tables) rowLeaves(values map[string]ast.Expr) []leaf {
	found, flags := []leaf{}, []leaf{}
	expectsFailure := false
	for name, value := range values {
		isFailure, isSuccess := failureField.MatchString(name), successField.MatchString(name)
		expectsFailure = expectsFailure || isFailure && !isZero(value) || isSuccess && isZero(value)
		if !known.expected[name] {
			continue
		}
		if isFailure || isSuccess {
			flags = append(flags, leavesOf(value)...)
		} else {
			found = append(found, leavesOf(value)...)
		}
	}
	if expectsFailure {
		found = nil
	}
	found = append(found, flags...)
	sort.Slice(found, func(i, j int) bool { return found[i].node.Pos() < found[j].node.Pos() })
	return found
}

func isZero(value ast.Expr) bool {
	switch node := value.(type) {
	case *ast.Ident:
		return node.Name == "false" || node.Name == "nil"
	case *ast.BasicLit:
		return node.Value == `""` || node.Value == "0"
	}
	return false
}
