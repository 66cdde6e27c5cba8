"""Between the stages: what each conjunction joins, from the chunks on either side of it.

A joint joins two targets (JOIN), two conditions on one target (ALSO), two instruments (JOIN_LAW), or two statements (SEP); a
comma that only parts a modifier off is a PAUSE. Windows are bounded.
"""

from __future__ import annotations

from clausecheck.parsing.chunks import Chunk

_TARGETS = frozenset({"PERSONS", "PLACES", "LISTS", "USES", "PURPOSE", "ITEMS", "AGENCIES"})
_CONDITIONS = frozenset(
    {
        "LISTED",
        "LOCATED",
        "NATIONAL",
        "OWNERSHIP",
        "SUBJECT",
        "ROLE",
        "ENGAGED",
        "RESTRICTS",
        "KNOWING",
        "WHO",
        "STATUS",
        "BY_PERSONS",
    }
)
_HEADS = frozenset(
    {
        "BAR",
        "DUTY",
        "LEAVE",
        "DENIAL",
        "NEGATION",
        "VOUCH",
        "PLEDGE",
        "NOTE",
        "ENSURE",
        "NEITHER",
        "NOR",
        "DEFINES",
        "MEANS",
        "COMPLY",
        "REFUSAL",
        "IF",
        "EXCEPT",
        "UNLESS",
        "LIFTS",
        "PREVENT",
        "NARROWS",
        "LIMBS",
    }
)
_MADE, _MADE_BY = 7, frozenset({"LAWS", "AGENCIES", "ADMINISTERED", "KEEPER", "DEFINED", "JOIN"})
"""Chunks, and their kinds, between a law that forbids and further laws: "by the EAR, sanctions kept by OFAC, or any laws"."""
_WINDOW = 12
_SUBJECT = 7
"""Chunks that a negative subject may take up before its verb."""


def join(chunks: list[Chunk]) -> list[str]:
    """The terminal of grammars/rule.lark for every chunk of a unit, conjunctions resolved."""
    kinds = [chunk.kind for chunk in chunks]
    for index, item in enumerate(chunks):
        if (
            item.kind == "LISTS"
            and item.preposition == "OF"
            and _listing([chunk.kind for chunk in chunks[max(0, index - 3) : index]])
        ):
            kinds[index] = "NOUNS"  # "the Treasury's lists of Specially Designated Nationals": one listing
        if (
            item.kind == "PURPOSE"
            and index
            and kinds[index - 1] == "OTHER"
            and [c.kind for c in chunks[index + 1 : index + 2]] == ["JOIN"]
        ):
            kinds[index] = "OTHER"  # "have been paid for, ..."
        if item.kind == "OTHER" and item.types() == {"HEREBY"} and index and chunks[index - 1].kind in ("WHO", "STATUS"):
            kinds[index] = "PAUSE"  # "a country that is itself the target of sanctions": what stands before it goes on
        ahead = chunks[index + 1].kind if index + 1 < len(chunks) else ""
        if item.types() == {"HEREBY"} and ahead in ("SUBJECT", "RESTRICTS") and chunks[index - 1].kind in ("PLACES", "PERSONS"):
            kinds[index] = "PAUSE"  # "any country then subject to an embargo"
        if item.kind == "OTHER" and item.types() == {"AGGREGATE"} and index and chunks[index - 1].kind == "BY_PERSONS":
            kinds[index] = "PAUSE"  # "owned 50 percent by any person or group of persons in the aggregate": one test goes on
        following = chunks[index + 1].kind if index + 1 < len(chunks) else ""
        if item.kind == "OTHER" and index and chunks[index - 1].kind == "WHO" and following in ("RESTRICTS", "STATUS"):
            kinds[index] = "NOUNS"  # "any country with which trade is prohibited"
        if item.kind == "JOIN":
            kinds[index] = _joint(chunks, kinds, index)
        if _one_more_noun(chunks, kinds, index):
            kinds[index - 1], kinds[index] = "PAUSE", "NOUNS"  # "any country or regime that is"
    return kinds


