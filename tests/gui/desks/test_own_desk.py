"""One's own drafts in the window: moved to another patch set, all at once, and back; what failed can be done again."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton

from tests.gui.conftest import OpenWindow, settle
from tests.services.review_world import FIRST, PATH, World, build_world
from visioneditor.core.review.model import Comment
from visioneditor.errors import VisionEditorError
from visioneditor.gui.widgets.thread_card import ThreadCard
from visioneditor.gui.window import Window
from visioneditor.services.reviewing import add_comment, load_comments, resolve_change
from visioneditor.services.window_request import Mode
from visioneditor.store.database import Database

SECOND = FIRST.replace("for everyone who", "for all people who") + "\nMore words.\n"


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Change 7 with two patch sets."""
    world = build_world(tmp_path / "repository")
    world.upload(1, "Reword", FIRST + "\nLast words.\n")
    world.upload(2, "Reword it", SECOND)
    return world


class Desk:
    """A window on both patch sets, with drafts on the first."""

    def __init__(self, window: Window, *quotes: str) -> None:
        self.window = window
        workspace = window.session.workspace
        assert workspace is not None
        self.workspace, self.change = workspace, resolve_change(workspace, "7")
        for quote in quotes:
            add_comment(workspace, self.change, path=PATH, patch_set=1, quote=quote, message=f"On {quote}")
        window.review.refresh()
        self.settle()

    def settle(self) -> None:
        assert settle(self.window)

    def run(self, id: str) -> None:
        self.window.frame.commands.run(id)
        self.settle()

    def drafts(self) -> tuple[Comment, ...]:
        return load_comments(self.workspace, self.change, drafts_only=True)

    def places(self) -> list[tuple[int, str]]:
        return [(one.patch_set, one.quote) for one in self.drafts()]

    @property
    def said(self) -> str:
        return self.window.frame.messages.accessibleName()


Sit = Callable[..., Desk]


@pytest.fixture
def sit(open_window: OpenWindow, world: World) -> Sit:
    first, second = world.made["Reword"], world.made["Reword it"]
    return lambda *quotes: Desk(
        open_window(world.folder, document=PATH, mode=Mode.COMPARE, compare=(first, second)), *quotes
    )


def test_the_draft_in_hand_goes_to_the_patch_set_shown_and_back(sit: Sit) -> None:
    desk = sit("everyone")
    desk.window.review.hold(desk.drafts()[0].id or "")
    desk.run("review.move-draft")
    assert desk.places() == [(2, "all people")]
    assert desk.said == "The draft stands in patch set 2 now, on what replaced its words."
    desk.window.frame.messages.action.click()
    desk.settle()
    assert desk.places() == [(1, "everyone")]


def test_all_drafts_go_to_the_newest_patch_set_and_back_at_once(sit: Sit) -> None:
    desk = sit("everyone", "who needs one", "Last words")
    before = desk.places()
    desk.run("review.move-drafts")
    assert [number for number, _ in desk.places()] == [2, 2, 2]
    assert desk.said.startswith("3 drafts were moved to the newest patch set.")
    assert [one.message for one in desk.drafts()] == ["On everyone", "On who needs one", "On Last words"]
    desk.run("review.undo-delete")
    assert desk.places() == before


def test_where_nothing_is_to_be_moved_that_is_said(sit: Sit) -> None:
    desk = sit("everyone")
    desk.run("review.move-drafts")
    desk.run("review.move-drafts")
    assert desk.said == "Nothing was to be moved."


def test_an_undo_that_failed_can_be_done_again(sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = sit("everyone")
    desk.run("review.move-drafts")

    def fail(self: Database) -> object:
        raise VisionEditorError("store.full", path=self.path)

    with monkeypatch.context() as full:
        full.setattr(Database, "writing", fail)
        desk.run("review.undo-delete")
    assert desk.places() == [(2, "all people")]
    assert desk.window.review.has_undo
    desk.run("review.undo-delete")
    assert desk.places() == [(1, "everyone")]


def test_a_draft_that_is_being_edited_goes_on_being_written_where_it_was_moved_to(sit: Sit) -> None:
    desk = sit("everyone")
    (draft,) = desk.drafts()
    desk.window.frame.panel.list.edit_requested.emit(draft)
    desk.settle()
    desk.run("review.move-drafts")
    editor = desk.window.review.writing.editor
    assert editor is not None
    editor.text.setPlainText("Other words")
    editor.keep.click()
    desk.settle()
    assert [(one.id, one.patch_set, one.message) for one in desk.drafts()] == [(draft.id, 2, "Other words")]


def test_a_card_offers_to_move_its_draft_to_the_newest_patch_set(sit: Sit) -> None:
    desk = sit("everyone")
    desk.window.review.hold(desk.drafts()[0].id or "")
    desk.settle()
    (card,) = [one for one in desk.window.frame.panel.findChildren(ThreadCard) if not one.isHidden()]
    (link,) = [one for one in card.findChildren(QAbstractButton) if one.text() == "Move to patch set 2"]
    link.click()
    desk.settle()
    assert desk.places() == [(2, "all people")]
    (card,) = [one for one in desk.window.frame.panel.findChildren(ThreadCard) if not one.isHidden()]
    assert not [one for one in card.findChildren(QAbstractButton) if one.text().startswith("Move")]
