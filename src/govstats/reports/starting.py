"""A folder for a new organisation: settings to change, blank exports to fill in, a short guide."""

import shutil
from pathlib import Path

from govstats.errors import MustFix, problem
from govstats.exports.files import LEFT_BESIDE
from govstats.reports.blanks import BLANKS, blank_export
from govstats.reports.files import give_name, new_run

STARTER = Path(__file__).parent / "starter"


def start_folder(folder: Path) -> tuple[str, ...]:
    """Make a folder that a school can fill in: whole, or not at all.

    Parameters
    ----------
    folder
        Not there yet, or empty.

    Returns
    -------
    tuple of str
        The files made, as paths from the folder.

    Raises
    ------
    MustFix
        Something stands there already.
    """
    there = folder.exists()
    if there and not (folder.is_dir() and all(each.name.startswith(LEFT_BESIDE) for each in folder.iterdir())):
        raise MustFix(problem("folder-not-empty", found=folder))
    with new_run(folder if there else folder.parent) as making:
        for path in STARTER.iterdir():
            shutil.copyfile(path, making / path.name)
        (making / "exports").mkdir()
        for spec in BLANKS:
            blank_export(spec).save(making / "exports" / f"{spec.label.capitalize()}.xlsx")
        made = [path.relative_to(making).as_posix() for path in making.rglob("*") if path.is_file()]
        give_name(making, folder)
    return tuple(sorted(made))
