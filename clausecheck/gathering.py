"""One finding of several things of one sort that are missing, with one wording to put in: what a lawyer would write.

Formats for people and forges say it so; JSON has each by itself, as acceptances, baselines and `-v` do.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from clausecheck.finding import SEVERITIES, Finding, Lack, Law, Requirement

_ASKED: tuple[Requirement, ...] = ("required", "recommended", "optional")
_NOUNS = {
    "list": ("list", "lists"),
    "territory": ("territory", "territories"),
    "territory_group": ("territory", "territories"),
    "end_use": ("end use", "end uses"),
    "end_user": ("kind of end user", "kinds of end users"),
    "act": ("act", "acts"),
}
_ARTICLES = frozenset({"the", "a", "an", "any"})
_HEAD, _TAIL, _MIDDLE = 2, 3, 7
"""The fewest words that wordings begin with and end in to be made one, and the most that they have between these."""
_IT = re.compile("\u201c[^\u201d]*\u201d|\\bit\\b")


def gathered(findings: Iterable[Finding], *, apart: bool = False) -> tuple[Finding, ...]:
    """The findings with those on missing things of one check as one, in the place of the worst; as they are with `apart`.

    What is accepted is gathered with what the same acceptance accepts. The fingerprint of several is one of all of theirs.
    """
    findings = tuple(findings)
    groups: dict[object, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(_key(finding) if not apart else id(finding), []).append(finding)
    return tuple(several[0] if len(several) == 1 else _one(several) for several in groups.values())


def _key(finding: Finding) -> object:
    if finding.lack is None or finding.place.span is not None:
        return id(finding)
    return finding.code, finding.place.document, finding.accepted


def _one(several: Sequence[Finding]) -> Finding:
    """The finding on all of `several`; what matters for some trades only is named, and asked for where it stands alone."""
    worst = min(several, key=lambda one: SEVERITIES.index(one.severity))
    needed = [one for one in several if one.lack and one.lack.asked != "optional"] or list(several)
    laws = dict.fromkeys(law for one in needed for law in _laws(one))
    fingerprints = "\x1f".join(sorted(one.fingerprint for one in several))
    return replace(
        worst,
        confidence=min((one.confidence for one in several), key=("low", "medium", "high").index),
        message=_message(several),
        subject=", ".join(one.subject for one in several),
        thing=None,
        key=worst.lack.sort if worst.lack else "",
        advice=_wording([one.advice for one in needed if one.advice]) or None,
        sources=tuple(laws),
        fingerprint=hashlib.sha256(fingerprints.encode("utf-8")).hexdigest()[:24],
    )


def _laws(finding: Finding) -> Sequence[Law]:
    """The sources of a finding, the law itself among them; where it is not, the first of them stands for it."""
    named = any(not one.read and not one.locator for one in finding.sources)
    return finding.sources if named else (*(Law(title=one.title) for one in finding.sources[:1]), *finding.sources)


def _message(several: Sequence[Finding]) -> str:
    """How many of a sort are missing and why, then a line for what is required, recommended and optional."""
    lacks = [one.lack for one in several if one.lack is not None]
    first = lacks[0]
    lines = [f"{len(lacks)} {_NOUNS[first.sort][1]} missing: {_of_them(first.why)} ({first.ground})"]
    for asked in _ASKED:
        of_it = [lack for lack in lacks if lack.asked == asked]
        for why in dict.fromkeys(lack.why for lack in of_it):
            alike = [lack for lack in of_it if lack.why == why]
            otherwise = "" if why == first.why else f", and {_of_them(why) if len(alike) > 1 else why}"
            lines.append(f"{asked}{otherwise}: {', '.join(map(_named, alike))}")
    return "\n".join(lines)


def _of_them(why: str) -> str:
    """What is said of one thing, said of several; quoted words stay."""
    return _IT.sub(lambda found: "them" if found[0] == "it" else found[0], why)


def _named(lack: Lack) -> str:
    return f"{lack.name} ({lack.law.removeprefix('in force ')})" if lack.law else lack.name


def _wording(wordings: Sequence[str]) -> str:
    """One wording for all: those that begin and end alike are made one, the others follow each other."""
    rows: list[list[list[str]]] = []
    for words in (one.split(" ") for one in dict.fromkeys(wordings)):
        for row in rows:
            if _joined([*row, words]):
                row.append(words)
                break
        else:
            rows.append([words])
    return "; ".join(_joined(row) for row in rows)


def _joined(row: Sequence[Sequence[str]]) -> str:
    """Wordings as one, "to, or for use in, Cuba, Iran or Syria"; "" where they are not alike enough."""
    if len(row) == 1:
        return " ".join(row[0])
    most = min(map(len, row)) - 1
    head = next((at for at in range(most) if len({words[at] for words in row}) > 1), most)
    tail = next((at for at in range(most - head) if len({words[-1 - at] for words in row}) > 1), most - head)
    while head and row[0][head - 1] in _ARTICLES:
        head -= 1
    tail = tail if tail >= _TAIL else 0
    middles = [words[head : len(words) - tail] for words in row]
    if head < _HEAD or any(len(words) > _MIDDLE or "," in "".join(words) for words in middles):
        return ""
    said = [" ".join(words) for words in middles]
    return " ".join([*row[0][:head], f"{', '.join(said[:-1])} or {said[-1]}", *(row[0][-tail:] if tail else ())])
