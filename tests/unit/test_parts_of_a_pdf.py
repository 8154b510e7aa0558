"""What a browser's PDF of a page may not have: each place where something could lie that nobody reads, by itself."""

import io
from collections.abc import Callable
from typing import Any

import pypdf
import pytest
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

from govstats.reports.gate import Cause
from govstats.reports.printing import find_browser, print_page
from tests.unit.test_gate import Elm, as_bytes, stream

pytestmark = pytest.mark.skipif(find_browser() is None, reason="no browser")

FROM_RIGHT = "حفاظتی پالیسی", "سياسة 2025-2026 الحماية", "کتاب‌ها می‌خواهم", "מדיניות 12 (v2)", "مُحَمَّد"
TEXTS = (*FROM_RIGHT, "Śląska Szkoła Ąę ◆", "Ĳssel ŉ ſchool")
PAGE = (
    "<!DOCTYPE html><html lang=en-GB><meta charset=utf-8><title>Elm</title><h1>All of Elm</h1>"
    + "".join(f"<p>All 3 have signed {text} by 2025, and 5 have not.</p>" for text in TEXTS)
    + "<table><thead><tr><th>Policy</th><th>سياسة 2025</th></tr></thead>"  # read again on the second sheet
    + "".join(f"<tr><td>{text}</td><td>{row}</td></tr>" for row in range(8) for text in TEXTS)
    + "</table></html>"
)
DRAWN = b"BT /F4 12 Tf 1 0 0 1 50 50 Tm <0024> Tj ET"
Pdf = pypdf.PdfWriter


def name(text: str) -> NameObject:
    return NameObject(f"/{text}")


def entries(**values: PdfObject) -> DictionaryObject:
    return DictionaryObject({name(key): value for key, value in values.items()})


def numbers(*values: float) -> ArrayObject:
    return ArrayObject(map(FloatObject, values))


def sheet(pdf: Pdf) -> Any:
    return pdf.pages[0]


def outlines(pdf: Pdf) -> Any:
    return pdf.root_object["/Outlines"]


def hang(pdf: Pdf, holder: Any, key: str, value: PdfObject) -> None:
    """An object of its own under a key of another."""
    holder[name(key)] = pdf._add_object(value)


def drawing(**kind: PdfObject) -> PdfObject:
    """A drawing with text in it."""
    return stream(DRAWN, BBox=numbers(0, 0, 200, 50), **kind)


def drawn(change: Callable[[bytes], bytes]) -> Callable[[Pdf], None]:
    """What a sheet draws, changed."""

    def planted(pdf: Pdf) -> None:
        place = sheet(pdf).raw_get("/Contents").idnum
        pdf._objects[place - 1] = stream(change(sheet(pdf).get_contents().get_data()))

    return planted


def beside(words: bytes) -> Callable[[Pdf], None]:
    return drawn(lambda content: content + b"\n" + words + b"\n")


def annotated(pdf: Pdf, **values: PdfObject) -> None:
    hang(pdf, sheet(pdf), "Annots", ArrayObject([entries(Type=name("Annot"), Rect=numbers(5, 5, 50, 20), **values)]))


def attachment() -> DictionaryObject:
    return entries(Type=name("Filespec"), F=TextStringObject("d.csv"), EF=entries(F=stream(b"Will")))


def font(pdf: Pdf) -> Any:
    return sheet(pdf)["/Resources"]["/Font"]["/F4"]


def with_letters(change: Callable[[bytes], bytes]) -> Callable[[Pdf], None]:
    def planted(pdf: Pdf) -> None:
        hang(pdf, font(pdf), "ToUnicode", stream(change(font(pdf)["/ToUnicode"].get_data())))

    return planted


def with_resource(kind: str, key: str, value: PdfObject) -> Callable[[Pdf], None]:
    def planted(pdf: Pdf) -> None:
        resources = sheet(pdf)["/Resources"]
        resources[name(kind)] = DictionaryObject(resources.get(f"/{kind}", {}))
        hang(pdf, resources[f"/{kind}"], key, value)

    return planted


def together(*planted: Callable[[Pdf], None]) -> Callable[[Pdf], None]:
    def all_planted(pdf: Pdf) -> None:
        for each in planted:
            each(pdf)

    return all_planted


