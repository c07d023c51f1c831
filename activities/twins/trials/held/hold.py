"""Runs a program with comparisons and functions that nothing else in its process can bend. It stands in front of the program's own text, as one file."""


def HOLD(space, source, holds, prints, code):
    import ast
    import builtins
    import importlib
    import io
    import math
    import os
    import sys

    numbers = (int, float)
    plain = (bool, int, float, complex, str, bytes, type(None), list, tuple, dict, set, frozenset)
    # They give the same for the same, so that a copy of one serves as well.
    known = set(
        "bisect collections copy decimal difflib filecmp fnmatch fractions functools hashlib hmac itertools json"
        " math operator re statistics string struct textwrap time timeit zlib".split()
    )
    deepest = 20
    leave = os._exit

    class Unlike:
        __slots__ = ()

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
            self.files = set()

        def module(self, name):
            return self.modules[name]

        def trusts(self, function):
            """Not what the work brings: the language's own, a library's, or the file's that asks."""
            if type(function).__name__ in ("wrapper_descriptor", "method_descriptor", "builtin_function_or_method", "NoneType"):
                return True
            place = getattr(getattr(function, "__code__", None), "co_filename", "")
            return place.startswith(library) or "-packages/" in place or place in self.files

    def far_from(value):
        """Values that nothing is equal to which is about this one; of numbers, of every remainder of a small divisor."""
        if type(value) in numbers:
            return [abs(value) * 2 + 10**9 + step for step in range(4)]
        if type(value) is str:
            return [f"{value}~{step}" for step in range(4)]
        return [Unlike() for _ in range(4)]

    def is_trusted(value, *names):
        return all(store.trusts(getattr(type(value), name, None)) for name in names)

    def is_equal_to_all(mine, other, differs, depth=0):
        kind = type(mine)
        if kind in plain:
            if depth > deepest:
                return False
            if kind in (list, tuple) and type(other) in (list, tuple):
                return any(is_equal_to_all(a, b, differs, depth + 1) for a, b in zip(mine, other))
            if kind is dict and type(other) is dict:
                return any(is_equal_to_all(mine[key], other[key], differs, depth + 1) for key in mine if key in other)
            return False
        if is_trusted(mine, "__eq__", "__ne__"):
            return False
        return all((not mine != one) if differs else mine == one for one in far_from(other))

    def is_near_all(mine, other, difference):
        if type(mine) in plain or type(other) not in numbers or is_trusted(mine, "__sub__", "__rsub__"):
            return False
        found = [difference(mine, one) for one in far_from(other)]
        return all(type(one) in numbers and math.isfinite(one) and one == found[0] for one in found)

    def is_beyond_all(mine, other, holds_for, far):
        if type(mine) in plain or is_trusted(mine, "__lt__", "__le__", "__gt__", "__ge__"):
            return False
        return type(other) in numbers and bool(holds_for(mine, far))

    def contains_all(container, item):
        if type(container) not in plain:
            # Whatever is only gone through would be at its end afterwards.
            if not hasattr(type(container), "__contains__") or is_trusted(container, "__contains__"):
                return False
            return all(one in container for one in far_from(item))
        first = next(iter(container), None) if type(container) is not str else container
        return is_equal_to_all(item, first, False)

    most = 1e300
    operations = {
        "Eq": lambda a, b: a == b,
        "NotEq": lambda a, b: a != b,
        "Lt": lambda a, b: a < b,
        "LtE": lambda a, b: a <= b,
        "Gt": lambda a, b: a > b,
        "GtE": lambda a, b: a >= b,
        "In": lambda a, b: a in b,
        "NotIn": lambda a, b: a not in b,
        "Sub": lambda a, b: a - b,
    }

    def is_bent(name, a, b):
        operation = operations[name]
        if name in ("Eq", "NotEq"):
            differs = name == "NotEq"
            return is_equal_to_all(a, b, differs) or is_equal_to_all(b, a, differs)
        if name in ("In", "NotIn"):
            return contains_all(b, a)
        if name == "Sub":
            return is_near_all(a, b, operation) or is_near_all(b, a, lambda mine, one: one - mine)
        low = -most if name.startswith("Lt") else most
        return is_beyond_all(a, b, operation, low) or is_beyond_all(b, a, lambda mine, far: operation(far, mine), -low)

    def ask(name, a, b):
        """What is asked first has no answer to remember yet."""
        try:
            bent = (type(a) not in numbers or type(b) not in numbers) and is_bent(name, a, b)
        except Exception:
            bent = False
        if bent:
            leave(code)
        found = operations[name](a, b)
        # What is no number is on neither side of a bound: it does not pass for being within.
        is_order = name in ("Lt", "LtE", "Gt", "GtE") and type(a) in numbers and type(b) in numbers
        return not found if is_order and (a != a or b != b) else found

    def call(name, *arguments):
        function = ast.Attribute(ast.Name("HOLD", ast.Load()), name, ast.Load()) if name else ast.Name("HOLD", ast.Load())
        return ast.Call(function, list(arguments), [])

    class Held(ast.NodeTransformer):
        def __init__(self, loose):
            self.loose = loose

        def visit_Compare(self, node):
            self.generic_visit(node)
            name = type(node.ops[0]).__name__
            if len(node.ops) != 1 or name not in operations:
                return node
            return ast.copy_location(call("", ast.Constant(name), node.left, node.comparators[0]), node)

        def visit_BinOp(self, node):
            self.generic_visit(node)
            if not isinstance(node.op, ast.Sub):
                return node
            return ast.copy_location(call("", ast.Constant("Sub"), node.left, node.right), node)

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

    def assigned_in(tree):
        """Names of which the program itself replaces a member: the work may be meant to see that."""
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and isinstance(node.value, ast.Name):
                yield node.value.id

    tree = ast.parse(source)
    if holds:
        store = sys.modules.get("HOLD") or Store()
        sys.modules["HOLD"] = store
        store.files.add(space.get("__file__"))
        bends = any(word in source for word in ("patch", "builtins", "setattr", "sys.modules"))
        loose = known if bends else set(assigned_in(tree))
        ask.module = store.module
        if not bends:
            space["__builtins__"] = functions = dict(store.functions)
            if prints and "stdout" not in source:
                raw = io.FileIO(1, "w", closefd=False)
                own = io.TextIOWrapper(raw, "utf-8", "backslashreplace", write_through=True)
                say = functions["print"]
                functions["print"] = lambda *values, **options: say(*values, **{"file": own, **options})
        space["HOLD"] = ask
        tree = ast.fix_missing_locations(Held(loose).visit(tree))
    exec(compile(tree, space.get("__file__", "<string>"), "exec", dont_inherit=True), space)


