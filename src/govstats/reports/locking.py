"""A workbook under lock: encrypted as spreadsheet programmes do it, so that they open it with its password."""

import os
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from govstats.errors import MustFix, problem

if TYPE_CHECKING:
    from openpyxl import Workbook

# Not an option of a command: whoever may list the machine's processes can read those.
PASSWORD = "GOVSTATS_WORKBOOK_PASSWORD"
LONGEST = 255  # what Excel takes


def password_given() -> str:
    """The password for the action workbook; "" where it is to be left open.

    Raises
    ------
    MustFix
        The variable is there and holds nothing that a spreadsheet programme would take.
    """
    password = os.environ.get(PASSWORD)
    if password is None:
        return ""
    if not 0 < len(password.strip()) <= len(password) <= LONGEST:
        raise MustFix(problem("workbook-password", found="", variable=PASSWORD, longest=LONGEST))
    return password


def save(book: "Workbook", path: Path, password: str) -> None:
    """Write a workbook, encrypted with AES-256 where there is a password (ECMA-376, agile encryption).

    What is to be locked is never on the disk unlocked.
    """
    if not password:
        book.save(path)
        return
    # Few lock their workbook, and what encrypts takes long to import.
    from msoffcrypto.format.ooxml import OOXMLFile

    opened = BytesIO()
    book.save(opened)
    with path.open("wb") as locked:
        OOXMLFile(opened).encrypt(password, locked)
