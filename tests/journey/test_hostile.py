"""Organisations whose people, schools and policies are called what nobody should be: no name gets into a pack.

40 of them in the ordinary run, 500 under `make test-all`.
"""

import html
import json
import random
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

import pytest

import govstats
from govstats.exhibits import Report
from govstats.reports.files import new_run, safe_name
from govstats.reports.gate import Cause, Gate, Intended
from govstats.reports.pack import measures_text
from govstats.reports.page import page_of
from tests.examples import EXAMPLES
from tests.journey.office import contents
from tests.journey.office import govstats as command
from tests.journey.organisations import AS_AT, CALENDAR, MEETINGS, TERM, Rows, policy, signed, table
from tests.spec.folder import write_folder

ORGANISATIONS = min(500, max(40, EXAMPLES // 20))
EACH = 5  # a test makes so many, so that workers share the work


def plain(text: str) -> str:
    """Lower case, without accents, marks of direction and punctuation: the search of this test, not of the gate."""
    kept = (c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c) not in ("Mn", "Cf"))
    return " ".join(re.findall(r"[^\W_]+", "".join(kept).casefold()))


NAMES = [
    "Will", "May Hope", "Mark Grant", "Grant Will", "Autumn Term", "Bill", "Rose Bond", "Faith Head", "Art Day",
    "Data Protection", "Lone Working", "Review Date", "Staff Policy", "Not Applicable", "Full Body",
    "<b>Wren</b> Osgood", "<script>alert('Kestrel')</script>", "<img src=x onerror=Quillon>", "--> Brackley <!--",
    "=HYPERLINK(\"Fenwick\")", "+Tarrant", "-Ullock", "@Vosper", "\tPellow", "{{ Quenby }}", "${Yarrow}", "%41rbuthnot",
    "Le\u200fvi Dan\u202ea", "\u202eHsoj Kram", "Zoë D'Arcy-Ngozi", "Siân O’Neill", "Łukasz Wŏn", "Ng", "A", "B C",
    "I V", "🦉 Owl", "🦉", "🏫", "🎒", "Nicholas" * 40 + " Featherstonehaugh", "de la Cruz y Montoya, Ana",
    "null", "None", "nan", "TRUE",
    "&lt;Pemberton&gt;", "&#87;ill", "Robert'); DROP TABLE staff;--", "王小明", "محمد علي", "O'O", "١٢٣",
]  # fmt: skip
TITLES = [
    "Data protection", "Lone working", "Complaints", "Mark and grant", "<i>Online</i> safety", "=1+1", "Staff code",
    "Behaviour & welfare", "Will", "Policy on 142 things", "May", "\u202eytefas", "🎒 Trips", "A", "A" * 120,
]  # fmt: skip
SCHOOLS = [
    "../../x", "CON", "aux.txt", "St John's / Nursery", "St John’s Nursery", "A" * 300, "🏫", "Elm.", "ELM", "Elm ",
    "\u202eklO", "nul", "C:\\Elm", "élm", "e\u0301lm", "<b>Oak</b>", "School of Hope", ".", "..", "COM1", "-",
]  # fmt: skip
# Two schools of one organisation are not called the same, and the settings are written without escapes.
ONE_EACH = [name for name in {plain(name): name for name in SCHOOLS if name.strip("-. ")}.values() if "\\" not in name]
NUMBERS = ["142", "7", "01", "12", "2025", "9", "18", "40", "000007", "100", "A1", "x", "20251219", "3.5", "4.1", "95"]


@dataclass(frozen=True)
class Hostile:
    pages: dict[str, str]
    measures: str
    gate: Gate
    names: list[str]
    addresses: list[str]
    titles: set[str]


def made(seed: int, folder: Path) -> Hostile:
    """An organisation of one or two schools with 9 to 16 people, and the pages of its report."""
    chance = random.Random(seed)
    schools = chance.sample(ONE_EACH, chance.choice((1, 2)))
    titles = chance.sample(TITLES, 3)
    names, numbers = chance.sample(NAMES, chance.randint(9, 16)), chance.sample(NUMBERS, 16)
    people: Rows = [
        {"person_id": number, "name": name, "email": f"p{number}.x@elm.example", "school": chance.choice(schools),
         "start_date": chance.choice(("2020-09-01", "2025-09-01")), "staff_type": "Employee"}
        for name, number in zip(names, numbers, strict=False)
    ]  # fmt: skip
    signing = chance.sample(people, chance.randint(0, len(people)))
    write_folder(
        folder,
        [
            table(source, rows)
            for source, rows in {
                "organisation": [{"name": schools[0]}],
                "schools": [{"name": school} for school in schools],
                "calendar": CALENDAR,
                "meetings": MEETINGS,
                "staff": people,
                "policies": [policy(title, "2024-03-20", "2025-03-20", owner=chance.choice(names)) for title in titles],
                "acknowledgements": signed(signing or people[:1], titles[:2]),
            }.items()
        ],
    )
    organisation = govstats.load(folder)
    release = organisation.report(organisation.term(TERM), as_at=AS_AT).published
    return Hostile(
        {school: page_of(Report(release, school)) for school in ("", *(release.schools if len(schools) > 1 else ()))},
        measures_text(release.counts),
        Gate(organisation, release),
        list(organisation.records.staff["name"]),
        list(organisation.records.staff["email"]),
        {plain(text) for text in (*titles, *schools)},
    )


def faults(hostile: Hostile, folder: Path) -> list[str]:
    """What the gate says of files that were not touched, and which names another search finds."""
    found = []
    for school, page in hostile.pages.items():
        path = folder / "page.html"
        path.write_text(page, "utf-8")
        found += [each.said for each in hostile.gate.search(path, Intended(page, ".html", school))]
        words = f" {plain(re.sub(r'<style.*?</style>|<[^>]*>', ' | ', page, flags=re.S))} "
        for title in hostile.titles:  # a name may begin at the end of one, and end in the words of the page
            words = words.replace(f" {title} ", f" | {title} | ")
        found += [address for address in hostile.addresses if address in page]
        found += [f"U+{ord(mark):04X}" for mark in page if unicodedata.category(mark) == "Cf"]
        # A name that is a title, or of words of the page, may be there as such.
        whole = [name for name in map(plain, hostile.names) if name.count(" ") and name not in hostile.titles]
        found += [
            name for name in whole if f" {name} " in words and name not in ("review date", "not applicable", "i v")
        ]
    path = folder / "measures.csv"
    path.write_text(hostile.measures, "utf-8")
    return found + [each.said for each in hostile.gate.search(path, Intended(hostile.measures, ".csv"))]


def leaks(value: str) -> dict[str, tuple[str, str]]:
    """A value planted in every kind of place of a page: what is replaced, and by what."""
    shown, half = html.escape(value), len(value) // 2
    coded = "".join(f"&#{ord(letter)};" for letter in value)
    end = "</main>"
    return {
        "text": (end, f"<p>{shown}</p>{end}"),
        "cell": (end, f"<table><tr><td>{shown}</td></tr></table>{end}"),
        "attribute": (end, f'<p title="{shown}">x</p>{end}'),
        "comment": (end, f"<!-- {shown.replace('--', '')} -->{end}"),
        "script": (end, f"<script>a('{value.replace('<', '')}')</script>{end}"),
        "style": ("</style>", f"/* {value.replace('<', '')} */</style>"),
        "title": ("</title>", f" {shown}</title>"),
        "meta": ("<title>", f'<meta name="author" content="{shown}"><title>'),
        "data attribute": (end, f'<p data-x="{shown}">x</p>{end}'),
        "spoken": (end, f'<p aria-label="{shown}">x</p>{end}'),
        "alternative text": (end, f'<img alt="{shown}">{end}'),
        "entities": (end, f"<p>{coded}</p>{end}"),
        "per cents": (end, f'<a href="#{quote(value)}">x</a>{end}'),
        "over tags": (end, f"<p>{html.escape(value[:half])}<b>{html.escape(value[half:])}</b></p>{end}"),
        "capitals": (end, f"<p>{html.escape(value.upper())}</p>{end}"),
        "backwards": (end, f"<p>{html.escape(' '.join(reversed(value.split())))}</p>{end}"),
        "no accents": (end, f"<p>{html.escape(plain(value))}</p>{end}"),
    }


def missed(hostile: Hostile, chance: random.Random, folder: Path) -> list[str]:
    """The planted leaks that the gate let pass. A name of single letters could be any letter, and is none to find."""

    def found(path: Path, intended: Intended) -> bool:
        # That the file is another is found for itself; here the name has to be.
        return any(each.cause is Cause.PERSON for each in hostile.gate.search(path, intended))

    told = [name for name in hostile.names if any(len(word) > 1 and not word.isdigit() for word in plain(name).split())]
    value = chance.choice([name for name in told if "\u202e" not in name and "&" not in name and "%" not in name])
    school, page = chance.choice(sorted(hostile.pages.items()))
    path, lost = folder / "page.html", []
    for place, (before, after) in leaks(value).items():
        path.write_text(page.replace(before, after, 1), "utf-8")
        if not found(path, Intended(page, ".html", school)):
            lost.append(f"{value[:40]!r} in {place}")
    path = folder / "measures.csv"
    for place, text in (
        ("a cell", f'{hostile.measures}"{value}",,\n'),
        ("a heading", hostile.measures.replace("\n", f',"{value}"\n', 1)),
    ):
        path.write_text(text, "utf-8")
        if not found(path, Intended(hostile.measures, ".csv")):
            lost.append(f"{value[:40]!r} in {place}")
    return lost


@pytest.mark.parametrize("first", range(0, ORGANISATIONS, EACH))
def test_no_name_is_in_a_pack_and_no_leak_gets_out(first: int, tmp_path: Path) -> None:
    for seed in range(first, first + EACH):
        folder = tmp_path / str(seed)
        folder.mkdir()
        hostile = made(seed, folder)
        assert not faults(hostile, tmp_path), f"organisation {seed}"
        assert not missed(hostile, random.Random(seed), tmp_path), f"organisation {seed}"


def test_a_file_of_any_school_lands_in_the_folder_of_the_run(tmp_path: Path) -> None:
    taken: set[str] = set()
    with new_run(tmp_path) as making:
        names = [safe_name(school, taken) for school in SCHOOLS]
        for name in names:
            (making / f"{name}.html").write_text("x", "utf-8")
        assert len(list(making.iterdir())) == len(SCHOOLS)
        assert {path.parent for path in making.rglob("*")} == {making}
    assert len({unicodedata.normalize("NFKD", name).casefold() for name in names}) == len(SCHOOLS)
    for name in names:
        assert re.fullmatch(r"[\w-]{1,70}", name), name
        assert name.split("-")[0].casefold() not in {"con", "nul", "aux", "com1"} or "-" in name
        assert not any(unicodedata.category(letter) in ("Cf", "So") for letter in name)
        assert quote(name) and not name.endswith(("-", ".", " "))


# Of one federation: outside the folder, a device, a slash, as long as can be, pictures, dots, and capitals.
FEDERATION = ["../../x", "CON", "St John's / Nursery", "St John’s Nursery", "A" * 300, "🦉🏫", "Elm.", "ELM"]


def test_each_school_has_its_own_page_in_the_folder_of_the_run(tmp_path: Path) -> None:
    """From the command to the files; a page leads nowhere but into itself."""
    folder = tmp_path / "office" / "exports"
    folder.mkdir(parents=True)
    everybody = [
        {"person_id": f"{place}-{number}", "school": name, "start_date": "2020-09-01"}
        for place, name in enumerate(FEDERATION)
        for number in range(6)
    ]
    sources = {
        "organisation": [{"name": "../../x"}],
        "schools": [{"name": name} for name in FEDERATION],
        "calendar": CALENDAR,
        "staff": everybody,
        "policies": [policy("Complaints", "2024-03-20", "2025-03-20")],
        "acknowledgements": signed(everybody[::2], ["Complaints"]),
    }
    write_folder(folder, [table(source, rows) for source, rows in sources.items()])
    before = contents(tmp_path)
    words = ("report", "exports", "--term", TERM, "--as-at", AS_AT.isoformat(), "--no-pdf", "--out", "packs", "--json")
    answer = command(*words, cwd=folder.parent)
    assert answer.code == 0, answer.err

    [run] = (folder.parent / "packs").iterdir()
    made = {path.relative_to(tmp_path).as_posix() for path in run.rglob("*")}
    remembered = {f"office/exports/.govstats{each}" for each in ("", "/people.csv", "/releases.csv")}
    assert contents(tmp_path).keys() - before.keys() == made | remembered | {"office/packs", "office/packs/" + run.name}
    pages = {
        file["school"]: Path(file["path"])
        for file in json.loads(answer.out)["files"]
        if file["kind"] == "governor_html"
    }
    assert pages.keys() == {None, *FEDERATION}
    assert {path.parent for path in pages.values()} == {run / "for-governors"}
    assert len({path.name.casefold() for path in pages.values()}) == len(pages)
    for school, path in pages.items():
        assert re.fullmatch(r"[\w-]{1,70}\.html", path.name)
        page = path.read_text("utf-8")
        [subject] = re.findall(r"<p class=org>(.*?)<p", page)
        assert html.unescape(subject) == (f"{school}, part of ../../x" if school else "../../x")
        for link in re.findall(r'(?:href|src)="?([^">\s]*)', page):
            assert link.startswith("#") and f"id={link[1:]}" in page
    listed = json.loads((run / "manifest.json").read_text("utf-8"))["outputs"]
    assert {run / each["path"] for each in listed} >= set(pages.values())
    index = (run / "index.html").read_text("utf-8")
    found = re.findall(r'<a href="?([^"#>\s]+)"?>(.*?)<', index)
    links = [(html.unescape(name), run / unquote(link)) for link, name in found]
    assert {path for _, path in links} == {path for path in run.rglob("*") if path.is_file()} - {run / "index.html"}
    assert {(school or "../../x", path) for school, path in pages.items()} <= {*links}


# Arabic, Urdu, Persian with its joiner, Hebrew; with numbers and Latin letters within.
FROM_RIGHT = ["حفاظتی پالیسی", "سياسة 2025-2026 الحماية", "کتاب‌ها IT v2", "מדיניות 12 (3)"]


def test_names_that_run_from_right_to_left_are_printed_as_they_are(tmp_path: Path) -> None:
    """With its PDF: a browser draws such a text in another order than the page has it."""
    people: Rows = [
        {"person_id": f"P{number}", "school": "مدرسة السلام", "start_date": "2020-09-01"} for number in range(9)
    ]
    sources = {
        "organisation": [{"name": "مدرسة السلام"}],
        "schools": [{"name": "مدرسة السلام"}],
        "calendar": CALENDAR,
        "staff": people,
        "policies": [policy(title, "2024-03-20", "2025-03-20") for title in FROM_RIGHT],
        "acknowledgements": signed(people[::2], FROM_RIGHT),
    }
    write_folder(tmp_path, [table(source, rows) for source, rows in sources.items()])
    answer = command("report", ".", "--term", TERM, "--as-at", AS_AT.isoformat(), "--json", cwd=tmp_path)
    assert answer.code == 0, answer.err
    assert "governor_pdf" in {file["kind"] for file in json.loads(answer.out)["files"]}


def test_two_schools_that_capitals_alone_tell_apart_are_one_name(tmp_path: Path) -> None:
    write_folder(tmp_path, [table("schools", [{"name": "Elm"}, {"name": "ELM"}])])
    with pytest.raises(govstats.errors.MustFix, match="Two schools are called"):
        govstats.load(tmp_path)
