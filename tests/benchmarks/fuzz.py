"""Mutated clauses through the whole cascade: no exception, no word lost, no offset that is not what it says.

    python tests/benchmarks/fuzz.py             # 20,000 texts, those of seed 1
    python tests/benchmarks/fuzz.py 2000 7      # 2,000 texts of seed 7
    python tests/benchmarks/fuzz.py --only 751  # the text of one number, and what is wrong with it

Prints every fault with the number and the text that shows it; exits 1 where there is one.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from clause_maker import failure, fuzz

SHOWN = 5
"""How many texts of each kind of fault are printed."""


def main() -> int:
    """Run the texts, print the faults and a summary."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=20_000)
    parser.add_argument("seed", nargs="?", type=int, default=1)
    parser.add_argument("--only", type=int, help="the number of one text")
    asked = parser.parse_args()
    if asked.only is not None:
        text = next(text for number, text in fuzz(asked.only + 1, asked.seed) if number == asked.only)
        print(text, "\n----\n", failure(text) or "no fault", sep="")
        return 0
    kinds: Counter[str] = Counter()
    slowest, begin = (0.0, -1), time.perf_counter()
    for number, text in fuzz(asked.count, asked.seed):
        started = time.perf_counter()
        fault = failure(text)
        slowest = max(slowest, (time.perf_counter() - started, number))
        if fault:
            kind = fault.split("'")[0].split(":")[0]
            kinds[kind] += 1
            if kinds[kind] <= SHOWN:
                print(f"{number}: {fault}\n    {text!r}", flush=True)
    spent = time.perf_counter() - begin
    print(f"{asked.count:,} texts of seed {asked.seed} in {spent:.0f} s, the slowest {slowest[0]:.2f} s (number {slowest[1]})")
    print(f"{sum(kinds.values())} with a fault" + "".join(f"\n    {count} {kind}" for kind, count in kinds.most_common()))
    return 1 if kinds else 0


if __name__ == "__main__":
    sys.exit(main())
