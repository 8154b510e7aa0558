"""The last gate: a name is found however and wherever it is written, and a word of the page is nobody's."""

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest
from pypdf.generic import DecodedStreamObject, NameObject, PdfObject, TextStringObject
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

import govstats
from govstats.errors import DisclosureRefusal
from govstats.exhibits import Report
from govstats.reports import making, pack
from govstats.reports.files import MANIFEST
from govstats.reports.gate import Cause, Finding, Gate, Intended
from govstats.reports.kinds import HTML, page_in
from govstats.reports.making import page_meant
from govstats.reports.pack import measures_text
from govstats.reports.page import page_of
from govstats.reports.parameters import ReleaseParameters
from govstats.reports.workbook import ActionWorkbook

# Names that are words of the page, a title, or both, or a sign in one; staff numbers that are counts, days and clauses.
STAFF = """person_id,forename,surname,email,school,start_date
001234,Grâce,O'Halloran-Smythe,g.ohs@elm.example,Elm,2024-09-01
001235,Bo,,bo@elm.example,Elm,2024-09-01
001236,Staff,Report,sr@elm.example,Elm,2024-09-01
01,Łucja,Osgood,wo@elm.example,Elm,2024-09-01
142,Tamsin,Bligh,tb@elm.example,Elm,2024-09-01
7,Will,Grant,wg@elm.example,Elm,2024-09-01
12436,May,Hope,mh@elm.example,Elm,2024-09-01
PX-9,Lone,Working,lw@elm.example,Elm,2024-09-01
8,🦉,🦉,owl@elm.example,Elm,2024-09-01
"""
POLICIES = """policy,version,approved,review_due,owner
Lone working,1,2024-09-01,2025-09-01,Kit Featherstone
Report of staff,1,2024-09-01,2025-09-01,Headteacher
"""
SIGNED = "person_id,policy,acknowledged_on\n" + "".join(
    f"{number},Lone working,2025-09-10\n" for number in ("001234", "001235", "001236", "01", "142")
)
SETTINGS = '[organisation]\nname = "Elm 🦉"\nkind = "school"\n[[schools]]\nname = "Elm"\n'


class Elm:
    """A school, its page, and the gate that stands before it."""

    def __init__(self, folder: Path, settings: str = SETTINGS, staff: str = STAFF, policies: str = POLICIES) -> None:
        files = {"govstats.toml": settings, "staff.csv": staff, "register.csv": policies, "signed.csv": SIGNED}
        for name, text in files.items():
            (folder / name).write_text(text, "utf-8")
        self.organisation = govstats.load(folder)
        self.folder = folder
        self.published = self.organisation.report(self.organisation.term("Autumn 2025")).published
        self.gate = Gate(self.organisation, self.published)
        self.page = page_of(Report(self.published))
        self.measures = measures_text(self.published.counts)

    def found(self, name: str, content: str | bytes, text: str = "", kind: str = ".html") -> list[Finding]:
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return list(self.gate.search(path, Intended(text, kind, "" if name.endswith(".html") else None)))

    def in_page(self, page: str) -> list[Finding]:
        return self.found("page.html", page, self.page)

    def named(self, name: str, content: str | bytes, text: str = "", kind: str = ".html") -> set[str]:
        """Whom the search finds, whatever else is wrong with a file."""
        return {each.what for each in self.found(name, content, text, kind) if each.cause is Cause.PERSON}

    def named_in_page(self, page: str) -> set[str]:
        return self.named("page.html", page, self.page)


@pytest.fixture(scope="module")
def elm(tmp_path_factory: pytest.TempPathFactory) -> Elm:
    return Elm(tmp_path_factory.mktemp("elm"))


def test_what_was_published_passes(elm: Elm) -> None:
    assert "Lone working" in elm.page and "🦉" in elm.page
    assert elm.in_page(elm.page) == []
    assert elm.found("measures.csv", elm.measures, elm.measures, ".csv") == []


