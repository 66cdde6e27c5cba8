"""Reads the clauses in valid/ and invalid/ and writes what the program makes of them: NAME.tree, and docs/tricky-cases.md.

`python tests/clauses/regenerate.py` writes both anew (read the difference before committing it); `--verify` only says which
are out of step. The `# reads:` line of a clause is what a careful lawyer reads in it; nothing here ever writes it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from clausecheck import reading, run
from clausecheck.document import Span
from clausecheck.ruletree import THING_KINDS, Clause, Exclusion, Limit, Node, OwnershipTest, strongest

FOLDER = Path(__file__).resolve().parent
TRICKY = FOLDER.parent.parent / "docs" / "tricky-cases.md"
AS_OF = "2026-11-24"
ALWAYS = ("list", "territory", "end_use")
"""Kinds of things that the reading names in full; others count only where it names one of that kind."""
NO_CLAUSE = "no export clause"
NOTHING = "nothing"
_HEAD = re.compile(r"# ([a-z]+): (.*)")
_CLIP = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A clause of our own: where it stands, what is difficult in it, what a lawyer reads, and the text.

    `facts` are the further header lines by their word: ``kept``, ``ownership``, ``readings``, ``via``, ``norms``, ``unparsed``,
    ``keyword``. `today` is why the program still reads it otherwise, "" where it must not.
    """

    path: Path
    difficulty: str
    reads: tuple[str, ...]
    facts: dict[str, tuple[str, ...]]
    today: str
    text: str

    @property
    def name(self) -> str:
        return f"{self.path.parent.name}/{self.path.name}"

    @property
    def tree(self) -> Path:
        return self.path.with_suffix(".tree")


def cases() -> list[Case]:
    """Every clause, in the order of the names."""
    return [_case(path) for folder in ("valid", "invalid") for path in sorted((FOLDER / folder).glob("*.txt"))]


def _case(path: Path) -> Case:
    head, _, text = path.read_text(encoding="utf-8").partition("\n\n")
    first, *lines = head.splitlines()
    facts: dict[str, tuple[str, ...]] = {}
    for line in lines:
        match = _HEAD.fullmatch(line)
        if match is None:
            raise ValueError(f"{path.name}: the header line {line!r} is not '# word: ...'")
        facts[match[1]] = tuple(part.strip() for part in match[2].split(";"))
    return Case(
        path=path,
        difficulty=first.removeprefix("# "),
        reads=facts.pop("reads"),
        today="; ".join(facts.pop("today", ())),
        facts=facts,
        text=text.removesuffix("\n"),
    )


def read(text: str) -> tuple[Clause, ...]:
    """The clauses that the program finds in `text`, as if it were a plain text file."""
    return run.parse(reading.read_bytes(text.encode(), "clause.txt"), AS_OF)


# ---------------------------------------------------------------- what was found, in the terms of the header


def found(clauses: tuple[Clause, ...]) -> dict[str, str]:
    """``kind:id`` to effect for each thing named, in the order of the text."""
    return {f"{thing.kind}:{thing.id}": effect.effect for thing, (_, effect) in strongest(clauses).items()}


def wanted(case: Case) -> dict[str, str]:
    """The same from the `reads` line. Raises ValueError where that names no kind of thing."""
    wants: dict[str, str] = {}
    for part in case.reads:
        if part in (NOTHING, NO_CLAUSE):
            continue
        key, effect = part.split(" ")
        if key.split(":")[0] not in THING_KINDS or key in wants:
            raise ValueError(f"{case.name}: {part!r} is no thing with its effect, or stands twice")
        wants[key] = effect
    return wants


def differences(case: Case, clauses: tuple[Clause, ...]) -> list[str]:
    """Where the effects found are not those that the lawyer reads; [] where they are."""
    if (NO_CLAUSE in case.reads) != (not clauses):
        return ["taken for an export clause" if clauses else "not taken for an export clause"]
    wants, has = wanted(case), found(clauses)
    wrong = [
        f"{key}: {effect} expected, {has.get(key, 'nothing')} found" for key, effect in wants.items() if has.get(key) != effect
    ]
    extra = [key for key in has if key not in wants and key.split(":")[0] in ALWAYS]
    return wrong + [f"{key}: nothing expected, {has[key]} found" for key in extra]


