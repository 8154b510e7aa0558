"""A browser's PDF made small, and free of the day and the machine.

A tagged page has some 2,000 small objects, which a browser writes one by one and uncompressed. They are put into
object streams here (PDF 1.5, ISO 32000-1, 7.5.7 and 7.5.8): a third of the size, and nothing else changes.
What nothing refers to is left out: nobody sees it, and so nobody could say what it tells.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject, IndirectObject, NameObject, PdfObject, StreamObject, TextStringObject

from govstats.reports.referred import referred

_MAKER = "govstats"
_IN_A_STREAM = 200  # objects: a reader unpacks a whole stream for the first of them

Place = tuple[int, int, int]  # kind of entry, and its two fields, as a cross-reference stream has them
_FREE: Place = (0, 0, 65535)  # a number of no object


def tidied(pdf: bytes, headings: Iterable[str] = ()) -> bytes:
    """The same PDF in fewer bytes, of which none tells when or on which machine it was printed.

    Parameters
    ----------
    headings
        Of the page, as its bookmarks are to say them: of one that takes several lines a browser makes one long word.

    Raises
    ------
    ValueError
        It is no PDF.
    """
    try:
        reader = PdfReader(BytesIO(pdf))
        objects = list(_objects(reader, {_letters(each): each for each in headings}))
    except PyPdfError as error:
        raise ValueError("this is no PDF") from error
    return _written(objects, reader.trailer.raw_get("/Root").idnum, reader.trailer.raw_get("/Info").idnum)


def _objects(reader: PdfReader, headings: Mapping[str, str]) -> Iterator[tuple[int, PdfObject]]:
    about = reader.trailer.raw_get("/Info").idnum
    for number in sorted(referred(reader)):
        found = reader.get_object(IndirectObject(number, 0, reader))
        if number == about and isinstance(found, DictionaryObject):
            kept = {name: found[name] for name in ("/Title", "/Producer") if name in found}
            found = DictionaryObject(
                {NameObject(name): value for name, value in (kept | {"/Creator": TextStringObject(_MAKER)}).items()}
            )
        elif isinstance(found, DictionaryObject) and "/Title" in found:
            said = str(found["/Title"])
            found[NameObject("/Title")] = TextStringObject(headings.get(_letters(said), said))
        if found is not None:
            yield number, found


def _letters(text: str) -> str:
    """A text without its spaces."""
    return "".join(text.split())


class _File:
    """A PDF as far as it is written, and where its objects lie."""

    def __init__(self) -> None:
        self._out = BytesIO()
        self._out.write(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
        self._places: dict[int, Place] = {}

    def put(self, number: int, content: bytes) -> None:
        self._places[number] = (1, self._out.tell(), 0)
        self._out.write(b"%d 0 obj\n%b\nendobj\n" % (number, content))

    def put_together(self, number: int, objects: Sequence[tuple[int, PdfObject]]) -> None:
        """Objects in one stream, which is itself the object of a number."""
        heads, body = [], BytesIO()
        for place, (each, content) in enumerate(objects):
            self._places[each] = (2, number, place)
            heads.append(b"%d %d" % (each, body.tell()))
            body.write(_bytes(content) + b"\n")
        head = b" ".join(heads) + b"\n"
        entries = b"/Type/ObjStm/N %d/First %d" % (len(objects), len(head))
        self.put(number, _stream(entries, head + body.getvalue()))

    def closed(self, number: int, root: int, about: int) -> bytes:
        """The whole, with its table of places as the object of a number."""
        start = self._out.tell()
        places = self._places | {number: (1, start, 0)}
        rows = (places.get(each, _FREE) for each in range(number + 1))
        table = b"".join(kind.to_bytes(1) + first.to_bytes(4) + second.to_bytes(2) for kind, first, second in rows)
        entries = b"/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R" % (number + 1, root, about)
        self.put(number, _stream(entries, table))
        self._out.write(b"startxref\n%d\n%%%%EOF\n" % start)
        return self._out.getvalue()


def _written(objects: Sequence[tuple[int, PdfObject]], root: int, about: int) -> bytes:
    file, loose = _File(), []
    for number, each in objects:
        if isinstance(each, StreamObject):
            file.put(number, _bytes(each))
        else:
            loose.append((number, each))
    free = max(number for number, _ in objects) + 1
    for start in range(0, len(loose), _IN_A_STREAM):
        file.put_together(free, loose[start : start + _IN_A_STREAM])
        free += 1
    return file.closed(free, root, about)


def _bytes(each: PdfObject) -> bytes:
    out = BytesIO()
    each.write_to_stream(out)
    return out.getvalue()


def _stream(entries: bytes, content: bytes) -> bytes:
    packed = zlib.compress(content, 9)
    return b"<<%b/Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (entries, len(packed), packed)
