"""Tints: words of a group in a row are one stretch, laid out once for each cell, and painted in the group's colour."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.conftest import OpenWindow
from visioneditor.gui.prose.rows import NEW
from visioneditor.gui.prose.tints import DIMMED, Tints, TintSpan, join_words
from visioneditor.gui.theme import THEMES, load_theme


def nothing(_text: int, _offset: int) -> str:
    return ""


def test_words_of_a_group_in_a_row_are_one_stretch() -> None:
    words = [TintSpan(0, 3, 1), TintSpan(4, 8, 1), TintSpan(9, 12, 2), None, TintSpan(20, 22, 2)]
    assert list(join_words(words)) == [TintSpan(0, 8, 1), TintSpan(9, 12, 2), TintSpan(20, 22, 2)]
    assert list(join_words([])) == []


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("family", ["age", "hue"])
def test_every_theme_has_a_colour_for_each_group(name: str, family: str) -> None:
    tints, theme = Tints(NEW, family, (), nothing), load_theme(name)
    assert len({theme.colour(tints.token(shade)).name() for shade in range(8)}) == 8


def test_what_is_tinted_is_painted_so_and_laid_out_once(open_window: OpenWindow, sample: Path, qtbot: QtBot) -> None:
    window = open_window(sample)
    prose, loaded = window.reading.view.prose, window.session.loaded
    assert loaded is not None
    text = loaded.document.text
    at = loaded.document.blocks[1].start
    tints = Tints(NEW, "age", [TintSpan(at, at + 12, 7)], nothing)
    before = prose.grab().toImage()
    prose.set_tints(tints)
    painted = prose.grab().toImage()
    assert painted != before
    row = prose.stage().row_of(NEW, at)
    assert row is not None
    (cell,) = (cell for cell in prose.stage().lay(row).cells if cell is not None)
    boxes = tints.boxes(cell)
    assert [box.shade for box in boxes] == [7] and tints.boxes(cell) is boxes
    prose.set_tints(Tints(NEW, "age", [TintSpan(at, min(at + 12, len(text)), DIMMED)], nothing))
    assert prose.grab().toImage() not in (before, painted)
    prose.set_tints(None)
    assert prose.grab().toImage() == before
