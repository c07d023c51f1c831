def LEARN_PLACES(ast, tree, trees, plan, LEARN_USES):
    """Puts values by lot where tests make what they expect: at names that are only compared, and in what their functions return."""
    import random

    uses_of, returning, *_ = LEARN_USES(ast)
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)

    def call(name, *arguments):
        function = ast.Attribute(ast.Name("LEARN", ast.Load()), name, ast.Load())
        return ast.Call(function, list(arguments), [])

    def path_of(target, wanted):
        """Where in a value that is what these names are bound to."""
        if isinstance(target, ast.Name):
            return True if target.id in wanted else None
        if isinstance(target, (ast.Tuple, ast.List)) and not any(isinstance(one, ast.Starred) for one in target.elts):
            found = {index: path_of(one, wanted) for index, one in enumerate(target.elts)}
            return {index: one for index, one in found.items() if one} or None
        return None

    def is_written_out(node):
        """Such values are changed by other twins."""
        named = (ast.Call, ast.Name, ast.Attribute, ast.ListComp, ast.DictComp, ast.SetComp, ast.GeneratorExp)
        return not any(isinstance(one, named) for one in ast.walk(node))

    tables = {target.id for node in tree.body if isinstance(node, ast.Assign) and is_written_out(node.value) for target in node.targets if isinstance(target, ast.Name)}

    class Names(ast.NodeTransformer):
        """A name's value becomes another one as soon as it is bound."""

        def __init__(self):
            self.wanted = uses_of(tree).only

        def marked(self, value, target, name):
            path = path_of(target, self.wanted)
            is_table = name == "rows" and isinstance(value, ast.Name) and value.id in tables
            if path is None or is_written_out(value) or is_table:
                return value
            site = f"{plan['path']}:{value.lineno}:{value.col_offset}"
            made = call(name, call("count"), value, ast.parse(repr(path), mode="eval").body, ast.Constant(site))
            return ast.copy_location(made, value)

        def scope(self, node):
            before, self.wanted = self.wanted, uses_of(node).only
            self.generic_visit(node)
            arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            for name in [one.arg for one in arguments if one.arg in self.wanted]:
                site = ast.Constant(f"{plan['path']}:{node.name}:{name}")
                other = call("value", ast.Constant(None), ast.Name(name, ast.Load()), ast.Constant(True), site)
                node.body.insert(0, ast.copy_location(ast.Assign([ast.Name(name, ast.Store())], other), node.body[0]))
            self.wanted = before
            return node

        visit_FunctionDef = visit_AsyncFunctionDef = scope

        def visit_Assign(self, node):
            self.generic_visit(node)
            if len(node.targets) == 1:
                node.value = self.marked(node.value, node.targets[0], "value")
            return node

        def loop(self, node):
            self.generic_visit(node)
            node.iter = self.marked(node.iter, node.target, "rows")
            return node

        visit_For = visit_comprehension = loop

    class Returns(ast.NodeTransformer):
        """What a function of the tests returns becomes another value."""

        def __init__(self, names):
            self.names, self.stack = names, []

        def scope(self, node):
            self.stack.append(node.name)
            self.generic_visit(node)
            self.stack.pop()
            return node

        visit_FunctionDef = visit_AsyncFunctionDef = scope

        def visit_Lambda(self, node):
            return node

        def visit_Return(self, node):
            self.generic_visit(node)
            if node.value is not None and self.stack and self.stack[-1] in self.names:
                # It need not be loaded under one name by all.
                site = ast.Constant(self.stack[-1])
                node.value = ast.copy_location(call("returned", node.value, site), node.value)
            return node

    if plan["mode"] == "names":
        return Names().visit(tree), []
    if plan["mode"] == "functions":
        names = returning(trees)
        if plan["one"] and names:
            names = [random.Random(plan["seed"]).choice(names)]
        return Returns(names).visit(tree), names
    return tree, []


