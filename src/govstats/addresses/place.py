"""Where an address leads: its files, read and written through the driver that fsspec has for such addresses."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePath, PurePosixPath
from typing import Any
from urllib.parse import unquote

from govstats.addresses.spelling import shown, without_secrets
from govstats.errors import MustFix, problem

_PART = ".part"  # how the name of a file ends that is still being written
_LONGEST = 200


@dataclass(frozen=True)
class Place:
    """A folder, or a file, that an address leads to.

    Raises
    ------
    MustFix
        On reading and writing: it cannot be done, with the reason in words.
    """

    address: str = field(repr=False)  # there may be a password in it
    system: Any
    root: str = field(repr=False)

    @classmethod
    def of(cls, address: str) -> "Place":
        """The place of an address. Nobody is asked yet whether there is such a place.

        Raises
        ------
        MustFix
            Neither fsspec nor a driver for such addresses is installed, or it is no address.
        """
        try:
            from fsspec.core import url_to_fs
        except ImportError:
            raise MustFix(problem("addresses-not-installed", found=shown(address))) from None
        with _told(address, "address-unknown"):
            if "::" in address:
                raise ValueError("It names one place inside another")
            system, root = url_to_fs(address)
            return cls(address, system, root.rstrip("/"))

    @property
    def shown(self) -> str:
        return shown(self.address)

    def files(self, within: str = "") -> dict[str, str]:
        """Every file below the place, or below a folder of it: by its way from the place, what its driver calls it."""
        with _told(self.address, "address-unreadable"):
            self.system.invalidate_cache()
            try:
                return dict(self._walked(self._full(within)))
            except FileNotFoundError:
                return {}

    def _walked(self, folder: str) -> Iterator[tuple[str, str]]:
        # Not by the driver's own `find` or `walk`, which pass over a folder that may not be listed.
        for each in self.system.ls(folder, detail=True):
            full = each["name"]
            if full.rstrip("/") == folder:
                continue  # a store of objects may list a folder in itself
            if each["type"] == "directory":
                yield from self._walked(full.rstrip("/"))
            else:
                yield self._name_of(full), full

    def _name_of(self, full: str) -> str:
        name = full.removeprefix(self.root).lstrip("/")
        # A web server lists its files as they are written in a link.
        return _within(unquote(name) if self.address.lower().startswith("http") else name)

    def named(self, pattern: str) -> list[str]:
        """The names in the place that fit a pattern; none where nothing is there yet."""
        with _told(self.address, "address-unreadable"):
            self.system.invalidate_cache()
            try:
                found = self.system.ls(self.root, detail=False)
            except FileNotFoundError:
                return []
        names = (PurePosixPath(each.rstrip("/")).name for each in found)
        return sorted(name for name in names if PurePosixPath(name).match(pattern))

    def fetch(self, files: Mapping[str, str], folder: Path) -> None:
        """Copy files, as `files` gives them, into a folder of this machine."""
        paths = [folder / name for name in files]
        with _told(self.address, "address-unreadable"):
            for parent in {path.parent for path in paths}:
                parent.mkdir(parents=True, exist_ok=True)
            if files:
                self.system.get([*files.values()], [*map(str, paths)])

    def read(self, name: str) -> bytes | None:
        """What a file holds; None where there is none."""
        with _told(self.address, "address-unreadable"):
            self.system.invalidate_cache()
            try:
                content: bytes = self.system.cat_file(self._full(name))
            except FileNotFoundError:
                return None
            return content

    def put(self, folder: Path, names: Iterable[str]) -> None:
        """Copy files of a folder of this machine to the place."""
        with _told(self.address, "address-not-written"):
            names = [*names]
            for first in {name.rpartition("/")[0]: name for name in names}.values():
                self._parent_of(first)
            for name in names:
                self.system.put_file(str(folder / name), self._full(name))

    def put_whole(self, path: Path, name: str = "") -> None:
        """Copy a file to the place under such a name, which it has only when it is whole."""
        with _told(self.address, "address-not-written"):
            self._parent_of(name)
            part, only_copy = self._full(name) + _PART, False
            try:
                self.system.put_file(str(path), part)
                self.system.mv(part, self._full(name))
                self.system.invalidate_cache()
                if self.system.exists(part):
                    # Some give away no name that is taken, and do not say so.
                    only_copy = True
                    self.system.rm(self._full(name))
                    self.system.mv(part, self._full(name))
                self.system.invalidate_cache()
                if self.system.info(self._full(name))["size"] != path.stat().st_size:
                    raise OSError("What was written there is not what is there")
            except BaseException:
                if not only_copy:
                    with suppress(Exception):
                        self.system.rm(part)
                raise

    def remove(self, name: str) -> None:
        """Take away a folder that was put there, as far as that can be done."""
        with suppress(Exception):
            self.system.invalidate_cache()
            self.system.rm(self._full(name), recursive=True)

    def _full(self, name: str) -> str:
        return f"{self.root}/{name}" if name else self.root

    def _parent_of(self, name: str) -> None:
        """Make the folder of a file, but no bucket or container: it would be one whose name was written wrongly."""
        first = self.root.partition("/")[0]
        if first and ":" not in first and not self.system.exists(first):
            raise FileNotFoundError
        self.system.makedirs(self._full(name).rpartition("/")[0] or "/", exist_ok=True)


def _within(name: str) -> str:
    """A way that leads out of no folder; a server may call its files as it likes."""
    way = PurePath(name)  # as this system reads it, for it is to be written here
    if way.anchor or ".." in way.parts:
        raise ValueError("A file there has a name that leads somewhere else")
    return name


@contextmanager
def _told(address: str, code: str) -> Iterator[None]:
    """Tell of whatever a driver raises in one sentence: each has errors of its own, and some repeat a password."""
    try:
        yield
    except MustFix:
        raise
    except Exception as error:
        detail = without_secrets(_sentence_of(error), address)[:_LONGEST]
        raise MustFix(problem(code, found=shown(address), detail=detail)) from None


def _sentence_of(error: Exception) -> str:
    match error:
        case PermissionError():
            return "It is not allowed"
        case FileNotFoundError():
            return "It is not there"
        case NotImplementedError():
            return "Such addresses cannot be written to"
    said = next(iter(str(error).splitlines()), "").strip().rstrip(".")
    return said or type(error).__name__
