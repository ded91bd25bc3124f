"""The list of changes in the window: opened by key, in step with the text, put away again."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gui.conftest import OpenWindow, settle
from visioneditor.gui.comparing.change_filter import Shows
from visioneditor.gui.comparing.changes_pane import ChangesPane
from visioneditor.gui.window import Window


def open_list(open_window: OpenWindow, sample: Path) -> tuple[Window, ChangesPane]:
    window = open_window(sample, compare=("draft-1", "draft-2"))
    window.frame.commands.run("compare.list")
    pane = window.desks.changes.pane
    assert pane is not None and window.frame.panels.is_lent_to(pane)
    return window, pane


def test_the_list_opens_in_the_panels_place_and_goes_again(open_window: OpenWindow, sample: Path) -> None:
    window, pane = open_list(open_window, sample)
    assert len([one for one in pane.model.entries if one.number]) >= window.comparing.view.change_count() > 1
    window.frame.commands.run("compare.list")
    assert not window.frame.panels.is_lent_to(pane) and window.frame.panel.isVisible()


def test_the_list_and_the_text_follow_each_other(open_window: OpenWindow, sample: Path) -> None:
    window, pane = open_list(open_window, sample)
    view = window.comparing.view
    window.frame.commands.run("compare.next")
    window.frame.commands.run("compare.next")
    assert pane.model.entries[pane.list.currentIndex().row()].number == view.change() == 2
    last = len(pane.model.entries) - 1
    pane.list.setCurrentIndex(pane.model.index(last))
    assert view.change() == pane.model.entries[last].number
    row = view.row_of_change(view.change())
    assert row in dict(view.prose.stage().visible())


def test_the_filter_limits_steps_and_strip_until_the_list_is_put_away(open_window: OpenWindow, sample: Path) -> None:
    window, pane = open_list(open_window, sample)
    view = window.comparing.view
    everything = len(list(view.strip.marks()))
    pane.filter.setCurrentIndex(list(Shows).index(Shows.MOVES))
    pane.filter.activated.emit(2)
    assert len(view.steps.numbers) < view.change_count()
    assert len(list(view.strip.marks())) < everything
    assert view.counts.position.text().endswith("shown")
    QTest.keyClick(pane.list, Qt.Key.Key_Escape)
    assert view.steps.shows is Shows.ALL and len(list(view.strip.marks())) == everything
    assert not window.frame.panels.is_lent_to(pane)


def test_the_list_goes_with_its_mode(open_window: OpenWindow, sample: Path) -> None:
    window, pane = open_list(open_window, sample)
    window.frame.commands.run("view.read")
    assert settle(window)
    assert not window.frame.panels.is_lent_to(pane)


def test_other_texts_fill_the_list_anew(open_window: OpenWindow, sample: Path) -> None:
    window, pane = open_list(open_window, sample)
    before = [entry.spoken for entry in pane.model.entries]
    window.frame.commands.run("compare.swap")
    assert settle(window)
    assert pane.model.entries and [entry.spoken for entry in pane.model.entries] != before


def test_source_and_rendered_are_a_key_apart(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample, compare=("draft-1", "draft-2"))
    window.frame.commands.run("compare.source")
    assert window.comparing.texts.word == "source" and window.comparing.view.is_source()
    window.comparing.texts.chosen.emit("rendered")
    assert window.comparing.texts.word == "rendered" and not window.comparing.view.is_source()


def test_words_are_found_on_either_side_or_both(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample, compare=("draft-1", "draft-2"))
    page = window.comparing
    window.frame.commands.run("go.find")
    page.find_bar.field.setText("cloud")
    counts = {}
    for side in ("both", "old", "new"):
        page.sides.choose(side)
        page.sides.chosen.emit(side)
        counts[side] = int(page.find_bar.count.text().split()[-1])
    assert counts["both"] == counts["old"] + counts["new"] and min(counts.values()) > 0
    page.sides.choose("both")
    window.frame.commands.run("compare.unified")
    page.sides.chosen.emit("both")
    assert int(page.find_bar.count.text().split()[-1]) < counts["both"]  # what both texts have is there once
