"""One change in the panel's place: in step with the middle; votes and message are kept as they are given."""

import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.gui.conftest import VISION, OpenWindow, settle
from visioneditor.core.review.model import COMMIT_MESSAGE_PATH, Account, Vote
from visioneditor.core.review.standing import find_standing
from visioneditor.gui.look import Look
from visioneditor.gui.review.change_pane import ChangePane
from visioneditor.gui.review.change_rows import FileLine, MessageLine, PatchSetLine, VotesRow
from visioneditor.gui.review.own_review import VoteSwitch
from visioneditor.gui.window import Window
from visioneditor.services.opening import open_workspace
from visioneditor.services.reviewing import load_cover, load_votes, set_cover, set_vote
from visioneditor.services.window_request import Mode
from visioneditor.services.workspace import Workspace


def open_change(window: Window) -> ChangePane:
    window.frame.commands.run("review.change")
    assert settle(window)
    pane = window.desks.change.pane
    assert pane is not None and window.frame.panels.is_lent_to(pane)
    return pane


def texts(pane: ChangePane) -> str:
    return "\n".join(label.accessibleName() or label.text() for label in pane.findChildren(QLabel) if label.isVisible())


def type_cover(pane: ChangePane, words: str) -> None:
    QTest.keyClicks(pane.review.cover, words)


@pytest.fixture
def window(open_window: OpenWindow, sample: Path) -> Window:
    return open_window(sample, document=VISION)


@pytest.fixture
def pane(window: Window) -> ChangePane:
    return open_change(window)


@pytest.fixture
def other(sample: Path) -> Iterator[Workspace]:
    """The same repository, in another window."""
    with closing(open_workspace(sample)) as opened:
        yield opened


@pytest.fixture
def reviewed(open_window: OpenWindow, many_patch_sets: Path) -> Window:
    """A real change, its last two patch sets compared."""
    return open_window(many_patch_sets, document="pages/site/releases/3.10.md", compare=("417338/30", "417338/31"))


def test_the_change_opens_in_the_panels_place_and_goes_again(window: Window, pane: ChangePane) -> None:
    assert pane.title.text() and pane.byline.text().split(" · ")[-1] in ("open", "merged")
    assert pane.findChildren(FileLine)
    assert pane.findChildren(PatchSetLine)
    window.frame.commands.run("review.change")
    assert not window.frame.panels.is_lent_to(pane) and window.frame.panel.isVisible()
    open_change(window)
    QTest.keyClick(pane, Qt.Key.Key_Escape)
    assert not window.frame.panels.is_lent_to(pane)


def test_a_vote_is_kept_when_it_is_chosen(window: Window, pane: ChangePane, other: Workspace) -> None:
    overview = pane.overview
    assert overview is not None
    switch = pane.findChildren(VoteSwitch)[0]
    switch.switch.chosen.emit("1")
    assert settle(window)
    assert list(load_votes(other, overview.change).values()) == [1]
    assert pane.own.count.text() == "1 waiting" and pane.own.action.isVisible()
    assert window.frame.status.drafts.text() == "1 draft waiting"
    pane.own.action.click()
    assert settle(window)
    assert window.desks.publishing.is_shown
    window.frame.commands.run("view.read")
    assert settle(window)
    open_change(window)
    switch = pane.findChildren(VoteSwitch)[0]
    switch.switch.chosen.emit("none")
    assert settle(window)
    assert load_votes(other, overview.change) == {} and pane.own.count.text() == "nothing yet"


def test_the_message_is_on_disk_while_one_types(
    window: Window, pane: ChangePane, other: Workspace, qtbot: QtBot
) -> None:
    assert pane.overview is not None
    change = pane.overview.change
    type_cover(pane, "Two quest")
    qtbot.waitUntil(lambda: load_cover(other, change) == "Two quest")
    type_cover(pane, "ions.")
    window.frame.commands.run("review.change")
    assert settle(window)
    assert load_cover(other, change) == "Two questions."


def test_closing_the_window_keeps_the_message(window: Window, pane: ChangePane, other: Workspace) -> None:
    assert pane.overview is not None
    type_cover(pane, "Last words")
    window.frame.close()
    assert load_cover(other, pane.overview.change) == "Last words"


