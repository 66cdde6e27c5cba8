"""Verbs that stand behind what they bar: "Export to Iran is prohibited", "transfer to any such person requires a licence"."""

from __future__ import annotations

from dataclasses import replace

from clausecheck.knowledge import Knowledge
from clausecheck.parsing.chunks import Chunk
from clausecheck.tokens import folded

_HEADS = frozenset({"BAR", "DUTY", "LEAVE", "DENIAL", "VOUCH", "NEGATION", "STATUS"})
_LAWS = frozenset({"LAWS", "AGENCIES", "JOIN", "JOIN_LAW", "SEP", "PAUSE", "NOUNS", "ADMINISTERED", "DEFINED", "REFERENCE"})
_FARTHEST_LAW = 12
_TO_THE_ACT = 6
"""Chunks within which an act behind a verb of forbidding is what that verb forbids."""
_CONDITION = 3
"""Chunks before a verb of forbidding within which a condition begins that it belongs to."""
_VERBS = _HEADS | {"LISTED", "LOCATED", "SUBJECT", "ENGAGED", "OWNERSHIP", "RESTRICTS", "ACTS"}
_FRESH = frozenset({"NOTE", "PLEDGE", "STOP"})


def find_predicates(chunks: list[Chunk], text: str, knowledge: Knowledge) -> list[Chunk]:
    """The chunks of a sentence with each main verb of forbidding turned into a BAR of head ``predicate``.

    It is a main verb where no other head came before it in its statement and no relative word or condition opened a clause
    that it could belong to.
    """
    chunks = _kept_from(_states(_heading(chunks, text, knowledge), text, knowledge), text, knowledge)
    chunks = _relative_bars(_known(chunks), text, knowledge)
    out: list[Chunk] = []
    chunks = _imperative(chunks)
    free = True
    subject = _announces(chunks, text)
    conditional = relative = hungry = False  # hungry: a relative word still waits for its verb
    for index, chunk in enumerate(chunks):
        if chunk.kind in _FRESH:
            free, subject, relative, hungry = True, False, False, False
        elif chunk.kind == "OTHER" and " ".join(folded(text[chunk.start : chunk.end])) in knowledge.cues["result"]:
            free, subject, relative, hungry = True, False, False, False  # "controlled such that export to Iran is prohibited"
        elif chunk.kind == "JOIN" and conditional and "COMMA" in chunk.types() and not _head_ahead(chunks, index):
            free, subject = True, True  # "if you are a resident of Iran, this licence is void"
        elif not free and not (conditional or relative) and _new_act(chunks, index, text, knowledge):
            free, subject = True, False  # "..., but exports to Iran are prohibited"
        elif chunk.kind == "WHO" and subject:
            reached = folded(text[chunk.start : chunk.end])[0] in knowledge.cues["reaching"]  # "to which export is prohibited"
            relative, hungry = True, reached or chunk.terms[-1].size == 1
            free = free and not reached
        elif hungry and chunk.kind in _VERBS:
            hungry = False  # "a person who is on the list"
            out.append(chunk)
            continue
        elif chunk.kind == "UNLESS" and folded(text[chunk.start : chunk.end])[:1] == ["without"]:
            pass  # "resale without a licence is unlawful"
        elif chunk.kind in _HEADS or chunk.kind in ("IF", "UNLESS"):
            free, conditional = False, chunk.kind == "IF" or conditional
        elif chunk.kind in ("PERSONS", "ITEMS", "PLACES", "ACTS", "VIOLATION", "USES") or (not index and chunk.kind == "OTHER"):
            subject = True
        main = chunk.kind == "RESTRICTS" and free and subject and not (conditional and relative)
        ends = chunk is chunks[-1] and not relative
        verb = main and (ends or _finite(chunk, text, knowledge) or _noted(chunks, index, text))
        if verb and not _only_breach(chunks, index, text, knowledge):
            out.append(replace(chunk, kind="BAR", head="predicate"))
            free = False
            continue
        out.append(chunk)
    return out


