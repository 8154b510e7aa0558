"""How many examples a long random test tries: 300 in CI, more where GOVSTATS_EXAMPLES says so."""

import os

EXAMPLES = int(os.environ.get("GOVSTATS_EXAMPLES", 300))