FORM = {"Type": name("XObject"), "Subtype": name("Form")}
TILES = {
    "PatternType": NumberObject(1), "PaintType": NumberObject(1), "TilingType": NumberObject(1),
    "XStep": NumberObject(200), "YStep": NumberObject(50),
}  # fmt: skip
RUN = entries(S=name("JavaScript"), JS=TextStringObject("app.alert('x')"))
PLACES: dict[str, Callable[[Pdf], Any]] = {
    "a note": lambda pdf: annotated(pdf, Subtype=name("Text"), Contents=TextStringObject("Will")),
    "the appearance of a note": lambda pdf: annotated(pdf, Subtype=name("Stamp"), AP=entries(N=drawing(**FORM))),
    "a link": lambda pdf: annotated(
        pdf, Subtype=name("Link"), A=entries(S=name("URI"), URI=TextStringObject("https://elm.example/?Will"))
    ),
    "a file in a note": lambda pdf: annotated(pdf, Subtype=name("FileAttachment"), FS=attachment()),
    "an attachment": lambda pdf: pdf.add_attachment("d.csv", b"Will"),
    "the name of an attachment": lambda pdf: pdf.add_attachment("Will.csv", b"x"),
    "a file that belongs to it": lambda pdf: hang(pdf, pdf.root_object, "AF", ArrayObject([attachment()])),
    "a script": lambda pdf: hang(
        pdf, pdf.root_object, "Names", entries(JavaScript=entries(Names=ArrayObject([TextStringObject("x"), RUN])))
    ),
    "a script at its opening": lambda pdf: hang(
        pdf, pdf.root_object, "OpenAction", RUN
    ),
    "a form to fill in": lambda pdf: hang(pdf, pdf.root_object, "AcroForm", entries(Fields=ArrayObject())),
    "of a programme": lambda pdf: hang(
        pdf, pdf.root_object, "PieceInfo", entries(X=entries(Private=stream(b"Will")))
    ),
    "metadata": lambda pdf: hang(pdf, pdf.root_object, "Metadata", stream(b"Will", Type=name("Metadata"))),
    "a number of its own": lambda pdf: hang(pdf, pdf.root_object, "X", NumberObject(12436)),
    "a name of its own": lambda pdf: hang(pdf, pdf.root_object, "X", name("Will")),
    "a key": lambda pdf: hang(pdf, sheet(pdf), "Will", NumberObject(1)),
    "a known name of a part": lambda pdf: hang(pdf, sheet(pdf), "Tabs", name("Will")),
    "a property that is no text": lambda pdf: pdf._info.update({name("Author"): name("Will")}),  # type: ignore
    "the name of a font": lambda pdf: hang(pdf, font(pdf), "Name", name("Will")),
    "a text of a font": lambda pdf: hang(pdf, font(pdf), "X", TextStringObject("Will")),
    "beside the letters of a font": with_letters(lambda table: table + b"\n% Will"),
    "within the letters of a font": with_letters(lambda table: table.replace(b"def", b"def /Will", 1)),
    "other letters of a font": with_letters(lambda table: table.replace(b"<0041>", b"<0042>")),
    "a drawing that is shown": together(with_resource("XObject", "X9", drawing(**FORM)), beside(b"/X9 Do")),
    "a drawing that is not shown": with_resource("XObject", "X9", drawing(**FORM)),
    "a pattern that is painted": together(
        with_resource("Pattern", "P9", drawing(**TILES)), beside(b"/Pattern cs /P9 scn 0 0 220 300 re f")
    ),
    "a pattern that is not painted": with_resource("Pattern", "P9", drawing(**TILES)),
    "a stream of no kind": with_resource("XObject", "X9", stream(b"Will")),
    "a second stream for a sheet": lambda pdf: hang(pdf, pdf.root_object, "Contents", stream(DRAWN)),
    "a comment": drawn(lambda content: b"% Will\n" + content),
    "a comment within": beside(b"0 0 m % Will\n"),
    "a text that is not drawn": beside(b"(Will) pop"),
    "a text before a known word": beside(b"(Will) n"),
    "a text at the end": beside(b"(Will)"),
    "a word": beside(b"Will"),
    "what stands for nothing": beside(b"/Span <</ActualText (Will)>> BDC EMC"),
    "what stands for nothing at the beginning": drawn(lambda it: b"/Span <</ActualText (Will)>> BDC EMC " + it),
    "what stands for signs": beside(b"/Span <</ActualText (Will)>> BDC " + DRAWN + b" EMC"),
    "an alternative": beside(b"/Figure <</Alt (Will)>> BDC EMC"),
    "a full form": beside(b"/Span <</E (Will)>> BDC EMC"),
    "the name of a mark": beside(b"/Will BMC EMC"),
    "a picture in the text": beside(b"BI /W 1 /H 1 /BPC 8 /CS /G /C (Will) ID x EI"),
    "text that is not painted": beside(DRAWN.replace(b"Tf", b"Tf 3 Tr")),
    "text beside the sheet": beside(DRAWN.replace(b"50 50", b"5000 5000")),
    "text under another": beside(b"/Span <</ActualText (2025)>> BDC " + DRAWN + b" EMC"),
}  # fmt: skip


