"""A draft whose branch went on: brought up to date by key, or left as it is with the reason."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from tests.conftest import Git
from tests.gui.conftest import VISION, OpenWindow, settle
from visioneditor.gui.desks.drafting_mode import DraftingMode
from visioneditor.gui.window import Window
from visioneditor.services.drafting import list_drafts
from visioneditor.services.window_request import Mode

MINE = "\nA last sentence of mine.\n"


class Author:
    """A person who drafts while the branch goes on."""

    def __init__(self, window: Window) -> None:
        self.window = window
        (self.mode,) = window.findChildren(DraftingMode)
        cursor = self.mode.page.editor.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(MINE)
        self.run("view.draft")

    @property
    def text(self) -> str:
        return self.mode.page.text

    def run(self, command: str) -> None:
        self.window.frame.commands.run(command)
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


GoOn = Callable[[str, str], str]


@pytest.fixture
def go_on(sample: Path, git: Git) -> GoOn:
    """Commits the vision with some words in the place of others."""

    def commit(old: str, new: str) -> str:
        file = sample / VISION
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new, 1))
        git(sample, "commit", "-qam", "Go on")
        return git(sample, "rev-parse", "HEAD")

    return commit


@pytest.fixture
def author(open_window: OpenWindow, sample: Path) -> Author:
    return Author(open_window(sample, document=VISION, mode=Mode.DRAFT))


def test_what_came_in_is_in_the_draft_and_the_draft_stands_on_it(author: Author, go_on: GoOn) -> None:
    before = author.text
    tip = go_on("This document", "This living document")
    author.run("draft.update")
    after = before.replace("This document", "This living document", 1)
    assert author.text == after
    assert author.kept() == (after, tip)
    assert f"stands on {tip[:8]} now" in author.told()
    author.run("draft.update")
    assert "up to date" in author.told()
    author.mode.upstream.show_news()
    assert settle(author.window)
    assert author.window.session.place.mode is Mode.COMPARE


def test_undo_takes_back_the_words_and_the_draft_stands_where_it_stood(author: Author, go_on: GoOn) -> None:
    before = author.kept()
    go_on("This document", "This living document")
    author.run("draft.update")
    after = author.kept()
    author.mode.page.editor.undo()
    author.run("view.draft")
    assert author.kept() == before
    author.mode.page.editor.redo()
    author.run("view.draft")
    assert author.kept() == after


@pytest.fixture
def server(sample: Path, git: Git, tmp_path: Path) -> Path:
    """A work tree beside the sample, which stands for the server that it was cloned from."""
    folder = tmp_path / "server"
    git(tmp_path, "clone", "-q", str(sample), str(folder))
    for name in git(sample, "remote").split():
        git(sample, "remote", "remove", name)
    git(sample, "remote", "add", "origin", str(folder))
    git(sample, "fetch", "-q", "origin")
    return folder


def go_on_there(git: Git, server: Path, old: str, new: str) -> str:
    file = server / VISION
    file.write_text(file.read_text().replace(old, new, 1))
    git(server, "commit", "-qam", "Go on")
    git(server, "commit", "-q", "--allow-empty", "-m", "Go on elsewhere")
    return git(server, "rev-parse", "HEAD")


def test_what_was_fetched_is_told_and_taken_and_the_branch_follows_with_the_commit(
    server: Path, author: Author, sample: Path, git: Git
) -> None:
    author.run("draft.fetch")
    assert "Nothing new on origin/" in author.told()
    tip = go_on_there(git, server, "This document", "This living document")
    author.run("draft.fetch")
    assert "2 commits came in on origin/" in author.told()
    assert "this document was changed by 1 of them" in author.told()
    author.run("draft.update")
    assert author.kept()[1] == tip
    assert "This living document" in author.text
    author.run("draft.commit")
    dialog = author.mode.saving._dialog
    dialog.form.subject.setText("Say one word more")
    dialog.form.commit.click()
    assert settle(author.window)
    assert git(sample, "rev-parse", "HEAD^") == tip
    assert git(sample, "status", "--porcelain", "--untracked-files=no") == ""


def test_base_upstream_and_draft_stand_beside_each_other_and_nothing_is_decided(
    server: Path, author: Author, git: Git
) -> None:
    author.run("draft.upstream")
    assert "Nothing came in" in author.told()
    go_on_there(git, server, "This document", "This living document")
    author.run("draft.fetch")
    before = author.kept()
    author.run("draft.upstream")
    page = author.mode.merging.page
    assert author.window.frame.modes.currentWidget() is page
    assert page.state.text() == "2 places changed"
    assert not page.save.isVisible()
    assert not page.below.isVisible()
    QTest.keyClick(page.view, Qt.Key.Key_2)
    QTest.keyClick(page.view, Qt.Key.Key_Escape)
    assert settle(author.window)
    assert author.window.frame.modes.currentWidget() is author.mode.page
    assert author.kept() == before


def test_a_refused_commit_leads_to_the_branch_that_refused_it(author: Author, go_on: GoOn) -> None:
    tip = go_on("This document", "This living document")
    author.mode.saving.refused_by.emit("main")
    assert "changed on main meanwhile" in author.told()
    author.run("draft.update")
    assert author.kept()[1] == tip