# However a person is written | the words in which the refusal names them
WRITTEN = """
Signed by Grâce O'Halloran-Smythe.  | grace o halloran smythe
GRACE O&#39;HALLORAN-SMYTHE         | grace o halloran smythe
O'Halloran-Smythe, Grace            | o halloran smythe grace
O’Halloran‑Smythe’s policies        | halloran
Gr&acirc;ce <i>x</i>                | grace
Lucja                               | lucja
<b>Kit</b><i>Featherstone</i>       | kit featherstone
O'Hallo<b>ran-Smy</b>the            | halloran
Hal&shy;loran                       | halloran
g.OHS@elm.example                   | g ohs elm example
mailto:bo%40elm.example             | bo elm example
number 001234, and no other         | 001234
142                                 | 142
px-9                                | px 9
Staff Report                        | staff report
Report, Staff                       | report staff
Will                                | will
May                                 | may
Hope                                | hope
Grant                               | grant
WillGrant                           | will grant
🦉                                  | 🦉
Lone Working                        | lone working
"""


@pytest.mark.parametrize("row", WRITTEN.strip().splitlines())
def test_a_person_is_found_however_written(row: str, elm: Elm) -> None:
    text, value = map(str.strip, row.split("|"))
    assert f'"{value}"' in elm.named_in_page(elm.page.replace("</main>", f"<p>{text}</p></main>"))


# Where a leak stands: {} is the value, and the page goes on around it.
PLACES = {
    "text": ("</main>", "<p>{}</p></main>"),
    "cell": ("</table>", "<tr><td>{}</td></tr></table>"),
    "title": ("</title>", " {}</title>"),
    "meta": ("<title>", '<meta name="author" content="{}"><title>'),
    "comment": ("</main>", "<!-- {} --></main>"),
    "script": ("</main>", "<script>x = '{}'</script></main>"),
    "style": ("</style>", "/* {} */</style>"),
    "attribute": ("<main ", '<main title="{}" '),
    "data attribute": ("<main ", '<main data-x="{}" '),
    "name of an attribute": ("<main ", "<main data-{} "),
    "alternative text": ("</main>", '<img alt="{}"></main>'),
    "what a screen reader says": ("<main ", '<main aria-label="{}" '),
    "class": ("<main ", '<main data-y="a {}" '),
    "drawing": ("</main>", "<svg><desc>{}</desc></svg></main>"),
    "declaration": ("<!DOCTYPE html>", "<!DOCTYPE html><!ENTITY {}>"),
    "instruction": ("<!DOCTYPE html>", "<!DOCTYPE html><?x {}?>"),
    "hidden": ("</main>", "<p hidden>{}</p></main>"),
    "after the end": ("</html>", "</html>{}"),
}


@pytest.mark.parametrize("value", ["Will", "142", "Kit Featherstone", "Bo", "7"])
@pytest.mark.parametrize("place", PLACES)
def test_a_leak_is_found_wherever_it_stands_on_a_page(place: str, value: str, elm: Elm) -> None:
    before, after = PLACES[place]
    if place == "name of an attribute":
        value = value.replace(" ", "-").lower()
    assert before in elm.page
    found = elm.named_in_page(elm.page.replace(before, after.format(value), 1))
    assert any(value.lower().replace("-", " ") in each for each in found)


@pytest.mark.parametrize("coded", ["&#87;ill", "W&#x69;ll", "W%69ll", "\\u0057ill", "&amp;#87;ill", "Wil\u200bl"])
def test_a_leak_is_found_in_codes(coded: str, elm: Elm) -> None:
    for place in ("text", "attribute", "comment", "script"):
        before, after = PLACES[place]
        assert elm.named_in_page(elm.page.replace(before, after.format(coded), 1)), place


def test_a_name_over_two_cells_is_found(elm: Elm) -> None:
    cells = "<table><tr><td>Hallo</td><td>ran</td></tr></table></main>"
    assert '"halloran"' in elm.named_in_page(elm.page.replace("</main>", cells))


def test_a_word_may_stand_where_the_page_has_it_and_no_oftener(elm: Elm) -> None:
    text = '<td data-l="Due">142 may</td>'
    assert elm.found("page.html", text, text) == []
    assert elm.named("page.html", text + text, text) == {'"142"', '"may"'}


