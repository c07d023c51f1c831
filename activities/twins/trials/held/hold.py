"""Runs a program with comparisons and functions that nothing else in its process can bend. It stands in front of the program's own text, as one file."""


def HOLD(space, source, holds, prints, asks, minds, code, up, others):
    import ast
    import base64
    import builtins
    import io
    import operator
    import os
    import re
    import sys

    orders = {"Lt", "LtE", "Gt", "GtE"}
    held = orders | ({"Eq", "NotEq", "In", "NotIn"} if asks else set())
    arithmetic = {"Add", "Sub", "Mult", "Div", "FloorDiv", "Mod", "Pow"}
    counted = {"abs", "round", "int", "float", "sum", "max", "min"}
    equalities = {f"assert{kind}Equal" for kind in ("", "List", "Tuple", "Dict", "Set", "Sequence", "Count")}
    no_function = (ast.Await, ast.Yield, ast.YieldFrom, ast.NamedExpr)

    class Store:
        """What was there before anything else was loaded."""

        def __init__(self):
            loaded = [one for module in list(sys.modules.values()) for one in list(getattr(module, "__dict__", {}).values())]
            # They are kept: another one in the same place would be taken for it.
            self.kinds = [one for one in loaded if isinstance(one, type)]
            self.classes = {id(one) for one in self.kinds}
            self.ask = questions(self.is_known)
            self.library = library(list(trees_of(others)), prints, code)

        def is_known(self, kind):
            """No class of the work: one of C, or one that was there before."""
            return not kind.__flags__ & made_in_python or id(kind) in self.classes

    def trees_of(paths):
        """All texts that are held, as the program's own."""
        yield tree
        root = os.path.join(os.path.dirname(os.path.abspath(space.get("__file__", "."))), up)
        for path in paths:
            try:
                with open(os.path.join(root, path), encoding="utf-8") as file:
                    yield ast.parse(base64.b64decode(re.findall(r'b64decode\("([^"]*)"\)', file.read())[-1]).decode())
            except (OSError, ValueError, IndexError, SyntaxError):
                continue

    made_in_python = 1 << 9

    def call(name, *arguments):
        function = ast.Attribute(ast.Name("HOLD", ast.Load()), name, ast.Load()) if name else ast.Name("HOLD", ast.Load())
        return ast.Call(function, list(arguments), [])

    class Held(ast.NodeTransformer):
        in_class = False

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
            is_pair = len(node.args) > 1 and not any(isinstance(one, ast.Starred) for one in node.args[:2])
            if asks and is_pair and isinstance(node.func, ast.Attribute) and node.func.attr in equalities:
                first, second, *rest = node.args
                node.args = [ast.Starred(call("both", first, second), ast.Load()), *rest]
            return node

        def visit_With(self, node):
            self.generic_visit(node)
            if prints:
                node.items = [*node.items, ast.withitem(call("inside"), None)]
            return node

        def visit_Import(self, node):
            # Without a name of its own, a module in a package stands under the package's name.
            names = [one for one in node.names if one.name in held_modules and (one.asname or "." not in one.name)]
            return self.loaded(node, [self.bound(node, one, call("module", ast.Constant(one.name))) for one in names])

        def visit_ImportFrom(self, node):
            if node.module == "__future__":
                return node
            module = call("module", ast.Constant(node.module))
            names = [one for one in node.names if one.name != "*"] if not node.level and node.module in held_modules else []
            return self.loaded(node, [self.bound(node, one, ast.Attribute(module, one.name, ast.Load())) for one in names])

        def loaded(self, node, bound):
            before = ast.Assign([ast.Name("HOLD_BEFORE", ast.Store())], call("before"))
            after = ast.Expr(call("after", ast.Name("HOLD_BEFORE", ast.Load())))
            return [ast.copy_location(before, node), node, ast.copy_location(after, node), *bound]

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

    def printing(functions, original):
        """What a program prints goes where it went at first, unless somebody is to catch it."""
        raw = io.FileIO(1, "w", closefd=False)
        own = io.TextIOWrapper(raw, "utf-8", "backslashreplace", write_through=True)
        stdout, delegated = sys.stdout, functions["print"]

        def printed(*values, **options):
            if store.library.is_visible() and (sys.stdout is not stdout or vars(builtins)["print"] is not original):
                return delegated(*values, **options)
            return original(*values, **{"file": own, **options})

        return printed

    def names_stdout(node):
        return "stdout" in (getattr(node, "attr", None) or getattr(node, "id", None) or getattr(node, "name", None) or "")

    tree = ast.parse(source)
    questions, library, naming = (space.pop(f"HOLD_{part}") for part in ("QUESTIONS", "LIBRARY", "NAMES"))
    if not holds:
        exec(compile(tree, space.get("__file__", "<string>"), "exec", dont_inherit=True), space)
        return
    store = sys.modules.get("HOLD") or Store()
    sys.modules["HOLD"] = store
    held_modules = store.library.names
    store.library.spaces.append(space)

    def ask(name, a, b):
        return compare(name, a, b) if name not in arithmetic else store.ask(name, a, b)

    vars(ask).update(vars(store.ask), chain=chain)
    vars(ask).update({name: getattr(store.library, name) for name in ("module", "inside", "before", "after")})
    if store.library.holds_builtins:
        space["__builtins__"] = functions = store.library.builtins()
        if prints and not any(names_stdout(node) for node in ast.walk(tree)):
            functions["print"] = printing(functions, store.library.functions["print"])
    space["HOLD"] = ask
    deciding = {id(part) for test in tests_of(tree) for part in parts_of(test)}
    own_names = {one.id for one in ast.walk(tree) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
    own_names |= {one.name for one in ast.walk(tree) if isinstance(one, (ast.FunctionDef, ast.ClassDef))}
    own_names |= {one.asname or one.name for one in ast.walk(tree) if isinstance(one, ast.alias)}
    own_names |= {one.arg for one in ast.walk(tree) if isinstance(one, ast.arg)}
    # What others load is found by its names; a process that it starts has the same ones.
    is_main = prints and space.get("__name__") in ("__main__", "__mp_main__")
    rename, ask.rows, are_bent = naming(tree) if is_main else (lambda one: one, None, lambda _: False)
    tree = ast.fix_missing_locations(rename(Held().visit(tree)))
    try:
        exec(compile(tree, space.get("__file__", "<string>"), "exec", dont_inherit=True), space)
    finally:
        if minds and are_bent(space):
            os._exit(code)
        if minds:
            store.library.end()
        if minds and prints:
            store.library.check()
