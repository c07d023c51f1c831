"""How sure it is that a statement of a test file runs when the tests run."""

import ast

CERTAIN, LIKELY, DOUBTFUL = 0, 1, 2

SETUPS = {
    "setUp", "tearDown", "setUpClass", "tearDownClass", "asyncSetUp", "asyncTearDown", "setUpModule",
    "tearDownModule", "setup_method", "setup_class", "setup_module", "setup_function",
}  # fmt: skip
FAILING = {"xfail", "expectedFailure"}
SKIPS = FAILING | {"skip", "skipIf", "skipUnless", "skipif", "skipTest", "SkipTest", "importorskip"}
# Names by which a test asks where it runs.
ENVIRONMENT = {
    "environ", "getenv", "platform", "version_info", "uname", "machine", "system", "python_implementation", "find_spec",
    "which", "maxsize", "byteorder", "implementation", "cpu_count",
}  # fmt: skip
MODULE_SETUPS = {"setUpModule", "setup_module"}
CLASS_SETUPS = {"setUp", "setUpClass", "asyncSetUp", "setup_method", "setup_class"}
# Decorators that leave a test one that runs.
PLAIN_DECORATORS = {
    "patch", "object", "dict", "multiple", "mock", "parametrize", "parameterized", "expand", "given", "settings", "example",
    "classmethod", "staticmethod", "usefixtures", "asyncio", "anyio", "timeout", "filterwarnings", "wraps", "freeze_time",
    "data", "unpack", "seed",
}  # fmt: skip
ASYNC_DECORATORS = {"asyncio", "anyio", "trio"}


def names_in(node):
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name):
            yield inner.id
        elif isinstance(inner, ast.Attribute):
            yield inner.attr
        elif isinstance(inner, ast.alias):
            yield inner.name.split(".")[-1]


def asks_environment(test):
    """`if os.name == "nt"`, `if os.environ.get("SLOW")`."""
    names = set(names_in(test))
    return bool(names & ENVIRONMENT) or {"os", "name"} <= names


def of_what_follows(statement):
    """How sure it is that what stands behind a statement, in the same body, is come to."""
    if isinstance(statement, (ast.Return, ast.Raise, ast.Continue, ast.Break)):
        return DOUBTFUL
    leaves = set(leaving(statement))
    if ast.Return in leaves:
        return DOUBTFUL
    return LIKELY if leaves else CERTAIN


def leaving(node, in_loop=False):
    """Kinds of the statements in it that leave the body which it stands in. A `raise` fails, and hides nothing."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
        return
    if isinstance(node, ast.Return) or (isinstance(node, (ast.Break, ast.Continue)) and not in_loop):
        yield type(node)
    within = in_loop or isinstance(node, (ast.For, ast.AsyncFor, ast.While))
    for inner in ast.iter_child_nodes(node):
        yield from leaving(inner, within)


def decorator_name(node):
    """`@pytest.mark.parametrize(…)` is `parametrize`."""
    target = node.func if isinstance(node, ast.Call) else node
    return target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")


def of_decorators(node, module):
    if any(module.mentions_skip(one) or decorator_name(one) in module.skips for one in node.decorator_list):
        return DOUBTFUL
    plain = all(decorator_name(one) in PLAIN_DECORATORS for one in node.decorator_list)
    return CERTAIN if plain else LIKELY


def base_names(node):
    return [name for base in node.bases for name in list(names_in(base))[:1]]


def is_case_class(node):
    """`class T(unittest.TestCase)`, or by a base of one's own that is named like one."""
    return any("Test" in name or "Case" in name for name in base_names(node))


def methods_of(node):
    return [one for one in node.body if isinstance(one, (ast.FunctionDef, ast.AsyncFunctionDef))]


def of_class(node, module):
    """Whether the cases of a class run."""
    level = of_decorators(node, module)
    own = methods_of(node)
    if any(one.name in CLASS_SETUPS and module.mentions_skip(one) for one in own):
        return DOUBTFUL
    if any(isinstance(one, ast.Assign) and "__test__" in set(names_in(one)) for one in node.body):
        return DOUBTFUL
    collected = is_case_class(node) or (
        node.name.startswith("Test") and not module.has_cases and all(one.name != "__init__" for one in own)
    )
    if node.name in module.deleted:
        return max(level, LIKELY) if node.name in module.bases else DOUBTFUL
    return max(level, CERTAIN if collected else LIKELY)


def of_function(node, module, owner):
    """`owner` is the class, or None. A function that is no test runs if something names it."""
    level = of_decorators(node, module)
    if module.mentions_skip(node):
        return DOUBTFUL
    if not (node.name.startswith("test") or node.name in SETUPS):
        return max(level, LIKELY) if module.uses(node.name) else DOUBTFUL
    if owner is None and module.has_cases:
        level = max(level, LIKELY)
    if isinstance(node, ast.AsyncFunctionDef):
        bases = base_names(owner) if owner is not None else []
        awaited = any("Async" in name for name in bases) or any(
            decorator_name(one) in ASYNC_DECORATORS for one in node.decorator_list
        )
        level = max(level, CERTAIN if awaited else LIKELY)
    if any(isinstance(inner, (ast.Yield, ast.YieldFrom)) for inner in ast.walk(node)):
        level = max(level, LIKELY)
    return level


def target_names(assignment):
    return {name for target in assignment.targets for name in names_in(target)}


def of_module_statement(one, module):
    """What one statement of a module says about all the others."""
    if isinstance(one, (ast.FunctionDef, ast.AsyncFunctionDef)):
        if one.name in MODULE_SETUPS and module.mentions_skip(one):
            return DOUBTFUL
        return LIKELY if one.name == "load_tests" else CERTAIN
    leaves = isinstance(one, (ast.Expr, ast.Raise, ast.If, ast.Try))
    marks = isinstance(one, ast.Assign) and "pytestmark" in target_names(one)
    # `np = pytest.importorskip("numpy")`
    calls = isinstance(one, ast.Assign) and "importorskip" in set(names_in(one.value))
    return DOUBTFUL if (leaves or marks or calls) and module.mentions_skip(one) else CERTAIN


class Module:
    """What the whole file says about what runs in it."""

    def __init__(self, source, ignores_skips=False):
        # A case that has failed by its name was not skipped then.
        self.skip_names = FAILING if ignores_skips else SKIPS
        body = source.tree.body
        self.counts = {}
        for name in source.names():
            self.counts[name] = self.counts.get(name, 0) + 1
        self.has_cases = any(isinstance(one, ast.ClassDef) and is_case_class(one) for one in body)
        self.deleted = {name for one in body if isinstance(one, ast.Delete) for name in names_in(one)}
        self.bases = {name for one in body if isinstance(one, ast.ClassDef) for name in base_names(one)}
        # Names that stand for a skip: `needs_net = unittest.skipUnless(…)`.
        self.skips = {
            name for one in body if isinstance(one, ast.Assign) and self.mentions_skip(one) for name in target_names(one)
        }
        self.level = max([of_module_statement(one, self) for one in body], default=CERTAIN)

    def mentions_skip(self, node):
        return any(name in self.skip_names for name in names_in(node))

    def uses(self, name):
        return self.counts.get(name, 0) > 0
