"""Changes of a test file that mean nothing: a comment, a local's name, the order of two cases."""

import ast

import classify
import literals
from source_text import Source

CLOSED = {"locals", "eval", "exec", "vars", "dir", "globals"}


def restyled(text, one, rng):
    """With a comment at its end, where no line moves; and, by lot, one of the other changes where that is safe."""
    change = rng.choice((lambda: None, lambda: renamed(text, one, rng), lambda: swapped(text, rng)))
    text = change() or text
    # A file that ends in a continued line would take the comment for a part of it.
    return text if text.endswith("\\\n") else f"{text}{'' if text.endswith(chr(10)) else chr(10)}# {literals.word(rng)}\n"


def renamed(text, one, rng):
    """One local variable of the test, where nothing but plain names refers to it."""
    if one.function is None:
        return None
    source = Source(text)
    function = next(
        (
            node
            for node in ast.walk(source.tree)
            if isinstance(node, type(one.function))
            and node.name == one.function.name
            and node.lineno == one.function.lineno
        ),
        None,
    )
    if function is None:
        return None
    inner = [node for node in ast.walk(function) if node is not function]
    scopes = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.Global, ast.Nonlocal, ast.JoinedStr)
    if any(isinstance(node, scopes) for node in inner):
        return None
    taken = {node.id for node in inner if isinstance(node, ast.Name)}
    if taken & CLOSED:
        return None
    # Names that the tree keeps as plain text: arguments, imports, handlers, patterns.
    fixed = {getattr(node, field, None) for node in inner for field in ("arg", "name", "asname", "rest")}
    stored = {node.id for node in inner if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    free = sorted(name for name in stored - fixed if not name.startswith("__"))
    if not free:
        return None
    old, new = rng.choice(free), literals.word(rng)
    if new in taken:
        return None
    return source.with_edits(
        [(source.start(node), source.end(node), new) for node in inner if isinstance(node, ast.Name) and node.id == old]
    )


def swapped(text, rng):
    """Two neighbouring cases of one class; its runner goes by their names."""
    source = Source(text)
    pairs = [
        (first, second)
        for node in source.tree.body
        if isinstance(node, ast.ClassDef) and classify.is_case_class(node)
        for first, second in zip(node.body, node.body[1:])
        if is_plain(source, first) and is_plain(source, second) and first.name != second.name
    ]
    if not pairs:
        return None
    first, second = rng.choice(pairs)
    one, other = source.segment(first), source.segment(second)
    return source.with_edits(
        [(source.start(first), source.end(first), other), (source.start(second), source.end(second), one)]
    )


def is_plain(source, node):
    """A case with nothing but its own lines: no decorators, no defaults, nothing else on its first and last line."""
    if not isinstance(node, ast.FunctionDef) or not node.name.startswith("test"):
        return False
    if node.decorator_list or node.args.defaults or node.args.kw_defaults:
        return False
    before = source.bytes[source.starts[node.lineno - 1] : source.start(node)]
    after = source.bytes[source.end(node) :].split(b"\n", 1)[0]
    return before.strip() == b"" and after.strip() == b""
