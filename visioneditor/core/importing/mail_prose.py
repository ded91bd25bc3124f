"""A mail as a reflection: its paragraphs below headings that say which of the vision's sections they name.

A mail has no headings of its own, so that all of it would answer everything it names; parted, each section gets the
paragraphs that are about it. A mail that was written with headings keeps them.
"""

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence

from visioneditor.core.document.heading_writing import write_heading
from visioneditor.core.document.model import Document, Markup, Section
from visioneditor.core.document.parsing import parse
from visioneditor.core.importing.mail import Mail, paragraphs
from visioneditor.core.mapping import VisionSections

_LIST = re.compile(r"\s*(?:[-*+•]|\(?\d+[.)]|\(?[a-z]\))\s+\S")
_RST_SIGNS = re.compile(r"\\|`|\||(?<=\w)_(?![\w])")
_MARKDOWN_SIGNS = re.compile(r"\\|<(?!https?:|mailto:)|`")
_RST_LINE = re.compile(r"^(\s*)(?=\.\. |\.\.$|__ |:[\w-]+:(?:\s|$))")
_MARKDOWN_LINE = re.compile(r"^(\s*)(?=#{1,6}\s|\[[^\]]+\]:|=+\s*$|-+\s*$)")


def mail_as_reflection(mail: Mail, vision: Document, markup: Markup, title: str) -> str:
    """The text of a reflection in the given markup."""
    with_headings = _with_own_headings(mail.body, markup)
    styles: dict[int, str] = {1: "==", 2: "="}
    head = write_heading(title, 1, markup, styles)
    if with_headings:
        return f"{head}\n\n{with_headings}\n"
    parts = [head]
    for named, texts in _groups(paragraphs(mail.body), VisionSections(vision)):
        if named:
            parts.append(write_heading(_heading([section.title for section in named]), 2, markup, styles))
        parts += [_as_prose(text, markup) for text in texts]
    return "\n\n".join(parts) + "\n"


def _with_own_headings(body: str, markup: Markup) -> str:
    """The body where its author set headings in the very markup that is wanted, one level below the title."""
    document = parse(body, markup)
    levels = {section.level for section in document.sections if section.number}
    if not levels or (markup is Markup.MARKDOWN and 1 in levels):
        return ""
    return body


def _groups(texts: Iterable[str], vision: VisionSections) -> Iterator[tuple[tuple[Section, ...], list[str]]]:
    """Paragraphs that belong together; one that names nothing goes on with what is being said."""
    named: tuple[Section, ...] = ()
    group: list[str] = []
    for text in texts:
        found = vision.named_in(text)
        numbers = {section.number for section in named}
        if found and not {section.number for section in found} <= numbers:
            if group:
                yield named, group
            named, group = found, []
        group.append(text)
    if group:
        yield named, group


def _heading(titles: Sequence[str]) -> str:
    *before, last = titles
    return f"On {', '.join(before)} and {last}" if before else f"On {last}"


def _as_prose(text: str, markup: Markup) -> str:
    """A paragraph so that it reads as it did, whatever its signs would mean."""
    text = textwrap.dedent(text.expandtabs())
    if not _LIST.match(text):
        text = "\n".join(line.strip() for line in text.split("\n"))
    is_markdown = markup is Markup.MARKDOWN
    pairs = text.count("`") % 2 == 0
    signs = _MARKDOWN_SIGNS if is_markdown else _RST_SIGNS
    text = signs.sub(lambda found: found[0] if found[0] == "`" and pairs else f"\\{found[0]}", text)
    line = _MARKDOWN_LINE if is_markdown else _RST_LINE
    text = "\n".join(line.sub(r"\1\\", each) for each in text.split("\n"))
    return f"{text[:-1]}\\:" if not is_markdown and text.endswith("::") else text
