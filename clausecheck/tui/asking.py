"""What is asked of the user about the open contract: another day, reference or view, something to compare with, an export."""

from __future__ import annotations

import datetime
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on

from clausecheck import __version__
from clausecheck.document import View
from clausecheck.finding import Report
from clausecheck.ruletree import Thing
from clausecheck.tui.desk import ORIGINAL, SUFFIXES, TEMPLATE, Desk, Laid, Trouble
from clausecheck.tui.dialogs import AcceptScreen, AskScreen, Choice
from clausecheck.tui.marks import SEVERITY_MARKS, counted, shortened
from clausecheck.tui.matrix_table import stated
from clausecheck.tui.opening import Opening
from clausecheck.tui.palette import Palette, inked
from clausecheck.tui.review_screen import ReviewScreen
from clausecheck.tui.verdict_bar import VIEWS
from clausecheck.tui.wrapping import printable

if TYPE_CHECKING:
    from clausecheck.report import Comparison, Results

_FIRST_DAY = "2014-01-01"
_ENDINGS = {"text": "txt", "markdown": "md", "junit": "xml", "github": "txt", "gitlab": "json", "rdjson": "json"}
_FOR_PEOPLE = {
    "html": "a page to read, print or send",
    "markdown": "for notes and reviews",
    "text": "plain text, as the command prints it",
}
"""The formats that are read and not processed, the likeliest first."""
_FOR_PROGRAMS = {
    "json": "for programs, all that is known",
    "jsonl": "for programs, a line each",
    "sarif": "for code scanning",
    "github": "annotations of GitHub Actions",
    "gitlab": "code quality of GitLab",
    "junit": "for test reports",
}
_ORDER: tuple[View, ...] = ("final", "all", "original")


