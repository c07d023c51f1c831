def LEARN_WITHIN(kind_of, kind_of_file):
    """What values hold, and whose they are."""
    import collections
    import os
    import re
    import sys
    import types

    # What such a thing holds is either nothing or found elsewhere.
    harmless = (
        *(types.FunctionType, types.BuiltinFunctionType, types.MethodWrapperType, types.ModuleType, type, property),
        *(re.Pattern, range, slice, type(Ellipsis), type(NotImplemented), types.CodeType, types.GeneratorType),
        *(types.CoroutineType, types.AsyncGeneratorType),
    )
    views = (type({}.keys()), type({}.values()), type({}.items()))
    classes = {}

    def parts(value, kind, is_own, is_question):
        """What a value holds, and whether it cannot be looked into."""
        if isinstance(value, dict):
            return [part for pair in list(dict.items(value)) for part in pair], False
        if isinstance(value, (list, tuple)):
            return list(value), False
        if isinstance(value, (set, frozenset)):
            return sorted(value, key=repr), False
        if isinstance(value, (str, bytes, int, float)):
            base = next(one for one in (str, bytes, int, float) if isinstance(value, one))
            return [base.__str__(value) if base is str else base(value), *getattr(value, "__dict__", {}).values()], False
        if isinstance(value, BaseException):
            return [*value.args, *vars(value).values()], False
        if isinstance(value, harmless):
            return (members(value) if is_question and isinstance(value, (type, types.ModuleType)) else []), False
        if kind.__module__ in ("_io", "io") and hasattr(value, "getvalue"):
            return [value.getvalue()], False
        if kind.__module__ in ("_io", "io"):
            named = isinstance(getattr(value, "name", None), str)
            return ([value.name], False) if named else ([], True)
        if hasattr(kind, "__fspath__"):
            return [os.fspath(value)], False
        if kind is types.MethodType:
            return [value.__self__], False
        if kind.__module__ in ("datetime", "decimal", "fractions", "uuid", "_decimal"):
            return [str(value)], False
        if kind.__name__.endswith("iterator") or kind in (map, zip, filter, enumerate, reversed):
            return list(value.__reduce__()[1]), False
        if kind.__name__ == "ContextVar":
            return [value.get(None)], False
        if isinstance(value, (*views, collections.deque)):
            return [*value, *(member(value, "__dict__") or {}).values()], False
        if kind.__name__ == "ndarray" or kind.__module__ == "array":
            return [value.tolist()], False
        if kind in (bytearray, memoryview):
            return [bytes(value)], False
        found = [*member(value, "__dict__", {}).values(), *members(kind)]
        slots = [base.__dict__["__slots__"] for base in kind.__mro__ if "__slots__" in base.__dict__]
        for name in [name for names in slots for name in ([names] if isinstance(names, str) else names)]:
            found.extend([one for one in [member(value, name, absent)] if one is not absent])
        is_closed = member(value, "__dict__") is None and not slots and not isinstance(value, harmless)
        is_closed = is_closed and not is_own and kind is not object and kind.__module__ != "_thread"
        return found, is_closed

    def members(holder):
        """What classes and modules of the tests say for all of their kind."""
        holders = holder.__mro__ if isinstance(holder, type) else [holder]
        theirs = [one for one in holders if kind_of_holder(one) == "judge"]
        return [part for one in theirs for name, part in list(vars(one).items()) if is_said(name, part)]

    def is_filled_elsewhere(kind):
        """Objects of the work that a function of the language or a library fills."""
        code = getattr(kind.__init__, "__code__", None)
        return code is None or kind_of(code, kind.__init__.__globals__) == "library"

    absent = object()

    def member(value, name, other=None):
        """Without asking the value's own class, which may refuse."""
        try:
            return object.__getattribute__(value, name)
        except Exception:
            return other

    def is_said(name, part):
        return not name.startswith("__") and not isinstance(part, (types.FunctionType, types.ModuleType, type))

    def kind_of_holder(holder):
        if holder is object or (isinstance(holder, type) and holder.__module__ == "builtins"):
            return "other"
        return kind_of_class(holder) if isinstance(holder, type) else kind_of_module(holder.__name__)

    def kind_of_class(kind):
        if issubclass(kind, (list, tuple, dict, set, frozenset, str, bytes, int, float)):
            return "other"
        if kind not in classes:
            function = next((one for one in vars(kind).values() if hasattr(one, "__code__")), None)
            space = getattr(function, "__globals__", None)
            classes[kind] = kind_of(function.__code__, space) if space is not None else kind_of_module(kind.__module__)
        return classes[kind]

    def kind_of_module(name):
        file = getattr(sys.modules.get(name), "__file__", None)
        return kind_of_file(file) if file else "other"

    within = type(sys)("within")
    within.parts, within.member, within.is_filled_elsewhere = parts, member, is_filled_elsewhere
    within.kind_of_class, within.kind_of_holder = kind_of_class, kind_of_holder
    return within


