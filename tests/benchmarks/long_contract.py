"""A long contract between parties that do not exist, always the same: ``long_contract.py OUT.docx [PAGES]``.

Chapters with headings, numbered sections and limbs, tables of deliverables, footnotes, tracked changes, words cut into many
runs; one export clause in the middle, one near the end.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from docx_builder import cell, change, level, lists, numbered, package, para, row, run, styled

WORDS_A_PAGE = 480
"""What a page of a contract in 11 point holds."""

_SUBJECTS = ("The Supplier", "The Purchaser", "Each Party", "The Contractor", "The Project Board", "A Subcontractor")
_DUTIES = (
    "shall deliver the Deliverables set out in Schedule {n} within {m} Business Days after the Milestone Date",
    "shall keep complete and accurate records of all charges for at least {m} months after the end of the Term",
    "shall not assign, novate or otherwise dispose of its rights under this Agreement without prior written consent",
    "may suspend performance of the affected Services where an undisputed invoice remains unpaid for {m} days",
    "shall maintain insurance with a reputable insurer for a sum of not less than {n}00,000 euros for any one event",
    "shall promptly notify the other of any circumstance likely to delay the completion of Work Package {n}",
    "shall indemnify and hold harmless the other against all losses that arise out of a breach of Section {n}.{m}",
    "acknowledges that the Specification in Annex {n} was prepared in reliance on the information supplied by the Purchaser",
)
_ENDINGS = (
    ", save to the extent that the delay was caused by a Relief Event",
    ", in each case in accordance with Good Industry Practice and at its own cost",
    "; provided that the total liability under this Section shall not exceed the annual Charges",
    ", and shall on request give evidence of this in a form that is reasonably acceptable",
    "",
)
_TITLES = (
    "Services",
    "Delivery",
    "Acceptance",
    "Charges",
    "Records",
    "Personnel",
    "Intellectual property",
    "Confidential information",
    "Warranties",
    "Liability",
    "Insurance",
    "Change control",
    "Termination",
    "Disputes",
)
_EXPORT = (
    "The Purchaser shall not, directly or indirectly, export, re-export or transfer any Deliverable (a) to Cuba, Iran or "
    "North Korea, (b) to any person on the Specially Designated Nationals and Blocked Persons List maintained by the Office "
    "of Foreign Assets Control or on the Denied Persons List maintained by the Bureau of Industry and Security, or to any "
    "entity that such a person owns more than 50%, or (c) for the development or production of nuclear weapons.",
    "The Purchaser shall comply with the Export Administration Regulations in what concerns the Deliverables and shall not "
    "resell any of them to the Crimea region of Ukraine or to a military end user in Belarus.",
)


def made(pages: int = 500, seed: int = 7) -> bytes:
    """The contract as a .docx; the same arguments give the same bytes."""
    chance = random.Random(seed)
    body = [
        para("Framework agreement for engineering services", styled("Title")),
        para("Orrin and Vale GmbH, Peltrane Optics Ltd."),
    ]
    notes: list[str] = []
    target, words, chapter = pages * WORDS_A_PAGE, 0, 0
    marks = {target // 2: _EXPORT[0], target * 9 // 10: _EXPORT[1]}
    while words < target:
        chapter += 1
        for at in [at for at in marks if at <= words]:
            body += [
                para("Export controls", styled("Heading1") + numbered(0)),
                para(_broken(marks.pop(at), chance), numbered(1)),
            ]
        body.append(para(chance.choice(_TITLES), styled("Heading1") + numbered(0)))
        for _ in range(chance.randint(6, 14)):
            sentences = [_sentence(chance) for _ in range(chance.randint(1, 4))]
            words += sum(len(one.split()) for one in sentences)
            body.append(para(_broken(" ".join(sentences), chance, notes), numbered(1)))
            if chance.random() < 0.35:
                limbs = [_sentence(chance) for _ in range(chance.randint(2, 5))]
                words += sum(len(one.split()) for one in limbs)
                body += [para(run(limb[:-1] + ";"), numbered(2)) for limb in limbs]
        if chance.random() < 0.4:
            rows = [
                [f"D{chapter}.{n}", _sentence(chance), f"{chance.randint(2, 90)} days"] for n in range(chance.randint(3, 9))
            ]
            words += sum(len(one[1].split()) + 3 for one in rows)
            cells = "".join(row(*(cell(para(text)) for text in one)) for one in rows)
            body.append(f"<w:tbl><w:tblPr/><w:tblGrid/>{cells}</w:tbl>")
    body += [para(_broken(text, chance), numbered(1)) for text in marks.values()]
    body.append('<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>')
    levels = level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2") + level(2, "lowerLetter", "(%3)")
    outline = '<w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>'
    styles = f'<w:style w:type="paragraph" w:styleId="Heading1">{outline}</w:style>'
    footnotes = "".join(f'<w:footnote w:id="{n}">{para(text)}</w:footnote>' for n, text in enumerate(notes, 4))
    return package("".join(body), numbering=lists(levels), styles=styles, footnotes=footnotes)


def _sentence(chance: random.Random) -> str:
    duty = chance.choice(_DUTIES).format(n=chance.randint(1, 40), m=chance.randint(1, 60))
    return f"{chance.choice(_SUBJECTS)} {duty}{chance.choice(_ENDINGS)}."


def _broken(text: str, chance: random.Random, notes: list[str] | None = None) -> str:
    """The words in runs as Word leaves them, here and there tracked, here and there with a footnote."""
    cuts = sorted(chance.sample(range(1, len(text)), min(chance.randint(1, 6), len(text) - 1)))
    out = ""
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        words = run(text[start:end])
        out += change("ins", words, 9000 + len(out)) if chance.random() < 0.02 else words
    if notes is not None and chance.random() < 0.03:
        notes.append(_sentence(chance))
        out += f'<w:r><w:footnoteReference w:id="{len(notes) + 3}"/></w:r>'
    return out


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(made(int(sys.argv[2]) if len(sys.argv) > 2 else 500))
