"""Where in a line a link's target is being written, so that targets can be offered for it."""

import re
from enum import StrEnum

from visioneditor.core.document.model import Markup
from visioneditor.values import dataclass

_LONGEST = 2_000  # signs before the cursor that are looked at
_ROLE = re.compile(r":(?:std:)?(?P<role>doc|ref|numref):`(?:[^`<>\n]*<)?(?P<typed>[^`<>\n]*)\Z")
_MARKDOWN = re.compile(r"(?<!!)\]\((?P<typed>[^()\s<>]*)\Z")


class Offered(StrEnum):
    """What a link can be completed with."""

    DOCUMENTS = "documents"
    LABELS = "labels"
    PATHS = "paths"  # of Markdown, with anchors


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPlace:
    """A target that is being written: what of it stands there, from which column of the line."""

    offered: Offered
    start: int
    typed: str


def link_place(line: str, column: int, markup: Markup) -> LinkPlace | None:
    """The target that the cursor is in; None where it is in none."""
    before = line[max(0, column - _LONGEST) : column]
    found = (_MARKDOWN if markup is Markup.MARKDOWN else _ROLE).search(before) if markup is not Markup.TEXT else None
    if found is None:
        return None
    typed = found["typed"]
    if markup is Markup.MARKDOWN:
        offered = Offered.PATHS
    else:
        offered = Offered.DOCUMENTS if found["role"] == "doc" else Offered.LABELS
    return LinkPlace(offered=offered, start=column - len(typed), typed=typed)
