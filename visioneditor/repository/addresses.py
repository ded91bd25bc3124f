"""Addresses of repositories: which of them git may be given.

Four transports are plain. Everything else can start a program (`ext::`), is an option in disguise (`--upload-pack=…`)
or carries a password where every process list shows it.
"""

import re
from pathlib import Path
from urllib.parse import urlsplit

from visioneditor.errors import VisionEditorError

_TRANSPORTS = ("https", "http", "ssh", "git", "file")
_SCHEME = re.compile(r"([A-Za-z0-9][A-Za-z0-9+.-]*)://")
_HELPER = re.compile(r"([A-Za-z0-9][A-Za-z0-9+.-]*)::")
_SSH_SHORT = re.compile(r"(?:[^/\s:]+@)?(\[[^\]]+\]|[^/\s:]+):")
_DRIVE = re.compile(r"[A-Za-z]:[/\\]")


def check_address(address: str, folder: Path) -> str:
    """The address as git may have it, a path made absolute against `folder`; raises "address.refused" and others."""
    text = address.strip()
    if not text or any(ord(sign) < 32 for sign in text):
        raise VisionEditorError("address.bad", address=address)
    if text.startswith("-"):
        raise VisionEditorError("address.option", address=text)
    helper, scheme = _HELPER.match(text), _SCHEME.match(text)
    if helper or (scheme and scheme[1].lower() not in _TRANSPORTS):
        raise VisionEditorError("address.refused", transport=text.split(":")[0])
    if scheme:
        return _check_url(text)
    short = _SSH_SHORT.match(text)
    if short and not _DRIVE.match(text):
        if short[1].startswith("-"):
            raise VisionEditorError("address.option", address=text)
        return text
    return str(folder / Path(text).expanduser())


def is_remote_address(text: str) -> bool:
    """Whether a text is written as an address and not as a path: "https://server/project", "git@server:project"."""
    if _SCHEME.match(text):
        return bool(urlsplit(text).path.strip("/"))
    short = _SSH_SHORT.match(text)
    return short is not None and "@" in short[0] and not Path(text).exists()


def _check_url(text: str) -> str:
    try:
        parts = urlsplit(text)
        host, password = parts.hostname or "", parts.password
    except ValueError:
        raise VisionEditorError("address.bad", address=text) from None
    if password and parts.scheme.lower() in ("http", "https"):
        raise VisionEditorError("address.password", host=host)
    if host.startswith("-") or (parts.username or "").startswith("-"):
        raise VisionEditorError("address.option", address=text)
    if not host and parts.scheme.lower() != "file":
        raise VisionEditorError("address.bad", address=text)
    return text
