"""Sections over blocks: what every markup's parser has in common.

The parser says which blocks are headings and of what level; ids, titles, parents and line ranges are made here, so
that they come out alike for all. A text without headings is one preamble.
"""

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from visioneditor.core.document.model import Block, BlockKind, Section
from visioneditor.core.text import Lines

# Latin letters that no decomposition leads to ASCII; the same that docutils knows, for the ids are to be its.
_LATIN = str.maketrans(
    "øđħıłŧƀƃƈƌƒƙƚƞƥƫƭƴƶǥȥȴȵȶȷȼȿɀɇɉɋɍɏ",
    "odhiltbbcdfklnpttyzgzlntjcszejqry",
) | {ord("ß"): "sz", ord("æ"): "ae", ord("œ"): "oe", ord("ȸ"): "db", ord("ȹ"): "qp"}
_RIM = re.compile(r"^[-0-9]+|-+$")
_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1*")
_HASHES = re.compile(r"#{1,6}(?:[ \t]+|$)|(?:^|[ \t]+)#+[ \t]*$")


def build_sections(text: str, blocks: Sequence[Block]) -> tuple[Section, ...]:
    """The sections that the heading blocks open; headings inside quotes, lists and directives open none."""
    lines = Lines(text)
    heads = [at for at, block in enumerate(blocks) if block.kind is BlockKind.HEADING and not block.depth]
    bounds = [*heads, len(blocks)]
    sections: list[Section] = []
    used: dict[str, int] = {}
    open_sections: list[Section] = []
    last_before = blocks[heads[0]].first_line - 1 if heads else lines.count
    if text[: lines.end(last_before) if last_before else 0].strip():
        sections.append(_preamble(last_before, lines, bounds[0]))
        used["preamble"] = 1
    for number, (at, following) in enumerate(pairwise(bounds), start=1):
        head = blocks[at]
        last_line = blocks[following].first_line - 1 if following < len(blocks) else lines.count
        while open_sections and open_sections[-1].level >= head.level:
            open_sections.pop()
        title = heading_title(head, text)
        section = Section(
            number=number,
            id=_unique(make_id(title) or f"section-{number}", used),
            title=title,
            source_title=heading_source(head, text),
            level=head.level,
            first_line=head.first_line,
            last_line=last_line,
            start=lines.start(head.first_line),
            end=lines.end(last_line),
            parent=open_sections[-1].number if open_sections else None,
            first_block=at,
            block_count=following - at,
        )
        open_sections.append(section)
        sections.append(section)
    return tuple(sections)


def heading_title(block: Block, text: str) -> str:
    """A heading's visible text, white space folded."""
    pieces: list[str] = []
    at = block.start
    for run in block.runs:
        parted = "\n" in text[at : run.start]  # a Markdown heading may go over several lines
        shown = text[run.start : run.end] if run.shown is None else run.shown
        is_numbered = run.role == "footnote" and shown in ("#", "*")  # by itself: its mark is no part of a title
        pieces += [" " * parted, "" if is_numbered else shown]
        at = run.end
    return " ".join("".join(pieces).split())


def heading_source(block: Block, text: str) -> str:
    """A heading as it stands in the file, on one line, its adornments or number signs left out."""
    lines = text[block.start : block.end].split("\n")
    if len(lines) == 1:
        return " ".join(_HASHES.sub("", lines[0].strip()).split())
    first, last = lines[0].strip(), lines[-1].strip()
    overlined = len(lines) > 2 and _ADORNMENT.fullmatch(first) and first[0] == last[:1]
    return " ".join(" ".join(lines[1 if overlined else 0 : -1]).split())


def make_id(title: str) -> str:
    """An id from a title: docutils' rule, but letters of other scripts than Latin are kept."""
    letters = []
    for letter in title.lower().translate(_LATIN):
        if letter.isascii():
            letters.append(letter if letter.isalnum() else "-")
        else:
            letters.append(_id_letters(letter))
    return _RIM.sub("", re.sub("-+", "-", "".join(letters)))


def _id_letters(letter: str) -> str:
    """What a letter beyond ASCII is in an id: Latin its plain form, a blank a hyphen, punctuation nothing."""
    plain = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode("ascii")
    if plain:
        return re.sub("[^a-z0-9]+", "-", plain.lower())
    is_word = letter.isalnum() or unicodedata.category(letter)[0] == "M"
    is_latin = unicodedata.name(letter, "").startswith("LATIN ") or "\u0300" <= letter <= "\u036f"
    return letter if is_word and not is_latin else ""


def _preamble(last_line: int, lines: Lines, block_count: int) -> Section:
    return Section(
        number=0,
        id="preamble",
        title="",
        source_title="",
        level=0,
        first_line=1,
        last_line=last_line,
        start=0,
        end=lines.end(last_line),
        parent=None,
        first_block=0,
        block_count=block_count,
    )


def _unique(id: str, used: dict[str, int]) -> str:
    """The id, or with the first number from 2 that nobody has; `used` remembers how far each name has come."""
    if id not in used:
        used[id] = 1
        return id
    count = used[id] + 1
    while f"{id}-{count}" in used:
        count += 1
    used[id] = count
    used[f"{id}-{count}"] = 1
    return f"{id}-{count}"
