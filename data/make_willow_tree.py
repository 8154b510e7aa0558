"""Make the demo organisation: a federation of three invented primary schools, as its office would export it.

    python data/make_willow_tree.py [FOLDER]        (default: willow-tree beside this script)

Needs Python 3.11 and openpyxl. The same bytes come out every time, whatever the clock, the time zone and the hash seed.
The faults in the files are wanted: each is a kind that real exports have, and README.md lists them.
"""

import csv
import io
import os
import random
import re
import sys
import tomllib
import unicodedata
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

os.environ["OPENPYXL_LXML"] = "False"  # with lxml at hand openpyxl writes the same XML in other bytes
from openpyxl import Workbook

HERE = Path(__file__).parent
TOLD = tomllib.loads((HERE / "willow_tree.toml").read_text("utf-8"))
EXPORTED = date(2026, 1, 5)
SCHOOLS = {
    "Oakfield": "Oakfield Primary School",
    "Beech Lane": "Beech Lane Primary School",
    "Ash Grove": "Ash Grove Primary School",
}
AWAY_FROM_CHILDREN = ("Cleaner", "Finance assistant", "Cook", "Kitchen assistant", "Caretaker")


def told(part, name):
    """The rows of one of the tables of willow_tree.toml."""
    return [line.split("|") for line in TOLD[part][name].strip().splitlines()]


POLICIES = {policy: rest for policy, *rest in told("register", "policies")}


def draw(*key):
    """A generator of its own for each question, so that changing one file leaves the chances of the others alone."""
    return random.Random("|".join(map(str, ("Willow Tree", *key))))


def is_iso(text):
    return re.fullmatch(r"\d{4}-\d\d-\d\d", text) is not None


def as_cell(text):
    """An ISO date becomes a real date cell; any other spelling stays the text that somebody typed."""
    return date.fromisoformat(text) if is_iso(text) else text


def as_number(text):
    """What looks like a number becomes one, as it does in a sheet: a count, and also the clause 4.2."""
    return float(text) if re.fullmatch(r"\d+\.\d+", text) else int(text) if text.isdigit() else text


def add_person(people, kind, title, schools, name=None, start="", end=""):
    index = len(people)
    if name is None:
        forenames, surnames = TOLD["forenames"].split(), TOLD["surnames"].split()
        twin = 41 if index == 141 else index  # two people of one name: the second e-mail address gets a digit
        name = forenames[twin % len(forenames)], surnames[twin * 38 % len(surnames)]
    chance = draw("start", index)
    day = date(chance.randrange(2021 if kind == "Governor" else 2004, 2025), 9, 1)
    if chance.random() < 0.4 and kind != "Governor":
        day = date(day.year, chance.choice((1, 2, 4, 5, 10, 11)), chance.randrange(4, 27))
    if start:
        day = date.fromisoformat(start) if is_iso(start) else EXPORTED  # who has no real start date signs nothing
    post = {
        "title": draw("title", index).choice(TOLD["titles"].get(title, [title])),
        "kind": title,
        "end": end,
        "away": ("", ""),
    }
    people.append(
        {
            "name": name,
            "type": kind,
            "start": day,
            "given": bool(start),
            "email": "",
            "paper": kind == "Contractor",
            "contact": title == "Sports coach"
            or (kind not in ("Governor", "Contractor") and title not in AWAY_FROM_CHILDREN),
            "posts": [{**post, "school": school, "start": start or day.isoformat()} for school in schools],
        }
    )


def holders(people, school, title):
    """Who holds such a post at a school and has no particular start date yet."""
    return [
        p for p in people if p["posts"][0]["school"] == school and p["posts"][0]["kind"] == title and not p["given"]
    ]


def set_start(person, text, day=None):
    person.update(start=date.fromisoformat(day or text), given=True)
    person["posts"][0]["start"] = text


def build_people():
    people = []
    for forename, surname, kind, title, *schools in [line.split("|") for line in TOLD["named"].strip().splitlines()]:
        add_person(people, kind, title, schools, (forename, surname))
    for school, groups in TOLD["staffing"].items():
        for kind, text in groups.items():
            for number, title in re.findall(r"(\d+) ([^,]+)", text):
                for _ in range(int(number)):
                    add_person(people, kind, title, [school])
    for index, text, day in told("lives", "text_dates"):
        set_start(people[int(index)], text, day)
    for school, title, text, *day in told("lives", "starters"):
        set_start(holders(people, school, title)[-1], text, *day)
    tell_the_lives(people)
    for kind, school, title, start, end, number in told("lives", "left_and_odd"):
        add_person(people, kind, title, [school], start=start, end=end)
        people[-1]["no number"] = bool(number)
    number_and_address(people)
    return people


