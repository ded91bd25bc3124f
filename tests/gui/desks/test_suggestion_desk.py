"""Suggestions and comments of every kind in the window: written, shown on the card, taken into the draft, undone."""

from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from tests.gui.conftest import VISION, OpenWindow, settle
from tests.gui.desks.test_review_desk import Reviewer
from visioneditor.core.review.model import COMMIT_MESSAGE_PATH, PATCH_SET_PATH, Side
from visioneditor.core.review.subjects import Scope, Subject
from visioneditor.core.review.suggestions import find_suggestions
from visioneditor.gui.drafting.drafting_page import DraftingPage
from visioneditor.gui.prose.rows import NEW, OLD
from visioneditor.gui.review.suggestion_view import SuggestionView
from visioneditor.services.drafting import list_drafts, save_draft
from visioneditor.services.window_request import Mode


class Editor(Reviewer):
    """A person who suggests, and takes what is suggested."""

    def run(self, id: str) -> None:
        self.window.frame.commands.run(id)
        self.settle()

    def line(self) -> str:
        """A line of running text."""
        assert self.window.session.loaded is not None
        return next(line for line in self.window.session.loaded.document.text.split("\n")[8:] if len(line) > 50)

    def suggest(self, words: str, instead: str) -> None:
        span = self.select(words)
        subject = Subject(scope=Scope.WORDS, span=(span.start, span.end))
        self.desk.writing.begin_on(subject, NEW, suggests=True)
        self.settle()
        field = self.editor.suggestion.text
        field.setPlainText(field.toPlainText().replace(words, instead))

    def keep(self) -> None:
        self.editor.keep.click()
        self.settle()

    def views(self) -> list[SuggestionView]:
        return [view for card in self.cards() for view in card.findChildren(SuggestionView)]

    def drafted(self) -> list[str]:
        workspace = self.window.session.workspace
        assert workspace is not None
        return [draft.text for draft in list_drafts(workspace, VISION)]

    @property
    def text(self) -> str:
        assert self.window.session.loaded is not None
        return self.window.session.loaded.document.text


@pytest.fixture
def me(open_window: OpenWindow, sample: Path) -> Editor:
    return Editor(open_window(sample, document=VISION))


def suggest_and_keep(me: Editor) -> tuple[str, str]:
    """The line before and after."""
    line = me.line()
    word = line.split()[3]
    me.suggest(line, line.replace(word, "otherwise", 1))
    me.keep()
    return line, line.replace(word, "otherwise", 1)


def test_editing_the_quoted_lines_makes_a_suggestion_of_whole_lines(me: Editor) -> None:
    line = me.line()
    words = " ".join(line.split()[2:5])
    me.suggest(words, "otherwise")
    assert me.editor.suggestion.text.toPlainText() == line.replace(words, "otherwise")
    me.keep()
    (draft,) = me.drafts()
    assert [block.text for block in find_suggestions(draft)] == [line.replace(words, "otherwise")]


def test_a_suggestion_is_on_disk_while_one_still_writes_it(me: Editor) -> None:
    me.suggest(me.line(), "Half a thou")
    me.editor.flush()
    me.settle()
    assert me.drafts() == ["```suggestion\nHalf a thou\n```"]


def test_quoted_lines_that_are_left_as_they_are_suggest_nothing(me: Editor) -> None:
    me.suggest(me.line(), me.line())
    me.keep()
    assert me.drafts() == []


def test_a_kept_suggestion_is_shown_on_its_card_and_edited_again(me: Editor) -> None:
    _, wanted = suggest_and_keep(me)
    (view,) = me.views()
    assert view.suggestion.text == wanted
    assert "added: otherwise" in view.text.accessibleName()
    (draft,) = [c for one in me.desk.threads.new for c in one.thread.comments if c.draft]
    me.window.frame.panel.list.edit_requested.emit(draft)
    me.settle()
    assert me.editor.suggestion.text.toPlainText() == wanted
    assert me.editor.message == draft.message


def test_a_suggestion_is_taken_with_one_key_and_undone_with_one(me: Editor) -> None:
    line, wanted = suggest_and_keep(me)
    me.run("review.take-suggestion")
    assert me.drafted() == [me.text.replace(line, wanted, 1)]
    assert me.window.frame.messages.accessibleName() == "The suggestion is taken into the draft."
    me.run("review.take-suggestion")
    assert me.window.frame.messages.accessibleName() == "The draft says so already."
    me.run("compare.undo")
    assert me.drafted() == []


def test_a_suggestion_is_taken_by_its_link(me: Editor) -> None:
    line, wanted = suggest_and_keep(me)
    me.views()[0].apply.click()
    me.settle()
    assert me.drafted() == [me.text.replace(line, wanted, 1)]
    me.window.frame.messages.action.click()
    me.settle()
    assert me.drafted() == []


def test_a_draft_with_other_words_there_is_left(me: Editor) -> None:
    line, _ = suggest_and_keep(me)
    workspace = me.window.session.workspace
    assert workspace is not None
    own = me.text.replace(line, "Nothing of the kind.")
    save_draft(workspace, VISION, own, base_revision=me.window.session.revision)
    me.run("review.take-suggestion")
    assert me.window.frame.messages.accessibleName() == "The draft has other words there."
    assert me.drafted() == [own]


