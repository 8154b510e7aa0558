"""A workbook under lock, opened in memory with its password."""

import io

from msoffcrypto.exceptions import DecryptionError, FileFormatError
from msoffcrypto.format.ooxml import OOXMLFile

from govstats.exports.opening.refusal import Refused

_OLE = b"\xd0\xcf\x11\xe0"  # a packed workbook under lock is a compound file around it


def unlocked(content: bytes, password: str) -> bytes:
    """The workbook within; what is under no such lock comes back as it is.

    Raises
    ------
    Refused
        The password is another.
    """
    if not content.startswith(_OLE):
        return content
    opened = io.BytesIO()
    try:
        locked = OOXMLFile(io.BytesIO(content))
        locked.load_key(password=password, verify_password=True)
        locked.decrypt(opened)
    except FileFormatError:
        return content
    except DecryptionError:
        raise Refused("file-locked") from None
    return opened.getvalue()
