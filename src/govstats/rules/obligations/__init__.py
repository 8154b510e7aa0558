"""What a policy obliges a school to, clause by clause, and what would show it: data, one TOML file a policy."""

from govstats.rules.obligations.reading import (
    STAFF_TYPES,
    Clause,
    Obligations,
    Prompt,
    bundled_obligations,
    obligations_files,
    read_obligations,
)

__all__ = [
    "STAFF_TYPES",
    "Clause",
    "Obligations",
    "Prompt",
    "bundled_obligations",
    "obligations_files",
    "read_obligations",
]
