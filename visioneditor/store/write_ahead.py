"""SQLite's write-ahead log as its file format has it: frames of a page each, a transaction's last one marked."""

from collections.abc import Iterator
from pathlib import Path

PAGE = 4096  # what SQLite makes where nobody asks for another size, and nobody did
_HEAD, _FRAME_HEAD = 32, 24
_VERSIONS = slice(18, 20)  # in the file's header: 2 where it is written through a log
_NO_LOG = b"\x01\x01"

Frame = tuple[int, bytes, bool]  # the page's number, the page, whether a transaction ends with it


def frames(log: bytes) -> Iterator[Frame]:
    """The frames of a log, oldest first; those of an earlier round do not count."""
    for at in range(_HEAD, len(log) - PAGE - _FRAME_HEAD + 1, PAGE + _FRAME_HEAD):
        head = log[at : at + _FRAME_HEAD]
        if head[8:16] != log[16:24]:  # the salts
            return
        page = log[at + _FRAME_HEAD : at + _FRAME_HEAD + PAGE]
        yield int.from_bytes(head[:4], "big"), page, any(head[4:8])


def log_of(path: Path) -> bytes:
    """The bytes of the log beside a database; none where there is no log."""
    log = path.with_name(path.name + "-wal")
    return log.read_bytes() if log.exists() else b""


def committed_bytes(path: Path) -> bytes:
    """A database as its last transaction left it, as a file that needs no log."""
    whole, open_frames = bytearray(path.read_bytes()), list[Frame]()
    for frame in frames(log_of(path)):
        open_frames.append(frame)
        if frame[2]:
            for number, page, _ in open_frames:
                whole.extend(bytes(max(0, number * PAGE - len(whole))))
                whole[(number - 1) * PAGE : number * PAGE] = page
            open_frames.clear()
    whole[_VERSIONS] = _NO_LOG
    return bytes(whole)
