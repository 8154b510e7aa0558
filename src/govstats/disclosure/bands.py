"""A count told as a band of per cents: near enough to act on, and never one of fewer than five possible counts."""

WIDTHS = (5, 10, 20, 50, 100)  # per cent; each divides 100, so that the bands of one width never overlap


def band(count: int, of: int, minimum: int = 5) -> tuple[int, int]:
    """Give the smallest and largest count of the band that a count falls into.

    The bands lie on a fixed grid of per cents, the top one with its end, so that the truth is nowhere in particular in
    its band. A headcount has one width, the narrowest of which every band holds at least `minimum` counts: a width
    chosen for the count would tell of it.

    Parameters
    ----------
    count, of
        How many people of how many.
    minimum
        How many counts a band holds at least. Of fewer people than that, the band is nobody to everybody.

    Raises
    ------
    ValueError
        The count is not one of nobody to everybody.

    Examples
    --------
    >>> band(37, 41), band(40, 41), band(160, 180), band(100, 100), band(2, 3)
    ((33, 41), (33, 41), (153, 161), (95, 100), (0, 3))
    """
    if not 0 <= count <= of:
        raise ValueError(f"{count} of {of} is not a share of people.")
    if of < minimum:
        return 0, of
    width = next(width for width in WIDTHS if all(_holds(place, width, of) >= minimum for place in range(100 // width)))
    # Of nobody there is no per cent; what is exactly 100% lies in the top band.
    place = min(count * 100 // (width * of), 100 // width - 1)
    return _ends(place, width, of)


def _ends(place: int, width: int, of: int) -> tuple[int, int]:
    """The first and last count of one band of a grid, from 0 upwards: the last stops short of the next band."""
    return _first(place, width, of), of if place == 100 // width - 1 else _first(place + 1, width, of) - 1


def _first(place: int, width: int, of: int) -> int:
    """The smallest count that is `place` times `width` per cent or more."""
    return -(-place * width * of // 100)


def _holds(place: int, width: int, of: int) -> int:
    first, last = _ends(place, width, of)
    return last - first + 1
