"""Nothing opened yet: the contracts of a folder to choose from."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from clausecheck.tui.desk import SUFFIXES
from clausecheck.tui.marked_list import MarkedList
from clausecheck.tui.marks import Palette, inked
from clausecheck.tui.wrapping import printable


class FileList(MarkedList):
    """Folders and contracts, by name."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", "Down", show=False, id="files.down", tooltip="Next file"),
        Binding("k", "cursor_up", "Up", show=False, id="files.up", tooltip="The file before"),
        Binding("g", "first", "First", show=False, id="files.first", tooltip="First file"),
        Binding("G", "last", "Last", show=False, id="files.last", tooltip="Last file"),
        Binding("enter", "select", "Open", id="files.open", tooltip="Open the contract or the folder"),
        Binding("l,right", "select", "Open", show=False, id="files.into", tooltip="Open the contract or the folder"),
    ]


class OpeningScreen(Screen[None]):
    """A list of what can be opened here; enter opens, backspace goes a folder up."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("backspace", "up", "Folder up", id="files.up-folder", tooltip="The folder above this one"),
        Binding("h,left", "up", "Folder up", show=False, id="files.out", tooltip="The folder above this one"),
    ]

    class Picked(Message):
        """A contract was chosen."""

        def __init__(self, path: str) -> None:
            super().__init__()
            self.path = path

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.entries: list[Path] = []

    def compose(self) -> ComposeResult:
        yield Static(id="opening-title", markup=False)
        yield FileList(id="files", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        self._list()
        self.query_one(FileList).focus()

    def _list(self) -> None:
        palette = Palette(self.app)
        files = self.query_one(FileList)
        files.clear_options()
        title = inked("clausecheck  ", palette["title"])
        title.append("Which contract shall be reviewed?\n")
        title.append(printable(str(self.folder.resolve())), palette["dim"])
        self.query_one("#opening-title", Static).update(title)
        try:
            self.entries = contracts(self.folder)
        except OSError as error:
            self.entries = []
            files.add_option(Option(Text(f"✗ {error.strerror}: backspace goes to the folder above"), disabled=True))
            return
        if not any(path.is_file() for path in self.entries):
            files.add_option(Option(Text(f"No contract here ({', '.join(SUFFIXES)})."), disabled=True))
        for index, path in enumerate(self.entries):
            folder = path.is_dir()
            line = inked(f"  {printable(path.name)}{'/' if folder else ''}", palette["dim" if folder else ""])
            files.add_option(Option(line, id=str(index)))
        first = next((i for i, option in enumerate(files.options) if not option.disabled), None)
        files.highlighted = first

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id is None:
            return
        path = self.entries[int(event.option_id)]
        if path.is_dir():
            self.folder = path
            self._list()
        else:
            self.post_message(self.Picked(str(path)))

    def action_up(self) -> None:
        self.folder = self.folder.resolve().parent
        self._list()


def contracts(folder: Path) -> list[Path]:
    """The contracts of a folder by name, then its folders; hidden files and Word's lock files left out."""
    held = [path for path in folder.iterdir() if not path.name.startswith((".", "~$"))]
    files = [path for path in held if path.is_file() and path.suffix.lower() in SUFFIXES]
    folders = [path for path in held if path.is_dir()]
    return sorted(files, key=lambda p: p.name.casefold()) + sorted(folders, key=lambda p: p.name.casefold())