def tell_the_lives(people):
    """What happened to one person each: absence, a resignation, a second post, a change of post, no e-mail address."""
    teachers = holders(people, "Beech Lane", "Class teacher")
    teachers[1]["posts"][0]["away"] = ("2025-03-10", "")
    teachers[2]["posts"][0]["end"] = "2025-12-31"
    holders(people, "Oakfield", "Teaching assistant")[4]["posts"][0]["away"] = (
        "2025-10-06",
        "2025-11-14",
    )
    for school, second in (("Oakfield", "Breakfast club assistant"), ("Ash Grove", "Cleaner")):
        person = holders(people, school, "Midday supervisor")[-1]
        person["posts"].append({**person["posts"][0], "title": second})
    returned = holders(people, "Beech Lane", "Teaching assistant")[3]
    returned["posts"].insert(0, {**returned["posts"][0], "title": "Lunchtime supervisor", "end": "2025-08-31"})
    returned["posts"][1]["start"] = "2025-09-01"  # a new post, not a new starter
    midday = [
        person
        for school in SCHOOLS
        for person in holders(people, school, "Midday supervisor")[: 2 if school == "Oakfield" else 1]
    ]
    for person in midday + [p for p in people if p["type"] == "Volunteer"][::2]:
        person["paper"] = True


def number_and_address(people):
    numbers, taken = draw("numbers").sample(range(1012, 9873), len(people)), {}
    for person, number in zip(people, numbers):
        person["number"] = "" if person.get("no number") else f"{number:06d}"
        if person["paper"] or not person["number"]:
            continue
        plain = unicodedata.normalize("NFKD", ".".join(person["name"])).encode("ascii", "ignore").decode().lower()
        plain = re.sub(r"[^a-z.-]", "", plain)
        taken[plain] = taken.get(plain, 0) + 1
        person["email"] = f"{plain}{taken[plain] if taken[plain] > 1 else ''}@willowtree.example"


def staff_rows(people):
    [heading] = told("headings", "staff")
    blocks = {school: [] for school in SCHOOLS}
    for person in people:
        for post in person["posts"]:
            school = {"Governor": post["school"], "Volunteer": f"{post['school']} Primary"}.get(
                person["type"], SCHOOLS[post["school"]]
            )
            blocks[post["school"]].append(
                [
                    person["number"],
                    person["name"][1],
                    person["name"][0],
                    person["email"],
                    school,
                    post["title"],
                    person["type"],
                    as_cell(post["start"]),
                    as_cell(post["end"]),
                    "Yes" if person["contact"] else "No",
                    *map(as_cell, post["away"]),
                ]
            )
    oakfield, beech, ash = (
        sorted(rows, key=lambda row: (row[1].lower(), row[2].lower(), row[0], row[5])) for rows in blocks.values()
    )
    return [
        ["The Willow Tree Federation"],
        ["Staff list, exported 5 January 2026"],
        ["CONFIDENTIAL: personal data. All people are invented."],
        [],
        heading,
        *oakfield,
        [],
        *beech,
        heading,
        *ash,
        [],
        [f"{len(heading)} Columns / {len(oakfield + beech + ash)} Rows"],
    ]


def register_rows():
    rows = [
        ["The Willow Tree Federation"],
        ["Policy register 2025-26. One row a version; the school office keeps it."],
        *told("headings", "register"),
    ]
    for (
        policy,
        version,
        written,
        approved,
        effective,
        due,
        status,
        school,
        change,
        by,
        minute,
        model,
        modelled,
    ) in told("register", "versions"):
        statutory, cycle, level, owner, audience, linked, handbook, unions = POLICIES[policy]
        rows.append(
            [
                policy,
                statutory,
                version,
                *map(as_cell, (written, approved, effective, due)),
                cycle,
                level,
                by,
                owner,
                status,
                audience,
                "school" if school else "trust",
                school,
                change,
                model,
                modelled,
                linked,
                handbook,
                unions,
                minute,
            ]
        )
    return rows


