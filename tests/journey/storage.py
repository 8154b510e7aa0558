"""A small file server on this machine that speaks WebHDFS, for which fsspec has a driver that needs nothing more."""

import json
import shutil
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, unquote, urlsplit

USER, PASSWORD = "jo-anne-q7", "t0p-hush"
PREFIX = "/webhdfs/v1"


class Server(ThreadingHTTPServer):
    """Serves the files of a folder, to one user."""

    daemon_threads = True

    def __init__(self, root: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.root = root
        self.refuses: Callable[[str, str], bool] = lambda _op, _path: False  # what is not allowed
        self.asked: list[tuple[str, str]] = []
        self.hides_dots = False  # as many file servers do

    def address(self, path: str, user: str = f"{USER}:{PASSWORD}@") -> str:
        return f"webhdfs://{user}127.0.0.1:{self.server_port}/{path}"


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def _answer(self) -> None:
        parts = urlsplit(self.path)
        asked = {name: value for name, [value] in parse_qs(parts.query).items()}
        name = unquote(parts.path.removeprefix(PREFIX))
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        op, path = asked["op"], self.server.root / name.lstrip("/")
        self.server.asked.append((op, name))
        known = b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if self.headers.get("Authorization") != f"Basic {known}" or self.server.refuses(op, name):
            return self._send(403, _exception("AccessControlException", f"{USER} may not {op} {name}"))
        if op in ("CREATE", "APPEND") and "here" not in asked:
            return self._send(307, b"", Location=f"http://{self.headers['Host']}{self.path}&here=1")
        if op in ("LISTSTATUS", "GETFILESTATUS", "OPEN") and not path.exists():
            return self._send(404, _exception("FileNotFoundException", f"File does not exist: {name}"))
        return self._send(200, self._done(op, path, asked, body))

    do_GET = do_PUT = do_POST = do_DELETE = _answer  # noqa: N815

    def _done(self, op: str, path: Path, asked: dict[str, str], body: bytes) -> bytes:
        match op:
            case "LISTSTATUS":
                listed = sorted(path.iterdir()) if path.is_dir() else [path]
                listed = [each for each in listed if not (self.server.hides_dots and each.name.startswith("."))]
                return json.dumps({"FileStatuses": {"FileStatus": [*map(_status, listed)]}}).encode()
            case "GETFILESTATUS":
                return json.dumps({"FileStatus": _status(path)}).encode()
            case "OPEN":
                start = int(asked["offset"])
                return path.read_bytes()[start : start + int(asked["length"])]
            case "CREATE":
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(b"")
            case "APPEND":
                with path.open("ab") as file:
                    file.write(body)
            case "MKDIRS":
                path.mkdir(parents=True, exist_ok=True)
            case "RENAME":
                there = self.server.root / asked["destination"].lstrip("/")
                if there.exists():
                    return b'{"boolean": false}'  # as Hadoop does: nothing is replaced, and it is no error
                path.rename(there)
            case "DELETE":
                shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        return b'{"boolean": true}'

    def _send(self, code: int, body: bytes, **headers: str) -> None:
        self.send_response(code)
        for name, value in (headers | {"Content-Length": str(len(body))}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def _status(path: Path) -> dict[str, object]:
    kind = "DIRECTORY" if path.is_dir() else "FILE"
    return {"pathSuffix": path.name, "type": kind, "length": path.stat().st_size}


def _exception(name: str, message: str) -> bytes:
    return json.dumps({"RemoteException": {"exception": name, "message": message}}).encode()


@contextmanager
def serving(root: Path) -> Iterator[Server]:
    with Server(root) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
