"""The tally of the change in view is shown with it and in Consensus mode, and the reader says who voters are."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from tests.conftest import Git
from tests.gui.conftest import OpenWindow, settle
from tests.services.voted_world import put_vote
from visioneditor.gui.consensus.tally_bar import TallyBar
from visioneditor.gui.consensus.tally_pane import TallyPane
from visioneditor.gui.consensus.tally_rows import ConditionRow, VoteRow
from visioneditor.gui.review.change_rows import CutLink
from visioneditor.gui.window import Window
from visioneditor.services.window_request import Mode

PATH = "vision.rst"


@pytest.fixture
def voted(tmp_path: Path, git: Git) -> Path:
    folder = tmp_path / "council"
    folder.mkdir()
    git(folder, "init", "-q")
    (folder / PATH).write_text("Vision\n======\n\nSelf-service\n------------\n\nUsers help themselves.\n")
    put_vote(folder, git, PATH)
    return folder


@pytest.fixture
def window(open_window: OpenWindow, voted: Path) -> Window:
    return open_window(voted, document=PATH, change="7")


def open_tally(window: Window) -> TallyPane:
    window.frame.commands.run("review.tally")
    assert settle(window)
    pane = window.desks.change.pane
    assert pane is not None and pane.tally.isVisible()
    return pane.tally


def words(pane: TallyPane) -> list[str]:
    return [row.words.text() for row in pane.findChildren(ConditionRow)]


def bar_words(pane: TallyPane) -> str:
    return pane.findChildren(TallyBar)[-1].accessibleName()


def vote_of(pane: TallyPane, account: int) -> VoteRow:
    return next(row for row in pane.findChildren(VoteRow) if row.account == account)


def test_the_change_in_view_has_its_tally(window: Window) -> None:
    pane = open_tally(window)
    assert pane.count.text() == "Rollcall-Vote, change 7"
    assert words(pane) == ["Enough votes for", "More for than against, depending on who voted", "Open for 7 days"]
    assert bar_words(pane).startswith("1 for, 0 against, 0 abstain, 2 unknown, 0 have not voted; 1 is needed")


def test_the_reader_says_who_a_voter_is_and_takes_it_back(window: Window) -> None:
    pane = open_tally(window)
    row = vote_of(pane, 1002)
    menu = [action.text() for action in row.build_menu().actions()]
    assert menu == ["Bo Birch", "Cy Cedar", "", "Nobody on the committee"]
    row.say("Bo Birch")
    assert settle(window)
    assert bar_words(pane).startswith("2 for, 0 against, 0 abstain, 1 unknown")
    row = vote_of(pane, 1002)
    assert row.build_menu().actions()[-1].text() == "Take back what you said"
    row.say("")
    assert settle(window)
    assert bar_words(pane).startswith("1 for, 0 against, 0 abstain, 2 unknown")


def test_the_server_is_asked_for_the_names_that_are_missing(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    pane = open_tally(window)
    monkeypatch.setattr(window.frame.commands, "run", asked.append)
    next(link for link in pane.findChildren(QPushButton) if link.text() == "Ask the server for names").click()
    assert asked == ["people.ask"]


def test_who_is_nobody_on_the_committee_does_not_count(window: Window) -> None:
    pane = open_tally(window)
    for account in (1002, 1003):
        row = vote_of(pane, account)
        menu = row.build_menu()
        row.say(next(action.data() for action in menu.actions() if action.text() == "Nobody on the committee"))
        assert settle(window)
    assert bar_words(pane).startswith("1 for, 0 against, 0 abstain, 2 have not voted")
    assert pane.shown is not None and pane.shown.tally.passes is True


def test_consensus_mode_has_it_in_its_panel_alone(window: Window, open_window: OpenWindow, voted: Path) -> None:
    window = open_window(voted, document=PATH, revision="7/2", mode=Mode.CONSENSUS)
    pane = window.desks.tally.pane
    assert pane is not None and pane.isVisible()
    assert len(words(pane)) == 3
    window.frame.commands.run("view.read")
    assert settle(window)
    assert not pane.isVisible()


def test_consensus_mode_shows_the_vote_under_way_on_what_is_read(open_window: OpenWindow, voted: Path) -> None:
    window = open_window(voted, document=PATH, mode=Mode.CONSENSUS)
    pane = window.desks.tally.pane
    assert pane is not None and pane.shown is not None
    assert pane.shown.change.number == 7 and not pane.action.isVisible()
    pane.findChildren(CutLink)[0].click()
    assert settle(window)
    assert (window.session.place.mode, window.session.place.compared) == (Mode.COMPARE, ("7/2^", "7/2"))


def test_one_of_several_votes_under_way_is_chosen(open_window: OpenWindow, voted: Path, git: Git) -> None:
    revision = git(voted, "rev-parse", "topic~1")
    git(voted, "update-ref", "refs/changes/08/8/1", revision)
    window = open_window(voted, document=PATH, mode=Mode.CONSENSUS)
    pane = window.desks.tally.pane
    assert pane is not None and pane.shown is not None and pane.action.isVisible()
    first = pane.shown.change.key
    (other,) = [action.data() for action in pane.build_menu().actions()]
    assert {first, other} == {"7", "8"}
    pane.change_chosen.emit(other)
    assert settle(window)
    assert pane.shown.change.key == other


def test_what_was_decided_without_a_known_vote_says_so(open_window: OpenWindow, voted: Path, git: Git) -> None:
    unwanted = git(voted, "for-each-ref", "--format=delete %(refname)", "refs/changes")
    git(voted, "update-ref", "--stdin", input=f"{unwanted}\n")
    window = open_window(voted, document=PATH, mode=Mode.CONSENSUS)
    pane = window.desks.tally.pane
    assert pane is not None
    told = [label.text() for label in pane.findChildren(QLabel, "nothing")]
    assert told == ["What is shown was decided, and no vote on it is known here."]


def test_a_repository_without_a_committee_shows_none_until_asked(
    open_window: OpenWindow, tmp_path: Path, git: Git
) -> None:
    folder = tmp_path / "plain"
    folder.mkdir()
    git(folder, "init", "-q")
    (folder / PATH).write_text("Vision\n======\n\nUsers help themselves.\n")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Begin")
    window = open_window(folder, document=PATH)
    window.frame.commands.run("review.change")
    assert settle(window)
    pane = window.desks.change.pane
    assert pane is not None and not pane.tally.isVisible()
    window.frame.commands.run("review.tally")
    assert settle(window)
    assert pane.tally.isVisible()
    told = [label.text() for label in pane.tally.findChildren(QLabel, "nothing")]
    assert told == ["Nothing here lists the members of a committee, and none has voted. F1 tells more."]


def test_rules_that_cannot_be_understood_are_told_in_its_place(open_window: OpenWindow, voted: Path, git: Git) -> None:
    (voted / "visioneditor.toml").write_text("[tally]\nlabel = 3\n")
    git(voted, "add", "-A")
    git(voted, "commit", "-q", "-m", "Write our rules down")
    window = open_window(voted, document=PATH, change="7")
    window.frame.commands.run("review.tally")
    assert settle(window)
    pane = window.desks.change.pane
    assert pane is not None
    told = [label.text() for label in pane.tally.findChildren(QLabel, "nothing")]
    assert told[0].startswith("The rules of the vote in visioneditor.toml cannot be understood: label = 3.")
