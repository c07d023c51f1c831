

def HOLD_NAMES(tree):
    """A program's own names, under which nothing else finds them, and rows that nobody takes away while they are gone through."""
    import ast
    import builtins
    import types

    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    # They look for names by their letters.
    looks = {"globals", "locals", "vars", "eval", "exec", "dir", "__dict__", "__import__", "__main__", "import_module", "modules", "unittest"}
    looks |= {"get_type_hints", "inspect", "doctest", "timeit", "annotations", "run_module", "run_path", "__name__", "*"}
    takes = {"enumerate", "zip", "reversed", "list", "tuple", "sorted"}

    def stored_in(statements):
        """What stands outermost, in no function and no class."""
        for node in statements:
            if isinstance(node, functions):
                yield node.name
            elif not isinstance(node, ast.ClassDef):
                yield from (one.id for one in ast.iter_child_nodes(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store))
                yield from stored_in(one for one in ast.iter_child_nodes(node) if not isinstance(one, (ast.Name, ast.Lambda)))

    def fixed_in(node, is_outermost=True):
        """What somebody else may know, or what is no plain name."""
        for one in ast.iter_child_nodes(node):
            if isinstance(one, (ast.arg, ast.keyword)):
                yield one.arg
            elif isinstance(one, ast.alias):
                yield from (one.name.split(".")[0], one.asname)
            elif isinstance(one, ast.ClassDef):
                yield one.name
                yield from (each.id for each in ast.walk(one) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store))
            elif isinstance(one, functions) and not is_outermost:
                yield one.name
            elif isinstance(one, ast.Constant) and isinstance(one.value, str):
                yield one.value
            yield from (value for value in (getattr(one, "rest", None), getattr(one, "name", None)) if not isinstance(one, functions))
            yield from fixed_in(one, is_outermost and not isinstance(one, (*functions, ast.ClassDef)))

    every = [*ast.walk(tree)]
    said = {getattr(one, field, None) for one in every for field in ("attr", "module", "name", "asname")}
    said |= {one.id for one in every if isinstance(one, ast.Name)} - {"__name__"}
    names = set() if said & looks else {one for one in stored_in(tree.body) if not one.startswith("__")} - {*fixed_in(tree), *dir(builtins)}
    new = {name: f"HOLD_{index}" for index, name in enumerate(sorted(names))}
    stores = [one.id for one in every if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)]
    own = {new[one.name] for one in tree.body if isinstance(one, functions) and one.name in names and not one.decorator_list and one.name not in stores}

    def is_alone(name, *nodes):
        return all(not isinstance(one, ast.Name) or one.id != name for node in nodes for one in ast.walk(node))

    class Renamed(ast.NodeTransformer):
        def visit_Name(self, node):
            node.id = new.get(node.id, node.id)
            return node

        def visit_FunctionDef(self, node):
            node.name = new.get(node.name, node.name)
            return self.generic_visit(node)

        visit_AsyncFunctionDef = visit_FunctionDef

        def visit_Global(self, node):
            node.names = [new.get(one, one) for one in node.names]
            return node

        visit_Nonlocal = visit_Global

        def visit_For(self, node):
            node.iter = kept(node.iter, node.body)
            return self.generic_visit(node)

        def visit_comprehension(self, node):
            node.iter = kept(node.iter, [])
            return self.generic_visit(node)

    def kept(node, body):
        if isinstance(node, ast.Call) and getattr(node.func, "id", None) in takes:
            node.args = [kept(one, body) for one in node.args]
            return node
        if not isinstance(node, ast.Name) or node.id not in names or not is_alone(node.id, *body):
            return node
        function = ast.Attribute(ast.Name("HOLD", ast.Load()), "rows", ast.Load())
        return ast.copy_location(ast.Call(function, [node], []), node)

    def are_bent(space):
        """Whether a function of the program's own is another one in the end."""
        found = [(name, space[name]) for name in own if name in space]
        return any(type(one) is not types.FunctionType or one.__globals__ is not space or one.__code__.co_name != name for name, one in found)

    return Renamed().visit, (lambda rows: tuple(rows) if type(rows) is list else rows), are_bent
