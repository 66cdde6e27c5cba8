"""Changes that no case shows: in words that were not read, in duties to check lists, in norms beside others that say the same.

They are told as what they are, with no case, and only where nothing else was told of the kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from clausecheck.comparison import edits as within
from clausecheck.comparison import negation, sentences
from clausecheck.comparison.alignment import aligned, words
from clausecheck.comparison.coverage import in_order
from clausecheck.comparison.insertions import insertions
from clausecheck.comparison.limbs import limbs
from clausecheck.comparison.sides import Side
from clausecheck.document import Span
from clausecheck.finding import Change, ChangeKind, Place, Severity
from clausecheck.knowledge import Knowledge
from clausecheck.ruletree import Effect, Node, strongest
from clausecheck.scenario import binding
from clausecheck.scenario.words import cue, exhorting, meant, says, stretch

_SHORT = 40
_ALIKE = 0.75
"""The share of words in common from which on two norms are one that was edited."""


def unproved(old: Side, new: Side, told: tuple[Change, ...], knowledge: Knowledge) -> Iterator[Change]:
    """What changed beside the changes that were `told`, each with a case or none."""
    things = {change.thing for change in told}
    yield from (change for change in _names(old, new, knowledge) if change.thing not in things)
    edits = [change for change in _norms(old, new, knowledge) if not any(_same_edit(change, one) for one in told)]
    yield from edits
    yield from (change for change in _turns(old, new) if not any(_beside(change, one) for one in (*told, *edits)))
    alone = [change for change in _alone(old, new) if not any(_beside(change, one) for one in (*told, *edits))]
    yield from alone
    openings = [change for change in _openings(old, new, knowledge) if not any(_beside(change, one) for one in (*told, *edits))]
    yield from openings
    several = (*told, *edits, *alone, *openings)
    gone = [change for change in limbs(old, new, knowledge) if not any(_beside(change, one) for one in several)]
    yield from gone
    several = (*several, *gone)
    yield from (change for change in within.edits(old, new, knowledge) if not any(_told(change, one) for one in several))


def _same_edit(change: Change, told: Change) -> bool:
    """Whether what was done to a norm is told already: the same, or something else of its sort in the same norm."""
    sort = change.what.partition(":")[0]
    if sort == "exception" and _beside(change, told):
        return True
    if sort == "action" and change.kind == told.kind and change.what.partition(":")[2] == dict(told.case).get("act"):
        return _beside(change, told)  # the act went with what it was barred for
    if change.what == told.what or (change.kind == told.kind == "inverted"):
        return True
    return sort == told.what.partition(":")[0] and (sort != "action" or _beside(change, told))


def _told(change: Change, told: Change) -> bool:
    """Whether an edit of a sentence is told already: of its thing wherever that is, of its sort in the same sentence."""
    if change.thing is not None and change.thing == told.thing:
        return True
    if change.what.startswith("action:") and change.kind == told.kind and _beside(change, told):
        return True  # the act went with what it was barred for
    sorts = {one.what.partition(":")[0] for one in (change, told)}
    return _beside(change, told) and (len(sorts) == 1 or change.thing is None)


def _beside(change: Change, told: Change) -> bool:
    """Whether a change that was told stands in the words of this one, in either text."""
    return any(
        mine is not None and other is not None and mine.clause == other.clause and mine.span is not None
        and other.span is not None and mine.span.overlaps(other.span)
        for mine, other in ((change.old_place, told.old_place), (change.new_place, told.new_place))
    )  # fmt: skip


# ---------------------------------------------------------------- names


def _names(old: Side, new: Side, knowledge: Knowledge) -> Iterator[Change]:
    """Lists that one is told to check against, and names in words that were not read."""
    before, after = strongest(old.clauses), strongest(new.clauses)
    for thing in in_order(before.keys() | after.keys()):
        had, has = before.get(thing), after.get(thing)
        was, now = _weight(had), _weight(has)
        if was == now or ((had if now else has) is not None and _weight_of_bar(had if now else has)):
            continue
        kind: ChangeKind = "removed" if was else "added"
        severity: Severity = "warning" if was else "note"
        name, one = sentences.called(thing, knowledge), (had if was else has)
        assert one is not None
        if one[1].reading == "keyword":
            gone = "no longer named at all" if has is None else "now only mentioned"
            message = (
                f"{name} is {gone}; it stood in words that could not be read." if was
                else f"{name} is now named, in words that could not be read."
            )  # fmt: skip
        else:
            the = "" if name[:1].islower() else "The "
            message = f"{the}{name} {'need no longer' if was else 'must now'} be checked against."
        yield Change(
            kind=kind, thing=thing, what=thing.kind, old=had[1].effect if had else None, new=has[1].effect if has else None,
            severity=severity, name=name, message=message,
            old_quote=had[1].quote if had else "", new_quote=has[1].quote if has else "",
            old_place=_place(old, had), new_place=_place(new, has),
        )  # fmt: skip


def _weight(held: tuple[int, Effect] | None) -> bool:
    """Whether a text says something of a thing that no bar holds: a duty to check a list, a name in words not read."""
    if held is None:
        return False
    effect = held[1]
    if effect.reading == "keyword":
        return effect.thing.kind not in ("authority", "instrument")
    return effect.effect == "required" and effect.thing.kind == "list"


def _weight_of_bar(held: tuple[int, Effect] | None) -> bool:
    return held is not None and held[1].effect in ("barred", "limited", "defective")


def _place(side: Side, held: tuple[int, Effect] | None) -> Place | None:
    if held is None:
        return None
    clause = side.clauses[held[0]]
    return Place(document=side.path, clause=held[0], path=clause.path, title=clause.title, span=held[1].span)


# ---------------------------------------------------------------- negations


def _turns(old: Side, new: Side) -> Iterator[Change]:
    """Sentences that differ by a "not", whatever was read in them."""
    for pair in aligned(old.clauses, new.clauses):
        before, after = old.clauses[pair.old], new.clauses[pair.new]
        if words(before.text) == words(after.text):
            continue
        for turn in negation.turns(before.text, after.text):
            force = turn.kind == "force"
            kind: ChangeKind = "inverted" if not force else "widened" if turn.gain else "narrowed"
            word = "should" if force else "not"
            has = turn.gain != force
            message = (sentences.of_force if force else sentences.of_turn)(turn.gain, turn.old, turn.new)
            yield Change(
                kind=kind, thing=None, what=f"modality:{word}", old=None if has else word, new=word if has else None,
                severity="note" if kind == "widened" else "warning", message=message, old_quote=turn.old, new_quote=turn.new,
                old_place=_placed(old, pair.old, turn.old_span), new_place=_placed(new, pair.new, turn.new_span),
            )  # fmt: skip


def _openings(old: Side, new: Side, knowledge: Knowledge) -> Iterator[Change]:
    """Exceptions and words of knowledge that came into a sentence or went out of it, whatever was read in it."""
    for pair in aligned(old.clauses, new.clauses):
        before, after = old.clauses[pair.old].text, new.clauses[pair.new].text
        if words(before) == words(after):
            continue
        for one in insertions(before, after, knowledge):
            said = sentences.of_knowledge if one.sort == "knowledge" else sentences.of_exception
            what = one.sort if one.sort == "knowledge" else f"exception:{one.words[:_SHORT]}"
            yield Change(
                kind="widened" if one.gain else "narrowed", thing=None, what=what, old=one.words if one.gain else None,
                new=None if one.gain else one.words, severity="note" if one.gain else "warning",
                message=said(one.gain, one.words) + sentences.UNSHOWN,
                old_quote=one.words if one.gain else "", new_quote="" if one.gain else one.words,
                old_place=_placed(old, pair.old, one.old_span), new_place=_placed(new, pair.new, one.new_span),
            )  # fmt: skip


def _alone(old: Side, new: Side) -> Iterator[Change]:
    """Sentences that bar or demand something which no case can ask about, and of which the other text has nothing."""
    for pair in aligned(old.clauses, new.clauses):
        before, after = old.clauses[pair.old], new.clauses[pair.new]
        if words(before.text) == words(after.text):
            continue
        for gain, span in negation.alone(before.text, after.text):
            side, index, clause = (new, pair.new, after) if gain else (old, pair.old, before)
            inside = [node for node in _flat(clause.tree.norms) if span.start <= node.span.start < span.end]
            norm = next((node for node in inside if node.kind != "permission"), None)
            if norm is None or any(node.exclusions or node.uses or node.ownership for node in inside):
                continue
            quote, place = span.of(clause.text).strip(), _placed(side, index, span)
            yield Change(
                kind="added" if gain else "removed", thing=None, what=f"modality:{norm.modality or norm.kind}",
                old=None if gain else norm.modality or norm.kind, new=norm.modality or norm.kind if gain else None,
                severity="note" if gain else "warning", message=sentences.of_sentence(gain, norm.kind, quote),
                old_quote="" if gain else quote, new_quote=quote if gain else "",
                old_place=None if gain else place, new_place=place if gain else None,
            )  # fmt: skip


def _placed(side: Side, index: int, span: Span) -> Place:
    clause = side.clauses[index]
    return Place(document=side.path, clause=index, path=clause.path, title=clause.title, span=span)


# ---------------------------------------------------------------- norms


def _norms(old: Side, new: Side, knowledge: Knowledge) -> Iterator[Change]:
    """Norms that were edited where no case tells them apart, for something else in the text bars or demands the same."""
    acts = _doers(old), _doers(new)
    seen: set[str] = set()
    for pair in aligned(old.clauses, new.clauses):
        before, after = old.clauses[pair.old], new.clauses[pair.new]
        if before.text == after.text:
            continue
        for was, now in _same(list(_flat(before.tree.norms)), list(_flat(after.tree.norms)), before.text, after.text):
            for kind, what, message in _edits(was, now, (before.text, after.text), acts, knowledge):
                if what in seen:
                    continue
                seen.add(what)
                quotes = was.span.of(before.text), now.span.of(after.text)
                yield Change(
                    kind=kind, thing=None, what=what, old=was.modality or None, new=now.modality or None,
                    severity="note" if kind in ("added", "widened") else "warning", message=message,
                    old_quote=quotes[0], new_quote=quotes[1],
                    old_place=Place(document=old.path, clause=pair.old, path=before.path, title=before.title, span=was.span),
                    new_place=Place(document=new.path, clause=pair.new, path=after.path, title=after.title, span=now.span),
                )  # fmt: skip


def _doers(side: Side) -> Counter[tuple[str, str]]:
    """How many norms of each kind name each act."""
    return Counter((node.kind, act) for clause in side.clauses for node in _flat(clause.tree.norms) for act in node.acts)


def _flat(nodes: Iterable[Node]) -> Iterator[Node]:
    """The norms that bind or bar, outermost first."""
    for node in nodes:
        if node.kind in ("prohibition", "obligation", "permission"):
            yield node
        yield from _flat(node.children)


def _same(old: list[Node], new: list[Node], before: str, after: str) -> Iterator[tuple[Node, Node]]:
    """The norms that are one, edited: most alike first, each once."""
    bags = tuple([Counter(words(node.span.of(text))) for node in side] for side, text in ((old, before), (new, after)))
    scored = sorted(
        (-2 * (one & other).total() / max((one + other).total(), 1), i, j)
        for i, one in enumerate(bags[0])
        for j, other in enumerate(bags[1])
    )
    used: tuple[set[int], set[int]] = set(), set()
    for score, i, j in scored:
        if -score < _ALIKE:
            return
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            if score > -1:
                yield old[i], new[j]


def _edits(
    was: Node,
    now: Node,
    texts: tuple[str, str],
    acts: tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]],
    knowledge: Knowledge,
) -> Iterator[tuple[ChangeKind, str, str]]:
    """What was edited in one norm: its polarity, its verb, its acts, the knowledge that it asks for."""
    rest = sentences.UNSHOWN
    barred = tuple(node.kind == "prohibition" and not node.defect for node in (was, now))
    if barred[0] != barred[1] and was.acts and set(was.acts) & set(now.acts):
        before, after = (node.modality or node.kind for node in (was, now))
        told = f"“{before}” is now “{after}”" if before != after else f"“{after}” {'bars' if barred[1] else 'bars nothing'} now"
        yield "inverted", "modality:" + after, f"A bar is turned round: {told}.{rest}"
        return
    yield from _acts(was, now, acts, texts, rest, knowledge)
    yield from _bound(was, now, texts, rest, knowledge)
    yield from _opened(was, now, texts, rest, knowledge)
    if not all(barred):
        return
    exhort = tuple(
        exhorting(text, node.span.start, node.span.start + len(node.span.of(text)) // 2, knowledge)
        for node, text in zip((was, now), texts, strict=True)
    )
    if bool(exhort[0]) != bool(exhort[1]):
        gain = bool(exhort[0])
        message = sentences.of_modality(gain, exhort[0] or was.modality, exhort[1] or now.modality)
        yield "widened" if gain else "narrowed", "modality:" + (exhort[1] or now.modality), message + rest
    if bool(was.knowledge) != bool(now.knowledge):
        gain = bool(was.knowledge)
        words_of = (was.knowledge or now.knowledge)[0].of(texts[0 if gain else 1])
        yield "widened" if gain else "narrowed", "knowledge", sentences.of_knowledge(gain, words_of) + rest


def _opened(
    was: Node, now: Node, texts: tuple[str, str], rest: str, knowledge: Knowledge
) -> Iterator[tuple[ChangeKind, str, str]]:
    """Exceptions and conditions that came into one norm or went out of it, of whose words the other text has next to none."""
    if was.kind != now.kind:
        return
    for gain in (False, True):
        mine = was if gain else now
        text, beside = texts if gain else reversed(texts)
        held = meant(beside, knowledge)
        for span in (*mine.exceptions, *mine.conditions):
            whole = stretch(text, span, mine.span)
            said = meant(whole.of(text), knowledge)
            if len(said - held) > len(said) / 2:
                opening = " ".join(whole.of(text).split()).strip(" ,;")
                kind: ChangeKind = "widened" if gain else "narrowed"
                yield kind, f"exception:{opening[:_SHORT]}", sentences.of_exception(gain, opening) + rest


def _bound(
    was: Node, now: Node, texts: tuple[str, str], rest: str, knowledge: Knowledge
) -> Iterator[tuple[ChangeKind, str, str]]:
    """Parties that one norm binds no more, or now does."""
    items = cue("ITEM", knowledge)
    before, after = (
        binding.bound(text, node, node.bearer, items) for node, text in zip((was, now), texts, strict=True)
    )  # fmt: skip
    spoken_of = tuple(binding.spoken_of([text]) for text in texts)
    if was.kind != now.kind or not (before and after):
        return
    for gain, mine, other in ((False, before, after), (True, after, before)):
        for who in sorted(mine - other - {binding.EVERY}):
            if not binding.reaches(other, who, spoken_of[0 if gain else 1]):
                said = sentences.of_party(gain, who)
                yield "widened" if gain else "narrowed", f"bearer:{who}", f"{said}.{rest}"


def _acts(
    was: Node, now: Node, acts: tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]], texts: tuple[str, str], rest: str,
    knowledge: Knowledge,
) -> Iterator[tuple[ChangeKind, str, str]]:  # fmt: skip
    """Acts that came or went in one norm, and that no other norm of its kind won or lost."""
    if was.kind != now.kind or was.kind == "permission" or was.defect or now.defect:
        return
    for gain in (False, True):
        mine, other = (now, was) if gain else (was, now)
        for act in mine.acts:
            held = acts[1 if gain else 0][mine.kind, act] > acts[0 if gain else 1][mine.kind, act]
            if act in other.acts or not held or says(act, texts[0 if gain else 1], other.span, knowledge):
                continue
            verb = "barred" if mine.kind == "prohibition" else "named by this duty"
            told = f"is now {verb} too" if gain else f"is no longer {verb}"
            where = " in this sentence" if mine.kind == "prohibition" else ""
            yield "added" if gain else "removed", f"action:{act}", f"{sentences.of_noun(act)} {told}{where}.{rest}"