def faults(case: Case, clauses: tuple[Clause, ...]) -> list[str]:
    """Where the program reads a clause otherwise than its header, or leaves words of a valid one unparsed."""
    wrong = differences(case, clauses)
    if clauses:
        answers = facts(case, clauses)
        wrong += [
            f"{word}: {'; '.join(said)} expected, {'; '.join(answers[word]) or 'nothing'} found"
            for word, said in case.facts.items()
            if sorted(answers[word]) != sorted(said)
        ]
    if case.path.parent.name == "valid" and "unparsed" not in case.facts:
        wrong += [f"unparsed: {_quote(u.span, clause.text)}" for clause in clauses for u in clause.tree.unparsed]
    return wrong


def facts(case: Case, clauses: tuple[Clause, ...]) -> dict[str, tuple[str, ...]]:
    """What the program says to each further header line of the case, in the words of those lines."""
    answers: dict[str, tuple[str, ...]] = {}
    effects = [effect for clause in clauses for effect in clause.effects]
    for word in case.facts:
        if word == "kept":
            answers[word] = tuple(f"{effect.thing.id} by {' + '.join(effect.kept_by)}" for effect in effects if effect.kept_by)
        elif word == "via":
            answers[word] = tuple(f"{effect.thing.id} by {' > '.join(effect.via)}" for effect in effects if effect.via)
        elif word == "ownership":
            answers[word] = tuple(_test(test) for clause in clauses for test in clause.ownership) or ("none",)
        elif word == "readings":
            answers[word] = (str(sum(len(reading.choices) for clause in clauses for reading in clause.tree.readings)),)
        elif word == "norms":
            answers[word] = tuple(node.kind for clause in clauses for node in clause.tree.norms)
        elif word == "keyword":
            answers[word] = tuple(f"{e.thing.kind}:{e.thing.id}" for e in effects if e.reading == "keyword")
        elif word == "unparsed":
            stretches = [" ".join(u.span.of(clause.text).split()) for clause in clauses for u in clause.tree.unparsed]
            answers[word] = tuple(words for words in case.facts[word] if any(words in stretch for stretch in stretches))
        else:
            raise ValueError(f"{case.name}: nothing is known of the header line '# {word}:'")
    return answers


# ---------------------------------------------------------------- the tree as text


def render(clauses: tuple[Clause, ...]) -> str:
    """The rule trees of a text, one line a node, indented by depth; stable for the same program and knowledge."""
    if not clauses:
        return f"{NO_CLAUSE}\n"
    return "\n".join(line for clause in clauses for line in _clause(clause)) + "\n"


def _clause(clause: Clause) -> Iterator[str]:
    tree, text = clause.tree, clause.text
    yield f"clause, coverage {tree.coverage:.3f}"
    for node in tree.norms:
        yield from _node(node, text, 1)
    for definition in tree.definitions:
        told = "implied" if definition.implied else f"used {definition.uses}"
        yield f"  definition {definition.term!r}, {told}: {_quote(definition.meaning, text)}"
        yield from _things(definition.things, text, 2)
        for use in definition.terms:
            yield f"    term {_quote(use.span, text)}"
    for item in tree.loose:
        yield f"  loose {_thing(item, text)}"
    for choice in tree.readings:
        yield f"  reading {_quote(choice.span, text)}: {choice.reason}"
        yield from (f"    {'default ' if at == 0 else ''}{words}" for at, words in enumerate(choice.choices))
    for stretch in tree.unparsed:
        expected = f", expected {', '.join(stretch.expected)}" if stretch.expected else ""
        yield f"  unparsed {_quote(stretch.span, text)}{expected}"
    for effect in clause.effects:
        where = f" at {' '.join(effect.limb)}" if effect.limb else ""
        where += f" via {' > '.join(effect.via)}" if effect.via else ""
        kept = f" kept by {', '.join(effect.kept_by)}" if effect.kept_by else ""
        only = f" only {' '.join(effect.limit.split())!r}" if effect.limit else ""
        keyword = " by keyword" if effect.reading == "keyword" else ""
        yield f"  effect {effect.effect} {effect.thing.kind}:{effect.thing.id}{where}{kept}{only}{keyword}"


def _node(node: Node, text: str, depth: int) -> Iterator[str]:
    pad = "  " * depth
    head = [f"{node.kind} {node.label}".rstrip(), node.bearer, f'"{" ".join(node.modality.split())}"' if node.modality else ""]
    yield pad + " | ".join(filter(None, (*head, ", ".join(node.acts), f"DEFECT {node.defect}" if node.defect else "")))
    yield from _things(node.exclusions, text, depth + 1)
    for use in node.uses:
        carved = " carved out" if use.excepted else ""
        yield f"{pad}  {use.sense} {use.relation or '-'} term {_quote(use.span, text)}{carved}{_limits(use.limits, text)}"
    for test in node.ownership:
        yield f"{pad}  ownership {_test(test)} {_quote(test.span, text)}"
    for word, spans in (("if", node.conditions), ("except", node.exceptions), ("knowing", node.knowledge)):
        for span in spans:
            yield f"{pad}  {word} {_quote(span, text)}"
    for child in node.children:
        yield from _node(child, text, depth + 1)


