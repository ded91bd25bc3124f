"""Links kept when a document moves: in every document that leads to it, and in itself to all that it leads to.

A link is rewritten only where it leads to a file that is there. Labels (`:ref:`) and addresses do not care where a
document stands, and are left alone.
"""

import posixpath
import re
from collections.abc import Callable

from visioneditor.values import dataclass

_SUFFIXES = (".rst", ".md")
_FILE_DIRECTIVE = re.compile(
    r"^ *(?:\.\. +\|[^|\n]+\| +|\.\. +)(?:include|literalinclude|image|figure):: +(?P<target>\S+)$"
)
_RST_PATTERNS = (
    (re.compile(r":doc:`(?:[^`<\n]*<)?(?P<target>[^`<>\n]+)>?`"), True),
    (re.compile(r":download:`(?:[^`<\n]*<)?(?P<target>[^`<>\n]+)>?`"), False),
    (re.compile(r"<(?P<target>[^`<>\n]+)>`__?"), False),
    (re.compile(r"^ *\.\. _[^:\n]+: +(?P<target>\S+)$"), False),
    (_FILE_DIRECTIVE, False),
)
_OVER_LINES = re.compile(r":doc:`[^`<\n]{0,300}\n[^`<]{0,300}<(?P<target>[^`<>\n]+)>`")
_MARKDOWN_PATTERNS = (
    (re.compile(r"\]\(<?(?P<target>[^()<>\s]+)"), False),
    (re.compile(r"^ {0,3}\[[^\]\n]+\]: +<?(?P<target>[^<>\s]+)"), False),
)
_TOCTREE = re.compile(r" *\.\. +toctree::\s*")
_ENTRY = re.compile(r" +(?:[^<:\n][^<\n]*<)?(?P<target>[^<>:\s][^<>\n]*?)>?\s*$")
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*:|//|#|mailto:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A document that goes from one path to another; `files` are all paths before, `root` is where `/` begins."""

    old: str
    new: str
    files: frozenset[str]
    root: str = ""


def keep_links(text: str, path: str, move: Move) -> tuple[str, int]:
    """The text of the document at `path` (where it was before) as it must be after the move, and how many links."""
    count = 0
    is_markdown = path.endswith(".md")

    def put(is_document: bool) -> Callable[[re.Match[str]], str]:
        def one(match: re.Match[str]) -> str:
            nonlocal count
            kept = _kept(match["target"], path, move, is_document)
            count += kept != match["target"]
            start, end = (at - match.start() for at in match.span("target"))
            return match[0][:start] + kept + match[0][end:]

        return one

    lines, inside = text.split("\n"), -1
    for number, line in enumerate(lines):
        if is_markdown:
            lines[number] = _all(line, _MARKDOWN_PATTERNS, put)
            continue
        if _TOCTREE.fullmatch(line):
            inside = len(line) - len(line.lstrip(" "))
        elif inside >= 0 and line.strip() and len(line) - len(line.lstrip(" ")) <= inside:
            inside = -1
        elif inside >= 0 and _ENTRY.fullmatch(line):
            lines[number] = _ENTRY.sub(put(True), line, count=1)
            continue
        lines[number] = _all(line, _RST_PATTERNS, put)
    kept = "\n".join(lines)
    return (kept if is_markdown else _OVER_LINES.sub(put(True), kept)), count


def _all(
    line: str,
    patterns: tuple[tuple[re.Pattern[str], bool], ...],
    put: Callable[[bool], Callable[[re.Match[str]], str]],
) -> str:
    for pattern, is_document in patterns:
        line = pattern.sub(put(is_document), line)
    return line


def _kept(target: str, path: str, move: Move, is_document: bool) -> str:
    """Where a link of the document at `path` has to lead after the move."""
    place, mark, anchor = target.partition("#")
    if not place or _ELSEWHERE.match(target):
        return target
    before = posixpath.dirname(path)
    joined = posixpath.join(move.root, place[1:]) if place.startswith("/") else posixpath.join(before, place)
    found = next((each for each in _candidates(posixpath.normpath(joined), is_document) if each in move.files), None)
    if found is None or (found != move.old and path != move.old):
        return target
    leads_to = move.new if found == move.old else found
    after = posixpath.dirname(move.new if path == move.old else path)
    if place.startswith("/"):
        kept = "/" + posixpath.relpath(leads_to, move.root or ".")
    else:
        kept = posixpath.relpath(leads_to, after or ".")
    has_suffix = posixpath.splitext(place)[1] in _SUFFIXES
    kept = kept if has_suffix or not is_document else posixpath.splitext(kept)[0]
    same = posixpath.normpath(place) == kept
    return target if same else kept + mark + anchor


def _candidates(path: str, is_document: bool) -> tuple[str, ...]:
    return (path, *(path + suffix for suffix in _SUFFIXES)) if is_document else (path,)
