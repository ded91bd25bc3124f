"""Threads by key: answered in one step, filtered, stepped through, and followed to where they were written."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gui.conftest import VISION, OpenWindow, settle
from visioneditor.core.review.filtering import ThreadFilter, ThreadSort
from visioneditor.core.review.model import COMMIT_MESSAGE_PATH, PATCH_SET_PATH, Side
from visioneditor.gui.prose.rows import NEW, OLD
from visioneditor.gui.review.folded_thread import FoldedThread
from visioneditor.gui.widgets.comment_editor import CommentEditor
from visioneditor.gui.window import Window
from visioneditor.services.placing import ShownThread
from visioneditor.services.reading import load_document
from visioneditor.services.reviewing import add_comment
from visioneditor.services.window_request import Mode


class Reader:
    """A person who goes through the threads of a window by key."""

    def __init__(self, window: Window) -> None:
        self.window, self.desk, self.panel = window, window.review, window.frame.panel
        assert settle(window)

    def run(self, id: str) -> None:
        self.window.frame.commands.run(id)
        assert settle(self.window)

    def hold(self, *, unresolved: bool = True) -> ShownThread:
        """Take a thread in hand in which nothing of one's own stands."""
        mine = (one for one in self.desk.threads.new if not any(said.draft for said in one.thread.comments))
        found = next(one for one in mine if one.thread.is_unresolved is unresolved)
        self.desk.hold(found.key)
        assert settle(self.window)
        return found

    def again(self, shown: ShownThread) -> ShownThread:
        found = self.desk.find(shown.key)
        assert found is not None
        return found

    def editor(self) -> CommentEditor:
        (editor,) = [one for one in self.window.frame.findChildren(CommentEditor) if not one.isHidden()]
        return editor

    def listed(self) -> list[str]:
        """The threads that stand beside the text."""
        return [one.key for one in self.panel.list._threads]


@pytest.fixture
def me(open_window: OpenWindow, sample: Path) -> Reader:
    return Reader(open_window(sample, document=VISION))


@pytest.mark.parametrize(("id", "words"), [("review.done", "Done"), ("review.acknowledge", "Acknowledged")])
def test_one_key_answers_and_resolves(me: Reader, id: str, words: str) -> None:
    shown = me.hold()
    me.run(id)
    after = me.again(shown).thread
    assert (after.comments[-1].message, after.comments[-1].draft, after.is_unresolved) == (words, True, False)
    me.run(id)
    assert me.again(shown).thread == after, "what is resolved is not answered twice"


def test_an_answer_begins_with_what_it_quotes(me: Reader) -> None:
    shown = me.hold()
    me.run("review.quote")
    first = shown.thread.comments[-1].message.split("\n")[0]
    assert me.editor().message.startswith(f"> {first}") and me.editor().message.endswith("\n\n")


def test_a_quote_alone_is_no_answer(me: Reader) -> None:
    shown = me.hold()
    me.run("review.quote")
    editor = me.editor()
    assert editor.text.textCursor().atEnd()
    QTest.keyClick(editor.text, Qt.Key.Key_Escape)
    assert settle(me.window)
    assert me.again(shown).thread == shown.thread


def test_what_is_quoted_comes_into_the_answer_that_is_open(me: Reader) -> None:
    me.hold()
    me.run("review.reply")
    me.run("review.quote")
    assert me.editor().message.startswith("> ")
    me.editor().text.setPlainText("My words")
    me.run("review.quote")
    assert me.editor().message == "My words"


def test_resolving_by_key_asks_for_words(me: Reader) -> None:
    me.hold()
    me.run("review.resolve")
    assert (me.editor().message, me.editor().unresolved.isChecked()) == ("", False)


def test_ones_own_unsent_answer_is_turned_instead_of_answered(me: Reader) -> None:
    shown = me.hold()
    me.run("review.done")
    me.run("review.resolve")
    after = me.again(shown).thread
    assert len(after.comments) == len(shown.thread.comments) + 1 and after.is_unresolved
    me.run("review.acknowledge")
    assert me.again(shown).thread.comments[-1].message == "Done" and not me.again(shown).thread.is_unresolved


def test_only_unresolved_threads_are_shown_and_stepped_through(me: Reader) -> None:
    me.run("review.whole-document")
    every = [one.key for one in me.desk.threads.new]
    assert me.listed() == every
    me.run("review.unresolved")
    unresolved = [one.key for one in me.desk.threads.new if one.thread.is_unresolved]
    assert 0 < len(unresolved) < len(every)
    assert me.listed() == unresolved
    assert me.panel.threads.count.text().startswith(f"{len(unresolved)} of {len(every)}")
    stepped = []
    for _ in unresolved:
        me.run("review.next-thread")
        stepped.append(me.desk.in_hand)
    assert sorted(stepped) == sorted(unresolved)
    me.run("review.unresolved")
    assert me.listed() == every


