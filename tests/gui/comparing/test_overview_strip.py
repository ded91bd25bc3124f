"""The strip beside a comparison that is much higher than it."""

import pytest
from pytestqt.qtbot import QtBot

from visioneditor.core.compare.comparing import compare
from visioneditor.core.document.markdown import parse_markdown
from visioneditor.gui.comparing import overview_strip
from visioneditor.gui.comparing.comparing_view import ComparingView
from visioneditor.gui.look import Look


def draft(word: str, *, without: int) -> str:
    parts = (f"Paragraph {at} {word if at % 3 else 'always'} says what the text is about." for at in range(600))
    return "# Guide\n\n" + "\n\n".join(part for at, part in enumerate(parts) if at % 50 != without)


def test_a_strip_of_a_high_comparison_shows_its_changes(look: Look, qtbot: QtBot) -> None:
    view = ComparingView(look)
    qtbot.addWidget(view)
    view.resize(900, 300)
    view.show_comparison(
        compare(parse_markdown(draft("formerly", without=7)), parse_markdown(draft("lately", without=9)))
    )
    view.show()
    view.strip.grab()  # it is drawn bit by bit
    qtbot.waitUntil(lambda: not view.strip._drawing.isActive())
    shot = view.strip.grab().toImage()
    for token, x in (("removed", 5), ("added", 11)):
        found = [y for y in range(shot.height()) if shot.pixel(x, y) == look.theme.colour(token).rgb()]
        assert found and found[0] < 20 and found[-1] > shot.height() - 40, token


def test_rows_without_a_change_are_gone_through_little_by_little(
    look: Look, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = ComparingView(look)
    qtbot.addWidget(view)
    text = parse_markdown(draft("lately", without=9) + "\n\nThe end.")
    view.show_comparison(compare(parse_markdown(draft("lately", without=9)), text))
    view.toggle_all_folds()
    monkeypatch.setattr(overview_strip, "_SLICE_S", 0.0)
    view.show()
    view.strip.grab()
    left = sum(mark is None for mark in view.strip._undrawn)
    assert len(view.prose.rows()) > 500 and left == len(view.prose.rows()) - 1, "a turn ends with its row"
