"""The commands on the demo: what they make, what they say, and that every row is accounted for."""

import html
import json
import re
import sys
import tomllib
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest

from govstats.reports.closing import closing_words
from tests.journey.office import ROOT, TERM, WILLOW, contents, govstats
from tests.journey.organisations import write

# Every row of the demo that is set aside: file | row as Excel shows it | why | what stands there
SET_ASIDE = """
Staff list 19-12-2025.xlsx         |   48 | cell-blank               |
Staff list 19-12-2025.xlsx         |  123 | date-not-real            | 31/02/2024
Staff list 19-12-2025.xlsx         |  167 | row-heading-again        |
Staff list 19-12-2025.xlsx         |  212 | row-total-or-footer      | 12 Columns / 203 Rows
Policy portal acknowledgements.csv |   84 | person-not-on-list       | kdavenport88@homemail.example
Policy portal acknowledgements.csv |  743 | person-not-on-list       | t.ainscough@willowtree.example
Policy portal acknowledgements.csv |  881 | date-not-real            | n/k
Policy portal acknowledgements.csv | 1023 | person-not-on-list       | office@oakfield.example
Policy portal acknowledgements.csv | 1234 | policy-not-in-register   | Lone working
Policy portal acknowledgements.csv | 1235 | policy-not-in-register   | Lone working
Policy portal acknowledgements.csv | 1504 | person-not-on-list       | supply.desk@tempteach.example
Policy portal acknowledgements.csv | 1794 | person-not-on-list       | m.whitlow@willowtree.example
Policy portal acknowledgements.csv | 1858 | policy-not-in-register   | Social media pol
Policy portal acknowledgements.csv | 1859 | policy-not-in-register   | Social media pol
Social networking policy - read and sign(1-168).csv |  92 | person-anonymous |
Social networking policy - read and sign(1-168).csv | 144 | person-anonymous |
Induction log.xlsx                 |   63 | person-not-on-list       | 009999
Induction log.xlsx                 |  133 | several-people-in-a-cell | JS, PK, AM – training session
Induction log.xlsx                 |  222 | date-not-real            | TBC
Incident counts.xlsx               |   22 | date-not-real            | Spring
Incident counts.xlsx               |   76 | row-total-or-footer      | Total
Policy evidence log 2025-26.xlsx   |   16 | date-not-real            | TBC
"""
SHEETS = {
    "Staff list": "Staff",
    "Induction log": "Inductions",
    "Incident counts": "Counts",
    "Policy evidence log": "Evidence",
}
LABELS = {
    "staff": "Staff list",
    "policies": "Policy register",
    "acknowledgements": "Acknowledgements",
    "inductions": "Induction log",
    "incidents": "Incident counts",
    "evidence": "Evidence log",
}


@pytest.fixture(scope="session")
def second_demo(shared, demo_pack):
    """The demo again into the same folder, at the other end of the world, and without --json."""

    def make(folder):
        first = Path(demo_pack["run"])
        before, exports = contents(first), contents(WILLOW)
        there = {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "1"}
        answer = govstats("demo", "--no-pdf", "--out", str(first.parent), cwd=folder, **there)
        assert answer.code == 0, answer.err
        unchanged = contents(first) == before and contents(WILLOW) == exports and not contents(folder)
        return {
            "out": answer.out,
            "err": answer.err,
            "run": str(first.parent / first.name.replace("run-01", "run-02")),
            "kept": unchanged,
        }

    return shared("second-demo", make)


@pytest.fixture(scope="session")
def checked(shared):
    """What `govstats check` finds in the demo's folder: as JSON and in words."""

    def make(folder):
        before = contents(WILLOW)
        told, answer = (govstats("check", str(WILLOW), *option, cwd=folder) for option in ((), ("--json",)))
        assert (told.code, answer.code) == (0, 0), told.err + answer.err
        kept = contents(WILLOW) == before and not contents(folder)
        return {"document": json.loads(answer.out), "words": told.out, "kept": kept}

    return shared("checked", make)


def test_the_answer_in_json_names_every_file_and_its_fingerprint(demo_pack):
    run = Path(demo_pack["run"])
    assert run.is_absolute()
    assert demo_pack["failed"] == []
    assert demo_pack["problems"]["must fix"] == 0
    made = {path: sha256 for path, sha256 in contents(run).items() if sha256}
    told = {Path(file["path"]).relative_to(run).as_posix(): file["sha256"] for file in demo_pack["files"]}
    assert told == made
    assert Counter((file["kind"], file["school"]) for file in demo_pack["files"]) == {
        ("governor_html", None): 1,
        ("trust_html", None): 1,
        ("governor_html", "Oakfield Primary School"): 1,
        ("governor_html", "Beech Lane Primary School"): 1,
        ("governor_html", "Ash Grove Primary School"): 1,
        ("measures", None): 1,
        ("workbook", None): 1,
        ("calendar", None): 1,
        ("index", None): 1,
        ("manifest", None): 1,
    }


