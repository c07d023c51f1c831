def parse(text):
    rows, row, field, quoted, place = [], [], "", False, 0
    text = text if text.endswith("\n") else text + "\n"
    while place < len(text):
        character = text[place]
        if quoted:
            if character == '"' and text[place + 1 : place + 2] == '"':
                field += '"'
                place += 1
            elif character == '"':
                quoted = False
            else:
                field += character
        elif character == '"':
            quoted = True
        elif character == ",":
            row.append(field)
            field = ""
        elif character == "\n":
            rows.append([*row, field])
            row, field = [], ""
        else:
            field += character
        place += 1
    if quoted:
        raise ValueError("a quote is not closed")
    return rows
