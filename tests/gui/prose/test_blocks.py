"""Blocks become pieces: bullets, indents, notes, tables."""

import pytest

from visioneditor.core.document.markdown import parse_markdown
from visioneditor.core.document.model import Document
from visioneditor.core.document.rst import parse_rst
from visioneditor.gui.prose.blocks import BlockSetter, table_columns
from visioneditor.gui.prose.rows import NEW, Face, Piece, PlainWords
from visioneditor.gui.prose.shown import render_words


def pieces(document: Document) -> list[Piece]:
    setter = BlockSetter(document=document, text=NEW)
    return [piece for block in document.blocks for piece in setter.pieces(block)]


def test_headings_below_the_third_level_are_set_as_the_third() -> None:
    faces = [piece.face for piece in pieces(parse_markdown("# a\n\n## b\n\n### c\n\n#### d\n"))]
    assert faces == [Face.HEADING_1, Face.HEADING_2, Face.HEADING_3, Face.HEADING_3]


def test_bullets_hang_before_indented_text() -> None:
    found = pieces(parse_markdown("- a\n  - b\n"))
    assert [(piece.marker, piece.indent) for piece in found] == [("•", 1), ("•", 2)]


def test_numbers_count_on_from_the_first() -> None:
    found = pieces(parse_rst("#. a\n#. b\n"))
    assert [piece.marker for piece in found] == ["1.", "2."]


def test_a_note_has_a_name_and_a_bar_beside_all_of_it() -> None:
    found = pieces(parse_rst(".. note::\n\n   Mind this.\n\n   And that.\n\nAfter it.\n"))
    assert isinstance(found[0].words, PlainWords) and found[0].words.shown == "Note"
    assert [bool(piece.rails) for piece in found] == [True, True, True, False]


def test_comments_and_labels_are_not_shown() -> None:
    found = pieces(parse_rst(".. _label:\n\n.. a comment\n\nText.\n"))
    assert [render_words(piece.words).text for piece in found] == ["Text."]


def test_an_image_is_its_words_alone() -> None:
    found = pieces(parse_markdown("![a picture](https://example.org/p.png)\n"))
    assert [render_words(piece.words).text for piece in found] == ["a picture"]


def test_cells_of_a_row_stand_beside_each_other() -> None:
    document = parse_markdown("| a | b |\n|---|---|\n| c | d e f |\n")
    found = pieces(document)
    assert [piece.is_beside for piece in found] == [False, True, False, True]
    assert [render_words(piece.words).text for piece in found] == ["a", "b", "c", "d e f"]


def test_columns_of_a_table_share_the_width() -> None:
    document = parse_markdown("| Row | Text |\n|---|---|\n| 1 | " + "words " * 30 + "|\n")
    (borders,) = table_columns(document).values()
    assert borders[0] == 0 and borders[-1] == pytest.approx(1)
    assert borders[1] < 0.3
