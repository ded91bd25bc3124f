"""The page that is read before a review leaves: what it shows of a publication, and what it announces."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.conftest import CHANGE, VISION, Say
from visioneditor.core.review.model import PATCH_SET_PATH, PatchSet, Range, Side
from visioneditor.core.review.publication import (
    Baseline,
    ItemState,
    OutboxItem,
    PlannedComment,
    Post,
    Problem,
    Publication,
    Route,
    Server,
    Way,
)
from visioneditor.gui.look import Look
from visioneditor.gui.outbox.outbox_words import tell_problem
from visioneditor.gui.publishing.comment_row import CommentRow, CommentWish
from visioneditor.gui.publishing.places import shown_place
from visioneditor.gui.publishing.problem_row import ProblemRow, shown_way
from visioneditor.gui.publishing.publish_page import PublishPage
from visioneditor.gui.publishing.request_pane import RequestPane
from visioneditor.services.labels import Label
from visioneditor.services.requests import list_requests
from visioneditor.services.unsent_review import UnsentReview
from visioneditor.values import replace

TWO = replace(
    CHANGE,
    subject="Reword the vision",
    branch="main",
    patch_sets=(*CHANGE.patch_sets, PatchSet(number=2, revision="2" * 40, parent=None)),
)
SERVER = Server(root="https://review.example.org", project="deep/governance")
LABELS = (Label(name="Code-Review", values=(-1, 0, 1), words={1: "Looks good to me"}), Label(name="Rollcall-Vote"))


def plan(say: Say, words: str, **different: object) -> PlannedComment:
    draft = say(words, uuid=None, id=f"draft-{words}", draft=True, **{"patch_set": 2, "unresolved": True} | different)
    return PlannedComment(drafts=(draft,), comment=draft)


def review(*posts: Post, **different: object) -> UnsentReview:
    publication = Publication(change=TWO, server=SERVER, posts=posts)
    return UnsentReview(publication=publication, labels=LABELS, **different)  # type: ignore[arg-type]  # fields of it


@pytest.fixture
def page(look: Look, qtbot: QtBot) -> PublishPage:
    page = PublishPage(look)
    qtbot.addWidget(page)
    page.resize(730, 800)
    page.show()
    return page


def texts(widget: QWidget) -> str:
    QApplication.processEvents()
    labels = (one for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))
    return "\n".join(one.accessibleName() or one.text() for one in labels)


def rows(page: PublishPage) -> list[CommentRow]:
    return list(page.comments.rows.values())


def test_it_shows_what_leaves_and_to_whom(page: PublishPage, say: Say) -> None:
    at = Range(start_line=3, start_character=4, end_line=3, end_character=12)
    asked = plan(say, "Who?", range=at, line=3, quote="a vision")
    page.show_review(
        review(
            Post(patch_set=2, revision="", comments=(asked,), votes={"Code-Review": 1}, cover="Two questions."),
            votes={"Code-Review": 1},
            cover="Two questions.",
            sections={asked.id: "Scope"},
        )
    )
    said = texts(page)
    assert page.subject.text() == "Reword the vision"
    for part in ("change 7, patch set 2", "deep/governance, branch main", "Looks good to me", "1 of 1 chosen"):
        assert part in said, part
    for part in ("Scope", "line 3, characters 4–12", "“a vision”", "Who?", "Unresolved"):
        assert part in texts(rows(page)[0]), part
    assert page.review.message == "Two questions."
    assert page.publish_button.isEnabled()


def test_patch_sets_are_told_apart_where_there_are_older_ones(page: PublishPage, say: Say) -> None:
    older, newer = plan(say, "Then", patch_set=1), plan(say, "Now")
    page.show_review(
        review(
            Post(patch_set=1, revision="", comments=(older,)),
            Post(patch_set=2, revision="", comments=(newer,)),
        )
    )
    assert "Patch set 1  ·  1 comment" in texts(page)
    assert "Patch set 2, the newest  ·  1 comment" in texts(page)
    page.show_review(review(Post(patch_set=2, revision="", comments=(newer,))))
    assert "the newest" not in texts(page)


def test_a_choice_is_announced_and_a_row_keeps_the_focus(page: PublishPage, say: Say, qtbot: QtBot) -> None:
    one, two = plan(say, "One"), plan(say, "Two", line=2)
    page.show_review(review(Post(patch_set=2, revision="", comments=(one, two))))
    row = page.comments.rows[one.id]
    with qtbot.waitSignal(page.comments.choice_changed) as announced:
        row.check.click()
    assert announced.args == [one.id, False]
    row.check.setFocus()
    publication = Publication(
        change=TWO, server=SERVER, posts=(Post(patch_set=2, revision="", comments=(two,)),), unchosen=(one,)
    )
    page.show_review(UnsentReview(publication=publication, labels=LABELS))
    assert page.comments.rows[one.id] is row
    assert not row.check.isChecked() and "kept for later" in texts(row)
    assert page.count.text() == "1 of 2 chosen"
    assert page.focusWidget() is row.check


def test_what_stands_in_the_way_is_told_with_its_ways_out(page: PublishPage, say: Say, qtbot: QtBot) -> None:
    problem = Problem(
        message="publish.outside",
        arguments={"path": VISION, "number": 2},
        ways=(Way.EDIT, Way.ON_FILE, Way.ON_PATCH_SET),
    )
    blocked = replace(plan(say, "Where?"), problems=(problem,))
    publication = Publication(change=TWO, server=SERVER, blocked=(blocked,))
    page.show_review(UnsentReview(publication=publication, labels=LABELS))
    (row,) = rows(page)
    assert not row.check.isEnabled() and not row.check.isChecked()
    (told_row,) = row.findChildren(ProblemRow)
    assert told_row.words.text() == tell_problem(problem)
    assert [button.text() for button in told_row.buttons] == [shown_way(way) for way in problem.ways]
    with qtbot.waitSignal(page.comments.way_chosen) as announced:
        told_row.buttons[1].click()
    assert announced.args == [CommentWish(planned=blocked, way=Way.ON_FILE, draft=blocked.drafts[0])]
    assert not page.publish_button.isEnabled()


def test_a_vote_that_is_not_taken_can_be_dropped(page: PublishPage, qtbot: QtBot) -> None:
    problem = Problem(
        message="publish.unknown-label", arguments={"label": "Colour"}, ways=(Way.DROP_VOTE,), label="Colour"
    )
    page.show_review(
        UnsentReview(publication=Publication(change=TWO, server=SERVER, problems=(problem,)), labels=LABELS)
    )
    (row,) = page.findChildren(ProblemRow)
    with qtbot.waitSignal(page.problem_way_chosen) as announced:
        row.buttons[0].click()
    assert announced.args == [problem, Way.DROP_VOTE]


def test_a_comment_on_an_untouched_file_says_how_it_goes(page: PublishPage, say: Say) -> None:
    outside = replace(plan(say, "There"), is_server_draft=True)
    page.show_review(review(Post(patch_set=2, revision="", comments=(outside,))))
    assert "goes as a draft on the server first" in texts(rows(page)[0])


def test_where_nothing_waits_it_says_what_to_do(page: PublishPage) -> None:
    page.show_review(review())
    assert "Nothing of yours waits here" in texts(page)
    assert not page.publish_button.isEnabled()
    page.show_review(review(Post(patch_set=2, revision="", cover="Fine."), cover="Fine."))
    assert "No comments." in texts(page)
    assert page.publish_button.isEnabled()


def test_without_a_server_it_publishes_notes(page: PublishPage) -> None:
    publication = Publication(change=TWO, server=None, posts=(Post(patch_set=2, revision="", cover="Fine."),))
    page.show_review(UnsentReview(publication=publication, labels=LABELS, cover="Fine."))
    assert page.publish_button.accessibleName() == "Publish as notes"
    assert "Stays in this repository" in texts(page.foot)


def test_keys_publish_and_leave(page: PublishPage, qtbot: QtBot) -> None:
    page.show_review(review(Post(patch_set=2, revision="", cover="Fine."), cover="Fine."))
    with qtbot.waitSignal(page.publish_requested):
        QTest.keyClick(page.review.cover, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.review.message == "Fine."
    with qtbot.waitSignal(page.left):
        QTest.keyClick(page.review.cover, Qt.Key.Key_Escape)
    page.show_review(review())
    with qtbot.assertNotEmitted(page.publish_requested):
        QTest.keyClick(page.review.cover, Qt.Key.Key_Enter, Qt.KeyboardModifier.ControlModifier)


def test_only_one_filled_button_is_seen(page: PublishPage) -> None:
    page.show_review(review(Post(patch_set=2, revision="", cover="Fine."), cover="Fine."))
    filled = [one for one in page.findChildren(QPushButton) if one.property("role") == "primary"]
    assert filled == [page.publish_button]
    page.fill_publish(is_filled=False)
    assert page.publish_button.property("role") == ""


def test_tab_goes_from_the_top_to_the_bottom(page: PublishPage, say: Say) -> None:
    comments = tuple(plan(say, f"Number {n}", line=n) for n in range(1, 4))
    page.show_review(review(Post(patch_set=2, revision="", comments=comments)))
    page.activateWindow()
    QApplication.processEvents()
    page.review.cover.setFocus()
    found: list[QWidget] = []
    for _ in range(14):
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        found.append(focused)
    checks = [one for one in found if isinstance(one, QCheckBox)]
    assert checks == [row.check for row in rows(page)]
    buttons = [page.export_button, page.keep_button, page.publish_button]
    assert [one for one in found if one in buttons] == buttons


def test_hundreds_of_comments_come_in_turns_when_one_asks_for_all(page: PublishPage, say: Say, qtbot: QtBot) -> None:
    comments = tuple(plan(say, f"Number {n}", line=n) for n in range(1, 61))
    unsent = review(Post(patch_set=2, revision="", comments=comments))
    with qtbot.waitSignal(page.comments.built):
        page.show_review(unsent)
        assert len(page.comments.rows) < 40
    assert len(page.comments.rows) == 40 and page.comments.all.isVisible()
    assert page.count.text() == "60 of 60 chosen"
    with qtbot.waitSignal(page.comments.built):
        page.comments.all.click()
    assert list(page.comments.rows) == [one.id for one in comments] and not page.comments.all.isVisible()


def test_what_changes_before_its_row_is_built_is_shown_as_it_is(page: PublishPage, say: Say, qtbot: QtBot) -> None:
    comments = tuple(plan(say, f"Number {n}", line=n) for n in range(1, 61))
    last = comments[-1]
    changed = replace(last, drafts=(replace(last.drafts[0], message="Other words"),))
    with qtbot.waitSignal(page.comments.built):
        page.show_review(review(Post(patch_set=2, revision="", comments=comments)))
    page.show_review(review(Post(patch_set=2, revision="", comments=(*comments[:-1], changed))))
    with qtbot.waitSignal(page.comments.built):
        page.comments.all.click()
    assert "Other words" in texts(page.comments.rows[last.id])


def place(say: Say, **different: object) -> str:
    return shown_place(say("Why?", **different))


def test_places_are_told_as_the_server_counts_them(say: Say) -> None:
    at = Range(start_line=240, start_character=12, end_line=241, end_character=19)
    assert place(say, range=at, line=241) == "line 240, character 12 to line 241, character 19"
    assert place(say, line=7, side=Side.PARENT) == "line 7 of the base"
    assert place(say, line=None) == "the whole file"
    assert place(say, line=None, path=PATCH_SET_PATH) == ""


# What is sent


def test_the_pane_shows_every_word_that_is_sent(look: Look, qtbot: QtBot, say: Say) -> None:
    pane = RequestPane(look)
    qtbot.addWidget(pane)
    post = Post(patch_set=2, revision="", cover="Fine.", votes={"Code-Review": 1}, body=b'{"message":"Fine."}')
    publication = Publication(change=TWO, server=SERVER, posts=(post,))
    pane.show_requests(publication, list_requests(publication), "mira")
    assert pane.to.text() == "review.example.org as mira, over HTTPS"
    assert pane.counts.text() == "1 request, 1 vote, 1 message, nothing else"
    address = "POST /a/changes/deep%2Fgovernance~7/revisions/2/review"
    assert pane.text.toPlainText() == address + '\n{"message": "Fine."}'
    ssh = replace(publication, server=replace(SERVER, root="ssh://mira@review.example.org:29418", route=Route.SSH))
    pane.show_requests(ssh, list_requests(ssh))
    assert pane.to.text() == "mira@review.example.org:29418, over ssh"
    nothing = replace(publication, posts=())
    pane.show_requests(nothing, ())
    assert pane.counts.text() == "Nothing leaves as it stands."
    assert pane.text.toPlainText() == ""


# What became of it


def item(state: ItemState, reason: Problem | None = None, patch_set: int = 2) -> OutboxItem:
    return OutboxItem(
        id=f"out-{patch_set}",
        repository="r",
        folder="/r",
        change_key="7",
        number=7,
        subject="Reword the vision",
        server=SERVER,
        post=Post(patch_set=patch_set, revision="", cover="Fine.", votes={"Code-Review": -1}),
        baseline=Baseline(current=2),
        state=state,
        reason=reason,
        since=datetime(2026, 1, 5, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("states", "title"),
    [
        ((ItemState.SENT, ItemState.SENT), "Published"),
        ((ItemState.SENT, ItemState.SENDING), "Sending …"),
        ((ItemState.SENT, ItemState.WAITING), "In the outbox"),
        ((ItemState.SENT, ItemState.HELD), "Held: something has changed"),
        ((ItemState.HELD, ItemState.REFUSED), "Not all of it was taken"),
    ],
)
def test_what_became_of_it_is_told(page: PublishPage, states: tuple[ItemState, ...], title: str) -> None:
    page.show_review(replace(review(), address="https://review.example.org/c/deep/governance/+/7"))
    page.show_outcome([item(state, patch_set=n) for n, state in enumerate(states, 1)])
    assert page.outcome.title.text() == title
    assert page.outcome.open.isVisible() and page.outcome.copy.isVisible()
    assert page.outcome.outbox.isVisible() == (title != "Published")
    assert not page.foot.isVisible()
    assert "Code-Review −1, message" in texts(page.outcome)


def test_why_something_waits_is_told(page: PublishPage) -> None:
    reason = Problem(message="server.busy", arguments={"place": "review.example.org", "reason": "too many"})
    page.show_review(review())
    page.show_outcome([item(ItemState.WAITING, reason)])
    assert tell_problem(reason) in texts(page.outcome)
    assert "it waits, and is sent again by itself" in texts(page.outcome)
