"""The rule tree for people: what a clause says, node by node, and what that means for each thing it names."""

from __future__ import annotations

from io import StringIO

from rich.console import Console
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from clausecheck.document import Span
from clausecheck.explanation import explained, knowledge_of, name_of
from clausecheck.finding import Report
from clausecheck.knowledge import Knowledge
from clausecheck.report import Look, Results, wording
from clausecheck.ruletree import Clause, Effect, Node

_EFFECT_MARKS = {
    "barred": "\u2716", "limited": "~", "defective": "!", "permitted": "\u2713", "required": "\u00a7", "mentioned": "\u00b7",
}  # fmt: skip
_STYLES = {"barred": "bold red", "limited": "yellow", "defective": "bold magenta", "permitted": "green"}
_QUOTE = 60


def parse(what: Results, look: Look) -> str:
    """Each contract with its clauses; with `look.explain`, the productions and words behind every effect."""
    console = Console(
        file=StringIO(),
        width=max(look.width, 40),
        force_terminal=look.colour,
        color_system="standard" if look.colour else None,
        no_color=not look.colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    for report in what.reports:
        console.print(Text(report.document.path, style="bold"))
        _contract(console, report, look)
    for unread in what.unread:
        console.print(Text(f"{unread.path}\n    unread: {unread.problem}\n"))
    console.print(Text(wording.ground(what.as_of, what.age), style="dim"))
    assert isinstance(console.file, StringIO)
    return "".join(line.rstrip() + "\n" for line in console.file.getvalue().splitlines())


def _contract(console: Console, report: Report, look: Look) -> None:
    if not report.clauses:
        why = f" ({', '.join(report.notes)})" if report.notes else ""
        console.print(Text(f"    no export-compliance clause was found{why}\n"))
    for clause in report.clauses:
        console.print(_clause(clause))
        console.print(_effects(clause))
        if look.explain:
            known = knowledge_of(report)
            for effect in clause.effects:
                console.print(_explained(clause, effect, known))
        console.print()


def _clause(clause: Clause) -> Tree:
    name = " ".join(filter(None, (clause.path[-1] if clause.path else "", clause.title))) or "clause"
    root = Tree(Text(f"{name}  [{clause.status}, {clause.tree.coverage:.0%} of the words read]", style="bold"))
    for norm in clause.tree.norms:
        _add(root, norm, clause.text)
    for definition in clause.tree.definitions:
        used = wording.many(definition.uses, "use")
        root.add(Text(f"definition \u201c{definition.term}\u201d ({used}): {_short(definition.meaning, clause.text)}"))
    for test in clause.ownership:
        root.add(Text(f"ownership: {_short(test.span, clause.text)}"))
    if clause.actions:
        root.add(Text(f"acts: {', '.join(clause.actions)}"))
    for reading in clause.tree.readings:
        branch = root.add(Text(f"? ambiguous: {_short(reading.span, clause.text)}", style="yellow"))
        for number, choice in enumerate(reading.choices):
            branch.add(Text(choice + (f"  (default: {reading.reason})" if number == 0 else "")))
    for stretch in clause.tree.unparsed:
        expected = f"; expected {', '.join(stretch.expected)}" if stretch.expected else ""
        root.add(Text(f"! not understood: {_short(stretch.span, clause.text)}{expected}", style="magenta"))
    return root


def _add(branch: Tree, node: Node, text: str) -> None:
    words = [node.label, node.kind, node.bearer, node.modality, node.deed]
    head = Text(" ".join(filter(None, words)), style="bold" if node.kind != "limb" else "")
    if node.defect:
        head.append(f"  ! {node.defect}", style="magenta")
    below = branch.add(head)
    for exclusion in node.exclusions:
        line = Text(f"{exclusion.relation} ".lstrip() + f"{exclusion.thing.id}: {_short(exclusion.span, text)}")
        if exclusion.excepted:
            line.append("  (carved out)")
        for limit in exclusion.limits:
            lead = "but" if limit.kind == "exception" else "only"
            line.append(f"  [{lead} {_short(limit.span, text)}]", style="yellow")
        below.add(line)
    for use in node.uses:
        below.add(Text(f"{use.relation} ".lstrip() + f"term {_short(use.span, text)}"))
    for label, spans in (("if", node.conditions), ("except", node.exceptions), ("knowing", node.knowledge)):
        for span in spans:
            below.add(Text(f"{label}: {_short(span, text)}"))
    for child in node.children:
        _add(below, child, text)


def _effects(clause: Clause) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for name in ("", "effect", "thing", "limb", "via", "words"):
        table.add_column(name, overflow="fold", no_wrap=name in ("", "effect"))
    for effect in clause.effects:
        style = _STYLES.get(effect.effect, "")
        narrowed = f"  {'but' if effect.opens else 'only'} {effect.limit}" if effect.limit else ""
        table.add_row(
            _EFFECT_MARKS[effect.effect],
            Text(effect.effect, style=style),
            f"{effect.thing.kind} {effect.thing.id}",
            " ".join(effect.limb),
            " > ".join(effect.via),
            Text(effect.quote + narrowed + (" (by name only)" if effect.reading == "keyword" else "")),
        )
    return table


def _explained(clause: Clause, effect: Effect, knowledge: Knowledge) -> Tree:
    name = name_of(effect.thing, knowledge)
    root = Tree(Text(f"{name} ({effect.thing.kind} {effect.thing.id}) is {effect.effect}, because", style="bold"))
    branch = root
    for line in explained(clause, effect, knowledge):
        if line.name:
            branch = root.add(Text(f"{line.name}: {line.words}"))
        else:
            branch.add(Text(line.words))
    return root


def _short(span: Span, text: str) -> str:
    words = " ".join(span.of(text).split())
    if len(words) > _QUOTE:
        words = words[: _QUOTE - 1].rstrip() + "\u2026"
    return f"\u201c{words}\u201d"