@pytest.mark.parametrize(
    "text", ["<p>Kit Featherstone</p>", "<p>Report of Will Grant</p>", "<p>001234</p>", "<p>Bo</p>"]
)
def test_whom_no_word_is_like_may_stand_nowhere_even_if_it_was_meant(text: str, elm: Elm) -> None:
    assert elm.found("page.html", text, text)


@pytest.mark.parametrize(
    "text",
    [
        "<p>A report of all staff</p>",
        "<p>142 rows</p>",
        "<p>Lone working</p>",  # a person is called so; the policy says nothing of her
        "<p>Say when Report of staff report by itself</p>",  # begins as the end of a title; a person is called so
        "<p>2025-09-01,01/09/2025</p>",  # 01 is a staff number, and not the one of a day
        "<p>12,436 and 12436.5</p>",
    ],
)
def test_a_word_or_a_count_that_was_meant_is_nobody(text: str, elm: Elm) -> None:
    assert elm.found("page.html", text, text) == []


# What becomes of measures.csv | what is said of it
TABLES = {
    "a cell": ("acknowledgement_coverage", "Will", '"will"'),
    "a heading": ("numerator", "Featherstone", '"featherstone"'),
    "a row more": ("\n", "\n142,,,,,,,,,,,,,\n", '"142"'),
}


@pytest.mark.parametrize("place", TABLES)
def test_a_leak_is_found_in_a_table(place: str, elm: Elm) -> None:
    before, after, said = TABLES[place]
    assert said in elm.named("measures.csv", elm.measures.replace(before, after, 1), elm.measures, ".csv")


def test_a_figure_that_is_not_the_published_one_is_read_back(elm: Elm) -> None:
    """By its key, were the file even meant to have it."""
    assert "5 of 9" in elm.page
    for page in (elm.page.replace("5 of 9", "6 of 9"), elm.page.replace("5 of 9", "[c]")):
        assert any("'5 of 9'" in each.what for each in elm.found("page.html", page, page))
    lines = elm.measures.splitlines(keepends=True)
    place = next(at for at, line in enumerate(lines) if line.startswith("acknowledgement_coverage"))
    for changed in (
        [*lines[:place], lines[place].replace(",5,9,", ",6,9,"), *lines[place + 1 :]],
        [*lines[:place], *lines[place + 1 :]],
        [*lines, lines[place]],
    ):
        assert elm.found("measures.csv", "".join(changed), "".join(changed), ".csv")


# Where no figure is read back and no name is searched: what stands there, and what else | in what words that is said
ELSEWHERE = {
    "a sentence": ("given 5 of the 18", "given 6 of the 18", "given 6 of the 18"),
    "a heading": ("<h1>", "<h1>3 ", "says '3 "),
    "an attribute": ("<main ", '<main aria-label="5" ', "<main aria-label"),
    "a text for the ear": (" aria-label=", " aria-label=5", "aria-label=5"),
    "a drawing": (" width=55.6%", " width=55.7%", "width=55.7%"),
    "a title": ("<title>", "<title>5 ", "says '5 "),
    "a comment": ("</main>", "<!-- 5 --></main>", "<!-- 5 --"),
    "style": ("</style>", "p{}</style>", "p{}"),
    "a sentence less": ("</h2><p>", "</h2><p hidden>", "<p hidden"),
    "the end": ("</html>", "</html> ", "says ' '"),
}


@pytest.mark.parametrize("place", ELSEWHERE)
def test_a_page_is_what_is_made_of_the_published_figures_to_the_letter(place: str, elm: Elm) -> None:
    before, after, said = ELSEWHERE[place]
    assert before in elm.page
    *_, last = elm.in_page(elm.page.replace(before, after, 1))
    line = elm.page.count("\n", 0, elm.page.index(before)) + 1
    assert (last.cause, last.place) == (Cause.OTHERWISE, f"line {line}")
    assert said in last.what


