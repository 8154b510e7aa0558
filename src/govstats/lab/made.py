"""What *Make* shows: how far it has come, then each file with its link, and what to send to whom."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from govstats.exhibits.markup import bullets, joined, paragraph, strong
from govstats.lab.place import Place
from govstats.reports.closing import made_words, not_made, recipients, workbook_of, workbook_words
from govstats.reports.kinds import HTML, PDF, page_in
from govstats.reports.pack import Pack, PackFile

_DETAIL = "  "  # how a line begins that says how far the step of the last line has come
_ABOUT = {
    "measures": "The published figures as a table.",
    "calendar": "Reviews, meetings and days for papers, for a diary.",
    "index": "What there is in the pack, on one page.",
    "manifest": "What was read and how, to check the pack by later.",
}


def progress(lines: Sequence[str]) -> Markup:
    """The steps so far, each with the last that was heard of it."""
    steps: list[list[str]] = []
    for line in lines:
        if line.startswith(_DETAIL) and steps:
            steps[-1][1:] = [line.strip()]
        else:
            steps.append([line.strip()])
    return bullets(joined([words[0], *(Markup("<br>{}").format(each) for each in words[1:])]) for words in steps)


def made(pack: Pack, place: Place, seconds: float) -> Markup:
    """What a run has made, for whom."""
    pages = [_page(pack, page, place) for page in pack.of_kind(*HTML)]
    office = [_file(workbook_of(pack), place, workbook_words(pack)), *_files(pack, place, "calendar")]
    return joined(
        [
            paragraph(f"✓ {made_words(pack)}, in {time_taken(seconds)}.", "verdict good"),
            *(paragraph(f"◆ {words}", "verdict bad") for words in not_made(pack)),
            *_list(recipients(pack), [*pages, *_files(pack, place, "measures")]),
            *_list("Keep in the office", office),
            *_list("To look things up", _files(pack, place, "index", "manifest")),
            paragraph(joined(["All of it is in ", Markup("<code>{}</code>").format(place.named(pack.run)), "."])),
        ]
    )


def time_taken(seconds: float) -> str:
    """How long something took, in words.

    >>> time_taken(0.4), time_taken(41.2), time_taken(130)
    ('1 second', '41 seconds', '2 minutes')
    """
    amount, unit = (round(seconds / 60), "minute") if seconds >= 100 else (max(round(seconds), 1), "second")
    return f"{amount} {unit}{'' if amount == 1 else 's'}"


def _list(title: str, items: Sequence[Markup]) -> Iterator[Markup]:
    yield Markup("<h3>{}</h3>").format(title)
    yield bullets(items)


def _page(pack: Pack, page: PackFile, place: Place) -> Markup:
    printed = [each for each in pack.of_kind(*PDF) if each.path == page.path.with_suffix(".pdf")]
    name = page_in(page.kind, page.school).title(pack.published)
    links = [_link(page, place, "web page", name), *(_link(each, place, "PDF", name) for each in printed)]
    return joined([strong(name), ": ", Markup(" · ").join(links)])


def _files(pack: Pack, place: Place, *kinds: str) -> list[Markup]:
    return [_file(each, place, _ABOUT[kind]) for kind in kinds for each in pack.of_kind(kind)]


def _file(file: PackFile, place: Place, about: str) -> Markup:
    return joined([_link(file, place, file.path.name), f": {about}"])


def _link(file: PackFile, place: Place, words: str, whose: str = "") -> Markup:
    """A link that opens a page and saves anything else; the path alone where no browser can find it."""
    address = place.address_of(file.path)
    if not address:
        return Markup("{} <code>{}</code>").format(words, place.named(file.path))
    opens = Markup('target="_blank" rel="noopener"') if file.path.suffix == ".html" else Markup("download")
    label = Markup(' aria-label="{}: {}"').format(whose, words) if whose else ""
    return Markup('<a href="{}" {}{}>{}</a>').format(address, opens, label, words)
