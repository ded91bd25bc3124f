"""Review and publish in the window: what is given there is kept, what is shown there is put down to be sent."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.gui.conftest import OpenWindow, settle
from tests.services.gerrit_world import write_change, write_comments
from tests.services.review_world import IDS, PATH, SECOND, World, build_world
from visioneditor.core.review.checks import Known, VoteRule
from visioneditor.core.review.model import Change, Comment
from visioneditor.core.review.publication import ItemState, OutboxItem, Problem, Publication, Sent, Way
from visioneditor.errors import VisionEditorError
from visioneditor.gui.desks import sending_desk
from visioneditor.gui.publishing.comment_row import CommentWish
from visioneditor.gui.publishing.publish_page import PublishPage
from visioneditor.gui.publishing.request_pane import RequestPane
from visioneditor.gui.window import Window
from visioneditor.services import checking
from visioneditor.services.knowledge import remember_told
from visioneditor.services.opening import STORE_NAME, open_workspace
from visioneditor.services.outbox import drop_item
from visioneditor.services.reviewing import (
    add_comment,
    load_comments,
    load_cover,
    load_votes,
    resolve_change,
    set_cover,
    set_vote,
)
from visioneditor.services.window_request import Mode
from visioneditor.services.workspace import Workspace
from visioneditor.settings import data_folder
from visioneditor.store.store import Store
from visioneditor.values import replace

ASKED = "0a1b2c3d_00000001"
ADDRESS = "https://review.example.org/c/governance/+/7"


class Sender:
    """In the place of `send`: what it is told to send becomes what it is told to make of it."""

    def __init__(self) -> None:
        self.told: list[frozenset[str]] = []
        self.becomes = ItemState.WAITING
        self.reason: Problem | None = None

    def __call__(self, _: None, **told: Any) -> Sent:
        self.told.append(told["items"])
        with Store.open(data_folder() / STORE_NAME) as store:
            altered = (store.alter_item(id, self._alter) for id in sorted(told["items"]))
            items = tuple(one for one in altered if one is not None)
        return Sent(**{"posted" if self.becomes is ItemState.SENT else self.becomes.value: items})

    def _alter(self, item: OutboxItem) -> OutboxItem | None:
        return replace(item, state=self.becomes, reason=self.reason)


@pytest.fixture(autouse=True)
def sender(monkeypatch: pytest.MonkeyPatch) -> Sender:
    made = Sender()
    monkeypatch.setattr(sending_desk, "send", made)
    return made


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Change 7 with two patch sets, on a server by HTTPS, with a comment on the first."""
    world = build_world(tmp_path / "governance")
    world.commit("Name the server", "[gerrit]\nhost=review.example.org\nproject=governance\n", path=".gitreview")
    add_change(world)
    return world.folder


def add_change(world: World) -> None:
    world.git("checkout", "-q", "-b", "change")
    first = world.commit("Reword", SECOND, change_id=IDS[7])
    second = world.commit("Reword", SECOND + "\nMore.\n", change_id=IDS[7], amend=True)
    world.git("checkout", "-q", "main")
    write_change(world, 7, [first, second], subject="Reword")
    write_comments(world, 7, first, (ASKED, 1002, "For whom?", True))


@pytest.fixture
def other(repository: Path) -> Iterator[Workspace]:
    """The same repository, in another window."""
    with closing(open_workspace(repository)) as opened:
        yield opened


@pytest.fixture
def change(other: Workspace) -> Change:
    return resolve_change(other, "7")


def open_page(open_window: OpenWindow, repository: Path) -> Window:
    window = open_window(repository, document=PATH, compare=("7/1", "7/2"))
    run(window, "review.publish")
    return window


def run(window: Window, id: str) -> None:
    window.frame.commands.run(id)
    assert settle(window)


def page_of(window: Window) -> PublishPage:
    page = window.desks.publishing.page
    assert page is not None
    return page


def pane_of(window: Window) -> RequestPane:
    pane = window.desks.publishing.pane
    assert pane is not None
    return pane


def drafts(other: Workspace, change: Change) -> tuple[Comment, ...]:
    return load_comments(other, change, drafts_only=True)


def outbox(other: Workspace) -> tuple[OutboxItem, ...]:
    return other.store.outbox(other.repository.key)


