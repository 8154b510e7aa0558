"""The press: a browser without a window, a profile that is thrown away, no network."""

import os
import subprocess
import tempfile
from pathlib import Path

from govstats.reports.printing.copy import headings_of

_PATIENCE = 60  # seconds: a page takes two
_FLAGS = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-extensions",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-breakpad",
    "--host-resolver-rules=MAP * ~NOTFOUND",  # no name leads anywhere
    "--font-render-hinting=none",  # lines break where they do on paper, whatever the screen
    "--lang=en-GB",
    "--no-pdf-header-footer",
    "--export-tagged-pdf",
    "--generate-pdf-document-outline",
)


class NotPrinted(Exception):
    """The browser made no PDF: it is too old, is not let, or took too long."""


def print_page(browser: Path, page: str) -> bytes:
    """A page as a PDF. The same page, browser and fonts give the same bytes.

    Raises
    ------
    NotPrinted
        The browser made none.
    """
    # Where no page is printed, nobody need wait for what writes a PDF.
    from govstats.reports.printing.tidy import tidied

    # A profile that somebody has open may be locked by a policy, and would keep a trace of the page.
    with tempfile.TemporaryDirectory(prefix="govstats-", ignore_cleanup_errors=True) as folder:
        source, target = Path(folder, "page.html"), Path(folder, "page.pdf")
        source.write_text(page, encoding="utf-8", newline="\n")
        profile = Path(folder, "profile")
        places = (f"--user-data-dir={profile}", f"--print-to-pdf={target}", source.as_uri())
        try:
            quiet = subprocess.DEVNULL
            subprocess.run(
                [browser, *_flags(), *places], stdin=quiet, stdout=quiet, stderr=quiet, timeout=_PATIENCE, check=False
            )
            return tidied(target.read_bytes(), headings_of(page))
        except (OSError, ValueError, subprocess.TimeoutExpired) as error:
            raise NotPrinted from error


def _flags() -> tuple[str, ...]:
    # The browser's own walls cannot be put up by the administrator of a Linux machine, and it would refuse to start.
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return (*_FLAGS, "--no-sandbox") if as_root else _FLAGS
