"""A review on a train: fetched, written with no server in reach, kept while the author goes on, taken by the server."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from tests.conftest import Git
from tests.gerrit.server.contributor import Contributor
from tests.gerrit.server.fixtures import Contribute
from tests.gerrit.server.rest import change_path
from tests.gerrit.server.shared import Gerrit
from tests.journeys.conftest import Travel, Traveller
from tests.journeys.train import (
    BASE,
    BRANCH,
    EDITED,
    FIRST,
    GONE,
    OLD_PATH,
    OLD_WORDS,
    PATH,
    SECOND,
    THIRD,
    WORDS,
)
from visioneditor.core.review.model import Comment, Side
from visioneditor.gui.dialogs.export_dialog import ExportDialog
from visioneditor.services.placing import Placement, ShownThread
from visioneditor.services.reviewing import load_comments, load_cover, load_votes, resolve_change
from visioneditor.services.window_request import Mode, Theme, WindowRequest
from visioneditor.settings import Settings, save_settings, settings_path

pytestmark = pytest.mark.journey

NOWHERE = "http://127.0.0.1:9/governance"  # nobody listens there
SHIFT = Qt.KeyboardModifier.ShiftModifier
PARTS = {"line": "Line", "paragraph": "The paragraph", "section": "The section", "document": "The document"}
WHOLES = {"message": "The commit message", "patch set": "The patch set"}


class Reviewer:
    """Somebody who reviews one change at the window, by keys."""

    def __init__(self, me: Traveller, number: int) -> None:
        self.me, self.number = me, number

    def fetch(self, address: str = "") -> str:
        """Fetch the change by the list of changes, from another address where one is said; what the window said."""
        self.me.control(Qt.Key.Key_G)
        page = self.me.window.desks.change_list.page
        assert page is not None
        self.me.click(page.fetch_button)
        page.strip.remote.setText(address)
        page.strip.numbers.clear()
        self.me.type(str(self.number))
        self.me.press(Qt.Key.Key_Return)
        return page.strip.said.text()

    def open(self) -> None:
        """Open it from the list."""
        page = self.me.window.desks.change_list.page
        assert page is not None and page.isVisible()
        page.field.setFocus()
        self.me.control(Qt.Key.Key_A)
        self.me.type(str(self.number))
        self.me.press(Qt.Key.Key_Return)
        assert self.me.window.session.place.mode is Mode.COMPARE

    def look_in(self, side: str) -> None:
        """Find in one of the two texts alone."""
        self.me.control(Qt.Key.Key_F)
        (button,) = [one for one in self.me.window.comparing.sides.findChildren(QToolButton) if one.text() == side]
        self.me.click(button)
        self.me.press(Qt.Key.Key_Escape)

    def select(self, words: str) -> None:
        """Find words in what is shown; they are selected then."""
        self.me.control(Qt.Key.Key_F)
        self.me.type(words)
        self.me.press(Qt.Key.Key_Escape)
        span = self.me.window.comparing.view.prose.selected_span()
        assert span is not None and " ".join(span.quote.split()) == words

    def say(self, message: str) -> None:
        """Write in the editor that has just opened, and keep it."""
        assert self.me.window.review.writing.editor is not None, message
        self.me.type(message)
        self.me.control(Qt.Key.Key_Return)

    def comment(self, words: str) -> None:
        """Comment on words."""
        self.select(words)
        self.me.press(Qt.Key.Key_C)
        self.say(f"On {words}")

    def comment_on(self, part: str, message: str) -> None:
        """Comment on what the list of all that can be commented on names so."""
        self.me.press(Qt.Key.Key_C, SHIFT)
        self.me.type(part)
        self.me.press(Qt.Key.Key_Return)
        self.say(message)

    def shown(self) -> dict[str, ShownThread]:
        """The threads on the text of their own side, by what their first comment says."""
        threads = self.me.window.review.threads
        new = [one for one in threads.new if one.thread.root.side is Side.REVISION]
        old = [one for one in threads.old if one.thread.root.side is Side.PARENT]
        return {one.thread.root.message: one for one in (*new, *old)}

    def words_of(self, shown: ShownThread) -> str:
        """The words on which the window shows a thread."""
        comparison = self.me.window.session.comparison
        assert comparison is not None
        is_old = shown.thread.root.side is Side.PARENT
        text = (comparison.old if is_old else comparison.new).document.text
        return " ".join(text[slice(*shown.span)].split()) if shown.span is not None else ""

    def drafts(self) -> list[Comment]:
        """What is on disk."""
        workspace = self.me.window.session.workspace
        assert workspace is not None
        change = resolve_change(workspace, str(self.number))
        return list(load_comments(workspace, change, drafts_only=True))

    def unsent(self) -> tuple[dict[str, int], str]:
        """The vote and the message on disk."""
        workspace = self.me.window.session.workspace
        assert workspace is not None
        change = resolve_change(workspace, str(self.number))
        return dict(load_votes(workspace, change)), load_cover(workspace, change)

    def marks(self) -> set[tuple[str, int, int, int]]:
        """Where the window marks threads."""
        return {(one.key, one.text, one.start, one.end) for one in self.me.window.review.marks()}


@pytest.fixture
def author(contribute: Contribute) -> Contributor:
    """Dana, who has pushed a first patch set to a branch that is this test's own."""
    admin = contribute("admin")
    admin.start("master")
    admin.commit("Begin a vision for trains", {OLD_PATH: BASE})
    admin.push(f"refs/heads/{BRANCH}")
    dana = contribute("dana")
    dana.start(BRANCH)
    dana.commit("Say where the train goes", {OLD_PATH: FIRST})
    return dana


