"""Drafting faults that show only when a whole clause is read: a bar that has lost its "not", or that an "or" makes toothless.

Nobody undertakes to sell to a listed person, or vouches for being located in an embargoed country: beside prohibitions, or
where the law alone would forbid it, such words have lost a negation.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from clausecheck.knowledge import Knowledge
from clausecheck.parsing.chunks import LimbUnit
from clausecheck.parsing.drafts import Draft
from clausecheck.ruletree import Exclusion, Sense
from clausecheck.tokens import folded

_LEGAL = frozenset({"instrument", "authority"})
_STATUS_RULES = frozenset({"location", "listed", "nationality", "restriction", "listing", "end_use"})
_STANDING = frozenset({"location", "listed", "nationality"})


def idle(draft: Draft) -> bool:
    """Whether a norm binds nobody to anything that matters here: "this section shall survive", "damages may arise"."""
    says = draft.exceptions or draft.knowledge or draft.defect or draft.complying or draft.ownership
    return draft.kind in ("obligation", "permission", "prohibition") and draft.empty() and not says and not draft.bearer


def find_lost_nots(drafts: list[Draft], knowledge: Knowledge) -> None:
    """Mark every norm among `drafts` (limbs included) that plainly was meant as a bar and reads as none."""
    barring = any(draft.sense == "against" for draft in _all(drafts))
    for draft in drafts:
        if draft.kind == "obligation" and draft.sense == "for":
            _duty(draft, knowledge, barring)
        elif draft.kind == "representation" and draft.sense == "about" and _status(draft, knowledge, barring):
            _lose(draft, "representation")
        elif draft.kind == "permission" and _only_for_them(draft, knowledge):
            _lose(draft, "prohibition")
        else:
            if draft.kind == "permission" and draft.conditions and _of_provider(draft, knowledge):
                since = min(span.start for span in draft.conditions)
                draft.exclusions = [
                    replace(i, sense="about") if i.sense == "allow" and i.span.start > since else i for i in draft.exclusions
                ]
            find_lost_nots(draft.children, knowledge)


def _duty(draft: Draft, knowledge: Knowledge, barring: bool) -> None:
    """A duty to deliver to a listed person, or, beside bars, to an embargoed place or for a barred end use."""
    limbs = [draft, *_all(draft.children)]
    if not any(one.acts and (one.doing or one.kind == "limb") for one in limbs):
        return
    reached = {id(one): frozenset(one.reached) for one in limbs}
    given = [
        item for one in limbs if one.sense == "for" for item in one.exclusions if not item.excepted and item in reached[id(one)]
    ]
    if draft.complying:
        if any(item.thing.kind in ("list", "territory_group") or watched(item, knowledge) for item in given):
            for (
                one
            ) in limbs:  # "comply with the EAR in the export of the goods (i) to any embargoed country": bars, as the EAR do
                one.exclusions = [replace(i, sense="against") if i.thing.kind not in _LEGAL else i for i in one.exclusions]
        return
    listed = any(item.thing.kind == "list" for item in given)
    ends = any(item.thing.kind == "end_use" for item in given)
    places = any(watched(item, knowledge) for item in given)
    embargoed = {item.thing for item in given if item.thing.id in knowledge.embargoed}
    if listed or (barring and (ends or places)) or (ends and places) or len(embargoed) > 1:
        _lose(draft, "prohibition")


def _only_for_them(draft: Draft, knowledge: Knowledge) -> bool:
    """ "May be passed on only to persons who are on the list", "you may use it if you are located in": the "not" is lost."""
    since = min((span.start for span in draft.conditions), default=None)
    limbs = [draft, *_all(draft.children)]
    if not draft.only and (since is None or _of_provider(draft, knowledge)):
        return False
    named = [
        i
        for one in limbs
        if one.sense == "allow"
        for i in one.exclusions
        if draft.only or (since is not None and i.span.start > since)
    ]
    return any(item.thing.kind == "list" for item in named) and all(
        item.thing.kind in ("list", "end_use", "end_user", "authority", "instrument") or watched(item, knowledge)
        for item in named
    )


def _of_provider(draft: Draft, knowledge: Knowledge) -> bool:
    """Whether a permission is a right of whoever provides: "we may close your account if you appear on the list"."""
    return not draft.acts or bool(set(folded(draft.bearer)) & set(knowledge.cues["provider"]))


def _status(draft: Draft, knowledge: Knowledge, barring: bool) -> bool:
    named = [item for item in draft.exclusions if item.productions and item.productions[0] in _STATUS_RULES]
    off_limits = [item for item in named if item.thing.kind in ("list", "end_use") or watched(item, knowledge)]
    standing = [item for item in off_limits if item.productions[0] in _STANDING and item.thing.kind != "end_use"]
    standing += [i for i in draft.exclusions if i.productions[:1] == ("recipient",) and i.thing.kind == "list"]
    listed = any(item.thing.kind == "list" for item in standing)
    return bool(off_limits or standing) and (barring or listed or len(standing) > 1)


def watched(item: Exclusion, knowledge: Knowledge) -> bool:
    """Whether an item names a group of territories, or a territory that is, or was, under measures."""
    entry = knowledge.entry(item.thing)
    return item.thing.kind == "territory_group" or (
        item.thing.kind == "territory" and entry is not None and bool(entry.measures)
    )


def _lose(draft: Draft, kind: str) -> None:
    draft.defect, draft.kind = "lost-not", kind
    draft.turn("against")
    for child in _all(draft.children):
        if child.sense in ("for", "about", "allow"):
            child.defect = "lost-not"
            child.turn("against")


def _all(drafts: Iterable[Draft]) -> Iterable[Draft]:
    for draft in drafts:
        yield draft
        yield from _all(draft.children)


def either_of_denials(limbs: list[LimbUnit], own: list[list[Draft]]) -> bool:
    """Whether limbs that are each negative are joined by "or": whoever passes one passes all."""
    if len(own) < 2 or not all(drafts and drafts[0].sense == "against" and drafts[0].negation for drafts in own):
        return False
    last = limbs[-2].units[-1].chunks if limbs[-2].units else []
    joints = [chunk for chunk in last[-2:] if chunk.kind == "JOIN"]
    return bool(joints) and "OR" in joints[-1].types() and "AND" not in joints[-1].types()


def lists_only_named(draft: Draft, text: str, knowledge: Knowledge) -> None:
    """A duty that neither obeys a list nor screens against it ("shall indemnify for sales to listed persons") only names it.

    To obey a list ("shall comply with the lists kept by") is to deal with nobody on it.
    """
    if set(knowledge.cues["screening"]) & set(folded(text[draft.start : draft.end])):
        return
    sense: Sense = "against" if draft.complying else "about"
    for one in [draft, *_all(draft.children)]:
        if one.sense == "for":
            one.exclusions = [
                replace(i, sense=sense) if i.thing.kind == "list" and i.sense == "for" else i for i in one.exclusions
            ]
