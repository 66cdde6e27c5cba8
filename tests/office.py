"""LibreOffice as a second opinion: what a file's text is once all its tracked changes are accepted, or rejected."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree
from xml.sax.saxutils import escape

PROGRAM = shutil.which("soffice") or shutil.which("libreoffice")
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
{macro}</script:module>
"""
_MACRO = """
Sub Go
  Dim jobs, job, i, document, dispatcher, number
  Dim none(), hidden(0) As New com.sun.star.beans.PropertyValue, flat(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  flat(0).Name = "FilterName" : flat(0).Value = "OpenDocument Text Flat XML"
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  number = FreeFile
  Open "{list}" For Input As #number
  Do While Not EOF(number)
    Line Input #number, job
    jobs = Split(job, "|")
    If UBound(jobs) = 2 Then
      document = StarDesktop.loadComponentFromURL(jobs(1), "_blank", 0, hidden())
      dispatcher.executeDispatch(document.CurrentController.Frame, ".uno:" & jobs(0), "", 0, none())
      document.storeToURL(jobs(2), flat())
      document.close(True)
    End If
  Loop
  Close #number
  StarDesktop.terminate()
End Sub
"""


def _words(path: Path) -> list[str]:
    """All words of a flat OpenDocument text: body, notes, headers and footers; without automatic numbers."""
    parts: list[str] = []

    def walk(element: ElementTree.Element) -> None:
        if element.tag in (_TEXT + "note-citation", _OFFICE + "annotation"):
            return
        parts.append(" " if element.tag in (_TEXT + "s", _TEXT + "tab", _TEXT + "line-break") else element.text or "")
        for child in element:
            walk(child)
            parts.append(child.tail or "")
        if element.tag in (_TEXT + "p", _TEXT + "h"):
            parts.append("\n")

    root = ElementTree.parse(path).getroot()
    for tag in ("master-styles", "body"):
        for held in root.findall(_OFFICE + tag):
            walk(held)
    return "".join(parts).split()


def _without_comments(data: bytes) -> bytes:
    """The file without the marks of comments: some of them make LibreOffice 7.4 abort when it is driven from outside."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            held = source.read(name)
            if name.startswith("word/") and name.endswith(".xml"):
                held = re.sub(rb"<w:comment(?:RangeStart|RangeEnd|Reference)\b[^>]*/>", b"", held)
            target.writestr(name, held)
    return out.getvalue()


def settled(
    files: Mapping[str, tuple[Path, Literal["accept", "reject"]]], folder: Path, seconds: int = 180
) -> dict[str, list[str]]:
    """The words of each file, by its key, once all its changes are accepted or rejected. `folder` is an empty directory."""
    assert PROGRAM is not None
    profile = folder / "profile"
    command = [PROGRAM, "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}"]
    subprocess.run([*command, "--terminate_after_init"], check=True, timeout=seconds, capture_output=True)  # makes the profile
    listed = folder / "jobs.txt"
    jobs, results = [], {}
    for number, (key, (path, how)) in enumerate(files.items()):
        copy, results[key] = folder / f"{number}{path.suffix}", folder / f"{number}.fodt"
        copy.write_bytes(_without_comments(path.read_bytes()))  # a copy: LibreOffice leaves lock files beside what it opens
        verb = "AcceptAllTrackedChanges" if how == "accept" else "RejectAllTrackedChanges"
        jobs.append(f"{verb}|{copy.as_uri()}|{results[key].as_uri()}")
    listed.write_text("\n".join(jobs), encoding="utf-8")
    macro = escape(_MACRO.format(list=listed))
    (profile / "user" / "basic" / "Standard" / "Module1.xba").write_text(_MODULE.format(macro=macro), encoding="utf-8")
    subprocess.run([*command, "macro:///Standard.Module1.Go"], check=True, timeout=seconds, capture_output=True)
    return {key: _words(path) for key, path in results.items()}
