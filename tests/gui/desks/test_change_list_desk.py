"""The list of changes in the window: shown, left, opened from, and fetched into."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from tests.conftest import Git
from tests.gui.conftest import OpenWindow, settle
from tests.services.gerrit_world import write_change, write_comments
from tests.services.review_world import FIRST, IDS, PATH, SECOND, World, build_world
from visioneditor.gui.changes.changes_page import ChangesPage
from visioneditor.gui.window import Window
from visioneditor.services.reviewing import add_comment, resolve_change
from visioneditor.services.window_request import Mode


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Change 7, of two patch sets, and a document beside the vision."""
    world = build_world(tmp_path / "governance")
    world.commit("A page", "# A page\n\nWords.\n", path="page.md")
    world.git("checkout", "-q", "-b", "seven")
    first = world.commit("Say people", SECOND, change_id=IDS[7])
    second = world.commit("Say people", SECOND.replace("all people", "everybody"), amend=True, change_id=IDS[7])
    write_change(world, 7, [first, second], subject="Say people")
    write_comments(world, 7, first, ("a_1", 1002, "Who?", True))
    world.git("checkout", "-q", "main")
    world.git("branch", "-q", "-D", "seven")
    return world


def show(window: Window) -> ChangesPage:
    window.frame.commands.run("go.changes")
    assert settle(window)
    page = window.desks.change_list.page
    assert page is not None and window.frame.modes.currentWidget() is page
    return page


def keys(page: ChangesPage) -> list[str]:
    return [one.key for one in page.found()]


def test_list_takes_the_middle_and_the_keys(open_window: OpenWindow, world: World) -> None:
    window = open_window(world.folder)
    page = show(window)
    assert keys(page) == ["7"]
    assert window.frame.focusWidget() is page.field
    assert not window.frame.panels.isVisible()
    assert window.frame.header.modes.word == ""  # the list is none of the modes


def test_nothing_is_told_of_the_document_behind_the_list(open_window: OpenWindow, world: World) -> None:
    window = open_window(world.folder)
    status = window.frame.status
    assert status.figures.isVisible() and status.problems.isVisible()
    show(window)
    window.session.documents_listed.emit()
    assert settle(window)
    assert not (status.figures.isVisible() or status.problems.isVisible() or status.read.isVisible())
    window.frame.commands.run("view.read")
    assert settle(window)
    assert status.figures.isVisible() and status.problems.isVisible()


@pytest.mark.parametrize(("title", "word"), [("Read", "read"), ("Compare", "compare")])
def test_mode_is_one_click_away(open_window: OpenWindow, world: World, title: str, word: str) -> None:
    window = open_window(world.folder)
    show(window)
    modes = window.frame.header.modes
    (button,) = [each for each in modes.findChildren(QToolButton) if each.text() == title]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert settle(window)
    assert not window.desks.change_list.is_shown
    assert modes.word == word


def test_escape_leads_back_to_where_one_was(open_window: OpenWindow, world: World) -> None:
    window = open_window(world.folder)
    before = window.session.place
    page = show(window)
    QTest.keyClick(page.field, Qt.Key.Key_Escape)
    assert settle(window)
    assert window.frame.modes.currentWidget() is window.reading
    assert window.session.place == before
    assert window.frame.panels.isVisible()
    assert window.frame.focusWidget() is window.reading.view.prose


def test_enter_opens_the_newest_patch_set_beside_its_base(open_window: OpenWindow, world: World) -> None:
    window = open_window(world.folder, document="page.md")
    page = show(window)
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    assert settle(window)
    place, comparison = window.session.place, window.session.comparison
    assert (place.mode, place.path, place.compared) == (Mode.COMPARE, PATH, ("7/2^", "7/2"))
    assert comparison is not None and comparison.new.document.text != comparison.old.document.text
    assert window.frame.modes.currentWidget() is window.comparing
    assert [shown.thread.root.message for shown in window.review.threads.new] == ["Who?"]
    window.frame.commands.run("go.back")
    assert settle(window)
    assert window.session.place.path == "page.md"


def test_start_at_a_change_shows_its_document(open_window: OpenWindow, world: World) -> None:
    world.git("checkout", "-q", "-b", "pages", "main")
    write_change(world, 5, [world.commit("More pages", "# A page\n\nMore words.\n", path="page.md")])
    window = open_window(world.folder, change="5")
    place = window.session.place
    assert (place.mode, place.path, place.compared) == (Mode.COMPARE, "page.md", ("5/1^", "5/1"))


def test_start_at_a_change_without_documents_shows_the_first_one(open_window: OpenWindow, world: World) -> None:
    world.git("checkout", "-q", "-b", "code", "main")
    write_change(world, 5, [world.commit("Code", "x = 1\n", path="code.py")])
    window = open_window(world.folder, change="5")
    assert (window.session.place.mode, window.session.place.path) == (Mode.COMPARE, PATH)


