"""Nobody of the exports stands in a file for governors, however unusual the name."""

import csv
import html
import re
import unicodedata
from pathlib import Path

import openpyxl
import pytest

from tests.journey.office import REGISTER, STAFF, TERM, OpenSheet, append_row, copied, govstats, heading_row

# Surname | forename | e-mail | staff number
PLANTED = [
    ("D'Arcy-Ngozi", "Zoë", "zoe.darcy@willowtree.example", "000007"),
    ("Bo", "", "bo@willowtree.example", "000042"),
    ("<img onerror=x>", "Tag", "tag@willowtree.example", "000043"),
    ('=HYPERLINK("x")', "Formula", "formula@willowtree.example", "000044"),
    ("Le\u200fvi", "Dana", "DANA.LEVI@willowtree.example", "000045"),
    ("Ng", "Wŏn-ho Łukasz", "won.ho+ng@willowtree.example", "000046"),
]


@pytest.fixture(scope="session")
def planted(shared):
    """The pack of a copied demo with unusual people: new staff, a signature of each, one owns a policy."""

    def make(folder):
        willow = copied(folder)
        plant(willow)
        answer = govstats("report", str(willow), *TERM, "--out", "reports", cwd=folder)
        assert answer.code == 0, answer.err
        return {"exports": str(willow / "exports"), "run": str(next((folder / "reports").iterdir()))}

    return shared("planted", make)


def plant(folder):
    common = {"Establishment": "Oakfield", "Job Title": "Class teacher", "Staff Type": "Employee"}
    common |= {"Date Started at the School": "01/09/2025", "Works with Children": "Yes"}
    with OpenSheet(folder, STAFF) as sheet:
        row = heading_row(sheet, "Payroll Number")
        for surname, forename, email, number in PLANTED:
            person = {"Legal Surname": surname, "Legal Forename": forename, "Work Email": email}
            append_row(sheet, row, common | person | {"Payroll Number": number})
    with (folder / "exports" / "Governor sign-off.csv").open("a", encoding="utf-8", newline="") as signed:
        for *_, number in PLANTED:
            csv.writer(signed, delimiter=";").writerow((number, "Data protection", "3", "03/11/2025", "Signed"))
    with OpenSheet(folder, REGISTER) as sheet:
        row = heading_row(sheet, "Policy")
        [place] = [cell.column for cell in sheet[row] if cell.value == "Owner"]
        sheet.cell(row + 2, place).value = "Zoë D'Arcy-Ngozi"


def tables(exports):
    """Rows of every table of the exports, as texts, each with its headings above it."""
    for path in exports.rglob("*"):
        if path.suffix == ".xlsx":
            for sheet in openpyxl.load_workbook(path):
                yield [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
        elif path.suffix == ".csv":
            text = path.read_text("utf-8-sig")
            yield list(csv.reader(text.splitlines(), delimiter=";" if ";" in text.partition("\n")[0] else ","))


def people(exports):
    """Whole names in both orders, and e-mail addresses with staff numbers, of all exports."""
    names, references = set(), set()
    for rows in tables(exports):
        for cell in (cell for row in rows for cell in row):
            references |= {cell} if re.fullmatch(r"[^\s@]+@[^\s@]+|\d{6}", cell) else set()
        for top, headings in enumerate(rows):
            columns = [headings.index(n) for n in ("Legal Forename", "Legal Surname") if n in headings]
            columns += [headings.index("Name")] if "Name" in headings and not columns else []
            if columns:
                found = [[row[place] for place in columns if row[place]] for row in rows[top + 1 :]]
                names |= {" ".join(order) for name in found for order in (name, name[::-1])} - {""}
    return names - {"anonymous"}, references


def plain(text):
    """Lower case without accents, marks of direction and punctuation; words apart by one space."""
    kept = (c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c) not in ("Mn", "Cf"))
    return " ".join(re.findall(r"[^\W_]+", "".join(kept).casefold()))


def leaks(text, names, references):
    """What of them stands in a text: as written, unescaped, and with its tags taken out."""
    unescaped = html.unescape(text)
    readings = (text, unescaped, re.sub(r"<[^>]*>", "", unescaped), re.sub(r"<[^>]*>", " ", unescaped))
    words = " | ".join(map(plain, readings))
    found = {name for name in names if f" {plain(name)} " in f" {words} "}
    return found | {each for each in references if re.search(rf"(?<!\w){re.escape(each)}(?!\w)", text, re.I)}


def notes(exports):
    """What the office wrote into the last column of the evidence log, a name among it."""
    for rows in tables(exports):
        for top, headings in enumerate(rows):
            if "Notes" in headings:
                yield from (row[headings.index("Notes")] for row in rows[top + 1 :] if row[headings.index("Notes")])


def test_no_note_of_the_evidence_log_stands_in_a_file_for_governors(planted):
    written = set(notes(Path(planted["exports"])))
    assert any("Meera Vaswani" in note for note in written)
    for path in (Path(planted["run"]) / "for-governors").iterdir():
        text = path.read_text("utf-8")
        assert not [note for note in written if note in text], path.name


def test_no_name_address_or_number_of_the_exports_stands_in_a_file_for_governors(planted):
    names, references = people(Path(planted["exports"]))
    assert {"Imran Hesketh", "D'Arcy-Ngozi Zoë", "Bo"} <= names
    assert {number for *_, number in PLANTED} <= references
    files = sorted((Path(planted["run"]) / "for-governors").iterdir())
    assert len(files) == 6  # five pages and measures.csv
    for path in files:
        assert not leaks(path.read_text("utf-8"), names, references), path.name


@pytest.mark.parametrize(
    "text",
    [
        "<p>Zoe d&#39;Arcy&#8209;Ngozi</p>",
        '<td title="D&apos;Arcy-Ngozi, Zoë">',
        "<!-- Bo -->",
        "<b>Le</b>vi <i>Dana</i>",
        "mailto:Bo@willowtree.example",
        "000042",
    ],
)
def test_the_search_finds_what_is_there(text, planted):
    assert leaks(f"<p>Data protection {text}</p>", *people(Path(planted["exports"])))


def test_the_people_planted_are_counted_and_the_office_can_see_them_unharmed(planted):
    office = Path(planted["run"]) / "office-only" / "action-workbook.xlsx"
    book = openpyxl.load_workbook(office)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    shown = " ".join(str(cell.value) for cell in cells)
    for *_, number in PLANTED:
        assert number in shown
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"], "a name runs as a formula"


def test_a_policy_titled_with_a_name_stops_the_pack(tmp_path):
    folder = copied(tmp_path)
    with OpenSheet(folder, REGISTER) as sheet:
        sheet.cell(sheet.max_row, 1).value = "Return to work of Imran Hesketh"
    answer = govstats("report", str(folder), *TERM, "--school", "Oakfield", "--out", "out", cwd=tmp_path)
    assert (answer.code, answer.out) == (4, ""), answer.err
    assert "imran hesketh" in answer.err.casefold()
    assert "Traceback" not in answer.err
    assert not list((tmp_path / "out").glob("*"))
