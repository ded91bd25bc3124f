"""reStructuredText: from a text to a Document, with the exact place of everything.

docutils is the judge of the structure (a test holds the two together), but keeps no places and drops what it does not
know; this scanner keeps both. It never fails, includes nothing and carries nothing out. The modules beside it have the
parts: views of nested lines, body elements, lists, explicit markup, directives, tables, inline markup.
"""

from collections.abc import Sequence

from visioneditor.core.document.model import Block, BlockKind, Document, Label, Markup, Run, Section
from visioneditor.core.document.rst_body import Body
from visioneditor.core.document.rst_page import Page, fold_name
from visioneditor.core.document.rst_titles import Titles
from visioneditor.core.document.sections import build_sections
from visioneditor.values import replace

_TAB_WIDTH = 8
_BLANKS = str.maketrans({"\v": " ", "\f": " ", "\0": "\ufffd", "\r": " "})


def parse_rst(text: str) -> Document:
    """The document that a reStructuredText is; whatever is wrong with it is shown and listed as a problem."""
    scanned = text.translate(_BLANKS) if any(sign in text for sign in "\v\f\0\r") else text
    places: list[int] | None = None
    if "\t" in scanned:
        scanned, places = _expand_tabs(scanned)
    page = Page(scanned)
    body = Body(page, page.view(), kind=BlockKind.PARAGRAPH, depth=0, group=0, level=0, titles=Titles())
    body.scan()
    page.close_head()
    blocks: Sequence[Block] = page.blocks
    labels = page.labels
    if places is not None:
        blocks = [_moved_block(block, places) for block in blocks]
        labels = {name: _moved_label(label, places) for name, label in labels.items()}
    sections = build_sections(text, blocks)
    _check_references(page, sections)
    return Document(
        text=text,
        markup=Markup.RST,
        sections=sections,
        blocks=tuple(blocks),
        problems=tuple(sorted(page.problems, key=lambda problem: problem.line)),
        labels=labels,
    )


def _check_references(page: Page, sections: Sequence[Section]) -> None:
    """Names that lead nowhere; a section's title is a name, too."""
    known = {*page.labels, *(fold_name(section.title) for section in sections)}
    for name, line in page.references:
        if name not in known:
            page.error(line, f'Unknown target name: "{name}".')


def _expand_tabs(text: str) -> tuple[str, list[int]]:
    """The text with blanks for tabs, and for each of its offsets the offset in the source."""
    places: list[int] = []
    lines: list[str] = []
    at = 0
    for line in text.split("\n"):
        lines.append(line.expandtabs(_TAB_WIDTH))
        column = 0
        for number, part in enumerate(line.split("\t")):
            if number:
                width = _TAB_WIDTH - column % _TAB_WIDTH
                places.extend([at] * width)
                column += width
                at += 1
            places.extend(range(at, at + len(part)))
            column += len(part)
            at += len(part)
        places.append(at)
        at += 1
    return "\n".join(lines), places


def _moved_block(block: Block, places: list[int]) -> Block:
    runs = [_moved_run(run, places) for run in block.runs]
    return replace(block, start=places[block.start], end=places[block.end], runs=tuple(runs))


def _moved_run(run: Run, places: list[int]) -> Run:
    return replace(run, start=places[run.start], end=places[run.end])


def _moved_label(label: Label, places: list[int]) -> Label:
    return label if label.offset is None else replace(label, offset=places[label.offset])