def _things(items: Iterable[Exclusion], text: str, depth: int) -> Iterator[str]:
    return (f"{'  ' * depth}{_thing(item, text)}" for item in items)


def _thing(item: Exclusion, text: str) -> str:
    kept = f" kept by {', '.join(item.kept_by)}" if item.kept_by else ""
    carved = " carved out" if item.excepted else ""
    what = f"{item.sense} {item.relation or '-'} {item.thing.kind}:{item.thing.id} {_quote(item.span, text)}"
    return f"{what}{kept}{carved}{_limits(item.limits, text)}"


def _limits(limits: tuple[Limit, ...], text: str) -> str:
    return "".join(f" only-{limit.kind} {_quote(limit.span, text)}" for limit in limits)


def _test(test: OwnershipTest) -> str:
    figure = "no figure" if test.percent is None else f"{test.percent:g}% {'or more' if test.at_least else 'exceeded'}"
    words = [
        figure,
        "direct or indirect" if test.direct_or_indirect else "",
        "aggregate" if test.aggregate else "",
        "control" if test.control else "",
        test.direction,
    ]
    return ", ".join(filter(None, words))


def _quote(span: Span, text: str) -> str:
    words = " ".join(span.of(text).split())
    return f'"{words[: _CLIP - 3].rstrip()}..."' if len(words) > _CLIP else f'"{words}"'


# ---------------------------------------------------------------- docs/tricky-cases.md

_SECTION = re.compile(r"(?m)^### .*$(?:\n(?!#).*)*")
_TESTED = re.compile(r"(?m)^Tested by `((?:in)?valid/[a-z0-9-]+\.txt)`\.$")
_TOLD = {
    "kept": "keepers:",
    "ownership": "ownership:",
    "readings": "readings:",
    "via": "through defined terms:",
    "norms": "norms:",
    "keyword": "by name only:",
    "unparsed": "reported as unparsed:",
}
_SAYS = re.compile(r"(?m)^clausecheck says: .*$")


def says(case: Case, clauses: tuple[Clause, ...]) -> str:
    """The line of docs/tricky-cases.md on what the program says today: as the lawyer reads it, or not."""
    has = found(clauses)
    named = {key.split(":")[0] for key in wanted(case)}
    shown = [f"`{key}` {effect}" for key, effect in has.items() if key.split(":")[0] in {*ALWAYS, *named}]
    words = ", ".join(shown) or NOTHING if clauses else NO_CLAUSE
    for word, said in facts(case, clauses).items() if clauses else ():
        words += f"; {_TOLD[word]} {', '.join(said) or 'nothing'}"
    return f"clausecheck says: {words}. {'**Not as read.**' if faults(case, clauses) else 'As read.'}"


def tricky(page: str, known: dict[str, tuple[Case, tuple[Clause, ...]]]) -> str:
    """The page with what the program says in each section. Raises KeyError where a section names no clause file."""

    def section(match: re.Match[str]) -> str:
        tested = _TESTED.search(match[0])
        if tested is None:
            return match[0]
        line = says(*known[tested[1]])
        return _SAYS.sub(lambda _: line, match[0])

    return _SECTION.sub(section, page)


def sections(page: str) -> list[tuple[str, str]]:
    """Each section of the page with the clause file that it is tested by ('' where it names none)."""
    return [(match[0], tested[1] if (tested := _TESTED.search(match[0])) else "") for match in _SECTION.finditer(page)]


def main() -> int:
    """Write every tree and the page, or with ``--verify`` exit 1 where one differs from what would be written."""
    known = {case.name: (case, read(case.text)) for case in cases()}
    files = {case.tree: render(clauses) for case, clauses in known.values()}
    if TRICKY.exists():
        files[TRICKY] = tricky(TRICKY.read_text(encoding="utf-8"), known)
    stale = [path for path, text in files.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    gone = [path for folder in ("valid", "invalid") for path in (FOLDER / folder).glob("*.tree") if path not in files]
    if "--verify" not in sys.argv:
        for path in stale:
            path.write_text(files[path], encoding="utf-8", newline="\n")
        for path in gone:
            path.unlink()
    for path in [*stale, *gone]:
        print(f"{'differs' if '--verify' in sys.argv else 'written'}: {path.name}")
    return 1 if "--verify" in sys.argv and (stale or gone) else 0


if __name__ == "__main__":
    raise SystemExit(main())
