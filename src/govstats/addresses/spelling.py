"""How an address is written, and how it is shown: without what lets somebody in."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, unquote

# Two letters at least: `C:` is a drive.
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+(?:://|::)", re.I)
_CONTAINERS = {"abfs", "abfss", "adl", "az", "wasb", "wasbs"}  # there a container stands before the @, as in Azure
_PORT = re.compile(r":\d+$")


def is_address(text: str) -> bool:
    r"""Whether a place is an address, and no path.

    >>> is_address("s3://bucket/trust"), is_address(r"C:\trust"), is_address("C:/trust"), is_address("trust")
    (True, False, False, False)
    """
    return bool(_ADDRESS.match(text))


def shown(address: str) -> str:
    """An address as it may be told: without a user, a password or a key. A path is as it is.

    >>> shown("ftp://anne:secret@host:21/trust/"), shown("https://host/trust?sig=secret")
    ('ftp://host:21/trust', 'https://host/trust')
    >>> shown("ftp://anne:se/cr:et@host/trust"), shown("s3://bucket/a@b/trust")
    ('ftp://host/trust', 's3://bucket/a@b/trust')
    >>> shown("abfs://container@account.dfs.core.windows.net/trust")
    'abfs://container@account.dfs.core.windows.net/trust'
    """
    if not is_address(address):
        return address
    scheme, rest, _ = _apart(re.split(r"[?#]", address)[0])
    return f"{scheme}://{rest.rstrip('/')}"


def without_secrets(text: str, address: str) -> str:
    """What somebody else's program says of an address, without what lets somebody in.

    >>> without_secrets("anne may not; tried p@ss at ftp://anne:p%40ss@host", "ftp://anne:p%40ss@host/trust")
    '… may not; tried … at ftp://host'
    """
    for secret in sorted({*_secrets(address)} - {""}, key=len, reverse=True):
        text = text.replace(secret, "…")
    return re.sub(r"(?<=://)[^/\s@]*@", "", text)


def _secrets(address: str) -> Iterator[str]:
    plain, _, query = address.partition("?")
    _, _, user = _apart(plain)
    for word in (user, *user.split(":", 1)):
        yield from (word, unquote(word))
    yield query
    yield from (value for _, value in parse_qsl(query))


def _apart(plain: str) -> tuple[str, str, str]:
    """The kind of an address, what stands after its user, and the user with the password."""
    scheme, _, rest = plain.partition("://")
    host = rest.split("/")[0]
    # Somebody may have written a password with a stroke in it as it is.
    whole = rest if "@" not in host and ":" in host and not _PORT.search(host) else host
    user, at, _ = whole.rpartition("@")
    if not at or (scheme.lower() in _CONTAINERS and ":" not in user):
        return scheme, rest, ""
    return scheme, rest.removeprefix(f"{user}@"), user