def in_audience(person, policy):
    audience = POLICIES[policy][4]
    if audience == "contact":
        return person["contact"]
    return audience == "all" or person["type"].lower() in audience.replace("employed", "employee").split(";")


def last_day(person):
    """The last day of the last post; whoever left on a day typed as text left in August 2025."""
    ends = [post["end"] for post in person["posts"]]
    return max(EXPORTED if not end else date.fromisoformat(end) if is_iso(end) else date(2025, 8, 31) for end in ends)


def signing(person, key, published, closes, rates):
    """When somebody read one version (None: never), or "not asked" where it was not theirs to read."""
    schools = [post["school"] for post in person["posts"] if post["school"] in rates]
    asked, last = max(published, person["start"]), min(last_day(person), closes)
    if not schools or asked > last or person["start"] >= EXPORTED:
        return "not asked"
    chance = draw("read", person["number"], *key)
    # Half of it is the person, half the occasion: some read everything, a few nothing, most something.
    keen = draw("keen", person["number"]).random() if chance.random() < 0.5 else chance.random()
    rate = max(rates[school] for school in schools) * (0.9 if person["start"] >= date(2025, 9, 1) else 1)
    day = asked + timedelta(days=1 + int(chance.expovariate(1 / 13)))
    day += timedelta(days=7 - day.weekday() if day.weekday() > 4 else 0)
    away = person["posts"][0]["away"][0]
    if keen >= rate or day > last or (away and day >= date.fromisoformat(away)):
        return None
    return datetime.combine(day, time(chance.randrange(7, 18), chance.randrange(60), chance.randrange(60)))


def portal_rows(people):
    rows = []
    for job, (policy, version, published, closes, since, *shares) in enumerate(told("coverage", "read"), 11):
        issued = datetime.fromisoformat(published + "T08:00:00")
        rates = {school: float(share) for school, share in (words.rsplit(" ", 1) for words in shares)}
        for person in people:
            new_enough = not since or person["start"] >= date.fromisoformat(since)
            if not person["email"] or person["type"] == "Governor" or not in_audience(person, policy) or not new_enough:
                continue
            read = signing(person, (policy, version), issued.date(), date.fromisoformat(closes), rates)
            if read != "not asked":
                # Where each school has versions of its own, only the version tells which school's was read.
                named = "" if len(rates) > 1 and draw("version", person["number"], job).random() < 0.07 else version
                rows.append(
                    [
                        person["email"],
                        policy,
                        named,
                        utc(issued),
                        utc(read),
                        "Affirmative",
                        f"J{job}",
                    ]
                )
    rows.sort(key=lambda row: (row[1], row[6], row[0]))
    return told("headings", "portal") + spoil_portal(rows)


def utc(moment):
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}" if moment else ""


def spoil_portal(rows):
    """What exports of such a tool have: refusals, strangers, other names of a policy, a lost date, doubles."""
    signed = [row for row in rows if row[4]]
    for at in (515, 960, 1405):
        signed[at][5] = "Adverse"
    late = next(row for row in signed if row[1:3] == ["Staff code of conduct", "3"])
    late[4] = "2025-08-31T23:20:00Z"  # twenty past midnight of 1 September by the school's clock
    extra = [
        [*row[:4], utc(datetime.fromisoformat(row[4][:-1]) + timedelta(days=9)), *row[5:]]
        for row in signed[40:1600:260]
    ]
    extra += [[email, *row[1:]] for email, row in zip(TOLD["coverage"]["strangers"], signed[90::370])]
    extra += [[row[0], *rest.split("|")] for rest, row in zip(TOLD["coverage"]["other_names"], signed[200::400])]
    signed[700][4] = "n/k"
    return sorted(rows + extra, key=lambda row: (row[1], row[6], row[0], row[4]))


