"""A statement: a label of a document and what stands at it."""

from dataclasses import dataclass
from typing import Literal

from govstats.exports.documents.labels import Meaning

Origin = Literal["label", "history", "sentence"]


@dataclass(frozen=True, slots=True)
class Statement:
    """A label and what stands at it.

    Parameters
    ----------
    origin
        Whether it stands at a label of its own, in a history of versions or in a sentence.
    asked
        Whether the document surely has a place for the value, so that a blank one is worth saying.
    """

    label: str
    meaning: Meaning
    value: str
    origin: Origin
    asked: bool = False
