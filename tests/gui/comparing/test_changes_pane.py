"""The list of changes: by section, limited to a sort, in step with the text."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from visioneditor.core.compare.changes import list_changes
from visioneditor.core.compare.comparing import compare
from visioneditor.core.compare.model import Comparison
from visioneditor.core.document.markdown import parse_markdown
from visioneditor.gui.comparing import changes_pane
from visioneditor.gui.comparing.change_entries import Entry, list_entries
from visioneditor.gui.comparing.change_filter import Shows
from visioneditor.gui.comparing.changes_pane import ChangesPane
from visioneditor.gui.look import Look
from visioneditor.gui.prose.rows import NEW, ThreadMark


@pytest.fixture
def thread(comparison: Comparison) -> ThreadMark:
    start = comparison.new.text.index("durable storage")
    return ThreadMark(key="t", text=NEW, start=start, end=start + 15, is_unresolved=True)


def entries(comparison: Comparison, shows: Shows = Shows.ALL, *threads: ThreadMark) -> list[Entry]:
    return list(list_entries(comparison, list_changes(comparison), threads, shows))


def test_changes_stand_under_their_sections_in_the_order_of_the_text(comparison: Comparison) -> None:
    found = [(entry.text[:9], entry.sign[0], entry.is_heading) for entry in entries(comparison)]
    assert found == [
        ("Gamma", "icon:move-vertical", False),
        ("Alpha", "", True),
        ("The teams", "~", False),
        ("Gone", "−", False),
        ("Fresh", "+", False),
    ]


def test_a_section_that_changed_as_a_whole_begins_a_group_of_its_own(comparison: Comparison) -> None:
    begins = [entry.text[:9] for entry in entries(comparison) if entry.begins_section]
    assert begins == ["Gamma", "Alpha", "Gone", "Fresh"]


def test_threads_stand_in_their_section_though_nothing_changed_there(
    comparison: Comparison, thread: ThreadMark
) -> None:
    texts = [entry.text for entry in entries(comparison, Shows.ALL, thread)]
    at = texts.index("Beta")
    assert texts[at + 1] == "“durable storage”" and texts[at - 1].startswith("The teams")
    assert [entry.spoken for entry in entries(comparison, Shows.THREADS, thread)] == [
        "Beta, 1 entry",
        "thread, unresolved: durable storage",
    ]


def test_a_line_says_what_happened_and_how_many_words(comparison: Comparison) -> None:
    line = next(entry for entry in entries(comparison) if entry.text.startswith("The teams"))
    assert line.spoken.startswith("edited, 1 word added, 1 word removed: The teams") and line.aside == "+1 −1"


@pytest.mark.parametrize(("shows", "count"), [(Shows.WORDS, 3), (Shows.MOVES, 1), (Shows.MARKUP, 0)])
def test_one_sort_of_changes_is_listed(comparison: Comparison, shows: Shows, count: int) -> None:
    assert sum(not entry.is_heading for entry in entries(comparison, shows)) == count


def test_what_went_from_a_section_is_listed_in_it() -> None:
    old = "# T\n\nFirst of all words.\n\n## A\n\nOne two three.\n\nFour five six.\n\nSeven eight nine.\n"
    new = old.replace("One two", "One 2").replace("Four five six.\n\n", "").replace("eight nine", "8 nine")
    found = entries(compare(parse_markdown(old), parse_markdown(new)))
    assert [entry.text for entry in found if entry.is_heading] == ["A"] and len(found) == 4


def build(look: Look, qtbot: QtBot, comparison: Comparison, *threads: ThreadMark) -> ChangesPane:
    pane = ChangesPane(look)
    qtbot.addWidget(pane)
    pane.show_changes(comparison, list_changes(comparison), threads)
    pane.show()
    return pane


def test_walking_down_the_list_announces_each_change(
    look: Look, qtbot: QtBot, comparison: Comparison, thread: ThreadMark
) -> None:
    pane = build(look, qtbot, comparison, thread)
    chosen: list[object] = []
    pane.change_chosen.connect(chosen.append)
    pane.thread_chosen.connect(chosen.append)
    for _ in range(5):
        QTest.keyClick(pane.list, Qt.Key.Key_Down)
    assert chosen == [1, 2, 2, "t", "t"]


def test_the_change_in_hand_is_selected_and_not_announced(look: Look, qtbot: QtBot, comparison: Comparison) -> None:
    pane = build(look, qtbot, comparison)
    with qtbot.assertNotEmitted(pane.change_chosen):
        pane.follow(3)
    assert pane.model.entries[pane.list.currentIndex().row()].text == "Gone"


def test_the_filter_counts_each_sort_and_says_when_there_is_none(
    look: Look, qtbot: QtBot, comparison: Comparison
) -> None:
    pane = build(look, qtbot, comparison)
    assert [pane.filter.itemText(at) for at in range(5)] == [
        "All changes and threads (4)",
        "Words (3)",
        "Moves (1)",
        "Markup and links (0)",
        "Threads (0)",
    ]
    pane.filter.setCurrentIndex(3)
    with qtbot.waitSignal(pane.filter_chosen) as chosen:
        pane.filter.activated.emit(3)
    assert chosen.args == [Shows.MARKUP] and pane.empty.isVisible()


def test_lines_are_named_for_those_who_do_not_see_them(look: Look, qtbot: QtBot, comparison: Comparison) -> None:
    pane = build(look, qtbot, comparison)
    spoken = pane.model.data(pane.model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "moved: Gamma" and pane.list.accessibleName() == "Changes"


def test_very_many_changes_come_when_the_pane_is_there(
    look: Look, qtbot: QtBot, comparison: Comparison, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes_pane, "_MANY", 1)
    pane = ChangesPane(look)
    qtbot.addWidget(pane)
    pane.show_changes(comparison, list_changes(comparison), ())
    pane.follow(2)
    assert not pane.model.entries
    qtbot.waitUntil(lambda: bool(pane.model.entries))
    assert pane.model.entries[pane.list.currentIndex().row()].number == 2
