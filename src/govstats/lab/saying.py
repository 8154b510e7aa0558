"""Words into a widget: a message in plain sentences, and the look of what the form shows."""

from importlib.resources import files

from IPython import display
from ipywidgets import HTML
from markupsafe import Markup

from govstats.errors import GovstatsError, MustFix
from govstats.exhibits.markup import joined, paragraph


def shown(*pieces: Markup) -> str:
    """What an output holds. A screen reader is told when it changes."""
    return str(Markup('<div class="govstats" role="status">{}</div>').format(joined(pieces)))


def said(error: GovstatsError) -> Markup:
    """An error in the sentences of the command line."""
    problems = error.problems if isinstance(error, MustFix) else ()
    stops = [str(each) for each in problems if each.severity == "must fix"]
    return joined(paragraph(f"◆ {words}", "verdict bad") for words in stops or [str(error)])


def hint(words: str) -> HTML:
    """A few words below a question."""
    return HTML(str(Markup('<div class="govstats hint">{}</div>').format(words)))


def displayed(content: Markup) -> display.HTML:
    """What a cell shows, with its look."""
    return display.HTML(look() + shown(content))


def look() -> str:
    """The style of the form and of what it shows."""
    return f"<style>{files(__package__).joinpath('style.css').read_text('utf-8')}</style>"
