"""All there is to say about a selection: the words, how the bar reaches them, the law, the wording to put in."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from clausecheck.finding import Finding, MatrixRow
from clausecheck.ruletree import Clause, Effect, Reading, Thing
from clausecheck.tui.links import Links, walk
from clausecheck.tui.marks import EFFECT_MARKS, EXPLAINED, SEVERITY_MARKS, Palette, inked, shortened
from clausecheck.tui.matrix_table import verdict
from clausecheck.tui.selection import Selection
from clausecheck.tui.wrapping import printable

_MARGIN = 9


class DetailPane(VerticalScroll, can_focus=False):
    """The detail of the selection, kept up to date while it moves."""

    BORDER_TITLE = "Detail"

    def compose(self) -> ComposeResult:
        yield Static(id="detail-text", markup=False)

    def load(self, links: Links) -> None:
        """Speak of this report from now on."""
        self.links = links

    def show(self, selection: Selection) -> None:
        """Say what is selected."""
        self.query_one(Static).update(described(self.links, selection, Palette(self.app)))
        self.scroll_home(animate=False)


def described(links: Links, selection: Selection, palette: Palette) -> Text:
    """The detail of `selection`, the most important lines first."""
    lines: list[Text] = []
    report = links.report
    clause = (
        report.clauses[selection.clause] if selection.clause is not None and selection.clause < len(report.clauses) else None
    )
    finding = report.findings[selection.finding] if selection.finding is not None else None
    if finding is not None:
        lines += _finding(finding, palette)
    if selection.key is not None:
        lines += _key(links, selection.key, palette)
    elif finding is None and clause is not None and selection.span is not None:
        lines.append(_quoted(selection.span.of(clause.text)))
    if clause is not None:
        where = " › ".join(clause.path)
        lines.append(_line("where", f"{where} {clause.title}".strip() or "the clause", palette))
        if selection.span is not None:
            for reading in clause.tree.readings:
                if reading.span.overlaps(selection.span):
                    lines += _reading(links, clause, reading, palette)
            for unread in clause.tree.unparsed:
                if unread.span.overlaps(selection.span) and unread.expected:
                    lines.append(_line("expected", ", ".join(unread.expected), palette))
            for norm in walk(clause.tree.norms):
                if norm.span == selection.span and norm.defect:
                    lines.append(_line("defect", norm.defect, palette))
    if finding is not None:
        for law in finding.sources:
            read = f" (read {law.read})" if law.read else ""
            lines.append(_line("law", f"{law.title} {law.locator}".strip() + read, palette))
    if finding is not None and finding.fingerprint:
        lines.append(inked(f"fingerprint {finding.fingerprint}", palette["dim"]))
    if not lines:
        lines = [Text("Nothing selected. Move through the findings (2), the coverage (3) or the rule tree (4).")]
    return Text("\n").join(lines)


def _finding(finding: Finding, palette: Palette) -> list[Text]:
    head = inked(f"{SEVERITY_MARKS[finding.severity]} {printable(finding.message)}", palette[finding.severity])
    lines = [head]
    if finding.advice:
        lines.append(_line("put in", finding.advice, palette))
    if finding.quote:
        lines.append(_line("words", f"“{finding.quote}”", palette))
    lines.append(_line("check", f"{finding.code} {finding.name}, {finding.severity}, {finding.confidence} confidence", palette))
    if finding.accepted is not None:
        until = f" until {finding.accepted.until}" if finding.accepted.until else ""
        lines.append(_line("accepted", f"{finding.accepted.reason}{until} ({finding.accepted.where})", palette))
    return lines


def _key(links: Links, key: Thing | str, palette: Palette) -> list[Text]:
    row = links.rows.get(key)
    name = printable(links.label(key))
    title = inked(f"{name}", palette["strong"])
    if isinstance(key, Thing):
        title.append(f"  {key.kind} {key.id}", palette["dim"])
    lines = [title]
    held = links.best.get(key) if isinstance(key, Thing) else None
    if held is not None:
        lines += _effect(held[1], palette)
    elif row is not None and (state := verdict(row)):
        text = _line("effect", "", palette)
        text.append(f"{EFFECT_MARKS[state]} {state}", palette[state])
        text.append(f": {EXPLAINED[state]}")
        lines.append(text)
        if isinstance(key, Thing) and row.contract is not None:
            lines.append(_line("", "not by its own name: through a group that holds it, or through its members", palette))
    if row is not None:
        lines.append(_line("asked", _asked(links, row), palette))
    return lines


def _asked(links: Links, row: MatrixRow) -> str:
    if row.required is None:
        return f"not by {links.report.reference}"
    status = f"; {row.status} as of {links.report.as_of}" if row.status else ""
    return f"{row.required} by {links.report.reference}" + (f", there {row.reference}" if row.reference else "") + status


def _effect(effect: Effect, palette: Palette) -> list[Text]:
    text = _line("effect", "", palette)
    text.append(f"{EFFECT_MARKS[effect.effect]} {effect.effect}", palette[effect.effect])
    text.append(f": {EXPLAINED[effect.effect]}")
    lines = [
        text,
        _line("words", f"“{effect.quote}”" + (" (matched by its words only)" if effect.reading == "keyword" else ""), palette),
    ]
    if effect.limit:
        lines.append(_line("limited", f"only “{effect.limit}”", palette))
    path = [*(f"limb {label}" for label in effect.limb), *(f"through {term}" for term in effect.via)]
    if path:
        lines.append(_line("path", " › ".join(path), palette))
    for source in effect.by:
        said = ", ".join(word for word in (source.bearer, " ".join(source.acts)) if word)
        lines.append(_line("by", f"{source.norm}" + (f" ({said})" if said else ""), palette))
    if effect.kept_by:
        lines.append(_line("kept by", ", ".join(effect.kept_by) + " as the clause says", palette))
    if effect.productions:
        lines.append(_line("grammar", " › ".join(effect.productions), palette))
    if effect.status:
        lines.append(_line("status", effect.status, palette))
    return lines


def _reading(links: Links, clause: Clause, reading: Reading, palette: Palette) -> list[Text]:
    lines = [
        _line(
            "readings", f"“{shortened(reading.span.of(clause.text), 80)}” can be read in {len(reading.choices)} ways", palette
        )
    ]
    for number, choice in enumerate(reading.choices):
        verdicts = reading.verdicts[number] if number < len(reading.verdicts) else ()
        then = "; ".join(f"{links.label(thing)} {effect}" for thing, effect in verdicts)
        lines.append(
            _line("", f"{number + 1}. {choice}" + (f": {then}" if then else "") + (" (taken)" if number == 0 else ""), palette)
        )
    if reading.reason:
        lines.append(_line("", f"taken because {reading.reason}", palette))
    return lines


def _line(name: str, words: str, palette: Palette) -> Text:
    text = inked(f"{name:<{_MARGIN}}", palette["dim"])
    text.append(printable(words).replace("\n", " "))
    return text


def _quoted(words: str) -> Text:
    return Text(f"“{shortened(printable(words), 400)}”")
