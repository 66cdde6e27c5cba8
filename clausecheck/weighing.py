"""What each word of a text says for an export clause, in its sentence: 0 to 3 and more.

A named list or law is enough, and so is a bar on a territory under measures. Words that other clauses share (an embargo among
strikes and floods, a country of sale, a consent) only add to others, and count for less where their sentence is about something
else. Who keeps lists counts where somebody stands on one; sanctions where somebody is their target.
"""

from __future__ import annotations

import re
from functools import lru_cache

from clausecheck.knowledge import Knowledge
from clausecheck.tokens import Term, folded
from clausecheck.weighed_lists import NEGATIVE, REFUSING, SERIES, TRADING, Lists, Sentence, keepers

ENOUGH = 3
"""Weight of evidence from which a section is an export clause."""
_OBEYING = 24
"""Terms before a law within which it is said that it must be obeyed."""
_SENTENCE = 60
"""Terms before an end use within which, in its sentence, it is said what is used for it."""

_LAWLIKE = re.compile(r"\b(?:laws?|regulations?|rules?|controls?|legislation|acts?|programs?|programmes?)\b", re.IGNORECASE)
_EXPORTLIKE = re.compile(
    r"\b(?:laws?|regulations?|rules?|controls?|legislation|acts?|restrictions?|requirements?)\b", re.IGNORECASE
)
_LEGAL = frozenset({"LAW", "LAWWORD", "LICENCE", "VIOLATION", "PROHIBITS"})
_BARRING = NEGATIVE | {"NATIONAL", "LOCATED"}
_BINDING = frozenset({"COMPLY", "VIOLATION", "SUBJECT", "LICENCE", "BAR", "UNLESS", "PROHIBITS", "NOTE", "ADMIN"})
_SPREADING = frozenset(
    {"use", "export", "reexport", "in-country-transfer", "resell", "sell", "ship", "supply", "divert", "transfer"}
)
_ACTS = frozenset({"export", "reexport", "in-country-transfer"})
_SOMEBODY = frozenset({"PERSONWORD", "PARTY", "COUNTRY", "PLACEWORD"})


