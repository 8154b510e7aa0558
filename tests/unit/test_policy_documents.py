"""What policy documents are read as: front pages as a table, in every format, and files that are refused."""

import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
import pypdf
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from msoffcrypto.format.ooxml import OOXMLFile
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas
from typer.testing import CliRunner

from govstats.cli import app
from govstats.exports.documents.document import PolicyDocument, read_documents
from govstats.exports.documents.labels import meaning_of
from govstats.exports.documents.row import Dates, Row
from govstats.periods import parse_date
from tests.unit.documents import FORMATS, Lines, archive, as_docx, as_pdf, as_txt, read_here, write

HERE = Path(__file__).parent
SEED = HERE.parent / "data" / "social-media-policy.txt"
FIELDS = ("title", "version", "written", "approved", "effective", "reviewed", "review_due", "cycle", "audience")


@dataclass(frozen=True)
class FrontPage:
    """One entry of policies.txt: what the page says, and what a careful reader says."""

    name: str
    page: Lines
    says: list[str]
    worth_checking: list[str]


def front_pages() -> Iterator[FrontPage]:
    for entry in (HERE / "policies.txt").read_text("utf-8").split("\n## ")[1:]:
        name, *lines = entry.strip().splitlines()
        page = [_line(line) for line in lines if line.strip() and not line.startswith("->")]
        says, worth_checking, *_ = [line.removeprefix("->").strip() for line in lines if line.startswith("->")] + [""]
        yield FrontPage(name, page, _listed(says, "; "), _listed(worth_checking, ", "))


def _line(line: str) -> str | tuple[str, ...]:
    return tuple(cell.strip() for cell in line.split("|")) if " |" in line else line


def _listed(text: str, separator: str) -> list[str]:
    return sorted(each for each in text.split(separator) if each)


def said(row: Row | None) -> list[str]:
    """The fields of a row as they are said to a governor."""
    assert row is not None
    found = {}
    for name in FIELDS:
        value = row.cycle_months if name == "cycle" else getattr(row, name)
        found[name] = (value.date and value.date.in_words()) if isinstance(value, Dates) else value
    return sorted(f"{name}: {value}" for name, value in found.items() if value is not None)


def codes(document: PolicyDocument) -> list[str]:
    return sorted(each.code for each in document.findings if each.code != "document-date-without-day")


PAGES = list(front_pages())


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("front_page", PAGES, ids=lambda each: each.name)
def test_a_front_page_is_read_as_a_careful_reader_reads_it(front_page: FrontPage, format: str) -> None:
    document = read_here(FORMATS[format](front_page.page))
    assert (said(document.row), codes(document)) == (front_page.says, front_page.worth_checking)


def test_there_are_the_twelve_and_forty_more() -> None:
    assert len(PAGES) > 52


# label | what it asks for
LABELS = """
Review Date                     | review_due
Next review                     | review_due
Date of next review             | review_due
Review due                      | review_due
To Review By                    | review_due
Date for Review                 | review_due
Date for renewal                | review_due
To be reviewed                  | review_due
To be reviewed by               | review_due
Due for review                  | review_due
Next Policy Review Date         | review_due
Date policy to be reviewed      | review_due
Expiry date                     | review_due
Effective until                 | review_due
Agreed review date              | review_due
Reviewed                        | reviewed
Last reviewed                   | reviewed
Date reviewed                   | reviewed
Reviewed by                     | reviewed
Amended                         | reviewed
Updated                         | reviewed
Revised                         | reviewed
Date of last review             | reviewed
Review completed                | reviewed
Approved                        | approved
Ratified                        | approved
Adopted                         | approved
Agreed                          | approved
Accepted by Governors           | approved
Governor Approval               | approved
Noted                           | approved
Date ratified by the LGB        | approved
Signed off by the Trust Board   | approved
Effective                       | effective
Implemented                     | effective
Date Policy became effective    | effective
In force from                   | effective
Issue Date                      | published
Published                       | published
Policy Date                     | published
Date written                    | written
Policy created                  | written
Review Frequency                | cycle
Frequency of review             | cycle
How often reviewed              | cycle
Review cycle                    | cycle
Version                         | version
Version number                  | version
Issue no                        | version
Policy title                    | title
Name of policy                  | title
Applies to                      | audience
Supersedes                      | supersedes
"""


@pytest.mark.parametrize("line", LABELS.strip().splitlines())
def test_a_label_asks_for(line: str) -> None:
    label, field = (part.strip() for part in line.split("|"))
    for written in (label, label.upper(), f"{label}:", label.replace(" ", "_").lower()):
        meaning = meaning_of(written)
        assert meaning is not None
        assert meaning.fields == (field,)


@pytest.mark.parametrize("words", ["Our school", "Aims", "Date", "To be approved", "Owner", "Signed by", "Governors"])
def test_what_gives_no_field(words: str) -> None:
    meaning = meaning_of(words)
    assert meaning is None or not meaning.fields


