"""Comments in the window: written, edited, deleted, brought back, answered; nothing typed is ever lost."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.conftest import VISION, OpenWindow, settle
from visioneditor.core.review.model import Comment
from visioneditor.errors import VisionEditorError
from visioneditor.gui.prose.rows import NEW, SelectedSpan
from visioneditor.gui.widgets.comment_editor import CommentEditor
from visioneditor.gui.widgets.thread_card import ThreadCard
from visioneditor.gui.window import Window
from visioneditor.services.comment_subjects import add_comment_on
from visioneditor.services.placing import ShownThread


class Reviewer:
    """A person who comments in a window."""

    def __init__(self, window: Window) -> None:
        self.window, self.desk = window, window.review

    @property
    def editor(self) -> CommentEditor:
        self.settle()
        (editor,) = [one for one in self.window.frame.findChildren(CommentEditor) if not one.isHidden()]
        return editor

    def wait_until(self, is_there: Callable[[], bool]) -> None:
        """What the window shows a moment later than its work is done: the panel follows a scrolling view at leisure."""
        until = time.monotonic() + 5
        while not is_there():
            assert time.monotonic() < until
            self.settle()

    def settle(self) -> None:
        assert settle(self.window)

    def write(self, message: str, *, keep: bool = True) -> None:
        self.editor.text.selectAll()
        QTest.keyClicks(self.editor.text, message)
        if keep:
            QTest.keyClick(self.editor.text, Qt.Key.Key_Escape)
        self.settle()

    def select(self, words: str) -> SelectedSpan:
        loaded = self.window.session.loaded
        assert loaded is not None
        start = loaded.document.text.index(words)
        return SelectedSpan(text=NEW, start=start, end=start + len(words), quote=words)

    def comment(self, words: str, message: str) -> Comment:
        self.desk.writing.begin_comment(self.select(words))
        self.settle()
        self.write(message)
        return self.draft(message)

    def drafts(self) -> list[str]:
        """What is on disk."""
        workspace = self.window.session.workspace
        assert workspace is not None
        return [comment.message for comment in workspace.store.drafts_of(workspace.repository.key)]

    def draft(self, message: str) -> Comment:
        found = [c for one in self.desk.threads.new for c in one.thread.comments if c.message == message]
        assert len(found) == 1
        return found[0]

    def published(self) -> ShownThread:
        """A thread of the sample that somebody left unresolved."""
        return next(
            one
            for one in self.desk.threads.new
            if one.thread.is_unresolved and not any(comment.draft for comment in one.thread.comments)
        )

    def cards(self) -> list[ThreadCard]:
        return [card for card in self.window.frame.panel.findChildren(ThreadCard) if not card.isHidden()]


Sit = Callable[[], Reviewer]


@pytest.fixture
def sit(open_window: OpenWindow, sample: Path) -> Sit:
    """Opens one more window on the same repository."""
    return lambda: Reviewer(open_window(sample, document=VISION))


@pytest.fixture
def me(sit: Sit) -> Reviewer:
    return sit()


@pytest.fixture
def words(me: Reviewer) -> str:
    """Some words that stand in the vision."""
    document = me.window.session.document
    assert document is not None
    line = next(line for line in document.text.split("\n")[8:] if len(line) > 50)
    return line[10:30].strip()


def test_comment_is_kept_with_its_words_and_shown(me: Reviewer, words: str) -> None:
    draft = me.comment(words, "Why so?")
    assert draft.quote == words
    assert me.drafts() == ["Why so?"]
    assert me.window.frame.status.drafts.text() == "1 draft waiting"
    assert me.desk.in_hand == draft.id
    assert any(mark.is_in_hand for mark in me.desk.marks())


def test_words_are_on_disk_while_one_still_types(me: Reviewer, words: str, qtbot: QtBot) -> None:
    me.desk.writing.begin_comment(me.select(words))
    me.settle()
    QTest.keyClicks(me.editor.text, "Half a thou")
    qtbot.waitUntil(lambda: me.drafts() == ["Half a thou"])
    QTest.keyClicks(me.editor.text, "ght")
    qtbot.waitUntil(lambda: me.drafts() == ["Half a thought"])
    assert me.editor.saved.text() == "Saved on this computer"


def test_closing_the_window_keeps_what_is_typed(me: Reviewer, words: str, sit: Sit) -> None:
    me.desk.writing.begin_comment(me.select(words))
    me.settle()
    QTest.keyClicks(me.editor.text, "Last words")
    me.window.frame.close()
    assert sit().drafts() == ["Last words"]


def test_leaving_the_repository_keeps_what_is_typed(me: Reviewer, words: str, sit: Sit) -> None:
    me.desk.writing.begin_comment(me.select(words))
    me.settle()
    QTest.keyClicks(me.editor.text, "Last words")
    me.window.frame.commands.run("repository.close")
    me.settle()
    assert sit().drafts() == ["Last words"]


def test_empty_comment_leaves_nothing(me: Reviewer, words: str) -> None:
    me.desk.writing.begin_comment(me.select(words))
    me.settle()
    me.write("")
    assert me.drafts() == []


def test_draft_is_edited_in_its_place(me: Reviewer, words: str) -> None:
    draft = me.comment(words, "Why so?")
    me.window.frame.panel.list.edit_requested.emit(draft)
    assert me.editor.message == "Why so?"
    me.write("Why, exactly?")
    assert me.drafts() == ["Why, exactly?"]
    assert me.draft("Why, exactly?").quote == words


def test_deleted_draft_comes_back(me: Reviewer, words: str) -> None:
    draft = me.comment(words, "Why so?")
    me.window.frame.panel.list.delete_requested.emit(draft)
    me.settle()
    assert me.drafts() == []
    assert me.window.frame.messages.accessibleName() == "The comment is deleted."
    me.window.frame.messages.action.click()
    me.settle()
    assert me.drafts() == ["Why so?"]
    assert not me.desk.has_undo


def test_deleted_draft_comes_back_by_key(me: Reviewer, words: str) -> None:
    for message in ("One", "Two"):
        draft = me.comment(words, message)
        me.window.frame.panel.list.delete_requested.emit(draft)
        me.settle()
    for expected in (["Two"], ["One", "Two"]):
        assert me.window.frame.commands.action("review.undo-delete").isEnabled()
        me.window.frame.commands.run("review.undo-delete")
        me.settle()
        assert sorted(me.drafts()) == expected
    assert not me.window.frame.commands.action("review.undo-delete").isEnabled()


def test_discarding_takes_away_what_was_kept_while_typing(me: Reviewer, words: str, qtbot: QtBot) -> None:
    me.desk.writing.begin_comment(me.select(words))
    me.settle()
    QTest.keyClicks(me.editor.text, "No, rather not")
    qtbot.waitUntil(lambda: me.drafts() == ["No, rather not"])
    me.editor.discard.click()
    me.settle()
    assert me.drafts() == []
    me.window.frame.commands.run("review.undo-delete")
    me.settle()
    assert me.drafts() == ["No, rather not"]


def test_answer_stands_in_the_thread(me: Reviewer) -> None:
    thread = me.published()
    me.window.frame.panel.list.reply_requested.emit(thread.thread)
    me.write("I agree.")
    answer = me.draft("I agree.")
    assert answer.parent == thread.thread.comments[-1].uuid
    shown = me.desk.find(thread.key)
    assert shown is not None
    assert shown.thread.comments[-1] == answer
    assert shown.thread.is_unresolved


def test_resolving_asks_for_words(me: Reviewer) -> None:
    thread = me.published()
    me.window.frame.panel.list.resolve_requested.emit(thread.thread)
    assert (me.editor.message, me.editor.unresolved.isChecked()) == ("", False)
    me.write("As you say.")
    shown = me.desk.find(thread.key)
    assert shown is not None and not shown.thread.is_unresolved


def test_resolved_thread_is_opened_again(me: Reviewer) -> None:
    resolved = next(one for one in me.desk.threads.new if not one.thread.is_unresolved)
    me.window.frame.panel.list.resolve_requested.emit(resolved.thread)
    assert me.editor.unresolved.isChecked()
    me.write("Not quite.")
    shown = me.desk.find(resolved.key)
    assert shown is not None and shown.thread.is_unresolved


def test_next_thread_goes_round(me: Reviewer) -> None:
    keys = [shown.key for shown in me.desk.threads.new]
    held = []
    for _ in range(len(keys) + 1):
        me.window.frame.commands.run("review.next-thread")
        held.append(me.desk.in_hand)
    assert held == [*keys, keys[0]]
    me.window.frame.commands.run("review.previous-thread")
    assert me.desk.in_hand == keys[-1]


def test_thread_in_hand_is_shown_with_its_section(me: Reviewer) -> None:
    me.window.frame.commands.run("review.next-thread")
    me.settle()
    shown = me.desk.find(me.desk.in_hand)
    assert shown is not None
    me.wait_until(lambda: shown.thread.root in [card.thread_shown.root for card in me.cards()])


def test_words_that_could_not_be_kept_are_offered_again(
    me: Reviewer, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    adding = "visioneditor.gui.desks.draft_writer.add_comment_on"

    def fail(*_: object, **__: object) -> Comment:
        raise VisionEditorError("store.busy", path="store.sqlite")

    me.desk.writing.begin_comment(me.select(words))
    me.settle()
    monkeypatch.setattr(adding, fail)
    me.write("Not to be lost")
    assert me.drafts() == []
    assert me.window.frame.messages.action.text() == "Try again"
    monkeypatch.setattr(adding, add_comment_on)
    me.window.frame.messages.action.click()
    me.settle()
    assert me.drafts() == ["Not to be lost"]


def test_two_windows_see_each_others_drafts(me: Reviewer, words: str, sit: Sit) -> None:
    other = sit()
    me.comment(words, "Mine")
    other.comment(words, "Theirs")
    for one in (me, other):
        one.window.frame.commands.run("repository.reload")
        one.settle()
        assert one.drafts() == ["Mine", "Theirs"]
        assert {one.draft("Mine").quote, one.draft("Theirs").quote} == {words}


def test_two_windows_overwrite_nothing_of_each_other(me: Reviewer, words: str, sit: Sit) -> None:
    draft = me.comment(words, "First words")
    other = sit()
    other.window.frame.panel.list.edit_requested.emit(other.draft("First words"))
    me.window.frame.panel.list.edit_requested.emit(draft)
    me.write("Mine")
    other.write("Theirs")
    assert other.drafts() == ["Mine", "Theirs"]
    assert other.draft("Theirs").quote == words


def test_draft_deleted_in_another_window_is_written_anew(me: Reviewer, words: str) -> None:
    draft = me.comment(words, "First words")
    me.window.frame.panel.list.edit_requested.emit(draft)
    workspace = me.window.session.workspace
    assert workspace is not None and draft.id is not None
    workspace.store.delete_draft(workspace.repository.key, draft.id)
    me.write("Still here")
    assert me.drafts() == ["Still here"]
    assert me.draft("Still here").quote == words


def test_what_this_window_wrote_itself_is_no_conflict(me: Reviewer, words: str) -> None:
    draft = me.comment(words, "One")
    for message in ("Two", "Three"):
        me.window.frame.panel.list.edit_requested.emit(draft)
        me.write(message, keep=False)
        me.write(message + " and more")
        draft = me.draft(message + " and more")
    assert me.drafts() == ["Three and more"]


def test_edit_elsewhere_is_seen_after_a_reload(me: Reviewer, words: str) -> None:
    draft = me.comment(words, "One")
    workspace = me.window.session.workspace
    assert workspace is not None and draft.id is not None
    workspace.store.edit_draft(workspace.repository.key, draft.id, message="Two", unresolved=True)
    me.window.frame.commands.run("repository.reload")
    me.settle()
    assert me.draft("Two").id == draft.id


def test_a_draft_changed_elsewhere_is_not_deleted_unseen(me: Reviewer, words: str) -> None:
    draft = me.comment(words, "One")
    workspace = me.window.session.workspace
    assert workspace is not None and draft.id is not None
    workspace.store.edit_draft(workspace.repository.key, draft.id, message="Two, and much more", unresolved=True)
    me.window.frame.panel.list.delete_requested.emit(draft)
    me.settle()
    assert me.drafts() == ["Two, and much more"]
    assert "is not deleted" in me.window.frame.messages.accessibleName()
    assert me.draft("Two, and much more").id == draft.id
