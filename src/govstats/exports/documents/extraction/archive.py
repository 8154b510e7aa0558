"""The parts of an archived document: read with a limit, parsed without entities."""

import io
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from govstats.exports.documents.extraction.lines import Refused

# The text of a policy of 500 pages inflates to some 15 MB.
LARGEST_PART = 32 * 1024 * 1024


class Archive:
    """A document that is an archive of XML parts."""

    def __init__(self, content: bytes) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(content))
        self.names = tuple(self._zip.namelist())

    def part(self, name: str) -> Element:
        """Return a part as a tree whose tags are local names.

        Raises
        ------
        Refused
            The part inflates beyond the limit, declares entities, is locked or is damaged.
        """
        return parsed(self.bytes_of(name))

    def bytes_of(self, name: str) -> bytes:
        try:
            with self._zip.open(name) as part:
                # Not the size that the directory states: whoever made a bomb wrote that too.
                content = part.read(LARGEST_PART + 1)
        except RuntimeError:  # zipfile's answer to a part with a password
            raise Refused("document-locked") from None
        except (KeyError, zipfile.BadZipFile, EOFError, OSError, NotImplementedError):
            raise Refused("document-damaged") from None
        if len(content) > LARGEST_PART:
            raise Refused("document-too-heavy")
        return content


def parsed(content: bytes) -> Element:
    """Parse XML that has no document type, so no entity of its own can be expanded."""
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = lambda name, attributes: builder.start(
        local(name), {local(key): value for key, value in attributes.items()}
    )
    parser.EndElementHandler = lambda name: builder.end(local(name))
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(content, True)
    except expat.ExpatError:
        raise Refused("document-damaged") from None
    return builder.close()


def local(name: str) -> str:
    """The name of an element or attribute without its namespace, which Strict files spell in a way of their own."""
    return name.rpartition("}")[2]


def _refuse(*_: object) -> None:
    raise Refused("document-damaged")


def below(element: Element, *names: str) -> Iterator[Element]:
    """Every descendant with one of these names, in the order of the document."""
    return (each for each in element.iter() if each.tag in names)