@pytest.fixture
def clone(gerrit: Gerrit, tmp_path: Path, git: Git, author: Contributor) -> Iterator[Path]:
    """The reviewer's clone, which knows the server under the name that git-review gives it."""
    folder = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "-b", BRANCH, gerrit.git_url(), str(folder))
    git(folder, "remote", "add", "gerrit", gerrit.git_url())
    yield folder


def ask(gerrit: Gerrit, number: int) -> None:
    """Others have asked three things; one of them is settled."""
    asked = [
        {"line": 4, "message": "Which ticket?", "unresolved": True},
        {"line": 10, "message": "Who drives?", "unresolved": True},
        {"line": 11, "message": "Settled long ago.", "unresolved": False},
    ]
    gerrit.rest("farah").post(f"{change_path(number)}/revisions/1/review", {"comments": {OLD_PATH: asked}})


def write_all(reviewer: Reviewer) -> None:
    """Comments of every kind, answers, a suggestion, a vote and a message."""
    me = reviewer.me
    reviewer.look_in("Newer")
    for words in WORDS:
        reviewer.comment(words)
    for part, title in PARTS.items():
        reviewer.select("lamps in every window")
        reviewer.comment_on(title, f"On the {part}")
    reviewer.look_in("Older")
    for words in OLD_WORDS:
        reviewer.comment(words)
    reviewer.select(OLD_WORDS[0])
    reviewer.comment_on("The paragraph", "On the old paragraph")
    reviewer.look_in("Newer")
    for part, title in WHOLES.items():
        reviewer.comment_on(title, f"On the {part}")
    me.look("forty-comments")
    reviewer.select("a quiet carriage")
    me.press(Qt.Key.Key_E)
    me.control(Qt.Key.Key_A)
    me.type("Two quiet carriages.")
    me.look("suggestion")
    me.control(Qt.Key.Key_Return)
    answer(reviewer, "Which ticket?", Qt.Key.Key_R, "The one in my hand.")
    answer(reviewer, "Who drives?", Qt.Key.Key_X, "")
    vote(reviewer)


def answer(reviewer: Reviewer, question: str, key: Qt.Key, message: str) -> None:
    """Go to a thread by key, and answer it by another."""
    review = reviewer.me.window.review
    wanted = reviewer.shown()[question].key
    for _ in range(len(review.threads.new)):
        if review.in_hand == wanted:
            break
        reviewer.me.press(Qt.Key.Key_N, SHIFT)
    assert review.in_hand == wanted
    reviewer.me.press(key)
    if message:
        reviewer.say(message)


def vote(reviewer: Reviewer) -> None:
    """Vote and write the message in the change's pane."""
    me = reviewer.me
    me.press(Qt.Key.Key_I)
    pane = me.window.desks.change.pane
    assert pane is not None and pane.isVisible()
    switch = pane.review.findChildren(QToolButton)
    (button,) = [one for one in switch if one.accessibleName().endswith("Code-Review: −1")]
    me.click(button)
    pane.review.cover.setFocus()
    me.type("Read on the train.")
    me.wait(900)
    me.look("change-and-vote")
    me.press(Qt.Key.Key_Escape)