def test_what_another_window_prepares_is_shown_and_never_overwritten(
    window: Window, pane: ChangePane, other: Workspace, qtbot: QtBot
) -> None:
    assert pane.overview is not None
    change = pane.overview.change
    set_vote(other, change, "Code-Review", -1)
    set_cover(other, change, "From there")
    window.session.store_changed.emit()
    assert settle(window)
    assert pane.review.message == "From there"
    assert next(switch.switch.word for switch in pane.findChildren(VoteSwitch) if switch.isVisible()) == "-1"
    set_cover(other, change, "From there, again")
    type_cover(pane, " and here")
    qtbot.waitUntil(lambda: load_cover(other, change) == "From there, again\n\nFrom there and here")
    assert settle(window)
    assert pane.review.message == "From there, again\n\nFrom there and here"


def test_a_patch_set_is_compared_with_the_one_before_or_its_base(reviewed: Window) -> None:
    pane = open_change(reviewed)
    lines = [line for line in pane.findChildren(PatchSetLine) if line.isVisible()]
    assert [line.name.text() for line in lines[:2]] == ["Patch set 31", "Patch set 30"] and len(lines) == 6
    lines[1].name.click()
    assert settle(reviewed)
    assert reviewed.session.place.compared == ("417338/29", "417338/30")
    lines = [line for line in pane.findChildren(PatchSetLine) if line.isVisible()]
    lines[0].base.click()
    assert settle(reviewed)
    assert reviewed.session.place.compared == ("417338/31^", "417338/31")
    assert pane.overview is not None and pane.files.count.text() == "1"


def test_a_file_opens_between_the_revisions_in_view(reviewed: Window) -> None:
    pane = open_change(reviewed)
    assert pane.overview is not None and pane.files.count.text().endswith("patch sets 30 → 31")
    line = next(line for line in pane.findChildren(FileLine) if line.name.text().endswith(".md"))
    line.name.click()
    assert settle(reviewed)
    assert reviewed.session.place.mode is Mode.COMPARE and reviewed.session.place.compared == ("417338/30", "417338/31")


def test_the_commit_message_is_compared_like_a_file(reviewed: Window) -> None:
    pane = open_change(reviewed)
    line = next(line for line in pane.findChildren(FileLine) if line.name.accessibleName().startswith("Commit message"))
    line.name.click()
    assert settle(reviewed)
    assert reviewed.session.place.path == COMMIT_MESSAGE_PATH
    assert reviewed.session.place.compared == ("417338/30", "417338/31")


def test_votes_messages_and_people_are_told_in_words(reviewed: Window) -> None:
    pane = open_change(reviewed)
    told = texts(pane)
    assert "Code-Review" in told and "Reviewers: " in told and "Daniele Sassoli" in told
    assert len([one for one in pane.findChildren(MessageLine) if not one.isHidden()]) == 7
    assert pane.overview is not None and len(pane.overview.messages) > 7


def test_untrusted_words_are_shown_as_they_are(open_window: OpenWindow, sample: Path) -> None:
    evil = "<img src=x> <b>bold</b> & <a href='http://evil.example'>here</a>"
    subprocess.run(["git", "-C", sample, "commit", "-q", "--allow-empty", "-m", evil], check=True)
    subprocess.run(["git", "-C", sample, "branch", "evil"], check=True)
    window = open_window(sample, document=VISION, compare=("HEAD~1", "HEAD"))
    pane = open_change(window)
    assert pane.title.text() == evil and pane.title.textFormat() is Qt.TextFormat.PlainText
    assert all(
        label.textFormat() is Qt.TextFormat.PlainText for label in pane.findChildren(QLabel) if "<" in label.text()
    )


def test_votes_that_no_longer_count_say_why(look: Look, qtbot: QtBot) -> None:
    def vote(name: str, value: int, patch_set: int) -> Vote:
        account, noon = Account(number=None, name=name), datetime(2026, 1, 5, 12, tzinfo=UTC)
        return Vote(patch_set=patch_set, label="Code-Review", value=value, account=account, written=noon)

    votes = (vote("Ada", 2, 3), vote("Dana", -1, 2))
    (row,) = find_standing(votes, (vote("Emil", 1, 1),), 3)
    shown = VotesRow(look, row)
    qtbot.addWidget(shown)
    assert [label.accessibleName() or label.text() for label in shown.findChildren(QLabel)] == [
        "Code-Review",
        "+2",
        "Ada",
        "+1 Emil · patch set 1, taken back",
        "−1 Dana · patch set 2, not carried over",
    ]


def test_who_voted_in_notes_is_called_by_name(open_window: OpenWindow, sample: Path) -> None:
    pane = open_change(open_window(sample, document=VISION, change="1"))
    assert "Linnea Dahl" in texts(pane) and "linnea@skerry.example" not in texts(pane)
