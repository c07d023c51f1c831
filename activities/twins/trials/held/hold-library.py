

def HOLD_LIBRARY(trees, programs, code):
    """The language's functions and those of the modules that the trees import, as they were before the work was loaded."""
    import ast
    import atexit
    import builtins
    import importlib.util
    import os
    import sys
    import types

    # They give the same for the same, so that nobody has a reason to replace one, and a copy serves as well.
    pure = set(
        "bisect collections copy decimal difflib filecmp fnmatch fractions functools hashlib hmac itertools json"
        " math operator re statistics string struct textwrap zlib".split()
    )
    # What they hold is shared by everybody in the process, or is there to be replaced.
    shared = set(
        "_thread abc argparse asyncio atexit bdb codecs concurrent contextlib contextvars copyreg dataclasses doctest encodings enum faulthandler gc"
        " importlib inspect linecache locale logging multiprocessing pdb pytest readline selectors signal site socket ssl sys test"
        " threading tokenize traceback types typing unittest warnings weakref zipimport".split()
    )
    measures = {"perf_counter", "perf_counter_ns", "process_time", "process_time_ns", "thread_time", "thread_time_ns"}
    effects = ("print", "input", "open")
    bending = {"setattr", "delattr", "patch", "object", "multiple", "setitem"}
    callables = (types.FunctionType, types.BuiltinFunctionType, types.MethodType, type)
    descriptors = (*callables, classmethod, staticmethod, property, type(int.__add__), type(str.join))
    library = os.path.dirname(os.__file__)
    library_names = getattr(sys, "stdlib_module_names", None) or {
        one.split(".")[0] for place in (library, os.path.join(library, "lib-dynload")) if os.path.isdir(place) for one in os.listdir(place)
    }.union(sys.builtin_module_names)
    leave = os._exit
    register = atexit.register
    frame_of = sys._getframe
    spaces, inside = [], [0]
    in_python = 1 << 9

    def is_inside(path):
        return path.startswith(library) and "-packages" not in path

    def is_of_library(module):
        return not getattr(module, "__file__", None) or is_inside(module.__file__)

    def is_part(module, key):
        return hasattr(module, "__path__") and importlib.util.find_spec(f"{module.__name__}.{key}") is not None

    def imported(name, keys):
        """The library's own, whatever else stands under its name; `None`: the library has no such members."""
        before, path = sys.modules.get(name), list(sys.path)
        if before is not None and not is_of_library(before):
            del sys.modules[name]
        try:
            sys.path[:] = [one for one in path if is_inside(one) or one.endswith(".zip")]
            found = importlib.import_module(name)
            if is_of_library(found) and all(hasattr(found, key) or is_part(found, key) for key in keys):
                return found
            if before is None:
                del sys.modules[name]
            return None
        except ImportError:
            return None
        finally:
            sys.path[:] = path
            if before is not None:
                sys.modules[name] = before

    def names_in(node):
        """Every part of a dotted name, written as a name or in quotes; `None`: it cannot be read."""
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return node.value.split(".")
        if isinstance(node, ast.Name):
            return [node.id]
        rest = names_in(node.value) if isinstance(node, ast.Attribute) else None
        return rest and [*rest, node.attr]

    def replaced_in(tree):
        """Names of what the program itself replaces a member of: the work may be meant to see that. `None`: of anything."""
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, (ast.Store, ast.Del)):
                yield from names_in(node.value) or []
            elif isinstance(node, ast.Subscript) and isinstance(node.ctx, (ast.Store, ast.Del)):
                yield from [None] if (names_in(node.value) or [])[-2:] == ["sys", "modules"] else []
            elif isinstance(node, ast.Name) and node.id == "builtins":
                yield "builtins"
            elif isinstance(node, ast.Call) and node.args and (names_in(node.func) or [""])[-1] in bending:
                names = names_in(node.args[0])
                yield from [None] if names is None or names[-2:] == ["sys", "modules"] else names

    def is_about_replacing(tree):
        """Knows nothing of the work but what loading it does to the language: it is there to see what is replaced."""
        used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        found = False
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.level or is_of_project(node.module)):
                return False
            if isinstance(node, ast.Import):
                for one in node.names:
                    if is_of_project(one.name):
                        if (one.asname or one.name.split(".")[0]) in used:
                            return False
                        found = True
        return found

    def is_of_project(name):
        top = name.split(".")[0]
        try:
            spec = None if top in library_names else importlib.util.find_spec(top)
        except (ImportError, ValueError):
            return False
        places = [spec.origin or "", *(spec.submodule_search_locations or [])] if spec else []
        return any(places) and not any("-packages" in place or is_inside(place) for place in places)

    def renamed_in(tree):
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                yield from ((one.asname or one.name, one.name) for one in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield from ((one.asname or one.name, node.module) for one in node.names)

    def used_in(tree):
        """Which members of a module the program speaks of."""
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                yield renamed.get(node.value.id), node.attr
            elif isinstance(node, ast.ImportFrom) and not node.level:
                yield from ((node.module, one.name) for one in node.names if one.name != "*")

    def is_meant(name):
        """Whether the library's module is what the program speaks of, and not a file of its own by that name."""
        top = name.split(".")[0]
        if top in shared or top not in library_names:
            return False
        if name in pure:
            return True
        spec = None if top in sys.modules else importlib.util.find_spec(top)
        return spec is None or not spec.has_location or is_inside(spec.origin)

    renamed = dict(pair for tree in trees for pair in renamed_in(tree))
    replaced = {name for tree in trees for name in replaced_in(tree)}
    if any(is_about_replacing(tree) for tree in trees):
        replaced.add(None)
    loose = replaced | {renamed.get(name) for name in replaced}
    wanted = set(renamed.values()) | pure
    if None in replaced:
        loose |= wanted | {"builtins"}
    used = {pair for tree in trees for pair in used_in(tree)}
    modules = {name: imported(name, {key for of, key in used if of == name}) for name in sorted(filter(is_meant, wanted - loose))}
    modules = {name: module for name, module in modules.items() if module is not None}

    def reached(open_modules):
        """Modules of the library that those are made of."""
        for module in open_modules:
            for value in list(vars(module).values()):
                name = value.__name__ if isinstance(value, types.ModuleType) else getattr(value, "__module__", None)
                found = sys.modules.get(name) if isinstance(name, str) else None
                if found is None or found in seen or name in loose or name.split(".")[0] in shared or not is_of_library(found):
                    continue
                seen.append(found)
                open_modules.append(found)

    seen = list(modules.values())
    reached(seen[:])
    watched = [module for module in seen if module.__name__ != "builtins"]
    members, codes, holders = [], [], []

    def watch(holder, kinds):
        holders.append((holder, set(vars(holder))))
        for key, value in list(vars(holder).items()):
            if isinstance(value, kinds) and key not in ("__class__", "__loader__"):
                members.append((holder, key, value))
            value = getattr(value, "__func__", value)
            if isinstance(value, types.FunctionType):
                codes.append((value, value.__code__, value.__defaults__, value.__kwdefaults__))

    def watch_all(module):
        watch(module, callables)
        for value in list(vars(module).values()):
            kind = type(value)
            if isinstance(value, type) and value.__flags__ & in_python and value.__module__ == module.__name__:
                watch(value, descriptors)
            elif kind.__flags__ & in_python and kind.__module__ == module.__name__ and hasattr(value, "__dict__"):
                watch(value, callables)

    if "builtins" not in loose:
        watch(builtins, callables)
    for module in watched:
        watch_all(module)
    # How a program ends is its own to say, also where the work knows the code with which it will.
    if not replaced & {"sys", "exit", None}:
        members.append((sys, "exit", sys.exit))
    functions = dict(vars(builtins))
    absent = object()

    def is_shadow(holder, key):
        """Whether a name that was added stands before one that was found so far."""
        if isinstance(holder, types.ModuleType):
            return key in functions and not key.startswith("__")
        kinds = type.mro(holder)[1:] if isinstance(holder, type) else type(holder).__mro__
        return any(key in vars(kind) and callable(vars(kind)[key]) for kind in kinds)

    def changes():
        """What is not as it was: its holder, its name, and what stood there."""
        for holder, key, value in members:
            if vars(holder).get(key, absent) is not value:
                yield holder, key, value
        for function, *before in codes:
            for key, value in zip(("__code__", "__defaults__", "__kwdefaults__"), before):
                if getattr(function, key) is not value:
                    yield function, key, value
        for holder, keys in holders:
            for key in vars(holder).keys() - keys:
                if is_shadow(holder, key):
                    yield holder, key, absent

    def restored(before):
        """What was replaced while something was loaded stands as it was."""
        known = {(id(holder), key) for holder, key, _ in before}
        for holder, key, value in list(changes()):
            if (id(holder), key) in known:
                continue
            if value is absent:
                delattr(holder, key)
            else:
                setattr(holder, key, value)

    def check():
        """Whoever replaces something for a time puts it back."""
        if next(changes(), None) is not None:
            leave(code)

    def is_visible():
        """Tests see what the work replaces for a time. So do programs inside of a `with`, or called by the work."""
        if not programs or inside[0] > 0:
            return True
        frame = frame_of(1)
        while frame is not None:
            place = frame.f_code.co_filename
            is_own = any(frame.f_globals is one for one in spaces)
            if not is_own and not place.startswith((library, "<frozen")):
                return True
            frame = frame.f_back
        return False

    class Inside:
        def __enter__(self):
            inside[0] += 1

        def __exit__(self, *_):
            inside[0] -= 1

    class View(type(sys)):
        """A module, of which some members are as they were."""

        def __getattr__(self, key):
            real, own = views[id(self)]
            value = getattr(real, key)
            if key in own and value is not own[key] and (key in measures or not is_visible()):
                return own[key]
            return value

        def __dir__(self):
            return dir(views[id(self)][0])

    views = {}

    def viewed(name, module):
        own = {key: value for key, value in vars(module).items() if isinstance(value, callables)}
        if name in pure:
            found = type(sys)(name)
            vars(found).update(vars(module))
            return found
        if not programs and name != "time":
            return module
        found = View(name)
        views[id(found)] = (module, own)
        return found

    modules = {name: viewed(name, module) for name, module in modules.items()}

    def delegate(name):
        def function(*values, **options):
            current = vars(builtins)[name]
            return (current if current is not functions[name] and is_visible() else functions[name])(*values, **options)

        return function

    class Library:
        """What a held file asks for."""

        names = set(modules)
        holds_builtins = "builtins" not in loose

    own = Library()
    own.builtins = lambda: {**functions, **{name: delegate(name) for name in effects}}
    own.module, own.inside, own.is_visible = modules.__getitem__, Inside, is_visible
    own.before, own.after, own.check = lambda: list(changes()), restored, check
    own.spaces, own.functions = spaces, functions

    def registered(function, *values, **options):
        """The work's come last, so that they find nothing to undo."""
        found = register(function, *values, **options)
        register(check)
        return found

    def end():
        atexit.register = registered
        register(check)

    own.end = end
    return own
