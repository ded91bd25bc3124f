"""Drafts in the window: kept as one types, found again, and never lost to another window."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from tests.gui.conftest import VISION, OpenWindow, settle
from visioneditor.gui.desks.drafting_desk import DraftingDesk
from visioneditor.gui.desks.drafting_mode import DraftingMode
from visioneditor.gui.dialogs.commit_dialog import CommitDialog, CommitWish
from visioneditor.gui.drafting.drafting_page import DraftingPage
from visioneditor.gui.window import Window
from visioneditor.services.drafting import list_drafts
from visioneditor.services.window_request import Mode

NOTICED_MS = 5000  # two seconds are promised; a machine under load takes longer
TYPED_ELSEWHERE = """
import sys
from pathlib import Path
from visioneditor.services.keeping import keep_draft
from visioneditor.services.opening import open_workspace

workspace = open_workspace(Path(sys.argv[1]))
keep_draft(workspace, sys.argv[2], sys.argv[3], base_revision=workspace.repository.resolve("HEAD"))
workspace.close()
"""


class Author:
    """A person who drafts in a window."""

    def __init__(self, window: Window) -> None:
        self.window = window
        (self.mode,) = window.findChildren(DraftingMode)
        self.settle()

    @property
    def desk(self) -> DraftingDesk:
        return self.mode.desk

    @property
    def page(self) -> DraftingPage:
        return self.mode.page

    def settle(self) -> None:
        assert settle(self.window)

    def type(self, words: str, *, pause: bool = True) -> None:
        """At the end of the text."""
        cursor = self.page.editor.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(words)
        if pause:
            self.page.flush()
            self.settle()

    def run(self, command: str) -> None:
        self.window.frame.commands.run(command)
        self.settle()

    def told(self) -> str:
        return self.window.frame.messages.accessibleName() if self.window.frame.messages.isVisible() else ""

    def kept(self) -> dict[str, str]:
        """The last line of each draft on disk."""
        workspace = self.window.session.workspace
        assert workspace is not None
        return {draft.name: draft.text.splitlines()[-1] for draft in list_drafts(workspace, VISION)}


Sit = Callable[[], Author]


@pytest.fixture
def sit(open_window: OpenWindow, sample: Path) -> Sit:
    """Opens one more window and drafts in it."""
    return lambda: Author(open_window(sample, document=VISION, mode=Mode.DRAFT))


@pytest.fixture
def me(sit: Sit) -> Author:
    return sit()


def test_what_is_typed_is_kept_and_there_again(me: Author, sit: Sit) -> None:
    me.type("\nMine.")
    assert me.kept() == {"draft": "Mine."}
    assert me.window.frame.status.saved.text().startswith("Every word saved, ")
    me.run("view.read")
    me.run("view.draft")
    assert me.page.text.endswith("\nMine.")
    me.window.frame.close()
    assert sit().page.text.endswith("\nMine.")


def test_leaving_and_coming_back_at_once_keeps_the_last_words(me: Author) -> None:
    me.type("\nMine.", pause=False)
    me.window.frame.commands.run("view.read")
    me.run("view.draft")
    assert me.page.text.endswith("\nMine.")
    me.type(" More.")
    assert me.kept() == {"draft": "Mine. More."}


def test_two_windows_that_type_keep_both_texts_and_both_are_told(me: Author, sit: Sit, qtbot: QtBot) -> None:
    other = sit()
    me.type("\nMine.")
    other.type("\nTheirs.")
    assert me.kept() == {"draft": "Mine.", "draft-2": "Theirs."}
    assert "Another window changed this draft at " in other.told()
    assert "Yours is kept as DRAFT:draft-2, the other one as DRAFT:draft." in other.told()
    qtbot.waitUntil(lambda: "Yours is kept as DRAFT:draft, the other one as" in me.told(), timeout=NOTICED_MS)
    for author, words in ((me, " More of mine."), (other, " More of theirs.")):
        author.type(words)
    assert me.kept() == {"draft": "Mine. More of mine.", "draft-2": "Theirs. More of theirs."}
    assert other.page.drafts.accessibleDescription() == "draft-2"


def test_both_are_shown_side_by_side(me: Author, sit: Sit) -> None:
    other = sit()
    me.type("\nMine.")
    other.type("\nTheirs.")
    assert other.window.frame.messages.action.text() == "Show both"
    other.window.frame.messages.action.click()
    other.settle()
    comparison = other.window.session.comparison
    assert other.window.session.place.compared == ("DRAFT:draft", "DRAFT:draft-2")
    assert comparison is not None
    assert comparison.old.document.text.endswith("\nMine.")
    assert comparison.new.document.text.endswith("\nTheirs.")
    other.run("view.draft")
    assert other.page.text.endswith("\nTheirs.")


def test_the_other_one_is_taken_and_ones_own_stays(me: Author, sit: Sit) -> None:
    other = sit()
    me.type("\nMine.")
    other.type("\nTheirs.")
    assert other.window.frame.messages.second.text() == "Take the other"
    other.window.frame.messages.second.click()
    other.settle()
    assert other.page.text.endswith("\nMine.")
    assert other.kept() == {"draft": "Mine.", "draft-2": "Theirs."}
    assert "There is another draft of this document, DRAFT:draft-2" in other.told()


def test_window_in_which_nothing_was_typed_is_told_and_shows_it_when_asked(me: Author, sit: Sit, qtbot: QtBot) -> None:
    other = sit()
    other.type("\nTheirs.")
    qtbot.waitUntil(lambda: "Another window changed this draft at " in me.told(), timeout=NOTICED_MS)
    assert not me.page.text.endswith("\nTheirs.")
    me.window.frame.messages.action.click()
    me.settle()
    assert me.page.text.endswith("\nTheirs.")
    assert me.told() == ""
    assert me.kept() == {"draft": "Theirs."}


def test_another_process_is_noticed(me: Author, sample: Path, qtbot: QtBot) -> None:
    me.type("\nMine.")
    command = [sys.executable, "-c", TYPED_ELSEWHERE, str(sample), VISION, "Theirs.\n"]
    subprocess.run(command, check=True, capture_output=True)
    qtbot.waitUntil(lambda: "the other one as DRAFT:draft-2" in me.told(), timeout=NOTICED_MS)
    assert me.kept() == {"draft": "Mine.", "draft-2": "Theirs."}


def test_draft_that_another_window_discards_stays_here(
    me: Author, sit: Sit, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    me.type("\nMine.")
    other = sit()
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Discard)
    other.run("draft.discard")
    qtbot.waitUntil(lambda: "committed or discarded this draft" in me.told(), timeout=NOTICED_MS)
    assert me.kept() == {}
    me.window.frame.messages.action.click()
    me.settle()
    assert me.kept() == {"draft": "Mine."}


def test_what_another_window_wrote_is_not_discarded_with_ones_own(
    me: Author, sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    me.type("\nMine.")
    other = sit()
    other.type(" And theirs.")
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Discard)
    me.run("draft.discard")
    assert me.kept() == {"draft": "Mine. And theirs."}


def test_words_typed_last_do_not_come_back_after_discarding(me: Author, monkeypatch: pytest.MonkeyPatch) -> None:
    me.type("\nMine.", pause=False)
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Discard)
    me.page.flush()
    me.run("draft.discard")
    assert me.kept() == {}
    assert me.window.session.place.mode is Mode.READ


def test_draft_is_compared_with_its_base_with_the_last_words(me: Author) -> None:
    me.type("\nMine.", pause=False)
    me.run("draft.compare")
    comparison = me.window.session.comparison
    assert comparison is not None and comparison.new.document.text.endswith("\nMine.")


def test_nothing_to_compare_is_said(me: Author) -> None:
    me.run("draft.compare")
    assert me.told() == "Nothing has been drafted yet: the text is as it was."
    assert me.window.session.place.mode is Mode.DRAFT


def test_colours_that_come_later_begin_no_draft(me: Author) -> None:
    me.page.editor.textChanged.emit()  # as when a line is coloured that was put off
    me.page.flush()
    me.settle()
    assert me.kept() == {}
    me.run("draft.compare")
    assert me.told() == "Nothing has been drafted yet: the text is as it was."


def test_committed_draft_is_done_with(me: Author) -> None:
    me.type("\nMine.\n")
    me.run("draft.commit")
    (dialog,) = me.window.frame.findChildren(CommitDialog)
    wish = CommitWish(
        message="Say more", branch="wording", name="Dana", mail="dana@example.org",
        adds_change_id=False, signs_off=False, allows_default=False,
    )  # fmt: skip
    dialog.commit_requested.emit(wish)
    me.settle()
    assert me.kept() == {}
    loaded = me.window.session.loaded
    assert loaded is not None and loaded.document.text.endswith("\nMine.\n")
    me.run("view.draft")
    me.type("And more.\n")
    assert me.kept() == {"draft": "And more."}


def test_section_that_is_written_in_is_before_the_eye_in_read(me: Author) -> None:
    document = me.window.session.document
    assert document is not None
    wanted = document.sections[6]
    me.page.editor.go_to_line(wanted.first_line + 3)
    me.settle()
    me.run("view.read")
    assert me.window.session.section_number == wanted.number
    assert me.window.reading.view.prose.section_under_eye() == wanted.number
    me.run("view.draft")
    assert me.page.editor.line == wanted.first_line + 3


def test_line_is_visible_though_lines_above_it_are_wrapped(me: Author) -> None:
    me.window.frame.resize(700, 500)
    me.settle()
    editor = me.page.editor
    editor.go_to_line(editor.blockCount() // 2)
    assert editor.viewport().rect().contains(editor.cursorRect())


def test_line_that_is_written_stays_visible_when_a_message_comes(me: Author) -> None:
    editor = me.page.editor
    editor.go_to_line(editor.blockCount() // 2)
    bar, room = editor.verticalScrollBar(), editor.viewport().rect()
    while room.contains(editor.cursorRect()):
        bar.setValue(bar.value() - 1)
    bar.setValue(bar.value() + 1)  # it is the last one that can be seen
    me.window.frame.messages.show_notice("Look at this.")
    me.settle()
    assert editor.viewport().rect().contains(editor.cursorRect())


def test_whole_lines_have_room_before_the_preview_gets_more(me: Author) -> None:
    me.window.frame.resize(1440, 900)
    me.settle()
    source, preview = me.page.columns.sizes()
    assert source >= me.page.editor.whole_width() - 1
    assert preview > 300


def outlined(author: Author) -> dict[str, str]:
    """Titles in the outline, with the words for their marks."""
    return {item.text(): item.accessibleDescription() for item in author.window.frame.outline._items.values()}


def test_outline_follows_the_draft_and_keeps_its_marks(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample, document=VISION)
    window.frame.commands.run("view.draft")
    me = Author(window)
    before = outlined(me)
    assert any("unresolved" in words for words in before.values())
    me.type("\nMine.")
    assert outlined(me) == before
    me.type("\n\nOne More Goal\n-------------\n")
    me.page.preview_wanted.emit(me.page.text)
    me.settle()
    assert "One More Goal" in outlined(me)
    me.run("view.read")
    after = outlined(me)
    first = next(iter(after))
    assert after[first] in ("", "read")  # where one looks long enough
    assert after | {first: ""} == before


def test_what_looks_through_a_long_text_waits_while_one_types(me: Author, monkeypatch: pytest.MonkeyPatch) -> None:
    put_off: list[int] = []
    monkeypatch.setattr(me.window.jobs, "put_off", lambda: put_off.append(1))
    me.type("a short text")
    assert not me.page.is_long and not put_off
    me.type("words " * 20_000)
    me.type("more")
    assert me.page.is_long and put_off
