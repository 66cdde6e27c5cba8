"""``python -m clausecheck``."""

from __future__ import annotations

import sys

from clausecheck.cli import main

if __name__ == "__main__":
    sys.exit(main())
