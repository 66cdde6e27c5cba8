"""Which reader a file gets; plain text and Markdown; languages that are not judged."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from clausecheck.document import Document, Unreadable
from clausecheck.reading import SUFFIXES, read, read_bytes

ENGLISH = "The Buyer shall not export or re-export the Products to any person on the Entity List, nor to Cuba."
OTHERS = {
    "German": (
        "Der Käufer darf die Waren weder unmittelbar noch mittelbar an Personen"
        " in Kuba oder im Iran verkaufen oder dorthin ausführen."
    ),
    "French": (
        "L'acheteur ne doit pas exporter ni réexporter les produits vers"
        " Cuba ou l'Iran, directement ou indirectement, sans licence."
    ),
    "Dutch": (
        "De koper zal de goederen niet in of naar Cuba of Iran verkopen"
        " of uitvoeren, ook niet als dat in opdracht van een ander is."
    ),
    "Danish": (
        "Køberen er ikke berettiget til at eksportere varerne til Cuba eller"
        " Iran, hverken direkte eller via andre, for egen regning."
    ),
    "Spanish": (
        "El comprador no exportará ni reexportará los productos a Cuba"
        " ni a Irán, ni directa ni indirectamente, sin una licencia."
    ),
    "Polish": (
        "Kupujący nie będzie eksportować ani odsprzedawać produktów do"
        " Kuby ani do Iranu, bezpośrednio lub pośrednio, bez licencji."
    ),
    "Chinese": (
        "买方不得直接或间接地将产品出口或转口至古巴、伊朗、朝鲜或叙利亚，也不得出售给实体清单上的任何个人或实体，除非获得许可。"
    ),
    "Russian": (
        "Покупатель не вправе прямо или косвенно вывозить товары на Кубу"
        " или в Иран, а равно продавать их лицам из санкционных списков."
    ),
}


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def word_file(*paragraphs: str) -> bytes:
    document, out = docx.Document(), io.BytesIO()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("suffix", [".docx", ".docm", ".dotx", ".DOTM"])
def test_the_word_family_is_read(tmp_path: Path, suffix: str) -> None:
    data = word_file("one", "two")
    path = tmp_path / f"contract{suffix}"
    path.write_bytes(data)
    document = read(path)
    assert texts(document) == ["one", "two"]
    assert (document.path, document.sha256) == (str(path), hashlib.sha256(data).hexdigest())


def test_lines_of_text_are_blocks_and_stay_exact() -> None:
    data = b"  7.3  Export \r\n\r\n\tno\xc2\xa0resale to  Cuba\nlast"
    document = read_bytes(data, "a.txt")
    assert texts(document) == ["  7.3  Export ", "\tno\xa0resale to  Cuba", "last"]
    assert {block.kind for block in document.blocks} == {"paragraph"}
    whole = data.decode()
    for block in document.blocks:
        (home,) = block.homes
        assert whole[home.offset : home.offset + len(block.text)] == block.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks_are_honoured(encoding: str) -> None:
    document = read_bytes("“Countries” means Côte d’Ivoire\r\nend".encode(encoding), "a.txt")
    assert texts(document) == ["“Countries” means Côte d’Ivoire", "end"]
    assert document.warnings == ()


def test_utf_16_without_its_mark_s_order_is_read() -> None:
    assert texts(read_bytes(b"\xfe\xff" + "wide".encode("utf-16-be"), "a.txt")) == ["wide"]


def test_windows_text_is_read_with_a_warning() -> None:
    document = read_bytes("“SDN” – Côte".encode("cp1252"), "a.txt")
    assert texts(document) == ["“SDN” – Côte"]
    assert "Windows-1252" in document.warnings[0]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xff\xfea", "not the utf-16"),
        (b"a\x00b", "zero bytes"),
        (b"\x81\x00\xff", "zero bytes"),
        (b"%PDF-1.7", "no plain text"),
        (word_file("x"), "no plain text"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        read_bytes(data, "a.txt")


def test_markdown_headings() -> None:
    source = "# Terms #\n\n   ## 7.3 Export *control*\nNo **resale**.\n#hash is text\n####### seven\n```\n# code\n```\n#\n"
    document = read_bytes(source.encode(), "a.md")
    assert [(block.kind, block.level, block.text) for block in document.blocks] == [
        ("heading", 1, "Terms"),
        ("heading", 2, "7.3 Export *control*"),
        ("paragraph", None, "No **resale**."),
        ("paragraph", None, "#hash is text"),
        ("paragraph", None, "####### seven"),
        ("paragraph", None, "```"),
        ("paragraph", None, "# code"),
        ("paragraph", None, "```"),
        ("paragraph", None, "#"),
    ]
    for block in document.blocks:
        (home,) = block.homes
        assert source[home.offset : home.offset + len(block.text)] == block.text
    assert texts(read_bytes(b"# Terms", "a.txt")) == ["# Terms"]


@pytest.mark.parametrize("suffix", [".doc", ".pdf", ".odt", ".rtf", ".RTF"])
def test_other_formats_are_told_to_be_saved_as_docx(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"contract{suffix}"
    path.write_bytes(b"x")
    with pytest.raises(Unreadable) as caught:
        read(path)
    assert "save" in caught.value.remedy
    assert ".docx" in caught.value.remedy


@pytest.mark.parametrize(("name", "words"), [("a.xyz", "'.xyz'"), ("contract", "without a suffix")])
def test_unknown_suffixes_are_refused(name: str, words: str) -> None:
    with pytest.raises(Unreadable, match=words) as caught:
        read_bytes(b"x", name)
    assert all(suffix in caught.value.remedy for suffix in SUFFIXES)


def test_missing_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="no such file"):
        read(tmp_path / "none.docx")
    (tmp_path / "folder.docx").mkdir()
    with pytest.raises(Unreadable, match="folder"):
        read(tmp_path / "folder.docx")
    with pytest.raises(Unreadable, match="no possible path"):
        read("a\x00b.docx")


def test_english_is_judged() -> None:
    assert read_bytes(" ".join([ENGLISH] * 3).encode(), "a.txt").notes == ()
    assert read_bytes(b"Iran Syria Cuba Sudan Libya Iraq Belarus Russia " * 4, "a.txt").notes == ("not-english",)
    assert read_bytes(b"Price list: 4 modules, 3 antennas", "a.txt").notes == ()


@pytest.mark.parametrize("language", OTHERS)
def test_other_languages_are_noted(language: str) -> None:
    other = OTHERS[language]
    assert read_bytes("\n".join([other] * 3).encode(), "a.txt").notes == ("not-english",)
    assert read_bytes("\n".join([other, ENGLISH] * 3).encode(), "a.md").notes == ()
    assert read_bytes(word_file(other, other), "a.docx").notes == ("not-english",)


def test_reading_imports_no_python_docx() -> None:
    script = "import sys, clausecheck.reading; sys.exit('docx' in sys.modules or 'textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
