"""What a notebook shows where its page is all that is wanted: the same, without figures that no page shows."""

from govstats.exhibits import Report
from govstats.exhibits.exhibit import PLOTLY
from tests.unit.made_up import release


def test_no_figure_is_drawn_for_a_page() -> None:
    report = Report(release({"Ashgrove": (40, 50), "Birchwood": (30, 50)}))
    for_pages = report.for_pages()
    drawn = [name for name, exhibit in report.items() if exhibit and exhibit.figure is not None]
    assert "coverage" in drawn
    assert {name: each and each.html for name, each in for_pages.items()} == {
        name: each and each.html for name, each in report.items()
    }
    for name in drawn:
        for shown, has_figure in ((report[name], True), (for_pages[name], False)):
            assert shown is not None
            bundle, mark = shown._repr_mimebundle_()
            assert (PLOTLY in bundle) is has_figure
            assert mark["govstats"]["exhibit"] == name