def test_the_draft_that_is_being_written_shows_what_was_taken(me: Editor) -> None:
    line, wanted = suggest_and_keep(me)
    me.run("view.draft")
    (page,) = me.window.frame.findChildren(DraftingPage)
    page.editor.setPlainText("Preface.\n\n" + page.text)
    (suggestion,) = next(iter(me.desk.threads.suggestions.values()))
    me.window.desks.suggestions.take(suggestion)
    me.settle()
    assert page.text == "Preface.\n\n" + me.text.replace(line, wanted, 1)
    me.window.frame.messages.action.click()
    me.settle()
    assert page.text == "Preface.\n\n" + me.text
    assert me.drafted() == ["Preface.\n\n" + me.text]


def test_a_thread_without_a_suggestion_says_so(me: Editor) -> None:
    me.run("review.next-thread")
    me.run("review.take-suggestion")
    assert me.window.frame.messages.accessibleName() == "The thread in hand has no suggestion for this document."


def test_an_answer_may_suggest_too(me: Editor) -> None:
    placed = next(one for one in me.desk.threads.new if one.thread.root.line is not None)
    me.window.frame.panel.list.reply_requested.emit(placed.thread)
    me.editor.suggestion.open()
    me.settle()
    lines = me.editor.suggestion.text.toPlainText()
    assert lines
    me.editor.suggestion.text.setPlainText(lines + " Indeed.")
    me.keep()
    assert [block.text for draft in me.drafts() for block in find_suggestions(draft)] == [lines + " Indeed."]


# What is commented on


def choose(me: Editor, scope: Scope, text: int = NEW) -> None:
    """Choose a row of the list."""
    me.run("review.comment-on")
    picker = me.window.commenting.subjects.picker
    rows = [choice for group in picker._groups for _, choice in group.rows]
    wanted = [
        row.value
        for row in rows
        if isinstance(row.value, tuple) and (row.value[0], row.value[1].scope) == (text, scope)
    ]
    picker.hide()
    picker.chosen.emit(wanted[0])
    me.settle()


@pytest.mark.parametrize("scope", list(Scope)[1:])
def test_everything_in_the_list_can_be_commented_on(me: Editor, scope: Scope) -> None:
    choose(me, scope)
    me.write(f"On the {scope}")
    draft = me.draft(f"On the {scope}")
    paths = {Scope.COMMIT_MESSAGE: COMMIT_MESSAGE_PATH, Scope.PATCH_SET: PATCH_SET_PATH}
    assert draft.path == paths.get(scope, VISION)
    assert (draft.line is None) == (scope in list(Scope)[4:])


@pytest.mark.parametrize("is_source", [False, True])
def test_either_side_can_be_commented_on_in_rendered_and_source_view(
    open_window: OpenWindow, sample: Path, is_source: bool
) -> None:
    window = open_window(sample, document=VISION, mode=Mode.COMPARE, compare=("draft-1", "draft-2"))
    me = Editor(window)
    if is_source:
        me.run("compare.source")
    for text, side in ((NEW, "new"), (OLD, "old")):
        choose(me, Scope.BLOCK, text)
        me.write(f"On the {side}")
    workspace = window.session.workspace
    assert workspace is not None
    drafts = workspace.store.drafts_of(workspace.repository.key)
    assert {draft.message for draft in drafts} == {"On the new", "On the old"}
    assert all(draft.range is not None and draft.side in Side for draft in drafts)


def test_words_are_quoted_exactly_from_the_source(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample, document=VISION, mode=Mode.COMPARE, compare=("draft-1", "draft-2"))
    me = Editor(window)
    me.run("compare.source")
    me.run("compare.unfold")
    prose = window.comparing.view.prose
    comparison = window.session.comparison
    assert comparison is not None
    for text, side in ((NEW, comparison.new), (OLD, comparison.old)):
        start = side.document.text.index("`")
        end = side.document.text.index("`", start + 1) + 1
        assert prose.select_span(text, start, end)
        span = prose.selected_span()
        assert span is not None and (span.text, span.start, span.end) == (text, start, end)


def test_the_paragraph_under_the_eye_is_suggested_on_where_nothing_is_selected(me: Editor) -> None:
    me.run("review.suggest")
    assert me.editor.suggestion.is_open
    assert me.editor.suggestion.text.toPlainText() in me.text


def test_the_key_opens_the_suggestion_of_the_comment_that_is_written(me: Editor) -> None:
    me.desk.writing.begin_comment(me.select(me.line()))
    me.settle()
    QTest.keyClicks(me.editor.text, "So?")
    me.run("review.suggest")
    assert me.editor.suggestion.text.toPlainText() == me.line()
    assert me.editor.text.toPlainText() == "So?"
    assert settle(me.window)


# The commit message


def test_the_commit_message_is_read_commented_on_and_left_with_one_key(me: Editor) -> None:
    before = me.window.session.place
    me.run("review.commit-message")
    session, frame = me.window.session, me.window.frame
    assert (session.place.path, session.place.mode) == (COMMIT_MESSAGE_PATH, Mode.READ)
    assert "Commit message" in frame.header.document.text()
    assert "Author:" in me.text
    assert frame.messages.isHidden()
    me.run("review.comment")
    me.write("On the first lines")
    assert me.draft("On the first lines").path == COMMIT_MESSAGE_PATH
    assert any(mark.is_in_hand for mark in me.desk.marks())
    me.run("review.commit-message")
    assert session.place == before


def test_the_commit_message_is_no_document_to_draft(me: Editor) -> None:
    me.run("review.commit-message")
    me.run("view.draft")
    assert me.window.session.place.mode is Mode.READ
    assert "committed" in me.window.frame.messages.accessibleName()
    me.run("view.compare")
    assert not me.window.frame.commands.action("compare.accept").isEnabled()