def test_what_goes_to_governors_lies_apart_from_what_names_people(demo_pack):
    run = Path(demo_pack["run"])
    assert run.name == "The-Willow-Tree-Federation_Autumn-2025_run-01"
    folders = {file["kind"]: Path(file["path"]).parent.relative_to(run).as_posix() for file in demo_pack["files"]}
    assert folders == {
        "governor_html": "for-governors",
        "trust_html": "for-governors",
        "measures": "for-governors",
        "workbook": "office-only",
        "calendar": "office-only",
        "index": ".",
        "manifest": ".",
    }


def test_the_demo_ends_in_three_lines(second_demo, demo_pack):
    made, send, keep = second_demo["out"].splitlines()
    assert second_demo["run"] in made
    assert "5 governor pages" in made
    assert "Autumn 2025" in made
    names = {Path(file["path"]).name: file["kind"] for file in demo_pack["files"]}
    assert "governors" in send
    assert {name for name in names if name in send} >= {n for n, kind in names.items() if kind.endswith("_html")}
    assert "office" in keep
    assert [name for name in names if name in keep] == ["action-workbook.xlsx"]
    assert f"{demo_pack['problems']['worth checking']} things worth checking" in keep


def test_on_the_way_it_says_which_page_is_done_of_how_many_and_how_long_the_rest_will_take(second_demo):
    first, *pages, writing, searching = second_demo["err"].splitlines()
    assert (first, writing) == ("Making 5 governor pages.", "Writing the action workbook.")
    assert searching.startswith("Searching every file")
    line = re.compile(r"  (\d) of 5: [A-Z][\w ]+?( \(about \d+ (?:second|minute)s? left\))?$")
    told = [(int(found[1]), bool(found[2])) for found in map(line.match, pages) if found]
    assert told == [(1, True), (2, True), (3, True), (4, True), (5, False)]


@pytest.mark.parametrize(("number", "said"), [(0, "0 things"), (1, "1 thing"), (2, "2 things")])
def test_one_thing_worth_checking_is_one_thing(number, said, tmp_path):
    published = SimpleNamespace(term=SimpleNamespace(name="Autumn 2025"), profile="board")
    file = SimpleNamespace(path=tmp_path / "a-file", name="a-file")
    pack = SimpleNamespace(
        of_kind=lambda *_: [file],
        place_of=lambda path: path,
        published=published,
        run=tmp_path,
        problems=[None] * number,
        failed=[],
    )
    assert list(closing_words(pack))[-1].endswith(f"It names people, and lists {said} worth checking.")


def test_a_second_run_overwrites_nothing(second_demo, demo_pack):
    assert second_demo["kept"], "a second run changed the first, its own inputs, or the folder it was called in"
    first, second = Path(demo_pack["run"]), Path(second_demo["run"])
    assert sorted(path.name for path in first.parent.iterdir()) == [first.name, second.name]


def test_two_runs_give_the_same_bytes_wherever_and_however_they_hash(second_demo, demo_pack):
    first, second = (contents(Path(run) / "for-governors") for run in (demo_pack["run"], second_demo["run"]))
    assert len(first) == 6
    assert first == second


def rows_set_aside():
    """{(file, row): (code, found)} as listed above, by the file's name."""
    cells = ([cell.strip() for cell in line.split("|")] for line in SET_ASIDE.strip().splitlines())
    return {(file, int(row)): (code, found) for file, row, code, found in cells}


def test_every_row_is_accounted_for(checked):
    sources = checked["document"]["sources"]
    assert {source["source"] for source in sources} == set(LABELS)
    on_disk = [path for path in (WILLOW / "exports").rglob("*") if path.suffix in {".xlsx", ".csv"}]
    assert sorted(source["file"] for source in sources) == sorted(p.relative_to(WILLOW).as_posix() for p in on_disk)
    for source in sources:
        assert source["rows_read"] == source["rows_used"] + source["rows_set_aside"]
        assert contents(WILLOW)[source["file"]] == source["sha256"]
    aside = {Path(source["file"]).name: source["rows_set_aside"] for source in sources if source["rows_set_aside"]}
    assert aside == Counter(file for file, _ in rows_set_aside())


def test_each_row_set_aside_is_listed_with_its_place_reason_and_mend(checked):
    expected = rows_set_aside()
    codes = {code for code, _ in expected.values()}
    listed = [problem for problem in checked["document"]["problems"] if problem["code"] in codes]
    assert {(Path(p["file"]).name, p["row"]): (p["code"], p["found"]) for p in listed} == expected
    assert len(listed) == len(expected)
    for problem in listed:
        assert problem["sheet"] == next((s for name, s in SHEETS.items() if name in problem["file"]), "")
        assert problem["mend"]
        assert problem["severity"] == "worth checking"
        assert problem["rows_affected"] == 1


def test_the_workbook_lists_the_same_problems(checked, demo_pack):
    [path] = [file["path"] for file in demo_pack["files"] if file["kind"] == "workbook"]
    headings, *rows = openpyxl.load_workbook(path)["Data problems"].iter_rows(values_only=True)
    names = ("Code", "Severity", "File", "Sheet", "Row", "Column", "Found", "Expected", "How to mend it")
    fields = ("code", "severity", "file", "sheet", "row", "column", "found", "expected", "mend")
    in_workbook = [tuple(row[headings.index(name)] or "" for name in names) for row in rows]
    problems = checked["document"]["problems"]
    assert sorted(map(str, in_workbook)) == sorted(str(tuple(p[field] or "" for field in fields)) for p in problems)
    assert demo_pack["problems"]["worth checking"] == len(problems)


