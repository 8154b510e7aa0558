"""The provisioner of kernels that Jupyter knows as "govstats"."""

from functools import cache

from govstats.engine.forks import Forks
from govstats.engine.provisioner import WarmProvisioner, warm_kernel
from govstats.reports.warming import drawing_forks


class WarmedUpKernels(WarmProvisioner):
    """Starts copies of a process that has warmed up for govstats' notebooks, each of them a kernel."""

    def _forks_default(self) -> Forks:
        return _forks()


@cache
def _forks() -> Forks:
    forks = drawing_forks()
    forks.do(warm_kernel)
    return forks
