"""How long a clause takes from text to effects, and how time and memory grow with one sentence. Prints ratios; fails nothing.

    python tests/benchmarks/speed.py                       # the samples, every shape
    python tests/benchmarks/speed.py clauses.jsonl ...     # and the clauses of JSONL files (a "text" in each line)
    python tests/benchmarks/speed.py --shape "list of names" --profile  # one shape, with the functions that grow faster than it

A ratio of 2 for a text twice as long is linear. Milliseconds depend on the machine, ratios hardly do.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import json
import math
import multiprocessing
import pstats
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).parent.parent))

from clause_maker import AS_OF, CHECKOUT, KNOWLEDGE, read

from clausecheck import reading
from clausecheck.clauses import locate
from clausecheck.parsing import parse_clause
from clausecheck.resolve import resolve

SIZES = (64_000, 256_000, 1_000_000)
PATIENCE = 60
"""Seconds after which a shape is given up: no larger size of it is tried."""

_Answer = TypeVar("_Answer")

_BAR = "Buyer shall not export the Products "


def _repeated(start: str, unit: str, end: str) -> Callable[[int], str]:
    return lambda size: start + unit * max(1, (size - len(start) - len(end)) // len(unit)) + end


def _counted(start: str, unit: str, end: str) -> Callable[[int], str]:
    """As `_repeated`, the units numbered in letters, so that no two are one word."""

    def made(size: int) -> str:
        count = max(1, (size - len(start) - len(end)) // (len(unit) + 2))
        return start + "".join(unit.format(_letters(number)) for number in range(count)) + end

    return made


def _letters(number: int) -> str:
    found = ""
    while True:
        number, digit = divmod(number, 26)
        found = chr(ord("a") + digit) + found
        if not number:
            return found.capitalize()


SHAPES: dict[str, Callable[[int], str]] = {
    # one sentence
    "list of names": _repeated(_BAR + "to ", "Cuba, Iran, North Korea, ", "or Syria."),
    "list of lists": _repeated("Buyer is not on the ", "Entity List, Denied Persons List, ", "or Unverified List."),
    "lists with keepers": _repeated("Buyer is not on the ", "Entity List maintained by BIS, ", "or Unverified List."),
    "list of laws": _repeated("Buyer shall comply with ", "U.S. export laws and ", "other laws."),
    "list of uses": _repeated(_BAR + "for use in ", "nuclear, missile or chemical weapons, ", "or drones."),
    "qualified targets": _repeated(_BAR, "to any person in Cuba for use in missile projects or ", "to Iran."),
    "owners": _repeated(_BAR + "to any person ", "owned fifty percent (50%) or more by such persons or ", "in Iran."),
    "exceptions": _repeated(_BAR + "to any country ", "other than Syria, except as authorized by BIS, ", "or Iran."),
    "unknown words": _repeated(_BAR, "lorem ipsum dolor sit amet, ", "to Iran."),
    "one unknown stretch": _repeated(_BAR, "lorem ipsum dolor sit amet ", "to Iran."),
    "marks": _repeated(_BAR, "(((( ]] ; ", "to Iran."),
    "limbs": _repeated(_BAR, "(a) to Cuba; (b) to Iran; ", "or (c) to Syria."),
    "nested limbs": _repeated(_BAR, "(a) (i) (1) (A) ", "to Iran."),
    "inline definitions": _counted(_BAR, 'to Cuba (the "{} Land"), ', "or to Iran."),
    # many sentences
    "sentences": _repeated("", "Buyer shall not export to Cuba. ", ""),
    "sections": _repeated("", "7. Export. Buyer shall not export to Cuba.\n\n", ""),
    "one term defined again": _repeated(_BAR + "to any Target. ", '"Target" means Cuba. ', ""),
    "terms defined": _counted(_BAR + "to any Target. ", '"{} Target" means Cuba. ', ""),
    "terms used": _repeated('"Target Countries" means Cuba and Iran. ', "Buyer shall not sell to any Target Country. ", ""),
    "chain of terms": _counted(_BAR + "to any Aa. ", '"{0}" means any {0}a. ', ""),
    "lines": _repeated("Buyer shall not sell to:\n", "Cuba and\n- Iran\n", ""),
    # what a regular expression may go round in
    "spaces behind a figure": _repeated(_BAR + "5", "  ", "to Iran."),
    "commas in a bracket": _repeated(_BAR + "(", ", ", "to Iran."),
    "digits": _repeated(_BAR, "12", " to Iran."),
    "abbreviations": _repeated(_BAR, "a.b.", "cd to Iran."),
    "quotes": _repeated(_BAR, "\u201cTo \u201d ", "to Iran."),
    "blank lines": _repeated(_BAR + "A", "\n\n", "to Iran."),
    "capitals": _repeated(_BAR, "Aa Bb Cc ", "to Iran."),
    "one word": _repeated(_BAR, "x", " to Iran."),
}


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of one call."""
    gc.collect()
    begin = time.process_time()
    work()
    return time.process_time() - begin


