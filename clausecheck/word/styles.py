"""Word's styles: what a paragraph or a run inherits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clausecheck.word.names import Element, Properties, W, on, outline, value

_CHAIN_LIMIT = 50
_VANISH = W + "vanish"
_RUN_STYLE = W + "rStyle"
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)


def has_hidden(root: Element) -> bool:
    """Whether anything beneath `root` says that text is hidden."""
    return next(root.iter(W + "vanish"), None) is not None


class Styles:
    """The styles of one file by their id; an absent styles part is a file without styles."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._levels: dict[str | None, int | None] = {}
        self._hidden: dict[str | None, bool | None] = {}
        self.paragraph_default: str | None = None
        self.some_hidden = root is not None and has_hidden(root)
        """Whether any style hides text: where none does, and no run, nothing has to be looked up for each run."""
        for style in root.findall(W + "style") if root is not None else ():
            name = style.get(W + "styleId")
            if name is None:
                continue
            self._styles.setdefault(name, style)
            is_default = style.get(W + "default") in ("1", "true", "on")
            if is_default and style.get(W + "type") == "paragraph" and self.paragraph_default is None:
                self.paragraph_default = name

    def of_paragraph(self, properties: Properties) -> str | None:
        """The id of the style that a paragraph with these properties has."""
        stated = properties.get(W + "pStyle")
        name = stated.get(W + "val") if stated is not None else None
        return name if name in self._styles else self.paragraph_default

    def get(self, name: str | None) -> Element | None:
        """The style of that id."""
        return self._styles.get(name) if name is not None else None

    def paragraph_styles(self) -> Iterator[tuple[str, Element]]:
        """The paragraph styles with their ids, in the order of the file."""
        return ((name, style) for name, style in self._styles.items() if style.get(W + "type") == "paragraph")

    def chain(self, name: str | None) -> Iterator[tuple[str, Element]]:
        """The style and those it is based on, nearest first; a circle or an endless chain is cut."""
        seen: set[str] = set()
        while name is not None and name in self._styles and name not in seen and len(seen) < _CHAIN_LIMIT:
            seen.add(name)
            style = self._styles[name]
            yield name, style
            name = value(style, "basedOn")

    def outline_level(self, name: str | None) -> int | None:
        """The outline level (1 to 9) that a style gives, or None for body text."""
        if name not in self._levels:
            self._levels[name] = self._find_level(name)
        return self._levels[name]

    def _find_level(self, name: str | None) -> int | None:
        for _, style in self.chain(name):
            stated = value(style, "pPr/outlineLvl")
            if stated is not None:
                return outline(stated)
            heading = _HEADING.fullmatch(value(style, "name") or "")
            if heading:
                return int(heading[1])
        return None

    def hides(self, name: str | None) -> bool | None:
        """Whether a style hides its text (``w:vanish``), or None where it does not say."""
        if name not in self._hidden:
            marks = (style.find(f"{W}rPr/{W}vanish") for _, style in self.chain(name))
            self._hidden[name] = on(next((mark for mark in marks if mark is not None), None))
        return self._hidden[name]

    def hides_run(self, properties: Element | None, paragraph_style: str | None) -> bool:
        """Whether a run with these ``w:rPr`` is hidden text; `w:vanish` of two styles cancels out, as toggles do."""
        style = None
        for stated in properties if properties is not None else ():
            if stated.tag == _VANISH:
                return bool(on(stated))
            if stated.tag == _RUN_STYLE:
                style = stated.get(W + "val")
        if not self.some_hidden:
            return False
        by_run = self.hides(style)
        by_paragraph = self.hides(paragraph_style)
        return bool(by_run) != bool(by_paragraph)
