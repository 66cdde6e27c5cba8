"""What a word of the language means where it stands: the rules that `homographs` asks."""

from __future__ import annotations

from typing import Final

from clausecheck.outline.neighbours import Here
from clausecheck.tokens import folded

_SEPARATORS: Final = frozenset({"COMMA", "AND", "OR", "SLASH", "NOR", "SEMI"})


def names_a_topic(here: Here) -> bool:
    """ "Trade compliance laws"."""
    return here.following in ("LAWWORD", "LAW") and here.words == ["compliance"] and here.becomes("WORD")


def says_by_which_law(here: Here) -> bool:
    """ "Any restricted place or party in accordance with U.S. export regulations": obeys nothing, says who restricts it."""
    before = here.terms[max(0, here.index - 5) : here.index]
    described = any(term.type == "DESC" for term in before) and before[-1].type in ("PLACEWORD", "PERSONWORD", "PARTY")
    return described and here.words[0] == "in" and here.becomes("SUBJECT")


def forbids_a_manner(here: Here) -> bool:
    """ "Exported in any manner prohibited under applicable laws": the manner and no use is forbidden, as good as a breach."""
    before = here.terms[here.index - 1] if here.index else None
    if here.following not in ("BY", "SUBJECT") or before is None or before.type == "USEWORD":
        return False
    if set(folded(before.of(here.text))[-1:]).isdisjoint(here.knowledge.cues["manner"]):
        return False
    if not any(term.type in ("LAW", "LAWWORD", "TOPIC") for term in here.terms[here.index + 2 : here.index + 8]):
        return False
    here.terms[here.index + 1].type = "BY"
    return here.becomes("VIOLATION")


def stands_under_a_contract(here: Here) -> bool:
    """ "Received under the Agreement": a contract restricts nobody by law."""
    if here.words != ["under"]:
        return False
    noun = next((t for t in here.terms[here.index + 1 : here.index + 4] if t.type not in ("DET", "SUCH")), None)
    contract = here.knowledge.cues["contract"]
    return (
        noun is not None
        and noun.type == "WORD"
        and not set(contract).isdisjoint(folded(noun.of(here.text))[:2])
        and here.becomes("WORD")
    )


def describes_lists_or_laws(here: Here) -> bool:
    """ "Embargo lists"."""
    if here.following not in ("LISTWORD", "LIST", "LAWWORD"):
        return False
    return here.becomes("DESC" if here.following != "LAWWORD" else "EMBARGO")


def is_controlled_by_law(here: Here) -> bool:
    """ "Regulations controlling the export of", "controlled or embargoed under U.S. law": by a law, not by an owner."""
    if "ABOUT" in here.term.senses and any(t.type in ("ACT", "TOPIC") for t in here.terms[here.index + 1 : here.index + 3]):
        return here.becomes("ABOUT")
    ahead = [term.type for term in here.terms[here.index + 1 : here.index + 4]]
    if ahead[:1] == ["SUBJECT"] or (ahead[:1] in (["OR"], ["AND"]) and ahead[1:] == ["DESC", "SUBJECT"]):
        return here.becomes("DESC" if here.following in _SEPARATORS else "WORD")
    return False


def is_controls_or_control(here: Here) -> bool:
    """ "Export controls" are laws; who controls a company owns it."""
    if not {"CONTROLLED", "LAWWORD"} <= {here.term.type, *here.term.senses}:
        return False
    lawful = here.previous in ("WORD", "DET", "LAWWORD", "AND", "OR", "COMMA", "EMBARGO", "ACT", "TOPIC")
    near = here.terms[max(0, here.index - 4) : here.index + 5]
    return here.becomes("LAWWORD" if lawful and not any(t.type in ("OWNED", "PERCENT") for t in near) else "CONTROLLED")


def is_of_goods_under_control(here: Here) -> bool:
    """ "Export controlled items" are a class of goods: nobody exports here, and nobody owns."""
    at = here.index - 1
    at -= here.previous == "HYPHEN"
    if here.following != "ITEM" or at < 0 or here.terms[at].type not in ("ACT", "TOPIC"):
        return False
    if at and here.terms[at - 1].type in ("MODAL", "MAY", "NOT", "BAR", "TO", "BE"):
        return False  # "shall not export controlled items"
    here.terms[at].type, here.terms[at].name = "TOPIC", ""
    return here.becomes("WORD")


def is_control_of_acts(here: Here) -> bool:
    """ "Export control and economic sanctions"."""
    return here.previous in ("ACT", "TOPIC") and here.words in (["control"], ["controls"]) and here.becomes("WORD")


def buys(here: Here) -> bool:
    """ "Procure the fibre from"."""
    bought = here.following in ("DET", "ITEM", "PARTY")
    return bought and here.words[:1] in (["procure"], ["procures"]) and here.becomes("WORD")


def describes_or_lists(here: Here) -> bool:
    """ "A designated country" describes; a person who "is designated" stands on a list."""
    if not {"LISTED", "DESC"} <= {here.term.type, *here.term.senses}:
        return False
    described = here.following in ("PLACEWORD", "PERSONWORD", "ENDUSER", "COUNTRY")
    return here.becomes("DESC" if described and here.previous not in ("BE", "ISNT", "OR", "WHO") else "LISTED")


