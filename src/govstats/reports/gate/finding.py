"""What the gate finds in a run, and the words in which it says so."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

_MOST_SHOWN = 5  # places of one cause


class Cause(Enum):
    """Why a run may not be handed over, and how to mend it; the gravest first."""

    PERSON = (
        "a file for governors held something about a person",
        "If it stands in a policy title, a version or a setting, change it there and run again.",
    )
    OTHERWISE = (
        "a finished file said less, more or something else than it should",
        "If an export was changed while the pack was made, run again.",
    )
    UNDRAWN = (
        "this machine has no font for letters of a text, so that a PDF would show empty boxes for them",
        "Install a font that has those letters, such as one of Noto, and run again; or make the pack with --no-pdf.",
    )
    UNREAD = (
        "a finished file could not be read, and so not searched",
        "Run again. If it is a PDF, and stays so, make the pack with --no-pdf.",
    )
    STRAY = (
        "something lay in its folder that govstats did not put there",
        "Find out which programme did, and run again.",
    )


@dataclass(frozen=True)
class Finding:
    """Something in a run that may not stand there."""

    cause: Cause
    file: str
    place: str = ""
    what: str = ""

    @property
    def said(self) -> str:
        where = f"{self.file}, {self.place}" if self.place else self.file
        return f"{where}: {self.what}" if self.what else where


def refusal(found: Iterable[Finding]) -> str:
    """Why a pack was not handed over: each cause for itself, with its places and its mend."""
    places: dict[Cause, dict[str, None]] = {cause: {} for cause in Cause}
    for each in found:
        places[each.cause][each.said] = None
    opening, sentences = "The pack was not handed over, because", []
    for cause, said in places.items():
        if said:
            why, mend = cause.value
            sentences.append(f"{opening} {why} ({_listed([*said])}). {mend}")
            opening = "Besides,"
    return " ".join(sentences)


def _listed(said: list[str]) -> str:
    more = f"; and {len(said) - _MOST_SHOWN} more places" if len(said) > _MOST_SHOWN else ""
    return "; ".join(said[:_MOST_SHOWN]) + more
