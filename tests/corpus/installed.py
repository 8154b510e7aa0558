"""Fixtures that ship inside other packages."""

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

from tests.corpus import npm
from tests.corpus.books import excel
from tests.corpus.entry import Awkward, Read, Refused, staff
from tests.corpus.people import HEADINGS, delimited

SPECTRUM = {
    "comma_in_quotes": "a comma within quotation marks",
    "empty": "empty cells",
    "empty_crlf": "empty cells, Windows line ends",
    "escaped_quotes": "doubled quotation marks",
    "json": "JSON in a cell",
    "location_coordinates": "degrees and minutes, in broken letters",
    "newlines": "line ends in cells",
    "newlines_crlf": "line ends in cells, Windows line ends",
    "quotes_and_newlines": "quotation marks and line ends",
    "simple": "three columns",
    "simple_crlf": "three columns, Windows line ends",
    "utf8": "letters far from Latin",
}
STATSMODELS = {
    "datasets/committee/committee.csv": "committees, with a column STAFF",
    "datasets/fair/fair.csv": "a survey of 6,000 answers",
    "datasets/heart/heart.csv": "survival times",
    "datasets/interest_inflation/E6_jmulti.csv": "numbers apart by spaces, no headings",
    "datasets/macrodata/src/macrodata.xls/macrodata.xls": "an .xls of the economy",
    "datasets/modechoice/src/TableF18-2.csv": "choices of transport",
    "datasets/randhie/src/randhie.csv": "3.7 MB of visits to doctors",
    "datasets/scotland/src/scotvote.csv": "quoted headings apart by spaces",
    "datasets/strikes/strikes.csv": "spaces after commas",
    "iolib/tests/stata_dates.csv": "dates as bare numbers",
    "datasets/elnino/elnino.csv": "a month a column",
}
NUMPY = {
    "_core/tests/data/umath-validation-set-exp.csv": "comment lines and hexadecimal numbers",
    "random/tests/data/pcg64-testset-1.csv": "large hexadecimal numbers",
}
UNKNOWN = Refused("not recognised")


def shipped(package: str, path: str) -> Callable[[], bytes]:
    return lambda: Path(str(files(package))).joinpath(path).read_bytes()


def named_naughtily() -> list[tuple[str, ...]]:
    return [HEADINGS, *((str(n), name, name, "13/01/2021") for n, name in enumerate(npm.naughty_strings()))]


def naughty_workbook() -> bytes:
    def write(_: Any, page: Any) -> None:
        for number, row in enumerate(named_naughtily()):
            for place, cell in enumerate(row):
                page.write_string(number, place, cell)

    return excel(write)


def dated_naughtily() -> bytes:
    rows = ((str(n), "Ada", "Cook", text) for n, text in enumerate(npm.naughty_strings(), 1))
    return delimited([HEADINGS, ("0", "Bo", "Cook", "13/01/2021"), *rows]).encode()


def signed_naughtily() -> bytes:
    rows = ((str(n), text, text, text) for n, text in enumerate(npm.naughty_strings()))
    headings = ("ID", "Staff Number", "Policy", "Date signed")
    return delimited([headings, ("0", "4217", "Social media", "13/01/2021"), *rows]).encode()


# As many as the release has that package-lock.json names.
NAUGHTY = 485
PACKAGES = (
    *(
        Awkward(
            f"csv-spectrum-{name.replace('_', '-')}.csv",
            f"csv-spectrum: {what}",
            "",
            lambda name=name: npm.spectrum(f"{name}.csv"),
            (UNKNOWN,),
            needs="npm",
        )
        for name, what in SPECTRUM.items()
    ),
    *(
        Awkward(f"statsmodels-{Path(path).name}", f"statsmodels: {what}", "", shipped("statsmodels", path), (UNKNOWN,))
        for path, what in STATSMODELS.items()
    ),
    *(
        Awkward(f"numpy-{Path(path).name}", f"numpy: {what}", "", shipped("numpy", path), (UNKNOWN,))
        for path, what in NUMPY.items()
    ),
)
STRINGS = (
    staff(
        "naughty-names.csv",
        "the big list of naughty strings as names and roles",
        lambda: delimited(named_naughtily()).encode(),
        Read(NAUGHTY),
        needs="npm",
    ),
    staff("naughty-names.xlsx", "the same in a workbook", naughty_workbook, Read(NAUGHTY), needs="npm"),
    staff(
        "naughty-dates.csv",
        "naughty strings as start dates, of which none is one",
        dated_naughtily,
        Read(1, NAUGHTY),
        needs="npm",
    ),
    Awkward(
        "naughty-signatures.csv",
        "naughty strings in every cell of the signatures",
        "acknowledgements",
        signed_naughtily,
        (Read(1, NAUGHTY),),
        needs="npm",
    ),
    Awkward(
        "naughty-headings.csv",
        "naughty strings as headings",
        "",
        lambda: delimited([npm.naughty_strings()] * 2).encode(),
        (UNKNOWN,),
        needs="npm",
    ),
)
FILES = (*PACKAGES, *STRINGS)
