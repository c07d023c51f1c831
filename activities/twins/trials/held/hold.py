"""Runs a program with comparisons and functions that nothing else in its process can bend. It stands in front of the program's own text, as one file."""


def HOLD(space, source, holds, prints, asks, code):
    import ast
    import builtins
    import importlib
    import io
    import operator
    import os
    import sys

    # They give the same for the same, so that a copy of one serves as well.
    known = set(
        "bisect collections copy decimal difflib filecmp fnmatch fractions functools hashlib hmac itertools json"
        " math operator re statistics string struct textwrap time timeit zlib".split()
    )
    orders = {"Lt", "LtE", "Gt", "GtE"}
    held = orders | ({"Eq", "NotEq", "In", "NotIn"} if asks else set())
    arithmetic = {"Add", "Sub", "Mult", "Div", "FloorDiv", "Mod", "Pow"}
    counted = {"abs", "round", "int", "float", "sum", "max", "min"}
    no_function = (ast.Await, ast.Yield, ast.YieldFrom, ast.NamedExpr)

    library = os.path.dirname(os.__file__)

    def is_of_library(module):
        return not getattr(module, "__file__", None) or module.__file__.startswith(library)

    def copied(name):
        """The library's own, whatever else stands under its name."""
        before, path = sys.modules.get(name), list(sys.path)
        if before is not None and not is_of_library(before):
            del sys.modules[name]
        try:
            sys.path[:] = [one for one in path if one.startswith(library) or one.endswith(".zip")]
            original = importlib.import_module(name)
        finally:
            sys.path[:] = path
            if before is not None:
                sys.modules[name] = before
        own = type(sys)(name)
        vars(own).update(vars(original))
        return own

    class Store:
        """What was there before anything else was loaded."""

        def __init__(self):
            self.functions = dict(vars(builtins))
            self.modules = {name: copied(name) for name in sorted(known)}
            loaded = [one for module in list(sys.modules.values()) for one in list(getattr(module, "__dict__", {}).values())]
            # They are kept: another one in the same place would be taken for it.
            self.kinds = [one for one in loaded if isinstance(one, type)]
            self.classes = {id(one) for one in self.kinds}
            self.ask = questions(self.is_known)

        def module(self, name):
            return self.modules[name]

        def is_known(self, kind):
            """No class of the work: one of C, or one that was there before."""
            return not kind.__flags__ & made_in_python or id(kind) in self.classes

    made_in_python = 1 << 9

    def call(name, *arguments):
        function = ast.Attribute(ast.Name("HOLD", ast.Load()), name, ast.Load()) if name else ast.Name("HOLD", ast.Load())
        return ast.Call(function, list(arguments), [])

    class Held(ast.NodeTransformer):
        def __init__(self, loose):
            self.loose, self.in_class = loose, False

        def visit_ClassDef(self, node):
            before, self.in_class = self.in_class, True
            self.generic_visit(node)
            self.in_class = before
            return node

        def visit_FunctionDef(self, node):
            before, self.in_class = self.in_class, False
            self.generic_visit(node)
            self.in_class = before
            return node

        visit_AsyncFunctionDef = visit_FunctionDef

        def visit_Compare(self, node):
            self.generic_visit(node)
            names = [type(one).__name__ for one in node.ops]
            if not any(name in held for name in names):
                return node
            if len(names) == 1:
                decides = "decides" if asks and names[0] in ("Eq", "NotEq") and id(node) in deciding else ""
                return ast.copy_location(call(decides, ast.Constant(names[0]), node.left, node.comparators[0]), node)
            if self.in_class or any(isinstance(one, no_function) for one in ast.walk(node)):
                return node
            chain = ast.Tuple([ast.Constant(name) for name in names], ast.Load())
            return ast.copy_location(call("chain", chain, node.left, *map(later, node.comparators)), node)

        def visit_MatchValue(self, node):
            return node

        def visit_BinOp(self, node):
            self.generic_visit(node)
            name = type(node.op).__name__
            if not asks or name not in arithmetic:
                return node
            return ast.copy_location(call("", ast.Constant(name), node.left, node.right), node)

        def visit_AugAssign(self, node):
            self.generic_visit(node)
            name = type(node.op).__name__
            if not asks or name not in arithmetic or not isinstance(node.target, ast.Name):
                return node
            value = call("changed", ast.Constant(name), ast.Name(node.target.id, ast.Load()), node.value)
            return ast.copy_location(ast.Assign([node.target], value), node)

        def visit_Call(self, node):
            self.generic_visit(node)
            if asks and isinstance(node.func, ast.Name) and node.func.id in counted - own_names:
                node.func = ast.copy_location(ast.Attribute(ast.Name("HOLD", ast.Load()), node.func.id, ast.Load()), node.func)
            return node

        def visit_Import(self, node):
            names = [one for one in node.names if one.name in known and one.name not in self.loose]
            return [node, *(self.bound(node, one, call("module", ast.Constant(one.name))) for one in names)]

        def visit_ImportFrom(self, node):
            if node.level or node.module not in known or node.module in self.loose:
                return node
            module = call("module", ast.Constant(node.module))
            names = [one for one in node.names if one.name != "*"]
            return [node, *(self.bound(node, one, ast.Attribute(module, one.name, ast.Load())) for one in names)]

        def bound(self, node, one, value):
            target = ast.Name(one.asname or one.name, ast.Store())
            return ast.copy_location(ast.Assign([target], value), node)

    def tests_of(tree):
        """What only its truth is wanted of."""
        for node in ast.walk(tree):
            if isinstance(node, (ast.If, ast.While, ast.IfExp, ast.Assert)):
                yield node.test
            elif isinstance(node, ast.comprehension):
                yield from node.ifs
            elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
                yield node.operand
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("all", "any", "bool"):
                yield from (getattr(one, "elt", one) for one in node.args)

    def parts_of(test):
        yield test
        for value in test.values if isinstance(test, ast.BoolOp) else ():
            yield from parts_of(value)

    def later(node):
        none = ast.arguments(posonlyargs=[], args=[], kwonlyargs=[], kw_defaults=[], defaults=[])
        return ast.copy_location(ast.Lambda(none, node), node)

    def compare(name, a, b):
        if name in orders:
            return store.ask(name, a, b) if asks else store.ask.within(name, a, b)
        return compare_alike[name](a, b) if name in compare_alike else store.ask(name, a, b)

    def chain(names, left, *others):
        """Each one is looked at once, and no further than the first that does not hold."""
        found = True
        for name, other in zip(names, others):
            right = other()
            found = compare(name, left, right)
            if not found:
                return found
            left = right
        return found

    compare_alike = {"Is": operator.is_, "IsNot": operator.is_not}
    if not asks:
        alike = {"Eq": operator.eq, "NotEq": operator.ne, "In": lambda a, b: a in b, "NotIn": lambda a, b: a not in b}
        compare_alike.update(alike)

    def assigned_in(tree):
        """Names of which the program itself replaces a member: the work may be meant to see that."""
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and isinstance(node.value, ast.Name):
                yield node.value.id

    tree = ast.parse(source)
    questions = space.pop("HOLD_QUESTIONS")
    if holds:
        store = sys.modules.get("HOLD") or Store()
        sys.modules["HOLD"] = store
        bends = any(word in source for word in ("patch", "builtins", "setattr", "sys.modules"))
        loose = known if bends else set(assigned_in(tree))

        def ask(name, a, b):
            return compare(name, a, b) if name not in arithmetic else store.ask(name, a, b)

        vars(ask).update(vars(store.ask), module=store.module, chain=chain)
        if not bends:
            space["__builtins__"] = functions = dict(store.functions)
            if prints and "stdout" not in source:
                raw = io.FileIO(1, "w", closefd=False)
                own = io.TextIOWrapper(raw, "utf-8", "backslashreplace", write_through=True)
                say = functions["print"]
                functions["print"] = lambda *values, **options: say(*values, **{"file": own, **options})
        space["HOLD"] = ask
        deciding = {id(part) for test in tests_of(tree) for part in parts_of(test)}
        own_names = {one.id for one in ast.walk(tree) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
        own_names |= {one.name for one in ast.walk(tree) if isinstance(one, (ast.FunctionDef, ast.ClassDef))}
        own_names |= {one.asname or one.name for one in ast.walk(tree) if isinstance(one, ast.alias)}
        own_names |= {one.arg for one in ast.walk(tree) if isinstance(one, ast.arg)}
        tree = ast.fix_missing_locations(Held(loose).visit(tree))
    exec(compile(tree, space.get("__file__", "<string>"), "exec", dont_inherit=True), space)


