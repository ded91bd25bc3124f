"""Sections over heading blocks."""

import pytest
from docutils.nodes import make_id as docutils_make_id
from hypothesis import example, given
from hypothesis import strategies as st

from visioneditor.core.document.model import Block, BlockKind, Run, Section
from visioneditor.core.document.sections import build_sections, make_id
from visioneditor.core.text import Lines


def sections_of(text: str) -> tuple[Section, ...]:
    """Sections of a text in which `#` lines are headings and every other line that is not blank a paragraph."""
    lines = Lines(text)
    blocks = []
    for number in range(1, lines.count + 1):
        start, end = lines.start(number), lines.end(number)
        line = text[start:end]
        level = len(line) - len(line.lstrip("#"))
        if not line.strip():
            continue
        title = line.lstrip("# ")
        blocks.append(
            Block(
                kind=BlockKind.HEADING if level else BlockKind.PARAGRAPH,
                start=start,
                end=end,
                first_line=number,
                last_line=number,
                runs=(Run(start=end - len(title), end=end),),
                level=level,
            )
        )
    return build_sections(text, blocks)


def test_sections_reach_to_the_next_heading() -> None:
    sections = sections_of("# A\n\ntext\n\n## B\n# C\nend\n\n")
    assert [(s.number, s.title, s.level, s.first_line, s.last_line, s.parent) for s in sections] == [
        (1, "A", 1, 1, 4, None),
        (2, "B", 2, 5, 5, 1),
        (3, "C", 1, 6, 8, None),
    ]
    assert [(s.first_block, s.block_count) for s in sections] == [(0, 2), (2, 1), (3, 2)]


def test_parent_is_nearest_section_of_smaller_level() -> None:
    assert [s.parent for s in sections_of("### A\n# B\n### C\n## D\n### E")] == [None, None, 2, 2, 4]


def test_text_before_the_first_heading_is_the_preamble() -> None:
    preamble, first = sections_of("hello\n\n# Preamble\n")
    assert (preamble.number, preamble.id, preamble.level, preamble.title) == (0, "preamble", 0, "")
    assert (preamble.first_line, preamble.last_line, preamble.block_count) == (1, 2, 1)
    assert (first.number, first.id, first.parent) == (1, "preamble-2", None)


def test_blank_lines_make_no_preamble() -> None:
    assert [s.number for s in sections_of("\n\n# A\n")] == [1]
    assert sections_of("\n") == sections_of("") == ()


def test_text_without_headings_is_all_preamble() -> None:
    (only,) = sections_of("a\n\nb\n")
    assert (only.number, only.first_line, only.last_line, only.block_count) == (0, 1, 3, 2)


def test_ids_are_unique_and_never_empty() -> None:
    ids = [s.id for s in sections_of("# A\n# A\n# A 2\n# A\n# 2019\n# ...\n")]
    assert ids == ["a", "a-2", "a-2-2", "a-3", "section-5", "section-6"]


def test_ids_keep_letters_of_other_scripts() -> None:
    assert make_id("2019 Привет мир — 日本") == "привет-мир-日本"


@given(st.text(alphabet=st.characters(max_codepoint=0x17F)))
@example("A\x850")
@example("A\xa00")
def test_ids_of_latin_titles_are_those_of_docutils(title: str) -> None:
    if "\xb5" not in title:  # the micro sign decomposes into a Greek letter
        assert make_id(title) == docutils_make_id(title)


@pytest.mark.parametrize(
    ("text", "runs", "source"),
    [
        ("=====\n ``A``  b\n=====", (), "``A`` b"),
        ("Title\n-----", (), "Title"),
        ("## Title ##", (), "Title"),
        ("Two\nlines\n---", (), "Two lines"),
    ],
)
def test_source_title_is_the_heading_without_its_adornment(text: str, runs: tuple[Run, ...], source: str) -> None:
    block = Block(
        kind=BlockKind.HEADING, start=0, end=len(text), first_line=1, last_line=text.count("\n") + 1, level=1, runs=runs
    )
    assert build_sections(text, [block])[0].source_title == source
