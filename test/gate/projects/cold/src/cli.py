import sys

sys.path.insert(0, "src")
from app import answer  # noqa: E402

print(answer([int(word) for word in sys.argv[1:]]))
