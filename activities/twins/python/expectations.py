"""Finds what a test file expects, and how sure it is that each of it is looked at."""

import ast

import classify
import forms
import tables
from classify import CERTAIN, DOUBTFUL, LIKELY


class Expectation:
    def __init__(self, node, form, level, case, function):
        self.node = node
        # What is expected, and how that is changed (`forms.py`).
        self.form = form
        self.level = level
        # The same where its case is known to have failed by its name.
        self.level_if_named = level
        self.case = case
        # The test around it; None at the module's level.
        self.function = function


def find(source):
    """(source, expectations) of a file."""
    found, unskipped = (found_by(Finder(source, ignores_skips)) for ignores_skips in (False, True))
    for one, other in zip(found, unskipped):
        one.level_if_named = other.level
    return source, found


def found_by(finder):
    finder.definitions(finder.source.tree.body, finder.module.level, None, "")
    return finder.found


class Finder:
    def __init__(self, source, ignores_skips):
        self.source = source
        self.module = classify.Module(source, ignores_skips)
        self.found = []

    def definitions(self, body, level, owner, prefix):
        """A module or a class; of definitions with one name, the last holds."""
        last = {one.name: one for one in body if hasattr(one, "name") and hasattr(one, "body")}
        plain = []
        for one in body:
            if isinstance(one, ast.ClassDef):
                of_class = classify.of_class(one, self.module) if owner is None else self.of_inner(owner)
                hidden = DOUBTFUL if last[one.name] is not one else CERTAIN
                self.definitions(one.body, max(level, of_class, hidden), one, f"{prefix}{one.name}.")
            elif isinstance(one, (ast.FunctionDef, ast.AsyncFunctionDef)):
                hidden = DOUBTFUL if last[one.name] is not one else CERTAIN
                of_function = classify.of_function(one, self.module, owner)
                is_test = one.name.startswith("test")
                case = f"{prefix}{one.name}" if is_test else None
                self.statements(one.body, max(level, of_function, hidden), case, one)
            else:
                plain.append(one)
        self.statements(plain, level, None, None)

    @staticmethod
    def of_inner(owner):
        """A class within a class: unittest takes none of its cases, pytest those of a plain class."""
        return DOUBTFUL if classify.is_case_class(owner) else LIKELY

    def statements(self, body, level, case, function):
        """One after another; what stands behind a `return` is not reached, or not for sure."""
        for one in body:
            self.statement(one, level, case, function)
            level = max(level, classify.of_what_follows(one))

    def statement(self, one, level, case, function):
        form = forms.of_statement(one)
        if form is not None:
            kind, nodes = form
            rows = tables.rows(self.source.tree, function, one, nodes[0]) if kind in ("value", "loose") else []
            for row in rows:
                self.found.append(Expectation(row, (kind, [row]), level, case, function))
            # What all rows have in common is left to a table that is not written out.
            if not rows:
                self.found.append(Expectation(one, form, level, case, function))
        elif isinstance(one, (ast.With, ast.AsyncWith)):
            inner = level
            for item in one.items:
                raised = forms.of_raises(item.context_expr)
                if raised is not None:
                    self.found.append(Expectation(item.context_expr, raised, level, case, function))
                if raised is not None or "suppress" in set(classify.names_in(item.context_expr)):
                    inner = DOUBTFUL
            self.statements(one.body, inner, case, function)
        elif isinstance(one, (ast.For, ast.AsyncFor)):
            self.statements(one.body, level, case, function)
            self.statements(one.orelse, max(level, LIKELY), case, function)
        elif isinstance(one, (ast.If, ast.While)):
            # What the machine decides, it may decide the other way here.
            inner = DOUBTFUL if classify.asks_environment(one.test) else LIKELY
            self.statements(one.body, max(level, inner), case, function)
            self.statements(one.orelse, max(level, inner), case, function)
        elif isinstance(one, ast.Try):
            self.statements(one.body, max(level, LIKELY) if one.handlers else level, case, function)
            for handler in one.handlers:
                self.statements(handler.body, DOUBTFUL, case, function)
            self.statements(one.orelse, max(level, LIKELY), case, function)
            self.statements(one.finalbody, level, case, function)
        elif hasattr(one, "cases"):
            for branch in one.cases:
                self.statements(branch.body, max(level, LIKELY), case, function)
        elif isinstance(one, (ast.FunctionDef, ast.AsyncFunctionDef)):
            inner = LIKELY if self.module.uses(one.name) else DOUBTFUL
            self.statements(one.body, max(level, inner), case, one)
