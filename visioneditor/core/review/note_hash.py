"""The hash by which a git-appraise comment is known: of the object written anew as its tool would, not of its line.

Only the fields the tool knows count, in its order, empty ones left out; our own fields travel along unhashed.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

_FIELDS = ("timestamp", "author", "original", "parent", "location", "description", "resolved", "v", "signature")
_LOCATION = ("commit", "path", "range")
_RANGE = ("startLine", "startColumn", "endLine", "endColumn")
_ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def hash_note(comment: Mapping[str, Any]) -> str:
    """The SHA-1 of a comment as git-appraise's Go program would write it."""
    known = _pick(comment, _FIELDS)
    if "timestamp" in known:
        known["timestamp"] = str(known["timestamp"]).rjust(10, "0")
    if "location" in known:
        place = _pick(known["location"], _LOCATION)
        if "range" in place:
            place["range"] = _pick(place["range"], _RANGE)
        known["location"] = place
    text = json.dumps(known, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()


def _pick(value: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """The named fields in that order, empty ones left out; False is not empty."""
    return {name: value[name] for name in names if name in value and (value[name] is False or value[name])}
