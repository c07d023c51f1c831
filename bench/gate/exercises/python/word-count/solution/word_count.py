import re
from collections import Counter


def count_words(text):
    return dict(Counter(re.findall(r"[a-z0-9]+(?:'[a-z0-9]+)*", text.lower())))
