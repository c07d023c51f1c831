package main

import (
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"io"
	"path"
	"strings"
)

type testFile struct {
	source sourceFile
	set    *token.FileSet
	syntax *ast.File
	// Local names of packages with assertions: testify, gotest.tools, matryer/is and their like.
	assertPackages map[string]bool
	// Of these, testify alone has an assertion for each contrary.
	hasTestify bool
}

// Nil without an error for files that no build for this machine takes in: by name, by folder or by constraint.
func parse(source sourceFile) (*testFile, error) {
	if !isBuilt(source) {
		return nil, nil
	}
	set := token.NewFileSet()
	syntax, err := parser.ParseFile(set, source.Path, source.Text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	hasTestify := strings.Contains(source.Text, "stretchr/testify")
	return &testFile{source, set, syntax, assertPackagesOf(syntax), hasTestify}, nil
}

func isBuilt(source sourceFile) bool {
	for _, folder := range strings.Split(path.Dir(source.Path), "/") {
		if folder == "testdata" || folder == "vendor" || strings.HasPrefix(folder, "_") {
			return false
		}
	}
	context := build.Default
	context.JoinPath = func(elements ...string) string { return path.Join(elements...) }
	context.OpenFile = func(string) (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader(source.Text)), nil
	}
	taken, err := context.MatchFile(".", path.Base(source.Path))
	return taken || err != nil
}

func assertPackagesOf(syntax *ast.File) map[string]bool {
	names := map[string]bool{}
	for _, each := range syntax.Imports {
		imported := strings.Trim(each.Path.Value, `"`)
		name := path.Base(imported)
		if name != "assert" && name != "require" && name != "is" && name != "suite" {
			continue
		}
		if each.Name != nil {
			name = each.Name.Name
		}
		names[name] = true
	}
	return names
}

func (file *testFile) offset(position token.Pos) int { return file.set.Position(position).Offset }

func (file *testFile) text(node ast.Node) string {
	return file.source.Text[file.offset(node.Pos()):file.offset(node.End())]
}

func (file *testFile) replace(node ast.Node, text string) edit {
	return edit{file.offset(node.Pos()), file.offset(node.End()), text}
}
