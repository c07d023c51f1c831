def LEARN_USES(ast):
    """What tests do with names: compare them, or anything else."""
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    plain = set("len str repr list tuple set sorted dict print round abs float int bool approx isinstance type format".split())

    def name_of(function):
        return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")

    class Uses(ast.NodeVisitor):
        def __init__(self, apart=()):
            # Functions whose bodies say nothing here.
            self.apart = apart
            self.compared, self.otherwise = set(), set()
            self.called = {"compared": set(), "otherwise": set()}
            self.bound = {}
            self.how = "otherwise"

        def visit_as(self, how, nodes):
            before, self.how = self.how, how
            for node in nodes:
                self.visit(node)
            self.how = before

        def visit_Compare(self, node):
            self.visit_as("compared", [node.left, *node.comparators])

        def visit_Call(self, node):
            values, name = [*node.args, *(one.value for one in node.keywords)], name_of(node.func)
            if name.lower().startswith(("assert", "isclose", "expect")) or name in ("print", "len", "isinstance", "type"):
                self.visit_as("compared", values)
            elif name in plain:
                self.visit_as(self.how, values)
            else:
                self.visit_as("otherwise", values)
                self.called[self.how].add(name)
            if not isinstance(node.func, ast.Name):
                self.visit_as("otherwise", [node.func])

        def visit_JoinedStr(self, node):
            self.visit_as("compared", node.values)

        def visit_BinOp(self, node):
            is_message = isinstance(node.op, ast.Mod) and isinstance(node.left, ast.Constant)
            self.visit_as("compared" if is_message else self.how, [node.left, node.right])

        def visit_Assign(self, node):
            if isinstance(node.value, ast.Call) and all(isinstance(one, ast.Name) for one in node.targets):
                self.bound.setdefault(node.targets[0].id, set()).add(name_of(node.value.func))
                self.visit_as("bound", [node.value])
            else:
                self.visit_as("otherwise", [node.value])
            self.visit_as("otherwise", node.targets)

        def visit_Name(self, node):
            if isinstance(node.ctx, ast.Load):
                (self.compared if self.how == "compared" else self.otherwise).add(node.id)

        def visit_FunctionDef(self, node):
            if node.name not in self.apart:
                self.visit_as("otherwise", ast.iter_child_nodes(node))

        visit_AsyncFunctionDef = visit_FunctionDef

    def uses_of(node, apart=()):
        uses = Uses(apart)
        uses.called["bound"] = set()
        for one in ast.iter_child_nodes(node):
            uses.visit(one)
        uses.only = uses.compared - uses.otherwise
        return uses

    def handed_in(trees):
        """Functions that tests name without calling them: they may be for the work to call."""
        found = set()
        for tree in trees:
            callees = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
            for node in ast.walk(tree):
                if isinstance(node, (ast.Name, ast.Attribute)) and isinstance(node.ctx, ast.Load) and id(node) not in callees:
                    found.add(name_of(node))
        return found

    def returning(trees):
        """Functions of the tests that give what is expected, and nothing else."""
        def gives(node):
            return any(isinstance(one, ast.Return) and one.value is not None for one in ast.walk(node))

        own = ("test", "setUp", "tearDown", "assert", "check", "pytest_")
        every = [node for tree in trees for node in ast.walk(tree) if isinstance(node, functions)]
        names = {one.name for one in every if gives(one) and not one.name.startswith(own) and not one.decorator_list}
        expected, otherwise = set(), set()
        for tree in trees:
            for scope in [tree, *(node for node in ast.walk(tree) if isinstance(node, functions) and node.name not in names)]:
                uses = uses_of(scope, names)
                given = {name for target, made in uses.bound.items() if target in uses.only for name in made}
                expected |= uses.called["compared"] | given
                otherwise |= uses.called["otherwise"] if scope is tree else set()
        return sorted((names & expected) - otherwise)

    def sets_attributes(trees):
        """Whether tests put something into what is not their own."""
        for tree in trees:
            for node in ast.walk(tree):
                if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
                    if name_of(node.value) not in ("self", "cls"):
                        return True
                if isinstance(node, ast.Name) and node.id in ("setattr", "monkeypatch", "patch", "mock"):
                    return True
        return False

    return uses_of, returning, handed_in, sets_attributes


