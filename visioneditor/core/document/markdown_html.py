"""HTML within Markdown: its tags are markup, what stands between them is read.

CommonMark shows links between tags as they stand; their authors mean them as links, and so they are read here.
"""

import html
import re
from collections.abc import Iterator

from visioneditor.core.document.markdown_inline import with_bare_urls
from visioneditor.core.document.model import Run, Style
from visioneditor.values import replace

_HIDDEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b[^>]*>.*?(?:</\1\s*>|\Z)|</?[A-Za-z][^<>]*>|<![A-Za-z][^<>]*>|<\?.*?(?:\?>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_COMMENTS = re.compile(r"\s*(?:<!--.*?(?:-->|\Z)\s*)+", re.DOTALL)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_LINK = re.compile(r"""!?\[(?P<text>[^\[\]]*)\]\((?P<address>[^()\s]+)(?:\s+"[^"]*")?\)""")
_VISIBLE = re.compile(r"\S(?:[^\n]*\S)?")


def is_comment(content: str) -> bool:
    """True where nothing but comments stands in it."""
    return _COMMENTS.fullmatch(content) is not None


def html_runs(content: str) -> Iterator[Run]:
    """What a reader sees of it, in offsets of the content, line by line."""
    at = 0
    for hidden in _HIDDEN.finditer(content):
        yield from _lines(content, at, hidden.start())
        at = hidden.end()
    yield from _lines(content, at, len(content))


def _lines(content: str, start: int, end: int) -> Iterator[Run]:
    for found in _VISIBLE.finditer(content, start, end):
        yield from _with_links(content, found.start(), found.end())


def _with_links(content: str, start: int, end: int) -> Iterator[Run]:
    for link in _LINK.finditer(content, start, end):
        yield from _with_addresses(content, start, link.start())
        for run in _with_entities(content, *link.span("text")):
            yield replace(run, style=Style.LINK, target=link["address"])
        start = link.end()
    yield from _with_addresses(content, start, end)


def _with_addresses(content: str, start: int, end: int) -> Iterator[Run]:
    for run in _with_entities(content, start, end):
        yield from with_bare_urls(run, content)


def _with_entities(content: str, start: int, end: int) -> Iterator[Run]:
    for entity in _ENTITY.finditer(content, start, end):
        shown = html.unescape(entity.group())
        if shown == entity.group():
            continue
        if start < entity.start():
            yield Run(start=start, end=entity.start())
        yield Run(start=entity.start(), end=entity.end(), shown=" " if shown.isspace() else shown)
        start = entity.end()
    if start < end:
        yield Run(start=start, end=end)
