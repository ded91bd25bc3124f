"""What the outbox says in words: how much waits, why, since when, and what became of it."""

from datetime import timedelta

import pytest

from tests.gui.outbox.made_items import NOW, OFFLINE, SERVER, make_item, make_post
from visioneditor.core.review.publication import ItemState, Problem, Route, Sent
from visioneditor.gui.outbox.outbox_words import (
    page_of,
    shown_moment,
    tell_content,
    tell_left,
    tell_outbox,
    tell_place,
    tell_problem,
    tell_sent,
    tell_times,
)
from visioneditor.values import replace

WAITING, SENDING, HELD, REFUSED = (
    make_item(state=state) for state in (ItemState.WAITING, ItemState.SENDING, ItemState.HELD, ItemState.REFUSED)
)


def test_the_gravest_is_counted_first() -> None:
    assert tell_outbox([]) == ""
    assert tell_outbox([WAITING, SENDING]) == "2 waiting to be sent"
    assert tell_outbox([WAITING, HELD, REFUSED]) == "1 refused, 1 held back, 1 waiting to be sent"


@pytest.mark.parametrize(
    ("post", "told"),
    [
        (make_post(1), "1 comment"),
        (make_post(2, votes={"Rollcall-Vote": 1, "Code-Review": -1}), "2 comments, Code-Review −1, Rollcall-Vote +1"),
        (make_post(cover="Hello"), "a message"),
        (make_post(votes={"Code-Review": 0}, cover="Hello"), "Code-Review 0, message"),
    ],
)
def test_what_a_request_brings(post: object, told: str) -> None:
    assert tell_content(post) == told  # type: ignore[arg-type]


def test_a_reason_is_a_sentence_with_what_can_be_done() -> None:
    told = tell_problem(OFFLINE)
    assert told.startswith("https://review.example.org cannot be reached.") and told.endswith("then try again.")


def test_when_it_is_tried_again_is_told_of_what_waits_alone() -> None:
    later = NOW + timedelta(hours=26)
    item = make_item(next_try=NOW + timedelta(seconds=5))
    assert tell_times(item, NOW) == "Written down just now · tried again within a minute"
    assert " · tried again on " in tell_times(make_item(next_try=later), NOW)
    assert tell_times(item, later).endswith("tried again now")
    assert "again" not in tell_times(replace(item, state=ItemState.HELD), NOW)
    assert shown_moment(NOW - timedelta(minutes=5), NOW).startswith("at ")


def test_a_change_has_a_page_where_its_server_has_a_web_side() -> None:
    item = make_item()
    assert page_of(item) == "https://review.example.org/c/community/governance/+/7"
    by_ssh = replace(item, server=replace(SERVER, root="ssh://dana@review.example.org:29418", route=Route.SSH))
    assert page_of(by_ssh) is None and tell_place(by_ssh).endswith("29418 by ssh")
    assert tell_place(item) == "Change 7, patch set 1 · review.example.org"


def test_what_was_sent_and_what_was_not_are_told() -> None:
    assert tell_sent([WAITING]) == "Sent to change 7: 2 comments, 1 vote and your message."
    assert tell_sent([make_item(post=make_post(1)), make_item(number=8, post=make_post(1))]) == (
        "Sent to 2 changes: 2 comments."
    )
    held = replace(HELD, reason=Problem(message="server.said-no", arguments={"place": "It", "reason": "closed"}))
    assert tell_left(Sent(waiting=(WAITING,), held=(held, HELD))) == (
        "Your review of change 7 was held back (1 more). It refuses: closed."
    )
    assert tell_left(Sent(posted=(WAITING,))) == ""
