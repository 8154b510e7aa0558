"""Every figure of the demo federation against the calculation by hand."""

import csv
import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

import govstats
from tests.journey import by_hand, by_hand_clauses

ROOT = Path(__file__).resolve().parents[2]
DAYS = [dt.date(2025, 12, 19), dt.date(2025, 7, 22)]  # Autumn 2025, and Summer 2025 before it
HAND = {
    "policy_currency": by_hand.policy_currency,
    "acknowledgement_coverage": by_hand.acknowledgement,
    "induction_coverage": by_hand.induction,
}
# What measures.csv may hold beside them, and this calculation does not cover.
OTHERS = set(govstats.measures.__all__) - set(HAND)


@pytest.fixture(scope="module")
def willow():
    return govstats.load(ROOT / "data" / "willow-tree")


def counts(frame, *names):
    """{dimensions: (numerator, denominator, unknown, excluded)}, without rows of nobody."""
    found = {}
    for row in frame.to_dict("records"):
        key = tuple(row[n] for n in names)
        assert key not in found, f"{key} comes twice"
        found[key] = tuple(int(row[c]) for c in by_hand.COUNTS)
    return {k: v for k, v in found.items() if any(v)}


def measure(name, willow, day, by):
    return counts(getattr(govstats.measures, name)(willow, day, by=by), *by)


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("name", HAND)
def test_leaves(name, day, willow):
    expected = {(school, policy): c for (policy, school), c in HAND[name](day).items()}
    assert measure(name, willow, day, ["school", "policy"]) == expected


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("name", HAND)
def test_organisation(name, day, willow):
    leaves = HAND[name](day)
    expected = {(policy,): by_hand.total(leaves, policy) for policy, _ in leaves}
    assert measure(name, willow, day, ["policy"]) == expected


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("name", HAND)
def test_schools(name, day, willow):
    """A school's figure sums every leaf that contains it."""
    leaves = HAND[name](day)
    got = measure(name, willow, day, ["school", "policy"])
    for school in by_hand.SCHOOLS:
        for policy in {policy for policy, _ in leaves}:
            rows = [c for (s, p), c in got.items() if p == policy and school in s.split(" + ")]
            summed = tuple(sum(column) for column in zip(*rows, strict=True)) or (0, 0, 0, 0)
            assert summed == by_hand.total(leaves, policy, school), (school, policy)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_reviews(day, willow):
    got = {}
    for row in govstats.measures.reviews(willow, day).to_dict("records"):
        undated = row["due"] is None or row["due"] != row["due"]  # NaT is not itself
        got[row["policy"], row["school"]] = {
            "version": row["version"],
            "status": row["status"],
            "left": None if undated else int(row["days_left"]),
            "stated": by_hand.read_date(row["stated_due"]),
            "cycle": by_hand.read_date(row["cycle_due"]),
            "due": None if undated else dt.date.fromisoformat(str(row["due"])[:10]),
        }
    assert got == {document: by_hand.review(document, day) for document in by_hand.documents()[0]}


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_clauses(day, willow):
    found = govstats.measures.obligation_evidence(willow, day)
    shown = ["clause", "status", "numerator", "denominator"]
    got = {clause: tuple(rest) for clause, *rest in found[shown].itertuples(index=False)}
    assert got == by_hand_clauses.clauses(day)
    assert {status for status, *_ in got.values()} == {"Evidence complete", "Partly", "No evidence"}


def test_rows(willow):
    rows = willow.reconciliation().to_dict("records")
    got = {r["source"]: (r["rows_read"], r["rows_used"], r["rows_set_aside"]) for r in rows}
    assert got == by_hand.reconciliation()


def comparable(row):
    """A figure that the calculation by hand has: the whole staff, on the headline basis."""
    whole = row["group"] in ("", "All") and row["clause"] in ("", "All")
    return row["measure"] in HAND and whole and row["basis"] in ("", "all")


def headings(row):
    names = ("measure", "school", "audience", "basis", "period_start", "period_end")
    return tuple(row[c] for c in names)


def expected_counts(row, printed):
    """By hand; `All` policies sums those printed at that level."""
    other = [row["audience"]] if row["audience"] not in ("", "All") else []
    leaves = HAND[row["measure"]](dt.date.fromisoformat(row["period_end"]), *other)
    school = row["school"]
    if " + " in school:
        leaves, school = {k: c for k, c in leaves.items() if k[1] == school}, "All"
    chosen = printed.get(headings(row), []) if row["policy"] == "All" else [row["policy"]]
    each = [(0, 0, 0, 0)] + [by_hand.total(leaves, policy, school) for policy in chosen]
    return [str(sum(column)) for column in zip(*each, strict=True)]


def published(measures_csv):
    """Compare each row of a published measures.csv with the calculation by hand.

    Returns the differences, how many rows of each measure were compared, and the rows that the
    calculation does not have, counted by measure, basis and audience.
    """
    with Path(measures_csv).open(encoding="utf-8-sig", newline="") as f:
        rows = list(csv.DictReader(f))
    differences, compared, left, printed = [], Counter(), Counter(), {}
    withheld = {id(r) for r in rows if r["withheld"].strip().lower() in ("true", "1", "yes")}
    for row in rows:
        if comparable(row) and row["policy"] != "All" and id(row) not in withheld:
            printed.setdefault(headings(row), []).append(row["policy"])
    for row in rows:
        if id(row) in withheld and (row["numerator"] or row["unknown"]):
            differences.append(("withheld, and yet printed", row))
        if not comparable(row):
            left[row["measure"], row["basis"], row["audience"]] += 1
            continue
        hidden = ("numerator", "unknown") if id(row) in withheld else ()
        if row["measure"] != "policy_currency":
            # How many people are left out is not told.
            hidden = (*hidden, "excluded")
            if row["excluded"]:
                differences.append(("left out, and yet told", row))
        expected = dict(zip(by_hand.COUNTS, expected_counts(row, printed), strict=True))
        wrong = {c: (row[c], e) for c, e in expected.items() if c not in hidden and row[c] != e}
        if wrong:
            place = {c: row[c] for c in ("measure", "school", "policy", "group", "period_end")}
            differences.append((wrong, place))
        compared[row["measure"]] += 1
    return differences, compared, left


def test_published(demo_pack):
    files = [f["path"] for f in demo_pack["files"] if f["kind"] == "measures"]
    assert files
    every = Counter()
    for path in dict.fromkeys(files):
        differences, compared, left = published(path)
        assert not differences
        assert {measure for measure, _, _ in left} <= OTHERS | set(HAND)
        every += compared
    assert set(every) == set(HAND)