@pytest.mark.parametrize("leak", [{"Will": 1}, {"made": "142"}, {"made": ["x", {"y": "Kit Featherstone"}]}])
def test_a_leak_is_found_in_a_key_and_in_a_value(leak: dict[str, object], elm: Elm) -> None:
    meant = {"run": {"made": "2026-01-05"}, "rows": 142}
    text = json.dumps(meant)
    assert elm.found("manifest.json", text, text, ".json") == []
    assert elm.named("manifest.json", json.dumps(meant | leak), text, ".json")


CALENDAR = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Lone working may be reviewed\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"


@pytest.mark.parametrize(
    "line",
    [
        "SUMMARY:Will",
        "DESCRIPTION:Ask Kit Feather\r\n stone",
        "ATTENDEE;CN=Tamsin:mailto:x@elm.example",
        "ORGANIZER:mailto:bo@elm.example",
        "X-WILL:1",
        "COMMENT:one\\nWill\\, two",
    ],
)
def test_a_leak_is_found_in_a_calendar(line: str, elm: Elm) -> None:
    assert elm.found("meetings.ics", CALENDAR, CALENDAR, ".ics") == []
    assert elm.named("meetings.ics", CALENDAR.replace("END:VEVENT", f"{line}\r\nEND:VEVENT"), CALENDAR, ".ics")


WORDS = "It may be that 142 of 180 have signed Lone working, and will report it to all."


def printed(*sheets: str) -> pypdf.PdfWriter:
    """Texts as a PDF, a sheet each, whose lines were broken anew."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(220, 300), pageCompression=0)
    for text in sheets or (WORDS,):
        lines = [each for line in text.split("\n") for each in simpleSplit(line, "Helvetica", 12, 160)]
        for at, line in enumerate(lines):
            canvas.drawString(20, 260 - 16 * at, line)
        canvas.showPage()
    canvas.save()
    return as_of_a_browser(pypdf.PdfWriter(clone_from=io.BytesIO(made.getvalue())))


def as_of_a_browser(pdf: pypdf.PdfWriter) -> pypdf.PdfWriter:
    """A PDF with no other parts than a browser's, and a font that tells its letters."""
    pdf.metadata = {"/Title": "Elm"}
    del pdf.root_object["/PageMode"]
    for sheet in pdf.pages:
        del sheet["/Rotate"], sheet["/Trans"]
    fonts: Any = pdf.pages[0]["/Resources"]
    font = fonts["/Font"]["/F1"]
    del font["/Name"]
    font[NameObject("/ToUnicode")] = pdf._add_object(stream(LETTERS))
    return pdf


def stream(content: bytes, **entries: PdfObject) -> DecodedStreamObject:
    made = DecodedStreamObject()
    made.set_data(content)
    made.update({NameObject(f"/{name}"): value for name, value in entries.items()})
    return made


