"""Plain text: paragraphs parted by blank lines, and nothing else."""

import re

from visioneditor.core.document.model import Block, BlockKind, Document, Markup, Run
from visioneditor.core.document.sections import build_sections

_VISIBLE = re.compile(r"\S(?:.*\S)?")


def parse_plain(text: str) -> Document:
    """Read a text without markup; all of it is one preamble."""
    blocks = _paragraphs(text)
    return Document(text=text, markup=Markup.TEXT, sections=build_sections(text, blocks), blocks=blocks)


def _paragraphs(text: str) -> tuple[Block, ...]:
    blocks: list[Block] = []
    lines: list[tuple[int, int]] = []  # the open paragraph's
    start, number = 0, 0
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            lines.append((start, start + len(line)))
        elif lines:
            blocks.append(_paragraph(text, lines, number - 1))
            lines = []
        start += len(line) + 1
    if lines:
        blocks.append(_paragraph(text, lines, number))
    return tuple(blocks)


def _paragraph(text: str, lines: list[tuple[int, int]], last_line: int) -> Block:
    runs = tuple(Run(start=found.start(), end=found.end()) for found in (_visible(text, *line) for line in lines))
    start, end = lines[0][0], lines[-1][1]
    first_line = last_line - len(lines) + 1
    indent = len(text[start : runs[0].start].expandtabs(8))
    return Block(
        kind=BlockKind.PARAGRAPH,
        start=start,
        end=end,
        first_line=first_line,
        last_line=last_line,
        runs=runs,
        indent=indent,
    )


def _visible(text: str, start: int, end: int) -> re.Match[str]:
    found = _VISIBLE.search(text, start, end)
    assert found is not None, "a paragraph's line is never blank"
    return found
