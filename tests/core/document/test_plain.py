"""Text without markup."""

from hypothesis import given
from hypothesis import strategies as st

from visioneditor.core.document.model import BlockKind
from visioneditor.core.document.plain import parse_message, parse_plain

_TEXTS = st.text(alphabet=st.sampled_from("ab \t\n\r\x0b\x1c\u2028é*"), max_size=80)


def test_paragraphs_are_parted_by_blank_lines_and_lie_in_the_preamble() -> None:
    text = "\n one two\nthree \n\t\nfour"
    document = parse_plain(text)
    runs = [[text[run.start : run.end] for run in block.runs] for block in document.blocks]
    assert runs == [["one two", "three"], ["four"]]
    assert [block.indent for block in document.blocks] == [1, 0]
    assert [(section.id, section.number, section.first_line) for section in document.sections] == [("preamble", 0, 1)]


def test_an_empty_text_has_neither_blocks_nor_sections() -> None:
    document = parse_plain(" \n\n")
    assert document.blocks == () and document.sections == ()


@given(_TEXTS)
def test_the_pieces_are_the_text_and_runs_hold_every_visible_character(text: str) -> None:
    document = parse_plain(text)
    assert "".join(document.pieces()) == text
    shown = "".join(text[run.start : run.end] for block in document.blocks for run in block.runs)
    assert "".join(shown.split()) == "".join(text.split())


MESSAGE = """Parent:     634b4688 (Merge "A: b")
Author:     Ada Tester <ada@example.org>
AuthorDate: 2026-02-24 15:20:00 +0000

Ask: every team

Note: this is running text, which
goes on.

Change-Id: I0123
Signed-off-by: Ada Tester <ada@example.org>
"""


def test_a_commit_message_is_read_by_the_line_above_and_below_its_words() -> None:
    document = parse_message(MESSAGE)
    assert "".join(document.pieces()) == MESSAGE
    told = [(block.kind, document.text[block.start : block.end].split(":")[0]) for block in document.blocks]
    assert told == [
        (BlockKind.FIELD, "Parent"),
        (BlockKind.FIELD, "Author"),
        (BlockKind.FIELD, "AuthorDate"),
        (BlockKind.PARAGRAPH, "Ask"),
        (BlockKind.PARAGRAPH, "Note"),
        (BlockKind.FIELD, "Change-Id"),
        (BlockKind.FIELD, "Signed-off-by"),
    ]
    first = document.blocks[0]
    assert [MESSAGE[run.start : run.end] for run in first.runs] == ["Parent:", '     634b4688 (Merge "A: b")']
    assert (first.first_line, first.last_line) == (1, 1)
