def LEARN_GIVEN(drawn, root, kind_of, kind_of_file, near, data_files, LEARN_WITHIN):
    """What the work was asked, as one digest of all questions so far, and which of the drawn values it was given."""
    import hashlib
    import os
    import re
    import sys
    import types

    most = 20000
    most_files = 200
    plain = (str, bytes, int, float, complex, bool, type(None))
    in_tmp = re.compile(r"/tmp/[^\s'\"]*|0x[0-9a-f]{6,}")
    real = os.path.realpath
    within = LEARN_WITHIN(kind_of, kind_of_file)
    member, kind_of_class, kind_of_holder = within.member, within.kind_of_class, within.kind_of_holder

    class Given:
        def __init__(self):
            self.values = set()
            self.folders = set()
            # Data that was given already.
            self.named = set()
            self.codes = set()
            # Lists that the work may have kept, wherever it keeps them.
            self.lists = set()
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
            self.words, self.input = list(sys.argv), input_of()

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
                    if kind is list:
                        self.lists.add(id(value))
                parts, is_closed = within.parts(value, kind, is_own, is_question)
                self.is_blind = self.is_blind or (is_closed and is_question)
                # What the work keeps in objects of its own it was given before.
                own = is_own or kind_of_class(kind) == "work"
                if not (own and is_question) or self.looks_into_own or within.is_filled_elsewhere(kind):
                    rest.extend((part, own) for part in reversed(parts))

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
            value = member(value, "__func__", value)
            code = member(value, "__code__") or member(value, "gi_code")
            if code is not None:
                self.codes.add(code)
            if isinstance(value, type) or (isinstance(value, types.ModuleType) and kind_of_holder(value) == "judge"):
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
            if sys.argv != self.words:
                self.words = list(sys.argv)
                self.take_all(self.words)
            if input_of() != self.input:
                # Another stream than the one that the process began with.
                self.take_all([sys.stdin, *input_of()[1:]])

        def keep_environment(self):
            """What the work itself sets there nobody gave it."""
            self.environment = dict(getattr(os.environ, "_data", {}))

        def take(self, leaf):
            self.values.update(drawn.within(leaf))
            if isinstance(leaf, bytes):
                leaf = leaf.decode("latin1")
            if not isinstance(leaf, str):
                return
            self.take_said(leaf)
            if 0 < len(leaf) < 1000 and "\n" not in leaf and "\0" not in leaf:
                self.take_path(leaf)
                self.take_named(leaf)
                # A line of a shell names its files in words.
                for word in re.split(r"[\s<>|&;()'\"=]+", leaf)[:100]:
                    self.take_start(word)

        def take_said(self, text):
            """Data that is named in what is given is given as well: a list of pages, a template's parts."""
            for path in data_files - self.named:
                if os.path.basename(path) in text:
                    self.take_file(path)

        def take_start(self, word):
            """A pattern, a name without its ending."""
            start = re.split(r"[*?[{]", word)[0]
            if len(start) > 2 and (os.sep in start or start != word):
                for path in data_files - self.named:
                    if path.startswith(os.path.normpath(os.path.join(root, start))):
                        self.take_file(path)

        def take_path(self, said):
            for path in {real(said), real(os.path.join(root, said))}:
                if os.path.isdir(path) and (os.sep in said or said == "."):
                    self.folders.add(path)
                elif os.path.isfile(path):
                    self.take_file(path)

        def take_named(self, said):
            """What loads by name, as plugins and tasks are: `tests.tasks.add`, `tests.tasks:add`."""
            if not re.fullmatch(r"[A-Za-z_][\w.]*(?::\w+)?", said):
                return
            name, _, part = said.replace(":", ".").rpartition(".")
            module = sys.modules.get(said) or sys.modules.get(name)
            if module is not None and kind_of_holder(module) == "judge":
                self.note(module if module is sys.modules.get(said) else getattr(module, part, None))

        def take_file(self, path):
            busy, self.is_busy = self.is_busy, True
            self.named.add(path)
            try:
                with open(path, "rb") as file:
                    content = file.read(4000000)
                self.take_said(content[:1000000].decode("latin1"))
                self.values.update(drawn.within(content[:1000000]))
                self.add(in_tmp.sub("/tmp", content.decode("latin1")).encode("latin1"))
                # Programs hold no such values, and are large.
                if os.path.getsize(path) > 1000000 and b"\0" not in content[:4096]:
                    self.is_blind = True
            except OSError:
                pass
            finally:
                self.is_busy = busy

        def take_folders(self):
            for folder in self.folders - {root}:
                self.take_folder(folder)

        def take_folder(self, folder):
            busy, self.is_busy = self.is_busy, True
            try:
                left = most_files
                for at, _, names in os.walk(folder):
                    for name in sorted(names)[:left]:
                        self.take_file(os.path.join(at, name))
                        left -= 1
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

    def input_of():
        try:
            return sys.stdin, os.readlink("/proc/self/fd/0")
        except OSError:
            return (sys.stdin,)

    def is_link_of_data(path):
        try:
            return any(os.path.samefile(path, one) for one in data_files)
        except OSError:
            return False

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


