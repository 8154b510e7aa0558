"""What the lists of statutory policies say, on which day: a small table of text."""

import re
from datetime import date, timedelta
from typing import Any, get_args

import pytest

from govstats.rules import (
    Maximum,
    Phase,
    RulePack,
    Sector,
    maximum_between_reviews,
    pack_in_force,
    plain_name,
    policy_named,
    rule_packs,
    statutory_policies,
)
from govstats.rules.maxima import Kind
from govstats.rules.policies import names_of, policies
from govstats.settings import School

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
Relationship and sex education                  | Relationships, sex and health education
Disciplinary procedure                          | Staff discipline, conduct and grievance
Governors\N{RIGHT SINGLE QUOTATION MARK} statement of behaviour principles | Written statement of behaviour principles
Suspensions & permanent exclusions              | School exclusion
S.E.N. policy                                   | Special educational needs and disability
Child Protection & Safeguarding Policy 2025-26  | Child protection policy and procedures
Code of conduct                                 | -
Equality                                        | -
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

# Every row of the list of policies that was compiled from the sources in November 2026, in its order, and the privacy
# notice of 2024. "M" and "A": for maintained schools or academies alone. "?": shown as unverified.
# policy | September 2014 | September 2019 | March 2022 | November 2026
EVERY_POLICY = """
admissions                          | firm 12        | firm 12          | firm 12          | firm 12 ?
charging-and-remissions             | own choice     | recommended 12   | recommended 12   | recommended 12
data-protection                     | firm 24        | firm 24          | recommended 12   | recommended 12 ?
privacy-notice                      | -              | -                | -                | recommended 12
biometric-information               | -              | recommended 12   | recommended 12   | -
register-of-admission-and-attendance | live document | live document    | live document    | -
website-information                 | live document  | live document    | live document    | -
complaints                          | M own choice   | M recommended 12 | recommended 12   | recommended 12 ?
staff-capability                    | M own choice   | recommended 12   | recommended 12   | recommended 12 ?
early-career-teachers               | -              | recommended 12   | recommended 12   | -
staff-discipline                    | -              | recommended 12   | recommended 12   | recommended 12 ?
single-central-record               | live document  | live document    | live document    | -
allegations-against-staff           | -              | recommended 12   | recommended 12   | -
teachers-pay                        | M firm 12      | M firm 12        | M firm 12        | M firm 12
accessibility-plan                  | firm 36        | firm 36          | firm 36          | firm 36
child-protection                    | firm 12        | firm 12          | firm 12          | firm 12
children-with-health-needs          | -              | recommended 12   | recommended 12   | -
designated-teacher                  | -              | M recommended 12 | -                | -
early-years                         | own choice ?   | own choice ?     | own choice ?     | -
send                                | firm 12        | firm 12          | firm 12          | firm 12
medical-conditions                  | -              | recommended 12   | recommended 12   | recommended 12 ?
relationships-and-sex-education     | own choice     | recommended 12   | recommended 12   | recommended 12
behaviour                           | own choice     | recommended 12   | recommended 12   | recommended 12
behaviour-principles                | M own choice   | M recommended 12 | M recommended 12 | M recommended 12
exclusion                           | -              | recommended 12   | recommended 12   | recommended 12 ?
first-aid                           | -              | recommended 12   | recommended 12   | A recommended 12 ?
health-and-safety                   | own choice     | recommended 12 ? | recommended 12 ? | recommended 12
premises-management                 | own choice ?   | recommended 12 ? | recommended 12 ? | recommended 12
careers-provider-access             | -              | recommended 12 ? | recommended 12 ? | recommended 12
equality-objectives                 | firm 48 ?      | firm 48 ?        | firm 48 ?        | firm 48
governors-allowances                | M own choice ? | M recommended 12 ? | M recommended 12 ? | M recommended 12
instrument-of-government            | M own choice ? | M recommended 12 ? | M recommended 12 ? | -
minutes                             | -              | M live document ? | M live document ? | -
register-of-business-interests      | M live document | live document   | live document    | -
attendance                          | -              | -                | -                | recommended 12
uniform                             | -              | -                | -                | recommended 12 ?
whistleblowing                      | -              | -                | -                | A recommended 12 ?
school-food                         | -              | -                | -                | A recommended 12 ?
allergy-safety                      | -              | -                | -                | firm 12 ?
social-media                        | -              | -                | -                | -
low-level-concerns                  | -              | -                | -                | -
"""
DAYS = (date(2014, 9, 1), date(2019, 9, 17), date(2022, 3, 15), date(2026, 11, 1))

