"""What a first run takes: ``starting.py [ROUNDS]``, processor seconds, each command in turn in every round, the least counts.

The floor is Python with lxml and lark loaded: a reader and a grammar cannot do with less. The contract has twenty pages.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent


def spent(arguments: tuple[str, ...], environment: dict[str, str]) -> float:
    """Processor seconds of a Python command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-P", *arguments],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, env=environment,
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print a line for each command: seconds, and how many times the interpreter alone and the floor they are."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as place:
        template = str(Path(place, "template.docx"))
        subprocess.run([sys.executable, str(HERE / "long_contract.py"), template, "20"], check=True)
        # compiled modules are part of an installed package: a machine that keeps none would measure the compiler
        environment = {**os.environ, "XDG_CACHE_HOME": place, "PYTHONPYCACHEPREFIX": str(Path(place, "compiled"))}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        check = ("-m", "clausecheck", "check", template)
        commands = {
            "python -c pass": ("-c", "pass"),
            "the floor": ("-c", "import lxml.etree, lark"),
            "--version": ("-m", "clausecheck", "--version"),
            "check --no-cache": (*check, "--no-cache"),
            "check -f json --no-cache": (*check, "--no-cache", "-f", "json"),
            "check, kept report": check,
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for number in range(rounds + 1):  # the first round fills what is kept
            for name, arguments in commands.items():
                seconds = spent(arguments, environment)
                if number:
                    times[name].append(seconds)
        least = {name: min(found) for name, found in times.items()}
        for name, seconds in least.items():
            print(f"{name:25} {seconds:.3f} s  {seconds / least['python -c pass']:5.1f} x python, "
                  f"{seconds / least['the floor']:4.1f} x the floor")  # fmt: skip


if __name__ == "__main__":
    main()
