"""The two figure forms of the page: a table whose middle cell is drawn. Without the drawing it reads the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from govstats.exhibits.markup import joined, paragraph
from govstats.exhibits.wording import counted

SHAPES = {
    "Overdue": "◆",
    "No version in force": "◇",
    "No review date": "○",
    "Cannot be said": "○",
    "On time by its own date, over the statutory year": "●",
    "Due within 90 days": "●",
    "In date": "✓",
    "No evidence": "○",
    "Partly": "◐",
    "Evidence complete": "✓",
    "Not applicable": "–",
}

# A status that has a place in time is drawn as the sign of its words.
_DRAWN = {
    "◆": ("late", Markup('<path{} d="M0 1l8 8-8 8-8-8z"/>')),
    "◇": ("none", Markup('<path{} d="M0 2l7 7-7 7-7-7z"/>')),
    "○": ("open", Markup('<circle{} cy="9" r="6"/>')),
    "●": ("soon", Markup('<circle{} cy="9" r="6.5"/>')),
    "✓": ("ok", Markup('<polyline{} points="-7 9-2 14 7 3"/>')),
}


@dataclass(frozen=True)
class Bar:
    label: str
    share: float  # 0 to 1
    words: str
    below: bool  # below the target, as far as is known
    perhaps: bool = False  # what cannot be told may bring it to the target
    most: float | None = None  # of a range, its upper end; `share` is the lower one

    @property
    def heard(self) -> str:
        if not self.below:
            return "target met"
        return "may be below target" if self.perhaps else "below target"


@dataclass(frozen=True)
class Dot:
    label: str
    days: int | None  # left until the review is due; negative when overdue
    words: str
    due: str


def bars(name: str, caption: str, column: str, rows: Sequence[Bar], target: float, key: str) -> Markup:
    """Ranked bars from zero with a target line. The bar of a range runs from one end to the other."""
    drawn = [
        Markup('<rect{kind}{start} width="{width}"/>{line}').format(
            kind="" if row.below else Markup(' class="met"'),
            start="" if row.most is None else Markup(' x="{}"').format(_percent(row.share)),
            width=_percent(row.share if row.most is None else row.most - row.share),
            line=line,
        )
        for row, line in zip(rows, _lines(name, _percent(target)), strict=False)
    ]
    return _figure(name, caption, ("Policy", "Share against the target", column), rows, drawn, key)


def dots(name: str, caption: str, rows: Sequence[Dot], key: str) -> Markup:
    """Marks against the as-at line: left of it overdue, right of it still in date."""
    days = [row.days for row in rows if row.days is not None]
    low, high = min([0, *days]), max([1, *days])
    width = (high - low) or 1

    def place(day: float) -> str:
        # A margin on both sides, so that a mark at the edge is whole. A mark is wider than one per cent.
        return _percent(round(0.03 + 0.94 * (day - low) / width, 2))

    drawn = []
    marks = {sign: _marks(name, *mark) for sign, mark in _DRAWN.items()}
    for row, line in zip(rows, _lines(name, place(0)), strict=False):
        if row.days is None:
            drawn.append(line)
            continue
        stem = Markup('<line x1="{}" x2="{}"/>').format(place(0), place(row.days))
        drawn.append(stem + line + next(marks[row.words[0]]).format(place(row.days)))
    return _figure(name, caption, ("Policy", "Review date against the as-at date", "Status"), rows, drawn, key)


def status_words(status: str, days: int | None) -> str:
    """A status with its shape and its days.

    >>> status_words("Overdue", -80), status_words("In date", 285)
    ('◆ Overdue by 80 days', '✓ In date, 285 days left')
    """
    mark = f"{SHAPES[status]} {status}"
    if days is None:
        return mark
    count = counted(abs(days), "day")
    if days < 0:
        return f"{mark} by {count}"
    if not days:
        return f"{SHAPES[status]} Due today" if status.startswith("Due") else f"{mark}, until today"
    return f"{SHAPES[status]} Due in {count}" if status.startswith("Due") else f"{mark}, {count} left"


def _figure(
    name: str,
    caption: str,
    headings: Sequence[str],
    rows: Sequence[Bar | Dot],
    drawn: Sequence[Markup],
    key: str,
) -> Markup:
    # What a drawing adds for the eye, its cell says to the ear.
    said = [row.due if isinstance(row, Dot) else row.heard for row in rows]
    head = joined(Markup("<th scope=col>{}").format(heading) for heading in headings)
    body = joined(
        Markup("<tr><th scope=row>{}<td><svg aria-hidden=true>{}</svg><span>{}</span><td>{}").format(
            row.label, drawing, heard, row.words
        )
        for row, drawing, heard in zip(rows, drawn, said, strict=True)
    )
    return Markup(
        '<table class="fig" id="{}"><caption>{}</caption><thead class="vh"><tr>{}</thead><tbody>{}</tbody></table>{}'
    ).format(name, caption, head, body, paragraph(key))


def _lines(name: str, place: str) -> Iterator[Markup]:
    """The line that all rows are measured by: drawn in the first one, and the same again in each of the others."""
    drawn = name.replace("figure-", "l")
    yield Markup('<line id="{0}" class="mark" x1="{1}" x2="{1}" y1="-3" y2="21"/>').format(drawn, place)
    while True:
        yield Markup('<use href="#{}"/>').format(drawn)


def _marks(name: str, kind: str, shape: Markup) -> Iterator[Markup]:
    """A mark to be put in its place: drawn where it is first met, and the same again from then on."""
    drawn = name.replace("figure-", kind)
    yield Markup('<svg x="{{}}">{}</svg>').format(shape.format(Markup(' id="{}" class="{}"').format(drawn, kind)))
    while True:
        yield Markup('<use href="#{}" x="{{}}"/>').format(drawn)


def _percent(part: float) -> str:
    return f"{100 * part:.1f}".removesuffix(".0") + "%"
