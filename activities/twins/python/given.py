"""What a program that judges has of its own: inputs that it writes down, computes, or reads beside itself, whatever the work does."""

import ast
import sys

BUILTINS = {"range", "zip", "enumerate", "list", "tuple", "sorted", "reversed", "set", "dict", "str", "int", "float", "len", "sum", "open", "min", "max"}
FILLS = {"append", "extend", "insert", "add", "update", "setdefault", "remove", "pop", "clear", "appendleft", "popitem", "discard"}
# What they give depends on what is there, or on what was printed.
OUTSIDE = {"subprocess", "glob", "importlib", "inspect", "socket", "urllib", "http", "runpy", "ctypes", "shutil", "unittest", "doctest", "pkgutil"}
LISTS = {"listdir", "scandir", "walk", "glob", "rglob", "iterdir", "exists", "popen", "system", "environ", "stat", "getenv"}
READS = {"open", "read", "read_text", "read_bytes", "readlines", "load", "reader", "DictReader"}


class Given:
    def __init__(self, tree, path):
        self.folder = path.rpartition("/")[0]
        self.library = {
            one.asname or one.name.split(".")[0]
            for node in ast.walk(tree)
            if isinstance(node, ast.Import)
            for one in node.names
            if one.name.split(".")[0] in sys.stdlib_module_names - OUTSIDE
        } | {
            one.asname or one.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and not node.level and (node.module or "").split(".")[0] in sys.stdlib_module_names - OUTSIDE
            for one in node.names
        }
        filled = {root_of(node.func.value) for node in ast.walk(tree) if isinstance(node, ast.Call) and is_filling(node)}
        filled |= {root_of(node) for node in ast.walk(tree) if isinstance(node, (ast.Subscript, ast.Attribute)) and not isinstance(node.ctx, ast.Load)}
        filled |= {root_of(node.target) for node in ast.walk(tree) if isinstance(node, ast.AugAssign)}
        self.values = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    self.bind(target, node.value)
            elif isinstance(node, ast.withitem) and node.optional_vars is not None:
                self.bind(node.optional_vars, node.context_expr)
            elif isinstance(node, (ast.For, ast.AsyncFor, ast.comprehension)):
                self.bind(node.target, node.iter)
            elif isinstance(node, (ast.AnnAssign, ast.NamedExpr)) and node.value is not None:
                self.bind(node.target, node.value)
            elif isinstance(node, ast.arg):
                # What a function is called with is known at the call.
                self.values.setdefault(node.arg, []).append(ast.Await(node))
        # What they are may depend on what was found before.
        self.turned = {one.id for branch in ast.walk(tree) if isinstance(branch, (ast.If, ast.Try, ast.While)) for node in ast.walk(branch) if isinstance(node, ast.Assign) for target in node.targets for one in ast.walk(target) if isinstance(one, ast.Name)}
        self.names = set()
        before = None
        while before != len(self.names):
            before = len(self.names)
            self.names |= {name for name, values in self.values.items() if name not in filled and all(self.has(one) for one in values)}

    def bind(self, target, value):
        for name in (node.id for node in ast.walk(target) if isinstance(node, ast.Name)):
            self.values.setdefault(name, []).append(value)

    def has(self, node, own=frozenset()):
        """Whether nothing of it comes from the work; `own`: further names that are known to be such."""
        bound = {one.id for each in ast.walk(node) if isinstance(each, ast.comprehension) for one in ast.walk(each.target) if isinstance(one, ast.Name)}
        known = self.names | self.library | BUILTINS | own | bound | {"__file__"}
        for one in ast.walk(node):
            if isinstance(one, ast.Name) and one.id not in known:
                return False
            if isinstance(one, ast.Attribute) and one.attr in LISTS:
                return False
            if isinstance(one, (ast.Lambda, ast.Await, ast.Yield, ast.YieldFrom)):
                return False
        return not self.reads(node) or self.is_beside(node)

    def reads(self, node):
        names = (getattr(one.func, "attr", getattr(one.func, "id", "")) for one in ast.walk(node) if isinstance(one, ast.Call))
        return any(name in READS for name in names)

    def is_beside(self, node, depth=8):
        """Whether what is read lies by the program, or is open already."""
        for one in ast.walk(node):
            if isinstance(one, ast.Constant) and isinstance(one.value, str) and self.folder and one.value.startswith(f"{self.folder}/"):
                return True
            if isinstance(one, ast.Name) and one.id == "__file__":
                return True
            if isinstance(one, ast.Name) and depth and any(self.is_beside(each, depth - 1) for each in self.values.get(one.id, ())):
                return True
        return False


def root_of(node):
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else None


def is_filling(call):
    return isinstance(call.func, ast.Attribute) and call.func.attr in FILLS
