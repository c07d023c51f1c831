def greet(name):
    return f"Grüße, {name}! 🎉"


def shape(value):
    match value:
        case {"kind": "circle", "r": r}:
            return ("circle", r)
        case [first, *_]:
            return ("list", first)
        case None:
            return None
    return ("other", value)