@pytest.mark.parametrize("format", ["txt", "docx", "odt", "html", "md", "pdf"])
def test_the_policy_it_all_began_with(format: str, tmp_path: Path) -> None:
    text = SEED.read_text("utf-8")
    if format == "txt":
        file = write(tmp_path, "social media policy.txt", SEED.read_bytes())
    else:
        plain = [line.replace("*", "").replace("[", "").replace("](#)", "") for line in text.splitlines()]
        page = [tuple(line.split("\t")) if "\t" in line else line for line in plain if line.strip()]
        file = write(tmp_path, f"social media policy.{format}", FORMATS[format](page))
    [document] = read_documents([file])
    assert said(document.row) == [
        "approved: July 2024",
        "audience: employed",
        "cycle: 12",
        "effective: July 2024",
        "review_due: September 2025",
        "title: MODEL POLICY ON THE USE OF SOCIAL NETWORKING SITES AND OTHER FORMS OF SOCIAL MEDIA (JUNE 2024)",
        "written: June 2024",
    ]
    assert codes(document) == [
        "guidance-of-another",
        "stated-and-cycle-disagree",
        "still-a-model",
        "two-audiences",
    ]
    [disagree] = [each.says for each in document.findings if each.code == "stated-and-cycle-disagree"]
    assert disagree == (
        "The stated review date (September 2025) and the stated cycle disagree: "
        '"on an annual basis" from July 2024 makes it due July 2025.'
    )