SEARCHED: dict[str, Callable[[Pdf], Any]] = {
    "a bookmark": lambda pdf: hang(pdf, outlines(pdf)["/First"], "Title", TextStringObject("Will")),
    "a text for the ear": lambda pdf: hang(pdf, pdf.root_object["/StructTreeRoot"], "Alt", TextStringObject("Will")),
    "bytes for the ear": lambda pdf: hang(pdf, pdf.root_object["/StructTreeRoot"], "Alt", ByteStringObject(b"Will")),
    "the language": lambda pdf: hang(pdf, pdf.root_object, "Lang", TextStringObject("Will")),
}


@pytest.fixture(scope="module")
def elm(tmp_path_factory: pytest.TempPathFactory) -> Elm:
    return Elm(tmp_path_factory.mktemp("elm"))


@pytest.fixture(scope="module")
def printed() -> bytes:
    browser = find_browser()
    assert browser
    return print_page(browser, PAGE)


def test_a_page_with_texts_of_any_direction_is_its_pdf(printed: bytes, elm: Elm) -> None:
    assert len(pypdf.PdfReader(io.BytesIO(printed)).pages) > 1
    assert elm.found("page.pdf", printed, PAGE) == []
    assert elm.found("page.pdf", as_bytes(Pdf(clone_from=io.BytesIO(printed))), PAGE) == []


@pytest.mark.parametrize("place", PLACES)
def test_what_no_printed_page_has_stops_the_pack_wherever_it_lies(place: str, printed: bytes, elm: Elm) -> None:
    pdf = Pdf(clone_from=io.BytesIO(printed))
    PLACES[place](pdf)
    assert elm.found("page.pdf", as_bytes(pdf), PAGE)


def test_the_table_of_places_says_nothing_else(printed: bytes, elm: Elm) -> None:
    [finding] = elm.found("page.pdf", printed.replace(b"/Type/XRef", b"/X(Will)/Type/XRef"), PAGE)
    assert finding.cause is Cause.UNREAD


@pytest.mark.parametrize("place", SEARCHED)
def test_a_text_is_searched_wherever_a_printed_page_has_one(place: str, printed: bytes, elm: Elm) -> None:
    pdf = Pdf(clone_from=io.BytesIO(printed))
    SEARCHED[place](pdf)
    assert elm.named("page.pdf", as_bytes(pdf), PAGE) == {'"will"'}


@pytest.mark.parametrize("text", FROM_RIGHT)
def test_a_letter_that_is_another_or_more_or_less_is_found_in_a_text_from_right_to_left(
    text: str, printed: bytes, elm: Elm
) -> None:
    for other in (text[:2] + text[3:], text[:2] + text[0] + text[2:], text[:-1] + "ש", text.replace("12", "21")):
        if other != text:
            page = PAGE.replace(f"<td>{text}", f"<td>{other}", 1)
            assert {each.cause for each in elm.found("page.pdf", printed, page)} == {Cause.OTHERWISE}, other


@pytest.mark.parametrize("told", [b"<0000> Tj", b"/Span <</ActualText <FEFF6771>>> BDC <0000> Tj EMC"])
def test_a_box_that_is_drawn_for_want_of_a_font_is_said_to_be_one(told: bytes, printed: bytes, elm: Elm) -> None:
    pdf, page = Pdf(clone_from=io.BytesIO(printed)), PAGE.replace("</html>", "<p>東</p></html>")
    beside(b"BT /F4 12 Tf 1 0 0 1 50 50 Tm " + told + b" ET")(pdf)
    [finding] = elm.found("page.pdf", as_bytes(pdf), page)
    assert (finding.cause, finding.what) == (Cause.UNDRAWN, '"東" of the page is not in it')
