"""Contracts between parties that do not exist, made by a script: each number gives another one, always the same.

They differ in where the bars stand (a sentence, limbs with automatic or typed numbers or in a line, a table, a footnote), in
what they lack, and in what Word files are full of: words cut into many runs, other people's tracked changes, fields, content
controls, bookmarks.
"""

from __future__ import annotations

import random

from docx_builder import change, control, field, level, lists, numbered, package, para, row, run

_BUYERS = ("Distributor", "Customer", "Buyer", "Purchaser", "Reseller")
_SELLERS = ("Supplier", "Seller", "Vendor", "Manufacturer")
_GOODS = ("Goods", "Products", "Equipment")
_FIRMS = ("Orrin and Vale GmbH", "Peltrane Optics Ltd.", "Castell Ferry Inc.", "Nerith Marine AB", "Dunmoor Robotics SA")
_PLACES = ("Cuba", "Iran", "North Korea", "Russia", "Belarus", "the Crimea region of Ukraine")
_OFAC = ("the Specially Designated Nationals and Blocked Persons List", "the Foreign Sanctions Evaders List")
_BIS = ("the Entity List", "the Denied Persons List", "the Unverified List", "the Table of Denial Orders")
_USES = ("nuclear weapons", "chemical weapons", "biological weapons")
_OWNED = (
    "any entity owned 50 percent or more by such a person",
    "any entity that is owned 50% or more, directly or indirectly, by one or more such persons",
    "any entity that such a person owns more than 50%",
    "",
)
_FORMATS = ("<w:b/>", "<w:i/>", "", '<w:sz w:val="22"/>', '<w:color w:val="333333"/>')
FORMS = ("sentence", "numbered limbs", "typed limbs", "limbs in a line", "definition", "footnote", "table")


def contract(seed: int, before: str = "", behind: str = "") -> bytes:
    """The contract of that number, as a .docx, with the paragraphs `before` and `behind` around its export section."""
    return _Maker(seed).made(before, behind)


