"""Content controls that Word fills from data in the file when it opens it: what it would show in place of the text it holds."""

from __future__ import annotations

import re
from typing import Final

from clausecheck.word.names import Element, W, child
from clausecheck.word.package import Package

_STEP: Final = re.compile(r"/(?:(@)?(?:([\w.-]+):)?([\w.-]+)(?:\[(\d{1,3})\])?)")
_PATH: Final = re.compile(f"(?:{_STEP.pattern})+")
_ASKED_LIMIT: Final = 2000
"""The most different pieces of data that are looked up: each may cost a walk through its store."""
_PREFIX: Final = re.compile(r"""xmlns:([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_PROPERTIES: Final = {
    "{6c3c8bc8-f283-45ae-878a-bab7291924a1}": "core-properties",
    "{6668398d-a668-4e3e-a5eb-62b293d839f1}": "extended-properties",
}
"""The stores that Word has for a document's properties, and the relationship of each."""
_ITEM: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/customXml}itemID"
_UNTOLD: Final = tuple(W + name for name in ("date", "picture", "citation", "bibliography", "docPartList", "docPartObj"))
"""Controls whose data is written otherwise than they show it."""


class Bindings:
    """The data stores of one file, opened when a control first asks for one."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._asked: dict[tuple[str, ...], str | None] = {}
        self._stores: dict[str, str] | None = None

    def value(self, properties: Element) -> str | None:
        """The words that Word puts into the control with these ``w:sdtPr``; None where it is not bound or that is not known."""
        binding = child(properties, W + "dataBinding")
        if binding is None or any(child(properties, tag) is not None for tag in _UNTOLD):
            return None
        key = tuple(binding.get(W + name) or "" for name in ("storeItemID", "xpath", "prefixMappings"))
        if key not in self._asked:
            if len(self._asked) >= _ASKED_LIMIT:
                return None
            self._asked[key] = self._find(*key)
        text = self._asked[key]
        return None if text is None or text.lstrip().startswith("<") else _display(properties, text)

    def _find(self, name: str, path: str, mappings: str) -> str | None:
        found = self._store(name)
        if found is None or not _PATH.fullmatch(path):
            return None
        prefixes = {name: double or single for name, double, single in _PREFIX.findall(mappings)}
        return _walk(found, prefixes, path)

    def _store(self, name: str) -> Element | None:
        if self._stores is None:
            self._stores = self._find_stores()
        part = self._stores.get(name.lower())
        return self._package.xml(part) if part is not None else None

    def _find_stores(self) -> dict[str, str]:
        stores = {}
        kinds = {link.kind: link.target for link in self._package.relationships("").values() if not link.external}
        for name, kind in _PROPERTIES.items():
            if kind in kinds:
                stores[name] = kinds[kind]
        for link in self._package.relationships(self._package.main).values():
            if link.kind != "customXml" or link.external:
                continue
            for inner in self._package.relationships(link.target).values():
                root = self._package.xml(inner.target) if inner.kind == "customXmlProps" and not inner.external else None
                if root is not None:
                    stores[(root.get(_ITEM) or "").lower()] = link.target
        return stores


def _walk(root: Element, prefixes: dict[str, str], path: str) -> str | None:
    place: Element | None = None
    for step in _STEP.finditer(path):
        attribute, prefix, local, index = step[1], step[2], step[3], int(step[4] or 1)
        name = f"{{{prefixes.get(prefix, '')}}}{local}" if prefix else local
        if attribute:
            return place.get(name) if place is not None else None
        if place is None:
            place = root if root.tag == name and index == 1 else None
        else:
            place = next((found for number, found in enumerate(place.iterchildren(name), 1) if number == index), None)
        if place is None:
            return None
    return None if place is None or len(place) else place.text or ""


def _display(properties: Element, text: str) -> str:
    """What a list shows for the value that is chosen in it; any other control shows the value."""
    for kind in ("dropDownList", "comboBox"):
        choices = child(properties, W + kind)
        for item in choices.iterchildren(W + "listItem") if choices is not None else ():
            if item.get(W + "value") == text:
                return item.get(W + "displayText") or text
    return text
