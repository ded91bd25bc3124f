"""Links in Markdown that lead nowhere because something is wrong with them: their words are still meant as a link's.

CommonMark shows `[text][name]` as it stands where nothing defines the name, and `[text](address)` where the address
holds a blank. Nobody means the name or the address to be read, and a comparison that counted them as words would tell
of a rewrite where a definition was added or a blank taken out.
"""

import re
from collections.abc import Sequence

from visioneditor.core.document.model import Run, Style
from visioneditor.values import replace

REFERENCE = "reference"  # the role of a link whose target is the name of a link definition
IMAGE = "image"

_ENDING = re.compile(
    r"\]\[(?P<name>(?!\^)[^\[\]]*)\]"
    r"|\]\((?P<address>(?:https?:|mailto:|#|\.{0,2}/)[^()\[\]]*)\)",
    re.IGNORECASE,
)


def link_name(label: str) -> str:
    """A link definition's name as links look it up: lower case, white space folded."""
    return " ".join(label.split()).lower()


def with_broken_links(content: str, runs: Sequence[Run]) -> list[Run]:
    """The runs of a content, in its offsets, with the words of such links as links."""
    found = list(runs)
    endings = list(_ENDING.finditer(content)) if "][" in content or "](" in content else []
    plain = _plain_places(content, found) if endings else b""
    for ending in endings:
        start = _opening(content, plain, ending.start()) if _is_plain(content, plain, *ending.span()) else -1
        if start >= 0:
            found = _linked(content, found, start, ending)
    return found


def _plain_places(content: str, runs: Sequence[Run]) -> bytes:
    """A one for each character that is read as it stands, outside of links and literals."""
    places = bytearray(len(content))
    for run in runs:
        if run.shown is None and not run.target and not run.style & (Style.LINK | Style.LITERAL):
            places[run.start : run.end] = b"\1" * (run.end - run.start)
    return bytes(places)


def _is_plain(content: str, plain: bytes, start: int, end: int) -> bool:
    return all(plain[at] or content[at].isspace() or content[at] == "\\" for at in range(start, end))


def _opening(content: str, plain: bytes, end: int) -> int:
    """Where the bracket stands that an ending closes; -1 where there is none, or an index rather than a link."""
    depth = 0
    for at in range(end - 1, -1, -1):
        if not plain[at] or content[at] not in "[]":
            continue
        depth += 1 if content[at] == "]" else -1
        if depth < 0:
            is_index = at > 0 and (content[at - 1].isalnum() or content[at - 1] in "_])")
            return -1 if is_index or not content[at + 1 : end].strip() else at
    return -1


def _linked(content: str, runs: Sequence[Run], start: int, ending: re.Match[str]) -> list[Run]:
    """The runs without the link's signs, those between them made a link."""
    is_image = start > 0 and content[start - 1] == "!"
    address = ending["address"]
    target = " ".join(address.split()) if address else link_name(ending["name"] or content[start + 1 : ending.start()])
    role = IMAGE if is_image else "" if address else REFERENCE
    linked: list[Run] = []
    for run in runs:
        for part in _without(run, start - is_image, start + 1, *ending.span()):
            if start < part.start < ending.start() and not part.target:
                style = part.style if is_image else part.style | Style.LINK
                part = replace(part, style=style, target=target, role=role)
            linked.append(part)
    return linked


def _without(run: Run, *cuts: int) -> list[Run]:
    """What is left of a run outside of two spans."""
    opening, opened, closing, closed = cuts
    spans = ((run.start, min(run.end, opening)), (max(run.start, opened), min(run.end, closing)))
    return [
        replace(run, start=start, end=end) for start, end in (*spans, (max(run.start, closed), run.end)) if start < end
    ]
