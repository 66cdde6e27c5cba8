"""``python -m clausecheck.knowledge [DIRECTORY]``: after an edit, formats the data files and builds what is made from them.

With a directory, formats the files of that overlay and checks that they can be loaded; nothing else is written.
"""

from __future__ import annotations

import sys
from pathlib import Path

from clausecheck.knowledge.entries import KnowledgeError
from clausecheck.knowledge.files import CUES, DATA, FORMS
from clausecheck.knowledge.formatting import canonical
from clausecheck.knowledge.load import load
from clausecheck.knowledge.schema import published
from clausecheck.knowledge.table import TABLE, encoded

SCHEMAS = Path(__file__).parent / "schemas"


def main(arguments: list[str]) -> int:
    """Format, check and build; 0, or 2 with one line on stderr for a file that cannot be used."""
    directory = Path(arguments[0]) if arguments else DATA
    try:
        for path in sorted(directory.rglob("*.toml")):
            if path.name not in (CUES, FORMS):
                _write(path, canonical(path, path.relative_to(directory).as_posix()).encode())
        if arguments:
            load(directory)
            return 0
        for name, schema in published().items():
            _write(SCHEMAS / name, schema)
        _write(TABLE, encoded())
    except KnowledgeError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _write(path: Path, data: bytes) -> None:
    """Leaves a file alone that says so already."""
    if not path.exists() or path.read_bytes() != data:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
