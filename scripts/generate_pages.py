"""Write pages and data files into docs/: `casebook build`, without an installation."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from casebook.cli import main

if __name__ == "__main__":
    sys.exit(main(["build", *sys.argv[1:]]))