def _imperative(chunks: list[Chunk]) -> list[Chunk]:
    """ "If you are on the list, stop using it": a verb of stopping that begins a statement and has its act behind it."""
    out = list(chunks)
    headed = False
    for index, chunk in enumerate(chunks[:-1]):
        opens = index == 0 or chunks[index - 1].kind in ("JOIN", "STOP")
        if chunk.kind == "PREVENT" and opens and not headed and chunks[index + 1].kind in ("ACTS", "ITEMS"):
            out[index] = replace(chunk, kind="BAR", head="bar")
        declared = [c.kind for c in chunks[max(0, index - 2) : index]] == ["PERSONS", "OTHER"]
        ours = index == 1 and chunks[0].kind == "PERSONS" and not chunks[0].preposition and chunks[0].terms[0].type != "NO"
        if chunk.kind == "PREVENT" and ours and chunks[2].kind in ("ACTS", "ITEMS", "NOUNS"):
            out[index] = replace(chunk, kind="BAR", head="bar")  # "we prohibit access from"
        if chunk.kind == "PREVENT" and declared and chunks[index - 1].types() == {"HEREBY"} and not headed:
            out[index] = replace(chunk, kind="BAR", head="bar")  # "we hereby prohibit the buyer from selling"
        headed = headed or chunk.kind in _HEADS - {"STATUS", "DENIAL"}
    return out


def _noted(chunks: list[Chunk], index: int, text: str) -> bool:
    """ "Services not available to persons in Iran": a note without a verb, which nothing but its "not" says."""
    negative = folded(text[chunks[index].start : chunks[index].end])[:1] == ["not"]
    verbs = any(chunk.kind in _HEADS | {"WHO"} for chunk in chunks[index + 1 :])
    return negative and index == 1 and chunks[0].kind in ("ITEMS", "ACTS", "NOUNS") and not verbs


def _finite(chunk: Chunk, text: str, knowledge: Knowledge) -> bool:
    return folded(text[chunk.start : chunk.end])[0] in knowledge.cues["finite"]


def _only_breach(chunks: list[Chunk], index: int, text: str, knowledge: Knowledge) -> bool:
    """Whether "is a material breach" tells what a breach of some clause is, with no act about it that it would forbid."""
    if not set(folded(text[chunks[index].start : chunks[index].end])) & set(knowledge.cues["VIOLATION"]):
        return False
    near = [*chunks[:index], *chunks[index + 1 : index + 1 + _TO_THE_ACT]]
    return not any(chunk.kind == "ACTS" for chunk in near)


def _new_act(chunks: list[Chunk], index: int, text: str, knowledge: Knowledge) -> bool:
    """Whether an act begins a statement of its own that a verb of forbidding ends, with no other verb or joint between."""
    if index + 1 >= len(chunks) or chunks[index + 1].kind != "ACTS" or chunks[index + 1].types() & {"BE"}:
        return False
    if chunks[index].kind not in ("JOIN", "OTHER") or not set(folded(text[chunks[index].start : chunks[index].end])) & set(
        knowledge.cues["contrast"]
    ):
        return False
    for chunk in chunks[index + 2 :]:
        if chunk.kind == "RESTRICTS":
            return _finite(chunk, text, knowledge)
        if chunk.kind in _HEADS | _FRESH | {"WHO", "IF", "UNLESS"}:
            return False
    return False


def _head_ahead(chunks: list[Chunk], index: int) -> bool:
    """Whether a verb that binds, or a relative word, stands behind: the words up to it are still the condition's."""
    return any(chunk.kind in (_HEADS - {"STATUS"}) | _FRESH | {"WHO"} for chunk in chunks[index + 1 :])


def _announces(chunks: list[Chunk], text: str) -> bool:
    """Whether limbs follow that a heading or a "following" stands for: "the following are prohibited: (a)"."""
    return bool(chunks) and chunks[-1].kind == "LIMBS" and "following" in folded(text[chunks[0].start : chunks[0].end])


