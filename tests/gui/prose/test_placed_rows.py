"""Rows that only stand elsewhere by now keep the heights they were measured with."""

import pytest
from pytestqt.qtbot import QtBot

from visioneditor.core.document.model import Markup
from visioneditor.core.document.parsing import parse
from visioneditor.gui.look import Look
from visioneditor.gui.prose.columns import Shape
from visioneditor.gui.prose.prose_view import ProseView
from visioneditor.gui.worked_out import DraftedText

PARAGRAPHS = [f"Paragraph {number} says something at quite some length. " * number for number in range(1, 9)]


def drafted(paragraphs: list[str]) -> DraftedText:
    return DraftedText(parse("\n\n".join(paragraphs) + "\n", Markup.RST))


@pytest.fixture
def view(look: Look, qtbot: QtBot) -> ProseView:
    view = ProseView(look, Shape.PREVIEW)
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show()
    view.set_rows(drafted(PARAGRAPHS).rows)
    view.settle()
    return view


def heights(view: ProseView) -> list[float]:
    return [view.stage().scroll.heights.height(row) for row in range(len(view.rows()))]


def test_only_a_paragraph_that_changed_is_measured_again(view: ProseView) -> None:
    changed = [*PARAGRAPHS[:5], PARAGRAPHS[5] + "And more.", *PARAGRAPHS[6:]]
    view.set_rows(drafted(changed).rows)
    assert list(view.stage().unmeasured(9)) == [5]
    kept = heights(view)
    view.settle()
    assert heights(view)[:5] + heights(view)[6:] == kept[:5] + kept[6:]


def test_kept_heights_are_those_that_measuring_gives(view: ProseView) -> None:
    text = drafted(["A new beginning.", *PARAGRAPHS])
    view.set_rows(text.rows)
    view.settle()
    kept = heights(view)
    view.refresh_look()
    view.settle()
    assert heights(view) == kept


def test_in_another_width_nothing_is_kept(view: ProseView) -> None:
    view.resize(600, 300)
    view.refresh_look()
    assert len(list(view.stage().unmeasured(9))) > 1