def test_a_review_on_a_train(
    travel: Travel, gerrit: Gerrit, author: Contributor, clone: Path, git: Git, contribute: Contribute
) -> None:
    number = author.push(f"refs/for/{BRANCH}")
    ask(gerrit, number)
    account = gerrit.rest("erik").get("/accounts/self")["_account_id"]
    save_settings(settings_path(), Settings(own_accounts=(str(account),)))
    wanted = WindowRequest(repository=clone, document=OLD_PATH, theme=Theme.LIGHT, size=(1440, 900))
    reviewer = Reviewer(travel(wanted), number)
    me = reviewer.me
    assert reviewer.fetch() == "1 change is here now, with 1 new patch set."
    me.look("fetched")
    reviewer.open()
    me.look("opened")

    # On the train: nobody answers
    write_all(reviewer)
    written = reviewer.drafts()
    assert len(written) == len(WORDS) + len(OLD_WORDS) + len(PARTS) + 1 + len(WHOLES) + 3 >= 40
    assert reviewer.unsent() == ({"Code-Review": -1}, "Read on the train.")
    assert "127.0.0.1" in reviewer.fetch(NOWHERE)
    me.look("no-server")
    me.press(Qt.Key.Key_Escape)
    me.press(Qt.Key.Key_Escape)

    # Meanwhile the author goes on: other words and other lines; then a section moves, and the file has another name
    author.amend({OLD_PATH: SECOND})
    author.push(f"refs/for/{BRANCH}")
    author.git("mv", OLD_PATH, PATH)
    author.amend({PATH: THIRD})
    author.push(f"refs/for/{BRANCH}")

    # At home
    assert reviewer.fetch() == "1 change is here now, with 2 new patch sets."
    reviewer.open()
    me.look("patch-set-3")
    assert me.window.session.place.compared == (f"{number}/3^", f"{number}/3")
    assert me.window.session.place.path == PATH
    hold_places(reviewer)

    # Nothing is lost when the window closes
    before = reviewer.marks()
    me.window.frame.close()
    wanted = WindowRequest(repository=clone, change=str(number), theme=Theme.LIGHT, size=(1440, 900))
    reviewer = Reviewer(travel(wanted), number)
    me = reviewer.me
    assert reviewer.drafts() == written
    assert reviewer.marks() == before
    hold_places(reviewer)

    # The server takes it, and the drafts are done with
    hand_out(reviewer, gerrit)
    assert "no patch set is new" in reviewer.fetch()
    me.look("taken")
    assert [one.message for one in reviewer.drafts()] == []


def hold_places(reviewer: Reviewer) -> None:
    """Every comment stands where it belongs in the newest patch set."""
    shown = reviewer.shown()
    found = {words: reviewer.words_of(shown[f"On {words}"]) for words in (*WORDS, *OLD_WORDS)}
    exact = {words: words for words in found if words not in EDITED and words not in GONE}
    assert {words: found[words] for words in exact} == exact
    assert {words: found[words] for words in EDITED} == EDITED
    for words in EDITED:
        assert shown[f"On {words}"].placement is Placement.EDITED
    for words in GONE:
        assert shown[f"On {words}"].placement is Placement.BLOCK


def hand_out(reviewer: Reviewer, gerrit: Gerrit) -> None:
    """Post what the window hands out; every comment is on the server, those on words on these very words."""
    me = reviewer.me
    me.press(Qt.Key.Key_A)
    page = me.window.desks.publishing.page
    assert page is not None
    me.click(page.export_button)
    dialog = me.window.frame.findChild(ExportDialog)
    assert isinstance(dialog, ExportDialog)
    me.look("handed-out")
    sent = json.loads(dialog.form.preview.toPlainText())["reviews"]
    dialog.accept()
    me.window.frame.activateWindow()  # which a window manager does
    me.settle()
    me.press(Qt.Key.Key_Escape)
    rest, path = gerrit.rest("erik"), change_path(reviewer.number)
    for review in sent:
        rest.post(f"{path}/revisions/{review['patch_set']}/review", review["review_input"])
    mine = {
        one["message"]: one | {"path": file}
        for file, found in rest.get(f"{path}/comments").items()
        for one in found
        if one["author"]["username"] == "erik"
    }
    assert set(mine) == {one.message for one in reviewer.drafts()}
    for words in (*WORDS, *OLD_WORDS):
        held = mine[f"On {words}"]
        text = BASE if held.get("side") == "PARENT" else FIRST
        assert held["path"] == OLD_PATH
        assert " ".join(cut(text, held["range"]).split()) == words
    labels = rest.get(f"{path}/detail")["labels"]["Code-Review"]["all"]
    assert [one["value"] for one in labels if one.get("username") == "erik"] == [-1]


def cut(text: str, place: dict[str, int]) -> str:
    """The words in a range of Gerrit's; the text is of the first plane."""
    lines = text.split("\n")[place["start_line"] - 1 : place["end_line"]]
    lines[-1] = lines[-1][: place["end_character"]]
    lines[0] = lines[0][place["start_character"] :]
    return "\n".join(lines)
