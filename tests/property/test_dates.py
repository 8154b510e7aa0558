"""What must hold of every date, however it is written."""

from collections.abc import Callable
from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st

from govstats.periods import academic_year, parse_date, parse_frequency, possible_orders
from govstats.periods.words import MONTHS

ORDINALS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}


def month(day: date) -> str:
    return MONTHS[day.month - 1]


def years(day: date) -> tuple[int, int]:
    start, end = academic_year(day)
    return start.year, end.year


def season(day: date) -> str:
    return "Spring" if day.month < 3 else "Summer" if 5 <= day.month < 8 else "Autumn"


WRITERS: list[Callable[[date], str]] = [
    lambda day: f"{day:%d/%m/%Y}",
    lambda day: f"{day.day}.{day.month}.{day:%y}",
    lambda day: f"{day:%d-%m-%Y}",
    lambda day: f"{day:%Y-%m-%d}",
    lambda day: f"{day:%Y-%m-%d}T12:00:00Z",
    lambda day: f"{day:%d/%m/%Y} 23:59",
    lambda day: f"{day.day}-{month(day)[:3]}-{day:%y}",
    lambda day: f"{day.day}{ORDINALS.get(day.day, 'th')} {month(day)} {day.year}",
    lambda day: f"{month(day)} {day.day}{ORDINALS.get(day.day, 'th')}, {day.year}",
    lambda day: f"{day.day} {month(day)[:3]} \N{RIGHT SINGLE QUOTATION MARK}{day:%y}",
    lambda day: f"{month(day)} {day.year}; ",
    lambda day: f"{month(day)[:3]}-{day:%y}",
    lambda day: f"{month(day)} {day:%y}",
    lambda day: f"{day:%Y-%m}",
    lambda day: f"{day:%m/%Y}",
    lambda day: f"{day.year}",
    lambda day: f"early {day.year}",
    lambda day: f"{day.year}-{day.year + 3}",
    lambda day: "{}/{}".format(*years(day)),
    lambda day: f"academic year {years(day)[0]}-{years(day)[1] % 100:02}",
    lambda day: f"as required, and no later than {month(day)} {day.year}",
]

days = st.dates(date(1969, 1, 1), date(2064, 12, 31))
shapes = st.sampled_from(WRITERS)


@given(days, shapes)
def test_a_day_written_in_any_shape_comes_back_in_its_interval(day: date, write: Callable[[date], str]) -> None:
    found = parse_date(write(day))
    assert found.latest is not None
    assert (found.earliest or date.min) <= day <= found.latest


@given(days.filter(lambda day: day.month not in (3, 4, 8)))
def test_a_day_lies_in_its_term(day: date) -> None:
    found = parse_date(f"{season(day)} {day.year}")
    assert found.on_or_before(day) is None or found.latest == day
    assert found.overlaps(parse_date(day)) is True


@given(days)
def test_month_first_dates_come_back(day: date) -> None:
    written = f"{day.month}/{day.day}/{day:%y} 8:05:00"
    found = parse_date(written, month_first=True)
    assert (found.earliest, found.latest) == (day, day)
    assert possible_orders(written) == ("either" if day.day <= 12 else "month first")


@given(st.dates(), st.booleans())
@example(date(2025, 1, 9), True)
def test_no_iso_date_is_ever_flipped(day: date, month_first: bool) -> None:
    assert parse_date(day.isoformat(), month_first=month_first).earliest == day


@given(days, shapes, st.integers(-1200, 1200))
def test_adding_months_never_shifts_the_precision(day: date, write: Callable[[date], str], months: int) -> None:
    before = parse_date(write(day))
    after = before.plus_months(months)
    assert after.precision == before.precision
    assert after.known == before.known
    if before.precision in ("month", "year", "academic year", "range"):
        assert after.plus_months(-months).latest == before.latest


@given(days, shapes, st.integers(-40, 40))
def test_what_is_said_reads_back_as_the_same_days(day: date, write: Callable[[date], str], months: int) -> None:
    moved = parse_date(write(day)).plus_months(months)
    again = parse_date(moved.text)
    assert (again.earliest, again.latest) == (moved.earliest, moved.latest)


words = "autumn spring 1 2 31 2025 25 '25 / - . , by before no later than to end of sept may T Z :"
fragments = st.lists(st.sampled_from([*words.split(), " ", "08:00", "(", ")"])).map(" ".join)


@given(st.text() | fragments | st.floats() | st.integers() | st.datetimes(timezones=st.timezones()))
@example("before 0001-01-01")
@example("0001-01-01T00:00:00+14:00")
def test_whatever_stands_in_a_cell_is_read_without_an_error(cell: object) -> None:
    found = parse_date(cell)
    assert found.known or found.earliest is None
    assert found.in_words()
    assert parse_frequency(cell).months != 0
    assert possible_orders(cell)
