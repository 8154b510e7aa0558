"""What the warm process does once, so that no notebook and no page has to."""

import atexit
from contextlib import ExitStack
from functools import cache

from govstats.engine.forks import Forks, forks_here, warm_process


@cache
def warm_forks() -> Forks:
    """The warm process that has forked this one; else this process' own, which is started, and ends with it."""
    if (forks := forks_here()) is not None:
        return forks
    ends = ExitStack()
    atexit.register(ends.close)
    forks = ends.enter_context(warm_process())
    forks.do(warm_up)
    return forks


@cache
def drawing_forks() -> Forks:
    """The same, for notebooks that are wanted with their Plotly figures. A page has none."""
    forks = warm_forks()
    if forks is not forks_here():
        forks.do(warm_up_to_draw)
    return forks


def warm_up() -> None:
    """Import what notebooks and pages are made with, and make a page that is thrown away."""
    from govstats.engine.shell import warm_shell

    shell = warm_shell()  # before Plotly, which looks for one when it is imported
    import pandas as pd
    import papermill  # noqa: F401
    from markupsafe import Markup
    from nbformat import validate
    from nbformat.v4 import new_notebook

    from govstats import measures, statistics  # noqa: F401
    from govstats.exhibits.exhibit import Exhibit
    from govstats.reports import notebook, opening  # noqa: F401
    from govstats.reports.page import page_of

    exhibit = Exhibit("warm", "Warm", Markup("<p>Warm</p>"))
    page_of({"warm": exhibit})
    validate(new_notebook())
    pd.DataFrame({"warm": ["warm"]}).to_dict("records")
    # The first cell that is run, and the first thing that is shown, cost more than those that follow.
    shell.run_cell("None", silent=True)
    shell.display_formatter.format(exhibit)


def warm_up_to_draw() -> None:
    """Draw a figure that is thrown away."""
    from govstats.exhibits.marks import Bar
    from govstats.exhibits.plotly_face import bars_figure

    # Without its exhibit: that has Plotly show figures in its own way, and what a notebook is to find is Plotly's.
    bars_figure([Bar("One", 0.5, "1 of 2", True)], 0.95, "Warm").to_json()
