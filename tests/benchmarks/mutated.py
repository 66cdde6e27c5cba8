"""Edits clauses, harmlessly and dangerously, and says which edits `diff` tells wrongly. Fails nothing.

    python tests/benchmarks/mutated.py                                # the clauses of tests/clauses/valid
    python tests/benchmarks/mutated.py clauses.jsonl ...              # the clauses of JSONL files (a "text" in each line)
    python tests/benchmarks/mutated.py --only capitals --show         # one kind of edit, each wrong one with its words
    python tests/benchmarks/mutated.py --part 0/4                     # every fourth clause

A harmless edit is false where any change of meaning is told. A dangerous one is missed where none is, and told as something
else where none of those told is of the kind and about the thing that was edited. A part of what is missed is rightly so: an
act dropped where a wider one stands beside it, a country that a group takes in. Each is for a lawyer to read.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent))

import docx
from clause_maker import AS_OF, CHECKOUT, KNOWLEDGE

from clausecheck import reading, run
from clausecheck.document import Block, Document
from clausecheck.finding import HARMLESS, Change
from clausecheck.knowledge import fold, pattern
from clausecheck.ruletree import Clause, Node, ThingKind
from clausecheck.scenario import Bar, Predicate

_NEAR = 40
"""Characters shown on both sides of an edit."""
_MOST = 3
"""Edits of one kind made in one clause."""
_NOT = re.compile(r"\b(shall|will|may|must|agrees?|covenants?|undertakes?|can) not\b", re.IGNORECASE)
_LOSS = frozenset({"removed", "narrowed", "inverted"})
_FEWER = frozenset({"narrowed"})
_TURNED = frozenset({"inverted", "removed", "narrowed", "added", "widened"})

Edit = tuple[str, frozenset[str], str]
"""The clause edited, the kinds of change that tell it rightly, and how the thing or what it is about begins ("" for any)."""
Edits = Callable[[str, tuple[Clause, ...]], Iterator[Edit]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of edit: its name, whether it changes what is barred, and how a clause is edited."""

    name: str
    harmful: bool
    edits: Edits
    bold: bool = False
    """Whether the edited text is written to a Word file with some of its words, and parts of words, in bold."""


def _each(search: str, put: str, kinds: frozenset[str] = _LOSS, about: str = "", flags: int = re.IGNORECASE) -> Edits:
    """The edits that replace each place where `search` matches, one at a time."""
    wanted = re.compile(search, flags)

    def made(text: str, _: tuple[Clause, ...]) -> Iterator[Edit]:
        for found in wanted.finditer(text):
            yield text[: found.start()] + found.expand(put) + text[found.end() :], kinds, about

    return made


def _everywhere(*puts: tuple[str, str], flags: int = 0) -> Edits:
    """The edit that replaces every match of each pattern."""

    def made(text: str, _: tuple[Clause, ...]) -> Iterator[Edit]:
        for search, put in puts:
            text = re.sub(search, put, text, flags=flags)
        yield text, _LOSS, ""

    return made


def _plain(edit: Callable[[str], str]) -> Edits:
    return lambda text, _: iter([(edit(text), _LOSS, "")])


# ---------------------------------------------------------------- by what was read


def _placed(text: str, clauses: tuple[Clause, ...]) -> Iterator[tuple[Clause, int]]:
    """The clauses whose words stand in `text` as they are, and where."""
    for clause in clauses:
        if clause.text in text:
            yield clause, text.index(clause.text)


@cache
def _bars(clauses: tuple[Clause, ...]) -> tuple[Bar, ...]:
    """The bars on dealings that bar something."""
    return tuple(bar for bar in Predicate(clauses, KNOWLEDGE, AS_OF).bars if bar.sort == "dealing" and not bar.defect)


def _cut(text: str, start: int, end: int) -> str:
    """`text` without an item of an enumeration at these offsets; "" where it stands in none."""
    before, behind = text[:start], text[end:]
    if cut := re.match(r",\s+(?!(?:including|as|which|who)\b)(?:(?:or|and|nor)\s+)?|\s+(?:or|and)\s+", behind):
        if re.search(r"(?:\band|\bor)\s*$", before) and not re.search(r"\b(?:or|and)\b|^,", behind[: cut.end()]):
            return ""
        return before + behind[cut.end() :]
    if cut := re.search(r"(?:,\s*(?:or|and)|,|\s(?:or|and))\s+(?:the\s+)?$", before):
        return before[: cut.start()] + behind
    return ""