class Asking(Opening):
    """The questions of the app; what follows from the answers is that the contract is judged again."""

    def _rejudged(self, desk: Desk, doing: str) -> None:
        self.former = self.former or self.desk
        self.desk = desk
        self.judge(doing=doing)

    def _opened(self, screen: ReviewScreen, laid: Laid | Trouble | None, *, keep: bool) -> None:
        before = self._report if keep else None
        super()._opened(screen, laid, keep=keep)
        if before is not None and (after := self._report) is not None:
            self.told_turns(before, after)

    @property
    def _report(self) -> Report | None:
        screen = self.review
        return screen.links.report if screen is not None and screen.links is not None else None

    # ------------------------------------------------------------ the day

    def action_as_of(self) -> None:
        """Another day: typed, or one on which the law of something in sight changed."""
        report = self._report
        if report is None:
            return
        days = law_days(report)
        choices = [Choice(value=self.first_day, label=self.first_day, meaning="the day this began with")]
        choices += [Choice(value=day, label=day, meaning=_briefly(said)) for day, said in sorted(days.items(), reverse=True)]
        ask = AskScreen(
            "Judge by the law of which day?",
            choices,
            typed="YYYY-MM-DD, or a day below on which the law changed",
            value=self.desk.as_of,
            check=day_fault,
            here=self.desk.as_of,
        )
        self.push_screen(ask, self._day)

    def action_step_day(self, step: int) -> None:
        """To the last day before this one on which the law of something in sight changed, or the next."""
        report = self._report
        if report is None:
            return
        days = sorted({*law_days(report), self.first_day})
        here = self.desk.as_of
        near = [day for day in days if (day < here if step < 0 else day > here)]
        if near:
            self._day(near[-1] if step < 0 else near[0])
        else:
            self.notify("No change of the law is known " + ("before" if step < 0 else "after") + f" {here}.", markup=False)

    def _day(self, day: str | None) -> None:
        if day is None or day == self.desk.as_of or (report := self._report) is None:
            return
        if day < _FIRST_DAY:
            self.notify(f"The law before {_FIRST_DAY} was not collected.", severity="warning", markup=False)
        elif day > report.age.knowledge:
            self.notify(f"{day} is after the law data ({report.age.knowledge}).", severity="warning", markup=False)
        self._rejudged(replace(self.desk, as_of=day), f"Judging by the law of {day}")

    def told_turns(self, before: Report, after: Report) -> None:
        """Say how much another day or reference has changed."""
        if (before.as_of, before.reference) == (after.as_of, after.reference):
            return
        old = {row.key: stated(row) for row in before.matrix}
        turned = sum(old.get(row.key) != stated(row) for row in after.matrix)
        self.notify(
            f"vs {after.reference} as of {after.as_of}: {counted(turned, 'row')} of the matrix changed (↻), "
            f"{counted(len(after.findings), 'finding')} now, {len(before.findings)} before.",
            markup=False,
        )

    # ------------------------------------------------------------ the reference, the view

    def action_reference(self) -> None:
        """Another reference: one that comes with clausecheck, or a contract as a template."""
        from clausecheck import references

        choices = [
            Choice(value=name, label=name, meaning=references.load(name, self.desk.as_of).title) for name in references.names()
        ]
        ask = AskScreen(
            "Judge by which reference?",
            choices,
            typed="a name of the list, or the path of a template of your own",
            check=lambda words: None if words in references.names() else _file_fault(words),
            here=self.desk.reference,
        )
        self.push_screen(ask, self._referred)

    def _referred(self, name: str | None) -> None:
        if name and name != self.desk.reference:
            self._rejudged(replace(self.desk, reference=name), f"Judging by the reference {name}")

    def action_revisions(self) -> None:
        """The next view of tracked changes."""
        view = _ORDER[(_ORDER.index(self.desk.revisions) + 1) % len(_ORDER)]
        self.notify(f"Tracked changes: {VIEWS[view]}.", markup=False)
        self._rejudged(replace(self.desk, revisions=view), f"Reading it with {VIEWS[view]}")

    # ------------------------------------------------------------ beside another text

    def action_compare(self) -> None:
        """Both texts, where there are two; else the question which the other is."""
        if self.screen is self.comparing:
            return
        if self.pair is not None:
            self.beside(self.pair, fresh=True)
        else:
            self.action_compare_with()

    def action_compare_with(self) -> None:
        report = self._report
        if self.path is None or report is None:
            return
        here = Path(self.path)
        choices = [Choice(value=TEMPLATE, label="the reference", meaning=f"the text of {self.desk.reference} itself")]
        if any(block.revisions for block in report.document.blocks):
            choices.append(Choice(value=ORIGINAL, label="the original", meaning="this file with its tracked changes rejected"))
        beside = sorted(path for path in here.parent.glob("*") if path.suffix.lower() in SUFFIXES and path.name[:2] != "~$")
        beside.sort(key=lambda path: -SequenceMatcher(None, path.stem, here.stem).ratio())  # versions have names alike
        paths = [str(path) for path in beside if path != here][:200]
        listed = {Path(one).absolute() for one in (*paths, self.path)}
        paths += [one for one in self.preferences.recent if Path(one) not in listed]
        folders = {one: "" if Path(one).parent == here.parent else str(Path(one).parent) for one in paths}
        choices += [Choice(value=one, label=Path(one).name, meaning=folder) for one, folder in folders.items()]
        ask = AskScreen("Compare with what?", choices, typed="the path of an older version, or a line below", check=_file_fault)
        self.push_screen(ask, self._compared)

    def _compared(self, against: str | None) -> None:
        if against:
            self.against, self.wants_beside = against, True
            self.judge(doing="Reading what it is compared with")

    # ------------------------------------------------------------ export

    def action_export(self) -> None:
        """The report on this contract, or the changes between both texts, in any format that there is."""
        from clausecheck.report import FORMATS  # here, as below: the screen comes first

        command = "diff" if self.screen is self.comparing else "check"
        purposes = _FOR_PEOPLE | _FOR_PROGRAMS
        forms = sorted(FORMATS[command], key=list(purposes).index)
        choices = [
            Choice(value=form, label=f"{form:<8}", meaning=f"{purposes[form]} (.{_ENDINGS.get(form, form)})") for form in forms
        ]
        what = "the changes" if command == "diff" else "the report"
        self.push_screen(AskScreen(f"Save {what} in which format?", choices), lambda form: self._where(command, form))

    def _where(self, command: str, form: str | None) -> None:
        if form is None or self.path is None:
            return
        name = f"{Path(self.path).stem}.{'changes' if command == 'diff' else 'clausecheck'}.{_ENDINGS.get(form, form)}"
        warned: set[str] = set()

        def fault(words: str) -> str | None:
            target = Path(words).expanduser()
            if not words or target.is_dir():
                return "give the name of a file"
            if not target.parent.is_dir():
                return f"there is no folder {target.parent}"
            if target.exists() and words not in warned:
                warned.add(words)
                return "there is such a file already: enter once more overwrites it"
            return None

        ask = AskScreen(f"Save as {form}: where?", [], typed="path", value=str(Path(self.path).with_name(name)), check=fault)
        self.push_screen(ask, lambda place: self._save(command, form, place))

    def _save(self, command: str, form: str, place: str | None) -> None:
        report = self._report
        if not place or report is None:
            return
        from clausecheck.report import Comparison, Look, Results, rendered

        what: Results | Comparison
        if command == "diff" and self.pair is not None:
            paths = (self.pair.old.document.path, self.pair.new.document.path)
            what = Comparison(
                version=__version__, old=paths[0], new=paths[1], as_of=report.as_of, age=report.age, changes=self.pair.told,
                old_clauses=self.pair.old.clauses, new_clauses=self.pair.new.clauses,
            )  # fmt: skip
        else:
            what = Results(
                version=__version__, as_of=report.as_of, age=report.age, reports=(report,), reference=report.reference
            )
        target = Path(place).expanduser()
        try:
            target.write_text(rendered(command, form, what, Look()), encoding="utf-8")
        except OSError as error:
            self.notify(f"{target}: not written: {error.strerror}", severity="error", markup=False)
        else:
            self.notify(f"Written: {target}", markup=False)

    # ------------------------------------------------------------ accepting

    @on(ReviewScreen.Accept)
    def _accept(self, event: ReviewScreen.Accept) -> None:
        from clausecheck.tui import acceptance

        finding = event.finding
        target = acceptance.target(self.folder)
        head = inked(f"{SEVERITY_MARKS[finding.severity]} {printable(finding.message)}", Palette(self)[finding.severity])

        def write(answer: tuple[str, str] | None) -> None:
            if answer is None:
                return
            fault = acceptance.write(target, finding, *answer)
            if fault:
                self.notify(fault, severity="error", timeout=10, markup=False)
                return
            self.notify(f"Accepted, and written to {target}.", markup=False)
            if (screen := self.review) is not None:
                screen.accepted(finding, *answer, str(target))

        here = self.folder.resolve()
        shown = target.relative_to(here) if target.is_relative_to(here) else target
        self.push_screen(AcceptScreen(head, str(shown), day_fault), write)


