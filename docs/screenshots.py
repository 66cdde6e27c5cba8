"""Make the pictures of docs/images from the real terminal UI: ``python docs/screenshots.py [FOLDER]``.

Size, theme and date are fixed, so the same version makes the same bytes. Nothing is loaded from outside: the font that Textual
links to is taken out, and every line of text carries its own width.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parent / "samples"
AS_OF = "2026-11-24"
SIZE = (160, 50)
THEME = "clausecheck-dark"

PICTURES: dict[str, tuple[str, str | None, tuple[str, ...]]] = {
    "review": ("hikvision-2019.docx", None, ()),
    "compare": ("supply-v2.docx", "supply-v1.docx", ()),
    "reference": ("hikvision-2019.docx", None, ("d", "enter")),
    "days": ("distributor-behind.docx", None, ("t",)),
}
"""Name of the picture: contract, older version, keys."""


async def picture(contract: str, older: str | None, keys: tuple[str, ...]) -> str:
    """The screen as SVG after `keys`."""
    from clausecheck.tui.app import ClausecheckApp
    from clausecheck.tui.desk import Desk
    from clausecheck.tui.reader import Reader

    against = str(SAMPLES / older) if older else None
    app = ClausecheckApp(Desk(as_of=AS_OF), str(SAMPLES / contract), against, reader=Reader())
    app.theme = THEME
    async with app.run_test(size=SIZE) as pilot:
        for key in ("", *keys):
            if key:
                await pilot.press(key)
            await pilot.pause(0.2)
            while app.screen.has_class("-loading") or app.reading:
                await pilot.pause(0.05)
            await pilot.pause()
        return plain(app.export_screenshot(title=f"clausecheck {contract}"))


def plain(svg: str) -> str:
    """The picture without fonts from elsewhere."""
    svg = re.sub(r"@font-face\s*\{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = svg.replace("Fira Code, monospace", "DejaVu Sans Mono, Menlo, Consolas, monospace")
    return svg if svg.endswith("\n") else svg + "\n"


def main() -> None:
    for name in list(os.environ):
        if name in {"NO_COLOR", "FORCE_COLOR", "COLORTERM"} or name.startswith("TEXTUAL"):
            del os.environ[name]  # before Textual is imported: a picture must not depend on who makes it
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "images"
    folder.mkdir(parents=True, exist_ok=True)
    for name, (contract, older, keys) in PICTURES.items():
        svg = asyncio.run(picture(contract, older, keys))
        (folder / f"{name}.svg").write_text(svg, encoding="utf-8", newline="\n")
        print(folder / f"{name}.svg")


if __name__ == "__main__":
    main()