def _dropped(kind: ThingKind) -> Edits:
    """The edits that take a barred thing out of an enumeration of its like."""

    def made(text: str, clauses: tuple[Clause, ...]) -> Iterator[Edit]:
        for clause, shift in _placed(text, clauses):
            for effect in clause.effects:
                if effect.thing.kind == kind and effect.effect == "barred":
                    start, end = effect.span.start + shift, effect.span.end + shift
                    yield _cut(text, start, end), _LOSS, f"{kind}:{effect.thing.id}"

    return made


def _act_dropped(text: str, clauses: tuple[Clause, ...]) -> Iterator[Edit]:
    """An act out of the enumeration of those that a bar names."""
    for bar in _bars(clauses):
        clause = clauses[bar.clause]
        if clause.text not in text or len(bar.acts) < 2:
            continue
        shift = text.index(clause.text)
        for act in bar.acts:
            found = list(
                pattern(tuple(KNOWLEDGE.cues[f"ACT.{act}"])).finditer(text, bar.norm.start + shift, bar.at.start + shift)
            )
            if len(found) == 1:
                yield _cut(text, *found[0].span()), _LOSS, f"action:{act}"


def _ordered(text: str, clauses: tuple[Clause, ...]) -> Iterator[Edit]:
    """Two places or lists that stand beside each other in an enumeration change places."""
    for clause, shift in _placed(text, clauses):
        for kind in ("territory", "list"):
            spans = {(e.span.start + shift, e.span.end + shift) for e in clause.effects if e.thing.kind == kind}
            for (a, b), (c, d) in pairwise(sorted(spans)):
                if text[b:c] in (", ", " or ", ", or "):
                    yield text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:], _LOSS, ""


def _official(text: str, clauses: tuple[Clause, ...]) -> Iterator[Edit]:
    """A name as the law has it where the clause has another, or the other way round."""
    for clause, shift in _placed(text, clauses):
        for effect in clause.effects:
            entry = KNOWLEDGE.entry(effect.thing)
            if entry is None or effect.thing.kind not in ("list", "territory"):
                continue
            names = [entry.name, *entry.aliases]
            start, end = effect.span.start + shift, effect.span.end + shift
            names = [name for name in names if not re.search(r"[({|]", name)]
            if "(" in entry.name or fold(text[start:end]) not in map(fold, names):
                continue
            for name in names[:2]:
                if fold(name) != fold(text[start:end]) and KNOWLEDGE.named(fold(name)) == (entry,):
                    put = name if not text[start:end].isupper() else name.upper()
                    yield text[:start] + put + text[end:], _LOSS, ""


def _narrowed(text: str, clauses: tuple[Clause, ...]) -> Iterator[Edit]:
    """What is barred to a country becomes barred to its government."""
    for clause, shift in _placed(text, clauses):
        for effect in clause.effects:
            start = effect.span.start + shift
            at = re.search(r"\bto\s+(?:the\s+)?$", text[:start])
            if effect.thing.kind == "territory" and effect.effect == "barred" and at:
                put = text[: at.start()] + "to the government of " + text[at.end() :]
                yield put, _LOSS, f"territory:{effect.thing.id}"


def _kept_otherwise(text: str, clauses: tuple[Clause, ...]) -> Iterator[Edit]:
    """A list that the clause says somebody keeps is said to be kept by somebody else."""
    for bar in _bars(clauses):
        text_ = clauses[bar.clause].text
        if bar.thing.kind != "list" or not bar.keepers or text_ not in text:
            continue
        shift = text.index(text_)
        other = "Department of State" if "us.state" not in bar.keepers else "Department of Commerce"
        wanted = re.compile(r"Department of (?:the )?(?:Commerce|Treasury|State)", re.IGNORECASE)
        if found := wanted.search(text, bar.span.end + shift, bar.span.end + shift + 80):
            yield text[: found.start()] + other + text[found.end() :], _FEWER, "list:"


