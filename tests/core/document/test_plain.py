"""Text without markup."""

from hypothesis import given
from hypothesis import strategies as st

from visioneditor.core.document.plain import parse_plain

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
