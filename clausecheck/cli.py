"""The command line: reads argv, the clock and the environment, hands them on, and turns what happened into an exit code."""

from __future__ import annotations

import os
import sys

from clausecheck import TYPE_CHECKING, __version__

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from clausecheck.tui import Begun


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code (see `clausecheck.exits.Exit`). `argv` is without the program's name."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments == ["--version"]:  # answered before anything is imported: shells and CI ask it often
        print(f"clausecheck {__version__}")
        return 0
    begun = None
    try:
        begun = _begun(arguments)
        return _run(arguments, begun)
    except KeyboardInterrupt:
        from clausecheck.exits import Exit, complain

        if begun is not None:
            begun.take_back()
        complain("interrupted")
        return Exit.INTERRUPTED
    except BrokenPipeError:
        # whoever read the report has gone; the interpreter must not complain about it again when it flushes at exit
        from clausecheck.exits import Exit

        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.UNTRUSTED


def _begun(arguments: list[str]) -> Begun | None:
    """Where the terminal UI is about to open a contract, let it begin before the commands are loaded: that takes a while.

    Not where the command may have something to say first: help, or a warning about the day.
    """
    opening = arguments[:1] == ["open"]
    path, *options = (arguments[1:] if opening else arguments) or [""]
    named = opening or "." in os.path.basename(path)  # a command has no dot in its name
    if not named or path.startswith("-") or not os.path.isfile(path):
        return None
    if any(option.startswith(("-h", "--help", "--as-of")) for option in options):
        return None
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty()):
        return None
    from clausecheck import tui

    return tui.begin(path, ahead=not any(option.startswith("--revisions") for option in options))


def _run(arguments: list[str], begun: Begun | None) -> int:
    import gc

    import click

    from clausecheck.commands import program
    from clausecheck.exits import Exit, Refused, complain

    gc.set_threshold(50_000, 20, 50)  # what is read stays until the end: to look through it for cycles all the time is in vain
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # contracts quote any script; a console that cannot show it must not stop the run
            stream.reconfigure(errors="backslashreplace" if stream is sys.stderr else "replace")
    try:
        try:
            code = program.main(arguments, prog_name="clausecheck", standalone_mode=False, obj=_surroundings(begun))
        except BaseException:
            if begun is not None:
                begun.take_back()
            raise
        sys.stdout.flush()
    except Refused as refused:
        complain(str(refused))
        return Exit.UNTRUSTED
    except click.exceptions.NoArgsIsHelpError as asked:
        print(asked.ctx.get_help() if asked.ctx else "")
        return Exit.CLEAN
    except click.ClickException as error:
        complain(error.format_message())
        if isinstance(error, click.UsageError) and error.ctx is not None:
            print(f"See: {error.ctx.command_path} --help", file=sys.stderr)
        return Exit.UNTRUSTED
    except (click.Abort, EOFError):
        complain("interrupted")
        return Exit.INTERRUPTED
    return code if isinstance(code, int) else Exit.CLEAN


def _surroundings(begun: Begun | None) -> object:
    import datetime
    import shutil
    import time

    from clausecheck.commands.options import Surroundings

    environment = os.environ
    on_terminal = sys.stdout.isatty()
    forced = bool(environment.get("FORCE_COLOR"))
    refused = bool(environment.get("NO_COLOR")) or environment.get("TERM") == "dumb"
    return Surroundings(
        today=datetime.date.today().isoformat(),
        timer=time.perf_counter,
        here=_here(),
        settings_folder=_settings_folder,
        cache_dir=_cache_dir,
        begun=begun,
        browser="web_driver" in environment.get("TEXTUAL_DRIVER", ""),
        colour=(on_terminal or forced) and not refused,
        # in a pipe, a width that no line of an ordinary report reaches by chance: wrapped text is hard to search
        width=shutil.get_terminal_size().columns if on_terminal or "COLUMNS" in environment else 120,
    )


def _settings_folder() -> Path | None:
    import platformdirs

    try:
        return platformdirs.user_config_path("clausecheck", appauthor=False)
    except (OSError, RuntimeError):  # no home
        return None


def _cache_dir() -> Path:
    import platformdirs

    return platformdirs.user_cache_path("clausecheck")


def _here() -> Path | None:
    from pathlib import Path

    try:
        return Path.cwd()
    except OSError:  # the folder was deleted under the shell
        return None


if __name__ == "__main__":
    sys.exit(main())
