"""One clause of a policy as it is published, ready to be said."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import pandas as pd

from govstats.measures.facts import Fact


@dataclass(frozen=True)
class Shown:
    """One clause as it is published. None stands for a number that is withheld or was not recorded."""

    policy: str
    clause: str
    says: str
    applies_to: str
    evidence: str
    status: str
    unit: str
    numerator: int | None
    denominator: int
    unknown: int | None
    target: float
    number: int | None
    latest: str
    facts: tuple[Fact, ...]
    incidents: int | None
    incidents_unknown: int | None
    prompt: str
    prompt_source: str
    withheld: bool
    number_withheld: bool
    incidents_withheld: bool

    @classmethod
    def of(cls, row: Mapping[Any, Any]) -> "Shown":
        known: dict[str, Any] = {field.name: row[field.name] for field in fields(cls)}
        return cls(**known | {name: None for name, value in known.items() if value is pd.NA})

    @property
    def done(self) -> int:
        return self.numerator or 0

    @property
    def doubt(self) -> str:
        """Of how many it cannot be told."""
        return f"; {self.unknown:,} cannot be told" if self.unknown else ""
