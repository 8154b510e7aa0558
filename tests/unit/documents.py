"""One front page in every format that a school sends it in, written by hands other than those that read it."""

import html
import io
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

from govstats.exports.documents.document import PolicyDocument, document_of
from govstats.exports.documents.extraction.answer import answer
from govstats.exports.documents.opening import opened_from

# A page is a list of lines; a line of a table is a tuple of its cells.
Lines = Sequence[str | tuple[str, ...]]


def as_txt(page: Lines) -> bytes:
    return "\n".join(line if isinstance(line, str) else "\t".join(line) for line in page).encode()


def as_markdown(page: Lines) -> bytes:
    lines = []
    for line, above in zip(page, ["", *page], strict=False):
        if isinstance(line, str):
            lines += [line, ""]
        else:
            lines.append("| " + " | ".join(line) + " |")
            if isinstance(above, str):
                lines.append("|" + "---|" * len(line))
    return "\n".join(lines).encode()


def as_rst(page: Lines) -> bytes:
    lines = []
    for rows in _grouped(page):
        if isinstance(rows, str):
            lines += [rows, ""]
            continue
        widths = [max(len(row[place]) for row in rows) + 2 for place in range(len(rows[0]))]
        border = "+" + "+".join("-" * width for width in widths) + "+"
        lines.append(border)
        for row in rows:
            cells = (f" {cell}".ljust(width) for cell, width in zip(row, widths, strict=True))
            lines += ["|" + "|".join(cells) + "|", border]
        lines.append("")
    return "\n".join(lines).encode()


def as_html(page: Lines) -> bytes:
    parts = []
    for rows in _grouped(page):
        if isinstance(rows, str):
            parts.append(f"<p>{html.escape(rows)}</p>")
        else:
            cells = ("".join(f"<td><span>{html.escape(cell)}</span></td>" for cell in row) for row in rows)
            parts.append("<table><tbody>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</tbody></table>")
    return f"<!DOCTYPE html><html><head><title>x</title></head><body>{''.join(parts)}</body></html>".encode()


def as_docx(page: Lines) -> bytes:
    document = docx.Document()
    for rows in _grouped(page):
        if isinstance(rows, str):
            document.add_paragraph(rows)
            continue
        table = document.add_table(len(rows), len(rows[0]))
        for written, row in zip(table.rows, rows, strict=True):
            for cell, text in zip(written.cells, row, strict=True):
                cell.text = text
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def as_odt(page: Lines) -> bytes:
    parts = []
    for rows in _grouped(page):
        if isinstance(rows, str):
            text = html.escape(rows).replace("\t", "<text:tab/>")
            parts.append(f"<text:p>{text}</text:p>")
            continue
        for_rows = (
            "".join(f"<table:table-cell><text:p>{html.escape(cell)}</text:p></table:table-cell>" for cell in row)
            for row in rows
        )
        body = "".join(f"<table:table-row>{row}</table:table-row>" for row in for_rows)
        parts.append(f"<table:table>{body}</table:table>")
    names = {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    }
    spaces = " ".join(f'xmlns:{name}="{address}"' for name, address in names.items())
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}><office:body><office:text>'
        f"{''.join(parts)}</office:text></office:body></office:document-content>"
    )
    return archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def as_pdf(page: Lines) -> bytes:
    style = getSampleStyleSheet()["BodyText"]
    story: list[Flowable] = []
    for rows in _grouped(page):
        if isinstance(rows, str):
            story += [Paragraph(html.escape(rows), style), Spacer(1, 6)]
        else:
            story.append(Table([list(row) for row in rows], hAlign="LEFT"))
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=A4).build(story)
    return buffer.getvalue()


FORMATS: dict[str, Callable[[Lines], bytes]] = {
    "txt": as_txt,
    "docx": as_docx,
    "md": as_markdown,
    "rst": as_rst,
    "html": as_html,
    "odt": as_odt,
    "pdf": as_pdf,
}


def archive(parts: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in parts.items():
            written.writestr(name, content)
    return buffer.getvalue()


def write(folder: Path, name: str, content: bytes) -> str:
    path = folder / name
    path.write_bytes(content)
    return str(path)


def _grouped(page: Lines) -> list[str | list[tuple[str, ...]]]:
    """Lines as they are, and the rows of a table together."""
    grouped: list[str | list[tuple[str, ...]]] = []
    for line in page:
        if isinstance(line, str):
            grouped.append(line)
        elif grouped and isinstance(grouped[-1], list):
            grouped[-1].append(line)
        else:
            grouped.append([line])
    return grouped


def read_here(content: bytes) -> PolicyDocument:
    """Read a document without a process of its own, which costs a fifth of a second each time."""
    with tempfile.TemporaryDirectory() as folder:
        found = answer({"path": str(write(Path(folder), "document", content))})
    assert "refused" not in found, found
    return document_of("document", opened_from(found).lines)