def _one_more_noun(chunks: list[Chunk], kinds: list[str], index: int) -> bool:
    """Whether an unknown word is the last of a series of places or persons that a relative describes."""
    item, following = chunks[index], chunks[index + 1].kind if index + 1 < len(chunks) else ""
    return (
        index > 1
        and item.kind == "OTHER"
        and item.types() == {"WORD"}
        and item.terms[0].size == 1
        and following == "WHO"
        and chunks[index - 1].kind == "JOIN"
        and kinds[index - 2] in ("PLACES", "PERSONS")
    )


def _listing(before: list[str]) -> bool:
    return before[-1:] == ["LISTS"] or before == ["LISTS", "KEEPER", "AGENCIES"]


def _joint(chunks: list[Chunk], kinds: list[str], index: int) -> str:
    bare = chunks[index].types() == {"COMMA"}
    following = _following(chunks, index)
    before = _before(kinds, index)
    if following is not None and following.kind == "NOUNS" and following.terms[0].type == "NO":
        return "SEP" if not bare else "PAUSE"  # "..., no Kit shall be carried"
    nobody = following is not None and following.kind in ("PERSONS", "ITEMS") and following.terms[0].type == "NO"
    said = before & {"DENIAL", "BAR", "NEGATION", "COMPLY", "VIOLATION", "DUTY", "LEAVE"}
    if nobody and not bare and said and _statement_ahead(chunks, index, _SUBJECT):
        return "SEP"  # "is not on the list, and no party with an interest in it is"
    kept = following is not None and (following.kind == "KEEPER" or _kept_next(chunks, following, index))
    if kept and before & {"LISTS", "LISTED"}:
        return "ALSO"  # "the Entity List and the Denied Persons List, both maintained by"
    if following is not None and following.kind == "WHO" and not bare and _stated_next(chunks, index):
        return "SEP"  # "... , and that you will not use"
    if following is not None and {"AND", "OR"} & chunks[index].types() and _subject_next(chunks, index):
        return "SEP"  # "..., and Buyer shall not"
    if following is None or following.kind in _HEADS:
        return "SEP" if not bare else "PAUSE"
    if following.kind == "ACTS":
        return "SEP" if not bare else "PAUSE"
    if following.kind == "LAWS" and "SUBJECT" in before and not before & {"COMPLY", "VIOLATION"}:
        return "ALSO" if not bare else "PAUSE"  # "subject to an embargo or other sanction"
    if following.kind == "LAWS" and following.preposition in ("BY", "") and _by_laws(chunks, index, following.preposition):
        return "ALSO"  # "prohibited by the EAR or by sanctions administered by", "by the Bureau or any export laws"
    if following.kind == "LAWS":
        return "JOIN_LAW" if before & {"LAWS", "COMPLY", "VIOLATION"} else "JOIN" if not bare else "PAUSE"
    if following.kind == "NOUNS" and following.preposition == "BY" and before & {"ADMINISTERED", "KEEPER"}:
        return "ALSO"  # "any list administered by OFAC or by any other governmental entity"
    if following.types() == {"DESC"} and index and chunks[index - 1].types() == {"DESC"}:
        return "ALSO"  # "controlled or embargoed under U.S. law"
    if following.kind in ("NOUNS",):
        return "JOIN_LAW" if before & {"LAWS", "COMPLY"} else "PAUSE"
    hanging = index and chunks[index - 1].kind in ("LOCATED", "NATIONAL") and following.kind == "PLACES"
    if bare and hanging and not following.preposition:
        return "PAUSE"  # "located in, or a resident of, any country"
    if bare and following.kind == "PLACES" and following.preposition == "IN" and _of_the_series_before(chunks, index):
        return "PAUSE"  # "to any military end user, or for any military end use, in Belarus"
    if following.kind in _TARGETS:
        if bare and not _same_sort(following, before) and following.kind != "PURPOSE":
            return "PAUSE" if following.kind in ("ITEMS", "AGENCIES") else "JOIN"
        return "JOIN"
    if following.kind in _CONDITIONS:
        return "PAUSE" if bare and following.kind != "WHO" else "ALSO"
    return "PAUSE" if bare else "SEP" if following.kind == "OTHER" and _statement_ahead(chunks, index) else "ALSO"


