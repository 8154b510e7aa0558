"""A piece of text of a finished file, with its place."""

from dataclasses import dataclass

FOOT = "the foot"  # of a sheet: where pieces of its number stand


@dataclass(frozen=True, slots=True)
class Piece:
    """One text of a file.

    Attributes
    ----------
    place
        Where texts of its kind stand, for example "the attribute title of td".
    at
        Which of them it is, for a person who looks for it: "row 7", "page 2".
    shown
        Whether it is part of what a reader reads from top to bottom.
    flows
        Whether its lines were broken anew on the way, so that its sentences are no longer texts of their own.
    of_the_maker
        Whether the programme that wrote the file put it there, with numbers of its own.
    joins
        Whether it is several texts in a row, which are pieces of their own too.
    """

    place: str
    text: str
    at: str = ""
    shown: bool = False
    flows: bool = False
    of_the_maker: bool = False
    joins: bool = False

    @property
    def said(self) -> str:
        return f"{self.at}, {self.place}" if self.at else self.place
