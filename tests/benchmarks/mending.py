"""How long `fix` takes on a long contract, stage by stage. Prints seconds; fails nothing.

    python tests/benchmarks/mending.py                # a contract of 500 pages, made here
    python tests/benchmarks/mending.py --pages 100 --seed 3
    python tests/benchmarks/mending.py contract.docx  # a file of your own

"reading" and "judging" are one reading and the first review of the contract, "fix" is the whole command in a process of its
own. Processor seconds; what the clock shows is behind them where it is much more, as on a busy machine.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from contract_maker import contract
from docx_builder import change, numbered, para, run

from clausecheck import run as stages
from clausecheck.word import read_docx

AS_OF = "2026-11-24"
WORDS_A_PAGE = 450
FONT = '<w:rFonts w:ascii="Garamond" w:hAnsi="Garamond"/><w:sz w:val="22"/>'
SUBJECTS = ("Buyer", "Seller", "Each party", "The carrier", "The guarantor", "The receiving party", "Either party")
DUTIES = (
    "shall deliver {what} to the place named in Schedule {n} within {n} days of {when}",
    "shall pay the price of {what} in {n} instalments, the first of which falls due on {when}",
    "shall keep {what} insured against loss and damage for not less than {n} percent of its value until {when}",
    "may inspect {what} on {n} days' notice during business hours, and shall bear the cost of doing so",
    "shall not assign its rights in {what} without the written consent of the other party, which may be given after {when}",
    "shall treat {what} as confidential for {n} years after {when}, unless a court orders it to be disclosed",
    "shall obtain every permit that the import of {what} requires, and pay the duties and taxes which fall due by {when}",
    "warrants that {what} conforms to the drawings in Schedule {n} and is free from defects for {n} months from {when}",
    "shall indemnify the other party against claims that {what} infringes a patent, if told of the claim within {n} days",
    "shall hand over {what} packed for export, marked with the order number and the gross weight, before {when}",
)
HEADINGS = ("Delivery", "Price", "Inspection", "Warranty", "Insurance", "Notices")
THINGS = ("the goods", "the spare parts", "the technical records", "the tools", "the software", "the samples", "the premises")
DAYS = (
    "the Effective Date",
    "receipt of the invoice",
    "completion",
    "the date of the order",
    "the end of the term",
    "acceptance",
)


def prose(pages: int, dice: random.Random) -> str:
    """Paragraphs of an ordinary contract, formatted, numbered and revised as Word writes them."""
    made, left, number = [], pages * WORDS_A_PAGE, 0
    while left > 0:
        number += 1
        if number % 9 == 1:
            made.append(para(run(dice.choice(HEADINGS)), numbered(0)))
        runs = []
        for _ in range(dice.randrange(1, 6)):
            duty = dice.choice(DUTIES).format(what=dice.choice(THINGS), n=dice.randrange(2, 90), when=dice.choice(DAYS))
            sentence = f"{dice.choice(SUBJECTS)} {duty}. "
            left -= len(sentence.split())
            middle = sentence.find(" ", len(sentence) // 2)
            runs += [run(sentence[:middle], FONT), run(sentence[middle:], FONT.replace("<w:sz", "<w:i/><w:sz"))]
            if dice.random() < 0.05:
                runs.append(change("ins", run("Time is of the essence. "), 1000 + number))
        made.append(para("".join(runs), numbered(dice.choice((1, 1, 2)))))
    return "".join(made)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--seed", type=int, nargs="*", default=[0, 1, 4])
    arguments = parser.parse_args()
    dice = random.Random(7)
    files = dict.fromkeys(arguments.seed, b"")
    if arguments.file:
        files = {0: arguments.file.read_bytes()}
    for seed, held in files.items():
        data = held or contract(seed, prose(arguments.pages // 2, dice), prose(arguments.pages - arguments.pages // 2, dice))
        with tempfile.TemporaryDirectory() as folder:
            path, out = Path(folder, "contract.docx"), Path(folder, "mended.docx")
            path.write_bytes(data)
            begin = time.process_time()
            document = read_docx(data, "contract.docx")
            read = time.process_time() - begin
            stages.review(read_docx(contract(seed), "short.docx"), as_of=AS_OF)  # tables of one time
            begin = time.process_time()
            report = stages.review(document, as_of=AS_OF)
            judged = time.process_time() - begin
            command = [sys.executable, "-m", "clausecheck", "fix", str(path), "-o", str(out), "--as-of", AS_OF]
            before, clock = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            clock, after = time.perf_counter() - clock, resource.getrusage(resource.RUSAGE_CHILDREN)
            fixed = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        told = (done.stdout or done.stderr).strip().splitlines()[-1]
        print(
            f"{seed}: {len(document.blocks)} paragraphs, {len(report.clauses)} clauses, {len(report.findings)} findings: "
            f"reading {read:.2f} s, judging {judged:.2f} s, fix {fixed:.2f} s (clock {clock:.1f} s); {told.partition(': ')[2]}",
            flush=True,
        )


if __name__ == "__main__":
    main()
