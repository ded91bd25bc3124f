"""Several comments being written at once, and words that cannot be put on disk: they stay until they are there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.conftest import VISION, OpenWindow, settle
from visioneditor.core.document.model import Document
from visioneditor.errors import VisionEditorError
from visioneditor.gui.prose.rows import NEW, SelectedSpan
from visioneditor.gui.widgets.comment_editor import CommentEditor
from visioneditor.gui.widgets.thread_card import ThreadCard
from visioneditor.gui.window import Window
from visioneditor.store.database import Database


class Desk:
    """A window with some words to comment on."""

    def __init__(self, window: Window) -> None:
        self.window, self.writing = window, window.review.writing

    def settle(self) -> None:
        assert settle(self.window)

    @property
    def document(self) -> Document:
        document = self.window.session.document
        assert document is not None
        return document

    def begin(self, at: int) -> CommentEditor:
        """Open an editor on the words of a line that far down; type nothing."""
        line = [line for line in self.document.text.split("\n") if len(line) > 50][at]
        start = self.document.text.index(line)
        self.writing.begin_comment(SelectedSpan(text=NEW, start=start, end=start + 20, quote=line[:20]))
        self.settle()
        editor = self.writing.editor
        assert editor is not None
        return editor

    def editors(self) -> list[CommentEditor]:
        found = self.window.frame.findChildren(CommentEditor)
        return [editor for editor in found if not editor.isHidden()]

    def drafts(self) -> list[str]:
        workspace = self.window.session.workspace
        assert workspace is not None
        return sorted(one.message for one in workspace.store.drafts_of(workspace.repository.key))

    def cards(self) -> list[ThreadCard]:
        return [card for card in self.window.frame.panel.findChildren(ThreadCard) if not card.isHidden()]


@pytest.fixture
def desk(open_window: OpenWindow, sample: Path) -> Desk:
    return Desk(open_window(sample, document=VISION))


class Disk:
    """Lets nothing be written while it is full."""

    is_full = False


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Disk]]:
    writing = Database.writing

    def fail_where_full(self: Database) -> object:
        if Disk.is_full:
            raise VisionEditorError("store.full", path=self.path)
        return writing(self)

    monkeypatch.setattr(Database, "writing", fail_where_full)
    monkeypatch.setattr("visioneditor.gui.desks.writing.AGAIN_MS", 50)
    monkeypatch.setattr("visioneditor.gui.desks.drafting_desk._AGAIN_MS", 50)
    yield Disk
    Disk.is_full = False


def test_editors_stand_beside_each_other_and_each_keeps_its_words(desk: Desk, qtbot: QtBot) -> None:
    editors = [desk.begin(at) for at in range(3)]
    for number, editor in enumerate(editors):
        QTest.keyClicks(editor.text, f"words {number}")
    assert desk.editors() == editors
    qtbot.waitUntil(lambda: desk.drafts() == ["words 0", "words 1", "words 2"])
    QTest.keyClicks(editors[0].text, " and more")
    qtbot.waitUntil(lambda: "words 0 and more" in desk.drafts())
    assert len(desk.drafts()) == 3


def test_each_editor_says_what_it_is_about(desk: Desk) -> None:
    first, second = desk.begin(0), desk.begin(1)
    assert first.about.text().startswith("On “")
    assert first.about.text() != second.about.text()


def test_finishing_one_leaves_the_others_open(desk: Desk) -> None:
    first, second = desk.begin(0), desk.begin(1)
    QTest.keyClicks(first.text, "first")
    QTest.keyClicks(second.text, "second")
    QTest.keyClick(first.text, Qt.Key.Key_Escape)
    desk.settle()
    assert desk.editors() == [second]
    assert second.message == "second"
    assert "first" in desk.drafts()


def test_discarding_one_takes_its_draft_alone(desk: Desk, qtbot: QtBot) -> None:
    first, second = desk.begin(0), desk.begin(1)
    QTest.keyClicks(first.text, "first")
    QTest.keyClicks(second.text, "second")
    qtbot.waitUntil(lambda: desk.drafts() == ["first", "second"])
    first.discard.click()
    desk.settle()
    assert desk.drafts() == ["second"]
    assert desk.editors() == [second]


def test_what_was_typed_last_before_discarding_comes_back_too(desk: Desk, qtbot: QtBot) -> None:
    editor = desk.begin(0)
    QTest.keyClicks(editor.text, "first words")
    qtbot.waitUntil(lambda: desk.drafts() == ["first words"])
    QTest.keyClicks(editor.text, ", and the last")
    editor.discard.click()
    desk.settle()
    assert desk.drafts() == []
    desk.window.frame.commands.run("review.undo-delete")
    desk.settle()
    assert desk.drafts() == ["first words, and the last"]


def test_a_draft_in_an_editor_has_no_card_beside_it(desk: Desk) -> None:
    editor = desk.begin(0)
    QTest.keyClicks(editor.text, "only once")
    desk.settle()
    desk.writing.keep()
    desk.settle()
    desk.window.review.refresh()
    desk.settle()
    said = [comment.message for card in desk.cards() for comment in card.thread_shown.comments]
    assert "only once" not in said
    QTest.keyClick(editor.text, Qt.Key.Key_Escape)
    desk.settle()
    said = [comment.message for card in desk.cards() for comment in card.thread_shown.comments]
    assert said.count("only once") == 1


def test_an_editor_stays_with_its_words_and_cursor_when_the_panel_is_built_anew(desk: Desk) -> None:
    new = desk.begin(0)
    QTest.keyClicks(new.text, "new")
    thread = next(one for one in desk.window.review.threads.new if one.thread.is_unresolved and one.span)
    assert thread.span is not None
    section = desk.document.section_at(thread.span[0])
    assert section is not None
    desk.window.session.go_to_section(section)
    desk.settle()
    desk.window.frame.panel.list.reply_requested.emit(thread.thread)
    answer = desk.writing.editor
    assert answer is not None and answer is not new
    QTest.keyClicks(answer.text, "answer")
    (card,) = [card for card in desk.cards() if card.isAncestorOf(answer)]
    assert card.thread_shown.root == thread.thread.root
    elsewhere = next(one for one in desk.document.sections if one.number not in (section.number, 0))
    desk.window.session.go_to_section(elsewhere)
    desk.settle()
    assert desk.editors() == [new, answer] or desk.editors() == [answer, new]
    assert (new.message, answer.message) == ("new", "answer")
    assert answer.text.textCursor().position() == len("answer")
    if not any(card.isAncestorOf(answer) for card in desk.cards()):
        assert answer.about.text().startswith("To “")
    desk.window.session.go_to_section(section)
    desk.settle()
    assert any(card.isAncestorOf(answer) for card in desk.cards())


def test_the_same_thread_is_answered_in_one_editor(desk: Desk) -> None:
    thread = next(one for one in desk.window.review.threads.new if one.thread.is_unresolved)
    for _ in range(2):
        desk.window.frame.panel.list.reply_requested.emit(thread.thread)
        desk.settle()
    assert len(desk.editors()) == 1


def test_words_that_cannot_be_kept_stay_and_are_kept_as_soon_as_they_can(
    desk: Desk, disk: type[Disk], qtbot: QtBot
) -> None:
    editor = desk.begin(0)
    disk.is_full = True
    QTest.keyClicks(editor.text, "Not to be lost")
    qtbot.waitUntil(lambda: editor.saved.text().startswith("Not saved yet."))
    assert "no room left" in desk.window.frame.messages.accessibleName()
    disk.is_full = False
    qtbot.waitUntil(lambda: desk.drafts() == ["Not to be lost"])
    qtbot.waitUntil(lambda: editor.saved.text() == "Saved on this computer")
    assert not desk.window.frame.messages.isVisible()


def test_an_editor_comes_back_where_its_last_words_could_not_be_kept(
    desk: Desk, disk: type[Disk], qtbot: QtBot
) -> None:
    first, second = desk.begin(0), desk.begin(1)
    disk.is_full = True
    for editor, words in ((first, "one"), (second, "two")):
        QTest.keyClicks(editor.text, words)
        QTest.keyClick(editor.text, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: desk.editors() == [first, second])
    assert (first.message, second.message) == ("one", "two")
    disk.is_full = False
    qtbot.waitUntil(lambda: desk.drafts() == ["one", "two"])


def test_the_window_does_not_close_over_words_that_are_not_kept(desk: Desk, disk: type[Disk], qtbot: QtBot) -> None:
    editor = desk.begin(0)
    disk.is_full = True
    QTest.keyClicks(editor.text, "Last words")
    assert not desk.window.frame.close()
    assert desk.window.frame.isVisible()
    assert desk.window.frame.messages.accessibleName().startswith("The window stays open")
    disk.is_full = False
    assert desk.window.frame.close()


def test_who_asks_once_more_leaves_without_them(desk: Desk, disk: type[Disk]) -> None:
    editor = desk.begin(0)
    disk.is_full = True
    QTest.keyClicks(editor.text, "Never mind")
    desk.window.frame.close()
    assert desk.window.frame.messages.action.text() == "Close all the same"
    desk.window.frame.messages.action.click()
    assert not desk.window.frame.isVisible()


def test_a_draft_of_the_document_holds_the_window_as_well(desk: Desk, disk: type[Disk], qtbot: QtBot) -> None:
    desk.window.frame.commands.run("view.draft")
    desk.settle()
    drafting = desk.window.modes._drafting
    assert drafting is not None
    disk.is_full = True
    QTest.keyClicks(drafting.page.editor, "Unsaved ")
    assert not desk.window.frame.close()
    disk.is_full = False
    qtbot.waitUntil(lambda: drafting.desk.is_kept)
    workspace = desk.window.session.workspace
    assert workspace is not None
    assert [text.text for text in workspace.store.texts(workspace.repository.key)] == [drafting.page.text]
    assert desk.window.frame.close()


@pytest.mark.parametrize("id", ["repository.close", "view.compare"])
def test_going_elsewhere_keeps_every_editors_words(desk: Desk, id: str, open_window: OpenWindow, sample: Path) -> None:
    for at in range(2):
        QTest.keyClicks(desk.begin(at).text, f"words {at}")
    desk.window.frame.commands.run(id)
    desk.settle()
    desk.window.frame.close()
    assert Desk(open_window(sample, document=VISION)).drafts() == ["words 0", "words 1"]
