"""Comparisons by which a program of its own judges the work, and which it comes to for certain as long as the work answers.

What only may be reached, or may say whether something else is compared, is left out: a program is never accused for it.
"""

import ast

from given import Given

EQUALITY = (ast.Eq, ast.NotEq)
ORDER = {ast.Gt: False, ast.GtE: False, ast.Lt: True, ast.LtE: True}
# They are as they are whatever the work is.
SURROUNDINGS = {"__name__", "argv", "platform", "version_info", "name", "version", "environ", "getenv", "implementation", "maxsize"}
LIKENESS = ("close", "near", "approx", "equal", "same", "match", "within", "toler", "alike", "similar")
BRANCHES = (ast.If, ast.IfExp, ast.While, ast.Try, ast.BoolOp, ast.Assert, ast.comprehension, ast.For)
LEAVES = (ast.Return, ast.Break, ast.Continue, ast.Raise, ast.Call)
SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


class Place:
    """`compare`: the whole; `operand`: what it is held against; `is_distance`: something about that will do."""

    def __init__(self, compare, operand, is_distance, holds):
        self.compare, self.operand, self.is_distance, self.holds = compare, operand, is_distance, holds


def place_of(node, given, own):
    if not isinstance(node, ast.Compare) or len(node.ops) != 1 or is_about_surroundings(node):
        return None
    (operation,) = node.ops
    if isinstance(operation, EQUALITY):
        return Place(node, node.comparators[0], False, isinstance(operation, ast.Eq))
    distances = [one for one in ast.walk(node.left) if is_distance(one)]
    loops = [one.iter for one in ast.walk(node.left) if isinstance(one, ast.comprehension)]
    if type(operation) not in ORDER or len(distances) != 1 or not all(given.has(one, own) for one in loops):
        return None
    return Place(node, distances[0].args[0].right, True, ORDER[type(operation)])


def is_distance(node):
    is_abs = isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in ("abs", "fabs")
    return is_abs and len(node.args) == 1 and isinstance(node.args[0], ast.BinOp) and isinstance(node.args[0].op, ast.Sub)


def is_about_surroundings(node):
    return any(getattr(one, "id", getattr(one, "attr", None)) in SURROUNDINGS for one in ast.walk(node) if isinstance(one, (ast.Name, ast.Attribute)))


def find(source, path):
    found = Judge(source.tree, path)
    return [one for one in found.places if not found.is_looked_at_besides(one)]


