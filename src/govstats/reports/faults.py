"""Whatever went wrong, as an error that a person is told of in plain sentences. A trace goes to a log."""

import tempfile
import traceback

from govstats.errors import GovstatsError, MustFix


class OwnFault(GovstatsError):
    """A mistake of govstats itself."""


def failure_of(error: Exception) -> GovstatsError:
    """What to tell a person of an error."""
    if isinstance(error, GovstatsError):
        return error
    if isinstance(error, OSError):
        from govstats.reports.files import not_written

        return MustFix(not_written(error))
    return OwnFault(f"govstats made a mistake of its own. {_logged(error)}; nothing of your data was changed.")


def _logged(error: Exception) -> str:
    """Keep the trace of what went wrong, and say where it is."""
    try:
        with tempfile.NamedTemporaryFile("w", prefix="govstats-", suffix=".log", delete=False, encoding="utf-8") as log:
            traceback.print_exception(error, file=log)
    except OSError:
        return "The details could not be kept"
    return f"The details are in {log.name}"
