"""The coloured text: by age and by author, with its legend, slider, sections, oldest words and those fought over."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from tests.conftest import Git
from tests.gui.conftest import OpenWindow, settle
from visioneditor.core.provenance.shares import GroupBy
from visioneditor.gui.prose.rows import NEW, OLD
from visioneditor.gui.prose.tints import DIMMED
from visioneditor.gui.remembering.colours_pane import ColoursPane
from visioneditor.gui.remembering.swatches import ShareBar
from visioneditor.gui.window import Window
from visioneditor.services.window_request import Mode

PATH = "rules.rst"
BEGIN = "Rules\n=====\n\nThe committee meets in public.\n"
MORE = BEGIN + "\nMinutes\n-------\n\nSomebody keeps the minutes of each meeting for all.\n"
LESS = MORE.replace(" for all", "").replace("The committee meets in public.", "It meets.")


@pytest.fixture
def rules(tmp_path: Path, git: Git, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "rules"
    folder.mkdir()
    git(folder, "init", "-q", "-b", "main")
    told = [("2019", "Ada", BEGIN), ("2021", "Ben", MORE), ("2022", "Ada", LESS), ("2023", "Ben", MORE)]
    for year, author, text in told:
        (folder / PATH).write_text(text)
        for name in ("AUTHOR", "COMMITTER"):
            monkeypatch.setenv(f"GIT_{name}_DATE", f"{year}-05-01T12:00:00Z")
            monkeypatch.setenv(f"GIT_{name}_NAME", author)
        git(folder, "add", ".")
        git(folder, "commit", "-q", "-m", f"{author} in {year}")
    return folder


@pytest.fixture
def window(open_window: OpenWindow, rules: Path) -> Window:
    return open_window(rules, document=PATH)


def colour(window: Window, command: str = "remember.age") -> ColoursPane:
    window.frame.commands.run(command)
    assert settle(window)
    pane = window.desks.colours.pane
    assert pane is not None
    return pane


def legend(pane: ColoursPane) -> list[str]:
    return [button.text() for button in pane.legend]


def shades(window: Window) -> dict[str, int]:
    """By the first letters of each stretch its shade."""
    tints, loaded = window.reading.view.prose._tints, window.session.loaded
    assert tints is not None and loaded is not None
    return {loaded.document.text[span.start : span.start + 8]: span.shade for span in tints.spans}


def test_words_are_coloured_by_age_and_by_author_and_no_more(window: Window) -> None:
    pane = colour(window)
    assert legend(pane) == ["2019  ·  38 %", "2021  ·  62 %"]
    assert window.frame.panels.is_lent_to(pane)
    assert shades(window)["Rules\n=="] != shades(window)["Minutes\n"]
    pane = colour(window, "remember.author")
    assert legend(pane) == ["Ben  ·  62 %", "Ada  ·  38 %"]
    colour(window, "remember.author")
    assert window.reading.view.prose._tints is None and not window.desks.colours.is_shown


def test_a_group_of_the_legend_dims_all_others(window: Window) -> None:
    pane = colour(window)
    pane.legend[1].click()
    assert settle(window)
    assert shades(window)["Rules\n=="] == DIMMED and shades(window)["Minutes\n"] != DIMMED
    pane.legend[1].click()
    assert settle(window)
    assert DIMMED not in shades(window).values()


def test_the_slider_dims_what_is_younger(window: Window) -> None:
    pane = colour(window)
    pane.slider.setValue(0)
    assert settle(window)
    assert shades(window)["Minutes\n"] == DIMMED and shades(window)["Rules\n=="] != DIMMED
    assert "38 %" in pane.moment.text()
    pane.slider.setValue(pane.slider.maximum())
    assert settle(window)
    assert DIMMED not in shades(window).values()


def test_the_word_that_is_pointed_at_or_selected_says_whose_it_is(window: Window) -> None:
    colour(window)
    prose = window.reading.view.prose
    at = MORE.index("keeps")
    prose.select_span(NEW, at, at + 5)
    assert window.frame.status.pointed.accessibleName() == "Ben, 1 May 2021: Ben in 2021"
    prose.pointed.emit((NEW, MORE.index("public")))
    assert "Ada, 1 May 2019" in window.frame.status.pointed.accessibleName()
    prose.pointed.emit(None)
    assert window.frame.status.pointed.isHidden()


def test_sections_say_how_much_of_them_is_how_old_and_lead_there(window: Window) -> None:
    pane = colour(window)
    bars = pane.findChildren(ShareBar)
    assert [bar.accessibleName() for bar in bars] == ["2019 100 %", "2021 100 %"]
    link = next(one for one in pane.sections.findChildren(QPushButton) if one.text() == "Minutes")
    link.click()
    assert settle(window)
    assert window.session.section is not None and window.session.section.title == "Minutes"


def test_the_oldest_words_lead_to_where_they_stand(window: Window) -> None:
    pane = colour(window)
    links = [one for one in pane.oldest.findChildren(QPushButton) if "committee" in one.text()]
    links[0].click()
    span = window.reading.view.prose.selected_span()
    assert span is not None and span.quote == "The committee meets in public"


def test_words_fought_over_are_told_and_lead_to_where_they_stand(window: Window) -> None:
    pane = colour(window)
    told = "\n".join(label.accessibleName() for label in pane.fought.findChildren(QLabel))
    assert "brought back once" in told
    link = next(one for one in pane.fought.findChildren(QPushButton) if "committee" in one.text())
    link.click()
    assert settle(window)
    span = window.reading.view.prose.selected_span()
    assert span is not None and "committee" in span.quote


def test_words_fought_over_that_are_gone_lead_to_the_change_that_took_them(
    open_window: OpenWindow, rules: Path, git: Git
) -> None:
    (rules / PATH).write_text(LESS)
    git(rules, "commit", "-q", "-a", "-m", "Less again")
    window = open_window(rules, document=PATH)
    pane = colour(window)
    link = next(one for one in pane.fought.findChildren(QPushButton) if "committee" in one.text())
    link.click()
    assert settle(window)
    assert window.session.place.mode is Mode.COMPARE
    span = window.comparing.view.prose.selected_span()
    assert span is not None and span.text == OLD and "committee" in span.quote


def test_the_newer_side_of_a_comparison_is_coloured_too(window: Window) -> None:
    colour(window)
    window.session.go(mode=Mode.COMPARE, compared=("main~1", "main~2"))
    assert settle(window)
    assert window.comparing.view.prose._tints is not None and window.reading.view.prose._tints is None
    window.frame.commands.run("view.read")
    assert settle(window)
    assert window.reading.view.prose._tints is not None and window.comparing.view.prose._tints is None


def test_colours_stay_while_a_word_is_asked_about(window: Window) -> None:
    pane = colour(window)
    window.frame.commands.run("remember.why")
    assert settle(window)
    assert window.reading.view.prose._tints is not None and not window.frame.panels.is_lent_to(pane)
    assert colour(window) is pane and window.frame.panels.is_lent_to(pane)
    QTest.keyClick(pane, Qt.Key.Key_Escape)
    assert window.desks.colours.by is None


def test_another_way_is_chosen_in_the_pane(window: Window) -> None:
    pane = colour(window)
    pane.ways.chosen.emit(GroupBy.AUTHOR)
    assert settle(window)
    assert window.desks.colours.by is GroupBy.AUTHOR and len(pane.legend) == 2


def test_words_of_the_working_file_that_are_not_committed_are_told(open_window: OpenWindow, rules: Path) -> None:
    (rules / PATH).write_text(MORE.replace("for all", "for all to read"))
    window = open_window(rules, document=PATH, revision="WORKTREE")
    pane = colour(window)
    assert "2 of them are not committed yet." in pane.state.text()
    at = MORE.index("for all") + len("for all t")
    assert window.desks.colours.coloured is not None
    assert window.desks.colours.coloured.tell(at) == "Not committed yet"
