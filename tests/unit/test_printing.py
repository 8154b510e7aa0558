"""Printing, as far as it needs no browser: where one is looked for, what is printed, and what happens without one."""

import html
import io
import sys
from pathlib import Path, PurePath

import nbformat
import pypdf
import pytest
from nbformat.v4 import new_code_cell
from pypdf.generic import TextStringObject
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

import govstats
from govstats.reports import pack
from govstats.reports.kinds import GovernorPage
from govstats.reports.parameters import ReleaseParameters
from govstats.reports.printing import copy_to_print
from govstats.reports.printing.browser import places
from govstats.reports.printing.tidy import tidied
from tests.unit.test_gate import POLICIES, SETTINGS, SIGNED, STAFF

# A system | what its environment says | where a browser is looked for, first place first
LOOKED_FOR = r"""
linux  | PATH=/usr/bin                     | microsoft-edge; microsoft-edge-stable; google-chrome; google-chrome-stable; chromium; chromium-browser
darwin |                                   | /Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge; /home/kit/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge; /Applications/Google Chrome.app/Contents/MacOS/Google Chrome; /home/kit/Applications/Google Chrome.app/Contents/MacOS/Google Chrome; /Applications/Chromium.app/Contents/MacOS/Chromium; /home/kit/Applications/Chromium.app/Contents/MacOS/Chromium
win32  | ProgramFiles=C:\P                 | C:\P\Microsoft\Edge\Application\msedge.exe; C:\P\Google\Chrome\Application\chrome.exe; C:\P\Chromium\Application\chrome.exe
win32  | ProgramFiles(x86)=C:\86           | C:\86\Microsoft\Edge\Application\msedge.exe; C:\86\Google\Chrome\Application\chrome.exe; C:\86\Chromium\Application\chrome.exe
win32  | PATH=C:\Downloads                 |
"""  # noqa: E501


@pytest.mark.parametrize("row", LOOKED_FOR.strip().splitlines())
def test_a_browser_is_looked_for_where_it_is_installed(row: str) -> None:
    system, said, wanted = (cell.strip() for cell in row.split("|"))
    environment = dict([said.split("=")]) if said else {}
    found: list[PurePath] = list(places(system, environment, "/home/kit"))
    assert [str(place) for place in found] == [place for place in wanted.split("; ") if place]


def test_what_is_pressed_is_not_printed() -> None:
    page = '<nav><a href="#main">Skip</a></nav><main><button>Sort</button><p>Words</p><input name="x"></main>'
    assert copy_to_print(page) == "<main><p>Words</p></main>"


def drawn(words: str, **options: object) -> bytes:
    made = io.BytesIO()
    canvas = Canvas(made, **options)
    canvas.setTitle("The report")
    canvas.drawString(20, 260, words)
    canvas.save()
    return made.getvalue()


def test_a_tidied_pdf_says_the_same_and_not_when_or_where_it_was_made() -> None:
    before = pypdf.PdfReader(io.BytesIO(drawn("7 of 12 policies")), strict=True)
    after = pypdf.PdfReader(io.BytesIO(tidied(drawn("7 of 12 policies"))), strict=True)
    assert after.pages[0].extract_text() == before.pages[0].extract_text() == "7 of 12 policies\n"
    assert {"/CreationDate", "/ModDate"} <= {*(before.metadata or {})}
    kept = {"/Title": "The report", "/Creator": "govstats"}
    assert {name: value for name, value in (after.metadata or {}).items() if name != "/Producer"} == kept


def test_what_nothing_refers_to_is_left_out_of_a_tidied_pdf() -> None:
    pdf, less, more = pypdf.PdfWriter(clone_from=io.BytesIO(drawn("Words"))), io.BytesIO(), io.BytesIO()
    pdf.write(less)
    pdf._add_object(TextStringObject("Will"))
    pdf.write(more)
    assert b"Will" in more.getvalue()
    assert tidied(more.getvalue()) == tidied(less.getvalue())


@pytest.mark.parametrize("content", [b"", b"not a PDF", drawn("x", encrypt=StandardEncryption("secret"))])
def test_what_is_no_pdf_that_can_be_read_is_none(content: bytes) -> None:
    with pytest.raises(ValueError, match="no PDF"):
        tidied(content)


def test_with_a_browser_that_does_not_print_the_pack_is_made_and_says_how_to_print(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = f"{sys.executable} did not print Elm"
    files = {"govstats.toml": SETTINGS, "staff.csv": STAFF, "register.csv": POLICIES, "signed.csv": SIGNED}
    (tmp_path / "elm").mkdir()
    for name, text in files.items():
        (tmp_path / "elm" / name).write_text(text, "utf-8")
    monkeypatch.setattr(pack, "find_browser", lambda: Path(sys.executable))
    heard: list[str] = []
    parameters = pack.ReleaseParameters(folder=str(tmp_path / "elm"))
    made = pack.make_pack(govstats.load(tmp_path / "elm"), parameters, (), tmp_path, heard.append)
    [words] = [each for each in heard if "PDF" in each and "Printing" not in each]
    assert said in words
    assert 'choose "Print" and then "Save as PDF"' in words
    assert [file.kind for file in made.files] == [
        "governor_html",
        "measures",
        "workbook",
        "calendar",
        "index",
        "manifest",
    ]
    assert not made.failed
    index = html.unescape((made.run / "index.html").read_text("utf-8"))
    assert said.replace(sys.executable, Path(sys.executable).name) in index
    assert str(Path(sys.executable).parent) not in index


def test_the_index_names_the_page_that_could_not_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And not the fault, in which there may be anything; that is in the workbook of the office."""
    settings = SETTINGS.replace('"school"', '"federation"') + "".join(
        f'[[schools]]\nname = "{name}"\n' for name in ("Ash & Elm", "Oak")
    )
    for name, text in {"govstats.toml": settings, "staff.csv": STAFF, "register.csv": POLICIES}.items():
        (tmp_path / name).write_text(text, "utf-8")

    notebook = nbformat.read(GovernorPage.notebook, 4)
    fails = "if school == 'Ash & Elm':\n    raise ValueError('Oke Adeyemi')"
    notebook.cells.append(new_code_cell(fails, id="failing"))
    nbformat.write(notebook, tmp_path / "failing.ipynb")
    monkeypatch.setattr(GovernorPage, "notebook", tmp_path / "failing.ipynb")
    parameters = ReleaseParameters(folder=str(tmp_path))
    made = pack.make_pack(
        govstats.load(tmp_path), parameters, ("Ash & Elm", "Oak"), tmp_path, lambda _: None, pdf=False
    )
    assert made.failed == ((GovernorPage("Ash & Elm"), "Oke Adeyemi"),)
    index = html.unescape((made.run / "index.html").read_text("utf-8"))
    assert 'The page "Ash & Elm" could not be made.' in index
    assert "Oak.html" in index and 'page "Oak"' not in index and "Adeyemi" not in index and "PDF" not in index
