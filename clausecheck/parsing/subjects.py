"""Which noun of a sentence is the subject of a verb that follows, and which the object of the one before; negative nouns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from clausecheck.parsing.frames import At
from clausecheck.parsing.reliefs import Reliefs
from clausecheck.parsing.rules import Part
from clausecheck.tokens import folded

_SUBJECTS = frozenset({"PERSONS", "ITEMS", "BY_PERSONS", "LAWS", "NOUNS", "PLACES", "USES"})
_VERBS = frozenset({"prohibition", "obligation", "permission", "denial", "assertion", "termination", "notice"})


@dataclass(slots=True)
class Subjects(Reliefs):
    """What the fold asks about the parts around a noun."""

    def _none(self, at: At) -> None:
        """A negative noun: the subject of the verb that follows, or, where none does, the object of a duty ("make no sale")."""
        draft = at.frame.draft
        if draft is not None and draft.sense == "for" and not draft.exclusions and not self._head_follows(at):
            draft.kind = "prohibition" if draft.kind == "obligation" else draft.kind
            draft.turn("against")
            at.frame.negative = True
            return
        at.frame.negated = at.frame.negative = True  # "no Camera will be resold to"
        at.frame.pending.append(at.part)

    def _head_follows(self, at: At) -> bool:
        """Whether the statement that starts here has a verb of its own before a conjunction or a stop."""
        for part in _outside_brackets(at.read, at.index + 1):
            if part.name in _VERBS:
                return True
            if part.name == "limbs" or (part.name == "break" and part.chunks[0].types() - {"COMMA"}):
                return False
        return False

    def _predicate_ahead(self, at: At) -> int:
        """The index of the verb of forbidding that an act behind a joint is the subject of; 0 where there is none."""
        if not at.index or at.read[at.index - 1].name not in ("break", "stray"):
            return 0
        for index, part in enumerate(at.read[at.index + 1 :], at.index + 1):
            if part.name == "prohibition":
                return index if part.chunks[0].head == "predicate" else 0
            if part.name in _VERBS or part.name in ("condition", "limbs", "licence", "exception"):
                return 0
        return 0

    def _legal(self, at: At) -> bool:
        """Whether a series only goes on with the laws of a breach or a compliance before it ("..., including the EAR")."""
        if at.frame.draft is None or at.frame.draft.sense != "against" or not _only_laws(at.part):
            return False
        before = at.read[at.index - 1].chunks[-1] if at.index else None
        if before is not None and "DESC" in before.types() and at.part.chunks[0].preposition == "BY":
            return True  # "in any manner prohibited by the Export Administration Act": the law decides
        for part in reversed(at.read[max(0, at.index - 8) : at.index]):
            if part.name in ("breach", "compliance", "licence") or _forbidden_by_law(part):
                return True
            if part.name not in ("including", "break", "currency", "stray", "neither_nor", "condition") and not (
                part.name == "series" and _only_laws(part)
            ):
                return False
        return False

    def _no_object(self, at: At) -> bool:
        """Whether a duty has only a negative object: "shall make no sale", "shall call at no port"."""
        draft, first = at.frame.draft, at.part.targets[0].chunks[0] if at.part.targets else None
        if (
            draft is None
            or first is None
            or draft.sense != "for"
            or draft.kind not in ("obligation", "limb")
            or draft.exclusions
        ):
            return False
        negative = first.terms[1 if first.preposition else 0].type == "NO" if len(first.terms) > 1 else first.types() == {"NO"}
        return negative and not self._head_follows(at)

    def _no_subject(self, part: Part) -> bool:
        """ "No person may", "none of the Products is": a negative determiner on what looks like a subject."""
        first = part.targets[0].chunks[0] if part.targets else None
        return first is not None and not first.preposition and first.kind in _SUBJECTS and first.terms[0].type == "NO"

    def _nobody_first(self, at: At) -> bool:
        """ "To no person on the list may any Product be sold": the sentence begins with whom its verb does not reach."""
        first = at.part.targets[0].chunks[0] if at.part.targets else None
        verb = at.read[at.index + 1].name if at.index + 1 < len(at.read) else ""
        if first is None or at.index or not first.preposition or len(first.terms) < 2 or first.terms[1].type != "NO":
            return False
        return verb in ("permission", "obligation")

    def _stands_nowhere(self, pending: list[Part]) -> bool:
        """ "No Borrower appears on the list": a verb that the words for standing on a list, or in a place, are themselves."""
        chunks = [chunk for part in pending for chunk in part.chunks[1:] if chunk.kind in ("LISTED", "LOCATED")]
        finite = set(self.knowledge.cues["stands"])
        return any(folded(self.text[chunk.start : chunk.end])[0] in finite for chunk in chunks)

    def _new_subject(self, part: Part, read: list[Part], index: int) -> bool:
        """Whether a series is the subject of a head that follows, not an object of the one before."""
        if not part.targets or part.targets[-1].chunks[0].preposition or part.targets[-1].chunks[0].kind not in _SUBJECTS:
            return False
        passing = {"break", "currency", "stray", "knowledge"}
        none = self._no_subject(part)
        if none:
            # "no person who controls / the Borrower or any Subsidiary / is": one long subject
            passing |= {"series", "ownership_test"}
        following = None
        for later in islice(_outside_brackets(read, index + 1) if none else read[index + 1 :], 4):
            joined = later.name == "break" and later.chunks[0].kind == "JOIN" and later.chunks[0].types() & {"AND", "OR"}
            if later.name not in passing or (joined and not none and read[index - 1].name != "break"):
                following = later
                break
        if following is None or following.name not in (
            "prohibition",
            "obligation",
            "permission",
            "denial",
            "representation",
            "pledge",
            "acknowledgement",
            "assertion",
            "notice",
        ):
            return False
        before = read[index - 1].name if index else "break"
        return before in (
            "break",
            "representation",
            "pledge",
            "acknowledgement",
            "assurance",
            "neither",
            "neither_nor",
            "either",
            "condition",
            "licence",
            "including",
            "limbs",
            "exception",
            "stray",
            "currency",
        )


def _only_laws(part: Part) -> bool:
    """Whether a series names laws and authorities alone: "the regulations issued under the Act"."""
    return bool(part.targets) and all(
        target.name in ("instrument", "agency")
        or (target.name == "restriction" and {chunk.kind for chunk in target.chunks} == {"SUBJECT", "LAWS"})
        for target in part.targets
    )


def _forbidden_by_law(part: Part) -> bool:
    """ "To any destination prohibited by applicable law": laws that go on behind it are obeyed as well."""
    chunks = part.chunks[:-1] if part.chunks[-1].kind in ("PAUSE", "JOIN") else part.chunks
    if part.name != "series" or len(chunks) < 2 or chunks[-1].kind != "LAWS" or chunks[-1].preposition != "BY":
        return False
    return "DESC" in chunks[-2].types() or chunks[-2].kind == "RESTRICTS"


def _outside_brackets(read: list[Part], start: int) -> Iterator[Part]:
    """The parts from `start` on that stand in no brackets: "no product (or any direct product thereof) will be"."""
    depth = 0
    for part in read[start:]:
        first = part.chunks[0]
        types = first.types() if first.kind == "OTHER" else set()
        if types == {"LPAR"}:
            depth += 1
        elif types == {"RPAR"}:
            depth = max(0, depth - 1)
        elif not depth:
            yield part
