"""A draft and what came in, decided place by place in the draft's place; broken off, left, and found again."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from tests.conftest import Git
from tests.gui.conftest import VISION, OpenWindow, settle
from visioneditor.gui.desks.drafting_mode import DraftingMode
from visioneditor.gui.merging.merge_page import MergePage
from visioneditor.gui.window import Window
from visioneditor.services.drafting import list_drafts
from visioneditor.services.rebasing import merge_under_way
from visioneditor.services.window_request import Mode

MINE, THEIRS = "\nA last sentence of mine.\n", "\nA last sentence of theirs.\n"


class Author:
    """A person who drafts while others write the same."""

    def __init__(self, window: Window) -> None:
        self.window = window
        (self.mode,) = window.findChildren(DraftingMode)

    def type_at_the_end(self, words: str) -> None:
        cursor = self.mode.page.editor.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(words)
        self.mode.page.flush()
        assert settle(self.window)

    def run(self, command: str) -> None:
        self.window.frame.commands.run(command)
        assert settle(self.window)

    @property
    def merge(self) -> MergePage:
        page = self.window.frame.modes.currentWidget()
        assert isinstance(page, MergePage)
        return page

    @property
    def is_drafting(self) -> bool:
        return self.window.frame.modes.currentWidget() is self.mode.page

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.merge.view, key)
        assert settle(self.window)

    def put_into_the_draft(self) -> None:
        self.merge.save.click()
        assert settle(self.window)
        self.mode.page.flush()
        assert settle(self.window)

    def told(self) -> str:
        """All there is to read: that a branch has new commits is told by another part, at a time of its own."""
        return "\n".join(one.sentence for one in self.window.frame.messages._notices.all)

    def kept(self) -> tuple[str, str]:
        """Text and base of the draft on disk."""
        workspace = self.window.session.workspace
        assert workspace is not None
        (draft,) = list_drafts(workspace, VISION)
        return draft.text, draft.base_revision

    @property
    def is_under_way(self) -> bool:
        workspace = self.window.session.workspace
        assert workspace is not None
        return bool(merge_under_way(workspace, VISION, "draft"))


Sit = Callable[[], Author]


@pytest.fixture
def sit(open_window: OpenWindow, sample: Path) -> Sit:
    return lambda: Author(open_window(sample, document=VISION, mode=Mode.DRAFT))


@pytest.fixture
def author(sit: Sit, sample: Path, git: Git) -> Author:
    """One who wrote at the end of the vision, to which others have added there, too, and changed its beginning."""
    author = sit()
    author.type_at_the_end(MINE)
    file = sample / VISION
    file.write_text(file.read_text().replace("This document", "This living document", 1) + THEIRS)
    git(sample, "commit", "-qam", "Go on")
    author.run("draft.update")
    return author


def test_what_both_wrote_is_decided_in_the_drafts_place_and_goes_into_it(
    author: Author, sample: Path, git: Git
) -> None:
    tip, theirs = git(sample, "rev-parse", "HEAD"), (sample / VISION).read_text()
    before = author.kept()
    assert author.merge.state.text() == "1 of 2 places to decide"
    assert not author.window.frame.commands.action("draft.commit").isEnabled()
    author.press(Qt.Key.Key_4)
    assert author.kept() == before
    author.put_into_the_draft()
    assert author.is_drafting
    assert author.kept() == (theirs.removesuffix(THEIRS) + MINE + THEIRS, tip)
    assert author.mode.page.text == author.kept()[0]
    assert author.window.frame.commands.action("draft.commit").isEnabled()
    assert not author.is_under_way
    author.mode.page.editor.undo()
    author.mode.page.flush()
    assert settle(author.window)
    assert author.kept() == before


def test_breaking_off_leaves_the_draft_as_it_was_and_keeps_the_decisions(author: Author) -> None:
    before = author.kept()
    author.press(Qt.Key.Key_2)
    author.merge.leave.click()
    assert settle(author.window)
    assert author.is_drafting
    assert author.kept() == before == (author.mode.page.text, before[1])
    assert "as it was" in author.told()
    assert not author.is_under_way
    author.run("draft.update")
    assert author.merge.state.text() == "all 2 places decided"


def test_another_mode_and_another_start_come_back_to_the_same_merge(author: Author, sit: Sit) -> None:
    author.press(Qt.Key.Key_2)
    author.merge.own.setPlainText("A last sentence of ours.")
    author.run("view.read")
    author.run("view.draft")
    assert author.merge.own.toPlainText() == "A last sentence of ours."
    author.merge.own.setPlainText("A last sentence of us all.")
    author.window.frame.close()
    again = sit()
    assert again.merge.state.text() == "all 2 places decided"
    assert "here again" in again.told()
    again.put_into_the_draft()
    assert again.kept()[0].endswith("A last sentence of us all.\n")


def test_a_decision_is_on_disk_before_the_next_one_is_made(author: Author) -> None:
    """Whoever is killed then comes back to it."""
    workspace = author.window.session.workspace
    assert workspace is not None
    author.press(Qt.Key.Key_2)
    stored = workspace.store.find_merge(workspace.repository.key, VISION, "draft")
    assert stored is not None
    assert [one[1] for one in stored.decided] == ["theirs"]


def test_a_merge_with_a_revision_that_is_gone_is_told_once_and_forgotten(author: Author, sit: Sit) -> None:
    workspace = author.window.session.workspace
    assert workspace is not None
    workspace.store.put_merge(workspace.repository.key, VISION, "draft", "0" * 40, ())
    author.window.frame.close()
    again = sit()
    assert again.is_drafting
    assert "no revision" in again.told()
    assert not again.is_under_way


def test_a_working_file_written_in_the_same_place_is_decided_and_saved(sit: Sit, sample: Path) -> None:
    author, file = sit(), sample / VISION
    before = file.read_text()
    author.type_at_the_end(MINE)
    file.write_text(before + THEIRS)
    author.run("draft.save")
    assert file.read_text() == before + THEIRS
    author.window.frame.messages.action.click()
    assert settle(author.window)
    assert author.merge.names.labels[1].accessibleName() == "Theirs: the working file"
    author.press(Qt.Key.Key_4)
    author.put_into_the_draft()
    assert file.read_text() == author.mode.page.text == before + MINE + THEIRS


def test_who_types_on_while_both_are_brought_together_loses_nothing(sit: Sit, sample: Path, git: Git) -> None:
    author = sit()
    author.type_at_the_end(MINE)
    (sample / VISION).write_text((sample / VISION).read_text() + THEIRS)
    git(sample, "commit", "-qam", "Go on")
    author.window.frame.commands.run("draft.update")
    author.type_at_the_end("And one more.\n")
    author.press(Qt.Key.Key_3)
    author.put_into_the_draft()
    assert author.kept()[0].endswith(MINE + "And one more.\n")


def test_who_writes_on_while_it_is_put_into_the_draft_loses_nothing(author: Author) -> None:
    author.press(Qt.Key.Key_4)
    author.merge.save.click()
    author.merge.own.setPlainText(author.merge.own.toPlainText() + " Written late.")
    assert settle(author.window)
    assert author.is_drafting
    author.mode.page.flush()
    assert settle(author.window)
    assert author.kept()[0].endswith("Written late.\n")


def test_what_comes_in_while_one_decides_waits_and_takes_no_words(author: Author, sample: Path, git: Git) -> None:
    author.press(Qt.Key.Key_4)
    author.merge.own.setPlainText(author.merge.own.toPlainText() + " Written here.")
    file = sample / VISION
    file.write_text(file.read_text() + "They went on.\n")
    git(sample, "commit", "-qam", "Go on again")
    author.mode.upstream.update()  # as if it had been asked for before the merge was there
    assert settle(author.window)
    assert author.merge.own.toPlainText().endswith("Written here.")
    author.put_into_the_draft()
    assert "Written here." in author.kept()[0] and "They went on." not in author.kept()[0]
    author.run("draft.update")
    if not author.is_drafting:
        author.press(Qt.Key.Key_4)
        author.put_into_the_draft()
    assert "Written here." in author.kept()[0] and "They went on." in author.kept()[0]


def test_the_outline_leads_to_a_section_of_the_merge(author: Author) -> None:
    rows = author.merge.view.rows()
    author.merge.go_to_section("Nowhere")
    last = next(row for row in reversed(rows) if row.key.startswith("section:") and row.fold)
    assert last.fold is not None
    author.merge.go_to_section(last.fold.labels[0].text)
    assert last.key in {rows[at].key for at, _ in author.merge.view.stage().visible()}
