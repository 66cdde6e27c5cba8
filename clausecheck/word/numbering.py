"""Automatic numbers as Word shows them.

The rules are what Word does, where that is known to differ from ISO/IEC 29500-1. Counters belong to the abstract definition, a
start override acts once for each list. The list and the level of a paragraph are two properties: each is taken from the
paragraph, else from the nearest style that states it; a style's level counts, though 17.3.1.19 has it ignored ([MS-OI29500]
2.1.50). A level that nobody states is the first, even where another one is linked to the style (``w:pStyle``, 17.9.23). Word
since 2010 lets one style alone number by a level that it states: the one that the level is linked to, else the first of the
file; the others have no number. The last two are what Word 2010 and 2016 are on record to show for a file made to find it out
(LibreOffice's test tdf141966).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from clausecheck.document import View
from clausecheck.word.names import MC, Element, Properties, W, child, on, value, whole
from clausecheck.word.numerals import UNWRITTEN, numeral
from clausecheck.word.styles import Styles

_ABSTRACT = W + "abstractNumId"
_PLACEHOLDER = re.compile(r"%([1-9])")
_LEVELS = range(9)
_NO_LEVEL = "9"
"""Body text: what stands there has no number."""
_PLACEHOLDERS = 18
"""The most numbers in one label: nine levels, twice."""
_TEXT_LIMIT = 255
"""The longest level text and the longest number, in code points: Word takes no longer text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of a list: its number format, its text with %1 to %9, and when it starts again."""

    style: str
    text: str
    start: int
    override: int | None
    restart_after: int | None
    legal: bool
    hidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPlace:
    """Where a paragraph stands: the list (``w:numId``) and the level in it, from 0."""

    list_id: str
    level: int


class Numbering:
    """The lists of one file and their counters; `label` must be called once for each paragraph, in reading order."""

    def __init__(self, root: Element | None, styles: Styles, view: View) -> None:
        self._styles = styles
        self._view = view
        self._abstract: dict[str, Element] = {}
        self._lists: dict[str, Element] = {}
        if root is not None:
            self._abstract = {name: found for found in root.findall(W + "abstractNum") if (name := found.get(_ABSTRACT))}
            self._lists = {name: found for found in root.findall(W + "num") if (name := found.get(W + "numId"))}
        self._of_styles: dict[str | None, tuple[str | None, str | None]] = {}
        self._by_style: dict[str, str | None] = {}
        """Numbering styles, and the abstract definition that holds the levels of each."""
        for name, definition in self._abstract.items():
            link = value(definition, "styleLink")
            if link is not None and definition.find(W + "lvl") is not None:
                self._by_style.setdefault(link, name)
        self._unnumbered: set[str] = set()
        """Styles whose level is another one's."""
        self._definitions: dict[str, str | None] = {}
        self._levels: dict[tuple[str, int], Level | None] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._pending: dict[str, dict[int, int]] = {}
        """Levels that were set to a start value but not yet shown: the next paragraph there shows that value."""
        self._started: set[tuple[str, int]] = set()
        self.in_digits: set[str] = set()
        """Number formats that are shown in digits though Word does not."""
        self._part_levels()

    # ------------------------------------------------------------ which list

    def place(self, properties: Properties, style: str | None) -> ListPlace | None:
        """The list and level of a paragraph with these properties and this style, or None where it has no number."""
        own = properties.get(W + "numPr")
        if own is not None and self._view == "original" and child(own, W + "ins") is not None:
            own = None  # the numbering itself is a tracked insertion
        if style not in self._of_styles:
            self._of_styles[style] = self._of_style(style)
        style_list, style_level = self._of_styles[style]
        if own is None and style_list is None:
            return None
        list_id, level = value(own, "numId"), value(own, "ilvl")
        list_id = list_id or style_list
        level = level or style_level
        if list_id is None or list_id == "0":
            return None
        index = whole(level, 0)
        return ListPlace(list_id=list_id, level=index) if index in _LEVELS else None

    def _of_style(self, style: str | None) -> tuple[str | None, str | None]:
        """The list and the level that a style gives, each from the nearest style of its chain that states it."""
        list_id = level = None
        for name, definition in self._styles.chain(style):
            stated = definition.find(f"{W}pPr/{W}numPr")
            list_id = list_id or value(stated, "numId")
            level = level or (_NO_LEVEL if name in self._unnumbered else value(stated, "ilvl"))
        return list_id, level

    def _part_levels(self) -> None:
        """Find the styles that state a list and whose level in it belongs to another style already."""
        owners: dict[Element, str] = {}
        for name, style in self._styles.paragraph_styles():
            if value(style, "pPr/numPr/numId") is None:
                continue
            list_id, stated = self._of_style(name)
            level = self._element(list_id or "", whole(stated, 0)) if stated is not None else None
            if level is None:
                continue
            linked = value(level, "pStyle")
            owner = linked if linked is not None and self._styles.get(linked) is not None else name  # no such style: no link
            if owners.setdefault(level, owner) != name:
                self._unnumbered.add(name)

    def _definition(self, list_id: str) -> str | None:
        """The id of the abstract definition that holds the levels of a list, through numbering styles."""
        if list_id not in self._definitions:
            self._definitions[list_id] = None  # cuts a circle of numbering styles
            self._definitions[list_id] = self._find_definition(list_id)
        return self._definitions[list_id]

    def _find_definition(self, list_id: str) -> str | None:
        stated = self._lists.get(list_id)
        name = value(stated, "abstractNumId")
        definition = self._abstract.get(name) if name is not None else None
        if definition is None or name is None:
            return None
        link = value(definition, "numStyleLink")
        if link is not None:
            target = value(self._styles.get(link), "pPr/numPr/numId")
            if target is not None and target != list_id:
                found = self._definition(target)
                if found is not None:
                    return found
            return self._by_style.get(link, name)
        return name

    # ------------------------------------------------------------ its levels

    def _level(self, list_id: str, index: int) -> Level | None:
        key = list_id, index
        if key not in self._levels:
            self._levels[key] = self._find_level(list_id, index)
        return self._levels[key]

    def _find_level(self, list_id: str, index: int) -> Level | None:
        found = self._element(list_id, index)
        if found is None:
            return None
        override: int | None = None
        for change in self._changes(list_id, index):
            stated = value(change, "startOverride")
            override = whole(stated, 0) if stated is not None else override
        return replace(_read_level(found), override=override)

    def _element(self, list_id: str, index: int) -> Element | None:
        """The ``w:lvl`` that holds for a level of a list: its own, else that of its abstract definition."""
        definition = self._abstract.get(self._definition(list_id) or "")
        if definition is None:
            return None
        found = _child_level(definition, index)
        for change in self._changes(list_id, index):
            own = change.find(W + "lvl")
            found = own if own is not None else found
        return found

    def _changes(self, list_id: str, index: int) -> list[Element]:
        return [one for one in self._lists[list_id].findall(W + "lvlOverride") if one.get(W + "ilvl") == str(index)]

    # ------------------------------------------------------------ counting

    def label(self, place: ListPlace) -> str:
        """The number of the next paragraph at `place`, "" where Word shows none; counts it."""
        definition, level = self._definition(place.list_id), self._level(place.list_id, place.level)
        if definition is None or level is None:
            return ""
        counters = self._counters.setdefault(definition, {})
        pending = self._pending.setdefault(definition, {})
        self._apply_overrides(place, pending)
        if place.level in pending:
            counters[place.level] = pending.pop(place.level)
        else:
            counters[place.level] = counters[place.level] + 1 if place.level in counters else level.start
        for above in range(place.level):
            if above in pending:
                counters[above] = pending.pop(above)
            elif above not in counters:
                counters[above] = self._start(place.list_id, above)
        self._reset_below(place, counters, pending)
        return "" if level.hidden else self._show(place, level, counters)

    def _apply_overrides(self, place: ListPlace, pending: dict[int, int]) -> None:
        for index in range(place.level + 1):
            level = self._level(place.list_id, index)
            if level is not None and level.override is not None and (place.list_id, index) not in self._started:
                self._started.add((place.list_id, index))
                pending[index] = level.override

    def _reset_below(self, place: ListPlace, counters: dict[int, int], pending: dict[int, int]) -> None:
        for index in [index for index in counters if index > place.level]:
            level = self._level(place.list_id, index)
            after = level.restart_after if level is not None else None
            if after is not None and place.level + 1 > after:
                continue
            del counters[index]
            if level is not None and level.override is not None and (place.list_id, index) in self._started:
                pending[index] = level.override

    def _start(self, list_id: str, index: int) -> int:
        level = self._level(list_id, index)
        return level.start if level is not None else 1

    def _show(self, place: ListPlace, level: Level, counters: dict[int, int]) -> str:
        if level.style == "bullet":
            return "".join("•" if 0xF000 <= ord(sign) <= 0xF0FF else sign for sign in level.text)

        def shown(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            if level.style == "none" and index == place.level:
                return ""
            other = self._level(place.list_id, index)
            style = other.style if other is not None else "decimal"
            if level.legal and style not in ("none", "decimalZero") and not style.startswith("0"):
                style = "decimal"
            if style in UNWRITTEN:
                self.in_digits.add(style)
            return numeral(counters.get(index, self._start(place.list_id, index)), style)

        return _PLACEHOLDER.sub(shown, level.text, count=_PLACEHOLDERS)[:_TEXT_LIMIT]


def _child_level(definition: Element, index: int) -> Element | None:
    return next((level for level in definition.findall(W + "lvl") if level.get(W + "ilvl") == str(index)), None)


def _read_level(element: Element) -> Level:
    form = child(element, W + "numFmt")
    if form is None:
        form = element.find(f"{MC}AlternateContent/{MC}Choice/{W}numFmt")
    style = form.get(W + "val") if form is not None else None
    if form is not None and style == "custom":  # "001, 002, 003, ..."
        first = (form.get(W + "format") or "").split(",")[0].strip()
        style = first if re.fullmatch("0{1,9}1", first) else "decimal"
    restart = value(element, "lvlRestart")
    return Level(
        style="decimal" if style is None else style,
        text=(value(element, "lvlText") or "")[:_TEXT_LIMIT],
        start=whole(value(element, "start"), 0),
        override=None,
        restart_after=whole(restart, 0) if restart is not None else None,
        legal=bool(on(element.find(W + "isLgl"))),
        hidden=bool(on(element.find(f"{W}rPr/{W}vanish"))),
    )