LETTERS = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def /CMapName /Adobe-Identity-UCS def
/CMapType 2 def 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <20> <7E> <0020> endbfrange
endcmap CMapName currentdict /CMap defineresource pop end end"""


LEAKS_OF_A_PDF = {
    "text": lambda _: printed(f"{WORDS} Will."),
    "a property": lambda pdf: pdf.add_metadata({"/Author": "Will"}),
    "the name of a property": lambda pdf: pdf.add_metadata({"/Will": "x"}),
    "a sign": lambda pdf: pdf.add_metadata({"/Author": "🦉"}),
    "a number": lambda _: printed(WORDS.replace("142 of 180", "1 of 142")),
}


@pytest.mark.parametrize("place", LEAKS_OF_A_PDF)
def test_a_leak_is_found_in_a_pdf(place: str, elm: Elm) -> None:
    page = f"<p>{WORDS}</p>"
    assert elm.found("page.pdf", as_bytes(printed()), page) == []
    pdf = printed()
    made = LEAKS_OF_A_PDF[place](pdf)
    assert elm.named("page.pdf", as_bytes(made if isinstance(made, pypdf.PdfWriter) and made is not pdf else pdf), page)


def test_a_pdf_may_have_the_sign_of_its_page_in_its_title(elm: Elm) -> None:
    pdf, page = printed(), f"<title>Elm 🦉</title><p>{WORDS}</p>"
    pdf.add_metadata({"/Title": "Elm 🦉"})
    assert elm.found("page.pdf", as_bytes(pdf), page) == []
    pdf.add_metadata({"/Title": "Elm, 🦉 it"})
    assert elm.named("page.pdf", as_bytes(pdf), page) == {'"🦉"'}


ROWS = "".join(f"<tr><td>{name}</td><td>{day}</td></tr>" for name, day in (("Pay", "2026"), ("Data", "2027")))
TABLE = f"<table><caption>Reviews</caption><tr><th>Policy</th><th>Due</th></tr>{ROWS}</table>"
WELL, LIST = "<p>All is</p><p>well.</p>", "<ol><li>Ask</li><li>Wait</li></ol>"
# The page | its sheets, parted by a slash, and their lines by a semicolon | what is said of them, if anything
ON_PAPER = f"""
{WELL}  | All is well.                                      |
{WELL}  | All is                                            | "well." of the page is not in it
{WELL}  | All is well. Nearly.                              | "nearly" in it is not of the page
{WELL}  | All is not well.                                  | "not" in it is not of the page
{WELL}  | Page 1 of 2; All is / Page 2 of 2; well.          |
{WELL}  | Page 1 of 2; All is / Page 3 of 2; well.          | "Page 1 of 2, Page 3 of 2" in it is not of the page
{LIST}  | 1. Ask 2. Wait                                    |
{LIST}  | 1. Ask 2. 3 Wait                                  | "2. Wait" of the page is not in it
{TABLE} | Reviews Policy Due Pay 2026 / Policy Due Data 2027   |
{TABLE} | Reviews Policy Due Pay 2026 Policy Due Data 2027     | "policydue" in it is not of the page
{TABLE} | Reviews Policy Due Pay 2026 / Policy Due 3 Data 2027 | "policydue3" in it is not of the page
"""


@pytest.mark.parametrize("row", ON_PAPER.strip().splitlines())
def test_a_pdf_is_neither_less_nor_more_than_its_page(row: str, elm: Elm) -> None:
    page, sheets, said = (cell.strip() for cell in row.split("|"))
    pdf = printed(*(sheet.strip().replace("; ", "\n") for sheet in sheets.split("/")))
    found = [each.what for each in elm.found("page.pdf", as_bytes(pdf), page) if each.cause is Cause.OTHERWISE]
    assert found[:1] == ([said] if said else [])


def as_bytes(pdf: pypdf.PdfWriter) -> bytes:
    made = io.BytesIO()
    pdf.write(made)
    return made.getvalue()


def test_what_cannot_be_read_is_not_sent(elm: Elm) -> None:
    locked = printed()
    locked.encrypt("secret")
    for name, content in (("page.docx", b"x"), ("page.pdf", b"x"), ("page.pdf", as_bytes(locked)), ("x.json", b"{")):
        [finding] = elm.found(name, content)
        assert finding.cause is Cause.UNREAD
    [finding] = elm.found("page.html", b"\xff\xfe")
    assert finding.cause is Cause.UNREAD


def revised() -> bytes:
    """A PDF whose text had a name, and was changed by a programme that keeps what was there before."""
    pdf = pypdf.PdfWriter(io.BytesIO(as_bytes(printed(f"{WORDS} Will."))), incremental=True)
    for key in ("/Contents", "/Resources"):
        pdf.pages[0][NameObject(key)] = pdf._add_object(printed().pages[0][key].clone(pdf))
    return as_bytes(pdf)


def with_object(added: PdfObject) -> bytes:
    pdf = printed()
    pdf._add_object(added)
    return as_bytes(pdf)


BETWEEN, UNUSED = "something lies between its objects or after its end", "nothing refers to its object 9"
# What no reader of a PDF comes to | why it is refused
OUT_OF_SIGHT: dict[str, tuple[Callable[[], bytes], str]] = {
    "after the end": (lambda: as_bytes(printed()) + b"Will", BETWEEN),
    "a comment after the end": (lambda: as_bytes(printed()) + b"\n% Will\n", BETWEEN),
    "a comment at the head": (lambda: as_bytes(printed()).replace(b"\n", b"\n%Will\n", 1), BETWEEN),
    "before the head": (lambda: b"Will\n" + as_bytes(printed()), BETWEEN),
    "in the trailer": (lambda: as_bytes(printed()).replace(b"/Size 9", b"/Size 9 /X (Will)"), BETWEEN),
    "an earlier revision": (revised, BETWEEN),
    "an object that nothing refers to": (lambda: with_object(TextStringObject("Will")), UNUSED),
    "a stream that nothing refers to": (lambda: with_object(stream(b"Will")), UNUSED),
    "an object in no table": (
        lambda: as_bytes(printed()).replace(b"1 0 obj", b"9 0 obj\n(Will)\nendobj\n1 0 obj", 1),
        UNUSED,
    ),
    "an object that was replaced": (
        lambda: as_bytes(printed()).replace(b"7 0 obj", b"7 0 obj\n(Will)\nendobj\n7 0 obj", 1),
        "it holds its object 7 twice",
    ),
}


@pytest.mark.parametrize("place", OUT_OF_SIGHT)
def test_a_pdf_holds_nothing_that_nobody_can_come_to(place: str, elm: Elm) -> None:
    make, said = OUT_OF_SIGHT[place]
    [finding] = elm.found("page.pdf", make(), f"<p>{WORDS}</p>")
    assert (finding.cause, finding.what) == (Cause.UNREAD, said)


def refused(elm: Elm, run: Path, page: str, *strays: str) -> str:
    """Why a run of one page and a workbook is refused."""
    page_path, office = run / "for-governors" / "Elm.html", run / "office-only" / "workbook.xlsx"
    for path, text in ((page_path, page), (office, "Kit Featherstone"), *((run / stray, "x") for stray in strays)):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    with pytest.raises(DisclosureRefusal) as refusal:
        elm.gate.refuse(run, [(page_path, Intended(elm.page, ".html", "")), (office, None)])
    return str(refusal.value)


def test_a_refusal_says_why_and_where_and_no_other_cause(elm: Elm, tmp_path: Path) -> None:
    named = refused(elm, tmp_path, elm.page.replace("<main ", '<main title="Will" '))
    assert re.search(r'something about a person \(Elm\.html, line \d+, the attribute title of main: "will"\)', named)
    changed = refused(elm, tmp_path, elm.page.replace("<h1>", "<h1>5 "))
    assert re.search(r"something else than it should \(Elm\.html, line \d+: says '5 .*'\)", changed)
    assert "person" not in changed


@pytest.mark.parametrize("stray", ["notes.txt", "for-governors/Elm.pdf", "office-only/old/x.csv", ".hidden"])
def test_what_nobody_meant_to_lie_in_a_run_stops_it(stray: str, elm: Elm, tmp_path: Path) -> None:
    said = refused(elm, tmp_path, elm.page, stray)
    assert said.startswith("The pack was not handed over, because something lay in its folder")
    assert stray in said
    assert "person" not in said and "Besides" not in said


def in_a_sentence(monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    other = page.replace("given 5 of the 18", "given 6 of the 18")
    assert other != page
    monkeypatch.setattr(making, "page_made", lambda _: other)


def in_the_root(monkeypatch: pytest.MonkeyPatch, _: str) -> None:
    write = ActionWorkbook.write

    def write_more(workbook: ActionWorkbook, path: Path, *given: Any) -> Any:
        (path.parents[1] / "notes.txt").write_text("x", "utf-8")
        return write(workbook, path, *given)

    monkeypatch.setattr(ActionWorkbook, "write", write_more)


@pytest.mark.parametrize(("spoil", "said"), [(in_a_sentence, "given 6 of the 18"), (in_the_root, "(notes.txt)")])
def test_nothing_is_left_of_a_pack_that_does_not_pass(
    spoil: Callable[[pytest.MonkeyPatch, str], None],
    said: str,
    elm: Elm,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    without_notebooks(monkeypatch, elm)
    spoil(monkeypatch, elm.page)
    with pytest.raises(DisclosureRefusal, match=re.escape(said)):
        made_pack(elm, tmp_path)
    assert not [*tmp_path.iterdir()]


def without_notebooks(monkeypatch: pytest.MonkeyPatch, elm: Elm) -> None:
    monkeypatch.setenv("GOVSTATS_ENGINE", "plain")
    monkeypatch.setattr(making, "page_made", lambda _: elm.page)


def made_pack(elm: Elm, out: Path) -> pack.Pack:
    parameters = ReleaseParameters(folder=str(elm.folder), term="Autumn 2025", as_at=elm.published.as_at.isoformat())
    return pack.make_pack(elm.organisation, parameters, (), out, lambda _: None, pdf=False)


@pytest.fixture(scope="module")
def grace_field(tmp_path_factory: pytest.TempPathFactory) -> Elm:
    """A trust with a teacher who is called as two words of its name, and one whose number is a version's too."""
    folder = tmp_path_factory.mktemp("trust")
    staff = STAFF.replace("PX-9,Lone,Working", "3-11,Grace,Field").replace("7,Will,Grant", "12-31,Will,Grant")
    return Elm(folder, SETTINGS.replace('"Elm 🦉"', '"The Grace Field Trust"'), staff)


