def parse(text):
    name, _, value = text.partition("=")
    return {"name": name.strip(), "value": value.strip() or None}
