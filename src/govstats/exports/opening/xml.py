"""XML read with care: no entities, names in whatever name space."""

import io
from collections.abc import Iterator
from xml.etree import ElementTree

from govstats.exports.opening.refusal import Refused


def root_of(content: bytes) -> ElementTree.Element:
    # In UTF-16 every other byte is null.
    if b"<!ENTITY" in content.replace(b"\x00", b"") or b"<!DOCTYPE" in content[:8192].replace(b"\x00", b""):
        # No spreadsheet program writes such; they may multiply, or ask for other files.
        raise Refused("file-not-a-table", what="an XML file with entities of its own")
    try:
        return ElementTree.parse(io.BytesIO(content)).getroot()
    except (ElementTree.ParseError, LookupError, ValueError):
        raise Refused("file-damaged") from None


def every(element: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    """Every element below of one name, in whatever name space."""
    return (each for each in element.iter() if each.tag.rpartition("}")[2] == name)


def said(element: ElementTree.Element, name: str) -> str | None:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)
