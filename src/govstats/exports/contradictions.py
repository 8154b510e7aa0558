"""Facts about people that cannot all be true. They are shown, and none is changed."""

from datetime import timedelta

import pandas as pd

from govstats.errors import Problem, problem
from govstats.exports.coded import kept, known_of
from govstats.exports.people import Headings, name_key
from govstats.exports.words import meanings
from govstats.records import places_of

# A document may be signed, and an induction given, up to so many days before the first day.
EARLY = timedelta(days=60)
LATEST = pd.Timestamp("2200-01-01")


def within_the_staff_list(staff: pd.DataFrame, reach: pd.Timestamp) -> list[Problem]:
    """Contradictions that a staff list shows by itself.

    Parameters
    ----------
    reach
        The last day that any record tells of: an end date before it has come.
    """
    standing = staff["status"].str.casefold().map(meanings("standing"))
    ended = staff["end_date_latest"].notna() & (staff["end_date_latest"] < reach)
    cases = (
        ("left-before-starting", "end_date_text", staff["end_date_latest"] < staff["start_date_earliest"]),
        ("active-with-an-end-date", "end_date_text", (standing == "active") & ended),
        ("left-without-a-date", "status", (standing == "left") & (staff["end_date_text"] == "")),
    )
    columns = {"end_date_text": "Leaving date", "status": "Status"}
    problems = [
        problem(code, **place, column=columns[column], found=text)
        for code, column, holds in cases
        for place, text in zip(places_of(staff[holds]), staff.loc[holds, column], strict=True)
    ]
    return problems + _one_reference_two_people(staff) + _one_address_two_references(staff)


def _one_reference_two_people(staff: pd.DataFrame) -> list[Problem]:
    people = staff[["person_id", "name"]].drop_duplicates()
    shared = staff[staff["person_id"].isin(people["person_id"][people["person_id"].duplicated()])]
    found = []
    for reference, rows in shared.groupby("person_id", sort=True):
        names = list(dict.fromkeys(name for name in rows["name"] if name))
        other = next((name for name in names[1:] if _other_person(names[0], name)), None)
        if other is not None:
            place = places_of(rows[rows["name"] == other])[0]
            found.append(problem("reference-of-two-people", **place, column="Staff number", found=reference))
    return found


def _one_address_two_references(staff: pd.DataFrame) -> list[Problem]:
    pairs = staff.assign(address=staff["email"].str.casefold())[staff["email"] != ""]
    pairs = pairs.drop_duplicates(["address", "person_id"])
    again = pairs[pairs["address"].duplicated()]
    return [
        problem("address-of-two-references", **place, column="E-mail", found=email)
        for place, email in zip(places_of(again), again["email"], strict=True)
    ]


def _other_person(one: str, two: str) -> bool:
    """Whether two names share no word: a married name keeps the forename, a short name the surname."""
    return not set(name_key(one).split()) & set(name_key(two).split())


def against_the_staff_list(facts: pd.DataFrame, day: str, staff: pd.DataFrame, headings: Headings) -> list[Problem]:
    """Records dated before their person started, or after they had left.

    Parameters
    ----------
    day
        The date field of `facts`.
    """
    # No leaving date, and one that cannot be read, both leave the end open.
    posts = staff.assign(end=staff["end_date_latest"].fillna(LATEST)).groupby("person_id")
    starts, ends = posts["start_date_earliest"].min(), posts["end"].max()
    person = facts["person_id"]
    cases = (
        ("dated-before-starting", facts[f"{day}_latest"] < known_of(person, starts - EARLY)),
        ("dated-after-leaving", facts[f"{day}_earliest"] > known_of(person, ends)),
    )
    return [
        problem(code, **place, column=headings.get((place["file"], place["sheet"], day), ""), found=text)
        for code, holds in cases
        for place, text in zip(places_of(facts[holds]), facts.loc[holds, f"{day}_text"], strict=True)
    ]


def dealt_out_anew(staff: pd.DataFrame, earlier: pd.DataFrame) -> pd.DataFrame:
    """References that an earlier staff list gave to another person.

    Returns
    -------
    DataFrame
        The first row of each in `staff`.
    """
    if earlier.empty:
        return staff.head(0)
    now = staff.drop_duplicates("person_id").set_index("person_id")
    before = earlier.drop_duplicates("person_id").set_index("person_id")[["name", "email", "start_date_earliest"]]
    both = now.join(before.add_suffix("_before"), how="inner")
    named = (both["name"] != "") & (both["name_before"] != "")
    names = zip(both["name"], both["name_before"], strict=True)
    other_name = pd.Series([_other_person(*pair) for pair in names], both.index, dtype=bool)
    addressed = (both["email"] != "") & (both["email_before"] != "")
    other_address = addressed & (both["email"].str.casefold() != both["email_before"].str.casefold())
    other_start = both["start_date_earliest"] > both["start_date_earliest_before"]
    anew = both[(named & other_name) | (~named & other_address & other_start)]
    return anew.reset_index()


def problems_of_references(anew: pd.DataFrame) -> list[Problem]:
    return [
        problem("reference-dealt-anew", **place, column="Staff number", found=reference)
        for place, reference in zip(places_of(anew), anew["person_id"], strict=True)
    ]


def of_the_earlier_person(facts: pd.DataFrame, day: str, anew: pd.DataFrame) -> tuple[pd.DataFrame, list[Problem]]:
    """Part off the records that belong to whoever had a reference before: dated before the present holder's start."""
    if anew.empty:
        return facts, []
    starts = known_of(facts["person_id"], anew.set_index("person_id")["start_date_earliest"])
    theirs = facts[f"{day}_latest"] < starts - EARLY
    problems = [
        problem("record-of-an-earlier-person", **place, column="Staff number", found=reference)
        for place, reference in zip(places_of(facts[theirs]), facts.loc[theirs, "person_id"], strict=True)
    ]
    return kept(facts, ~theirs), problems
