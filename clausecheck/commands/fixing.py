"""``clausecheck fix``: the contract with the missing words as tracked changes and the findings as comments."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

import click

from clausecheck.commands.options import (
    Day,
    Ground,
    Surroundings,
    against_reference,
    asked_for,
    everywhere,
    grounded,
    refusing,
    settled,
)
from clausecheck.exits import Exit, Refused, say
from clausecheck.report import FORMATS, Fixing, Look, rendered


@click.command(name="fix", short_help="A copy of a Word file with the missing words as tracked changes, findings as comments.")
@click.argument("file", metavar="FILE")
@click.option("-o", "--output", metavar="OUT", help="Where the copy goes (default: FILE with .fixed before its suffix).")
@click.option("--in-place", is_flag=True, help="Write into FILE itself.")
@click.option("--comments-only", is_flag=True, help="Change no words; findings as comments only.")
@click.option("--notes-at-marks", is_flag=True, help="Comments on a note stand at its mark in the text, for LibreOffice.")
@click.option("--author", default="clausecheck", show_default=True, help="Who the changes and comments are by.")
@click.option("--initials", default="CC", show_default=True, help="The initials in the comments.")
@click.option("--date", type=Day(), default=None, help="The day that the changes and comments bear (default: today).")
@click.option("-f", "--format", "form", type=click.Choice(FORMATS["fix"]), default="text", help="What stdout gets.")
@against_reference
@grounded
@everywhere
@click.pass_obj
def fix_command(
    surroundings: Surroundings,
    file: str,
    output: str | None,
    in_place: bool,
    comments_only: bool,
    notes_at_marks: bool,
    author: str,
    initials: str,
    date: str | None,
    form: str,
    reference: str,
    requirements: str | None,
    ground: Ground,
    as_of: str | None,
    color: str,
    quiet: bool,
    verbose: bool,
) -> int:
    """Put what a contract lacks into a copy of it as tracked changes, and every finding as a comment on its words.

    The copy is handed out only where it is proved: with all changes accepted the findings are gone and no new ones have come,
    with all rejected every word is as before. Exits 1 where findings of severity error are left, 2 where no file was written.
    """
    settings = settled(surroundings, as_of=as_of, color=color, quiet=quiet, verbose=verbose)
    target = _target(file, output, in_place=in_place)
    if not author.strip():
        raise Refused("--author is empty: Word shows changes by their author")
    from clausecheck import __version__, run
    from clausecheck.document import Document, Unreadable
    from clausecheck.finding import Report
    from clausecheck.mending import mend
    from clausecheck.reading import read_bytes
    from clausecheck.word import Hand

    known = ground.known()
    asked = asked_for(reference, settings.as_of, ground, requirements)

    def judge(document: Document) -> Report:
        return run.review(
            document, as_of=settings.as_of, reference=asked, overlay=ground.overlay, max_age=ground.max_age
        )  # fmt: skip

    with refusing(ground):
        try:
            data = Path(file).read_bytes()
            report = judge(read_bytes(data, file))
        except Unreadable as error:
            raise Refused(f"{file}: {error}") from error
        except OSError as error:
            raise Refused(f"{file}: cannot be read: {error.strerror}") from error
        mended = mend(
            data,
            report,
            asked,
            run.reference_clauses(asked, settings.as_of, ground.overlay),
            known,
            Hand(author=author, initials=initials, date=f"{date or surroundings.today}T00:00:00Z"),
            judge,
            comments_only=comments_only,
            notes_at_marks=notes_at_marks,
        )
    if mended.data is None:
        raise Refused(f"{file}: no file was written: {mended.problem}")
    _write(target, mended.data, like=Path(file))
    done = Fixing(version=__version__, report=report, output=str(target), mended=mended)
    click.echo(rendered("fix", form, done, Look()), nl=False)
    if mended.warning:
        say(f"clausecheck: warning: {file}: {mended.warning}", quiet=settings.quiet)
    stories = [report.document.blocks[remark.first.block].story for remark in mended.remarks]
    in_notes = sum(story.startswith(("footnote", "endnote")) for story in stories)
    if in_notes and not notes_at_marks:
        told = "1 comment stands" if in_notes == 1 else f"{in_notes} comments stand"
        say(f"clausecheck: {told} in notes, as in Word; for LibreOffice say --notes-at-marks", quiet=settings.quiet)
    if report.age.warning:
        say(f"clausecheck: warning: {report.age.warning}", quiet=settings.quiet)
    return Exit.FINDINGS if any(finding.severity == "error" for finding, _ in mended.plan.left) else Exit.CLEAN


def _target(file: str, output: str | None, *, in_place: bool) -> Path:
    source = Path(file)
    if source.suffix.casefold() in (".txt", ".md") or file == "-":
        raise Refused(f"{file}: only Word files can be written to; `check` says what a text lacks")
    if in_place and output is not None:
        raise Refused("--in-place and --output exclude each other")
    if in_place:
        return source
    target = Path(output) if output is not None else source.with_name(f"{source.stem}.fixed{source.suffix}")
    if target.suffix.casefold() != source.suffix.casefold():
        raise Refused(f"{target}: the copy stays what its source is, so its name must end in {source.suffix}")
    if target.exists() and source.exists() and target.samefile(source):
        raise Refused(f"{target}: this is the source, which is never overwritten unless you say --in-place")
    if output is None and target.exists():
        raise Refused(f"{target}: is there already; say with -o where the copy goes")
    return target


def _write(target: Path, data: bytes, *, like: Path) -> None:
    """Write the file whole or not at all: beside its place first, then moved there, with the rights of its source."""
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{target.stem}-", suffix=target.suffix, dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, like.stat().st_mode & 0o777)
        os.replace(temporary, target)
    except OSError as error:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise Refused(f"{target}: cannot be written: {error.strerror}") from error
