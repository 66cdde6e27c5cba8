"""The line at the top: which file, which clause, what is wrong with it, against what and when."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text
from textual.widgets import Static

from clausecheck.finding import SEVERITIES, Report
from clausecheck.tui.marks import SEVERITY_MARKS, counted, shortened
from clausecheck.tui.palette import Palette, inked
from clausecheck.tui.wrapping import printable

VIEWS = {"final": "changes accepted", "original": "changes rejected", "all": "all changes shown"}
"""What each view does with tracked changes."""


class VerdictBar(Static):
    """One line, shortened to what fits: the verdict is never cut."""

    def __init__(self) -> None:
        super().__init__(id="verdict", markup=False)
        self._report: Report | None = None
        self._clause: int | None = None
        self._plain = ""
        self._doing = ""

    def say(self, words: str) -> None:
        """Some words instead of a verdict, while there is none."""
        self._report, self._plain = None, words
        self.refresh()

    def doing(self, words: str) -> None:
        """What is being done, before anything else; nothing once it is done."""
        if words != self._doing:
            self._doing = words
            self.refresh()

    def load(self, report: Report) -> None:
        self._report, self._plain = report, ""
        self._clause = 0 if report.clauses else None
        self.refresh()

    def at(self, clause: int | None) -> None:
        """The clause that the selection is in."""
        if clause is not None and clause != self._clause:
            self._clause = clause
            self.refresh()

    def render(self) -> Text:
        report = self._report
        if self._doing:
            name = shortened(printable(self._plain or (report.document.path if report else "")).rpartition("/")[2], 30)
            return inked(f"{name}  ", Palette(self.app)["strong"], no_wrap=True).append(printable(self._doing))
        if report is None:
            return Text(printable(self._plain), no_wrap=True)
        palette = Palette(self.app)
        worst, verdict = said(report)
        brief = verdict.partition(" note")[0].rpartition(", ")[0] if " note" in verdict and ", " in verdict else verdict
        name = printable(report.document.path).replace("\\", "/").rpartition("/")[2]
        where = self._where(report)
        against = f"{shortened(report.reference.rpartition('/')[2], 20)} as of {report.as_of}"
        if report.document.revisions != "final":
            against += f", {VIEWS[report.document.revisions]}"
        law = f"law data {report.age.knowledge}"
        width = self.size.width
        clause = self._where(report, short=True)
        for left, middle, right in (
            (f"{name}  {where}", verdict, f"by the reference {against}, {law}"),
            (f"{name}  {where}", verdict, f"vs {against}, law {report.age.knowledge}"),
            (f"{name}  {clause}", verdict, f"vs {against}"),
            (f"{name}  {clause}", brief, f"vs {against}"),
            (f"{shortened(name, 18)}  {clause}", brief, f"vs {against}"),
            (shortened(name, 14), brief, f"vs {against}"),
            ("", brief, f"vs {against}"),
            ("", brief, ""),
        ):
            text = inked(f"{left.strip()}  ".lstrip(), palette["strong"], no_wrap=True)
            text.append(f"{middle} ", palette[worst])
            text.append(right)
            if cell_len(text.plain) <= width:
                break
        return text

    def _where(self, report: Report, *, short: bool = False) -> str:
        if self._clause is None:
            return ""
        clause = report.clauses[self._clause]
        path = clause.path[-1:] if short else clause.path
        more = f" ({self._clause + 1} of {len(report.clauses)})" if len(report.clauses) > 1 else ""
        return ("§ " + " › ".join(path) if path else "the clause") + more


def said(report: Report) -> tuple[str, str]:
    """The worst severity (or ``barred`` where all is well) and the verdict in words."""
    if not report.clauses:
        return "error", "✗ no export-compliance clause found"
    open_ = [finding for finding in report.findings if finding.accepted is None]
    counts = [(severity, sum(f.severity == severity for f in open_)) for severity in SEVERITIES]
    held = [(severity, count) for severity, count in counts if count]
    if not held:
        return "barred", "✓ no findings"
    return held[0][0], f"{SEVERITY_MARKS[held[0][0]]} " + ", ".join(counted(count, severity) for severity, count in held)