def test_a_name_or_a_number_of_the_settings_and_of_the_programme_stops_no_pack(
    grace_field: Elm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_notebooks(monkeypatch, grace_field)
    monkeypatch.setattr("platform.python_version", lambda: "3.11.4")
    assert "Grace Field" in grace_field.page and "2025-12-31" in grace_field.measures
    manifest = (made_pack(grace_field, tmp_path).run / MANIFEST).read_text("utf-8")
    assert '"python": "3.11.4"' in manifest


@pytest.mark.parametrize(
    "text", ["Grace Field", "Grace Field of The Grace Field Trust", "Field, Grace", "of 3-11", "No. 3/11", "12-31."]
)
def test_the_same_name_or_number_is_found_anywhere_else(text: str, grace_field: Elm) -> None:
    page = grace_field.page.replace("</main>", f"<p>{text}</p></main>")
    assert grace_field.named_in_page(page)
    # Nor if the page were meant to say it, as in a title.
    assert grace_field.named("page.html", page, page)


# A row of the register | whom the gate finds on the page that is made of it
REGISTERED = """
Line manager guidance on absence,1,Line manager,                              |
Complaints,1,Chair of Local Governing Body,Local governing body               |
Complaints,v12,Local safeguarding lead,Local governing body                   |
Complaints,2 Osgood draft,,                                                   | osgood
Complaints,2 PX-0099,,                                                        | px 0099
Plan PX0100,1,,                                                               | px0100
Return to work of Tamsin Bligh,1,,                                            | tamsin bligh
Kit Featherstone comes back,1,Kit Featherstone,                               | kit featherstone
"""


@pytest.mark.parametrize("row", REGISTERED.strip().splitlines())
def test_a_role_is_nobody_and_a_name_or_number_in_a_title_or_version_is_somebodys(row: str, tmp_path: Path) -> None:
    registered, whom = (part.strip() for part in row.split("|"))
    policies = f"policy,version,owner,approval_level,approved\n{registered},2024-09-01\n"
    staff = STAFF + "PX-0099,Jane,Local,jl@elm.example,Elm,2024-09-01\nPX0100,Ann,Ash,aa@elm.example,Elm,2024-09-01\n"
    made = Elm(tmp_path, staff=staff, policies=policies)
    assert registered.split(",")[0] in made.page
    assert made.named_in_page(made.page) == ({f'"{whom}"'} if whom else set())


def test_nobody_is_called_after_a_word_of_the_page(demo_pack: dict[str, list[dict[str, str]]]) -> None:
    """A teacher called Autumn must not stop every report, and the page is what the parent process makes again."""
    willow = govstats.load("")
    release = willow.report(willow.term("Autumn 2025")).published
    gate = Gate(willow, release)
    for file in demo_pack["files"]:
        if file["kind"] in HTML:
            page = page_meant(page_in(file["kind"], file["school"]), release)
            assert page == Path(file["path"]).read_text("utf-8")
            assert list(gate.search(Path(file["path"]), Intended(page, ".html", file["school"] or ""))) == []