def _docx(change) -> bytes:
    document = docx.Document()
    change(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_the_hidden_corners_of_a_word_document() -> None:
    def change(document) -> None:
        document.sections[0].header.paragraphs[0].text = "Behaviour Policy v2.3"
        document.sections[0].footer.paragraphs[0].text = "Next review: May 2026"
        box = (
            f'<w:r {nsdecls("w")}><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
            "<w:p><w:r><w:t>Approved: 7 May 2024</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        )
        document.add_paragraph()._p.append(parse_xml(box))
        control = (
            f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>Date written: 2 May 2024</w:t></w:r></w:p>"
            "</w:sdtContent></w:sdt>"
        )
        document.element.body.insert(0, parse_xml(control))
        paragraph = document.add_paragraph("Effective from: 1 June ")
        deleted = OxmlElement("w:del")
        deleted.append(parse_xml(f"<w:r {nsdecls('w')}><w:delText>2023</w:delText></w:r>"))
        paragraph._p.append(deleted)
        paragraph.add_run("2024")
        hidden = document.add_paragraph().add_run("Next review: May 2031")
        hidden.font.hidden = True

    document = read_here(_docx(change))
    assert said(document.row) == [
        "approved: 7 May 2024",
        "effective: 1 June 2024",
        "review_due: May 2026",
        "title: Behaviour Policy v2.3",
        "version: 2.3",
        "written: 2 May 2024",
    ]


def test_a_content_control_that_nobody_filled_in_is_a_placeholder() -> None:
    def change(document) -> None:
        control = (
            f"<w:sdt {nsdecls('w')}><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r>"
            "<w:t>Click or tap to enter a date.</w:t></w:r></w:sdtContent></w:sdt>"
        )
        document.add_paragraph("Date approved: ")._p.append(parse_xml(control))

    document = read_here(_docx(change))
    assert said(document.row) == []
    assert codes(document) == ["no-review-date", "place-not-filled-in"]


def test_merged_cells_and_tables_within_tables() -> None:
    def change(document) -> None:
        table = document.add_table(2, 3)
        table.rows[0].cells[0].merge(table.rows[0].cells[1]).text = "Date approved"
        table.rows[0].cells[2].text = "3 May 2024"
        inner = table.rows[1].cells[0].add_table(1, 2)
        inner.rows[0].cells[0].text, inner.rows[0].cells[1].text = "Next review", "3 May 2026"

    assert said(read_here(_docx(change)).row) == ["approved: 3 May 2024", "review_due: 3 May 2026"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_the_encodings_of_a_text(encoding: str) -> None:
    page = "Politique d\N{RIGHT SINGLE QUOTATION MARK}école policy\r\nReview date \N{EN DASH} May 2026\r\n"
    document = read_here(page.encode(encoding))
    assert said(document.row) == [
        "review_due: May 2026",
        "title: Politique d\N{RIGHT SINGLE QUOTATION MARK}école policy",
    ]


PAGE: Lines = ["Behaviour Policy", "Approved: 12 March 2024", "Review date: March 2026"]


def locked_docx() -> bytes:
    locked = io.BytesIO()
    OOXMLFile(io.BytesIO(as_docx(PAGE))).encrypt("secret", locked)
    return locked.getvalue()


def locked_pdf(owner_only: bool = False) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(as_pdf(PAGE)))
    writer.encrypt("" if owner_only else "secret", "owner", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def pdf_of_pictures() -> bytes:
    buffer = io.BytesIO()
    page = canvas.Canvas(buffer, pagesize=A4)
    page.rect(100, 100, 300, 500, fill=1)
    page.showPage()
    page.save()
    return buffer.getvalue()


def bomb() -> bytes:
    start = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    return archive({"word/document.xml": start.encode() + b" " * 100_000_000})


def laughs() -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 20 if n else "ha" * 20}">' for n in range(9))
    return archive({"word/document.xml": f"<!DOCTYPE x [{entities}]><document><body>&a8;</body></document>"})


def deep() -> bytes:
    return archive({"word/document.xml": "<a>" * 500_000 + "</a>" * 500_000})


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
REFUSED = {
    "old.doc": (lambda: OLE + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(600), "document-older-word"),
    "old.rtf": (lambda: b"{\\rtf1 Behaviour}", "document-older-word"),
    "sheet.xls": (lambda: OLE + bytes(600) + "Workbook".encode("utf-16-le") + bytes(600), "document-other-kind"),
    "sheet.xlsx": (lambda: archive({"xl/workbook.xml": "<workbook/>"}), "document-other-kind"),
    "locked.docx": (locked_docx, "document-locked"),
    "locked.pdf": (locked_pdf, "document-locked"),
    "empty.docx": (lambda: b"", "document-empty"),
    "blank.txt": (lambda: b"\xef\xbb\xbf \r\n", "document-empty"),
    "nothing.docx": (lambda: as_docx([""]), "document-without-text"),
    "cut short.docx": (lambda: as_docx(PAGE)[:-900], "document-damaged"),
    "cut in the middle.docx": (lambda: as_docx(PAGE)[:5000], "document-damaged"),
    "cut short.pdf": (lambda: b"%PDF-1.7\n1 0 obj\n<<", "document-damaged"),
    "broken.docx": (lambda: archive({"word/document.xml": "<document><body>"}), "document-damaged"),
    "bomb.docx": (bomb, "document-too-heavy"),
    "laughs.docx": (laughs, "document-damaged"),
    "scan.pdf": (pdf_of_pictures, "document-without-text"),
    "photo.pdf": (lambda: b"\xff\xd8\xff\xe0" + bytes(5000), "document-is-picture"),
    "program.docx": (lambda: b"MZ" + bytes(range(256)) * 9, "document-other-kind"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(name: str, tmp_path: Path) -> None:
    make, code = REFUSED[name]
    file = write(tmp_path, name, make())
    started = time.monotonic()
    [document] = read_documents([file])
    assert time.monotonic() - started < 20
    [refusal] = document.findings
    assert document.row is None
    assert (refusal.code, refusal.file) == (code, file)
    assert refusal.mend


def test_elements_within_elements_without_end_do_not_take_the_run(tmp_path: Path) -> None:
    deep_down, plain = read_documents([write(tmp_path, "deep.docx", deep()), write(tmp_path, "a.txt", as_txt(PAGE))])
    assert deep_down.row is None
    assert plain.row is not None


def test_a_password_that_only_forbids_changes_is_no_lock() -> None:
    assert "approved: 12 March 2024" in said(read_here(locked_pdf(owner_only=True)).row)


def test_a_file_is_what_it_holds_and_not_what_it_is_called(tmp_path: Path) -> None:
    for name, content in {"a.pdf": as_docx(PAGE), "b.docx": as_pdf(PAGE), "c.doc": as_txt(PAGE)}.items():
        [document] = read_documents([write(tmp_path, name, content)])
        assert "approved: 12 March 2024" in said(document.row)


def policy(*words: str) -> tuple[int, str, str]:
    answer = CliRunner().invoke(app, ["policy", *words])
    return answer.exit_code, answer.stdout, answer.stderr


def test_the_answer_in_json(tmp_path: Path) -> None:
    good = write(tmp_path, "good.docx", as_docx(PAGE))
    missing, folder = str(tmp_path / "missing.docx"), str(tmp_path)
    code, out, err = policy(missing, good, folder, "--json")
    documents = json.loads(out)
    assert (code, err) == (3, "")
    assert [each["file"] for each in documents] == [missing, good, folder]
    days = ["written", "approved", "effective", "reviewed", "review_due"]
    for each in documents:
        assert list(each) == ["file", "title", "version", *days, "cycle_months", "audience", "findings"]
    assert documents[1] | {"file": "", "findings": []} == {
        "file": "",
        "title": "Behaviour Policy",
        "version": None,
        "written": None,
        "approved": {
            "text": "12 March 2024",
            "earliest": "2024-03-12",
            "latest": "2024-03-12",
            "precision": "day",
        },
        "effective": None,
        "reviewed": None,
        "review_due": {
            "text": "March 2026",
            "earliest": "2026-03-01",
            "latest": "2026-03-31",
            "precision": "month",
        },
        "cycle_months": None,
        "audience": None,
        "findings": [],
    }
    assert [[each["code"] for each in document["findings"]] for document in documents] == [
        ["document-missing"],
        ["document-date-without-day"],
        ["document-is-folder"],
    ]
    assert policy(good, "--json")[0] == 0


def test_the_rows_to_copy_read_back_as_the_same_days(tmp_path: Path) -> None:
    page = ["=HYPERLINK Policy", "Approved: 8.1.18", "Review: no later than Spring 2026", "Review cycle: 3 yearly"]
    code, out, _ = policy(write(tmp_path, "a.txt", as_txt(page)))
    headings, cells = (line.split("\t") for line in out.splitlines()[-2:])
    row = dict(zip(headings, cells, strict=True))
    assert code == 0
    assert row["policy"] == "'=HYPERLINK Policy"
    assert parse_date(row["approved"]).latest == parse_date("8 January 2018").latest
    assert parse_date(row["review_due"]).latest == parse_date("Spring 2026").latest
    assert row["cycle"] == "36 months"


@pytest.mark.parametrize("name", ["nothing*.docx", "bell\x07.docx", "half \udce9.docx", "nul\x00.docx"])
def test_names_that_no_file_has(name: str, tmp_path: Path) -> None:
    [document] = read_documents([str(tmp_path / name)])
    [finding] = document.findings
    assert finding.code == ("document-pattern-missing" if "*" in name else "document-missing")
    assert document.file.encode("utf-8").decode().isprintable()


# Front pages in the marks of a format itself, each of a policy approved in May 2024 and due in May 2026.
MARKED = {
    "a simple table": "=========  =========\nApproved   May 2024\nReview     May 2026\n=========  =========\n",
    "a list as a table": ".. list-table::\n\n   * - Approved\n     - May 2024\n   * - Review\n     - May 2026\n",
    "a list of fields": ":Approved: May 2024\n:Next review: May 2026\n",
    "a list of terms": "Approved\n    May 2024\n\nReview\n    May 2026\n",
    "bold labels": "**Approved:** May 2024  \n* **Review date**: May 2026\n",
    "a table without outer bars": "Approved | Next review\n--- | ---\nMay 2024 | May 2026\n",
    "a table of tags": "# Our policy\n<table><tr><th>Approved<th>Review<tr><td>May 2024<td>May 2026</table>",
    "keys": "---\napproved: 2024-05\nnext_review: '2026-05'\n---\n",
    "terms of a page": "<html><dl><dt>Approved<dd>May 2024<dt>Review<dd>May&nbsp;2026</dl>",
    "a page of lines": "<p><b>Approved:</b> May 2024<br>Review: May 2026<script>Review: May 2031</script>",
    "columns of spaces": "Approved      Reviewed      Next review\nMay 2024                    May 2026\n",
    "old Mac lines": "Approved: May 2024\rReview: May 2026\r",
}


@pytest.mark.parametrize("text", MARKED.values(), ids=MARKED)
def test_the_marks_of_a_format(text: str) -> None:
    row = read_here(text.encode()).row
    assert row is not None
    assert {"approved: May 2024", "review_due: May 2026"} <= set(said(row))
    assert row.reviewed.date is None


@pytest.mark.parametrize("piece", ["Review ", "a\t", "a  ", ".", "[insert ", "*a ", "<table>", "Review date\n", "| a "])
def test_a_text_without_end_is_read_in_part_or_refused(piece: str, tmp_path: Path) -> None:
    started = time.monotonic()
    [document] = read_documents([write(tmp_path, "a.txt", (piece * 2_000_000).encode())])
    assert time.monotonic() - started < 30
    # A slow machine may give up before it has read a part.
    given_up = {"document-read-in-part", "document-without-text", "document-too-heavy"}
    assert {each.code for each in document.findings} & given_up


def test_a_file_given_twice_is_said(tmp_path: Path) -> None:
    file = write(tmp_path, "a.txt", as_txt(PAGE))
    first, second = read_documents([file, os.path.join(tmp_path, ".", "a.txt")])  # noqa: PTH118
    assert "document-given-twice" not in codes(first)
    assert "document-given-twice" in codes(second)


def test_nothing_of_a_library_reaches_the_screen(tmp_path: Path) -> None:
    file = write(tmp_path, "a.pdf", b"\n\n\n" + as_pdf(PAGE))  # pypdf warns of wrong offsets
    done = subprocess.run(
        [sys.executable, "-m", "govstats", "policy", file, "--json"],
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(HERE.parents[1] / "src")},
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)[0]["review_due"]["latest"] == "2026-03-31"
