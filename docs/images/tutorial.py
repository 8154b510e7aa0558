"""Make the tutorial's picture: its steps are taken in a temporary folder, and the page at their end is looked at.

python docs/images/tutorial.py
"""

import sys
import tempfile
from pathlib import Path

from make import HERE, shoot

sys.path.insert(0, str(HERE.parents[1]))
from tests.papers.test_newcomer import PAGE, followed

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        followed(Path(folder))
        [page] = (Path(folder) / "reports").glob(PAGE)
        shoot(page, {"tutorial-report.png": (1280, 1100)})