def _opened(text: str, clauses: tuple[Clause, ...]) -> Iterator[Edit]:
    """An exception that takes in more."""
    for bar in _bars(clauses):
        text_ = clauses[bar.clause].text
        if text_ not in text:
            continue
        shift = text.index(text_)
        for opening in bar.openings:
            at = opening.span.start + shift
            if re.match(r"(?:except|unless|without)", text[at:], re.IGNORECASE):
                end = at + len(opening.words.rstrip())
                yield text[:end] + " or for its own research" + text[end:], _FEWER, "exception"


def _limb_dropped(text: str, clauses: tuple[Clause, ...]) -> Iterator[Edit]:
    """A limb that bars something is gone, with its letter."""

    def limbs(nodes: tuple[Node, ...]) -> Iterator[Node]:
        for node in nodes:
            if node.label and node.kind == "limb":
                yield node
            yield from limbs(node.children)

    barred = _bars(clauses)
    for clause, shift in _placed(text, clauses):
        for node in limbs(clause.tree.norms):
            inside = [
                bar for bar in barred if clauses[bar.clause] is clause and node.span.start <= bar.at.start < node.span.end
            ]
            if inside and text[node.span.start + shift :].startswith(node.label):
                gone = text[: node.span.start + shift].rstrip(" ,;\n") + text[node.span.end + shift :]
                yield gone, _LOSS, f"{inside[0].thing.kind}:{inside[0].thing.id}"


def _orphaned(text: str, clauses: tuple[Clause, ...]) -> Iterator[Edit]:
    """A bar speaks of somebody else than the defined term."""
    for bar in _bars(clauses):
        text_ = clauses[bar.clause].text
        if bar.via and text_ in text and bar.at != bar.span:
            shift = text.index(text_)
            start, end = bar.at.start + shift, bar.at.end + shift
            yield text[:start] + "other person" + text[end:], _LOSS, f"{bar.thing.kind}:{bar.thing.id}"


