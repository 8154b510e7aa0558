"""The figures of the demo federation, worked out again from its raw files.

Standard library and openpyxl only, and nothing of govstats: an independent second calculation.
A date is a pair (first possible day, last possible day); None is no date at all.
"""

import calendar
import csv
import re
import tomllib
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import openpyxl

FOLDER = Path(__file__).resolve().parents[2] / "data" / "willow-tree"
SETTINGS = tomllib.loads((FOLDER / "govstats.toml").read_text(encoding="utf-8"))
ALIASES = {name: s["name"] for s in SETTINGS["schools"] for name in (s["name"], *s.get("also", []))}
SCHOOLS = sorted(set(ALIASES.values()))
TERMS = {k: tuple(v) for k, v in SETTINGS["calendar"].items() if k != "meetings"}
EASTER = {2020: (4, 12), 2024: (3, 31), 2028: (4, 16)}  # Easter Sundays, from an almanac
MONTHS = {m.lower(): i for i, m in enumerate(calendar.month_abbr) if m}
CYCLES = {"annual": 12, "annually": 12, "12 months": 12, "every year": 12}
CYCLES |= {"every 2 years": 24, "4 years": 48}  # "Bi-annually" is ambiguous: no cycle
CURRENT = ("In date", "Due within 90 days")
COUNTS = ("numerator", "denominator", "unknown", "excluded")
DAY = timedelta(days=1)


def add(found, key, *counts):
    """Add numerator, denominator, unknown and excluded to a leaf."""
    found[key] = tuple(a + b for a, b in zip(found.get(key, (0, 0, 0, 0)), counts, strict=True))


def month(year, number):
    """A month is its first to last day."""
    return date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1])


def spring(year):
    """A term is the school's own calendar, else 1 January to Easter Sunday."""
    own = TERMS.get(f"Spring {year}")
    return own or (date(year, 1, 1), date(year, *EASTER[year]))


def read_date(cell):
    """UK day-first; no year or no date at all is None, never guessed."""
    if isinstance(cell, datetime):
        return cell.date(), cell.date()
    text = str(cell or "").strip()
    try:
        if m := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text):
            d = date(*map(int, m.groups()))
            return d, d
        if m := re.fullmatch(r"(\d\d?)[./](\d\d?)[./](\d\d|\d{4})", text):
            d = date(int(m[3]) % 2000 + 2000, int(m[2]), int(m[1]))
            return d, d
    except ValueError:
        return None  # 31 February
    if m := re.fullmatch(r"(\d\d?)(?:st|nd|rd|th)? ([A-Za-z]{3})[a-z]* (\d{4})", text):
        d = date(int(m[3]), MONTHS[m[2].lower()], int(m[1]))
        return d, d
    if m := re.fullmatch(r"Spring (\d{4})", text):
        return spring(int(m[1]))
    m = re.fullmatch(r"([A-Za-z]{3})[a-z]*[ -](\d\d|\d{4})", text)
    if m and m[1].lower() in MONTHS:
        return month(int(m[2]) % 2000 + 2000, MONTHS[m[1].lower()])
    return None