def _heading(chunks: list[Chunk], text: str, knowledge: Knowledge) -> list[Chunk]:
    """ "Prohibited uses: - ... - ...", "Prohibited territories: Cuba, Iran": a heading that bars what it is set over."""
    kinds = [chunk.kind for chunk in chunks]
    if len(kinds) < 3 or kinds[1] != "STOP" or chunks[1].types() != {"COLON"} or set(kinds[2:]) & (_HEADS | {"MEANS"}):
        return chunks
    first = chunks[0]
    limbs = kinds[0] in ("USES", "ACTS") and kinds[2:] == ["LIMBS"]
    named = kinds[0] in ("PLACES", "USES") and "DESC" in first.types()
    cues = knowledge.cues
    barring = set(folded(text[first.start : first.end])) & {*cues["forbidden"], *cues["off_limits"], *cues["sanctioning"]}
    if first.preposition or not (limbs or named) or not barring:
        return chunks
    return [replace(first, kind="BAR", head="predicate"), *chunks[1:]]


def _states(chunks: list[Chunk], text: str, knowledge: Knowledge) -> list[Chunk]:
    """ "Is strictly forbidden", "is not, in any case, allowed": a verb of being and what forbids, as one chunk."""
    forbidden, allowed, no_bar = (knowledge.cues[name] for name in ("forbidden", "allowed", "no_bar"))
    permitted = {*allowed} & {*knowledge.cues["authorised"]}
    out: list[Chunk] = []
    for chunk in chunks:
        verb = out[-1].kind if out else ""
        if verb in ("STATUS", "DENIAL") and chunk.kind in ("NOUNS", "OTHER", "RESTRICTS") and not chunk.limbs:
            words = " ".join(folded(text[chunk.start : chunk.end]))
            if words in (forbidden if verb == "STATUS" else allowed):
                terms = [*out[-1].terms, *chunk.terms]
                if [c.kind for c in out[-2:-1]] == ["DUTY"]:
                    terms = [*out.pop(-2).terms, *terms]  # "access from Iran will be blocked"
                out[-1] = replace(out[-1], kind="RESTRICTS", head="prohibits", terms=terms)
                continue
            if verb == "STATUS" and words in permitted and _acts_alone(out[:-1]):
                out[-1] = replace(out[-1], kind="LEAVE", head="leave", terms=[*out[-1].terms, *chunk.terms])
                continue  # "exports to India are hereby authorised"
        bound = chunk.kind == "DUTY" and folded(text[chunk.start : chunk.end])[0] in no_bar
        if verb == "STATUS" and bound and folded(text[out[-1].start : out[-1].end]) == ["be"]:
            chunk = replace(chunk, kind="OTHER", head="other")  # "neither party shall be required to"
        if verb == "DUTY" and chunk.kind == "RESTRICTS" and chunk.terms[0].of(text).casefold().startswith("be "):
            chunk = replace(chunk, terms=[*out.pop().terms, *chunk.terms])  # "exports to Iran shall be prohibited"
        if verb == "STATUS" and chunk.kind == "BAR" and folded(text[chunk.start : chunk.end])[0] in forbidden:
            chunk = replace(chunk, terms=[*out.pop().terms, *chunk.terms])  # "are generally prohibited from"
        if chunk.kind == "EXCEPT" and [c.kind for c in out[-2:]] == ["OTHER", "PLACES"] and out[-2].types() == {"LPAR"}:
            out[-2] = replace(out[-2], kind="EXCEPT")  # "(South Sudan excepted)"
            chunk = replace(chunk, kind="OTHER")
        out.append(chunk)
    return out


def _acts_alone(before: list[Chunk]) -> bool:
    """Whether acts are the subject of a verb, with no other verb, condition or exception before it in the statement."""
    kinds = {chunk.kind for chunk in before}
    others = _HEADS | {"IF", "UNLESS", "EXCEPT", "WHO", "RESTRICTS", "PREVENT", "NOR", "NEITHER"}
    return "ACTS" in kinds and not kinds & others


