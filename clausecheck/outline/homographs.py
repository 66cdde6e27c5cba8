"""One word, several senses: which one stands here, from at most a few terms around it.

"use" is an act after a verb, an end use after "prohibited", a way of making after "production or"; "export" names a law before
"control laws". Two-token look-ahead belongs here, not in the grammar. For each terminal the rules that may turn it into another
stand in `_RULES`, in the order in which they are asked; countries, companies and governments have modules of their own.
"""

from __future__ import annotations

from typing import Final

from clausecheck.knowledge import Knowledge
from clausecheck.outline import senses_of_names as names
from clausecheck.outline import senses_of_words as words
from clausecheck.outline.countries import country
from clausecheck.outline.ellipsis import elliptic_groups, elliptic_lists
from clausecheck.outline.lookalikes import bare_national, company, government
from clausecheck.outline.neighbours import Here, Rule
from clausecheck.outline.senses import act
from clausecheck.tokens import Term, folded

_GOVERNMENTS: Final = (["government"], ["governmental"], ["governments"])


def retag(text: str, terms: list[Term], knowledge: Knowledge) -> list[Term]:
    """The same terms, each homograph in the sense that its neighbours give it. Changes the terms in place."""
    elliptic_lists(text, terms, knowledge)
    elliptic_groups(text, terms, knowledge)
    terms[:] = company(text, terms, knowledge)
    previous = ""
    for index, term in enumerate(terms):
        following = terms[index + 1].type if index + 1 < len(terms) else ""
        if term.type == "COUNTRY":
            country(text, terms, index, knowledge)
        elif term.type.startswith("ACT") or (term.senses and any(sense.startswith("ACT.") for sense in term.senses)):
            act(term, terms, index, previous, following)
        elif term.type in _RULES:
            here = Here(text, terms, knowledge, index, term, previous, following)
            for rule in _RULES[term.type]:
                if rule(here):
                    break
        if term.type in ("PLACEWORD", "DET") and folded(term.of(text))[:1] in _GOVERNMENTS:
            government(text, terms, index, knowledge)
        elif term.type == "NATIONAL" and bare_national(text, terms, index):
            term.type = "WORD"  # "foreign or national authorities"
        previous = terms[index].type
    return terms


_RULES: Final[dict[str, tuple[Rule, ...]]] = {
    "NO": (names.is_a_number,),
    "AGENCY": (names.is_a_state, names.stands_in_company),
    "USE": (
        names.is_somebody,
        names.is_what_a_law_is_about,
        names.is_what_such_uses_take,
        names.is_a_noun_of_uses,
        names.are_the_goods,
        names.is_fought,
        names.is_who_does_it,
        names.stands_in_company,
    ),
    "ENDUSER": (names.is_a_licence_of_a_state, names.stands_in_company),
    "LIST": (names.stands_in_company,),
    "LAW": (names.stands_in_company,),
    "GROUP": (names.stands_in_company,),
    "PERSONWORD": (names.is_a_party,),
    "PARTY": (names.is_anybody,),
    "COMPLY": (words.names_a_topic, words.says_by_which_law),
    "DESC": (words.forbids_a_manner, words.describes_or_lists, words.forbids_without_a_verb),
    "SUBJECT": (words.stands_under_a_contract,),
    "EMBARGO": (words.describes_lists_or_laws,),
    "CONTROLLED": (
        words.is_of_goods_under_control,
        words.is_controlled_by_law,
        words.is_controls_or_control,
        words.is_control_of_acts,
    ),
    "LAWWORD": (words.is_controls_or_control,),
    "ENSURE": (words.buys,),
    "LISTED": (words.describes_or_lists,),
    "SUCH": (words.is_such_or_over,),
    "OVER": (words.is_such_or_over,),
    "MODAL": (words.opens_a_condition,),
    "WORD": (words.is_a_forbidden_manner,),
    "HEREBY": (words.is_a_forbidden_manner,),
    "USEWORD": (words.is_a_rule_on_use,),
    "WHO": (words.points_at_a_list,),
    "MEANS": (words.has_a_consequence,),
    "KNOWING": (words.is_well_known,),
    "UNLESS": (words.is_with_or_without,),
    "LICENCE": (words.permits,),
    "PLEDGE": (words.commits,),
    "IF": (words.is_as_provided, words.is_by_the_way, words.is_if_or_on),
    "ON": (words.is_if_or_on,),
    "DET": (words.is_own_or_owned, words.is_no_place),
    "OWNED": (words.is_own_or_owned,),
    "PLACEWORD": (words.is_no_place,),
}
"""The rules of each terminal, in the order in which they are asked."""
