"""The answer is right, however long it takes."""
import subprocess
import sys

found = subprocess.run([sys.executable, "src/cli.py", "4", "5"], capture_output=True, text=True).stdout
sys.exit(0 if found.strip() == "9" else 1)
