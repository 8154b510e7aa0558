"""The engine that papermill knows as "govstats".

papermill asks for it in the middle of its own import, and may itself be imported because of it. So this module imports
nothing of papermill's, and the class is made when it is asked for.
"""

from functools import cache
from typing import Any

from govstats.engine.choice import why_plain
from govstats.engine.forks import Forks
from govstats.engine.kernel import WarmKernelManager
from govstats.reports.warming import drawing_forks


class WarmedUp(WarmKernelManager):
    """Starts copies of a process that has warmed up for govstats' notebooks."""

    def _forks_default(self) -> Forks:
        return drawing_forks()


def __getattr__(name: str) -> Any:
    if name == "WarmEngine":
        return _warm_engine()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


@cache
def _warm_engine() -> type:
    from papermill.engines import NBClientEngine
    from papermill.log import logger

    class WarmEngine(NBClientEngine):  # type: ignore[misc]
        """papermill's own engine, with a fresh child of a warm process for a kernel where that is to be had."""

        @classmethod
        def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> None:
            if why := why_plain(kernel_name):
                logger.warning(f"Each notebook has a kernel of its own: {why}.")
            else:
                options["kernel_manager_class"] = WarmedUp
            super().execute_managed_notebook(nb_man, kernel_name, **options)

    return WarmEngine
