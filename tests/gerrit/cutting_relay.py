"""A loopback relay of bytes that cuts a connection after so many of them; what they say is nothing to it."""

import contextlib
import socket
import threading
from collections.abc import Callable

_PIECE = 256


class CuttingRelay:
    """Hands bytes on to a port and back; `sent` and `received` are how many went each way by the last connection."""

    def __init__(self, port: int) -> None:
        self.sent = self.received = 0
        self.cuts = 0  # how many connections it has ended before their time
        self.cut_sent: int | None = None  # after how many of the client's bytes it ends
        self.cut_received: int | None = None  # or of the server's
        self.before_each: Callable[[], None] = lambda: None  # called for every connection, to say where it is cut
        self._server_port = port
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()

    def close(self) -> None:
        """End it."""
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._accepting.join(10)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._socket.accept()
            except OSError:
                return
            with client, contextlib.suppress(OSError):
                self.before_each()
                server = socket.create_connection(("127.0.0.1", self._server_port))
                with server:
                    self._relay(client, server)

    def _relay(self, client: socket.socket, server: socket.socket) -> None:
        self.sent = self.received = 0
        back = threading.Thread(target=self._bring_back, args=(client, server), daemon=True)
        back.start()
        with contextlib.suppress(OSError):
            while piece := client.recv(_PIECE):
                server.sendall(piece)
                self.sent += len(piece)
                if self.cut_sent is not None and self.sent >= self.cut_sent:
                    self.cuts += 1
                    break
        _end(client, server)
        back.join(10)

    def _bring_back(self, client: socket.socket, server: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := server.recv(_PIECE):
                self.received += len(piece)
                if self.cut_received is not None and self.received >= self.cut_received:
                    self.cuts += 1
                    break
                client.sendall(piece)
        _end(client, server)


def _end(*connections: socket.socket) -> None:
    for connection in connections:
        with contextlib.suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)
