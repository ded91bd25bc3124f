"""Gerrit's REST, as far as the tests fill servers by it and ask them what they hold."""

import base64
import json
import urllib.request
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote

_PREFIX = b")]}'\n"


class RestError(Exception):
    """The server refused; `text` is what it said."""

    def __init__(self, status: int, text: str, asked: str) -> None:
        super().__init__(f"{asked}: {status} {text}")
        self.status = status
        self.text = text


class Rest:
    """One user's way to a server, or nobody's."""

    def __init__(self, url: str, user: str | None = None, password: str = "") -> None:
        self._base = f"{url}/a" if user else url
        self._headers = {"Accept": "application/json"}
        if user:
            token = base64.b64encode(f"{user}:{password}".encode()).decode()
            self._headers["Authorization"] = f"Basic {token}"
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def get(self, path: str) -> Any:
        """What stands there."""
        return self._ask("GET", path, None)

    def put(self, path: str, body: object = None) -> Any:
        """Put it there."""
        return self._ask("PUT", path, {} if body is None else body)

    def post(self, path: str, body: object = None) -> Any:
        """Do it."""
        return self._ask("POST", path, {} if body is None else body)

    def post_text(self, path: str, text: str) -> Any:
        """Post plain text."""
        return self._ask("POST", path, text.encode())

    def delete(self, path: str) -> Any:
        """Take it away."""
        return self._ask("DELETE", path, None)

    def _ask(self, method: str, path: str, body: object) -> Any:
        sent = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        kind = "text/plain" if isinstance(body, bytes) else "application/json; charset=UTF-8"
        headers = self._headers if body is None else {**self._headers, "Content-Type": kind}
        request = urllib.request.Request(f"{self._base}{path}", data=sent, headers=headers, method=method)
        try:
            with self._opener.open(request, timeout=60) as answer:
                content: bytes = answer.read()
        except HTTPError as refused:
            with refused:
                text = refused.read().decode("utf-8", "replace").strip()
                raise RestError(refused.code, text, f"{method} {path}") from None
        return json.loads(content.removeprefix(_PREFIX)) if content else None


def change_path(number: int, project: str = "governance") -> str:
    """Where a change stands."""
    return f"/changes/{quote(project, safe='')}~{number}"