def forbids_without_a_verb(here: Here) -> bool:
    """ "Diversion contrary to U.S. law prohibited."."""
    if here.previous not in ("LAW", "LAWWORD") or here.following not in ("DOT", "SEMI", ""):
        return False
    types = set()
    for term in reversed(here.terms[max(0, here.index - 12) : here.index]):
        if term.type == "DOT":
            break
        types.add(term.type)
    verbless = {"VIOLATION", "ACT"} <= types and not types & {"BE", "ISNT", "MODAL", "MAY", "BAR", "DO", "DONT"}
    return verbless and here.becomes("PROHIBITS")


def is_such_or_over(here: Here) -> bool:
    """ "Above 25 %" and "the above lists"."""
    if not {"SUCH", "OVER"} <= {here.term.type, *here.term.senses}:
        return False
    return here.becomes("OVER" if here.following in ("FIGURE", "PERCENT", "WORD") else "SUCH")


def opens_a_condition(here: Here) -> bool:
    """ "Should Buyer breach"."""
    opens = here.previous in ("", "DOT", "EOS") and here.following in ("DET", "PARTY", "PERSONWORD", "ITEM", "SUCH")
    return opens and here.becomes("IF" if here.words == ["should"] else "MODAL")


def is_a_forbidden_manner(here: Here) -> bool:
    """ "Used in any manner prohibited by the Act"."""
    behind = [term.type for term in here.terms[here.index + 1 : here.index + 4]]
    if behind[:1] != ["DESC"] and behind != ["COMMA", "DESC", "BY"]:
        return False
    if set(here.words[-1:]).isdisjoint(here.knowledge.cues["manner"]):
        return False
    acts = [t for t in here.terms[max(0, here.index - 8) : here.index] if t.type in ("ACT", "PURPOSE")]
    used = bool(acts) and (acts[-1].type == "PURPOSE" or "use" in acts[-1].name.split("|"))
    return used and here.becomes("USEWORD")


def is_a_rule_on_use(here: Here) -> bool:
    """ "An applicable end-use restriction"."""
    behind = folded(here.text[here.term.end : here.term.end + 16])[:1]
    return bool(behind) and behind[0] in here.knowledge.cues["rule_on_use"] and here.becomes("WORD")


def points_at_a_list(here: Here) -> bool:
    """ "Appears on that list", "owned by that Government"."""
    pointing = here.previous in ("LISTED", "ON", "IN", "TO") and here.following in ("LISTWORD", "PLACEWORD")
    ends = here.words_at(here.index - 1)[-1:] if here.index else []
    pointing = pointing or (here.words == ["that"] and ends in (["of"], ["by"], ["with"], ["for"]))
    return pointing and here.becomes("SUCH")


def has_a_consequence(here: Here) -> bool:
    """ "US sanctions mean that we may not": defines nothing."""
    return here.following == "WHO" and here.words_at(here.index + 1)[:1] == ["that"] and here.becomes("WORD")


def is_well_known(here: Here) -> bool:
    return here.previous == "HYPHEN" and here.becomes("WORD")


def is_with_or_without(here: Here) -> bool:
    """ "With or without prior notice"."""
    after = here.previous in ("OR", "AND") and here.index >= 2 and here.terms[here.index - 2].type == "WITH"
    return after and here.becomes("WORD")


def permits(here: Here) -> bool:
    """ "Nothing in this Agreement permits Integrator to"."""
    permitted = here.following in ("PARTY", "PERSONWORD", "WORD", "DET")
    return permitted and here.words == ["permits"] and here.becomes("MAY")


def commits(here: Here) -> bool:
    """ "A person that commits terrorism"."""
    return here.previous == "WHO" and here.words in (["commit"], ["commits"]) and here.becomes("ENGAGED")


def is_as_provided(here: Here) -> bool:
    """ "As provided in section 744"."""
    return here.previous == "AS" and here.words == ["provided"] and here.becomes("WORD")


def is_by_the_way(here: Here) -> bool:
    """ "The EAR and, when applicable, the ITAR": between commas or before one it is no condition."""
    index = here.index
    behind = here.terms[index + 2].type if index + 2 < len(here.terms) else "COMMA"
    if index + 1 >= len(here.terms) or here.words_at(index + 1) != ["applicable"]:
        return False
    if behind not in ("COMMA", "RPAR", "EOS", "DOT"):
        return False
    here.terms[index + 1].type = "HEREBY"
    return here.becomes("HEREBY")


def is_if_or_on(here: Here) -> bool:
    """ "Upon the list", "upon breach"."""
    if not {"IF", "ON"} <= {here.term.type, *here.term.senses}:
        return False
    return here.becomes("ON" if here.following in ("DET", "LIST", "LISTWORD") else "IF")


def is_own_or_owned(here: Here) -> bool:
    """ "Its own account", "who own a company"."""
    if not {"DET", "OWNED"} <= {here.term.type, *here.term.senses}:
        return False
    owns = here.previous in ("WHO", "AND", "OR", "PARTY", "MODAL") and here.following not in ("ITEM", "PERSONWORD")
    return here.becomes("OWNED" if owns else "DET")


def is_no_place(here: Here) -> bool:
    return {"DET", "PLACEWORD"} <= {here.term.type, *here.term.senses} and here.becomes("DET")