def test_check_says_the_same_in_words_and_writes_nothing(checked):
    assert checked["kept"]
    for source in checked["document"]["sources"]:
        account = "{rows_read:,} rows read = {rows_used:,} used + {rows_set_aside:,} set aside".format(**source)
        assert re.search(rf"{re.escape(source['file'])}.*\n\s*{re.escape(account)}", checked["words"])
    # At most five examples of a cause; the rest are counted.
    examples = re.findall(r"^    .*, row \d+.*: .+", checked["words"], re.M)
    more = sum(map(int, re.findall(r"… and (\d+) more", checked["words"])))
    with_a_row = [problem for problem in checked["document"]["problems"] if problem["row"]]
    assert len(examples) + more == len(with_a_row)
    assert 0 < more < len(examples)


class Tables(HTMLParser):
    """The tables of a page by caption: rows of cell texts, without the headings."""

    def __init__(self, page):
        super().__init__()
        self.tables, self.caption, self.reading = {}, None, False
        self.feed(page)

    def handle_starttag(self, tag, _attributes):
        if tag == "caption":
            self.caption = ""
        elif tag == "tr":
            self.tables.setdefault(self.caption, []).append([])
        elif tag in ("td", "th"):
            self.tables[self.caption][-1].append("")
        self.reading = tag if tag in ("caption", "td", "th") else self.reading

    def handle_endtag(self, tag):
        # A cell may go without an end of its own.
        self.reading = False if tag in (self.reading, "thead", "table") else self.reading

    def handle_data(self, data):
        if self.reading == "caption":
            self.caption += data
        elif self.reading:
            self.tables[self.caption][-1][-1] += data

    def named(self, words):
        [rows] = [rows for caption, rows in self.tables.items() if words in caption]
        return rows[1:]


def test_every_page_prints_the_same_account_but_for_rows_of_what_people_did(checked, demo_pack):
    """One of those rows may be somebody's signature."""
    reasons = tomllib.loads((ROOT / "src/govstats/errors/messages.toml").read_text("utf-8"))
    document = checked["document"]
    sources = {source["file"]: LABELS[source["source"]] for source in document["sources"]}
    account = {label: Counter() for label in LABELS.values()}
    for source in document["sources"]:
        account[LABELS[source["source"]]].update({name: source[name] for name in source if name.startswith("rows_")})
    codes = {code for code, _ in rows_set_aside().values()}
    listed = [problem for problem in document["problems"] if problem["code"] in codes]
    why = Counter((sources[problem["file"]], reasons[problem["code"]]["reason"]) for problem in listed)
    of_people = {LABELS[source] for source in ("acknowledgements", "inductions")}
    assert of_people & {label for label, _ in why}, "there is something that is not told"
    told = {each: rows for each, rows in why.items() if each[0] not in of_people}
    pages = [Path(file["path"]) for file in demo_pack["files"] if file["kind"].endswith("_html")]
    assert len(pages) == 5
    for page in pages:
        tables = Tables(page.read_text("utf-8"))
        printed = {label: cells for label, *cells in tables.named("Rows read")}
        assert printed == {
            label: ["[c]"] * 3 if label in of_people else [f"{number:,}" for number in counts.values()]
            for label, counts in account.items()
        }
        reasons = {
            (label, f"{reason[0].lower()}{reason[1:]}"): int(rows)
            for label, cell in tables.named("Why rows")
            for reason, rows in re.findall(r"(?:^|; )([^;(]+) \((\d+)\)", cell)
        }
        assert reasons == told


def test_the_folder_one_stands_in_is_read_and_not_the_demo(tmp_path):
    answer = govstats("report", ".", "--term", "Autumn 2025", cwd=tmp_path)
    assert answer.code == 3
    assert "no govstats.toml" in answer.err


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there a browser is looked for in its own place")
def test_without_a_browser_the_pack_is_made_and_a_sentence_says_how_to_print(tmp_path):
    (tmp_path / "one").mkdir()
    write("one person", tmp_path / "one")
    words = ("report", "one", *TERM[:-1], "--out", "packs", "--json")
    answer = govstats(*words, cwd=tmp_path, PATH=str(tmp_path))  # on which no browser is found
    assert answer.code == 0, answer.err
    said = (
        "There is no PDF, because no Edge, Chrome or Chromium was found on this machine. "
        'To print a page, open it in a browser, choose "Print" and then "Save as PDF", on A4.'
    )
    assert said in answer.err
    made = json.loads(answer.out)
    kinds = [each["kind"] for each in made["files"]]
    assert kinds == ["governor_html", "measures", "workbook", "calendar", "index", "manifest"]
    assert said in html.unescape((Path(made["run"]) / "index.html").read_text("utf-8"))
