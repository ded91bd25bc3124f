"""A commit message made such as a Gerrit takes it: one Change-Id, in its last paragraph, and signed off."""

import re
from collections.abc import Callable

from visioneditor.core.review.trailers import add_trailers, change_id_of

_LINE = re.compile(r"^change-id:.*$\n?", re.IGNORECASE | re.MULTILINE)
_ID = re.compile(r"^change-id: *(I[0-9a-f]{40}) *$", re.IGNORECASE | re.MULTILINE)


def complete_message(message: str, new_id: Callable[[], str], *, sign_off: str | None = None) -> str:
    """The message with what it lacks; one that lacks nothing stays as it is, byte for byte."""
    has_one = change_id_of(message) is not None and len(_LINE.findall(message)) == 1
    if not has_one:
        known = _ID.search(message)
        message = add_trailers(_without_ids(message), change_id=known[1] if known else new_id())
    if sign_off and f"\nSigned-off-by: {sign_off}" not in message:
        message = add_trailers(message, sign_off=sign_off)
    return message


def renew_change_id(message: str, new_id: str) -> str:
    """The message as that of another change."""
    return add_trailers(_without_ids(message), change_id=new_id)


def _without_ids(message: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", _LINE.sub("", message)).strip("\n") + "\n"
