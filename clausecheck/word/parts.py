"""The parts of a Word file that are written: parsed as they are, new ones tied in, and all zipped again as before."""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import Final

from lxml import etree

from clausecheck.word.edits import Unwritable
from clausecheck.word.names import STRICT, Element, W, child
from clausecheck.word.package import Package, parse_for_writing

_RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_COMMENTS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_COMMENTS_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_PROTECTED: Final = {
    "readOnly": "it is read-only",
    "comments": "it takes comments only",
    "forms": "only its forms can be filled in",
    "trackedChanges": "every change of it stays tracked",
}
"""What Word lets people do in a protected document."""
_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)


class Parts:
    """The parts of the Word file `data`, to be changed in place and saved. Raises Unwritable for a file not to be written."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._package = Package(data)
        self._roots: dict[str, Element] = {}
        self._changed: set[str] = set()
        self.main = self._package.main
        if any(name in self._package.read(self.main) for name in STRICT):
            raise Unwritable("the file is in the Strict form of Open XML: save it in Word as an ordinary .docx")
        for relationship in self._package.relationships("").values():
            if relationship.kind == "origin":
                raise Unwritable("the file is signed, and any change breaks the signature: take the signature off a copy of it")

    def root(self, part: str) -> Element:
        """The root of a part that is there."""
        if part not in self._roots:
            self._roots[part] = parse_for_writing(self._package.read(part), part)
        return self._roots[part]

    def change(self, part: str) -> Element:
        """The root of a part, which is to be written anew."""
        self._changed.add(part)
        return self.root(part)

    def stories(self) -> list[str]:
        """The parts that hold text of the contract, the main part first."""
        kinds = ("footnotes", "endnotes", "header", "footer")
        related = self._package.relationships(self.main).values()
        found = [one.target for one in related if one.kind in kinds and not one.external and one.target in self._package]
        return list(dict.fromkeys([self.main, *found]))

    def protection(self) -> str:
        """What keeps people from accepting and rejecting changes in the file once it is open in Word, or ""."""
        for one in self._package.relationships(self.main).values():
            root = self._package.xml(one.target) if one.kind == "settings" and not one.external else None
            stated = child(root, W + "documentProtection") if root is not None else None
            if stated is not None and stated.get(W + "enforcement") in ("1", "true", "on"):
                kind = _PROTECTED.get(stated.get(W + "edit") or "")
                if kind is not None:
                    return f"the document is protected ({kind}): stop the protection in Word to accept or reject the changes"
        return ""

    def comments(self) -> Element:
        """The root of the part with the comments, made and tied in where there is none."""
        related = self._package.relationships(self.main).values()
        found = [one.target for one in related if one.kind == "comments" and not one.external]
        part = found[0] if found else self._free("comments")
        if part not in self._package and part not in self._roots:
            self._roots[part] = etree.Element(W + "comments", nsmap={"w": W[1:-1]})
            self._declare(part, _COMMENTS_TYPE)
            if not found:
                self._relate(part, _COMMENTS)
        return self.change(part)

    def save(self) -> bytes:
        """The file: members in their order with their dates, the unchanged ones byte for byte, new ones behind them."""
        out = io.BytesIO()
        left = {_key(part): part for part in self._changed}
        with zipfile.ZipFile(io.BytesIO(self._data)) as source, zipfile.ZipFile(out, "w") as target:
            for info in source.infolist():
                part = left.pop(_key(info.filename), None)
                kept = zipfile.ZipInfo(info.filename, info.date_time)
                kept.compress_type, kept.external_attr, kept.create_system = (
                    info.compress_type,
                    info.external_attr,
                    info.create_system,
                )
                target.writestr(kept, source.read(info) if part is None else _written(self._roots[part]))
            for part in sorted(left.values()):
                new = zipfile.ZipInfo(part, _FIRST_DAY)
                new.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(new, _written(self._roots[part]))
        return out.getvalue()

    # ------------------------------------------------------------ new parts

    def _free(self, name: str) -> str:
        folder = posixpath.dirname(self.main)
        number, part = 1, posixpath.join(folder, f"{name}.xml")
        while part in self._package:
            number += 1
            part = posixpath.join(folder, f"{name}{number}.xml")
        return part

    def _declare(self, part: str, content_type: str) -> None:
        types = self.change("[Content_Types].xml")
        for declared in types:
            if declared.get("PartName", "").lower() == f"/{part}".lower():
                return
        etree.SubElement(types, f"{{{_TYPES}}}Override", {"PartName": f"/{part}", "ContentType": content_type})

    def _relate(self, part: str, kind: str) -> None:
        folder, name = posixpath.split(self.main)
        holder = posixpath.join(folder, "_rels", f"{name}.rels")
        if holder not in self._package and holder not in self._roots:
            self._roots[holder] = etree.Element(f"{{{_RELATIONSHIPS}}}Relationships", nsmap={None: _RELATIONSHIPS})
        links = self.change(holder)
        used = {link.get("Id") for link in links}
        number = 1
        while f"rId{number}" in used:
            number += 1
        attributes = {"Id": f"rId{number}", "Type": kind, "Target": posixpath.relpath(part, folder or ".")}
        etree.SubElement(links, f"{{{_RELATIONSHIPS}}}Relationship", attributes)


def _written(root: Element) -> bytes:
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)


def _key(name: str) -> str:
    return posixpath.normpath(name.replace("\\", "/").lstrip("/")).lower()
