"""The corpus sees what is wrong with an answer, so that a test of a file can fail."""

from dataclasses import replace
from typing import Any

import pytest

from tests.corpus.entry import LIMIT_BYTES, LIMIT_SECONDS, Awkward, Read, Refused, faults
from tests.corpus.reader import Answer

READ = Awkward("list.csv", "a list", "staff", b"", (Read(2, 1),), holds={"name": ["Ada", "Bo"]})
REFUSED = replace(READ, expected=(Refused("locked", ("Take",)),), holds={})


def account(read: int = 3, used: int = 2, aside: int = 1) -> dict[str, Any]:
    counts = {"rows_read": read, "rows_used": used, "rows_set_aside": aside}
    return {"source": "staff", "file": "list.csv", "sheet": ""} | counts


def said(text: str, *, severity: str = "must fix", mend: str = "Take the password off.") -> dict[str, Any]:
    whole = {"text": f"list.csv: {text} {mend}", "mend": mend, "found": "", "row": None}
    return {"code": "", "file": "list.csv", "severity": severity} | whole


GOOD = Answer(loaded=True, sources=[account()], rows={"staff": {"name": ["Ada", "Bo"]}})
LOCKED = said("The file is locked with a password.")
CASES = [
    ("nothing wrong", READ, GOOD, ""),
    ("refused as it should be", REFUSED, Answer(problems=[LOCKED]), ""),
    ("dead", READ, replace(GOOD, died="it ended with code -9"), "died"),
    ("a stack trace", READ, Answer(raised="KeyError: 'x'"), "exception"),
    ("printed", READ, replace(GOOD, noise="UserWarning"), "printed"),
    ("slow", READ, replace(GOOD, seconds=LIMIT_SECONDS + 1), "took"),
    ("large", READ, replace(GOOD, peak_bytes=LIMIT_BYTES + 1), "took"),
    ("rows lost", READ, replace(GOOD, sources=[account(read=4)]), "rows are lost"),
    ("rows miscounted", READ, replace(GOOD, sources=[account(used=3, aside=0)]), "wanted"),
    ("another table too", READ, replace(GOOD, sources=[account(), account()]), "wanted"),
    ("another name", READ, replace(GOOD, rows={"staff": {"name": ["Ada", "Bob"]}}), "name"),
    ("refused", READ, Answer(problems=[LOCKED]), "wanted"),
    ("read", REFUSED, GOOD, "wanted"),
    ("silence", REFUSED, Answer(loaded=True), "nothing was said"),
    ("another reason", REFUSED, Answer(problems=[said("The file is empty.", mend="Export it again.")]), "wanted"),
    ("two refusals", REFUSED, Answer(problems=[LOCKED, LOCKED]), "wanted"),
    ("a machine's words", REFUSED, Answer(problems=[said("BadZipError: no password.")]), "machine"),
    ("two lines", REFUSED, Answer(problems=[said("The file has\na password.")]), "cannot be printed"),
    ("no mend", REFUSED, Answer(problems=[said("It has a password.", mend="")]), "no mend"),
    ("long-winded", REFUSED, Answer(problems=[said("It has a password" + " and" * 60)]), "more than 60 words"),
    ("a cell repeated", READ, replace(GOOD, problems=[said("x" * 2_000, severity="worth checking")]), "letters"),
]


@pytest.mark.parametrize(("entry", "answer", "word"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_bad_answer_is_seen(entry: Awkward, answer: Answer, word: str) -> None:
    found = faults(entry, answer)
    assert word in " ".join(found) if word else not found, found
