"""Folders that are named by an address, such as `s3://bucket/trust`: fetched before a command, delivered after it.

Only the ends of a command know of addresses. Whatever lies between is given a folder of this machine.
"""

from govstats.addresses.copies import at_hand, private_folder
from govstats.addresses.place import Place
from govstats.addresses.spelling import is_address, shown

__all__ = ["Place", "at_hand", "is_address", "private_folder", "shown"]
