"""Headings written: a title escaped for its markup, with the adornment that its level has in a document."""

import re
from collections.abc import Mapping

from visioneditor.core.document.model import Document, Markup, Section
from visioneditor.core.document.rst_titles import columns

_RST_SIGNS = re.compile(r"[\\*`|]|_(?![^\W_])")
_MARKDOWN_SIGNS = re.compile(r"[\\*`\[\]<>~]|(?<![^\W_])_|_(?![^\W_])|&(?=\w+;|#)|#(?=#*\Z)")
_CLEAR_BEGINNING = re.compile(r"[^\W_]|\\|[^\x00-\x7f]")
_RST_STYLES = ("==", "=", "-", "~", "^", '"', "'", "+", "*", "#", ":", ".", "`")  # doubled: a line above as well
_SHORTEST = 4  # an adornment shorter than that is taken for text where a title turns out longer
_ATX = re.compile(r"( {0,3}#{1,6}[ \t]+).*?((?:[ \t]+#+)?[ \t]*)\Z", re.DOTALL)


def heading_styles(document: Document) -> dict[int, str]:
    """The adornment of each level that is used in an RST document; a doubled sign has a line above, too."""
    styles: dict[int, str] = {}
    for section in document.sections:
        if section.number:
            styles.setdefault(section.level, document.blocks[section.first_block].marker)
    return styles


def write_heading(title: str, level: int, markup: Markup, styles: Mapping[int, str] | None = None) -> str:
    """A heading's lines; in RST with the style of its level, or with one that is not used yet."""
    if markup is Markup.MARKDOWN:
        return f"{'#' * min(level, 6)} {escape_title(title, markup)}"
    known = dict(styles or {})
    free = [style for style in _RST_STYLES if style not in known.values() and (level == 1 or len(style) == 1)]
    return _adorn(escape_title(title, markup), known.get(level) or free[0])


def escape_title(title: str, markup: Markup) -> str:
    """A visible title as source that reads the same."""
    escaped = (_MARKDOWN_SIGNS if markup is Markup.MARKDOWN else _RST_SIGNS).sub(r"\\\g<0>", title)
    is_open = markup is Markup.RST and escaped and not _CLEAR_BEGINNING.match(escaped)
    return f"\\{escaped}" if is_open else escaped


def rewrite_heading(document: Document, section: Section, title: str) -> str:
    """The lines of a section's heading with another title, all else about them as it was."""
    block = document.blocks[section.first_block]
    source, title = document.text[block.start : block.end], escape_title(title, document.markup)
    if document.markup is not Markup.MARKDOWN:
        return _adorn(title, block.marker, source)
    if found := _ATX.match(source):
        return f"{found[1]}{title}{found[2]}"
    return f"{title}\n{source.rpartition(chr(10))[2]}"


def _adorn(title: str, style: str, before: str = "") -> str:
    """A title with its lines, which stay longer than needed where they were."""
    old = before.split("\n")
    old_title = old[-2] if len(old) > 1 else ""
    slack = max(0, len(old[-1]) - columns(old_title)) if old_title else 0
    indent = old_title[: len(old_title) - len(old_title.lstrip(" "))] if len(style) > 1 else ""
    line = style[0] * max(columns(indent + title) + slack, _SHORTEST)
    return "\n".join([line, indent + title, line] if len(style) > 1 else [title, line])
