"""Whom a release is for: what each of three readers may be shown."""

INTERNAL, BOARD, PUBLIC = "internal", "board", "public"
PROFILES = (BOARD, PUBLIC, INTERNAL)


def smallest_group(profile: str, minimum: int) -> int:
    """How many people a group has at least, for a figure of it to be shown: to the office, of any number.

    >>> smallest_group("board", 5), smallest_group("internal", 5)
    (5, 0)
    """
    return 0 if profile == INTERNAL else minimum