def form_rows(people, wanted=168):
    """The form for the social networking policy: dates month first, as the tool writes them whatever the country."""
    answers, rates = [], {"Oakfield": 0.80, "Beech Lane": 0.93, "Ash Grove": 0.97}
    for person in people:
        if person["email"] and person["type"] in ("Employee", "Agency", "Volunteer"):
            shares = rates if person["type"] == "Employee" else dict.fromkeys(rates, 0.4)
            read = signing(person, ("form",), date(2024, 9, 2), EXPORTED, shares)
            if isinstance(read, datetime):
                answers.append([read, person["email"], " ".join(person["name"]), "Yes"])
    again = [answer for answer in answers if answer[0].year == 2024]
    again[31][3] = again[-12][3] = "No"
    answers += [
        [moment, "anonymous", "anonymous", "Yes"]
        for moment in (datetime(2024, 9, 21, 9, 40, 12), datetime(2025, 9, 2, 16, 5, 44))
    ]
    for _, email, name, _ in draw("again").sample(
        [answer for answer in again if answer[3] == "Yes"], wanted - len(answers)
    ):
        chance = draw("again", email)  # some sign every September, asked or not
        moment = datetime(
            2025,
            9,
            chance.randrange(1, 6),
            chance.randrange(8, 17),
            chance.randrange(60),
            chance.randrange(60),
        )
        answers.append([moment, email, name, "Yes"])
    answers.sort()
    return told("headings", "form") + [
        [
            number,
            american(done - timedelta(seconds=41 + number * 7 % 300)),
            american(done),
            email,
            name,
            answer,
        ]
        for number, (done, email, name, answer) in enumerate(answers, 1)
    ]


def american(moment):
    return f"{moment.month}/{moment.day}/{moment:%y} {moment.hour}:{moment:%M:%S}"


def sign_off_rows(people):
    """The paper sheets: governors, and whoever has no work e-mail address."""
    rows, safeguarding = [], "Safeguarding and child protection"
    for index, person in enumerate(p for p in people if p["type"] == "Governor"):
        sheet = (
            []
            if index in (3, 9)
            else [("Governors' allowances", "4", date(2025, 1, 22) + timedelta(days=index * 5 % 60))]
        )
        sheet += [(safeguarding, "2024", date(2024, 9, 11) + timedelta(days=index * 11 % 40))] if index < 8 else []
        # Two signed a week before governors approved the new version, which counts for nothing.
        sheet += (
            [] if index == 5 else [(safeguarding, "2025", date(2025, 9, 3) if index in (1, 6) else date(2025, 10, 14))]
        )
        rows += [[person["number"], *line] for line in sheet]
    for index, person in enumerate(p for p in people if p["paper"] and not any(post["end"] for post in p["posts"])):
        first_week = person["start"] + timedelta(days=7)
        sheet = [(safeguarding, "2024", max(date(2024, 9, 30), first_week))] if first_week < date(2025, 8, 1) else []
        sheet += [] if index == 4 else [(safeguarding, "2025", max(date(2025, 9, 29), first_week))]
        if person["type"] == "Employee":
            sheet += [
                ("Staff code of conduct", "3", date(2025, 7, 15)),
                ("Staff discipline and grievance", "4", date(2025, 1, 13)),
            ]
        rows += [[person["number"], *line] for line in sheet]
    rows.sort(key=lambda row: (row[3], row[1], row[0]))
    return told("headings", "sign_off") + [[*row[:3], f"{row[3]:%d/%m/%Y}", "Signed"] for row in rows]


def induction_rows(people):
    leads = {
        school: next(" ".join(p["name"]) for p in people if p["posts"][0]["school"] == school) for school in SCHOOLS
    }
    rows = []
    for person in people:
        school, title = person["posts"][0]["school"], person["posts"][0]["kind"]
        forgotten = (school, title, person["start"].month) == ("Oakfield", "Midday supervisor", 11)
        if (
            not person["given"]
            or not person["number"]
            or not date(2025, 1, 1) <= person["start"] <= date(2025, 12, 15)
            or forgotten
        ):
            continue
        chance = draw("induction", person["number"])
        # A few come before their first day, most in the first week, some long after the 28 days allowed.
        days = {
            "first": chance.choice((-12, 0, 0, 0, 1, 2, 5, 8)),
            "second": chance.choice((9, 14, 20, 26, 40)),
        }
        for policy, session, share in told("coverage", "inducted"):
            day = person["start"] + timedelta(days=days[session])
            day += timedelta(days=7 - day.weekday() if day.weekday() > 4 else 0)
            if in_audience(person, policy) and chance.random() < float(share) and day < EXPORTED:
                rows.append([person["number"], " ".join(person["name"]), policy, day, leads[school]])
    rows.sort(key=lambda row: (row[3], row[0], row[2]))
    rows[-40][3] = "TBC"
    rows.insert(
        60,
        [
            "009999",
            "Temp (agency)",
            "Safeguarding and child protection",
            date(2025, 4, 30),
            leads["Oakfield"],
        ],
    )
    rows.insert(
        130,
        [
            "JS, PK, AM – training session",
            "",
            "Online safety",
            date(2025, 9, 1),
            leads["Beech Lane"],
        ],
    )
    return told("headings", "inductions") + rows


