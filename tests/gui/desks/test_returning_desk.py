"""After a crash the window comes back as it was and says so; after a good end it starts as ever."""

from pathlib import Path

from tests.gui.conftest import VISION, OpenWindow, settle
from visioneditor.gui.desks.drafting_mode import DraftingMode
from visioneditor.gui.desks.returning_desk import ReturningDesk
from visioneditor.gui.window import Window
from visioneditor.services.returning import PlaceNote, find_left
from visioneditor.services.window_request import Mode
from visioneditor.settings import data_folder

OTHER = "reference/comparisons/halden.rst"


def note(window: Window) -> PlaceNote:
    """Let the window note where it is."""
    (desk,) = window.findChildren(ReturningDesk)
    desk.note()
    assert settle(window)
    return desk._note


def crash(window: Window) -> None:
    """As the system does it: the lock goes, the note stays."""
    note(window)._stack.close()


def told(window: Window) -> str:
    return window.frame.messages.accessibleName() if window.frame.messages.isVisible() else ""


def drafting(window: Window) -> DraftingMode:
    (mode,) = window.findChildren(DraftingMode)
    return mode


def test_a_draft_is_there_again_with_its_cursor_and_the_window_says_so(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample, mode=Mode.DRAFT, document=VISION)
    mode = drafting(window)
    mode.page.editor.go_to_line(12, 5)
    mode.page.editor.insertPlainText("Words. ")
    mode.page.flush()
    assert settle(window)
    text = mode.page.text
    crash(window)
    again = open_window(sample)
    assert again.session.place.mode is Mode.DRAFT
    page = drafting(again).page
    assert (page.text, page.editor.line, page.editor.column) == (text, 12, 5 + len("Words. "))
    assert "ended unexpectedly" in told(again)
    assert f"{VISION}, line 12 of draft" in told(again)


def test_what_was_read_or_compared_is_there_again(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample, compare=("draft-1", "draft-2"), document=VISION)
    crash(window)
    again = open_window(sample)
    assert (again.session.place.mode, again.session.place.compared) == (Mode.COMPARE, ("draft-1", "draft-2"))
    third = open_window(sample)
    assert third.session.place.mode is Mode.READ  # the second one lives and has come back already


def test_who_asks_for_another_place_after_a_crash_gets_it(open_window: OpenWindow, sample: Path) -> None:
    crash(open_window(sample, mode=Mode.DRAFT, document=VISION))
    again = open_window(sample, document=VISION, mode=Mode.READ)
    assert again.session.place.mode is Mode.READ
    assert told(again) == ""


def test_a_draft_that_is_gone_does_not_keep_the_window_from_starting(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample, mode=Mode.DRAFT, document=VISION)
    drafting(window).page.editor.insertPlainText("Words. ")
    drafting(window).page.flush()
    assert settle(window)
    crash(window)
    assert window.session.workspace is not None
    window.session.workspace.store.delete_text(window.session.workspace.repository.key, VISION, "draft")
    again = open_window(sample)
    assert again.session.place.mode is Mode.READ
    assert told(again) == ""


def test_a_window_that_is_closed_leaves_nothing_to_come_back_to(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample, mode=Mode.DRAFT, document=VISION)
    note(window)
    window.frame.close()
    assert find_left(data_folder(), str(sample)) is None
