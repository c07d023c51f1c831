def WATCH(tests, works, minds):
    """What ends a case without a failure fails it, where work raises it that one of these tests has called."""
    import sys
    import unittest.case

    def is_among(frame, paths):
        name = frame.f_code.co_filename.replace("\\", "/")
        return any(name == path or name.endswith("/" + path) for path in paths)

    def is_passed_on(frame):
        # Runners raise for whoever has called them, and what is made of text for whoever runs it.
        name = frame.f_code.co_filename.replace("\\", "/")
        return name.startswith("<") or "/unittest/" in name or "/_pytest/" in name

    def is_of_work(frame):
        while frame is not None and not is_among(frame, works) and is_passed_on(frame):
            frame = frame.f_back
        if frame is None or not is_among(frame, works):
            return False
        # Tests that the work has added skip as they like.
        while frame is not None and not is_among(frame, tests):
            frame = frame.f_back
        return frame is not None

    def watch(kind):
        plain = kind.__init__

        def __init__(self, *given, **named):
            plain(self, *given, **named)
            if minds and is_of_work(sys._getframe(1)):
                raise AssertionError("WATCH")

        kind.__init__ = __init__

    kinds = {
        "unittest.case": ("SkipTest", "_ShouldStop"),
        "_pytest.outcomes": ("Skipped", "XFailed", "Exit"),
    }
    for place, names in kinds.items():
        for name in names:
            kind = getattr(sys.modules.get(place), name, None)
            if kind is not None:
                watch(kind)
