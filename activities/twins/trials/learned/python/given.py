def LEARN_GIVEN(drawn, root, kind_of, kind_of_file, near, data_files):
    """What the work was asked, as one digest of all questions so far, and which of the drawn values it was given."""
    import hashlib
    import os
    import re
    import sys
    import types

    most = 20000
    plain = (str, bytes, int, float, complex, bool, type(None))
    # What such a thing holds is either nothing or found elsewhere.
    harmless = (
        *(types.FunctionType, types.BuiltinFunctionType, types.MethodWrapperType, types.ModuleType, type, property),
        *(re.Pattern, range, slice, type(Ellipsis), type(NotImplemented), types.CodeType, types.GeneratorType),
        *(types.CoroutineType, types.AsyncGeneratorType),
    )
    in_tmp = re.compile(r"/tmp/[^\s'\"]*|0x[0-9a-f]{6,}")
    real = os.path.realpath
    classes = {}

    class Given:
        def __init__(self):
            self.values = set()
            self.folders = set()
            self.codes = set()
            self.written = set()
            self.digest = b""
            # Nothing can be said any more: the work holds what cannot be looked into.
            self.is_blind = False
            self.is_busy = False
            self.has_started_programs = False
            # Tests that set attributes give what these hold.
            self.looks_into_own = False
            self.is_served = False
            self.environment = dict(getattr(os.environ, "_data", {}))

        def leaves(self, values, is_question=False):
            """Every text and number within; of a question also what else it may bring along."""
            seen, left = set(), most
            rest = [(value, False) for value in reversed(values)]
            while rest:
                value, is_own = rest.pop()
                left -= 1
                if left < 0:
                    self.is_blind = self.is_blind or is_question
                    return
                kind = type(value)
                if kind in plain:
                    yield value
                    continue
                if id(value) in seen:
                    continue
                seen.add(id(value))
                if is_question and not is_own:
                    yield kind.__name__
                if is_question:
                    self.note(value)
                parts = self.parts(value, kind, is_own, is_question)
                # What the work keeps in objects of its own it was given before.
                own = is_own or kind_of_class(kind) == "work"
                if not (own and is_question) or self.looks_into_own:
                    rest.extend((part, own) for part in reversed(parts))

        def parts(self, value, kind, is_own, is_question):
            if isinstance(value, dict):
                return [part for pair in list(dict.items(value)) for part in pair]
            if isinstance(value, (list, tuple)):
                return list(value)
            if isinstance(value, (set, frozenset)):
                return sorted(value, key=repr)
            if isinstance(value, (str, bytes, int, float)):
                base = next(one for one in (str, bytes, int, float) if isinstance(value, one))
                return [base.__str__(value) if base is str else base(value), *getattr(value, "__dict__", {}).values()]
            if isinstance(value, harmless):
                return []
            if kind.__module__ in ("_io", "io") and hasattr(value, "getvalue"):
                return [value.getvalue()]
            if kind.__module__ in ("_io", "io"):
                named = isinstance(getattr(value, "name", None), str)
                self.is_blind = self.is_blind or (is_question and not named)
                return [value.name] if named else []
            if hasattr(value, "__fspath__"):
                return [os.fspath(value)]
            if kind is types.MethodType:
                return [value.__self__]
            if kind.__module__ in ("datetime", "decimal", "fractions", "uuid", "_decimal"):
                return [str(value)]
            if kind.__name__.endswith("iterator") or kind in (map, zip, filter, enumerate, reversed):
                return list(value.__reduce__()[1])
            if kind.__name__ in ("dict_keys", "dict_values", "dict_items", "deque"):
                return list(value)
            if kind.__name__ == "ndarray" or kind.__module__ == "array":
                return [value.tolist()]
            if kind in (bytearray, memoryview):
                return [bytes(value)]
            found = list(getattr(value, "__dict__", {}).values())
            slots = [base.__dict__["__slots__"] for base in kind.__mro__ if "__slots__" in base.__dict__]
            for name in [name for names in slots for name in ([names] if isinstance(names, str) else names)]:
                found.extend([getattr(value, name)] if hasattr(value, name) else [])
            is_closed = not hasattr(value, "__dict__") and not slots and not isinstance(value, harmless)
            if is_question and not is_own and is_closed and kind is not object and kind.__module__ != "_thread":
                self.is_blind = True
            return found

        def state(self, values):
            """What is within now, as a digest, and which of the drawn values."""
            said, found = hashlib.sha256(), set()
            for leaf in self.leaves(values):
                said.update(repr(leaf).encode("utf8", "replace"))
                found.update(drawn.within(leaf))
            return said.digest(), found

        def own_within(self, values):
            """Objects of the work that go to and fro."""
            parts = [part for value in values for part in (value if isinstance(value, (list, tuple)) else [value])]
            return [one for one in parts[:100] if kind_of_class(type(one)) == "work"]

        def add(self, said):
            self.digest = hashlib.sha256(self.digest + said).digest()

        def note(self, value):
            """Functions that the work is given may give it what they like."""
            value = getattr(value, "__func__", value)
            code = getattr(value, "__code__", None) or getattr(value, "gi_code", None)
            if code is not None:
                self.codes.add(code)
            if isinstance(value, type):
                self.codes.update(one.__code__ for one in vars(value).values() if hasattr(one, "__code__"))

        def ask(self, name, values):
            self.add(name.encode())
            self.take_all(values)
            environment = getattr(os.environ, "_data", {})
            if environment != self.environment:
                for key, value in environment.items():
                    # The runner's own words hold what a case expects, and are for nobody.
                    if self.environment.get(key) != value and key != b"PYTEST_CURRENT_TEST":
                        self.take(os.fsdecode(value))
                        self.add(in_tmp.sub("/tmp", os.fsdecode(value)).encode("utf8", "replace"))
                self.environment = dict(environment)
            if hasattr(sys.stdin, "getvalue"):
                self.take(sys.stdin.getvalue())
                self.add(sys.stdin.getvalue().encode("utf8", "replace"))

        def take(self, leaf):
            self.values.update(drawn.within(leaf))
            if isinstance(leaf, bytes):
                leaf = leaf.decode("latin1")
            if not isinstance(leaf, str) or not 0 < len(leaf) < 1000 or "\n" in leaf or "\0" in leaf:
                return
            for path in {real(leaf), real(os.path.join(root, leaf))}:
                if os.path.isdir(path) and (os.sep in leaf or leaf == "."):
                    self.folders.add(path)
                elif os.path.isfile(path):
                    self.take_file(path)

        def take_file(self, path):
            busy, self.is_busy = self.is_busy, True
            try:
                with open(path, "rb") as file:
                    content = file.read(4000000)
                self.values.update(drawn.within(content[:1000000]))
                self.add(in_tmp.sub("/tmp", content.decode("latin1")).encode("latin1"))
                # Programs hold no such values, and are large.
                if os.path.getsize(path) > 1000000 and b"\0" not in content[:4096]:
                    self.is_blind = True
            except OSError:
                pass
            finally:
                self.is_busy = busy

        def take_all(self, values):
            for leaf in self.leaves(values, True):
                self.add(in_tmp.sub("/tmp", repr(leaf)).encode("utf8", "replace"))
                self.take(leaf)

        def listed(self, path):
            """Names say something as well."""
            busy, self.is_busy = self.is_busy, True
            for name in sorted(os.listdir(path)):
                self.values.update(drawn.within(name))
                self.add(os.fsencode(name))
            self.is_busy = busy

        def opened(self, path, flags):
            """Whatever the work reads it knows, but for what lies with the tests and nobody named to it."""
            path = real(os.fsdecode(path))
            named = any(path.startswith(folder + os.sep) for folder in self.folders)
            # Whoever shows where it stands reads the texts of programs, which are others in each run.
            if path.endswith((".py", ".pyc")) and not named:
                return
            if isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR):
                self.written.add(path)
            elif named or not (path in data_files or path in self.written or self.has_started_programs or is_link_of_data(path)):
                self.take_file(path)

        def beyond(self, values):
            """The drawn values within that the work was not given."""
            return {found for leaf in self.leaves(values) for found in drawn.within(leaf)} - self.values

    def is_link_of_data(path):
        try:
            return any(os.path.samefile(path, one) for one in data_files)
        except OSError:
            return False

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

    given = Given()

    events = {"os.chdir", "open", "os.listdir", "os.scandir", "socket.bind", "socket.connect"}
    events |= {"os.system", "subprocess.Popen", "os.posix_spawn", "os.exec"}

    def audit(event, values):
        # What is loaded as a program is no answer, and is laid down anew in each run.
        if event not in events or given.is_busy or sys._getframe(1).f_code.co_filename.startswith("<frozen importlib"):
            return
        if event == "os.chdir" and near(sys._getframe(1)) != "work":
            given.folders.add(real(os.fsdecode(values[0])))
        elif event == "open" and isinstance(values[0], (str, bytes)) and near(sys._getframe(1)) == "work":
            given.opened(values[0], values[2])
        elif event in ("os.listdir", "os.scandir") and near(sys._getframe(1)) == "work":
            given.listed(os.fsdecode(values[0] or ".") if not isinstance(values[0], int) else ".")
        elif event in ("socket.bind", "subprocess.Popen") and near(sys._getframe(1)) != "work":
            given.is_served = True
        elif event == "socket.connect" and near(sys._getframe(1)) == "work":
            # What comes over a connection is not looked at.
            given.is_blind = given.is_blind or given.is_served
        elif event in ("os.system", "subprocess.Popen", "os.posix_spawn", "os.exec") and near(sys._getframe(1)) == "work":
            given.has_started_programs = True

    sys.addaudithook(audit)
    return given


