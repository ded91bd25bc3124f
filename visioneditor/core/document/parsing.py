"""The way from a text to a Document: which markup a file is written in, and the parser for it.

Parsers are imported when they are first needed, so that reading an RST document does not pay for Markdown's parser.
"""

import re

from visioneditor.core.document.model import COMMIT_MESSAGE_PATH, Document, Markup

_ENDINGS = {"rst": Markup.RST, "md": Markup.MARKDOWN, "markdown": Markup.MARKDOWN}
_DIRECTIVE = re.compile(r"^[ \t]*\.\. (?:[^\s:|][^\s|]*|\|[^|\n]+\|[ \t]+\S+)::(?:\s|$)", re.MULTILINE)
_ROLE = re.compile(r"(?<![\w:]):[A-Za-z][\w.+:-]*:`[^`\n]")
_ADORNMENT = re.compile(r"^([!-/:-@\[-`{-~])\1{2,}[ \t]*$")


def parse(text: str, markup: Markup) -> Document:
    """Read a text in the given markup; whatever is broken in it is shown, never refused."""
    if markup is Markup.RST:
        from visioneditor.core.document.rst import parse_rst

        return parse_rst(text)
    if markup is Markup.MARKDOWN:
        from visioneditor.core.document.markdown import parse_markdown

        return parse_markdown(text)
    from visioneditor.core.document.plain import parse_plain

    return parse_plain(text)


def parse_path(path: str, text: str) -> Document:
    """Read a text in the markup that its path and content tell, a commit message in its own way."""
    if path == COMMIT_MESSAGE_PATH:
        from visioneditor.core.document.plain import parse_message

        return parse_message(text)
    return parse(text, detect_markup(path, text))


def detect_markup(path: str, text: str) -> Markup:
    """By the ending where it says so, else RST where headings, directives or roles stand in the text."""
    name = path.rpartition("/")[2]
    known = _ENDINGS.get(name.rpartition(".")[2].lower()) if "." in name else None
    if known is not None:
        return known
    is_rst = _has_heading(text) or _DIRECTIVE.search(text) or _ROLE.search(text)
    return Markup.RST if is_rst else Markup.TEXT


def _has_heading(text: str) -> bool:
    """A line of text between blank and adornment: the underline at least as long as what stands above it."""
    before, title = "", ""
    for line in text.split("\n"):
        adorned = _ADORNMENT.match(line)
        free_above = not before.strip() or _ADORNMENT.match(before)
        if adorned and title.strip() and free_above and len(line.rstrip()) >= len(title.rstrip()) and _titles(title):
            return True
        before, title = title, line
    return False


def _titles(line: str) -> bool:
    return not _ADORNMENT.match(line) and any(map(str.isalnum, line))