def _kept_from(chunks: list[Chunk], text: str, knowledge: Knowledge) -> list[Chunk]:
    """ "Are prohibited under the laws of the State from exporting": a bar, with the law that sets it between."""
    out = list(chunks)
    for index, chunk in enumerate(chunks):
        if any(one.kind in ("IF", "UNLESS") for one in chunks[max(0, index - _CONDITION) : index]):
            continue  # "unless the Buyer is prohibited by law from doing so"
        barring = chunk.kind == "RESTRICTS" or (chunk.types() == {"DESC"} and [c.kind for c in out[:index]][-1:] == ["DENIAL"])
        if not barring or set(folded(text[chunk.start : chunk.end])).isdisjoint(knowledge.cues["forbidden"]):
            continue
        end = index + 1
        while end < len(chunks) and chunks[end].kind in _LAWS | {"SUBJECT"} and chunks[end].preposition != "FROM":
            end += 1
        law = any(one.kind in ("LAWS", "AGENCIES") for one in chunks[index + 1 : end])
        if law and end + 1 < len(chunks) and chunks[end].types() == {"FROM"} and chunks[end + 1].kind in ("ACTS", "OTHER"):
            out[index] = replace(chunk, kind="BAR", head="bar")
    return out


def _known(chunks: list[Chunk]) -> list[Chunk]:
    """ "Any end user known, or having reason to be known, will use": the verb belongs to what is known of the person."""
    out: list[Chunk] = []
    for index, chunk in enumerate(chunks):
        if chunk.kind != "DUTY":
            out.append(chunk)
            continue
        before = next((c.kind for c in reversed(chunks[max(0, index - 3) : index]) if c.kind != "JOIN"), "")
        bound = before == "KNOWING" and chunks[index - 1].kind == "JOIN"
        out.append(replace(chunk, kind="KNOWING") if bound and any(c.kind == "PERSONS" for c in out[-8:]) else chunk)
    return out


def _relative_bars(chunks: list[Chunk], text: str, knowledge: Knowledge) -> list[Chunk]:
    """ "A person with whom the Lenders are prohibited from dealing": a bar of some rule, which describes the person."""
    out = list(chunks)
    for index, chunk in enumerate(chunks):
        if chunk.kind not in ("BAR", "PREVENT"):
            continue
        if chunk.kind == "PREVENT" and chunk.types() != {"PREVENT"}:
            continue
        before = [c.kind for c in chunks[max(0, index - 2) : index]]
        if chunk.types() & {"NOT", "MODAL", "MAY", "DO", "DONT"}:
            if before == ["WHO", "PERSONS"] and chunks[index - 2].terms[0].size > 1:
                out[index] = replace(chunk, kind="RESTRICTS")  # "activities to which U.S. persons may not contribute"
            continue
        participle = chunk.kind == "BAR" and folded(text[chunk.start : chunk.end])[0] in knowledge.cues["forbidden"]
        if participle and before[-1:] == ["PERSONS"] and any(c.kind in _HEADS for c in chunks[: index - 1]):
            out[index] = replace(chunk, kind="RESTRICTS")  # "shall not export to persons prohibited from receiving exports"
            continue
        near = before[-1:] == ["WHO"] or (before[:1] == ["WHO"] and before[-1] in ("PERSONS", "NOUNS", "ITEMS"))
        if near and chunk.kind == "BAR":
            out[index] = replace(chunk, kind="RESTRICTS")
            continue
        back = index - 1
        while back >= 0 and index - back < _FARTHEST_LAW and (out[back].kind in _LAWS or out[back].preposition == "OF"):
            back -= 1
        if back >= 0 and out[back].kind == "WHO" and any(c.kind == "LAWS" for c in out[back:index]):
            out[index] = replace(chunk, kind="RESTRICTS")  # "to which the Act, or any similar law, prohibits the export"
            for at in range(back + 2, index):
                if out[at].preposition == "OF" and out[at - 1].kind == "JOIN":
                    out[at - 1] = replace(out[at - 1], kind="NOUNS")  # "the laws of such country or of the United States"
    return out
