"""A line between two processes of one machine, down which go pickled messages and ends of further lines.

Both processes are govstats' own, on a pair of sockets that nobody else can reach.
"""

import pickle
import socket
from threading import Lock
from typing import Any, Self

_HEAD = 8  # bytes that say how long a message is


class Link:
    """One end of a line."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line
        self._sending = Lock()  # a cell's threads may all print

    @classmethod
    def pair(cls) -> tuple[Self, Self]:
        one, other = socket.socketpair()
        return cls(one), cls(other)

    @classmethod
    def of(cls, number: int) -> Self:
        """The end that is an open file of this process."""
        return cls(socket.socket(fileno=number))

    def fileno(self) -> int:
        return self._line.fileno()

    def send(self, message: object, end: "Link | None" = None) -> None:
        """Send a message, and the end of another line with it if there is one.

        Raises
        ------
        BrokenPipeError
            Nobody is at the other end.
        """
        content = pickle.dumps(message, protocol=5)
        with self._sending:
            socket.send_fds(self._line, [len(content).to_bytes(_HEAD, "big")], [end.fileno()] if end else [])
            self._line.sendall(content)

    def receive(self) -> tuple[Any, "Link | None"]:
        """Wait for a message, and the end that came with it.

        Raises
        ------
        EOFError
            Nobody is at the other end any more.
        """
        try:
            head, ends, *_ = socket.recv_fds(self._line, _HEAD, 1)
            content = self._exactly(int.from_bytes(head, "big")) if len(head) == _HEAD else b""
        except ConnectionError:
            content = b""
        if not content:
            raise EOFError
        return pickle.loads(content), Link.of(ends[0]) if ends else None

    def _exactly(self, length: int) -> bytearray:
        content = bytearray(length)
        left = memoryview(content)
        while left:
            if not (count := self._line.recv_into(left)):
                raise EOFError
            left = left[count:]
        return content

    def close(self) -> None:
        self._line.close()