def _of_the_series_before(chunks: list[Chunk], index: int) -> bool:
    """Whether a series of users or uses has had its conjunction: what a bare comma parts off says where all of them are."""
    at = next((n for n in range(index - 1, max(-1, index - _SUBJECT), -1) if chunks[n].kind == "JOIN"), None)
    if at is None or not {"AND", "OR"} & chunks[at].types():
        return False
    last = chunks[at + 1 : index]
    special = any(term.type in ("ENDUSER", "USE") for chunk in last for term in chunk.terms)
    return special and {chunk.kind for chunk in last} <= {"PERSONS", "PURPOSE", "USES", "BY_PERSONS", "NOUNS"}


def _by_laws(chunks: list[Chunk], index: int, preposition: str) -> bool:
    """Whether another law that forbids stands close before a joint: "prohibited by the EAR, Part 746, or by sanctions".

    Who makes laws forbids as they do, right behind the word for it: "prohibited by the Bureau or any export laws".
    """
    if not preposition:
        at = index - 1
        while at > 0 and index - at < _MADE and chunks[at].kind in _MADE_BY and chunks[at].preposition != "BY":
            at -= 1
        made = at > 0 and chunks[at].kind in ("AGENCIES", "LAWS") and chunks[at].preposition == "BY"
        return made and (chunks[at - 1].kind == "RESTRICTS" or "DESC" in chunks[at - 1].types())
    return any(chunk.kind == "LAWS" and chunk.preposition == "BY" for chunk in chunks[max(0, index - 3) : index])


def _following(chunks: list[Chunk], index: int) -> Chunk | None:
    """The next chunk that says something; "either", adverbs and strays are passed over."""
    for item in chunks[index + 1 : index + 6]:
        if item.kind in ("OTHER",) and all(term.type in ("HEREBY", "HYPHEN", "QUOTE", "MARK", "LPAR") for term in item.terms):
            continue
        if item.kind in ("EITHER", "CURRENTLY", "DEFINED", "REFERENCE"):
            continue
        return item
    return None


def _before(kinds: list[str], index: int) -> set[str]:
    """The kinds of chunks before a joint, back to the last head or stop."""
    found: set[str] = set()
    for kind in reversed(kinds[max(0, index - _WINDOW) : index]):
        found.add(kind)
        if kind in _HEADS or kind in ("STOP", "SEP"):
            break
    return found


def _same_sort(chunk: Chunk, before: set[str]) -> bool:
    return chunk.kind in before or (chunk.kind in ("PERSONS", "PLACES") and bool(before & {"PERSONS", "PLACES"}))


def _statement_ahead(chunks: list[Chunk], index: int, reach: int = 4) -> bool:
    return any(item.kind in _HEADS or item.kind == "STATUS" for item in chunks[index + 1 : index + 1 + reach])


def _kept_next(chunks: list[Chunk], following: Chunk, index: int) -> bool:
    """Whether a word like "both" only leads over to who keeps the lists before it."""
    at = next(at for at in range(index + 1, len(chunks)) if chunks[at] is following)
    return following.kind == "NOUNS" and not following.preposition and at + 1 < len(chunks) and chunks[at + 1].kind == "KEEPER"


def _stated_next(chunks: list[Chunk], index: int) -> bool:
    """Whether "and that" opens a statement: its subject and its verb follow at once."""
    ahead = [chunk.kind for chunk in chunks[index + 1 : index + 5]]
    return (
        len(ahead) > 2
        and ahead[0] == "WHO"
        and ahead[1] in ("PERSONS", "ITEMS", "NOUNS")
        and bool({*ahead[2:4]} & (_HEADS | {"STATUS"}))
    )


def _subject_next(chunks: list[Chunk], index: int) -> bool:
    """Whether a conjunction opens a statement of another party: a subject with its verb right behind."""
    ahead = chunks[index + 1 : index + 3]
    return (
        len(ahead) == 2
        and ahead[0].kind == "PERSONS"
        and not ahead[0].preposition
        and ahead[1].kind in ("BAR", "DUTY", "LEAVE", "DENIAL", "VOUCH", "PLEDGE", "NOTE", "ENSURE")
        and not ahead[0].types() & {"NO"}
    )
