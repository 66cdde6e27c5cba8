"""The zip around a Word file: members, relationships, limits; hostile and foreign files are refused with one clear line.

Sizes are capped, not compression ratios: honest files reach 800 to 1.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass
from itertools import islice
from typing import Final, TypedDict
from urllib.parse import unquote

from lxml import etree

from clausecheck.document import Unreadable
from clausecheck.word.names import STRICT, Element

MEMBER_LIMIT: Final = 64 * 2**20
TOTAL_LIMIT: Final = 256 * 2**20
MEMBER_COUNT_LIMIT: Final = 20_000
MARKUP_LIMIT: Final = 6 * 10**6
"""Signs of elements and attributes in all parts read together: 64 MB of the shortest ones would fill gigabytes of memory."""
_PICTURES: Final = (".png", ".jpg", ".jpeg", ".gif", ".bin", ".emf", ".wmf")

SAVE_AGAIN: Final = "open it in Word and save it again as .docx"
_ENTRY: Final = b"PK\x01\x02"
_LOCAL_HEADER: Final = 30
"""The fewest bytes before a member's data."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DECLARED = re.compile(rb"""(xmlns(?::[\w.-]+)?\s*=\s*["'])(http://purl\.oclc\.org/ooxml/[^"']+)""")
_DAMAGE = (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError)
_PACKINGS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How members may be packed (ISO/IEC 29500-2, annex C); others would let a small file ask for any memory."""


class XMLOptions(TypedDict):
    """How every part is parsed: nothing is fetched, nothing replaced, nothing without limits."""

    resolve_entities: bool
    no_network: bool
    load_dtd: bool
    huge_tree: bool
    remove_comments: bool
    remove_pis: bool


OPTIONS: Final[XMLOptions] = {
    "resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False, "remove_comments": True,
    "remove_pis": True,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship:
    """A relationship of a part: `kind` is the last word of its type, `target` a member name unless `external`."""

    kind: str
    target: str
    external: bool


def foreign(data: bytes) -> Unreadable | None:
    """What `data` is when it is plainly no zip of Office: the refusal to raise, or None."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    lower = head.lower()
    if not data:
        return Unreadable("the file is empty", "save the contract again as .docx")
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return Unreadable("the file is encrypted with a password", "remove the password in Word and save it as .docx")
        if "WordDocument".encode("utf-16-le") in data:
            return Unreadable("the file is a legacy .doc of Word 97-2003", "open it in Word and save it as .docx")
        return Unreadable("the file is an OLE compound file (encrypted, or a legacy .doc)", SAVE_AGAIN)
    if head.startswith(b"%PDF"):
        return Unreadable("the file is a PDF", "save the contract it was made from as .docx")
    if head.startswith(b"{\\rtf"):
        return Unreadable("the file is RTF", "open it in Word and save it as .docx")
    if lower.startswith((b"<!doctype html", b"<html")):
        return Unreadable("the file is a web page (HTML)", "open it in Word and save it as .docx")
    if head.startswith(b"<?xml") and (b"pkg:package" in head or b"wordDocument" in head):
        return Unreadable("the file is a Word document in flat XML", "open it in Word and save it as .docx")
    return None


class Package:
    """The members of a Word file.

    Raises `Unreadable` for anything that is no Word file or not safe to read: another format under a Word name, an
    encrypted or damaged zip, duplicate or too large members, a DTD, malformed XML.
    """

    def __init__(self, data: bytes) -> None:
        refusal = foreign(data)
        if refusal is not None:
            raise refusal
        if data.count(_ENTRY) > MEMBER_COUNT_LIMIT:
            raise Unreadable(f"the zip has more than {MEMBER_COUNT_LIMIT:,} members", "do not trust this file")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            members = [info for info in self._zip.infolist() if not info.is_dir()]
        except _DAMAGE as error:
            cut = " (it starts like one, but is cut off or damaged)" if data.startswith(b"PK") else ""
            raise Unreadable(f"the file is not a zip, so it is no Word file{cut}", SAVE_AGAIN) from error
        self._members: dict[str, zipfile.ZipInfo] = {}
        self._parsed: dict[str, Element] = {}
        self._left = TOTAL_LIMIT
        self._marks_left = MARKUP_LIMIT
        self._admit(members)
        self._name_foreign_zip()
        self.main = self._main_part()

    def _admit(self, members: list[zipfile.ZipInfo]) -> None:
        end = 0
        for info in sorted(members, key=lambda info: info.header_offset):
            if info.header_offset < end:
                raise Unreadable(f"{info.filename!r} overlaps another member of the zip", "do not trust this file")
            end = info.header_offset + _LOCAL_HEADER + info.compress_size
        for info in members:
            key = _key(info.filename)
            if key in self._members:
                raise Unreadable(
                    f"the zip holds two members of the name {key!r}, and programs differ in which one they show", SAVE_AGAIN
                )
            if info.compress_type not in _PACKINGS and not info.flag_bits & 1:
                raise Unreadable(f"{info.filename!r} is compressed in a way that no Word file is", SAVE_AGAIN)
            if info.file_size > MEMBER_LIMIT:
                raise Unreadable(f"{info.filename!r} unpacks to more than {MEMBER_LIMIT >> 20} MB", "do not trust this file")
            self._members[key] = info
        if sum(info.file_size for info in members) > TOTAL_LIMIT:
            raise Unreadable(f"the file unpacks to more than {TOTAL_LIMIT >> 20} MB", "do not trust this file")

    def _name_foreign_zip(self) -> None:
        if "mimetype" in self._members:
            kind = self.read("mimetype")[:200]
            if b"opendocument" in kind:
                raise Unreadable("the file is an OpenDocument text (ODF) under another name", "save it as .docx")
            if b"epub" in kind:
                raise Unreadable("the file is an e-book (EPUB)", "save the contract as .docx")
        for member, what in (("xl/workbook.xml", "an Excel workbook"), ("ppt/presentation.xml", "a PowerPoint presentation")):
            if member in self._members and "word/document.xml" not in self._members:
                raise Unreadable(f"the file is {what}", "check the contract it belongs to, as .docx")

    def _main_part(self) -> str:
        for relationship in self.relationships("").values():
            if relationship.kind == "officeDocument" and not relationship.external:
                if _key(relationship.target) not in self._members:
                    raise Unreadable(f"the main part {relationship.target!r} is missing from the zip", SAVE_AGAIN)
                return relationship.target
        if "word/document.xml" in self._members:
            return "word/document.xml"
        raise Unreadable("the zip holds no Word document", "check that this is the contract's .docx")

    def __contains__(self, part: str) -> bool:
        return _key(part) in self._members

    def read(self, part: str) -> bytes:
        """The bytes of a member that is there; raises `Unreadable` where it is damaged, encrypted or too large."""
        info = self._members[_key(part)]
        if info.flag_bits & 1:
            raise Unreadable(f"{info.filename!r} is encrypted inside the zip", "remove the password and save it again")
        try:
            with self._zip.open(info) as member:
                data = member.read(min(MEMBER_LIMIT, self._left) + 1)
        except _DAMAGE as error:
            raise Unreadable(f"{info.filename!r} inside the file is damaged ({error})", SAVE_AGAIN) from error
        if len(data) > min(MEMBER_LIMIT, self._left):
            raise Unreadable(f"{info.filename!r} unpacks to too much", "do not trust this file")
        self._left -= len(data)
        if not info.filename.lower().endswith(_PICTURES):
            self._marks_left -= data.count(b"<") + data.count(b"=")
            if self._marks_left < 0:
                million = MARKUP_LIMIT // 10**6
                raise Unreadable(
                    f"the file holds more than {million} million elements and attributes", "do not trust this file"
                )
        return data

    def xml(self, part: str) -> Element | None:
        """The root element of a member, strict namespaces mapped to transitional ones, or None where it is not there."""
        key = _key(part)
        if key not in self._members:
            return None
        if key not in self._parsed:
            self._parsed[key] = parse_xml(self.read(part), part)
        return self._parsed[key]

    def relationships(self, part: str) -> dict[str, Relationship]:
        """The relationships of a part ("" for the package's own) by their id."""
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", name + ".rels"))
        found: dict[str, Relationship] = {}
        for child in root if root is not None else ():
            target, external = child.get("Target") or "", child.get("TargetMode") == "External"
            if not external:
                target = unquote(target)
                target = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            kind = (child.get("Type") or "").rsplit("/", 1)[-1]
            found[child.get("Id") or ""] = Relationship(kind=kind, target=target, external=external)
        return found


def parse_xml(data: bytes, part: str) -> Element:
    """The root element of `data`; XML comments and processing instructions are left out.

    Raises `Unreadable` for malformed XML and for any document type definition: entities are how text gets lost or
    multiplied between programs.
    """
    return _parse(safe(data, part), part, etree.XMLParser(**OPTIONS))


def parse_for_writing(data: bytes, part: str) -> Element:
    """As `parse_xml`, but with XML comments, processing instructions and strict namespaces as they are in the file."""
    _refuse_dtd(data, part)
    keeping: XMLOptions = {**OPTIONS, "remove_comments": False, "remove_pis": False}
    return _parse(data, part, etree.XMLParser(**keeping))


def _parse(data: bytes, part: str, parser: etree.XMLParser[Element]) -> Element:
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise malformed(error, part) from error
    refuse_dtd(root, part)
    return root


def safe(data: bytes, part: str) -> bytes:
    """The XML of a part with strict namespaces mapped; raises `Unreadable` for a DTD and for more marks than memory bears."""
    _refuse_dtd(data, part)
    return _DECLARED.sub(lambda match: match[1] + STRICT.get(match[2], match[2]), data)


def _refuse_dtd(data: bytes, part: str) -> None:
    if any("<!DOCTYPE".encode(code) in data for code in ("ascii", "utf-16-le", "utf-16-be")):
        raise _dtd(part)


def refuse_dtd(root: Element, part: str) -> None:
    """Raise `Unreadable` where a DTD stood before `root`, in whatever encoding."""
    if root.getroottree().docinfo.doctype:
        raise _dtd(part)


def _dtd(part: str) -> Unreadable:
    return Unreadable(f"{part!r} holds a document type definition (DTD), which no Word file has", "do not trust this file")


_LIMIT = "Resource limit exceeded"
"""How libxml2 begins when a text, a name or a nesting is longer than it takes (ten million bytes of text in one piece)."""


def malformed(error: Exception, part: str) -> Unreadable:
    """The refusal of a part that is no XML, or that is more than its parser takes."""
    reason = str(error).splitlines()[0] if str(error) else "empty"
    if _LIMIT in reason:
        return Unreadable(f"{part!r} inside the file holds more in one piece than any contract does", "do not trust this file")
    return Unreadable(f"{part!r} inside the file is not well-formed XML ({reason})", SAVE_AGAIN)


def element_at(root: Element, path: str) -> Element:
    """The element that `Home.element` names: indices of child elements from the root of the part on, joined by "/".

    XML comments and processing instructions are not counted, so the path holds in a tree that has them, too.
    """
    for step in path.split("/") if path else ():
        root = next(islice(root.iterchildren(etree.Element), int(step), None))
    return root


def _key(name: str) -> str:
    """Member names as the Open Packaging Conventions compare them: ASCII case and the kind of slash do not count."""
    return posixpath.normpath(name.replace("\\", "/").lstrip("/")).lower()
