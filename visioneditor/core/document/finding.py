"""Finding words in what a reader sees, wherever the lines break: rendered, or the source with its markup."""

import re

from visioneditor.core.document.model import Document
from visioneditor.core.document.rendering import render_block, source_span

_QUOTES = {"'": "['‘’]", '"': '["“”]', "-": "[-‐‑–]"}

_BETWEEN = r"[*_`|]*\s+[*_`|]*"  # a blank, with the signs of emphasis, literals and links beside it


def find(document: Document, query: str) -> tuple[tuple[int, int], ...]:
    """The spans of the source whose shown text matches: capitals count only where the query has some."""
    pattern = _pattern(query)
    if pattern is None:
        return ()
    found: list[tuple[int, int]] = []
    for block in document.blocks:
        if not block.runs:
            continue
        rendered = render_block(block, document.text)
        found += (source_span(rendered, match.start(), match.end()) for match in pattern.finditer(rendered.text))
    return tuple(found)


def find_in_source(document: Document, query: str) -> tuple[tuple[int, int], ...]:
    """The spans of the source's own characters that match, in blocks: addresses and markup, too."""
    pattern = _pattern(query)
    if pattern is None:
        return ()
    blocks = document.blocks
    return tuple(m.span() for block in blocks for m in pattern.finditer(document.text, block.start, block.end))


def find_in_text(text: str, query: str) -> tuple[tuple[int, int], ...]:
    """The spans of a text that match, whatever it is written in."""
    pattern = _pattern(query)
    return tuple(match.span() for match in pattern.finditer(text)) if pattern is not None else ()


def count_roughly(text: str, query: str) -> int:
    """How often the words stand in an unparsed source, whether signs of markup stand beside them or not."""
    pattern = _pattern(query, _BETWEEN)
    return sum(1 for _ in pattern.finditer(text)) if pattern is not None else 0


def _pattern(query: str, between: str = r"\s+") -> re.Pattern[str] | None:
    """A blank matches any white space; straight quotes and hyphens match those that are set in print."""
    parts = ["".join(_QUOTES.get(letter, re.escape(letter)) for letter in part) for part in query.split()]
    if not parts:
        return None
    has_capitals = any(map(str.isupper, query))
    return re.compile(between.join(parts), 0 if has_capitals else re.IGNORECASE)
