package main

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"math/rand"
	"strconv"
)

// The two ways to write a literal; the equal one is "" where there is none.
type written func(random *lot, isLoose bool) (impossible, equal string)

type leaf struct {
	node  ast.Expr
	write written
}

// Integer types, narrow before wide: a changed literal stays between the bounds where it was, so that it fits every type that held it.
var brackets = []int64{127, 255, 32767, 65535, 1<<31 - 1, 1<<32 - 1, 1<<63 - 1}

var basicTypes = map[string]bool{
	"int": true, "int8": true, "int16": true, "int32": true, "int64": true, "uint": true, "uint8": true, "uint16": true,
	"uint32": true, "uint64": true, "byte": true, "rune": true, "float32": true, "float64": true, "string": true, "bool": true,
}

// Literals within an expected value whose change makes the whole value another one.
func leavesOf(expression ast.Expr) []leaf {
	switch node := expression.(type) {
	case *ast.ParenExpr:
		return leavesOf(node.X)
	case *ast.BasicLit:
		return literal(node, node, false)
	case *ast.UnaryExpr:
		if number, ok := node.X.(*ast.BasicLit); ok && node.Op == token.SUB {
			return literal(node, number, true)
		}
		if node.Op == token.AND {
			return leavesOf(node.X)
		}
	case *ast.Ident:
		if node.Name == "true" || node.Name == "false" {
			return []leaf{{node, booleans(node.Name == "true")}}
		}
	case *ast.CallExpr:
		if name, ok := node.Fun.(*ast.Ident); ok && basicTypes[name.Name] && len(node.Args) == 1 {
			return leavesOf(node.Args[0])
		}
		if _, ok := node.Fun.(*ast.ArrayType); ok && len(node.Args) == 1 {
			return leavesOf(node.Args[0])
		}
	case *ast.CompositeLit:
		found := []leaf{}
		for _, element := range node.Elts {
			if pair, ok := element.(*ast.KeyValueExpr); ok {
				element = pair.Value
			}
			found = append(found, leavesOf(element)...)
		}
		return found
	}
	return nil
}

func literal(node ast.Expr, basic *ast.BasicLit, negative bool) []leaf {
	switch basic.Kind {
	case token.STRING:
		if text, err := strconv.Unquote(basic.Value); err == nil && !negative {
			return []leaf{{node, strings_(text)}}
		}
	case token.CHAR:
		if value, _, _, err := strconv.UnquoteChar(basic.Value[1:len(basic.Value)-1], '\''); err == nil && !negative {
			return []leaf{{node, characters(value)}}
		}
	case token.INT:
		value, exact := constant.Int64Val(constant.MakeFromLiteral(basic.Value, token.INT, 0))
		if exact && negative {
			value = -value
		}
		if exact {
			return []leaf{{node, integers(value)}}
		}
	case token.FLOAT:
		sign := ""
		if negative {
			sign = "-"
		}
		return []leaf{{node, func(random *lot, isLoose bool) (string, string) {
			far := random.Intn(999_000) + 1_000
			if !isLoose {
				far = random.Intn(longestStep) + 1
			}
			return fmt.Sprintf("(%s%s - %s%d)", sign, basic.Value, sign, far), fmt.Sprintf("(%s%s - 0)", sign, basic.Value)
		}}}
	}
	return nil
}

func booleans(value bool) written {
	return func(random *lot, _ bool) (string, string) {
		low, high := random.Intn(500), random.Intn(500)+500
		yes, no := fmt.Sprintf("(%d < %d)", low, high), fmt.Sprintf("(%d < %d)", high, low)
		if value {
			return no, yes
		}
		return yes, no
	}
}

func strings_(value string) written {
	return func(random *lot, isLoose bool) (string, string) {
		other := letters(min(max(len(value), 12), 64), random.Rand)
		if !isLoose {
			other = random.otherText(value)
		}
		return halves(other, random.Rand), halves(value, random.Rand)
	}
}

func halves(value string, random *rand.Rand) string {
	cut := random.Intn(len(value) + 1)
	return "(" + strconv.Quote(value[:cut]) + " + " + strconv.Quote(value[cut:]) + ")"
}

func characters(value rune) written {
	return func(random *lot, _ bool) (string, string) {
		other := 'a' + rune(random.Intn(26))
		if other == value {
			other = 'A'
		}
		shift := rune(random.Intn(20) + 1)
		form := func(result rune) string { return fmt.Sprintf("(%s - %d)", strconv.QuoteRune(result+shift), shift) }
		if value > 0xd000 {
			return form(other), fmt.Sprintf("(%s - 0)", strconv.QuoteRune(value))
		}
		return form(other), form(value)
	}
}

func integers(value int64) written {
	return func(random *lot, isLoose bool) (string, string) {
		shift := int64(random.Intn(999_999) + 1)
		form := func(result int64) string {
			if result > 1<<62 || result < -(1<<62) {
				return fmt.Sprintf("(%d - 0)", result)
			}
			return fmt.Sprintf("(%d - %d)", result+shift, shift)
		}
		low, high := bracketOf(value)
		if isLoose {
			return form(farInteger(value, low, high, random)), form(value)
		}
		return form(random.otherInteger(value, low, high)), form(value)
	}
}

func bracketOf(value int64) (low, high int64) {
	magnitude := value
	if value < 0 {
		magnitude = -value - 1
	}
	for _, bound := range brackets {
		high = bound
		if magnitude <= bound {
			break
		}
	}
	if value < 0 {
		return -high - 1, -1
	}
	return 0, high
}

// What is compared about, or in part, is another one altogether.
func farInteger(value, low, high int64, random *lot) int64 {
	for range 64 {
		// From the far half of what the type holds.
		other := low + random.Int63n(high-low)
		if distance := other - value; distance > 1000 || distance < -1000 || high-low <= 2000 && other != value {
			return other
		}
	}
	return value / 2
}