# What the lists of November 2026 were seen to name ("yes"), or may name ("no"), for whom.
# policy | maintained | academies | of it nothing is said where it is lacking, because
LISTED = """
admissions                      | yes | yes | its governing body is the admission authority
charging-and-remissions         | yes | yes |
data-protection                 | no  | no  |
privacy-notice                  | yes | yes |
complaints                      | no  | yes |
staff-capability                | no  | no  |
staff-discipline                | no  | no  |
teachers-pay                    | yes | -   |
accessibility-plan              | yes | yes |
child-protection                | yes | yes |
send                            | yes | yes |
medical-conditions              | no  | no  |
relationships-and-sex-education | yes | yes |
behaviour                       | yes | yes |
behaviour-principles            | yes | -   |
exclusion                       | no  | yes |
first-aid                       | -   | no  |
health-and-safety               | yes | yes |
premises-management             | yes | yes | record
careers-provider-access         | yes | yes |
equality-objectives             | yes | yes |
governors-allowances            | yes | -   |
attendance                      | yes | yes |
uniform                         | no  | yes |
whistleblowing                  | -   | no  |
school-food                     | -   | no  |
allergy-safety                  | no  | no  |
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


def in_words(policy: str, day: date) -> str:
    """What the lists of a day say of a policy, for both kinds of schools or for one alone."""
    said = {}
    for letter, sector in (("M", "maintained"), ("A", "academies")):
        found = maximum_between_reviews(policy, day, sector=sector)  # type: ignore[arg-type]
        if found:
            months = f" {found.months}" if found.months else ""
            said[letter] = found.kind + months + ("" if found.verified else " ?")
    if len(said) == 2 and len({*said.values()}) == 1:
        return said["M"]
    return ", ".join(f"{letter} {words}" for letter, words in said.items()) or "-"


def test_every_policy_of_the_lists_and_what_they_say_of_it() -> None:
    assert [[each["key"], *(in_words(each["key"], day) for day in DAYS)] for each in policies()] == rows(EVERY_POLICY)


def test_what_the_lists_ask_of_a_secondary_school() -> None:
    asked: dict[str, list[str]] = {policy[0]: ["-", "-", ""] for policy in rows(LISTED)}
    for place, sector in enumerate(get_args(Sector)):
        for each in statutory_policies(DAYS[-1], sector=sector, phase="secondary"):
            asked[each.key][place] = yes(each.verified)
            asked[each.key][2] = asked[each.key][2] or each.only_if or ("record" if each.record else "")
    assert [[key, *said] for key, said in asked.items()] == rows(LISTED)


@pytest.mark.parametrize(
    ("phase", "without"),
    [("primary", {"careers-provider-access"}), ("special", {"careers-provider-access", "admissions"})],
)
def test_what_other_schools_are_asked_for(phase: Phase, without: set[str]) -> None:
    def keys(phase: Phase) -> set[str]:
        return {each.key for each in statutory_policies(DAYS[-1], sector="maintained", phase=phase)}

    assert keys("secondary") - keys(phase) == without
    assert keys(phase) < keys("secondary")


@pytest.mark.parametrize("day", DAYS)
def test_nothing_was_read_of_nursery_schools(day: date) -> None:
    assert statutory_policies(day, sector="maintained", phase="nursery") == ()


def test_before_the_first_list_nothing_is_asked() -> None:
    assert statutory_policies(date(2014, 8, 31), sector="maintained", phase="primary") == ()


def test_the_settings_know_the_same_phases() -> None:
    assert [School(name="Elm", phase=phase).phase for phase in get_args(Phase)] == [*get_args(Phase)]


def test_the_packs_as_they_were_read() -> None:
    def row(pack: RulePack) -> list[str]:
        days = [str(pack.in_force_from), str(pack.in_force_to or "-")]
        return [pack.id, *days, "supplement" if pack.supplement else "list", yes(pack.verified)]

    assert [row(pack) for pack in rule_packs()] == rows(PACKS)


@pytest.mark.parametrize("pack", rule_packs(), ids=lambda pack: pack.id)
def test_a_pack_says_where_and_when_it_was_read(pack: RulePack) -> None:
    assert all((pack.name, pack.published, pack.source))
    assert re.fullmatch(r"[A-Z][a-z]+ 20\d\d", pack.read)
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
    for policy in policies():
        for words in names_of(policy):
            meant.setdefault(plain_name(words), set()).add(policy["key"])
    assert {words: keys for words, keys in meant.items() if len(keys) > 1} == {}


@pytest.mark.parametrize("policy", policies(), ids=lambda policy: policy["key"])
def test_every_rule_is_whole(policy: dict[str, Any]) -> None:
    rules = policy["rules"]
    assert bool(rules) != ("unlisted" in policy)
    assert bool(rules) == bool(policy["phases"]) == bool(policy["applies"])
    assert rules.keys() <= {pack.id for pack in rule_packs()}
    for rule in rules.values():
        assert rule.keys() <= {"kind", "months", "verified", "applies", "listed"}
        assert rule["kind"] in get_args(Kind)
        assert ("months" in rule) == (rule["kind"] in ("firm", "recommended"))
        assert isinstance(rule["verified"], bool)
        applies = {*rule.get("applies", policy["applies"])}
        assert {*rule.get("listed", ())} <= applies <= {*get_args(Sector)}


@pytest.mark.parametrize("policy", policies(), ids=lambda policy: policy["key"])
def test_every_policy_says_who_needs_it_in_words_that_there_are(policy: dict[str, Any]) -> None:
    assert {*policy["phases"]} <= {*get_args(Phase)}
    assert policy["only_if"].keys() <= {*policy["applies"]}
    assert policy["document"] in ("policy", "record")
    wholes = [policy_named(key) for key in policy["part_of"]]
    assert [whole and whole["key"] for whole in wholes] == [*policy["part_of"]]
    # A hint that is a known title would mean one policy, and hint at nothing.
    assert not [hint for hint in policy["hints"] if policy_named(hint)]
