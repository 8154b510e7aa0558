"""HTML that needs no script: sections and tables that read aloud. Everything put in is escaped.

A page is to be small. The ends of cells and rows, which HTML knows by what follows them, are not written.
"""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

FEW = 4  # columns
SHORT, LONG = 8, 24  # letters: what fits in a phone's fourth as a word, and in its third as a text
# Classes of a table. They stand here whole, so that the last gate knows them from a person's number.
COLUMNS, PROSE = "w few", "w prose"
LABELLED, WIDE = "w lab", "w lab wide"
REVIEWS = "w dates"  # the style sheet knows what its cells are called
STATUS = "Status"  # its cells say with their shape and word what they are, and need no label
SHORTHAND = {
    "[c]": "withheld, because it would tell of few people",
    "[x]": "not available: the records do not say",
    "[z]": "not applicable",
}


def section(name: str, heading: str, *parts: Markup | str) -> Markup:
    """A section of the page under a heading that states its finding."""
    return Markup('<section id="{}"><h2>{}</h2>{}</section>').format(name, heading, joined(parts))


def paragraph(text: str | Markup, kind: str = "") -> Markup:
    # One name needs no quotes; of several without them, all but the first are lost.
    named = Markup(" class={}" if kind.isalpha() else ' class="{}"').format(kind) if kind else ""
    return Markup("<p{kind}>{text}</p>").format(text=text, kind=named)


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
    prose: bool = False,
    layout: str = "",
    notes: Sequence[str] = (),
) -> Markup:
    """A table of words: caption, one heading row, the first cell of each row its heading, no empty cell.

    `numbers` are the places of columns that align right. In a table of `prose` the cells hold sentences, and the last
    one a status. A `layout` is one that the style sheet has for this table alone. Shorthand that stands in a cell is
    explained below.
    """
    right = set(numbers)
    # Where every column but the first is of numbers, the table says so once, and not each of its cells.
    all_right = right == set(range(1, len(headings))) != set()
    marked = set() if all_right else right
    layout = layout or (PROSE if prose else _layout(headings, rows, numbers=all_right))
    labelled = layout.startswith(LABELLED)

    def cell(place: int, content: str | Markup) -> Markup:
        if not str(content):
            raise ValueError(f"Table {name} has an empty cell in column {headings[place]!r}.")
        if place == 0:
            return Markup("<th scope=row>{}").format(content)
        heading = headings[place]
        quoted = Markup("{}" if heading.isalpha() else '"{}"').format(heading)
        label = Markup(" data-l={}").format(quoted) if labelled and heading != STATUS else ""
        return Markup("<td{}{}>{}").format(aligned(place), label, content)

    def aligned(place: int) -> Markup:
        return Markup(" class=n" if place in marked else "")

    head = joined(
        Markup("<th scope=col{}>{}").format(aligned(place), heading) for place, heading in enumerate(headings)
    )
    body = joined(Markup("<tr>{}").format(joined(cell(*each) for each in enumerate(row))) for row in rows)
    kind = f"{layout} r".strip() if all_right else layout
    whole = Markup(
        '<table id="{name}"{kind}><caption>{caption}</caption><thead><tr>{head}</thead><tbody>{body}</tbody></table>'
    ).format(name=name, kind=Markup(' class="{}"').format(kind) if kind else "", caption=caption, head=head, body=body)
    return whole + _notes(rows, notes)


def _layout(headings: Sequence[str], rows: Sequence[Sequence[str]], *, numbers: bool) -> str:
    """How a table is laid out on a phone: as it is, as cells under their headings, or as cells that say theirs."""
    columns = len(headings)
    if columns == 2:
        return ""
    if columns <= FEW:
        long = columns == FEW and not numbers and any(len(text) > LONG for row in rows for text in row[1:])
        return LABELLED if long else COLUMNS
    if numbers and columns == FEW + 1 and all(len(word) <= SHORT for text in headings[1:] for word in text.split()):
        return COLUMNS
    return WIDE


def _notes(rows: Sequence[Sequence[str | Markup]], notes: Sequence[str]) -> Markup:
    shown = {str(content) for row in rows for content in row}
    explained = [
        f"{sign} means {meaning}." for sign, meaning in SHORTHAND.items() if any(sign in text for text in shown)
    ]
    said = " ".join((*explained, *notes))
    # The style sheet knows a note by the table that it follows.
    return paragraph(said) if said else Markup("")


def details(summary: str, body: Markup, *, unfolded: bool = False) -> Markup:
    opened = Markup(" open") if unfolded else ""
    return Markup("<details{}><summary>{}</summary>{}</details>").format(opened, summary, body)


def strong(text: str) -> Markup:
    return Markup("<strong>{}</strong>").format(text)