def incident_rows():
    found = {
        (int(month), school, clause): (number, outcome)
        for month, school, clause, number, outcome in told("incidents", "counts")
    }
    rows, total = [], 0
    for month, spelling in enumerate(TOLD["incidents"]["months"], 1):
        for school in SCHOOLS:
            for clause in ("4.1(iii)", "4.1(iv)", "4.1(v)"):
                number, outcome = found.get((month, school, clause), ("" if clause == "4.1(v)" else "0", ""))
                if number:
                    count = int(number) if number.isdigit() else number
                    rows.append([spelling, SCHOOLS[school], "Social networking", clause, count, outcome])
                    total += count if isinstance(count, int) else 0
    rows.insert(20, ["Spring", SCHOOLS["Beech Lane"], "Social networking", "4.1(iv)", 1, "Advice given"])
    return told("headings", "incidents") + rows + [["Total", "", "", "", total + 1, ""]]


def evidence_rows():
    return told("headings", "evidence") + [
        ["Social networking", as_number(clause), kind, as_cell(day), school, as_number(done), as_number(of), note]
        for clause, kind, day, school, done, of, note in told("evidence", "log")
    ]


def write_csv(path, rows, delimiter=",", encoding="utf-8-sig"):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))


def write_workbook(path, sheets):
    book = Workbook()
    book.remove(book.active)
    book.properties.creator = "School office"
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row, cells in enumerate(rows, 1):
            for column, value in enumerate(cells, 1):
                if value not in ("", None):
                    cell = sheet.cell(row, column, value)
                    if isinstance(value, date):
                        cell.number_format = "dd/mm/yyyy"
    buffer = io.BytesIO()
    book.save(buffer)
    path.write_bytes(same_every_time(buffer))


def same_every_time(buffer):
    """The workbook without the clock: openpyxl writes the time of saving into it, twice."""
    result = io.BytesIO()
    with (
        zipfile.ZipFile(buffer) as old,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(
                    rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*",
                    rb"\g<1>2026-01-05T09:00:00Z",
                    content,
                )
            entry = zipfile.ZipInfo(name, (2026, 1, 5, 9, 0, 0))
            entry.compress_type, entry.create_system, entry.external_attr = (
                zipfile.ZIP_DEFLATED,
                3,
                0o644 << 16,
            )
            new.writestr(entry, content)
    return result.getvalue()


def make(folder):
    exports = folder / "exports"
    (exports / "forms").mkdir(parents=True, exist_ok=True)
    people = build_people()
    (folder / "govstats.toml").write_bytes(TOLD["settings"]["text"].encode())
    write_workbook(
        exports / "Staff list 19-12-2025.xlsx",
        {"Read me": told("headings", "read_me"), "Staff": staff_rows(people)},
    )
    write_workbook(exports / "Policy register 2025-26.xlsx", {"Register": register_rows()})
    write_csv(exports / "Policy portal acknowledgements.csv", portal_rows(people))
    write_csv(exports / "forms" / "Social networking policy - read and sign(1-168).csv", form_rows(people))
    write_csv(exports / "Governor sign-off.csv", sign_off_rows(people), ";", "ascii")
    write_workbook(exports / "Induction log.xlsx", {"Inductions": induction_rows(people)})
    write_workbook(exports / "Incident counts.xlsx", {"Counts": incident_rows()})
    write_workbook(exports / "Policy evidence log 2025-26.xlsx", {"Evidence": evidence_rows()})


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "willow-tree"
    make(target)
    for made in sorted(path for path in target.rglob("*") if path.is_file()):
        print(f"{made.stat().st_size:8,d}  {made.relative_to(target).as_posix()}")