class Weighing(Lists):
    """The terms of one text, and what each weighs."""

    def __init__(self, text: str, terms: list[Term], knowledge: Knowledge) -> None:
        self.text = text
        self.terms = terms
        self.knowledge = knowledge
        self.sanctioning = frozenset(knowledge.cues["sanctioning"])
        self.watched_users = frozenset(knowledge.cues["watched_user"])
        self.arms = frozenset(knowledge.cues["arms"])
        self.off_limits = self.sanctioning | frozenset(knowledge.cues["off_limits"])
        self.sentences = self._sentences()
        self.defined = self._defined()

    def weight(self, index: int, sentence: Sentence) -> int:
        """What the term at `index` says for an export clause, 0 to 3 and more."""
        term = self.terms[index]
        if term.type == "LIST" and term.things:
            return 3
        if term.type == "GROUP" and term.things:
            return 3 if NEGATIVE & {t.type for t in self.terms[sentence.start : index]} else 2
        if term.type == "LAW" and term.things:
            weight = self._law(index, sentence)
        elif term.type == "AGENCY":
            keeps = any(thing.id in keepers(self.knowledge) for thing in term.things)
            return (
                0 if not keeps else 3 if self._designates(index, sentence) or self._refused_on_its_list(index, sentence) else 2
            )
        elif term.type in ("ACT", "TOPIC") and "export" in term.of(self.text).casefold():
            weight = self._act(index, sentence)
        elif term.type in ("USE", "ENDUSER") and term.things and not (term.weak and term.type == "ENDUSER"):
            return self._use(index, sentence)
        elif term.type == "COUNTRY" and term.things:
            return 0 if sentence.elsewhere else self._country(index, sentence)
        elif term.type == "LISTWORD":
            weight = self._listword(index, sentence)
        elif term.type == "EMBARGO" or (term.type == "LAW" and self.sanctioning & set(folded(term.name))):
            weight = self._embargo(index, sentence)  # also "Sanctions" as the clause defines them
        elif term.type == "PROHIBITS":
            weight = self._embargoing(index, sentence)
        else:
            weight = self._described(index, sentence)
        return min(weight, 1) if sentence.elsewhere and not (self._named(index) or self._obeyed(index, sentence)) else weight

    def anchors(self, index: int, weight: int) -> bool:
        """Whether a term tells an export clause; other clauses name end uses, authorities and countries too."""
        term = self.terms[index]
        before = self.terms[max(0, index - 40) : index]
        if term.type == "USE":
            return weight > len(term.things) or any(t.type in ("BAR", "NOT", "NO", "NEITHER", "ISNT") for t in before)
        if term.type == "AGENCY":
            barred = any(t.type in ("BAR", "NOT", "NO", "NEITHER", "ISNT") for t in before)
            return weight >= ENOUGH or (barred and self._listing(index))
        return (term.type != "ENDUSER" or weight >= ENOUGH) and not (weight == 1 and term.type == "COUNTRY")

    def _sentences(self) -> list[Sentence]:
        phrases = _elsewhere(self.knowledge)
        found: list[Sentence] = []
        heading = False  # "18.2 Force Majeure." says what the rest is about
        start = 0
        for index, term in enumerate(self.terms):
            if term.type != "EOS" and index + 1 < len(self.terms):
                continue
            held = self.terms[start : index + 1]
            words = folded(self.text[held[0].start : held[-1].end])
            foreign = _holds(words, phrases)
            heading = heading or (foreign and not found and len(held) <= 8 and not self.off_limits & set(words))
            found.append(Sentence(start, index + 1, frozenset(t.type for t in held), foreign or heading))
            start = index + 1
        return found

    def _defined(self) -> set[tuple[str, ...]]:
        """The terms that a sentence of the text defines by lists, or by territories under measures."""
        found: set[tuple[str, ...]] = set()
        for sentence in self.sentences:
            held = self.terms[sentence.start : sentence.end]
            if any(term.things and watched(term, self.knowledge) for term in held):
                found |= {tuple(folded(t.of(self.text).strip("\"'“”‘’()"))) for t in held if t.type == "DEFINES"}
        return found

    def _named(self, index: int) -> bool:
        """Whether a term names a law by its name, not by what it is about."""
        return bool(self.terms[index].things) and "|" not in self.terms[index].name and not self._general(index)

    def _obeyed(self, index: int, sentence: Sentence) -> bool:
        """ "Shall comply with all laws, including any export laws, and any laws on privacy": obeyed whatever stands beside."""
        before = [t.type for t in self.terms[max(sentence.start, index - _OBEYING) : index]]
        since = max((at for at, kind in enumerate(before) if kind == "COMPLY"), default=-1)
        ordered = self.terms[index].type == "LAW" and "export" in self.terms[index].name.split("|")
        return ordered and since >= 0 and "SEMI" not in before[since:] and "MODAL" in before[:since]

    def _general(self, index: int) -> bool:
        return all(thing.id.startswith("generic.") for thing in self.terms[index].things)

    def _law(self, index: int, sentence: Sentence) -> int:
        term = self.terms[index]
        entries = [entry for thing in term.things if (entry := self.knowledge.entry(thing)) is not None]
        if not any(
            entry.topic in ("export", "sanctions", "terrorism")
            or (not entry.topic and entry.keeper and entry.keeper in keepers(self.knowledge))
            for entry in entries
        ):
            return 0
        if not self._general(index):
            return 3
        if any(t.type == "VIOLATION" for t in self.terms[max(0, index - 3) : index]) and "sanctions" in term.name.split("|"):
            return 3  # nobody breaches the sanctions of a judge
        if set(folded(term.of(self.text))) & self.sanctioning and (weight := self._embargo(index, sentence)) > 1:
            return weight  # "the subject of sanctions administered by any government"
        words = _LAWLIKE if "export" not in term.name.split("|") else _EXPORTLIKE
        binding = _around(self.terms, index) & _BINDING
        return 3 if binding and term.size > 1 and words.search(term.of(self.text)) else 1

    def _act(self, index: int, sentence: Sentence) -> int:
        terms, act = self.terms, self.terms[index]
        near = {t.type for t in terms[max(0, index - 10) : index + 11]}
        forbidden = bool(_BARRING & {t.type for t in (*terms[max(0, index - 8) : index], *terms[index + 1 : index + 3])})
        aimed = any(watched(t, self.knowledge) for t in terms[max(0, index - 12) : index + 30])
        if act.type == "ACT" and forbidden and aimed:
            return 3
        far = {t.type for t in terms[index : index + 45]}
        if forbidden and far & {"LICENCE", "UNLESS"} and far & {"STATE", "AGENCY"}:
            return 3
        if act.type == "ACT" and forbidden and self._restricted_place(index, sentence):
            return 3
        if near & _LEGAL and near & {"STATE", "AGENCY", "COUNTRY"}:
            return 3
        return 2 if self._licensed(index) or near & (_LEGAL - {"LICENCE"}) else 1

    def _restricted_place(self, index: int, sentence: Sentence) -> bool:
        """Whether what is exported may not go to places that law restricts: "to any country to which export is restricted"."""
        behind = self.terms[index : sentence.end]
        place = next((at for at, t in enumerate(behind) if t.type == "PLACEWORD"), None)
        return place is not None and any(t.type == "PROHIBITS" for t in behind[place:])

    def _use(self, index: int, sentence: Sentence) -> int:
        terms, term = self.terms, self.terms[index]
        before = terms[max(sentence.start, index - _SENTENCE) : index]
        spread = any(self._uses(t) for t in (*before, term)) or any(
            t.type == "ENGAGED" or (t.type == "MAKE" and NEGATIVE & {other.type for other in before}) for t in before[-6:]
        )
        behind = terms[index + 1 : index + 12]
        barred = any(t.type in _BARRING for t in (*before, *behind)) or any(self._refuses(t) for t in behind)
        words = set(folded(term.of(self.text)))
        if term.type == "ENDUSER" and spread and barred and words & self.watched_users:
            return 3
        trading = any(t.type == "ACT" and set(t.name.split("|")) & TRADING for t in before)
        if trading and ((barred and words & self.arms) or (term.type == "ENDUSER" and self._watched_state(index))):
            return 3
        if term.type == "USE" and spread and (barred or self._promised(index, sentence)):
            proliferating = words & self.arms and any(
                (e := self.knowledge.entry(thing)) is not None and e.family == "wmd" for thing in term.things
            )
            itself = bool({"use", "uses"} & words) and any(self._refuses(t) for t in behind[:6])  # "military use is forbidden"
            return 3 if proliferating or itself else 2 * len(term.things)
        return 0 if term.weak else 1

    def _uses(self, term: Term) -> bool:
        """Whether a term says that something is used or traded: "sold", "is to be used", "put to use in", "military use"."""
        if term.type == "ACT":
            return bool(set(term.name.split("|")) & _SPREADING)
        return term.type in ("PURPOSE", "USE") and bool({"use", "used", "using"} & set(folded(term.of(self.text))))

    def _watched_state(self, index: int) -> bool:
        """Whether a territory under measures stands right behind an end user: "any military end user in China"."""
        return any(t.type == "COUNTRY" and watched(t, self.knowledge) for t in self.terms[index + 1 : index + 5])

    def _promised(self, index: int, sentence: Sentence) -> bool:
        """Whether somebody gives his word what things will be used for: the sentence once had a "not" or still has a "nor"."""
        before = self.terms[sentence.start : index]
        word = next((at for at, t in enumerate(before) if t.type in ("VOUCH", "PLEDGE")), None)
        if word is None or not any(t.type in ("MODAL", "BE") for t in before[word:]):
            return False
        uses = {
            thing.id for t in self.terms[sentence.start : sentence.end] if t.type == "USE" and not t.weak for thing in t.things
        }
        return len(uses) > 1

    def _country(self, index: int, sentence: Sentence) -> int:
        terms, term = self.terms, self.terms[index]
        if self._outside(index, sentence):
            return 0
        acts = any(t.type == "ACT" for t in terms[max(sentence.start, index - 24) : index + 16]) or (
            term.adjective and index + 1 < len(terms) and terms[index + 1].type == "PERSONWORD"
        )
        persons = any(
            t.type == "PERSONWORD" for t in terms[max(0, index - 8) : index]
        )  # "users from Cuba are not permitted to"
        after = [t for t in terms[index + 1 : index + 10] if acts and t.type in ("NOT", "NOR")]
        after += [t for t in terms[index + 1 : min(index + 24, sentence.end)] if acts and self.forbids(t)]
        after += [t for t in terms[index + 1 : index + 10] if (acts or persons) and t.type == "BAR"]
        before = terms[max(0, index - 20) : index]
        own = terms[max(sentence.start, index - 40) : index]
        acting = any(t.type in _BARRING or (t.type == "ACT" and set(t.name.split("|")) & _ACTS) for t in before)
        if not after and not acting and not self._aimed_at(sentence, own) and not any(t.type in NEGATIVE for t in own):
            return 0
        return 3 if any((e := self.knowledge.entry(thing)) is not None and e.measures for thing in term.things) else 1

    def _aimed_at(self, sentence: Sentence, before: list[Term]) -> bool:
        """Whether the words before a territory make it a target without a "not"."""
        near = {t.type for t in before[-8:]}
        act = any(t.type == "ACT" for t in before)
        if {"DESC", "PLACEWORD", "COLON"} <= near:
            return True  # "Prohibited territories: Cuba"
        sanctions = any(t.type == "LAW" and self.sanctioning & set(folded(t.of(self.text))) for t in before[-8:])
        if ("EMBARGO" in near or sanctions) and "COMPLY" in sentence.types:
            return True  # "shall comply with the embargoes against Iran"
        if any(self._refuses(t) for t in before):
            return self._embargoed(sentence) > 0  # "our service is blocked in Cuba"; a warranty may be void in Russia
        # "will be shipped to Cuba or Iran", "may be shared in any country except Cuba and Iran"
        return (act or "EXCEPT" in near) and self._embargoed(sentence) > 1

    def _refuses(self, term: Term) -> bool:
        """Whether a term says that something is not allowed, not that some state restricts it."""
        words = folded(term.of(self.text))
        main = term.type == "PROHIBITS" and words[0] in self.knowledge.cues["finite"]
        return main or " ".join(words) in self.knowledge.cues["forbidden"]

    def _embargoed(self, sentence: Sentence) -> int:
        """How many territories a sentence names that are, or were, embargoed; 0 where it names any without measures too."""
        named = [t for t in self.terms[sentence.start : sentence.end] if t.type == "COUNTRY" and t.things]
        if not all(watched(term, self.knowledge) for term in named):
            return 0
        return sum(all(thing.id in self.knowledge.embargoed for thing in term.things) for term in named)

    def forbids(self, term: Term) -> bool:
        return term.type == "PROHIBITS" or " ".join(folded(term.of(self.text))) in self.knowledge.cues["forbidden"]

    def _outside(self, index: int, sentence: Sentence) -> bool:
        """Whether a territory is only the edge of another: "outside Russia or Belarus"."""
        at = index - 1
        while at > sentence.start and self.terms[at].type in SERIES:
            at -= 1
        return self.terms[at].type == "FROM" and self.terms[at].of(self.text).casefold().startswith("outside")

    def _embargo(self, index: int, sentence: Sentence) -> int:
        """Sanctions: who is their target, or what would violate them."""
        before = self.terms[max(sentence.start, index - 7) : index]
        at = next((i for i in range(len(before) - 1, -1, -1) if before[i].type == "SUBJECT"), None)
        around = {t.type for t in before}
        if at is None and "PLACEWORD" in around and around & {"AGENCY", "STATE"} and sentence.types & REFUSING:
            who = next((i for i, t in enumerate(before) if t.type == "WHO"), 0)  # "country against which the State maintains"
            bound = who and any(t.type == "PLACEWORD" for t in before[:who])
            return 3 if bound and any(t.type in ("AGENCY", "STATE") for t in before[who:]) else 2
        if at is None:
            return 2 if any(t.type == "VIOLATION" for t in before[-3:]) else 0
        places = any(t.type == "PLACEWORD" for t in before[:at])
        target = set(folded(before[at].of(self.text))) & {"of", "by"}  # "the subject of sanctions", no "subject to sanctions"
        if not sentence.types & REFUSING or not (places or sentence.types & _SOMEBODY):
            return 1
        return 3 if places or target else 2

    def _embargoing(self, index: int, sentence: Sentence) -> int:
        """Countries that some state "has embargoed", where somebody is not to be there or to send anything there."""
        if not set(folded(self.terms[index].of(self.text))) & self.sanctioning or not sentence.types & REFUSING:
            return 0
        near = {term.type for term in self.terms[max(sentence.start, index - 8) : index]}
        return 3 if "PLACEWORD" in near and near & {"STATE", "AGENCY"} else 0

    def _described(self, index: int, sentence: Sentence) -> int:
        """Described persons and places: "any sanctioned person", or a term that the clause defines as such."""
        term = self.terms[index]
        if term.type != "DESC" and not (term.name and term.type in _SOMEBODY):
            return 0
        following = self.terms[index + 1].type if index + 1 < len(self.terms) else ""
        before = {t.type for t in self.terms[max(sentence.start, index - 2) : index]}
        beside = following in ("PLACEWORD", "PERSONWORD") or (following == "BY" and before & {"PLACEWORD", "PERSONWORD"})
        if term.type == "DESC" and beside:
            words = folded(term.of(self.text))
        elif term.name and term.type in _SOMEBODY:
            words = folded(term.name)
        else:
            return 0
        if self.sanctioning & set(words) or tuple(words) in self.defined:
            behind = self.terms[index + 1 : sentence.end]
            ahead = self.terms[sentence.start : index]
            negative = NEGATIVE & {t.type for t in ahead} or any(self._refuses(t) for t in ahead)
            return 3 if negative or any(self.forbids(t) for t in behind) else 1
        return 1 if term.type == "DESC" else 0

    def _licensed(self, index: int) -> bool:
        """Whether a licence stands close by: a consent or a permission may be the other party's."""
        permits = set(self.knowledge.cues["permit"])
        near = self.terms[max(0, index - 10) : index + 11]
        return any(t.type == "LICENCE" and permits & set(folded(t.of(self.text))) for t in near)


