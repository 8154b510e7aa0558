"""Pictures in 256 colours, small enough for a repository."""

import base64
import struct
import sys
import zlib
from pathlib import Path

import numpy as np
from playwright.sync_api import Browser, Page

HERE = Path(__file__).parent
LARGEST = 200_000  # bytes
# A picture's pixels as the browser sees them: red, green, blue, opacity.
PIXELS = """async address => {
  const image = new Image(); image.src = address; await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
  canvas.drawImage(image, 0, 0);
  const bytes = canvas.getImageData(0, 0, image.width, image.height).data;
  let text = "";
  for (let i = 0; i < bytes.length; i += 32768) text += String.fromCharCode(...bytes.subarray(i, i + 32768));
  return btoa(text);
}"""


def keep(name: str, png: bytes, browser: Browser) -> None:
    """Write a picture beside this file, or stop where it is too large."""
    picture = small_png(png, browser.new_page())
    if len(picture) > LARGEST:
        sys.exit(f"{name} is too large: {len(picture):,} bytes.")
    (HERE / name).write_bytes(picture)
    width, height = struct.unpack(">II", picture[16:24])
    print(f"Made {name}: {width} by {height}, {len(picture):,} bytes")


def small_png(png: bytes, blank: Page) -> bytes:
    """The same picture in 256 colours: the commonest as they are, each other one as the nearest of them."""
    width, height = struct.unpack(">II", png[16:24])
    address = "data:image/png;base64," + base64.b64encode(png).decode()
    pixels = np.frombuffer(base64.b64decode(blank.evaluate(PIXELS, address)), np.uint8).reshape(-1, 4)[:, :3]
    colours, places, counts = np.unique(pixels, axis=0, return_inverse=True, return_counts=True)
    kept = np.argsort(-counts, kind="stable")[:256]
    palette = colours[kept]
    apart = np.abs(colours[:, None, :].astype(int) - palette[None, :, :]).sum(axis=2)
    rows = apart.argmin(axis=1).astype(np.uint8)[places.ravel()].reshape(height, width)
    lines = np.insert(rows, 0, 0, axis=1).tobytes()  # each line begins with its filter: none
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (
            chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            chunk(b"PLTE", palette.tobytes()),
            chunk(b"IDAT", zlib.compress(lines, 9)),
            chunk(b"IEND", b""),
        )
    )


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