def publish(window: Window) -> None:
    QTest.keyClick(page_of(window), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert settle(window)


def texts(page: PublishPage) -> str:
    labels = (one for one in page.findChildren(QLabel) if one.isVisibleTo(page))
    return "\n".join(one.accessibleName() or one.text() for one in labels)


def test_the_page_comes_into_the_middle_with_what_is_sent_beside_it_and_goes_again(
    open_window: OpenWindow, repository: Path, other: Workspace, change: Change
) -> None:
    add_comment(other, change, path=PATH, quote="More.", message="More of what?")
    window = open_window(repository, document=PATH, compare=("7/1", "7/2"))
    before = window.frame.splitter.sizes()
    run(window, "review.publish")
    page, pane = page_of(window), pane_of(window)
    assert window.frame.modes.currentWidget() is page and window.frame.panels.is_lent_to(pane)
    assert pane.width() > before[2]
    assert "More of what?" in texts(page)
    shown = pane.text.toPlainText()
    assert shown.startswith("POST /a/changes/governance~7/revisions/2/review\n")
    assert '"message": "More of what?"' in shown
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert settle(window)
    assert window.frame.modes.currentWidget() is window.comparing
    assert window.frame.panel.isVisible() or not window.frame.panels.isVisible()
    assert window.frame.splitter.sizes() == before


def test_another_mode_takes_the_pane_away_too(open_window: OpenWindow, repository: Path) -> None:
    window = open_page(open_window, repository)
    run(window, "view.read")
    assert window.frame.modes.currentWidget() is window.reading
    assert window.frame.panel.isVisible()
    run(window, "review.publish")
    assert window.frame.panels.is_lent_to(pane_of(window))
    run(window, "view.panel")
    assert not window.frame.panels.isVisible()
    run(window, "view.panel")
    assert window.frame.panels.is_lent_to(pane_of(window))


def test_votes_and_message_are_kept_as_they_are_given_and_shown_in_the_request(
    open_window: OpenWindow, repository: Path, other: Workspace, change: Change
) -> None:
    window = open_page(open_window, repository)
    page = page_of(window)
    assert "Nothing of yours waits here" in texts(page)
    page.review.vote_chosen.emit("Code-Review", 1)
    QTest.keyClicks(page.review.cover, "Two questions.")
    page.review.flush()
    assert settle(window)
    assert (dict(load_votes(other, change)), load_cover(other, change)) == ({"Code-Review": 1}, "Two questions.")
    shown = pane_of(window).text.toPlainText()
    assert '"labels": {"Code-Review": 1}' in shown and '"message": "Two questions."' in shown
    assert page.publish_button.isEnabled()


def test_what_is_shown_is_put_into_the_outbox_as_it_is(
    open_window: OpenWindow, repository: Path, other: Workspace, change: Change
) -> None:
    add_comment(other, change, path=PATH, quote="More.", message="More of what?")
    add_comment(other, change, message="For all.", reply_to=ASKED)
    set_vote(other, change, "Code-Review", -1)
    window = open_page(open_window, repository)
    shown = pane_of(window).text.toPlainText()
    publish(window)
    items = outbox(other)
    assert [item.post.patch_set for item in items] == [1, 2]
    assert all(item.post.tag in shown for item in items)
    assert json.loads(items[1].post.body)["labels"] == {"Code-Review": -1}
    page = page_of(window)
    assert page.shows_outcome
    assert "Patch set 1" in texts(page) and "1 comment, Code-Review −1" in texts(page)
    assert len(drafts(other, change)) == 2


@pytest.mark.parametrize(
    ("state", "title"),
    [
        (ItemState.SENT, "Published"),
        (ItemState.HELD, "Held: something has changed"),
        (ItemState.REFUSED, "Not all of it was taken"),
        (ItemState.WAITING, "In the outbox"),
    ],
)
def test_it_is_sent_at_once_and_what_became_of_it_is_told(
    open_window: OpenWindow,
    repository: Path,
    other: Workspace,
    change: Change,
    sender: Sender,
    state: ItemState,
    title: str,
) -> None:
    set_cover(other, change, "Fine.")
    sender.becomes = state
    sender.reason = Problem(message="server.busy", arguments={"place": "the server", "reason": "too many"})
    window = open_page(open_window, repository)
    publish(window)
    page = page_of(window)
    (item,) = outbox(other)
    assert sender.told == [frozenset({item.id})]
    assert page.outcome.title.text() == title
    assert ("too many" in texts(page)) == (state is not ItemState.SENT)
    assert not window.frame.messages.isVisible()
    if state is not ItemState.SENT:
        page.outcome.outbox.click()
        assert window.desks.outbox.is_shown


def test_what_is_taken_out_of_the_outbox_can_be_reviewed_again(
    open_window: OpenWindow, repository: Path, other: Workspace, change: Change
) -> None:
    set_cover(other, change, "Fine.")
    window = open_page(open_window, repository)
    publish(window)
    assert page_of(window).shows_outcome
    drop_item(other.store, outbox(other)[0].id)
    window.desks.sending.refresh()
    assert settle(window)
    assert not page_of(window).shows_outcome
    assert page_of(window).publish_button.isEnabled() and page_of(window).review.message == "Fine."


def test_words_typed_just_before_are_published_too(
    open_window: OpenWindow, repository: Path, other: Workspace, change: Change
) -> None:
    window = open_page(open_window, repository)
    page = page_of(window)
    page.review.vote_chosen.emit("Code-Review", 1)
    assert settle(window)
    QTest.keyClicks(page.review.cover, "In haste.")
    QTest.keyClick(page.review.cover, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert settle(window)
    (item,) = outbox(other)
    assert (item.post.cover, item.post.votes) == ("In haste.", {"Code-Review": 1})


def test_a_comment_kept_for_later_does_not_leave(
    open_window: OpenWindow, repository: Path, other: Workspace, change: Change
) -> None:
    kept = add_comment(other, change, path=PATH, quote="More.", message="More of what?")
    add_comment(other, change, path=PATH, line=1, message="Why?")
    window = open_page(open_window, repository)
    page_of(window).comments.rows[kept.id or ""].check.click()
    publish(window)
    (item,) = outbox(other)
    assert [planned.comment.message for planned in item.post.comments] == ["Why?"]


def test_a_comments_words_are_changed_where_they_stand(
    open_window: OpenWindow, repository: Path, other: Workspace, change: Change
) -> None:
    draft = add_comment(other, change, path=PATH, quote="More.", message="More of what?")
    window = open_page(open_window, repository)
    page = page_of(window)
    page.comments.rows[draft.id or ""].edit.click()
    editor = window.review.writing.editor
    assert editor is not None and page.isAncestorOf(editor)
    assert page.publish_button.property("role") == ""
    editor.text.setPlainText("More of which?")
    QTest.keyClick(editor.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert settle(window)
    assert [one.message for one in drafts(other, change)] == ["More of which?"]
    assert "More of which?" in texts(page) and not page.comments.is_editing
    assert page.publish_button.property("role") == "primary"
    assert '"message": "More of which?"' in pane_of(window).text.toPlainText()


def test_publishing_keeps_an_open_editors_words_first(
    open_window: OpenWindow, repository: Path, other: Workspace, change: Change
) -> None:
    draft = add_comment(other, change, path=PATH, quote="More.", message="More of what?")
    window = open_page(open_window, repository)
    page_of(window).comments.rows[draft.id or ""].edit.click()
    editor = window.review.writing.editor
    assert editor is not None
    editor.text.setPlainText("More of which?")
    page_of(window).publish_button.click()
    assert settle(window)
    (item,) = outbox(other)
    assert [planned.comment.message for planned in item.post.comments] == ["More of which?"]


def test_a_way_out_is_taken_and_can_be_undone(
    open_window: OpenWindow, repository: Path, other: Workspace, change: Change
) -> None:
    draft = add_comment(other, change, path=PATH, quote="More.", message="More of what?")
    window = open_page(open_window, repository)
    page = page_of(window)
    planned = page.comments.rows[draft.id or ""].planned
    page.comments.way_chosen.emit(CommentWish(planned=planned, way=Way.ON_FILE, draft=draft))
    assert settle(window)
    assert [one.line for one in drafts(other, change)] == [None]
    assert "the whole file" in texts(page)
    run(window, "review.undo-delete")
    assert drafts(other, change) == (draft,)


def test_a_vote_in_the_way_is_taken_back(
    open_window: OpenWindow, repository: Path, other: Workspace, change: Change
) -> None:
    set_vote(other, change, "Colour", 2)
    window = open_page(open_window, repository)
    problem = Problem(message="publish.unknown-label", arguments={"label": "Colour"}, label="Colour")
    page_of(window).problem_way_chosen.emit(problem, Way.DROP_VOTE)
    assert settle(window)
    assert dict(load_votes(other, change)) == {}


class Asked:
    """In the place of asking a server."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, answer: Known | VisionEditorError) -> None:
        self.answer, self.asked = answer, list[bool]()
        monkeypatch.setattr(checking, "learn_from_server", self)

    def __call__(self, workspace: Workspace, publication: Publication, _: object, *, may_ask: bool) -> bool:
        self.asked.append(may_ask)
        if isinstance(self.answer, VisionEditorError):
            raise self.answer
        return remember_told(workspace, publication.change, self.answer)


def test_what_the_server_says_beforehand_is_known_to_every_plan(
    open_window: OpenWindow, repository: Path, other: Workspace, change: Change, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = VoteRule(name="Code-Review", values=frozenset({-1, 0, 1}), permitted=frozenset({0}))
    asked = Asked(monkeypatch, Known(is_asked=True, labels=(rule,), published={ASKED: True}))
    set_vote(other, change, "Code-Review", 1)
    window = open_page(open_window, repository)
    page, pane = page_of(window), pane_of(window)
    assert asked.asked == [False] and pane.checked.isVisible()
    QTest.keyClicks(page.review.cover, "Fine.")
    page.review.flush()
    assert settle(window)
    assert page.unsent is not None
    assert [one.message for one in page.unsent.publication.problems] == ["publish.vote-not-permitted"]
    assert asked.asked == [False], "once is enough"


def test_a_server_that_cannot_be_asked_is_told_beside_and_can_be_asked_by_hand(
    open_window: OpenWindow, repository: Path, other: Workspace, change: Change, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = VisionEditorError("server.wants-login", place="review.example.org")
    asked = Asked(monkeypatch, error)
    set_cover(other, change, "Fine.")
    window = open_page(open_window, repository)
    assert pane_of(window).checked.text() == error.summary
    assert not window.frame.messages.isVisible()
    asked.answer = Known(is_asked=True)
    pane_of(window).check.click()
    assert settle(window)
    assert asked.asked == [False, True]
    assert pane_of(window).checked.text().startswith("The server was asked")


def test_a_comment_is_shown_in_the_text(
    open_window: OpenWindow, repository: Path, other: Workspace, change: Change
) -> None:
    draft = add_comment(other, change, path=PATH, quote="More.", message="More of what?")
    window = open_page(open_window, repository)
    page_of(window).comments.rows[draft.id or ""].show_in_text.click()
    assert settle(window)
    assert window.frame.modes.currentWidget() is window.comparing
    assert window.session.place.mode is Mode.COMPARE
    assert window.session.place.compared == ("7/2^", "7/2")
    assert window.review.in_hand == draft.id


def test_another_windows_drafts_come_onto_the_page(
    open_window: OpenWindow, repository: Path, other: Workspace, change: Change
) -> None:
    window = open_page(open_window, repository)
    add_comment(other, change, path=PATH, quote="More.", message="More of what?")
    window.session.store_changed.emit()
    assert settle(window)
    assert "More of what?" in texts(page_of(window))


def test_without_a_server_the_review_becomes_notes(open_window: OpenWindow, sample: Path) -> None:
    with closing(open_workspace(sample)) as other:
        window = open_window(sample)
        run(window, "review.publish")
        page = page_of(window)
        assert page.unsent is not None
        change = page.unsent.publication.change
        set_cover(other, change, "Fine.")
        window.session.store_changed.emit()
        assert settle(window)
        assert page.publish_button.accessibleName() == "Publish as notes"
        publish(window)
        assert page.outcome.title.text() == "Published in this repository"
        assert load_cover(other, change) == "" and outbox(other) == ()
        assert any("Fine." in one.message for one in load_comments(other, change))


def test_with_several_changes_one_is_chosen(
    open_window: OpenWindow, repository: Path, other: Workspace, change: Change
) -> None:
    set_cover(other, change, "On the change.")
    main = resolve_change(other, "main")
    set_cover(other, main, "On the main line.")
    add_comment(other, main, message="All of it.")
    window = open_page(open_window, repository)
    page = page_of(window)
    assert page.changes.count() == 2 and page.review.message == "On the change."
    page.change_chosen.emit(1 - page.changes.currentIndex())
    assert settle(window)
    assert page.review.message == "On the main line." and "All of it." in texts(page)


def test_the_changes_address_is_opened_and_copied(
    open_window: OpenWindow, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    window = open_window(repository, document=PATH, compare=("7/1", "7/2"))
    run(window, "review.open-address")
    assert opened == [ADDRESS]
    run(window, "review.copy-address")
    assert QGuiApplication.clipboard().text() == ADDRESS
    assert ADDRESS in window.frame.messages.accessibleName()


def test_a_change_on_no_server_has_no_address(open_window: OpenWindow, sample: Path) -> None:
    window = open_window(sample)
    run(window, "review.open-address")
    assert "No server is known" in window.frame.messages.accessibleName()