def law_days(report: Report) -> dict[str, list[str]]:
    """The days on which the law of anything that the report speaks of changed, each with what changed, in sentences."""
    from clausecheck.explanation import knowledge_of
    from clausecheck.knowledge.events import changed_since

    known = knowledge_of(report)
    things = {row.key for row in report.matrix if isinstance(row.key, Thing)}
    things |= {effect.thing for clause in report.clauses for effect in clause.effects}
    entries = [entry for thing in sorted(things) if (entry := known.entry(thing)) is not None]
    days: dict[str, list[str]] = {}
    for event in changed_since(entries, _FIRST_DAY, "9999-12-31"):
        said = f"{event.entry.name}: {event.sentence}"
        if said not in days.setdefault(event.day, []):
            days[event.day].append(said)
    return days


def _briefly(said: list[str]) -> str:
    first = shortened(said[0], 120)
    return first if len(said) == 1 else f"{first} (and {len(said) - 1} more)"


def day_fault(words: str) -> str | None:
    """What is wrong with a day that was typed; None where nothing is."""
    try:
        if len(words) == 10 and datetime.date.fromisoformat(words):
            return None
    except ValueError:
        pass
    return f"{words!r} is no day of the calendar; write one as YYYY-MM-DD, for example 2022-02-24"


def _file_fault(words: str) -> str | None:
    path = Path(words).expanduser()
    if path.suffix.lower() not in SUFFIXES:
        return f"neither of the list nor a contract ({', '.join(SUFFIXES)})"
    return None if path.is_file() else f"there is no file {path}"
