"""Which findings a filter leaves: words for severity, code, kind of thing, or anything in the message."""

from __future__ import annotations

from collections.abc import Callable

from clausecheck.finding import SEVERITIES, Finding
from clausecheck.ruletree import THING_KINDS

HINT = "error, warning, note, CC1, missing-list, territory, open, accepted, any word; - before one leaves it out"
_SHORT = {"end-use": "end_use", "use": "end_use", "end-user": "end_user", "user": "end_user", "group": "territory_group"}
Test = Callable[[Finding], bool]


def kept(findings: tuple[Finding, ...], words: str) -> list[int]:
    """The numbers of the findings that `words` leaves: any word of one sort must fit, and one of each sort; none with ``-``."""
    wanted: dict[str, list[Test]] = {}
    unwanted: list[Test] = []
    for word in words.split():
        sort, test = _test(word.removeprefix("-").casefold())
        if word.startswith("-") and len(word) > 1:
            unwanted.append(test)
        else:
            wanted.setdefault(sort, []).append(test)
    return [
        number
        for number, finding in enumerate(findings)
        if all(any(test(finding) for test in tests) for tests in wanted.values()) and not any(t(finding) for t in unwanted)
    ]


def _test(word: str) -> tuple[str, Test]:
    """The sort of a word and what it asks of a finding; words of the text are each a sort of their own."""
    severity = next((one for one in SEVERITIES if word in (one, f"{one}s")), None)
    if severity is not None:
        return "severity", lambda finding: finding.severity == severity
    if word in ("accepted", "open"):
        return "state", lambda finding: (finding.accepted is not None) == (word == "accepted")
    singular = word.removesuffix("ies") + "y" if word.endswith("ies") else word.removesuffix("s")
    kind = next((one for one in (_SHORT.get(word, word), singular) if one in THING_KINDS), None)
    if kind is not None:
        return "kind", lambda finding: finding.thing is not None and finding.thing.kind == kind
    if word.startswith("cc") and word[2:].isdigit():
        return "code", lambda finding: finding.code.casefold().startswith(word)
    return f"word {word}", lambda finding: word in f"{finding.name} {finding.message} {finding.quote} {finding.code}".casefold()
