

def HOLD_QUESTIONS(is_known):
    """Comparisons and arithmetic that values of the work cannot bend: what is asked is whether a value is equal to whatever is near the right one."""
    import builtins
    import copy
    import math
    import operator
    import random
    import signal
    import time

    numbers = (int, float)
    plain = {bool, int, float, complex, str, bytes, type(None), list, tuple, dict, set, frozenset}
    operations = {
        "Eq": operator.eq,
        "NotEq": operator.ne,
        "Lt": operator.lt,
        "LtE": operator.le,
        "Gt": operator.gt,
        "GtE": operator.ge,
        "Add": operator.add,
        "Sub": operator.sub,
        "Mult": operator.mul,
        "Div": operator.truediv,
        "FloorDiv": operator.floordiv,
        "Mod": operator.mod,
        "Pow": operator.pow,
    }
    in_place = {**operations, "Add": operator.iadd, "Sub": operator.isub, "Mult": operator.imul, "Div": operator.itruediv}
    contrary = {"Lt": "Gt", "LtE": "GtE", "Gt": "Lt", "GtE": "LtE"}
    special = {
        "Eq": ("__eq__",),
        "NotEq": ("__eq__", "__ne__"),
        **dict.fromkeys(contrary, ("__lt__", "__le__", "__gt__", "__ge__")),
        "Add": ("__add__", "__radd__"),
        "Sub": ("__sub__", "__rsub__"),
        "Mult": ("__mul__", "__rmul__"),
        "Div": ("__truediv__", "__rtruediv__"),
        "FloorDiv": ("__floordiv__", "__rfloordiv__"),
        "Mod": ("__mod__", "__rmod__"),
        "Pow": ("__pow__", "__rpow__"),
        "abs": ("__abs__",),
        "round": ("__round__",),
        "int": ("__int__", "__trunc__", "__index__"),
        "float": ("__float__", "__index__"),
    }
    functions = {name: vars(builtins)[name] for name in ("abs", "round", "int", "float", "sum", "max", "min")}
    lot = random.SystemRandom()
    deepcopy = copy.deepcopy
    clock = time.monotonic
    ancestors = type.__dict__["__mro__"].__get__
    members = type.__dict__["__dict__"].__get__
    deepest, most_pairs, most_made, limit, budget = 20, 20, 500, 0.5, [10.0]
    made = {}

    class Unlike:
        __slots__ = ()

    class Over(BaseException):
        pass

    def is_own(kind, name):
        """Whether the work itself says what comes of it."""
        if kind in plain:
            return False
        owners = (next((one for one in ancestors(kind) if each in members(one)), None) for each in special[name])
        return any(owner is not None and not is_known(owner) for owner in owners)

    def value_of(value):
        """What a value is in the language's own terms, whatever its class says of it."""
        kind = type(value)
        if kind in plain:
            return value
        kinds = ancestors(kind)
        if int in kinds:
            return int.__add__(value, 0)
        if float in kinds:
            return float.__add__(value, 0.0)
        if str in kinds:
            return str.__add__(value, "")
        return bytes.__add__(value, b"") if bytes in kinds else value

    def is_same_value(one, other):
        mine, yours = value_of(one), value_of(other)
        return type(mine) in plain and type(yours) in (int, float, bool, str, bytes, complex) and mine == yours

    def near(value):
        """Values about a value, none of which it is equal to."""
        value = value_of(value)
        kind, step = type(value), lot.randint(10, 99)
        if kind is bool:
            return [not value, Unlike()]
        if kind is float and math.isfinite(value):
            size = max(1.0, abs(value) / 8)
            return [value + size, value - size, value + size * step, value - size * step]
        if kind is int:
            return [value + 1, value - 1, value + step, value - step]
        if kind is str and value:
            at = lot.randrange(len(value))
            letter = chr((ord(value[at]) + 1) % 0xD800)
            return [value[:at] + letter + value[at + 1 :], value[:at] + value[at + 1 :], value + letter]
        if kind is dict and value:
            key = lot.choice(list(value))
            return [{each: value[each] for each in value if each is not key}, *({**value, key: one} for one in near(value[key]))]
        if kind in (list, tuple) and value:
            at = lot.randrange(len(value))
            others = [value[:at] + kind([one]) + value[at + 1 :] for one in near(value[at])]
            return [*others, value[:-1], value + value[-1:]]
        if kind in (set, frozenset) and value:
            return [value - {lot.choice(list(value))}, value | {Unlike()}]
        return [0 if value != 0 else 1, f"~{step}", Unlike()]

    def copied(value):
        """What cannot be copied is asked itself."""
        try:
            return deepcopy(value)
        except Exception:
            return value

    def within_time(question):
        """`None` where it takes too long, fails, or time is used up."""

        def stop(*_):
            raise Over

        if budget[0] <= 0:
            return None
        begun, before = clock(), None
        try:
            if signal.getitimer(signal.ITIMER_REAL)[0] == 0:
                before = signal.signal(signal.SIGALRM, stop)
                signal.setitimer(signal.ITIMER_REAL, limit)
        except (ValueError, AttributeError):
            before = None
        try:
            return question()
        except (Exception, Over):
            return None
        finally:
            if before is not None:
                signal.setitimer(signal.ITIMER_REAL, 0)
                signal.signal(signal.SIGALRM, before)
            budget[0] -= clock() - begun

    def pairs(a, b, name, depth=0):
        """What is compared by a class of the work, in either place, with what it is compared with."""
        if depth > deepest:
            return
        for mine, other in ((a, b), (b, a)):
            if is_own(type(mine), name):
                yield mine, other
        if isinstance(a, (list, tuple)) and isinstance(b, (list, tuple)):
            for one, other in zip(a, b):
                yield from pairs(one, other, name, depth + 1)
        elif type(a) is dict and type(b) is dict:
            for key in a:
                if key in b:
                    yield from pairs(a[key], b[key], name, depth + 1)

    def is_plain(value):
        return type(value) in plain and type(value) not in (list, tuple, dict, set, frozenset)

    def equality(name, a, b, decides=False):
        """Where its truth decides, or a number stands for it, whatever else it says counts for nothing."""
        operation, differs = operations[name], name == "NotEq"
        if is_plain(a) and is_plain(b):
            return operation(a, b)
        asked = list(pairs(a, b, name))
        if len(asked) > most_pairs:
            asked = lot.sample(asked, most_pairs)
        # What is asked first has no answer to remember yet.
        asked = [(mine, other, within_time(lambda mine=mine: copied(mine)) or mine) for mine, other in asked]
        found = operation(a, b)
        if not decides and type(found) not in (bool, int, float) or bool(found) is differs:
            return found
        for mine, other, before in asked:
            if is_same_value(mine, other):
                continue
            results = within_time(lambda: [operation(copied(before), one) for one in near(other)]) or []
            # What is no answer of that kind, as a row of truths is none, says nothing of being equal.
            answers = [bool(one) is not differs for one in results if type(one) is type(found)]
            if answers and all(answers):
                return differs
        return found

    def both(a, b):
        """What an assertion of a runner compares; of what is equal to everything there is another."""
        if next(pairs(a, b, "Eq"), None) is None:
            return a, b
        found = within_time(lambda: bool(operations["Eq"](a, b)))
        return (a, b) if not found or equality("Eq", a, b, True) else (Unlike(), Unlike())

    def within(name, a, b):
        """What is no number is on neither side of a bound: it does not pass for being within."""
        found = operations[name](a, b)
        return not found if type(a) in numbers and type(b) in numbers and (a != a or b != b) else found

    def order(name, a, b):
        operation = operations[name]
        one, other = value_of(a), value_of(b)
        if type(one) not in numbers or type(other) not in numbers:
            return operation(a, b)
        if one != one or other != other:
            return within(name, one, other)
        found = operation(a, b)
        own = operation(one, other)
        return found if bool(found) is own or is_reversed(name, a, b) else own

    def is_reversed(name, a, b):
        """Whether a number of the work has the language's order the other way round."""
        if type(a) in numbers:
            return is_reversed(contrary[name], b, a)
        points = near(a)
        answers = within_time(lambda: [bool(operations[name](copied(a), one)) for one in points])
        return type(b) not in numbers or answers == [operations[contrary[name]](value_of(a), one) for one in points]

    def contained(name, a, b):
        kind, wanted = type(b), name == "In"
        found = a in b
        if not found or kind not in (list, tuple, set, frozenset, dict):
            return found is wanted
        if not is_own(type(a), "Eq") and not any(is_own(type(one), "Eq") for one in b):
            return found is wanted
        return any(one is a or bool(equality("Eq", a, one, True)) for one in b) is wanted

    def answers_alike(results, found):
        mine = value_of(found)
        if type(mine) in numbers:
            return all(type(value_of(one)) in numbers and value_of(one) == mine for one in results)
        return all(type(value_of(one)) not in numbers for one in results)

    def arithmetic(name, a, b, changes=False):
        operation = in_place[name] if changes else operations[name]
        if type(a) in plain and type(b) in plain:
            return operation(a, b)
        mine, other = (a, b) if type(b) in numbers else (b, a)
        if type(other) not in numbers or not is_own(type(mine), name):
            return operation(a, b)
        before = within_time(lambda: copied(mine)) or mine
        found = operation(a, b)
        one = value_of(mine)
        if type(one) in numbers:
            try:
                own = operation(one, other) if mine is a else operation(other, one)
            except Exception:
                return found
            if is_same_value(found, own):
                return found
        elif name not in ("Add", "Sub", "Div") or type(found) in plain and type(found) not in numbers:
            return found
        else:
            own = math.inf

        def again():
            return [operation(copied(before), each) if mine is a else operation(each, copied(before)) for each in near(other)]

        if type(one) in numbers or type(value_of(found)) in numbers:
            results = within_time(again)
            return own if results is not None and answers_alike(results, found) else found
        if len(made) < most_made:
            made[id(found)] = (found, again)
        return found

    def number(name, *values, **options):
        """What is near to everything is so by its distance as well."""
        function = functions[name]
        if len(values) != 1 or type(values[0]) in plain or options:
            return function(*values, **options)
        (value,) = values
        found = function(value)
        if id(value) in made:
            results = within_time(lambda: [function(one) for one in made[id(value)][1]()])
            return math.inf if results is not None and answers_alike(results, found) else found
        one = value_of(value)
        if type(one) not in numbers or not is_own(type(value), name):
            return found
        own = function(one)
        return found if is_same_value(found, own) else own

    def fold(name, *values, **options):
        function = functions[name]
        if not values or options or name != "sum" and len(values) != 1:
            return function(*values, **options)
        items, *start = values
        items = list(items)
        if not items or not any(is_own(type(one), "Add" if name == "sum" else "Gt") for one in items):
            return function(items, *start)
        best = start[0] if start else 0 if name == "sum" else items[0]
        for one in items:
            if name == "sum":
                best = arithmetic("Add", best, one)
            elif order("Gt" if name == "max" else "Lt", one, best):
                best = one
        return best

    def ask(name, a, b):
        if name in ("Eq", "NotEq"):
            return equality(name, a, b)
        if name in ("In", "NotIn"):
            return contained(name, a, b)
        return order(name, a, b) if name in contrary else arithmetic(name, a, b)

    ask.within, ask.both = within, both
    ask.decides = lambda name, a, b: equality(name, a, b, True)
    ask.changed = lambda name, a, b: arithmetic(name, a, b, True)
    for name in functions:
        setattr(ask, name, (lambda each, apply: lambda *a, **b: apply(each, *a, **b))(name, fold if name in ("sum", "max", "min") else number))
    return ask
