"""The last paragraph of a commit message, where Gerrit looks for a Change-Id and a Signed-off-by."""

import hashlib
import re
from collections.abc import Sequence

_TRAILER = re.compile(r"[A-Za-z0-9-]+: \S.*|\(cherry picked from commit [0-9a-f]+\)")
_CHANGE_ID = re.compile(r"Change-Id: *(I[0-9a-f]{40})\s*", re.IGNORECASE)


def change_id_of(message: str) -> str | None:
    """The Change-Id in the message's last paragraph; None where there is none."""
    found = [match[1] for line in _split(message)[1] if (match := _CHANGE_ID.fullmatch(line))]
    return found[-1] if found else None


def make_change_id(identity: str, parent: str, message: str) -> str:
    """A new Change-Id: `I` and the hash of who commits when, on what, with which words, as Gerrit's hook makes it."""
    content = f"{identity}\n{parent}\n{message}".encode()
    return "I" + hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()


def add_trailers(message: str, *, change_id: str | None = None, sign_off: str | None = None) -> str:
    """The message with what is missing of the two in its last paragraph, the Change-Id before the sign-offs."""
    body, trailers = _split(message)
    if change_id and not change_id_of(message):
        signed = (at for at, line in enumerate(trailers) if line.lower().startswith("signed-off-by:"))
        trailers.insert(next(signed, len(trailers)), f"Change-Id: {change_id}")
    if sign_off and f"Signed-off-by: {sign_off}" not in trailers:
        trailers.append(f"Signed-off-by: {sign_off}")
    paragraphs = [body, "\n".join(trailers)]
    return "\n\n".join(part for part in paragraphs if part) + "\n"


def split_message(message: str) -> tuple[str, str, tuple[str, ...]]:
    """The subject, the body and the trailers of a message."""
    before, trailers = _split(message)
    subject, _, body = before.partition("\n")
    return subject.strip(), body.strip("\n"), tuple(trailers)


def join_message(subject: str, body: str, trailers: Sequence[str]) -> str:
    """A message of these parts; the Change-Id and then the sign-offs come last, where Gerrit and git put them."""
    ordered = sorted(dict.fromkeys(trailers), key=_place)
    return "\n\n".join(part for part in (subject, body, "\n".join(ordered)) if part) + "\n"


def _place(trailer: str) -> int:
    name = trailer.partition(":")[0].lower()
    return {"change-id": 1, "signed-off-by": 2}.get(name, 0)


def trailers_of(trailers: Sequence[str], name: str) -> tuple[str, ...]:
    """The values of the trailers of one name."""
    lead = f"{name.lower()}:"
    return tuple(line[len(lead) :].strip() for line in trailers if line.lower().startswith(lead))


def _split(message: str) -> tuple[str, list[str]]:
    """What stands before the trailers, and these; the subject is never one."""
    before, _, last = message.strip().rpartition("\n\n")
    lines = last.split("\n")
    if not before or not all(_is_trailer(line) for line in lines):
        return message.strip(), []
    return before.rstrip(), lines


def _is_trailer(line: str) -> bool:
    return _TRAILER.fullmatch(line.rstrip()) is not None
