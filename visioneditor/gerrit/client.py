"""Gerrit's REST: ask a server for something and get a value, or one sentence of what went wrong.

Every request has a time limit and every answer a size limit, TLS is always verified, and a login goes to the server it
was given for and to no other. Of what was to be written there it is told apart whether it cannot have arrived, was
refused, or may have arrived. Which server, whose login and what to make of the answers is left to the services.
"""

import time
from base64 import b64encode
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import unquote, urlencode, urljoin, urlsplit

from visioneditor.decoding import decode_json
from visioneditor.errors import VisionEditorError
from visioneditor.values import dataclass

if TYPE_CHECKING:  # a twentieth of a second to import: only who asks a server pays for it
    from urllib3 import BaseHTTPResponse, PoolManager

Value = TypeVar("Value")

PREFIX = b")]}'"  # before all of Gerrit's JSON, so that no page can load it as a script
_PIECE = 65_536
_REDIRECTS = 3
_PORTS = {"http": 80, "https": 443}
_JSON = {"Content-Type": "application/json; charset=UTF-8"}
_BUSY, _GATEWAY_TIMEOUT = 429, 504
_GIVEN_UP = (408, 499)  # what Gerrit says where a deadline or the asker ended it midway
_NOT_ARRIVED = frozenset(
    {
        "server.unreachable",
        "server.proxy",
        "server.untrusted",
        "server.wants-account",
        "server.wrong-password",
        "server.said-no",
        "server.busy",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long to wait for a server, and how much of an answer to take."""

    connect_s: float = 10.0
    silence_s: float = 30.0  # between two pieces of an answer
    answer_s: float = 60.0
    size: int = 32_000_000  # bytes


class GerritClient:
    """One server, as somebody who has an account there or as nobody; close it when done.

    `root` is the address that all of REST lies beneath, `login` a user's name and HTTP password or token, and
    `authorities` a file of certificate authorities to trust beside the system's.
    """

    def __init__(
        self,
        root: str,
        *,
        login: tuple[str, str] | None = None,
        authorities: Path | None = None,
        limits: Limits = Limits(),  # noqa: B008 - frozen
    ) -> None:
        self.root = self._address = root.rstrip("/")
        self._limits = limits
        self._headers = {"Accept": "application/json", "X-Gerrit-Deadline": f"{limits.silence_s * 1000:.0f}ms"}
        if login is not None:
            self._headers["Authorization"] = _basic(":".join(login))
        self._is_anonymous = login is None
        self._pool = _open_pool(self.root, authorities)

    def get(self, path: str, kind: type[Value], parameters: Iterable[tuple[str, str]] = ()) -> Value:
        """What stands at a path (`/accounts/self`), as a value of that kind; its parts must be quoted already."""
        query = urlencode(list(parameters))
        return self._decode(self._ask("GET", path + (f"?{query}" if query else ""), None), kind)

    def write(self, method: str, path: str, kind: type[Value], body: bytes | None = None) -> Value:
        """Have something written by POST, PUT or DELETE, once; the answer as a value of that kind.

        Raises "server.answer-lost" where it may have arrived, whatever was answered (`is_over` among its arguments:
        the connection has ended, nothing is on its way any more); any other error says that it has not. What the
        server refused has its `status` among the error's arguments.
        """
        try:
            return self._decode(self._ask(method, path, body), kind)
        except VisionEditorError as error:
            if error.message in _NOT_ARRIVED:
                raise
            is_over = error.message != "server.too-slow" and error.arguments.get("status") != _GATEWAY_TIMEOUT
            reason = error.summary.rstrip(".")
            raise VisionEditorError(
                "server.answer-lost", reason=reason, is_over=is_over, detail=error.detail
            ) from error

    def close(self) -> None:
        """Close the connections."""
        self._pool.clear()

    def _decode(self, data: bytes, kind: type[Value]) -> Value:
        import msgspec

        try:
            return decode_json(data, kind)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise VisionEditorError("server.garbled", place=self.root, detail=str(error)) from error

    def _ask(self, method: str, path: str, body: bytes | None) -> bytes:
        """Send a request; the JSON of the answer."""
        url = f"{self._address}{'' if self._is_anonymous else '/a'}{path}"
        for _ in range(_REDIRECTS):
            status, location, data = self._send(method, url, body)
            if not 300 <= status < 400:
                return self._understand(status, data)
            before, url = url, self._follow(url, location)
            if url == _over_tls(before):  # the whole server is there: what is written goes straight to it
                self._address = _over_tls(self._address)
            if method != "GET":
                break  # what was to be written is not written a second time
        raise VisionEditorError("server.redirected", place=self.root, other=urlsplit(url).hostname or "?")

    def _send(self, method: str, url: str, body: bytes | None) -> tuple[int, str, bytes]:
        """A request's status, where it points to, and the answer's content."""
        from urllib3 import Timeout
        from urllib3.exceptions import HTTPError

        ends = time.monotonic() + self._limits.answer_s
        try:
            response = self._pool.request(
                method,
                url,
                body=body,
                headers=self._headers if body is None else self._headers | _JSON,
                timeout=Timeout(connect=self._limits.connect_s, read=self._limits.silence_s),
                retries=False,
                redirect=False,
                preload_content=False,
                decode_content=False,
            )
            try:
                data = self._read(response, ends)
            finally:
                response.close()
        except (HTTPError, OSError, UnicodeError) as error:
            raise self._failure(error) from error
        return response.status, response.headers.get("Location", ""), data

    def _read(self, response: "BaseHTTPResponse", ends: float) -> bytes:
        data = bytearray()
        while piece := response.read1(_PIECE):
            data += piece
            if len(data) > self._limits.size:
                raise VisionEditorError("server.too-much", place=self.root, size=self._limits.size // 1_000_000)
            if time.monotonic() > ends:
                raise VisionEditorError("server.too-slow", place=self.root)
        return bytes(data)

    def _follow(self, url: str, location: str) -> str:
        """Where a redirect leads, if that is on the same server and no less safe."""
        try:
            target = urljoin(url, location)
            here, there = urlsplit(url), urlsplit(target)
            is_same = _server_of(url) == _server_of(target) and "@" not in there.netloc
            is_safer = (here.scheme, here.port) == ("http", None) and target.startswith(f"https://{here.hostname}/")
        except ValueError as error:
            raise VisionEditorError("server.garbled", place=self.root, detail=location) from error
        if not location or not (is_same or is_safer):
            raise VisionEditorError("server.redirected", place=self.root, other=there.hostname or "?")
        return target

    def _understand(self, status: int, data: bytes) -> bytes:
        if status == 204:
            return b"null"
        if 200 <= status < 300:
            if data.startswith(PREFIX):
                return data[len(PREFIX) :]
            is_page = data.lstrip()[:1] in (b"<", b"")
            raise VisionEditorError("server.not-gerrit" if is_page else "server.garbled", place=self.root)
        if self._is_anonymous and status in (401, 403):
            raise VisionEditorError("server.wants-account", place=self.root)
        if status == 401:
            raise VisionEditorError("server.wrong-password", place=self.root)
        reason = _reason(data) or f"status {status}"
        if status >= 500 or status in _GIVEN_UP:
            raise VisionEditorError("server.faulty", place=self.root, reason=reason, status=status)
        if status == _BUSY:
            raise VisionEditorError("server.busy", place=self.root, reason=reason, status=status)
        raise VisionEditorError("server.said-no", place=self.root, reason=reason, status=status)

    def _failure(self, error: Exception) -> VisionEditorError:
        """What went wrong on the way; "server.unreachable" and the like only where nothing was sent yet."""
        import ssl

        from urllib3 import exceptions

        detail = str(error)
        if isinstance(error, exceptions.ProxyError):
            return VisionEditorError("server.proxy", place=self.root, detail=detail)
        if isinstance(error, exceptions.SSLError):
            is_unproven = any(isinstance(part, ssl.SSLCertVerificationError) for part in (error, *error.args))
            message = "server.untrusted" if is_unproven else "server.cut-off"
            return VisionEditorError(message, place=self.root, detail=detail)
        if isinstance(
            error, (exceptions.NewConnectionError, exceptions.ConnectTimeoutError, exceptions.LocationValueError)
        ):
            return VisionEditorError("server.unreachable", place=self.root, detail=detail)
        if isinstance(error, exceptions.TimeoutError):
            return VisionEditorError("server.too-slow", place=self.root, detail=detail)
        return VisionEditorError("server.cut-off", place=self.root, detail=detail)


def _open_pool(root: str, authorities: Path | None) -> "PoolManager":
    """Connections to a server, through the proxy that the environment names for it."""
    import ssl
    from urllib.request import getproxies, proxy_bypass

    from urllib3 import PoolManager, ProxyManager
    from urllib3.exceptions import HTTPError

    context = ssl.create_default_context()
    if authorities is not None:
        try:
            context.load_verify_locations(cafile=str(authorities))
        except OSError as error:
            reason = error.strerror or "it holds no certificate"
            raise VisionEditorError("server.bad-authorities", path=authorities, reason=reason) from error
    parts, proxies = urlsplit(root), getproxies()
    proxy = proxies.get(parts.scheme) or proxies.get("all")
    if not proxy or proxy_bypass(parts.netloc):
        return PoolManager(ssl_context=context)
    told = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
    user, _, host = told.netloc.rpartition("@")
    place = f"{told.scheme}://{host}"
    headers = {"Proxy-Authorization": _basic(unquote(user))} if user else None
    try:
        return ProxyManager(place, proxy_headers=headers, ssl_context=context, proxy_ssl_context=context)
    except HTTPError as error:
        raise VisionEditorError("server.bad-proxy", place=place) from error


def _over_tls(url: str) -> str:
    return "https://" + url.removeprefix("http://") if url.startswith("http://") else ""


def _basic(login: str) -> str:
    return "Basic " + b64encode(login.encode()).decode()


def _server_of(url: str) -> tuple[str, str, int] | None:
    parts = urlsplit(url)
    port = parts.port or _PORTS.get(parts.scheme)
    return (parts.scheme, parts.hostname, port) if parts.hostname and port else None


def _reason(data: bytes) -> str:
    """What a server said in plain text, in one line; a page says nothing."""
    text = data[:2000].decode("utf-8", "replace").strip()
    if text.startswith("<"):
        return ""
    line = "".join(sign if sign.isprintable() else " " for sign in text.split("\n")[0])
    return line[:300].strip().rstrip(".")
