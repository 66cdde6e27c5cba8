"""The body of a Word file while it is parsed: one paragraph or table at a time, so that its tree is never whole in memory."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Final

from lxml import etree

from clausecheck.document import Unreadable
from clausecheck.word.names import Element, W
from clausecheck.word.package import OPTIONS, SAVE_AGAIN, malformed, refuse_dtd, safe

_CHUNK: Final = 1 << 16


def stream_body(data: bytes, part: str) -> Iterator[tuple[str, Element]]:
    """The children of ``w:body`` in the main part `data`, each with its path, as soon as the next one has begun.

    Whoever takes one may clear it. Raises `Unreadable` where the part is malformed, holds a DTD or is no Word document:
    possibly only after some children.
    """
    data = safe(data, part)
    parser = etree.XMLPullParser(events=("start",), tag=W + "body", **OPTIONS)
    bodies: deque[tuple[str, Element]] = deque()
    any_body = False
    current: Element | None = None
    index = 0
    root: Element | None = None
    try:
        for start in range(0, len(data), _CHUNK):
            parser.feed(data[start : start + _CHUNK])
            for place, body in _new_bodies(parser):
                refuse_dtd(body, part)
                bodies.append((place, body))
            any_body = any_body or bool(bodies)
            last = start + _CHUNK >= len(data)
            if last:
                root = parser.close()
            while bodies:
                place, body = bodies[0]
                if current is None:
                    current, index = next(iter(body), None), 0
                following = current.getnext() if current is not None else None
                whole = last or body.getnext() is not None
                if current is not None and (following is not None or whole):
                    yield f"{place}/{index}", current
                if current is not None and following is not None:
                    body.remove(current)
                    current, index = following, index + 1
                elif whole:
                    current = None
                    bodies.popleft()  # a second body is against the rules, but its words are words
                else:
                    break  # it may still grow
    except (etree.XMLSyntaxError, ValueError) as error:
        raise malformed(error, part) from error
    if root is None or root.tag != W + "document":
        found = "nothing" if root is None else f"<{etree.QName(root).localname}>"
        raise Unreadable(f"the main part {part!r} holds {found}, not a Word document", SAVE_AGAIN)
    if not any_body:
        raise Unreadable("the Word document has no body", SAVE_AGAIN)


def mentions(data: bytes, name: str) -> bool:
    """Whether an element of that name may be in a part; True where its encoding hides that."""
    return b"\x00" in data[:4] or data[:2] in (b"\xff\xfe", b"\xfe\xff") or name.encode() in data


def _new_bodies(parser: etree.XMLPullParser) -> Iterator[tuple[str, Element]]:
    for _, element in parser.read_events():
        parent = element.getparent()
        if parent is not None and parent.tag == W + "document" and parent.getparent() is None:
            yield str(parent.index(element)), element
