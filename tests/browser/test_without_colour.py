"""What a page tells without colour, as on a black and white printer: marks by shape, outline or lightness, a status
by shape and word. Two looks are told apart at a contrast of 3 to 1 (WCAG 2.2, success criterion 1.4.11).
"""

import re
from itertools import combinations
from typing import NamedTuple

import pytest

from govstats.exhibits.marks import SHAPES
from govstats.exhibits.markup import SHORTHAND
from tests.browser.conftest import OpenPage
from tests.journey.pages import FEDERATION, GovernorPage
from tests.journey.stripped import facts_of

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SEEN = 3
WITH_MARKS = (FEDERATION, "all covered")  # together they have every kind of mark
KINDS = {"below", "met", "late", "ok", "soon", "mark"}
# What a stem leads to says all that the stem says, so only bars and marks with a kind of their own are looked at. A bar
# without one is below the target.
LOOKS = """() => [...document.querySelectorAll(".fig svg :is([class], rect)")].map(mark => {
  const look = getComputedStyle(mark), field = getComputedStyle(mark.closest("td > svg")).backgroundColor;
  const clear = field === "rgba(0, 0, 0, 0)";
  return [mark.getAttribute("class") ?? "below", mark.tagName, look.fill, look.stroke,
    clear ? getComputedStyle(document.body).backgroundColor : field];
})"""


class Look(NamedTuple):
    """How a mark is drawn, and on what."""

    kind: str
    shape: str
    fill: str
    outline: str
    field: str

    @property
    def seen(self) -> float:
        """The contrast with what it is drawn on, of its body or of its outline."""
        drawn = (self.outline,) if self.shape == "line" else (self.fill, self.outline)
        return max(contrast(colour, self.field) for colour in drawn if colour != "none")


def lightness(colour: str) -> float:
    """The relative luminance of "rgb(18, 67, 109)"."""
    parts = (int(part) / 255 for part in re.findall(r"\d+", colour)[:3])
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((lightness(one), lightness(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.fixture(scope="module", params=[False, True], ids=["light", "dark"])
def looks(request: pytest.FixtureRequest, pages: list[GovernorPage], open_page: OpenPage) -> set[Look]:
    shown = [page.path for page in pages if page.of in WITH_MARKS]
    return {Look(*look) for path in shown for look in open_page(path, dark=request.param).page.evaluate(LOOKS)}


def test_every_mark_is_seen(looks: set[Look]) -> None:
    assert {look.kind for look in looks} == KINDS
    assert not [look for look in looks if look.seen < SEEN]


def test_marks_that_mean_other_things_look_other(looks: set[Look]) -> None:
    alike = [
        (one, other)
        for one, other in combinations(looks, 2)
        if one.kind != other.kind
        and one.shape == other.shape
        and (one.outline == "none") == (other.outline == "none")
        and contrast(one.fill, other.fill) < SEEN
    ]
    assert not alike


def test_a_status_is_a_shape_and_a_word(pages: list[GovernorPage]) -> None:
    shape_and_word = re.compile(rf"[{''.join({*SHAPES.values()})}] [A-Z]\w+")
    told = [fact.value for page in pages for fact in facts_of(page.html) if fact.item.endswith(", Status")]
    assert len({text.split()[0] for text in told}) > 4
    assert not [text for text in told if text not in SHORTHAND and not shape_and_word.match(text)]
