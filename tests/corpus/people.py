"""The invented people and policies of the corpus, as rows, and the folder that stands around a file under test."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

Rows = Sequence[Sequence[Any]]

HEADINGS = ("Staff Number", "Name", "Job Title", "Start Date")
# The letters stand in Windows-1252, Latin-1, Mac Roman and code pages 437 and 850 alike.
# Two of the days can only be day first.
PEOPLE = (
    ("4217", "Zoë Byrne", "Class teacher", "01/09/2020"),
    ("0042", "Bo Chen", "Caretaker", "14/02/2022"),
    ("4219", "Siân O'Neill", "Teaching assistant", "05/09/2019"),
    ("4220", "Dénes Ördög", "Midday supervisor", "13/01/2021"),
)
STAFF = (HEADINGS, *PEOPLE)
IDS = tuple(row[0] for row in PEOPLE)
NAMES = tuple(row[1] for row in PEOPLE)
STARTS = ("2020-09-01", "2022-02-14", "2019-09-05", "2021-01-13")
WHO = {"person_id": IDS, "name": NAMES, "start_date_earliest": STARTS}
EMAILS = tuple(f"{number}@ash.example" for number in IDS)

REGISTER = (
    ("Policy", "Version", "Approved", "Review cycle"),
    ("Social media", "1", "2024-09-01", "annual"),
    ("Social media", "2", "2025-09-01", "annual"),
    ("Safeguarding", "1", "2025-09-01", "annual"),
)
SETTINGS = """\
[organisation]
name = "The Corpus Federation"
kind = "federation"
[[schools]]
name = "Ash Grove"
also = ["Ash Grove Primary School"]
[[schools]]
name = "Quince Court"
"""


def delimited(rows: Rows, delimiter: str = ",", end: str = "\r\n") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(rows)
    return text.getvalue()


def write_folder(folder: Path, file: str, content: bytes, kind: str, settings: str) -> None:
    """An organisation whose other sources are plain, so that only the file under test matters."""
    (folder / "govstats.toml").write_text(SETTINGS + settings, "utf-8")
    if kind != "staff":
        emails = [(*row, email) for row, email in zip(PEOPLE, EMAILS, strict=True)]
        (folder / "other staff list.csv").write_text(delimited([(*HEADINGS, "Email"), *emails]), "utf-8")
    if kind != "policies":
        (folder / "other register.csv").write_text(delimited(REGISTER), "utf-8")
    (folder / file).write_bytes(content)
