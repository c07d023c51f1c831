"""A file's text and tree, and edits by the positions that the tree gives."""

import ast


class Source:
    def __init__(self, text):
        self.text = text
        self.bytes = text.encode("utf-8", "surrogatepass")
        self.tree = ast.parse(text[1:] if text.startswith("\ufeff") else text)
        # Lines end as Python's tokenizer sees it; columns are bytes of UTF-8.
        self.starts = [3 if text.startswith("\ufeff") else 0]
        for at, byte in enumerate(self.bytes):
            if byte == 10 or (byte == 13 and self.bytes[at + 1 : at + 2] != b"\n"):
                self.starts.append(at + 1)

    def start(self, node):
        return self.starts[node.lineno - 1] + node.col_offset

    def end(self, node):
        return self.starts[node.end_lineno - 1] + node.end_col_offset

    def segment(self, node):
        return self.bytes[self.start(node) : self.end(node)].decode("utf-8", "surrogatepass")

    def with_edits(self, edits):
        """Edits are (start, end, text), and do not overlap."""
        result = self.bytes
        for start, end, text in sorted(edits, reverse=True):
            result = result[:start] + text.encode("utf-8", "surrogatepass") + result[end:]
        return result.decode("utf-8", "surrogatepass")

    def names(self):
        """Every name that is used somewhere, once per use."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Name):
                yield node.id
            elif isinstance(node, ast.Attribute):
                yield node.attr
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
                yield node.value
