"""A loopback server that answers each request with the bytes it was told to, however wrong they are."""

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

PREFIX = ")]}'\n"


class ScriptedServer:
    """Answers connection after connection by the script, its last line again and again; `requests` is what it heard."""

    def __init__(self, answers: Sequence[bytes], context: ssl.SSLContext | None = None, pause_s: float = 0) -> None:
        self.requests: list[str] = []
        self._answers, self._context, self._pause_s = list(answers), context, pause_s
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.url = f"{'https' if context else 'http'}://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End it."""
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(10)

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with contextlib.suppress(OSError), connection:
                self._answer(self._context.wrap_socket(connection, server_side=True) if self._context else connection)

    def _answer(self, connection: socket.socket) -> None:
        with connection:
            heard = b""
            while b"\r\n\r\n" not in heard and (piece := connection.recv(65536)):
                heard += piece
            self.requests.append(heard.decode())
            answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
            if not self._pause_s:
                connection.sendall(answer)
                return
            for place in range(len(answer)):
                connection.sendall(answer[place : place + 1])
                time.sleep(self._pause_s)


@contextmanager
def scripted(*answers: bytes, context: ssl.SSLContext | None = None, pause_s: float = 0) -> Iterator[ScriptedServer]:
    """Such a server, ended afterwards."""
    server = ScriptedServer(answers, context, pause_s)
    try:
        yield server
    finally:
        server.close()


def answer(body: str = "", status: str = "200 OK", *, kind: str = "application/json", more: str = "") -> bytes:
    """An answer as it stands on the wire."""
    content = body.encode()
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(content)}\r\nConnection: close\r\n{more}"
    return head.encode() + b"\r\n" + content


def page(status: str) -> bytes:
    """A page for people, as proxies answer."""
    return answer("<html><body>An error</body></html>", status, kind="text/html")


def redirect(target: str) -> bytes:
    """Sends elsewhere."""
    return answer(status="302 Found", more=f"Location: {target}\r\n")
