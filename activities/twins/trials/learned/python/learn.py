def LEARN(space, source, told):
    import ast
    import base64
    import json
    import os
    import random
    import sys

    plan = json.loads(told)
    file = os.path.realpath(space.get("__file__") or plan["path"])
    root = file[: -len(plan["path"]) - 1] if file.endswith(os.sep + plan["path"]) else os.path.realpath(".")

    def tree_of(path):
        try:
            with open(os.path.join(root, path), encoding="utf8") as other:
                text = other.read()
            # A text that is changed like this one holds its own as it was.
            own = text.rpartition('LEARN(globals(), __import__("base64").b64decode("')[2].partition('"')[0]
            return ast.parse(base64.b64decode(own).decode() if "def LEARN(" in text else text)
        except (OSError, SyntaxError, ValueError):
            return ast.parse("")

    tree = ast.parse(source)
    watch = sys.modules.get("LEARN")
    if watch is None:
        random.seed(plan["chance"])
        trees = [tree_of(path) for path in plan["judges"]]
        _, _, handed_in, sets_attributes = LEARN_USES(ast)
        plan.update(handed=handed_in(trees), sets=sets_attributes(trees))
        watch = LEARN_WATCH(plan, root, LEARN_DRAWN, LEARN_GIVEN, LEARN_WITHIN)
        watch.trees = trees
        sys.modules["LEARN"] = watch
    is_drawn = plan["wanted"] is None

    def value(count, found, path, site):
        """The same but for what stands at the path; what the work had a hand in stays as it is."""
        if not is_drawn or (count is not None and count != watch.asked):
            return found
        if path is True:
            return watch.drawn.other(found, site)
        if type(found) in (list, tuple) and all(index < len(found) for index in path):
            return type(found)(value(None, one, path[at], site) if at in path else one for at, one in enumerate(found))
        return found

    def rows(count, found, path, site):
        if not is_drawn or count != watch.asked:
            return found
        if type(found) is list and id(found) in watch.given.lists:
            return found
        if type(found) is list:
            # Whoever knows the table sees it as well.
            found[:] = [value(None, one, path, site) for one in found]
            return found
        if type(found) is tuple:
            return tuple(value(None, one, path, site) for one in found)
        return (value(None, one, path, site) for one in found)

    def returned(found, name):
        caller = sys._getframe(1).f_back
        is_own = caller is not None and caller.f_code.co_name in names and caller.f_code.co_filename in watch.files
        return found if is_own or not is_drawn else watch.drawn.other(found, name)

    watch.files.add(space.get("__file__", "<string>"))
    changed, names = LEARN_PLACES(ast, tree, watch.trees, plan, LEARN_USES)
    api = type(sys)("LEARN")
    api.count, api.value, api.rows, api.returned = (lambda: watch.asked), value, rows, returned
    for name in ("_DRAWN", "_WITHIN", "_GIVEN", "_WATCH", "_USES", "_PLACES"):
        space.pop("LEARN" + name, None)
    space["LEARN"] = api
    exec(compile(ast.fix_missing_locations(changed), space.get("__file__", "<string>"), "exec", dont_inherit=True), space)


