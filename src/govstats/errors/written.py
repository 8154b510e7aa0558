"""What somebody wrote into a settings file and cannot stand there, in words of the file and not of a library."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

from pydantic_core import ErrorDetails

from govstats.errors import MustFix, problem

_DAY = "a day, written as 2025-09-01 without quotation marks"
_LIST = "a list in [ ], or parts that begin with [[ ]]"
_PART = "a part of its own, which begins with its name in [ ]"
_WHOLE_NUMBER, _NUMBER = "a whole number, such as 28", "a number, such as 0.95"
# What has to stand there, by the validator's name for the fault.
_WANTED = {
    "date_type": _DAY,
    "date_parsing": _DAY,
    "date_from_datetime_parsing": _DAY,
    "date_from_datetime_inexact": _DAY,
    "int_type": _WHOLE_NUMBER,
    "int_parsing": _WHOLE_NUMBER,
    "int_from_float": _WHOLE_NUMBER,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "string_type": "a text in quotation marks",
    "string_too_short": "a text that is not blank",
    "greater_than": "more than {gt:g}",
    "greater_than_equal": "{ge:g} or more",
    "less_than_equal": "{le:g} or less",
    "literal_error": "{expected}",
    "tuple_type": _LIST,
    "too_short": "a list of one or more",
    "too_long": "a list of no more than {max_length}",
    "dict_type": _PART,
    "model_type": _PART,
}


def text_of(path: Path, file: str) -> str:
    """The text of a settings file.

    Raises
    ------
    MustFix
        A letter of it is not in UTF-8.
    """
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise MustFix(problem("settings-not-in-utf-8", file=file, found=f"line {line}")) from None


def said_of(fault: ErrorDetails) -> str:
    """What is wrong with a value, without a full stop.

    >>> said_of({"type": "less_than_equal", "loc": (), "msg": "", "input": 95, "ctx": {"le": 1}})
    'It is 95, and has to be 1 or less: 95% is written 0.95'
    """
    wanted = _WANTED.get(fault["type"])
    if wanted is None:
        return fault["msg"].removeprefix("Value error, ").rstrip(".")
    found, limits = fault["input"], fault.get("ctx", {})
    has_to_be = wanted.format_map(limits).replace("'", '"') + _as_a_share(found, limits)
    if isinstance(found, (list, tuple, dict)):
        return f"It has to be {has_to_be}"
    shown = str(found) if isinstance(found, date) else json.dumps(found, ensure_ascii=False)
    return f"It is {shown}, and has to be {has_to_be}"


def _as_a_share(found: Any, limits: dict[str, Any]) -> str:
    """How a percentage is written where a share has to stand."""
    percentage = re.fullmatch(r"(\d+(?:\.\d+)?)\s*%?", str(found))
    if percentage is None or not (limits.get("le") == 1 or str(found).endswith("%")):
        return ""
    number = float(percentage[1])
    return f": {number:g}% is written {number / 100:g}" if 1 < number <= 100 else ""
