"""Signs of a formula that Word draws from properties: brackets, the line of a fraction, roots, sums."""

from __future__ import annotations

from clausecheck.word.names import Element, M, child


def signs(element: Element) -> tuple[str, str, str]:
    """What stands before, between and after the arguments of an element of mathematics, on one line: "a/b", "(a|b)", "√a"."""
    match str(element.tag).removeprefix(M):
        case "f":
            return "", "/", ""
        case "d":
            return (
                _stated(element, "dPr", "begChr", "("),
                _stated(element, "dPr", "sepChr", "|"),
                _stated(element, "dPr", "endChr", ")"),
            )
        case "rad":
            return "√", "", ""
        case "nary":
            return _stated(element, "naryPr", "chr", "∫"), "", ""
    return "", "", ""


def _stated(element: Element, properties: str, name: str, default: str) -> str:
    holder = child(element, M + properties)
    stated = child(holder, M + name) if holder is not None else None
    return default if stated is None else (stated.get(M + "val") or "")[:1]