def test_threads_are_shown_by_person_and_by_whether_they_are_mine(me: Reader) -> None:
    me.run("review.whole-document")
    shown = me.hold()
    author = shown.thread.comments[-1].author
    me.panel.filter.filter_chosen.emit(ThreadFilter(person=author))
    by_author = [o.key for o in me.desk.threads.new if author in {said.author for said in o.thread.comments}]
    assert me.listed() == by_author
    me.panel.filter.filter_chosen.emit(ThreadFilter(sort=ThreadSort.MINE))
    assert shown.key not in me.listed()
    me.run("review.done")
    assert shown.key in me.listed()
    assert me.panel.filter.sort.currentText() == f"Mine ({len(me.listed())})"


def test_where_nothing_is_of_that_sort_it_says_so(me: Reader) -> None:
    me.panel.filter.filter_chosen.emit(ThreadFilter(person="Nobody"))
    me.run("review.whole-document")
    assert me.listed() == []
    texts = [one.text() for one in me.panel.threads.content.findChildren(type(me.panel.threads.count), "nothing")]
    assert texts[-1:] == ["No thread here is of that sort."]


def test_resolved_threads_are_folded_until_one_comes_to_them(me: Reader) -> None:
    me.run("review.whole-document")
    shown = me.hold(unresolved=False)
    assert me.panel.list.card_of(shown.key) is not None
    me.hold()
    folded = [one.thread_shown.root for one in me.panel.list.findChildren(FoldedThread)]
    assert shown.thread.root in folded and me.panel.list.card_of(shown.key) is None


@pytest.mark.parametrize(("side", "column"), [(Side.REVISION, NEW), (Side.PARENT, OLD)])
def test_a_thread_is_followed_to_where_it_was_written(me: Reader, side: Side, column: int) -> None:
    workspace = me.window.session.workspace
    assert workspace is not None
    change = next(one.change for one in me.desk.threads.new if one.change.current.parent)
    revision = change.current.revision if side is Side.REVISION else change.current.parent
    text = load_document(workspace, revision, VISION).document.text
    words = next(line for line in text.split("\n")[12:] if len(line) > 60)[8:30].strip()
    draft = add_comment(workspace, change, message="Here", path=VISION, quote=words, side=side)
    me.run("repository.reload")
    me.desk.hold(draft.id or "")
    me.run("review.origin")
    session = me.window.session
    assert session.place.mode is Mode.COMPARE and session.comparison is not None
    sides = session.comparison.old.revision, session.comparison.new.revision
    assert sides == (change.current.parent, change.current.revision)
    span = me.window.comparing.view.prose.selected_span()
    assert span is not None and (span.text, " ".join(span.quote.split())) == (column, " ".join(words.split()))
    assert me.desk.in_hand == draft.id
    me.run("go.back")
    assert me.window.session.place.compared is None


def test_a_thread_pressed_beside_the_text_brings_its_words(me: Reader) -> None:
    me.run("review.whole-document")
    prose = me.window.reading.view.prose
    last = next(one for one in reversed(me.desk.threads.new) if one.span is not None)
    assert last.span is not None
    row = prose.stage().row_of(NEW, last.span[0])
    assert row not in {at for at, _ in prose.stage().visible()}
    me.panel.list.chosen.emit(last.thread)
    assert settle(me.window)
    prose.arrive()
    seen = {at for at, _ in prose.stage().visible()}
    assert row in seen and me.desk.in_hand == last.key
    before = prose.place()
    me.panel.list.chosen.emit(last.thread)
    assert settle(me.window)
    assert prose.place() == before, "what is seen already does not move"


def test_a_thread_on_no_text_says_where_it_belongs(me: Reader) -> None:
    workspace = me.window.session.workspace
    assert workspace is not None
    change = me.desk.threads.new[0].change
    draft = add_comment(workspace, change, message="Here", path=PATCH_SET_PATH)
    me.run("repository.reload")
    me.desk.hold(draft.id or "")
    me.run("review.origin")
    assert me.window.frame.messages.accessibleName().startswith("It was written on patch set")


def test_a_thread_on_the_commit_message_is_followed_into_it(me: Reader) -> None:
    session = me.window.session
    assert session.workspace is not None
    change = me.desk.threads.new[0].change
    text = load_document(session.workspace, change.current.revision, COMMIT_MESSAGE_PATH).document.text
    words = max(text.split("\n"), key=len)[:20].strip()
    draft = add_comment(session.workspace, change, message="Here", path=COMMIT_MESSAGE_PATH, quote=words)
    me.run("repository.reload")
    me.desk.hold(draft.id or "")
    me.run("review.origin")
    assert session.place.mode is Mode.READ and session.place.path == COMMIT_MESSAGE_PATH
    assert session.loaded is not None and session.loaded.revision == change.current.revision
    assert me.desk.in_hand == draft.id
    marked = next(mark for mark in me.desk.marks() if mark.is_in_hand)
    assert session.loaded.document.text[marked.start : marked.end] == words
    me.run("go.back")
    assert session.place.path == VISION


def test_a_change_opens_at_the_document_that_is_spoken_of(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample, document=VISION)
    change = window.review.threads.new[0].change if window.review.threads.new else None
    assert change is not None
    opened = open_window(sample, change=change.key)
    assert opened.session.place.mode is Mode.COMPARE
    assert opened.session.place.path == VISION
    assert opened.session.comparison is not None
    assert opened.session.comparison.new.revision == change.current.revision