def add_months(when, months, text):
    """Adding months keeps the precision (a term stays a term) and clips to a month's end."""
    if str(text).startswith("Spring"):
        return spring(when[0].year + months // 12)
    years, number = divmod(when[0].month - 1 + months, 12)
    first, last = month(when[0].year + years, number + 1)
    if when[0] != when[1]:
        return first, last
    return (last.replace(day=min(when[0].day, last.day)),) * 2


def sheet(name, sheet_name, first_heading):
    """Rows read: each row below the heading row with a cell that is not blank."""
    book = openpyxl.load_workbook(FOLDER / "exports" / name, data_only=True)
    rows = list(book[sheet_name].values)
    top = next(i for i, row in enumerate(rows) if row[0] == first_heading)
    filled = [row for row in rows[top + 1 :] if any(c is not None for c in row)]
    return [dict(zip(rows[top], row, strict=True)) for row in filled]


def table(name, delimiter=","):
    """Rows read, of a CSV file."""
    with (FOLDER / "exports" / name).open(encoding="utf-8-sig", newline="") as f:
        return [r for r in csv.DictReader(f, delimiter=delimiter) if any(r.values())]


@cache
def staff():
    """One row is a post; a row without a number or a start that is a date is set aside."""
    rows, people = sheet("Staff list 19-12-2025.xlsx", "Staff", "Payroll Number"), defaultdict(list)
    for r in rows:
        start = read_date(r["Date Started at the School"])
        if re.fullmatch(r"\d{6}", r["Payroll Number"] or "") and start:
            post = {"school": ALIASES[r["Establishment"]], "type": r["Staff Type"].lower()}
            post |= {"start": start, "end": read_date(r["Leaving Date"])}
            post |= {"away": read_date(r["Absent From"]), "back": read_date(r["Absent To"])}
            post |= {"contact": r["Works with Children"] == "Yes", "email": r["Work Email"]}
            people[r["Payroll Number"]].append(post)
    return dict(people), len(rows), sum(map(len, people.values()))


def post_held(post, day):
    """In post from start to end, both included; a vague date that straddles the day: None."""
    (s0, s1), end = post["start"], post["end"]
    if s0 > day or (end and end[1] < day):
        return False
    return True if s1 <= day and (not end or end[0] >= day) else None


def people_in_post(day):
    """By person: {number: (certain, the posts held or perhaps held)}."""
    found = {}
    for number, posts in staff()[0].items():
        held = [p for p in posts if post_held(p, day) is not False]
        if held:
            found[number] = any(post_held(p, day) for p in held), held
    return found


def leaf(posts):
    """Someone at several schools is one leaf, named by the set of schools."""
    return " + ".join(sorted({p["school"] for p in posts}))


def service_start(number, day):
    """Begun by the day; a gap of up to 60 days, or a change of post, continues service."""
    begun = [p for p in staff()[0][number] if p["start"][0] <= day]
    start, last = None, date.min
    for p in sorted(begun, key=lambda p: p["start"]):
        if start is None or (p["start"][0] - last).days - 1 > 60:
            start = p["start"]
        last = max(last, p["end"][1] if p["end"] else date.max)
    return start


def starters(day):
    """Those whose service began from the term's first day to the day: {number: certain}."""
    first = next(a for a, b in TERMS.values() if a <= day <= b)
    starts = {n: service_start(n, day) for n in staff()[0]}
    return {n: first <= s[0] and s[1] <= day for n, s in starts.items() if s and s[1] >= first}


@cache
def documents():
    """{(policy, school or ""): its approved versions, oldest first}; drafts never count."""
    rows, found = sheet("Policy register 2025-26.xlsx", "Register", "Policy"), defaultdict(list)
    for r in rows:
        key = (r["Policy"], ALIASES[r["School"]] if r["Scope"] == "school" else "")
        approved, effective = read_date(r["Approved"]), read_date(r["Effective from"])
        cycle = CYCLES.get(str(r["Review cycle"]).lower())
        versions = found[key]  # a title without an approved version stays in the denominator
        if approved and r["Status"] != "DRAFT":
            start = max(d[1] for d in (approved, effective) if d)
            v = {"name": r["Version"], "start": start, "end": date.max, "known": approved[1]}
            v |= {"audience": r["Audience"], "minor": r["Change"] == "Minor"}
            v |= {"stated": read_date(r["Next review"])}
            v |= {"cycle": cycle and add_months(approved, cycle, r["Approved"])}
            versions.append(v)
    for versions in found.values():
        versions.sort(key=lambda v: v["start"])
        for old, new in pairwise(versions):
            old["end"], new["previous"] = new["start"] - DAY, old
    return dict(found), len(rows), len(rows)


def in_force(document, day):
    """From the later of approval and effective day until the day before its successor's."""
    versions = documents()[0][document]
    return next((v for v in versions if v["start"] <= day <= v["end"]), None)


def review(document, day):
    """A due date counts to its latest day; the stated date, or where none is stated the cycle."""
    v = in_force(document, day)
    if not v:
        nothing = dict.fromkeys(("stated", "cycle", "due", "left"))
        return {"version": "", "status": "No version in force"} | nothing
    due = v["stated"] or v["cycle"]
    left = (due[1] - day).days if due else None
    status = "No review date" if left is None else "Overdue" if left < 0 else CURRENT[left <= 90]
    dates = {"stated": v["stated"], "cycle": v["cycle"], "due": due and due[1]}
    return {"version": v["name"], "status": status, "left": left} | dates


def policy_currency(day):
    """Required policy x school pairs, with those that have no version: {(policy, school): ...}."""
    found = {}
    for document in documents()[0]:
        status = review(document, day)["status"]
        for school in [document[1]] if document[1] else SCHOOLS:
            add(found, (document[0], school), status in CURRENT, 1, status == "No review date", 0)
    return found


def in_audience(audience, posts):
    """all, employed, contact, or staff types joined by a semicolon."""
    if audience in ("all", "contact"):
        return audience == "all" or any(p["contact"] for p in posts)
    types = audience.replace("employed", "employee").split(";")
    return any(p["type"] in types for p in posts)


@cache
def acknowledgements():
    """{(number, policy): [(version, day)]} of rows that say yes; and rows read and used."""
    emails = {p["email"].lower(): n for n, posts in staff()[0].items() for p in posts if p["email"]}
    rows = []  # person, policy, version, day (None: not yet; False: not to be read), yes
    for r in table("forms/Social networking policy - read and sign(1-168).csv"):
        day = datetime.strptime(r["Completion time"], "%m/%d/%y %H:%M:%S").date()
        who, yes = emails.get(r["Email"].lower()), list(r.values())[5] == "Yes"
        rows.append((who, "Social networking", "", day, yes))
    for r in table("Policy portal acknowledgements.csv"):
        day, text = None, r["Acknowledged UTC"]
        if text:
            ok = re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", text)
            utc = ok and datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
            day = bool(ok) and utc.astimezone(ZoneInfo("Europe/London")).date()
        who, yes = emails.get(r["Recipient Email"].lower()), r["Type"] == "Affirmative"
        rows.append((who, r["Document"], r["Version"], day, yes))
    for r in table("Governor sign-off.csv", ";"):
        day, yes = (read_date(r["Date signed"]) or (False,))[0], r["Response"] == "Signed"
        who = r["Staff number"] if r["Staff number"] in staff()[0] else None
        rows.append((who, r["Policy"], r["Version"], day, yes))
    titles = {policy for policy, _ in documents()[0]}
    used = [r for r in rows if r[0] and r[1] in titles and r[3] is not False]
    found = defaultdict(list)
    for number, policy, version, day, yes in used:
        if day and yes:
            found[number, policy].append((version, day))
    return dict(found), len(rows), len(used)


def valid(version, named, when):
    """Names it, once made known; or no version, while in force; or the one before a minor."""
    if named == version["name"] and when >= version["known"]:
        return True
    if not named and version["start"] <= when <= version["end"]:
        return True
    return version["minor"] and "previous" in version and valid(version["previous"], named, when)


def absent(posts, begun, day):
    """Absent for the whole window: from the day the duty began or before, and not back."""
    away = [p for p in posts if p["away"] and p["away"][1] <= begun]
    return any(not p["back"] or p["back"][0] >= day for p in away)


def duties(policy, posts, day, audience=None):
    """The versions a person must acknowledge: the organisation's, or one for each school."""
    keys = [(policy, s) for s in ("", *sorted({p["school"] for p in posts}))]
    versions = [in_force(k, day) for k in keys if k in documents()[0]]
    return [v for v in versions if v and in_audience(audience or v["audience"], posts)]


def acknowledgement(day, audience=None):
    """People in post in the audience, one leaf each: {(policy, leaf): counts}."""
    found = {}
    for number, (certain, posts) in people_in_post(day).items():
        own = service_start(number, day)[1]
        for policy in {p for p, _ in documents()[0]}:
            asked = duties(policy, posts, day, audience)
            asked_here = [v for v in asked if not absent(posts, max(v["start"], own), day)]
            signed = [a for a in acknowledgements()[0].get((number, policy), []) if a[1] <= day]
            done = all(any(valid(v, *a) for a in signed) for v in asked_here)
            if asked:
                here = bool(asked_here)
                numerator, unknown = here and certain and done, here and not certain
                add(found, (policy, leaf(posts)), numerator, here, unknown, not here)
    return found


@cache
def inductions():
    """{(number, policy): [day]}; a row without a person or a date is set aside."""
    rows, found = sheet("Induction log.xlsx", "Inductions", "Staff number"), defaultdict(list)
    for r in rows:
        if r["Staff number"] in staff()[0] and (when := read_date(r["Induction date"])):
            found[r["Staff number"], r["Policy"]].append(when[0])
    return dict(found), len(rows), sum(map(len, found.values()))


def induction(day, audience=None):
    """Employees among the term's starters, in the audience: {(policy, leaf): counts}."""
    found = {}
    for number, certain in starters(day).items():
        posts = people_in_post(day).get(number, (None, staff()[0][number]))[1]
        employee = any(p["type"] == "employee" for p in posts)
        earliest = service_start(number, day)[0] - 60 * DAY
        for policy in {p for p, _ in documents()[0] if duties(p, posts, day, audience)}:
            days = inductions()[0].get((number, policy), [])
            done = employee and certain and any(earliest <= d <= day for d in days)
            unknown = employee and not certain
            add(found, (policy, leaf(posts)), done, employee, unknown, not employee)
    return found


def total(leaves, policy="All", school="All"):
    """A school's figure sums every leaf that contains it; the organisation's each leaf once."""
    found = {}
    for (p, s), counts in leaves.items():
        if policy in ("All", p) and (school in ("All", s) or school in s.split(" + ")):
            add(found, "total", *counts)
    return found.get("total", (0, 0, 0, 0))


def reconciliation():
    """Rows read, used and set aside of each source."""
    rows = sheet("Incident counts.xlsx", "Counts", "Month")
    used = [r for r in rows if read_date(r["Month"]) and r["School"] in ALIASES]
    logged = sheet("Policy evidence log 2025-26.xlsx", "Evidence", "Policy name")
    counts = {
        "staff": staff()[1:],
        "policies": documents()[1:],
        "acknowledgements": acknowledgements()[1:],
        "inductions": inductions()[1:],
        "incidents": (len(rows), len(used)),
        "evidence": (len(logged), sum(1 for r in logged if read_date(r["Date recorded"]))),
    }
    return {k: (read, ok, read - ok) for k, (read, ok) in counts.items()}
