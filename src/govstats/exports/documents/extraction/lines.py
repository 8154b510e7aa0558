"""What every format is read into: lines of one cell, or of several that stand side by side."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["title", "heading", "text", "header", "footer"]

# Some 300 pages.
LONGEST_TEXT = 1_000_000  # characters
MOST_LINES = 15_000
MOST_CELLS = 60  # side by side: a line of more is no row of a table that anybody reads


@dataclass(frozen=True)
class Line:
    """One line of a document, or one row of a table.

    Parameters
    ----------
    cells
        What stands side by side; a line break within a cell is ``"\\n"``.
    kind
        What the document makes of the line.
    block
        Lines of one paragraph or one table share a number.
    table
        Whether the line is a row of a table.
    """

    cells: tuple[str, ...]
    kind: Kind = "text"
    block: int = 0
    table: bool = False


class Refused(Exception):
    """A document that cannot be read, by the code of its message."""

    def __init__(self, code: str, found: str = "") -> None:
        super().__init__(code)
        self.code, self.found = code, found