class Judge:
    def __init__(self, tree, path):
        self.tree = tree
        self.given = Given(tree, path)
        self.functions = {node.name: node for node in tree.body if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and not node.decorator_list}
        self.reached = set()
        self.places = []
        self.selections = []
        # What comes of them may be for the work to say.
        self.ways_of_work = []
        self.block(tree.body, frozenset())

    def block(self, statements, own):
        for at, statement in enumerate(statements):
            if not self.statement(statement, own, statements[at + 1 :]):
                return

    def statement(self, node, own, rest):
        """Whether what stands behind it is come to as well."""
        if isinstance(node, ast.If):
            return self.condition(node, own, rest)
        if isinstance(node, (ast.For, ast.AsyncFor)):
            self.expression(node.iter, own)
            if self.given.has(node.iter, own):
                self.block(node.body, own | names_in(node.target))
                return True
            return not has_any(node.body, (ast.Return, ast.Raise, ast.Call))
        if isinstance(node, (ast.With, ast.AsyncWith)):
            for one in node.items:
                self.expression(one.context_expr, own)
            self.block(node.body, own)
            return not has_any(node.body, (ast.Return, ast.Raise))
        if isinstance(node, ast.Try):
            if not node.handlers:
                self.block(node.body, own)
            return not has_any(node.handlers, (ast.Return, ast.Raise, ast.Break, ast.Continue)) and not has_any(node.body, (ast.Return,))
        if isinstance(node, ast.Assert):
            self.test(node.test, own)
            return True
        if isinstance(node, (ast.Expr, ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Return)):
            if node.value is not None:
                self.expression(node.value, own)
            return not isinstance(node, ast.Return)
        return isinstance(node, (*SCOPES, ast.Import, ast.ImportFrom, ast.Pass, ast.Global, ast.Nonlocal, ast.Delete))

    def condition(self, node, own, rest):
        bodies = [*node.body, *node.orelse]
        if is_about_surroundings(node.test):
            names = {one.id for one in ast.walk(node.test) if isinstance(one, ast.Name)}
            self.block(node.body if "__name__" in names else [], own)
            return True
        if self.selects(node, rest):
            for one in parts_of(node.test):
                (self.selections if self.is_own(one, own) else self.ways_of_work).append(one)
            return True
        # Nothing else may be asked before it is decided.
        if not has_any(bodies, BRANCHES) and not self.asks_further(bodies, node.test) and self.test(node.test, own):
            return True
        self.expression(node.test, own, is_asked=False)
        return not has_any(bodies, LEAVES)

    def selects(self, node, rest):
        """Whether the rest of the block, which judges by itself, is left well where a comparison holds: a row that is passed over, another mode."""
        for one in parts_of(node.test):
            place = place_of(one, self.given, frozenset())
            if place is None:
                continue
            holding = node.body if place.holds != is_negated(node.test, one) else node.orelse
            if leaves_well(holding) and self.asks(rest):
                return True
        return False

    def asks(self, rest, depth=3):
        """Whether something is asked in these statements, or in functions that they call."""
        for one in (one for each in rest for one in ast.walk(each)):
            if isinstance(one, (*BRANCHES, ast.Compare)):
                return True
            if isinstance(one, ast.Call) and not is_print(one) and not is_exit(one):
                own = self.functions.get(getattr(one.func, "id", None))
                if own is None or depth == 0 or self.asks(own.body, depth - 1):
                    return True
        return False

    def asks_further(self, bodies, test):
        """Whether what has to be right is handed to something that may think otherwise."""
        expected = names_in(test)
        for node in (one for each in bodies for one in ast.walk(each) if isinstance(one, ast.Call)):
            name = getattr(node.func, "id", None)
            own = self.functions.get(name)
            if own is not None and has_any(own.body, BRANCHES):
                return True
            if own is None and not is_print(node) and not is_exit(node) and (names_in(node) - {name}) & expected:
                return True
        return False

    def test(self, node, own):
        """A condition that is made of comparisons alone: all of these are places."""
        parts = list(parts_of(node))
        places = [place_of(one, self.given, own) for one in parts]
        if any(one is None for one in places):
            return False
        self.keep(places, own)
        for one in parts:
            self.mentioned(one, own)
        return True

    def keep(self, places, own):
        """What is the program's own on both sides says nothing of the work, but which rows or ways are taken."""
        for one in places:
            if self.is_own(one.compare, own):
                self.selections.append(one.compare)
            else:
                self.places.append(one)

    def is_own(self, node, own):
        return self.given.has(node, own) and not names_in(node) & self.given.turned

    def expression(self, node, own, is_asked=True):
        """`is_asked`: comparisons in it are places; else it only calls functions of the program."""
        if isinstance(node, (ast.BoolOp, ast.UnaryOp)) and is_asked and self.test(node, own):
            return
        if isinstance(node, ast.BoolOp):
            return self.expression(node.values[0], own, False)
        if isinstance(node, ast.IfExp):
            if not self.test(node.test, own):
                self.expression(node.test, own, False)
            return None
        if isinstance(node, ast.Compare):
            place = place_of(node, self.given, own) if is_asked else None
            self.keep([] if place is None else [place], own)
            return self.mentioned(node, own)
        if isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)):
            return self.comprehension(node, own, is_asked)
        if isinstance(node, ast.Lambda):
            return None
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            self.enter(node.func.id, node, own)
        elif isinstance(node, ast.Name):
            self.enter(node.id, None, own)
        for child in ast.iter_child_nodes(node):
            self.expression(child, own, is_asked)
        return None

    def comprehension(self, node, own, is_asked):
        for one in node.generators:
            if not self.given.has(one.iter, own):
                return
            own = own | names_in(one.target)
            for each in one.ifs:
                if not is_asked or not self.test(each, own):
                    return
        for one in (node.key, node.value) if isinstance(node, ast.DictComp) else (node.elt,):
            self.expression(one, own, is_asked)

    def mentioned(self, node, own):
        for one in ast.walk(node):
            if isinstance(one, ast.Call) and isinstance(one.func, ast.Name):
                self.enter(one.func.id, one, own)

    def enter(self, name, call, own):
        function = self.functions.get(name)
        if function is None or name in self.reached:
            return
        self.reached.add(name)
        given = set()
        if call is not None:
            names = [one.arg for one in (*function.args.posonlyargs, *function.args.args)]
            pairs = [*zip(names, call.args), *((one.arg, one.value) for one in call.keywords)]
            given = {name for name, value in pairs if self.given.has(value, own)}
        self.block(function.body, frozenset(given))

    def is_looked_at_besides(self, place):
        """Whether another look at the same value may say that it is right all the same."""
        expected = names_in(place.operand)
        if any(names_in(one) & (expected or names_in(place.compare)) for one in self.ways_of_work):
            return True
        mine = {id(one) for each in (*(place.compare for place in self.places), *self.selections) for one in ast.walk(each)}
        for node in ast.walk(self.tree):
            if id(node) in mine:
                continue
            if isinstance(node, ast.Compare) and names_in(node) & expected and not is_about_surroundings(node):
                return True
            if isinstance(node, ast.Call):
                name = str(getattr(node.func, "id", getattr(node.func, "attr", ""))).lower()
                if any(word in name for word in LIKENESS) and names_in(node) & expected:
                    return True
        return False


def parts_of(test):
    if isinstance(test, ast.BoolOp):
        for value in test.values:
            yield from parts_of(value)
    elif isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        yield from parts_of(test.operand)
    else:
        yield test


def is_negated(test, part):
    """Whether an odd number of `not` stands around the part."""
    if test is part:
        return False
    below = next(one for one in ast.iter_child_nodes(test) if any(each is part for each in ast.walk(one)))
    return is_negated(below, part) != isinstance(test, ast.UnaryOp)


def leaves_well(body):
    last = body[-1] if body else None
    if isinstance(last, (ast.Continue, ast.Break)):
        return True
    if isinstance(last, ast.Return):
        return last.value is None or is_well(last.value)
    call = last.value if isinstance(last, ast.Expr) else last.exc if isinstance(last, ast.Raise) else None
    is_left = isinstance(call, ast.Call) and is_exit(call, errors=False)
    return is_left and all(is_well(one) for one in call.args)


def is_well(node):
    return isinstance(node, ast.Constant) and any(node.value is one for one in (None, True, 0))


def names_in(node):
    return frozenset(one.id for one in ast.walk(node) if isinstance(one, ast.Name))


def has_any(nodes, kinds):
    return any(isinstance(one, kinds) and not is_print(one) for node in nodes for one in ast.walk(node))


def is_exit(node, errors=True):
    name = str(getattr(node.func, "id", getattr(node.func, "attr", "")))
    return name in ("exit", "_exit", "quit", "SystemExit") or (errors and name.endswith(("Error", "Exception")))


def is_print(node):
    return isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in ("print", "format", "write", "join", "append", "str", "repr")
