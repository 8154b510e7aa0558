"""HTML that needs no script: sections and tables that read aloud. Everything put in is escaped."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

FEW, MANY = 4, 8  # columns
# Classes of a table. They stand here whole, so that the last gate knows them from a person's number.
PAIR, COLUMNS, WIDE, WIDEST = " pair", " few", " wide", " wide widest"
SHORTHAND = {
    "[c]": "withheld, because it would tell of few people, by itself or beside another figure",
    "[x]": "not available: the records do not say",
    "[z]": "not applicable",
}


def section(name: str, heading: str, *parts: Markup | str, annex: bool = False) -> Markup:
    """A section of the page under a heading that states its finding."""
    return Markup(
        '<section id="{name}" aria-labelledby="{name}-h"{kind}><h2 id="{name}-h">{heading}</h2>{body}</section>'
    ).format(
        name=name,
        heading=heading,
        body=joined(parts),
        kind=Markup(' class="annex"') if annex else "",
    )


def paragraph(text: str | Markup, kind: str = "") -> Markup:
    return Markup("<p{kind}>{text}</p>").format(text=text, kind=Markup(' class="{}"').format(kind) if kind else "")


def bullets(items: Iterable[str | Markup], *, numbered: bool = False) -> Markup:
    tag = "ol" if numbered else "ul"
    body = joined(Markup("<li>{}</li>").format(item) for item in items)
    return Markup(f"<{tag}>{{}}</{tag}>").format(body) if body else Markup("")


def joined(parts: Iterable[Markup | str]) -> Markup:
    return Markup("").join(parts)


def table(
    name: str,
    caption: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[str | Markup]],
    *,
    numbers: Iterable[int] = (),
    notes: Sequence[str] = (),
) -> Markup:
    """A table of words: caption, one heading row, the first cell of each row its heading, no empty cell.

    `numbers` are the places of columns that align right. Shorthand that stands in a cell is explained below.
    """
    right = set(numbers)
    # Where every column but the first is of numbers, the table says so once, and not each of its cells.
    all_right = right == set(range(1, len(headings))) != set()
    marked = set() if all_right else right
    layout = _layout(len(headings), numbers=all_right)

    def cell(place: int, content: str | Markup) -> Markup:
        if not str(content):
            raise ValueError(f"Table {name} has an empty cell in column {headings[place]!r}.")
        kind = Markup(' class="n"') if place in marked else Markup("")
        label = Markup("") if layout in (PAIR, COLUMNS) else Markup(' data-l="{}"').format(headings[place])
        if place == 0:
            return Markup('<th scope="row">{}</th>').format(content)
        return Markup("<td{}{}>{}</td>").format(kind, label, content)

    head = joined(
        Markup('<th scope="col"{}>{}</th>').format(Markup(' class="n"') if place in marked else "", heading)
        for place, heading in enumerate(headings)
    )
    body = joined(
        Markup("<tr>{}</tr>").format(joined(cell(place, content) for place, content in enumerate(row))) for row in rows
    )
    whole = Markup(
        '<table id="{name}" class="words{kind}"><caption>{caption}</caption>'
        "<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    ).format(name=name, kind=layout + (" r" if all_right else ""), caption=caption, head=head, body=body)
    return whole + _notes(rows, notes)


def _layout(columns: int, *, numbers: bool) -> str:
    """How a table is laid out on a phone: as it is, as numbers under their headings, or as cells that say theirs."""
    if columns == 2:
        return PAIR
    if columns <= FEW:
        return COLUMNS if numbers else ""
    return WIDEST if columns >= MANY else WIDE


def _notes(rows: Sequence[Sequence[str | Markup]], notes: Sequence[str]) -> Markup:
    shown = {str(content) for row in rows for content in row}
    explained = [
        f"{sign} means {meaning}." for sign, meaning in SHORTHAND.items() if any(sign in text for text in shown)
    ]
    return joined(paragraph(note, "note") for note in (*explained, *notes))


def details(summary: str, body: Markup) -> Markup:
    return Markup("<details><summary>{}</summary>{}</details>").format(summary, body)


def strong(text: str) -> Markup:
    return Markup("<strong>{}</strong>").format(text)
