"""A repository with two drafts of 30,000 lines in 2,000 sections, 8,500 lines of them changed; and with one long line.

Made of the words of a real vision, the same on every run.
"""

import random
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.long_document import LongDocument, commit_text, make_repository, read_paragraphs, reword
from tests.benchmarks.shapes import Writer, make_line

SECTIONS, LINES, CHANGED_LINES = 2_000, 30_000, 8_500
BIG_PATH = "reference/big-vision.rst"
LINE_PATH = "reference/one-line.rst"

_SEED = 30_000
_IN_A_CHAPTER = 20
_BODY_LINES = LINES // SECTIONS - 5  # without the title, its underline and the blank lines around paragraphs
_MOVED_ONE_IN, _GONE_ONE_IN = 50, 100
_EDITED_ONE_WORD_IN = 60  # of the long line

Section = list[str]  # its lines


def make_big_document(folder: Path, vision: str) -> LongDocument:
    """Two drafts: sections moved, gone and new, and everywhere lines in which a word or two are others."""
    make_repository(folder)
    chance = random.Random(_SEED)
    paragraphs = read_paragraphs(vision)
    words = sorted({word for part in paragraphs for word in part.split() if word.isalpha() and len(word) > 4})
    sections = [_write_section(number, paragraphs, words, chance) for number in range(SECTIONS)]
    old = commit_text(folder, BIG_PATH, _join(sections), "Draft the vision")
    new = commit_text(folder, BIG_PATH, _join(_revise(sections, paragraphs, words, chance)), "Take up what was said")
    return LongDocument(repository=folder, path=BIG_PATH, old_revision=old, new_revision=new)


def make_line_document(folder: Path, vision: str) -> LongDocument:
    """Two drafts of a line of 1 MB, one word in sixty another one."""
    make_repository(folder)
    writer = Writer(vision)
    line = make_line(writer)
    old = commit_text(folder, LINE_PATH, line, "Draft the vision")
    new = commit_text(folder, LINE_PATH, writer.edit(line, _EDITED_ONE_WORD_IN), "Take up what was said")
    return LongDocument(repository=folder, path=LINE_PATH, old_revision=old, new_revision=new)


def _write_section(number: int, paragraphs: Sequence[str], words: Sequence[str], chance: random.Random) -> Section:
    title = f"{number // _IN_A_CHAPTER}.{number % _IN_A_CHAPTER} {' '.join(chance.sample(words, 3)).capitalize()}"
    sign = "-" if number % _IN_A_CHAPTER else "="
    lines: list[str] = []
    while len(lines) < _BODY_LINES:
        lines += reword(chance.choice(paragraphs), list(words), chance).split("\n")
    half = _BODY_LINES // 2
    return [title, sign * len(title), "", *lines[:half], "", *lines[half:_BODY_LINES], ""]


def _revise(
    sections: Sequence[Section], paragraphs: Sequence[str], words: Sequence[str], chance: random.Random
) -> list[Section]:
    revised = [list(section) for section in sections]
    for _ in range(SECTIONS // _GONE_ONE_IN):
        del revised[chance.randrange(len(revised))]
        new = _write_section(SECTIONS + len(revised), paragraphs, words, chance)
        revised.insert(chance.randrange(len(revised)), new)
    for _ in range(SECTIONS // _MOVED_ONE_IN):
        revised.insert(chance.randrange(len(revised)), revised.pop(chance.randrange(len(revised))))
    apart = SECTIONS // _MOVED_ONE_IN * LINES // SECTIONS  # lines that are not where they were
    bodies = [(section, at) for section in revised for at in range(3, len(section)) if " " in section[at].strip()]
    for section, at in chance.sample(bodies, CHANGED_LINES - apart):
        section[at] = _edit(section[at], words, chance)
    return revised


def _edit(line: str, words: Sequence[str], chance: random.Random) -> str:
    """A word or two replaced."""
    parts = line.split(" ")
    for at in chance.sample(range(len(parts)), min(len(parts), chance.randrange(1, 3))):
        parts[at] = chance.choice(words) if parts[at] else ""
    return " ".join(parts)


def _join(sections: Sequence[Section]) -> str:
    title = "A big vision"
    head = f"{'#' * len(title)}\n{title}\n{'#' * len(title)}\n\n"
    return head + "".join(f"{line}\n" for section in sections for line in section)
