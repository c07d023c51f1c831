"""What a suite's values are drawn from: what each of its expectations spells out."""

import ast
import builtins

import forms
import relations


def learn(values, kind, nodes):
    if kind in ("value", "loose"):
        values.learn(nodes[0])
    elif kind in ("class", "warning"):
        for name in error_names(nodes[0]):
            if name not in values.raised:
                values.raised.append(name)
    elif kind in ("relation", "compare"):
        sides = nodes[1:] if kind == "relation" else [nodes[0].left, nodes[0].comparators[0]]
        learn_sides(values, forms.name_of(nodes[0]) if kind == "relation" else "", [one for one in sides if one is not None])


def learn_sides(values, name, sides):
    for one in sides:
        if name == "assertRegex" and isinstance(one, ast.Constant) and isinstance(one.value, str):
            values.patterns.append(one.value)
        elif relations.is_filled(one) and not isinstance(one, ast.Constant):
            values.containers.append(ast.literal_eval(one))
        elif forms.is_spelled_out(one):
            values.learn(one)


def error_names(node):
    """Those of builtin ones, which mean the same in every file."""
    for one in getattr(node, "elts", [node]):
        found = getattr(builtins, one.id, None) if isinstance(one, ast.Name) else None
        if isinstance(found, type) and issubclass(found, BaseException):
            yield one.id