def _holds(words: list[str], phrases: dict[str, list[list[str]]]) -> bool:
    """Whether any of `phrases` stands among `words`."""
    return any(
        words[at : at + len(phrase)] == phrase for at, word in enumerate(words) if word in phrases for phrase in phrases[word]
    )


def _around(terms: list[Term], index: int) -> set[str]:
    """The terminals of the sentence that the term at `index` stands in, up to 30 terms before it and 16 behind."""
    start = next((at + 1 for at in range(index - 1, max(-1, index - 31), -1) if terms[at].type == "EOS"), max(0, index - 30))
    end = next((at for at in range(index, min(len(terms), index + 16)) if terms[at].type == "EOS"), index + 16)
    return {term.type for term in terms[start:end]}


def watched(term: Term, knowledge: Knowledge) -> bool:
    """Whether a term names a list, a group, or a territory under measures."""
    if term.type in ("LIST", "GROUP"):
        return bool(term.things)
    if term.name and term.type in ("COUNTRY", "PLACEWORD", "GROUP", "PERSONWORD", "PARTY"):
        return True  # a defined place or person
    return term.type == "COUNTRY" and any(
        (entry := knowledge.entry(thing)) is not None and bool(entry.measures) for thing in term.things
    )


@lru_cache(maxsize=4)
def _elsewhere(knowledge: Knowledge) -> dict[str, list[list[str]]]:
    """The phrases that are about something else than exports, by their first word."""
    phrases: dict[str, list[list[str]]] = {}
    for phrase in knowledge.cues["elsewhere"]:
        cut = folded(phrase)
        phrases.setdefault(cut[0], []).append(cut)
    return phrases
