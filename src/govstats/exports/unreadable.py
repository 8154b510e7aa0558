"""What is known of a folder that cannot be counted yet."""

from collections.abc import Iterable

from govstats.errors import MustFix, Problem
from govstats.records import ReadAs, SourceRead


class UnreadableFolder(MustFix):
    """Something must be fixed, and some files could be read. `problems` holds those worth checking as well."""

    def __init__(
        self,
        problems: Iterable[Problem],
        sources: tuple[SourceRead, ...],
        read_as: tuple[ReadAs, ...],
    ) -> None:
        super().__init__(problems)
        self.sources, self.read_as = sources, read_as
