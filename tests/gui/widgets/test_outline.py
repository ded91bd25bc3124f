"""The outline: the sections as a tree, the marks beside them, the section under the eye."""

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from visioneditor.core.document.markdown import parse_markdown
from visioneditor.core.document.model import Section
from visioneditor.gui.look import Look
from visioneditor.gui.widgets.outline import Outline, OutlineMarks

TEXT = "# Vision\n\nIntro.\n\n## Goals\n\nA.\n\n### Speed\n\nB.\n\n## Limits\n\nC.\n"


@pytest.fixture
def sections() -> tuple[Section, ...]:
    return parse_markdown(TEXT).sections


@pytest.fixture
def outline(look: Look, qtbot: QtBot, sections: tuple[Section, ...]) -> Outline:
    made = Outline(look)
    qtbot.addWidget(made)
    made.resize(232, 400)
    made.show_sections(sections)
    made.show()
    return made


def rows(model: QAbstractItemModel, above: QModelIndex | None = None, depth: int = 0) -> list[tuple[int, QModelIndex]]:
    found = []
    above = above or QModelIndex()
    for row in range(model.rowCount(above)):
        index = model.index(row, 0, above)
        found += [(depth, index), *rows(model, index, depth + 1)]
    return found


def named(outline: Outline, title: str) -> QModelIndex:
    return next(index for _, index in rows(outline.tree.model()) if index.data() == title)


def number(sections: tuple[Section, ...], title: str) -> int:
    return next(section.number for section in sections if section.title == title)


def test_sections_stand_below_what_they_belong_to(outline: Outline) -> None:
    shown = [(depth, index.data()) for depth, index in rows(outline.tree.model())]
    assert shown == [(0, "Vision"), (0, "Goals"), (1, "Speed"), (0, "Limits")]


def test_pressing_a_section_announces_it(outline: Outline, sections: tuple[Section, ...], qtbot: QtBot) -> None:
    place = outline.tree.visualRect(named(outline, "Speed")).center()
    with qtbot.waitSignal(outline.section_chosen) as chosen:
        QTest.mouseClick(outline.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [number(sections, "Speed")]


def test_enter_goes_to_the_section(outline: Outline, sections: tuple[Section, ...], qtbot: QtBot) -> None:
    outline.tree.setCurrentIndex(named(outline, "Limits"))
    with qtbot.waitSignal(outline.section_chosen) as chosen:
        QTest.keyClick(outline.tree, Qt.Key.Key_Return)
    assert chosen.args == [number(sections, "Limits")]


def test_section_under_the_eye_is_selected_without_announcing(
    outline: Outline, sections: tuple[Section, ...], qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(outline.section_chosen):
        outline.select(number(sections, "Goals"))
    assert outline.tree.currentIndex().data() == "Goals"
    outline.select(99)
    assert outline.tree.currentIndex().data() == "Goals"


def test_marks_are_said_in_words(outline: Outline, sections: tuple[Section, ...]) -> None:
    words = "edited, 2 threads, 1 unresolved"
    marks = OutlineMarks(signs=(("~", "text"), ("icon:clock", "stale")), threads=2, unresolved=1, words=words)
    outline.show_marks({number(sections, "Goals"): marks})
    index = named(outline, "Goals")
    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == words
    assert index.data(Qt.ItemDataRole.ToolTipRole) == f"Goals\n{words}"
    assert not named(outline, "Limits").data(Qt.ItemDataRole.AccessibleDescriptionRole)


def test_marks_are_painted_and_taken_away(outline: Outline, sections: tuple[Section, ...]) -> None:
    plain = outline.tree.grab().toImage()
    outline.show_marks({number(sections, "Goals"): OutlineMarks(signs=(("+", "added"),), threads=3, unresolved=1)})
    assert outline.tree.grab().toImage() != plain
    outline.show_marks({})
    assert outline.tree.grab().toImage() == plain


def test_unresolved_threads_look_different_from_resolved_ones(outline: Outline, sections: tuple[Section, ...]) -> None:
    goals = number(sections, "Goals")
    outline.show_marks({goals: OutlineMarks(threads=1, unresolved=1)})
    unresolved = outline.tree.grab().toImage()
    outline.show_marks({goals: OutlineMarks(threads=1)})
    assert outline.tree.grab().toImage() != unresolved


def test_document_without_sections_shows_none(outline: Outline) -> None:
    outline.show_sections(())
    assert outline.tree.model().rowCount() == 0
