"""A change of a chain: what it did, and what its review says of the words: votes, threads, who suggested them."""

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.conftest import CHANGE, Say
from visioneditor.core.provenance.chain import Happening
from visioneditor.core.review.model import Thread
from visioneditor.core.review.suggestions import preview
from visioneditor.gerrit.naming import Approval
from visioneditor.gui.look import Look
from visioneditor.gui.remembering.why_card import WhyCard
from visioneditor.repository.model import ChangeOfMerge
from visioneditor.services.explaining import ExplainedChange
from visioneditor.services.reasons import Reason, ThreadHeld

BEFORE, AFTER = "meets every week", "meets every month"
SUGGESTION = "Less often?\n\n```suggestion\nmeets every month\n```"
EXPLAINED = ExplainedChange(
    revision="1" * 40,
    path="rules.rst",
    change=ChangeOfMerge(
        revision="2" * 40,
        author="Ada Tester <ada@example.org>",
        date=datetime(2024, 5, 1, 12, tzinfo=UTC),
        subject="Meet less",
        change_id=None,
        review="https://review.example.org/7",
    ),
    kind=Happening.EDITED,
    before=BEFORE,
    after=AFTER,
)


@pytest.fixture
def card(look: Look, qtbot: QtBot) -> WhyCard:
    card = WhyCard(look, EXPLAINED, preview(BEFORE, AFTER))
    qtbot.addWidget(card)
    return card


def reason(*held: ThreadHeld) -> Reason:
    approvals = (
        Approval(label="Code-Review", value=2, name="Ben"),
        Approval(label="Code-Review", value=-1, name="Cem"),
        Approval(label="Verified", value=1, name="Zuul"),
    )
    return Reason(
        explained=EXPLAINED,
        body="A week is short.",
        change=CHANGE,
        patch_sets=3,
        approvals=approvals,
        threads=held,
        thread_count=9,
    )


def texts(card: WhyCard) -> list[str]:
    return [label.accessibleName() or label.text() for label in card.findChildren(QLabel)]


def threads(card: WhyCard) -> list[QPushButton]:
    return [link for link in card.findChildren(QPushButton, "why_thread") if not link.isHidden()]


def test_what_stood_there_before_stands_above_what_stands_there_since(card: WhyCard) -> None:
    assert texts(card).index(BEFORE) < texts(card).index(AFTER)
    assert {"edited", "Ada Tester · 11111111"} <= set(texts(card))


def test_votes_and_patch_sets_are_told_in_a_line(card: WhyCard) -> None:
    card.show_reason(reason())
    assert "3 patch sets · Code-Review +2 Ben, −1 Cem · Verified +1 Zuul" in texts(card)
    assert not threads(card)


def test_who_suggested_the_words_is_named_above_the_thread(card: WhyCard, say: Say, qtbot: QtBot) -> None:
    thread = Thread(comments=(say(SUGGESTION), say("Done", unresolved=False)))
    card.show_reason(reason(ThreadHeld(thread=thread, suggested_by="Dana <dana@example.org>")))
    assert {"Suggested by Dana", "resolved, 2 comments"} <= set(texts(card))
    (link,) = threads(card)
    assert link.accessibleName() == "Ada Tester: Less often?"
    with qtbot.waitSignal(card.thread_requested) as asked:
        link.click()
    assert asked.args == [CHANGE, thread.root]


def test_of_many_threads_the_first_ones_are_shown_before_one_asks(card: WhyCard, say: Say) -> None:
    card.show_reason(reason(*(ThreadHeld(thread=Thread(comments=(say(f"Word {at}"),))) for at in range(9))))
    assert len(threads(card)) == 6
    card.all_threads.click()
    assert len(threads(card)) == 9 and card.all_threads.isHidden()


def test_the_review_can_be_opened_on_its_server_and_here(card: WhyCard, qtbot: QtBot) -> None:
    card.show_reason(reason())
    links = {link.text(): link for link in card.findChildren(QPushButton)}
    with qtbot.waitSignal(card.address_requested) as opened:
        links["On the server"].click()
    assert opened.args == ["https://review.example.org/7"]
    with qtbot.waitSignal(card.review_requested):
        links["Review"].click()
