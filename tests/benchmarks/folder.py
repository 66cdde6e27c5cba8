"""A folder of generated templates: how long a check takes, as ratios to reading them with python-docx alone.

``folder.py [COUNT] [--paragraphs N]`` prints processor and elapsed seconds of: reading the text with python-docx; a check with
one process and no cache; one with all cores, whose reports are kept; the same again, which reads no document.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
sys.path.insert(0, str(Path(__file__).parent))

from contract_maker import contract
from docx_builder import numbered, para
from long_contract import _DUTIES, _ENDINGS, _SUBJECTS

_READ = """
import sys
from pathlib import Path
import docx
size = 0
for path in sorted(Path(sys.argv[1]).glob("*.docx")):
    document = docx.Document(str(path))
    size += sum(len(one.text) for one in document.paragraphs)
    size += sum(len(cell.text) for table in document.tables for row in table.rows for cell in row.cells)
print(size)
"""


def made(folder: Path, count: int, paragraphs: int) -> None:
    """Write `count` templates that differ, each with so many paragraphs around its export clause."""
    for number in range(count):
        pick = random.Random(number)
        filler = []
        for _ in range(paragraphs):
            words = f"{pick.choice(_SUBJECTS)} {pick.choice(_DUTIES)}{pick.choice(_ENDINGS)}."
            filler.append(para(words.format(n=pick.randint(1, 90), m=number), numbered(1)))
        half = len(filler) // 2
        behind = para("General", numbered(0)) + "".join(filler[half:])
        (folder / f"template-{number:04}.docx").write_bytes(contract(number, "".join(filler[:half]), behind))


def spent(*arguments: str, cache: Path) -> tuple[float, float]:
    """Processor seconds, those of its own processes included, and elapsed seconds of a Python command."""
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(
        [sys.executable, *arguments], stdout=subprocess.DEVNULL, check=False, env={**os.environ, "XDG_CACHE_HOME": str(cache)}
    )
    after, end = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, end - begin


def main() -> None:
    """Make the templates in a folder that is gone afterwards, and print a line for each way to read them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=1000)
    parser.add_argument("--paragraphs", type=int, default=60, help="paragraphs around the export clause (60: some six pages)")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder, cache = Path(place, "templates"), Path(place, "cache")
        folder.mkdir()
        made(folder, asked.count, asked.paragraphs)
        check = ("-m", "clausecheck", "check", str(folder), "-q", "--exit-zero")
        spent("-m", "clausecheck", "check", str(next(folder.iterdir())), cache=cache)  # the tables of the grammars are there
        ways = {
            "python-docx alone": ("-c", _READ, str(folder)),
            "check, one process": (*check, "--no-cache", "-j", "1"),
            "check, all cores": check,
            "again, from the cache": check,
        }
        base: tuple[float, float] | None = None
        for name, arguments in ways.items():
            processor, elapsed = spent(*arguments, cache=cache)
            base = base or (processor, elapsed)
            print(
                f"{name:22} {processor:7.1f} s of processor ({processor / base[0]:.2f} x), "
                f"{elapsed:7.1f} s elapsed ({elapsed / base[1]:.2f} x)",
                flush=True,
            )


if __name__ == "__main__":
    main()