_HOLDS = r"(?=[^.]*\b(?:export|sanction|embargo|Iran|Cuba|list|prohibit))"
_LETTERS = dict(zip("abcdefgh", ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii"), strict=True))


def _roman(text: str) -> str:
    """Letters in brackets as roman numerals, and roman numerals as figures; neither where an "(i)" is a letter."""
    if "(h)" in text:
        return text
    if re.search(r"\((?:i|ii|iii)\)", text):
        return re.sub(r"\((i{1,3}|iv|v|vi{0,3})\)", lambda m: f"({[*_LETTERS.values()].index(m[1]) + 1})", text)
    return re.sub(r"\(([a-h])\)", lambda m: f"({_LETTERS[m[1]]})", text)


def _upper(match: re.Match[str]) -> str:
    return match.group().upper()


_PARTICIPLES = {
    "export": "exported", "re-export": "re-exported", "reexport": "reexported", "sell": "sold", "resell": "resold",
    "ship": "shipped", "transfer": "transferred", "supply": "supplied", "provide": "provided", "release": "released",
    "use": "used", "divert": "diverted", "disclose": "disclosed", "lease": "leased", "download": "downloaded",
    "deliver": "delivered", "distribute": "distributed",
}  # fmt: skip
_VERBS = "|".join(sorted(_PARTICIPLES, key=len, reverse=True))
_ACTIVE = re.compile(
    rf"(?P<who>(?:[Tt]he )?[A-Z]\w+|You) (?P<verb>shall|will|must|may) not "
    rf"(?P<acts>(?:{_VERBS})(?:(?:,? or |, )(?:{_VERBS}))*) "
    r"(?P<what>(?:the|any|such) [A-Za-z]+(?: [A-Za-z]+){0,6}?) (?=(?:to|into|in) )"
)


def _passive(text: str, _: tuple[Clause, ...]) -> Iterator[Edit]:
    """A bar told in the passive, by whoever it binds."""
    for found in _ACTIVE.finditer(text):
        acts = re.sub(_VERBS, lambda match: _PARTICIPLES[match.group()], found["acts"])
        who = found["who"][:1].lower() + found["who"][1:] if found["who"].startswith(("The ", "You")) else found["who"]
        what = found["what"][:1].upper() + found["what"][1:]
        put = f"{what} {found['verb']} not be {acts} by {who} "
        yield text[: found.start()] + put + text[found.end() :], _LOSS, ""


KINDS = (
    Kind("capitals", False, _plain(str.upper)),
    Kind("curly quotes", False, _plain(lambda text: re.sub(r'"([^"]*)"', "\u201c\\1\u201d", text).replace("'", "\u2019"))),
    Kind("straight quotes", False, _everywhere(("[\u201c\u201d]", '"'), ("[\u2018\u2019]", "'"))),
    Kind("hyphen", False, _everywhere((r"\b([Rr])e-export", r"\1eexport"))),
    Kind("no hyphen", False, _everywhere((r"\b([Rr])eexport", r"\1e-export"))),
    Kind("u.s.", False, _everywhere((r"\bU\.S\.", "US"))),
    Kind("united states", False, _everywhere((r"\bUnited States\b(?! of)", "U.S."))),
    Kind("spelt out", False, _everywhere((r"\bU\.S\.(?!\w|\s*C\.)", "United States"))),
    Kind("must", False, _everywhere((r"\bshall not\b", "must not"))),
    Kind("may not", False, _everywhere((r"\bshall not\b", "may not"))),
    Kind("oxford comma", False, _everywhere((r"(\w+, \w+), (or|and) ", r"\1 \2 "))),
    Kind("no oxford comma", False, _everywhere((r"(\w+, \w+) (or|and) (?=\w+[,;.])", r"\1, \2 "))),
    Kind("licence", False, _everywhere((r"\blicense\b", "licence"))),
    Kind("percent", False, _everywhere((r"\b50 ?%", "fifty percent (50%)"), (r"\b50 (?:percent|per cent)\b", "50%"))),
    Kind("order", False, _ordered),
    Kind("official name", False, _official),
    Kind("enumerators", False, _plain(_roman)),
    Kind("capital enumerators", False, _plain(lambda text: text if "(i" in text else re.sub(r"\([a-h]\)", _upper, text))),
    Kind("passive", False, _passive),
    Kind("bold", False, _plain(lambda text: text), bold=True),
    Kind("number", False, _plain(lambda text: "14.2 " + text)),
    Kind("heading", False, _plain(lambda text: "14. Trade Compliance\n" + text)),
    Kind("split", False, _each(r"(?<=[a-z]{3}\.) +(?=[A-Z][a-z]+ )", "\n", flags=0)),
    Kind("act dropped", True, _act_dropped),
    Kind("lost not", True, _each(_NOT.pattern, r"\1", _TURNED)),
    Kind("list dropped", True, _dropped("list")),
    Kind("country dropped", True, _dropped("territory")),
    Kind("end use dropped", True, _dropped("end_use")),
    Kind("limb dropped", True, _limb_dropped),
    Kind("definition orphaned", True, _orphaned),
    Kind("added not", True, _each(r"\b(shall|will|must|may)\b(?! not\b)" + _HOLDS, r"\1 not", _TURNED)),
    Kind("75", True, _each(r"\b(?:50|fifty)(?= ?%| ?percent| per cent)", "75", _FEWER, "ownership")),
    Kind("more than", True,
         _each(r"(50 ?(?:%|percent|per cent)(?: \(50 ?%\))?) or (?:more|greater)", r"more than \1", _FEWER, "ownership")),
    Kind("carve-out", True, _each(r"\b(shall|will|may|must) not\b" + _HOLDS, r"\1 not, except for medical devices,", _FEWER,
                                  "exception")),
    Kind("exception wider", True, _opened),
    Kind("government", True, _narrowed),
    Kind("keeper", True, _kept_otherwise),
    Kind("should", True, _each(r"\b(?:shall|must) not\b", "should not", _FEWER, "modality")),
    Kind("knowingly", True, _each(r"\b(shall|will|may|must) not\b(?! knowingly)", r"\1 not knowingly", _FEWER, "knowledge")),
    Kind("and for or", True, _each(r"(?<=[,;]) or (?=\([a-z]+\))", " and ", _LOSS)),
    Kind("or for and", True, _each(r"(?<=[,;]) and (?=\([a-z]+\))", " or ", _TURNED)),
)  # fmt: skip


def document(text: str) -> Document:
    """A contract that is `text`, a paragraph a line."""
    return Document(path="x.txt", sha256="", blocks=tuple(Block(text=line) for line in text.splitlines()))


def in_bold(text: str) -> Document:
    """A contract that is `text`, written to a Word file with every third word and every seventh half word in bold."""
    written = docx.Document()
    for line in text.splitlines():
        paragraph = written.add_paragraph()
        for number, word in enumerate(re.findall(r"\S+\s*|\s+", line)):
            cut = len(word) // 2 if number % 7 == 0 else 0
            for part, bold in ((word[:cut], True), (word[cut:], number % 3 == 0)):
                if part:
                    paragraph.add_run(part).bold = bold
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bold.docx"
        written.save(str(path))
        return reading.read(path)


def told(text: str, edited: str) -> tuple[Change, ...]:
    """The changes of meaning that `diff` finds."""
    return differing(document(text), document(edited))


def differing(old: Document, new: Document) -> tuple[Change, ...]:
    """The changes of meaning that `diff` finds between two contracts."""
    changes = run.compare(old, new, as_of=AS_OF).changes
    return tuple(one for one in changes if one.kind not in HARMLESS)


def about(change: Change) -> str:
    """What a change is about, as an edit names it."""
    return f"{change.thing.kind}:{change.thing.id}" if change.thing else change.what


def around(old: str, new: str) -> str:
    """The words around the one place where two texts differ."""
    same = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    back = next((n for n, (a, b) in enumerate(zip(reversed(old[same:]), reversed(new[same:]), strict=False)) if a != b),
                min(len(old), len(new)) - same)  # fmt: skip
    gone, come = old[same : len(old) - back], new[same : len(new) - back]
    if max(len(gone), len(come)) > 8 * _NEAR:
        return ""
    return f"…{old[max(0, same - 4 * _NEAR) : same]}[-{gone}-]{{+{come}+}}{old[len(old) - back :][:_NEAR]}…".replace("\n", " ")


def clauses_of(paths: list[str]) -> Iterator[tuple[str, str]]:
    """Each clause with a name: of JSONL files, or of the project's own."""
    for path in paths:
        for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines()):
            held = json.loads(line)
            yield str(held.get("id", number)), str(held["text"])
    for one in sorted((CHECKOUT / "tests" / "clauses" / "valid").glob("*.txt")) if not paths else ():
        lines = one.read_text(encoding="utf-8").splitlines()
        yield one.stem, "\n".join(line for line in lines if not line.startswith("#")).strip()


def fault(found: tuple[Change, ...], kind: Kind, kinds: frozenset[str], thing: str) -> str:
    """What is wrong with what was told: "false", "missed", "told as something else", or nothing."""
    if not kind.harmful:
        return "false" if found else ""
    if not found:
        return "missed"
    right = any(one.kind in kinds and about(one).startswith(thing) for one in found)
    return "" if right else "told as something else"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*")
    parser.add_argument("--only", help="kinds of edit, with commas: " + ", ".join(kind.name for kind in KINDS))
    parser.add_argument("--show", action="store_true", help="print each edit that is told wrongly")
    parser.add_argument("--part", default="0/1", help="which part of how many of the clauses")
    asked = parser.parse_args()
    part, parts = map(int, asked.part.split("/"))
    texts = list(clauses_of(asked.files))[part::parts]
    bases = [run.parse(document(text), AS_OF) for _, text in texts]
    for kind in KINDS:
        if asked.only and kind.name not in asked.only.split(","):
            continue
        tried, wrong = 0, {"false": 0, "missed": 0, "told as something else": 0}
        for (name, text), base in zip(texts, bases, strict=True):
            seen: set[str] = {"" if kind.bold else text, ""}
            for edited, kinds, thing in kind.edits(text, base) if base else ():
                if edited in seen or len(seen) > _MOST + 1:
                    continue
                seen.add(edited)
                tried += 1
                found = differing(document(text), in_bold(edited)) if kind.bold else told(text, edited)
                if not (how := fault(found, kind, kinds, thing)):
                    continue
                wrong[how] += 1
                if asked.show:
                    print(f"  {name} {how} ({thing}): {around(text, edited)}")
                    for change in found:
                        print(f"      told: {change.kind} {about(change)}: {change.message}")
        said = f"{wrong['missed']} missed, {wrong['told as something else']} told as something else"
        print(f"{kind.name}: {said if kind.harmful else str(wrong['false']) + ' false'} of {tried}", flush=True)


if __name__ == "__main__":
    main()