def memory(work: Callable[[], object]) -> float:
    """MiB that one call holds at most at a time."""
    gc.collect()
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1] / 2**20
    finally:
        tracemalloc.stop()


def patiently(work: Callable[[], _Answer]) -> _Answer | None:
    """What `work` returns, done in a process of its own; None where it has not ended after `PATIENCE` seconds or died."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=lambda: theirs.send(work()))
    process.start()
    theirs.close()
    try:
        return ours.recv() if ours.poll(PATIENCE) else None  # type: ignore[no-any-return]
    except EOFError:
        return None
    finally:
        process.kill()
        process.join()


# ---------------------------------------------------------------- clauses as they are


def sample_texts() -> list[str]:
    """The clauses of the samples."""
    files = sorted((CHECKOUT / "samples").glob("*.docx"))
    return [clause.text for path in files for clause in locate(reading.read(path), KNOWLEDGE)]


def file_texts(paths: Iterable[Path]) -> list[str]:
    """The clauses of JSONL files, a "text" in each line."""
    return [
        json.loads(line)["text"] for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip()
    ]


def clause_times(name: str, texts: list[str]) -> None:
    """Print median and p95 milliseconds a clause; the least of three runs counts for each."""
    if not texts:
        return
    times = sorted(1000 * min(seconds(lambda: read(text)) for _ in range(3)) for text in texts)  # noqa: B023
    size = sum(map(len, texts))
    late = times[min(len(times) - 1, math.ceil(0.95 * len(times)) - 1)]
    print(f"{name}: {len(times)} clauses of {size / len(texts):,.0f} code points on average")
    print(f"    median {statistics.median(times):.2f} ms, p95 {late:.2f} ms, longest {times[-1]:.2f} ms")
    print(f"    {1000 * sum(times) / size:.2f} ms a 1,000 code points", flush=True)


# ---------------------------------------------------------------- growth


def doublings(sizes: Sequence[int], values: Sequence[float]) -> str:
    """The factor for twice the size, between each two sizes (a fourfold size counts as two doublings)."""
    steps = zip(zip(sizes, values, strict=False), list(zip(sizes, values, strict=False))[1:], strict=False)
    return " ".join(
        f"x{(max(after, 1e-6) / max(before, 1e-6)) ** (1 / math.log2(large / small)):.2f}"
        for (small, before), (large, after) in steps
    )


def growth(name: str, made: Callable[[int], str], sizes: tuple[int, ...], *, weigh: bool) -> None:
    """Print time and memory of one shape at every size, and the factor of each doubling."""
    times: list[float] = []
    held: list[float] = []
    for size in sizes:
        text = made(size)
        spent = patiently(lambda: seconds(lambda: read(text)))  # noqa: B023
        if spent is None:
            break
        times.append(spent)
        if weigh and (most := patiently(lambda: memory(lambda: read(text)))) is not None:  # noqa: B023
            held.append(most)
    line = f"{name:24} " + " ".join(f"{one:7.2f}" for one in times) + f" s  {doublings(sizes, times)}"
    if weigh:
        line = f"{line:72}" + " ".join(f"{one:6.1f}" for one in held) + f" MiB  {doublings(sizes, held)}"
    print(line + ("" if len(times) == len(sizes) else f"   given up after {PATIENCE} s"), flush=True)


def culprits(made: Callable[[int], str], size: int) -> None:
    """Print the functions whose own time grows more than 2.6 times where the text doubles, heaviest first."""
    own: list[dict[tuple[str, int, str], float]] = []
    for factor in (1, 2):
        text = made(size * factor)
        profile = cProfile.Profile()
        profile.enable()
        read(text)
        profile.disable()
        own.append({key: row[2] for key, row in pstats.Stats(profile).stats.items()})  # type: ignore[attr-defined]
    before, after = own
    for key, value in sorted(after.items(), key=lambda pair: -pair[1])[:25]:
        if value > 0.02 and value > 2.6 * before.get(key, 0.0):
            path, line, function = key
            print(f"    {'/'.join(Path(path).parts[-2:])}:{line} {function}: {before.get(key, 0.0):.3f} -> {value:.3f} s")


def deep() -> None:
    """Print what 10,000 enumerators and 10,000 names in one list take, and whether the last name still counts."""
    texts = {
        "10,000 enumerators": _BAR + "(a) (i) (1) (A) " * 2_500 + "to Iran.",
        "10,000 limbs": _BAR + "(a) to Cuba; (b) to Syria; " * 5_000 + "or (c) to Iran.",
        "10,000 names": _BAR + "to " + "Cuba, North Korea, " * 5_000 + "or Iran.",
    }

    def work(text: str) -> tuple[float, str]:
        begin = time.process_time()
        clause = read(text)
        spent = time.process_time() - begin
        return spent, next((effect.effect for effect in clause.effects if effect.thing.id == "IR"), "lost")

    for name, text in texts.items():
        done = patiently(lambda: work(text))  # noqa: B023
        if done is None:
            print(f"{name}: given up after {PATIENCE} s")
        else:
            print(
                f"{name}: {done[0]:.2f} s, {1e6 * done[0] / len(text):.1f} us a code point; the last name is {done[1]}",
                flush=True,
            )


def contracts() -> None:
    """Print how a contract of many paragraphs grows, from its blocks to effects."""
    kinds: dict[str, Callable[[int], str]] = {
        "contract of sections": lambda n: f"{n % 90 + 1}.{n // 90 + 1} Sale. Buyer shall not export to Iran without a license.",
        "contract of definitions": lambda n: f"\u201c{_letters(n)} Party\u201d means any person on the Entity List.",
        "contract of paragraphs": lambda n: f"The seller shall deliver lot {n} in time and the buyer shall pay for it.",
    }
    sizes = (32_000, 64_000, 128_000)
    for name, made in kinds.items():
        times: list[float] = []
        for size in sizes:
            lines = ["1. Exports. Buyer shall not export to Cuba.", *map(made, range(size // len(made(100))))]
            document = reading.read_bytes("\n".join(lines).encode(), "contract.txt")

            def work() -> float:
                begin = time.process_time()
                for clause in locate(document, KNOWLEDGE):  # noqa: B023
                    resolve(clause, parse_clause(clause, KNOWLEDGE), KNOWLEDGE, AS_OF)
                return time.process_time() - begin

            spent = patiently(work)
            if spent is None:
                break
            times.append(spent)
        print(f"{name:24} " + " ".join(f"{one:7.2f}" for one in times) + f" s  {doublings(sizes, times)}", flush=True)


def main() -> None:
    """Print everything, or what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, help="JSONL files of clauses")
    parser.add_argument("--shape", action="append", choices=sorted(SHAPES), help="only these shapes")
    parser.add_argument("--sizes", type=lambda s: tuple(int(n) for n in s.split(",")), default=SIZES, help="code points")
    parser.add_argument("--no-memory", action="store_true", help="time alone (weighing takes four times as long)")
    parser.add_argument("--profile", action="store_true", help="name the functions that grow faster than the text")
    asked = parser.parse_args()
    read("Buyer shall not sell to Iran.")  # what is built once a process counts for no clause
    if not asked.shape:
        clause_times("samples", sample_texts())
        for path in asked.files:
            clause_times(path.name, file_texts([path]))
        deep()
        contracts()
    print("at " + ", ".join(f"{size:,}" for size in asked.sizes) + " code points; x: the factor of each doubling")
    for name, made in SHAPES.items():
        if not asked.shape or name in asked.shape:
            growth(name, made, asked.sizes, weigh=not asked.no_memory)
            if asked.profile:
                culprits(made, asked.sizes[0])


if __name__ == "__main__":
    main()
