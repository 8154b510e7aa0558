"""Invented trusts of any size, written as the exports of their offices: to measure with, and for nothing else."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random

POLICIES, STAFF = 40, 50
_SYLLABLES = [f"{first}{last}" for first in "bdfgjkmnprtvz" for last in ("a", "ek", "im", "or", "ul")]
_SETTINGS = '[organisation]\nname = "The Long Row Trust"\nkind = "trust"\n'
_SCHOOL = '\n[[schools]]\nname = "{}"\n'


def write_trust(folder: Path, schools: int, staff: int = STAFF, policies: int = POLICIES) -> None:
    """A trust of so many schools, with so many people at each, and about nine tenths of what they must sign signed.

    The schools differ in how much their people have signed. One person in twenty has begun this term.
    """
    chance = Random(schools)
    names = [f"School {place:04}" for place in range(schools)]
    titles = [f"Policy {place:02}" for place in range(policies)]
    (folder / "govstats.toml").write_text(_SETTINGS + "".join(map(_SCHOOL.format, names)), encoding="utf-8")
    people = [
        (
            f"P{place:06}",
            f"{_word(place, 3)} {_word(place * 7 + 1, 4)}",
            names[place // staff],
            "2025-09-01" if place % 20 == 7 else "",
        )
        for place in range(schools * staff)
    ]
    _write(
        folder / "staff.csv",
        ("person_id", "name", "school", "role", "start_date", "staff_type"),
        (
            (person, name, school, "Teacher", start or "2019-09-01", "Employee")
            for person, name, school, start in people
        ),
    )
    _write(
        folder / "policies.csv",
        ("policy", "version", "approved", "review_due", "cycle", "approval_level"),
        ((title, "1", "2025-07-09", "2026-07-09", "annual", "Full governing body") for title in titles),
    )
    signing = {name: chance.betavariate(9, 1.5) for name in names}
    _write(
        folder / "acknowledgements.csv",
        ("person_id", "policy", "acknowledged_on"),
        (
            (person, title, f"2025-{chance.randint(9, 11):02}-{chance.randint(1, 28):02}")
            for person, _, school, _ in people
            for title in titles
            if chance.random() < signing[school]
        ),
    )
    _write(
        folder / "inductions.csv",
        ("person_id", "policy", "inducted_on"),
        ((person, title, "2025-09-03") for person, *_, start in people if start for title in titles),
    )


def _word(number: int, syllables: int) -> str:
    """A name that nobody has and no page does."""
    parts = []
    for _ in range(syllables):
        number, place = divmod(number, len(_SYLLABLES))
        parts.append(_SYLLABLES[place])
    return "".join(parts).capitalize()


def _write(path: Path, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headings)
        writer.writerows(rows)