class _Maker:
    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        pick = self._random.choice
        self._form = FORMS[seed % len(FORMS)]
        self._buyer, self._seller, self._goods = pick(_BUYERS), pick(_SELLERS), pick(_GOODS)
        self._places = self._random.sample(_PLACES, self._random.randint(1, 4))
        self._conjunction = pick(("or", "or", "and/or"))
        ofac, bis = (
            self._random.sample(_OFAC, self._random.randint(1, 2)),
            self._random.sample(_BIS, self._random.randint(1, 2)),
        )
        self._lists = (
            f"{self._row(ofac)} maintained by the Office of Foreign Assets Control, or on {self._row(bis)} maintained by the "
            "Bureau of Industry and Security"
        )
        self._owned = pick(_OWNED)
        self._uses = f"for the development or production of {self._row(self._random.sample(_USES, self._random.randint(1, 3)))}"
        self._notes = ""
        self._change = 100

    def _row(self, items: list[str], word: str = "or") -> str:
        if len(items) == 1:
            return items[0]
        comma = "," if len(items) > 2 and self._random.random() < 0.4 else ""
        return f"{', '.join(items[:-1])}{comma} {word} {items[-1]}"

    def made(self, before: str, behind: str) -> bytes:
        first, second = self._random.sample(_FIRMS, 2)
        body = [
            para(f"Supply agreement no. {self._random.randint(100, 999)}"),
            para(f"between {first} (“{self._seller}”) and {second} (“{self._buyer}”). Both are fictional."),
            para("Definitions", numbered(0)),
            para(f"“{self._goods}” means what {self._seller} delivers under this Agreement.", numbered(1)),
        ]
        clause = getattr(self, f"_{self._form.replace(' ', '_')}")()
        body += [
            *self._defined,
            para("Delivery", numbered(0)),
            para(f"{self._seller} shall deliver the {self._goods} within 30 days.", numbered(1)),
            before,
            para("Export controls and sanctions", numbered(0)),
            para(
                f"{self._buyer} shall comply with the Export Administration Regulations in what concerns the {self._goods}.",
                numbered(1),
            ),
            *clause,
            behind,
            para("Governing law", numbered(0)),
            para(f"This Agreement is governed by the law of the place where {self._seller} has its seat.", numbered(1)),
            '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>',
        ]
        levels = level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2") + level(2, "lowerLetter", "(%3)")
        notes = {"footnotes": self._notes} if self._notes else {}
        return package("".join(body), numbering=lists(levels), **notes)

    # ------------------------------------------------------------ forms

    _defined: tuple[str, ...] = ()

    @property
    def _stem(self) -> str:
        acts = self._random.choice(("export, re-export or transfer", "sell or export", "export or re-export"))
        return f"{self._buyer} shall not {acts} the {self._goods}"

    def _limbs(self) -> list[str]:
        owned = f", or to {self._owned}" if self._owned else ""
        return [
            f"to {self._row(self._places, self._conjunction)}",
            f"to any person on {self._lists}{owned}",
            self._uses,
        ]

    def _sentence(self) -> list[str]:
        return [para(self._broken(f"{self._stem} {', or '.join(self._limbs()[:2])}."), numbered(1))]

    def _numbered_limbs(self) -> list[str]:
        ends = (";", "; or", ".")
        limbs = [para(self._broken(limb + end), numbered(2)) for limb, end in zip(self._limbs(), ends, strict=True)]
        return [para(self._broken(self._stem), numbered(1)), *limbs]

    def _typed_limbs(self) -> list[str]:
        ends = (";", "; or", ".")
        limbs = [
            para(self._broken(f"({label}) {limb}{end}")) for label, limb, end in zip("abc", self._limbs(), ends, strict=True)
        ]
        return [para(self._broken(f"{self._stem}:"), numbered(1)), *limbs]

    def _limbs_in_a_line(self) -> list[str]:
        one, two, three = self._limbs()
        return [para(self._broken(f"{self._stem} (i) {one}, (ii) {two}, or (iii) {three}."), numbered(1))]

    def _definition(self) -> list[str]:
        meaning = self._row(self._places, "and")
        self._defined = (para(self._broken(f"“Barred Territories” means {meaning}."), numbered(1)),)
        return [para(self._broken(f"{self._stem} to the Barred Territories, or {self._limbs()[1]}."), numbered(1))]

    def _footnote(self) -> list[str]:
        meaning = self._row(self._places, "and")
        self._notes = f'<w:footnote w:id="4">{para(self._broken(f"“Barred Territories” means {meaning}."))}</w:footnote>'
        reference = '<w:r><w:footnoteReference w:id="4"/></w:r>'
        words = self._broken(f"{self._stem} to the Barred Territories")
        return [para(f"{words}{reference}{self._broken(f', or {self._limbs()[1]}.')}", numbered(1))]

    def _table(self) -> list[str]:
        cell = f"<w:tc><w:tcPr/>{para(self._broken(f'{self._stem} {self._limbs()[0]}.'))}</w:tc>"
        other = f"<w:tc><w:tcPr/>{para('Section 3')}</w:tc>"
        beside = para(self._broken(f"{self._stem} {self._limbs()[1]}."), numbered(1))
        return [f"<w:tbl><w:tblPr/><w:tblGrid/>{row(other, cell)}</w:tbl>", beside]

    # ------------------------------------------------------------ what Word files are full of

    def _broken(self, text: str) -> str:
        """The words in several runs, some of them wrapped, struck or put in by others."""
        cuts = sorted(self._random.sample(range(1, len(text)), min(4, len(text) - 1)))
        parts = [text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]
        return "".join(self._odd(part) for part in parts)

    def _odd(self, words: str) -> str:
        plain = run(words, self._random.choice(_FORMATS))
        self._change += 1
        match self._random.randrange(12):
            case 0:
                return change("ins", plain, self._change)
            case 1:
                return plain + change("del", run("obsolete ", tag="delText"), self._change)
            case 2:
                name = f"b{self._change}"
                return f'<w:bookmarkStart w:id="{self._change}" w:name="{name}"/>{plain}<w:bookmarkEnd w:id="{self._change}"/>'
            case 3:
                return control(plain)
            case 4:
                return field(' HYPERLINK "https://example.com/terms" ', plain)
            case 5:
                return control(plain, "<w:text/>")
            case _:
                return plain
