"""Files of an organisation's folder into `Records`."""

from govstats.exports.folder import read_records
from govstats.exports.unreadable import UnreadableFolder

__all__ = ["UnreadableFolder", "read_records"]
