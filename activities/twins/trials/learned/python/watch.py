def LEARN_WATCH(plan, root, LEARN_DRAWN, LEARN_GIVEN, LEARN_WITHIN):
    """Looks on while tests ask the work, without a frame of its own: whether it answers with what it was never given."""
    import atexit
    import dis
    import functools
    import os
    import sys
    import threading
    import types

    library = os.path.dirname(os.__file__)
    set_profile, says = sys.setprofile, os.write
    judges = {os.path.join(root, path) for path in plan["judges"]}
    works = {os.path.join(root, path) for path in plan["works"]}
    resumable = 0x20 | 0x80 | 0x200
    kinds = {}
    most, most_looks = 200, 1000

    def kind_of(code, space):
        found = kinds.get(code)
        if found is None:
            found = kind_of_file(code.co_filename) or kind_of_file(space.get("__file__") or "")
            if found is None:
                # Code without a file is whoever's made it; named tuples are the language's.
                found = "library" if f"{space.get('__name__')}".startswith("namedtuple_") else "work"
            kinds[code] = found
        return found

    def kind_of_file(name):
        path = os.path.realpath(os.path.join(root, name))
        if path in works:
            return "work"
        if path in judges:
            return "judge"
        if name.startswith((library, "<frozen ")) or "-packages/" in name:
            return "library"
        return "judge" if path.startswith(root + os.sep) and os.path.isfile(path) else None

    def near(frame):
        """Who is at work there: the nearest that is no library."""
        while frame is not None:
            kind = kind_of(frame.f_code, frame.f_globals)
            if kind != "library":
                return kind
            frame = frame.f_back
        return "nobody"

    drawn = LEARN_DRAWN(plan)
    data_files = {os.path.realpath(os.path.join(root, path)) for path in plan["changed"]}
    given = LEARN_GIVEN(drawn, root, kind_of, kind_of_file, near, data_files, LEARN_WITHIN)
    given.looks_into_own = plan["sets"]

    class Watch:
        def __init__(self):
            self.asked = 0
            self.own, self.kept = set(), []
            self.held = {}
            self.taken = set()
            self.globals = {}
            self.programs = False
            self.files = set()
            self.states, self.looks = {}, 0
            # The questions after which the work answered so, or those that were looked for came.
            self.found = None
            self.leaked = set()

        def is_settled(self):
            is_reached = plan["wanted"] is not None and self.found is not None
            return is_reached or given.is_blind or len(self.leaked) > most

        def see(self, questions):
            if plan["wanted"] is not None:
                if given.digest.hex() == plan["wanted"]:
                    self.found = plan["wanted"]
            elif not given.is_blind:
                beyond = given.beyond(questions)
                if beyond and self.found is None:
                    self.found = given.digest.hex()
                self.leaked |= beyond

    watch = Watch()

    def is_first(frame):
        """Whether it begins; what can be resumed is called each time that it goes on."""
        code = frame.f_code
        if not code.co_flags & resumable:
            return True
        begins = next((one.offset for one in dis.get_instructions(code) if one.opname == "RESUME"), 0)
        return frame.f_lasti <= begins + 2

    def arguments(frame):
        code, space = frame.f_code, frame.f_locals
        count = code.co_argcount + code.co_kwonlyargcount + bool(code.co_flags & 4) + bool(code.co_flags & 8)
        found = [space[name] for name in code.co_varnames[:count] if name in space]
        return [value for value in found if id(value) not in watch.own]

    def bound(value):
        """What the work has bound to a function of its own is no question."""
        if isinstance(value, functools.partial):
            return [value.func, *value.args, *value.keywords.values()]
        function = value.__func__ if isinstance(value, (types.MethodType, staticmethod, classmethod)) else value
        if type(function) is types.FunctionType:
            return [*(function.__defaults__ or ()), *(function.__kwdefaults__ or {}).values()]
        return []

    def is_of_c(value):
        """What has no frame of its own: a table's `get`, bound to nothing but what the work has."""
        if isinstance(value, functools.partial):
            return not isinstance(value.func, types.FunctionType)
        return isinstance(value, types.BuiltinMethodType) and isinstance(value.__self__, (dict, list, set, frozenset, tuple, str))

    def with_frame(value, space):
        text = "def asked(*args, **named):\n    return own(*args, **named)\n"
        made = {"own": value, "__file__": space.get("__file__"), "__name__": space.get("__name__")}
        exec(compile(text, space.get("__file__") or "<string>", "exec"), made)
        return made["asked"]

    def keep_own(space):
        for name, value in list(space.items()):
            if is_of_c(value):
                space[name] = with_frame(value, space)
        rest = [one for name, one in list(space.items()) if not name.startswith("__")]
        rest.extend(one for kind in list(rest) if type(kind) is type for one in vars(kind).values())
        for value in rest:
            for one in bound(value):
                watch.own.add(id(one))
                # It is not to be freed, so that nothing else gets its number.
                watch.kept.append(one)
                if isinstance(one, (functools.partial, types.FunctionType)):
                    rest.append(one)

    def set_by_tests():
        """What was put into modules of the work since it was last at work."""
        found = []
        for name, module in list(sys.modules.items()):
            file = getattr(module, "__file__", None)
            if not file or kind_of_file(file) != "work":
                continue
            now = dict(vars(module))
            before = watch.globals.get(name)
            if before is not None:
                found.extend(value for key, value in now.items() if before.get(key) is not value)
            watch.globals[name] = now
        return found

    of_programs = ("__init__", "communicate", "run", "check_output")

    def states_of(values):
        """What objects and modules of the work hold; between its turns only tests change that."""
        watch.looks += 1
        if watch.looks > most_looks:
            given.is_blind = given.is_blind or given.looks_into_own
            return []
        found = [(id(one), given.state([one])) for one in given.own_within(values)]
        for name, module in list(sys.modules.items()):
            file = getattr(module, "__file__", None)
            if file and kind_of_file(file) == "work":
                said = [one for key, one in list(vars(module).items()) if not key.startswith("__")]
                inner = [list(vars(one).values()) for one in said if isinstance(one, type) and one.__module__ == name]
                found.append((name, given.state([said, inner])))
        return found

    def is_programs(frame):
        return frame.f_code.co_filename.endswith("/subprocess.py") and frame.f_code.co_name in of_programs

    def is_mock(frame):
        """What stands in for something, where the tests put it."""
        return given.looks_into_own and frame.f_code.co_filename.endswith("/mock.py") and frame.f_code.co_name == "__call__"

    def asks_work(values):
        """A program of the tests' own is no work."""
        words = [str(leaf) for leaf in given.leaves(values)]
        return not any(os.path.realpath(os.path.join(root, word)) in judges for word in words)

    def begin(frame):
        kind = kind_of(frame.f_code, frame.f_globals)
        if kind == "work":
            if near(frame.f_back) == "work" or not is_first(frame):
                return
            if frame.f_code.co_name == "<module>":
                return
            values = arguments(frame)
            watch.asked += 1
            if given.looks_into_own:
                given.take_all(set_by_tests())
            for key, state in states_of(values):
                if key in watch.states and state[0] != watch.states[key][0]:
                    given.add(state[0])
                    given.values |= state[1] - watch.states[key][1]
            given.ask(frame.f_code.co_name, values)
            watch.held[id(frame)] = values
        elif kind == "library" and is_programs(frame) and near(frame.f_back) != "work":
            values = arguments(frame)
            if frame.f_code.co_name == "__init__":
                watch.asked += 1
                watch.programs = asks_work(values)
            values = [one for one in values if type(one).__name__ != "Popen"]
            given.ask("program", values)
            # What a program reads there is not seen.
            given.take_folders()
            cwd = frame.f_locals.get("cwd")
            if cwd is not None and os.path.realpath(cwd) != root:
                given.take_folder(os.path.realpath(cwd))
        elif kind == "judge" and near(frame.f_back) == "work" and frame.f_code.co_name == "__init__":
            watch.taken.add(id(next(iter(arguments(frame)), None)))

    def is_theirs(frame):
        """Whether a function of the tests was given to the work; it may have gone and taken it."""
        if frame.f_code in given.codes or frame.f_code.co_name in plan["handed"]:
            return True
        if os.path.realpath(os.path.join(root, frame.f_code.co_filename)) not in judges:
            return True
        own = frame.f_locals.get("self")
        if own is not None:
            return id(own) not in watch.taken
        return frame.f_globals.get(frame.f_code.co_name) is None

    def end(frame, value):
        kind = kind_of(frame.f_code, frame.f_globals)
        if kind == "work":
            if frame.f_code.co_name == "<module>":
                watch.states.update(states_of([]))
                watch.globals[frame.f_globals.get("__name__")] = dict(frame.f_globals)
                keep_own(frame.f_globals)
            given.keep_environment()
            if near(frame.f_back) == "work":
                return
            values = watch.held.pop(id(frame), [])
            watch.see([value, values])
            watch.states.update(states_of([value, *values]))
            if hasattr(sys.stdout, "getvalue"):
                watch.see([sys.stdout.getvalue()])
            if given.looks_into_own:
                set_by_tests()
        elif kind == "judge" and near(frame.f_back) == "work" and is_theirs(frame):
            given.take_all([value])
        elif kind == "library" and is_mock(frame) and near(frame.f_back) == "work":
            given.take_all([value])
        elif kind == "library" and is_programs(frame) and near(frame.f_back) != "work" and watch.programs:
            if frame.f_code.co_name != "__init__":
                watch.see([value])

    def look(frame, event, value):
        if event not in ("call", "return") or given.is_busy:
            return
        if watch.is_settled():
            set_profile(None)
            return
        given.is_busy = True
        try:
            (begin if event == "call" else lambda one: end(one, value))(frame)
        except Exception:
            given.is_blind = True
        finally:
            given.is_busy = False

    def on(*_):
        """Nobody else takes it away."""

    sys.setprofile = threading.setprofile = on
    sys.getprofile = threading.getprofile = lambda: None
    threading._profile_hook = look
    set_profile(look)

    def at_end():
        if plan["turned"] and plan["wanted"] is None and watch.asked > 0 and not given.named & data_files:
            watch.found = given.digest.hex()
        if watch.found is None or given.is_blind:
            return
        sys.stdout.flush()
        at = " ".join(f"{drawn.places.get(one, one)}" for one in sorted(watch.leaked, key=str)[:most])
        for output in (1, 2):
            try:
                says(output, f"\n{plan['name']} {watch.found} {at}\n".encode())
            except OSError:
                pass

    atexit.register(at_end)
    watch.drawn, watch.given = drawn, given
    return watch


