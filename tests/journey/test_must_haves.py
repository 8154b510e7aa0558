"""What a page of any organisation is held to and no browser is needed for: whole when stripped, true to its drawings,
read with ease.
"""

import re
from collections.abc import Iterator
from functools import cache, partial

import pyphen
import pytest

from tests.journey.form_rules import faults_of
from tests.journey.pages import GovernorPage
from tests.journey.spoken import Spoken
from tests.journey.stripped import facts_of, stripped

pytestmark = pytest.mark.xdist_group("browser")  # who makes the pages

# The grade is to be 8 or less. Against a dictionary of American speech, pyphen hears words as too short: by 2 grades.
GRADE = 8 - 2
PROSE = ("h1", "h2", "h3", "p", "li")
WORD = re.compile(r"[^\W_][\w'’.,%]*")


def test_every_fact_survives_without_script_style_drawings_and_pictures(pages: list[GovernorPage]) -> None:
    for page in pages:
        shown = [fact for exhibit in page.exhibits.values() for fact in facts_of(exhibit)]
        assert len(shown) > 20
        assert facts_of(stripped(page.html)) == shown, page.of


def test_a_row_says_in_words_what_is_drawn_in_it(pages: list[GovernorPage]) -> None:
    for page in pages:
        figures = re.findall(r"<table class=fig .*?</table>", page.html, re.S)
        faults = [fault for figure in figures for fault in (*untrue_bars(figure), *untrue_dots(figure))]
        assert not faults, page.of


def rows_of(figure: str, mark: str) -> Iterator[tuple[str, re.Match[str]]]:
    """The rows of a figure that have a mark, in words, with it."""
    for row in figure.split("<tr><th scope=row>")[1:]:
        if found := re.search(mark, row):
            yield re.sub(r"<[^>]*>", " ", row), found


def untrue_bars(figure: str) -> Iterator[str]:
    """Bars that do not end where the count in words says."""
    for words, bar in rows_of(figure, r"<rect class=\w+(?: x=([\d.]+)%)? width=([\d.]+)%"):
        [(most, of)] = re.findall(r"(?:to )?([\d,]+) of ([\d,]+)", words)
        ends = float(bar[1] or 0) + float(bar[2])
        if abs(ends - 100 * int(most.replace(",", "")) / int(of.replace(",", ""))) > 0.11:
            yield f"a bar that ends at {ends}: {words}"


def untrue_dots(figure: str) -> Iterator[str]:
    """Dots that do not lie as far from the line as the days in words say."""
    drawn = []
    lines = re.findall(r"class=mark x1=([\d.]+)%", figure)  # drawn in the first row, and used again in the others
    for words, dot in rows_of(figure, r"(?:<svg|<use href=[^ ]+) x=([\d.]+)%"):
        days = re.search(r"(Overdue by |Due in )?(\d+) days?(?: left)?\s*$", words)
        signed = 0 if days is None else int(days[2]) * (-1 if days[1] == "Overdue by " else 1)
        drawn.append((signed, float(dot[1]) - float(lines[0]), words))
    longest = max(drawn, key=lambda each: abs(each[0]), default=None)
    for days, away, words in drawn:
        if longest and longest[0] and abs(away - longest[1] * days / longest[0]) > 0.2:
            yield f"a dot {away} from the line: {words}"


def test_the_words_of_a_page_are_of_grade_8_or_less(pages: list[GovernorPage]) -> None:
    grades = {page.of: grade(page) for page in pages}
    assert not {of: found for of, found in grades.items() if found > GRADE}


def grade(page: GovernorPage) -> float:
    """Flesch and Kincaid's grade of headings, paragraphs and items. Names are taken out; a figure is a short word."""
    lines = [line for exhibit in page.exhibits.values() for line in Spoken(exhibit).lines if line.kind in PROSE]
    sentences = [
        words for line in lines for each in line.sentences if (words := WORD.findall(unnamed(each, page.names)))
    ]
    words = [word for each in sentences for word in each]
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def unnamed(text: str, names: list[str], word: str = "") -> str:
    return any_of(tuple(names)).sub(word, text)


@cache
def any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")


@cache
def syllables(word: str) -> int:
    return 1 if re.search(r"\d", word) else len(pyphen.Pyphen(lang="en_GB").positions(word)) + 1


def test_every_sentence_is_well_formed_and_of_25_words_or_fewer(pages: list[GovernorPage]) -> None:
    faults = [
        f"{page.of}, {name}: {fault}"
        for page in pages
        for name, exhibit in page.exhibits.items()
        for fault in faults_of(Spoken(exhibit), partial(unnamed, names=page.names, word="Name"))
    ]
    assert not faults, "\n".join(faults)
