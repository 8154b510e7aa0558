"""A page on paper: a tagged PDF, printed by a browser that is installed already.

Nothing else makes of HTML a PDF that reads aloud, and every school has one: Edge comes with Windows.
"""

from govstats.reports.printing.browser import find_browser
from govstats.reports.printing.copy import copy_to_print
from govstats.reports.printing.press import NotPrinted, print_page

__all__ = ["NotPrinted", "copy_to_print", "find_browser", "print_page"]
