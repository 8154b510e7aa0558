"""What the lists of statutory policies say, on which day: a small table of text."""

from datetime import date, timedelta
from typing import get_args

import pytest

from govstats.rules import Maximum, RulePack, maximum_between_reviews, pack_in_force, rule_packs
from govstats.rules.maxima import Kind, _policies, plain_name
from govstats.rules.packs import Sector

# policy | day | kind | months | pack | verified
RULES = """
data-protection                      | 2014-08-31 | no list
data-protection                      | 2014-09-01 | firm          | 24 | DfE-2014-09 | yes
Charging and remissions              | 2019-09-16 | own choice    | -  | DfE-2014-09 | yes
Charging and remissions              | 2019-09-17 | recommended   | 12 | DfE-2019-09 | yes
First aid                            | 2019-09-16 | no list
First aid                            | 2019-09-17 | recommended   | 12 | DfE-2019-09 | yes
Designated teacher                   | 2022-03-14 | recommended   | 12 | DfE-2019-09 | yes
Designated teacher                   | 2022-03-15 | no list
Data protection                      | 2022-03-14 | firm          | 24 | DfE-2019-09 | yes
Data protection                      | 2022-03-15 | recommended   | 12 | DfE-2022-03 | yes
Single central record                | 2024-03-06 | live document | -  | DfE-2022-03 | yes
Single central record                | 2024-03-07 | no list
Equality information and objectives  | 2024-03-06 | firm          | 48 | DfE-2022-03 | no
Equality information and objectives  | 2024-03-07 | firm          | 48 | GG-2024-03  | yes
Attendance                           | 2024-03-06 | no list
Attendance                           | 2024-03-07 | recommended   | 12 | GG-2024-03  | yes
Child protection                     | 2024-03-06 | firm          | 12 | DfE-2022-03 | yes
Child protection                     | 2026-11-01 | firm          | 12 | GG-2024-03  | yes
Accessibility plan                   | 2026-11-01 | firm          | 36 | GG-2024-03  | yes
SEND information report              | 2026-11-01 | firm          | 12 | GG-2024-03  | yes
Teachers' pay                        | 2026-11-01 | firm          | 12 | GG-2024-03  | yes
Complaints                           | 2026-11-01 | recommended   | 12 | GG-2024-03  | no
Allergy safety                       | 2026-04-28 | no list
Allergy safety                       | 2026-04-29 | firm          | 12 | CWSA-2026   | no
School food                          | 2026-11-01 | no list
Social networking                    | 2026-11-01 | no list
Low-level concerns                   | 2026-11-01 | no list
Keeping bees                         | 2026-11-01 | no list
"""

# as a school writes it | the policy meant
TITLES = """
child-protection                                | Child protection policy and procedures
CHILD_PROTECTION                                | Child protection policy and procedures
Safeguarding & Child Protection Policy          | Child protection policy and procedures
Safeguarding                                    | Child protection policy and procedures
Teachers\N{RIGHT SINGLE QUOTATION MARK} Pay Policy | Teachers' pay
Staff code of conduct                           | Staff discipline, conduct and grievance
Relationships, Sex and Health Education (RSHE)  | Relationships, sex and health education
Behaviour policy                                | Behaviour in schools
Written statement of behaviour principles       | Written statement of behaviour principles
Safeguarding newsletter                         | -
Policy                                          | -
"""

# policy | for which schools | pack
SECTORS = """
School food              | academies  | GG-trusts
School food              | maintained | -
Staff code of conduct    | academies  | GG-trusts
Staff code of conduct    | maintained | GG-2024-03
Health and safety        | academies  | GG-2024-03
Teachers' pay            | maintained | GG-2024-03
Teachers' pay            | academies  | -
"""

# The packs as they were read: id | first day | last day | kind | verified
PACKS = """
DfE-2014-09 | 2014-09-01 | 2019-09-16 | list       | yes
DfE-2019-09 | 2019-09-17 | 2022-03-14 | list       | yes
DfE-2022-03 | 2022-03-15 | 2024-03-06 | list       | yes
GG-2024-03  | 2024-03-07 | -          | list       | yes
GG-trusts   | 2025-09-01 | -          | supplement | no
CWSA-2026   | 2026-04-29 | -          | supplement | no
"""


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def yes(value: bool) -> str:
    return "yes" if value else "no"


def shown(found: Maximum | None) -> list[str]:
    if found is None:
        return ["no list"]
    return [found.kind, str(found.months or "-"), found.pack, yes(found.verified)]


@pytest.mark.parametrize(("policy", "day", "expected"), [(row[0], row[1], row[2:]) for row in rows(RULES)])
def test_what_a_list_says_on_a_day(policy: str, day: str, expected: list[str]) -> None:
    assert shown(maximum_between_reviews(policy, date.fromisoformat(day))) == expected


@pytest.mark.parametrize(("written", "title"), rows(TITLES))
def test_a_policy_by_the_titles_schools_use(written: str, title: str) -> None:
    found = maximum_between_reviews(written, date(2025, 9, 1))
    assert (found.title if found else "-") == title


@pytest.mark.parametrize(("policy", "sector", "pack"), rows(SECTORS))
def test_rules_for_one_kind_of_school(policy: str, sector: Sector, pack: str) -> None:
    found = maximum_between_reviews(policy, date(2026, 1, 5), sector=sector)
    assert (found.pack if found else "-") == pack


def test_the_packs_as_they_were_read() -> None:
    def row(pack: RulePack) -> list[str]:
        days = [str(pack.in_force_from), str(pack.in_force_to or "-")]
        return [pack.id, *days, "supplement" if pack.supplement else "list", yes(pack.verified)]

    assert [row(pack) for pack in rule_packs()] == rows(PACKS)


@pytest.mark.parametrize("pack", rule_packs(), ids=lambda pack: pack.id)
def test_a_pack_says_where_and_when_it_was_read(pack: RulePack) -> None:
    assert all((pack.name, pack.published, pack.source))
    assert pack.read == "November 2026"
    assert pack.verified or pack.note
    # A governor's page names its sources in words.
    assert not any(mark in pack.source + pack.name for mark in ("://", "www.", ".uk", ".com", ".org"))


def test_one_list_follows_another_without_gap_or_overlap() -> None:
    lists = [pack for pack in rule_packs() if not pack.supplement]
    assert [pack.in_force_to for pack in lists] == [
        *(later.in_force_from - timedelta(days=1) for later in lists[1:]),
        None,
    ]
    assert all(pack_in_force(pack.in_force_from) == pack for pack in lists)


def test_no_title_means_two_policies() -> None:
    meant: dict[str, set[str]] = {}
    for policy in _policies():
        for words in (policy["key"], policy["title"], *policy["also"]):
            meant.setdefault(plain_name(words), set()).add(policy["key"])
    assert {words: keys for words, keys in meant.items() if len(keys) > 1} == {}


@pytest.mark.parametrize("policy", _policies(), ids=lambda policy: policy["key"])
def test_every_rule_is_whole(policy: dict[str, object]) -> None:
    rules = policy["rules"]
    assert isinstance(rules, dict)
    assert bool(rules) != ("unlisted" in policy)
    assert rules.keys() <= {pack.id for pack in rule_packs()}
    for rule in rules.values():
        assert rule.keys() <= {"kind", "months", "verified", "applies"}
        assert rule["kind"] in get_args(Kind)
        assert ("months" in rule) == (rule["kind"] in ("firm", "recommended"))
        assert isinstance(rule["verified"], bool)
        assert {*rule.get("applies", policy["applies"])} <= {*get_args(Sector)}