def test_list_that_comes_in_parts_is_whole_in_the_end(
    open_window: OpenWindow, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("visioneditor.services.change_list._AT_ONCE", 1)
    write_change(world, 8, [world.made["Say people"]], subject="Again")
    page = show(open_window(world.folder))
    assert sorted(keys(page)) == ["7", "8"]


def test_same_change_is_opened_again(open_window: OpenWindow, world: World) -> None:
    window = open_window(world.folder)
    for _ in range(2):
        QTest.keyClick(show(window).field, Qt.Key.Key_Return)
        assert settle(window)
        assert window.frame.modes.currentWidget() is window.comparing


def test_going_elsewhere_puts_the_list_away(open_window: OpenWindow, world: World) -> None:
    window = open_window(world.folder)
    show(window)
    window.frame.commands.run("view.draft")
    assert settle(window)
    assert not window.desks.change_list.is_shown


def test_letters_do_not_reach_what_is_behind_the_list(open_window: OpenWindow, world: World) -> None:
    window = open_window(world.folder)
    page = show(window)
    for part in (page.table, page.quick[0], page.fetch_button):
        page.field.clear()
        part.setFocus()
        QTest.keyClicks(part, "c")
        assert settle(window)
        assert (page.field.text(), window.review.writing.is_writing) == ("c", False)


def test_new_refs_and_drafts_are_shown_while_the_list_is(open_window: OpenWindow, world: World) -> None:
    window = open_window(world.folder)
    page = show(window)
    workspace = window.session.workspace
    assert workspace is not None
    add_comment(workspace, resolve_change(workspace, "7"), message="Hm")
    world.git("checkout", "-q", "-b", "mine")
    world.commit("Mine", FIRST.replace("Goals", "Aims "))
    window.session.load_documents()  # as when refs were seen to move
    assert settle(window)
    assert [(one.key, one.drafts) for one in page.found()] == [("7", 1), ("refs/heads/mine", 0)]


def test_branch_of_the_sample_is_opened(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample)
    page = show(window)
    page.search("is:branch is:open")
    assert settle(window)
    (branch,) = page.found()
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    assert settle(window)
    assert window.session.place.compared is not None
    assert window.session.place.compared[1] == branch.ref


def test_change_without_documents_is_told_and_the_list_stays(open_window: OpenWindow, world: World) -> None:
    world.git("checkout", "-q", "-b", "code")
    write_change(world, 8, [world.commit("Code", "x = 1\n", path="code.py")])
    world.git("checkout", "-q", "main")
    window = open_window(world.folder)
    page = show(window)
    page.search("change:8")
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    assert settle(window)
    assert window.desks.change_list.is_shown
    assert window.frame.messages.isVisible()


# Fetching


@pytest.fixture
def served(world: World, tmp_path: Path, git: Git) -> World:
    """A clone without the change, whose remote `gerrit` has it."""
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(world.folder), str(clone))
    git(clone, "remote", "add", "gerrit", str(world.folder))
    return World(clone)


def fetch(window: Window, numbers: str) -> ChangesPage:
    window.frame.commands.run("changes.fetch")
    assert settle(window)
    page = window.desks.change_list.page
    assert page is not None and page.strip.isVisible()
    page.strip.numbers.setText(numbers)
    QTest.keyClick(page.strip.numbers, Qt.Key.Key_Return)
    assert settle(window)
    return page


def test_change_is_fetched_and_listed(open_window: OpenWindow, served: World, world: World) -> None:
    window = open_window(served.folder)
    page = fetch(window, "7")
    assert page.strip.remote.placeholderText() == str(world.folder)
    assert page.strip.said.text() == "1 change is here now, with 2 new patch sets."
    assert keys(page) == ["7"] and page.table.key() == "7" and not page.strip.is_busy
    QTest.keyClick(page.strip.numbers, Qt.Key.Key_Return)
    assert settle(window)
    assert page.strip.said.text() == "Nothing new: all is here already."


def test_number_searched_for_is_fetched_by_enter(open_window: OpenWindow, served: World) -> None:
    window = open_window(served.folder)
    page = show(window)
    page.search("7")
    QTest.keyClick(page.field, Qt.Key.Key_Return)
    assert settle(window)
    assert keys(page) == ["7"]


def test_number_that_is_not_there_is_one_sentence(open_window: OpenWindow, served: World, world: World) -> None:
    window = open_window(served.folder)
    page = fetch(window, "99")
    assert page.strip.said.text().startswith(f"There is no change 99 at {world.folder}.")
    assert page.strip.said.property("role") == "error"
    assert page.strip.numbers.text() == "99" and page.strip.fetch.isVisible()


def test_what_is_no_number_is_told_before_anything_is_asked(open_window: OpenWindow, served: World) -> None:
    window = open_window(served.folder)
    page = fetch(window, "7 vision")
    assert page.strip.said.text().startswith("'vision' is not the number of a change.")


def test_unknown_server_asks_for_its_address(open_window: OpenWindow, world: World, tmp_path: Path) -> None:
    window = open_window(world.folder)
    page = fetch(window, "7")
    assert "Write its address" in page.strip.said.text()
    assert window.frame.focusWidget() is page.strip.remote
    other = shutil.copytree(world.folder, tmp_path / "other")
    page.strip.remote.setText(str(other))
    QTest.keyClick(page.strip.remote, Qt.Key.Key_Return)
    assert settle(window)
    assert page.strip.said.text() == "Nothing new: all is here already."


def test_fetching_is_cancelled(open_window: OpenWindow, served: World) -> None:
    window = open_window(served.folder)
    window.frame.commands.run("changes.fetch")
    assert settle(window)
    page = window.desks.change_list.page
    assert page is not None
    page.strip.numbers.setText("7")
    QTest.keyClick(page.strip.numbers, Qt.Key.Key_Return)
    QTest.mouseClick(page.strip.cancel, Qt.MouseButton.LeftButton)
    assert settle(window)
    assert page.strip.said.text() == "Cancelled."
    assert not page.strip.is_busy and keys(page) == []


def test_escape_in_the_strip_leads_back_to_the_search(open_window: OpenWindow, world: World) -> None:
    window = open_window(world.folder)
    window.frame.commands.run("changes.fetch")
    page = window.desks.change_list.page
    assert page is not None
    QTest.keyClick(page.strip.numbers, Qt.Key.Key_Escape)
    assert not page.strip.isVisible()
    assert window.frame.focusWidget() is page.field
