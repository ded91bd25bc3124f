"""A review posted by ssh: what is asked of a Gerrit's ssh server, and what its answers mean.

Pure: arguments for the user's own ssh out, its status and words in. No result comes back by this way but that it was
taken; what became of it is read by git.
"""

import re
import shlex
from urllib.parse import unquote, urlsplit

from visioneditor.errors import VisionEditorError

_DEADLINE = "30s"  # as by REST: what is cut off is not to be done there long after
_BROKEN = 255  # ssh's own status, whatever the server's program said
_NOT_ARRIVED = (
    (re.compile(r"Host key verification failed|REMOTE HOST IDENTIFICATION HAS CHANGED"), "server.unknown-host"),
    (
        re.compile(r"Permission denied|Too many authentication failures|No supported authentication"),
        "server.refused-key",
    ),
    (
        re.compile(r"Could not resolve hostname|connect to host|unable to (?:open connection|connect)"),
        "server.unreachable",
    ),
)
_OWN_FAULT = re.compile(r"internal server error|server error|deadline", re.IGNORECASE)
_LAST_WORDS = "one or more reviews failed"


def ssh_target(root: str) -> tuple[str, int | None]:
    """`user@host` and the port in an address `ssh://user@host:port`; raises "address.bad" and "address.option"."""
    try:
        parts = urlsplit(root)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise VisionEditorError("address.bad", address=root) from None
    user = unquote(parts.username or "")
    if parts.scheme != "ssh" or not host or not (user + host).isprintable():
        raise VisionEditorError("address.bad", address=root)
    if user.startswith("-") or host.startswith("-"):
        raise VisionEditorError("address.option", address=root)
    return (f"{user}@{host}" if user else host), port


def review_command(project: str, number: int, patch_set: int) -> str:
    """What the server is to run; the ReviewInput comes on its standard input."""
    named = f"--project {shlex.quote(project)} " if project else ""
    return f"gerrit review --json --deadline {_DEADLINE} {named}{number},{patch_set}"


def check_answer(root: str, status: int, said: str) -> None:
    """Raise what a status and the words on standard error mean, where it was not taken.

    As of the client's errors, "server.answer-lost" alone means that it may have arrived.
    """
    if status == 0:
        return
    if status == _BROKEN:
        for pattern, message in _NOT_ARRIVED:
            if pattern.search(said):
                raise VisionEditorError(message, place=root, detail=said)
        raise lost(root, VisionEditorError("server.cut-off", place=root, detail=said))
    reason = _reason(said) or f"status {status}"
    if status < 0 or _OWN_FAULT.search(reason):
        raise lost(root, VisionEditorError("server.faulty", place=root, reason=reason, detail=said))
    raise VisionEditorError("server.said-no", place=root, reason=reason, detail=said)


def lost(root: str, error: VisionEditorError) -> VisionEditorError:
    """It may have arrived, for all that went wrong."""
    reason, is_over = error.summary.rstrip("."), error.message != "server.too-slow"
    return VisionEditorError("server.answer-lost", place=root, reason=reason, is_over=is_over, detail=error.detail)


def _reason(said: str) -> str:
    """The server's sentence, in one line; the last, which only says that there is one, left out."""
    lines = [line.split(": ", 1)[1].strip() for line in said.splitlines() if line.startswith(("error: ", "fatal: "))]
    told = [line for line in lines if not line.startswith(_LAST_WORDS)] or lines or said.split("\n")[:1]
    line = "".join(sign if sign.isprintable() else " " for sign in "; ".join(told))
    return line[:300].strip().rstrip(".")
