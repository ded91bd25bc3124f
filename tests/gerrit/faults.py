"""A loopback proxy between the program and a server, which does to any request what networks do.

It hears a whole request, asks what is to happen to it, and then hands it on, or does not; git's requests pass it, too.
"""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

_PIECE = 65_536
_LIMIT_S = 60.0


class Fault(StrEnum):
    """What is done to a request."""

    NONE = "none"
    NOT_TAKEN = "not taken"  # the connection ends before anything is handed on
    BODY_CUT = "body cut"  # the server gets half of the body, and nobody an answer
    ANSWER_LOST = "answer lost"  # the server has it all, and the connection ends
    ANSWER_CUT = "answer cut"  # half of the answer comes
    LATE = "late"  # it is handed on when nobody waits for the answer any more
    SLOW = "slow"  # the server has it at once, the answer comes when nobody waits for it any more
    BAD_GATEWAY = "bad gateway"  # 502 with a page; the server has nothing
    LOST_GATEWAY = "lost gateway"  # 502 with a page; the server has it all
    UNAVAILABLE = "unavailable"  # 503 with a page
    ELSEWHERE = "elsewhere"  # a redirect to another host
    GARBLED = "garbled"  # the answer's first bytes are broken
    KILL_BEFORE = "kill before"  # the program is killed, the server has nothing
    KILL_AFTER = "kill after"  # the server has it all, and the program is killed


# After these the server has done what it was asked for.
ARRIVING = frozenset(
    {
        Fault.NONE,
        Fault.ANSWER_LOST,
        Fault.ANSWER_CUT,
        Fault.LATE,
        Fault.SLOW,
        Fault.LOST_GATEWAY,
        Fault.GARBLED,
        Fault.KILL_AFTER,
    }
)
KILLS = frozenset({Fault.KILL_BEFORE, Fault.KILL_AFTER})
_PAGES = {Fault.BAD_GATEWAY: "502 Bad Gateway", Fault.LOST_GATEWAY: "502 Bad Gateway", Fault.UNAVAILABLE: "503 Busy"}


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for; the fault is what was done to it."""

    method: str
    path: str
    body: bytes
    fault: Fault = Fault.NONE

    @property
    def is_review(self) -> bool:
        """Whether it posts a review."""
        return self.method == "POST" and self.path.endswith("/review")


Choose = Callable[[Request], Fault]


class FaultyProxy:
    """Hands requests on to `server`, each with the fault that `choose` says; `requests` is what it heard.

    `pause_s` is longer than its clients wait; `kill` ends the program that asks; `port` is the one to be reached at.
    """

    def __init__(
        self,
        server: str,
        choose: Choose,
        *,
        pause_s: float = 1.0,
        kill: Callable[[], None] | None = None,
        port: int = 0,
    ) -> None:
        self.move(server)
        self._choose, self._pause_s, self._kill = choose, pause_s, kill
        self.requests: list[Request] = []
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._threads: list[threading.Thread] = []
        self._socket = socket.create_server(("127.0.0.1", port), backlog=64)
        self.port: int = self._socket.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()

    def move(self, server: str) -> None:
        """Hand on to another server from now on."""
        parts = urlsplit(server)
        self._server = (parts.hostname or "", parts.port or 80)

    def settle(self) -> None:
        """Wait until all that was to be handed on has been."""
        for thread in list(self._threads):
            thread.join(_LIMIT_S)

    def close(self) -> None:
        """End it, what waits to be handed on first."""
        self._ended.set()
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._accepting.join(10)
        self.settle()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=(connection,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(_LIMIT_S)
        with connection, contextlib.suppress(OSError):
            head, body = _read_request(connection)
            if head:
                self._treat(connection, head, body)

    def _treat(self, connection: socket.socket, head: bytes, body: bytes) -> None:
        method, path = head.split(b" ", 2)[:2]
        asked = Request(method.decode(), path.decode(), body)
        with self._lock:
            fault = self._choose(asked)
            self.requests.append(Request(asked.method, asked.path, body, fault))
        if fault is Fault.LATE:
            self._ended.wait(self._pause_s)
        if fault is Fault.BODY_CUT:
            self._hand_on(head, body[: len(body) // 2], is_whole=False)
        answer = self._hand_on(head, body) if fault in ARRIVING else b""
        if fault is Fault.SLOW:
            self._ended.wait(self._pause_s)
        if fault in KILLS and self._kill is not None:
            self._kill()
        connection.sendall(_spoiled(answer, fault))

    def _hand_on(self, head: bytes, body: bytes, *, is_whole: bool = True) -> bytes:
        """Have the server answer a request; half of one is sent and left alone."""
        with socket.create_connection(self._server, timeout=_LIMIT_S) as server:
            server.sendall(_closing(head) + body)
            answer = b""
            while is_whole and (piece := server.recv(_PIECE)):
                answer += piece
        return answer


@contextmanager
def faulty(
    server: str, choose: Choose, *, pause_s: float = 1.0, kill: Callable[[], None] | None = None
) -> Iterator[FaultyProxy]:
    """Such a proxy, ended afterwards."""
    proxy = FaultyProxy(server, choose, pause_s=pause_s, kill=kill)
    try:
        yield proxy
    finally:
        proxy.close()


def on_review(*faults: Fault) -> Choose:
    """These faults for the first reviews posted, one after the other; all else passes."""
    left = list(faults)
    return lambda request: left.pop(0) if request.is_review and left else Fault.NONE


def _read_request(connection: socket.socket) -> tuple[bytes, bytes]:
    """The head up to its empty line, and the body; both empty where nothing came."""
    heard = b""
    while b"\r\n\r\n" not in heard:
        piece = connection.recv(_PIECE)
        if not piece:
            return b"", b""
        heard += piece
    head, _, body = heard.partition(b"\r\n\r\n")
    fields = _fields(head)
    if fields.get(b"expect", b"").lower() == b"100-continue":
        connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
    is_chunked = fields.get(b"transfer-encoding", b"").lower() == b"chunked"
    length = int(fields.get(b"content-length", b"0"))
    while (not body.endswith(b"0\r\n\r\n")) if is_chunked else (len(body) < length):
        piece = connection.recv(_PIECE)
        if not piece:
            return b"", b""
        body += piece
    return head, body


def _fields(head: bytes) -> dict[bytes, bytes]:
    lines = head.split(b"\r\n")[1:]
    return {name.strip().lower(): value.strip() for name, _, value in (line.partition(b":") for line in lines)}


def _closing(head: bytes) -> bytes:
    """The head with one connection for one request asked for."""
    dropped = (b"connection:", b"expect:", b"keep-alive:")
    lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(dropped)]
    return b"\r\n".join([*lines, b"Connection: close", b"", b""])


def _spoiled(answer: bytes, fault: Fault) -> bytes:
    """What of an answer comes back."""
    if fault in (Fault.NONE, Fault.LATE, Fault.SLOW):
        return answer
    if fault is Fault.ANSWER_CUT:
        return answer[: -max(1, len(answer.partition(b"\r\n\r\n")[2]) // 2)]
    if fault is Fault.GARBLED:
        return answer.replace(b")]}'", b")]}\x00", 1)
    if fault is Fault.ELSEWHERE:
        return _page("302 Found", b"Location: http://elsewhere.example.org/\r\n")
    return _page(_PAGES[fault]) if fault in _PAGES else b""


def _page(status: str, more: bytes = b"") -> bytes:
    content = b"<html><body><h1>An error of a gateway</h1></body></html>"
    head = f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\nContent-Length: {len(content)}\r\nConnection: close\r\n"
    return head.encode() + more + b"\r\n" + content
