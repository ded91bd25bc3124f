"""What is said of a review before it leaves."""

from datetime import UTC, datetime
from typing import Any

import pytest

from visioneditor.core.review.checks import (
    COMMENT_LIMIT,
    Known,
    VoteRule,
    check_amount,
    check_change,
    check_cover,
    check_planned,
    check_post,
    check_votes,
    comment_size,
)
from visioneditor.core.review.model import COMMIT_MESSAGE_PATH, PATCH_SET_PATH, Comment, Range, Side, Status
from visioneditor.core.review.publication import PlannedComment, Post, Route, Way
from visioneditor.values import replace

PATH = "reference/vision.rst"
NOW = datetime(2026, 3, 1, tzinfo=UTC)
UUID = "0123abcd_89abcdef"
KNOWN = Known(touched={1: frozenset({PATH})}, published={UUID: True}, line_sizes={(1, Side.REVISION, PATH): (4, 0, 7)})
RULES = (
    VoteRule(name="Code-Review", values=frozenset({-1, 0, 1})),
    VoteRule(name="Rollcall-Vote", values=frozenset({-1, 0, 1}), permitted=frozenset({-1, 0})),
)


def draft(message: str = "Why?", /, **changed: Any) -> PlannedComment:
    """A draft on line 1 of the vision."""
    blank = Comment(
        uuid=None,
        id="draft-1",
        draft=True,
        change_key="7",
        patch_set=1,
        revision="a" * 40,
        path=PATH,
        line=1,
        author="Dana",
        written=NOW,
        message=message,
    )
    comment = replace(blank, **changed)
    return PlannedComment(drafts=(comment,), comment=comment)


def told(planned: PlannedComment, known: Known = KNOWN, route: Route = Route.REST, tag: str = "") -> list[str]:
    """The ids of what is said of a comment."""
    return [problem.message for problem in check_planned(planned, known, route, tag=tag).problems]


def span(*numbers: int) -> Range:
    """A range from its four numbers."""
    start_line, start_character, end_line, end_character = numbers
    return Range(start_line=start_line, start_character=start_character, end_line=end_line, end_character=end_character)


def test_an_ordinary_comment_leaves_as_it_is() -> None:
    checked = check_planned(draft(), KNOWN)
    assert not checked.problems and not checked.is_server_draft


def test_a_blank_comment_stays_here_whatever_the_route() -> None:
    assert all(told(draft(" \n"), route=route) == ["publish.blank"] for route in Route)


def test_the_limit_counts_path_ids_and_tag_in_utf_16_units() -> None:
    beside = comment_size(draft("x").comment, "") - 1
    fits = "🚀" * ((COMMENT_LIMIT - beside) // 2)
    assert told(draft(fits)) == []
    assert told(draft(fits + "xx")) == ["publish.long-comment"]
    assert told(draft(fits), tag="visioneditor-0123456789ab") == ["publish.long-comment"]
    assert told(draft(fits, parent=UUID)) == ["publish.long-comment"]
    assert [one.message for one in check_cover("x" * (COMMENT_LIMIT + 1))] == ["publish.long-cover"]
    assert not check_cover("x" * COMMENT_LIMIT)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"range": span(3, 5, 3, 4)}, "publish.bad-range"),
        ({"range": span(0, 0, 3, 4)}, "publish.bad-range"),
        ({"line": 0}, "publish.bad-range"),
        ({"line": 4}, "publish.outside"),
        ({"range": span(1, 0, 1, 5)}, "publish.outside"),
        ({"range": span(1, 0, 5, 0)}, "publish.outside"),
        ({"path": COMMIT_MESSAGE_PATH, "side": Side.PARENT}, "publish.parent-message"),
    ],
)
def test_a_place_that_is_none_is_said_with_a_way_out(changed: dict[str, object], said: str) -> None:
    (problem,) = check_planned(draft(**changed), KNOWN).problems
    assert problem.message == said and problem.is_blocking and Way.ON_PATCH_SET in problem.ways


@pytest.mark.parametrize(
    "changed",
    [
        {"line": 3},
        {"line": None},
        {"range": span(1, 0, 3, 7)},
        {"range": span(2, 0, 2, 0)},
        {"range": span(1, 2, 4, 0)},  # the whole last line with its end
        {"path": PATCH_SET_PATH, "line": None},
        {"path": COMMIT_MESSAGE_PATH, "line": 7},
        {"line": 99, "side": Side.PARENT},  # nobody knows that text
    ],
)
def test_every_place_in_the_text_leaves(changed: dict[str, object]) -> None:
    assert told(draft(**changed)) == []


def test_a_comment_out_of_the_diff_goes_by_a_server_draft_and_not_by_ssh() -> None:
    outside = draft(path="README.rst")
    assert check_planned(outside, KNOWN).is_server_draft and told(outside) == []
    assert told(outside, route=Route.SSH) == ["publish.untouched-by-ssh"]
    assert not check_planned(outside, KNOWN, Route.SSH).is_server_draft
    unknown = replace(KNOWN, touched={})
    assert check_planned(draft(), unknown).is_server_draft and told(draft(), unknown, Route.SSH) == []
    assert not check_planned(draft(path=COMMIT_MESSAGE_PATH), unknown).is_server_draft


def test_a_reply_is_blocked_only_where_the_server_itself_does_not_know_what_it_answers() -> None:
    reply = draft(parent="ffffffff_ffffffff")
    (problem,) = check_planned(reply, KNOWN).problems
    assert problem.message == "publish.unknown-answered" and not problem.is_blocking
    asked = check_planned(reply, replace(KNOWN, is_asked=True))
    assert asked.is_blocked and asked.problems[0].ways == (Way.AS_NEW_THREAD,)
    assert told(reply, replace(KNOWN, published=None)) == []
    assert told(draft(parent=UUID)) == []


def test_a_reply_to_a_note_or_a_draft_is_told_to_begin_a_thread() -> None:
    assert told(draft(parent="a" * 40)) == told(draft(parent="draft-0")) == ["publish.begins-thread"]
    assert told(draft(parent="a" * 40), route=Route.NOTES) == []


def test_a_reply_that_opens_a_thread_again_is_told() -> None:
    resolved = replace(KNOWN, published={UUID: False})
    checked = check_planned(draft(parent=UUID), resolved)
    assert [one.message for one in checked.problems] == ["publish.opens-again"] and not checked.is_blocked
    assert told(draft(parent=UUID, unresolved=False), resolved) == []


def test_a_post_keeps_what_may_leave_and_gives_back_the_rest() -> None:
    post = Post(patch_set=1, revision="a" * 40, comments=(draft(), draft(" "), draft(path="README.rst")))
    leaving, blocked = check_post(post, KNOWN)
    assert [one.is_server_draft for one in leaving.comments] == [False, True]
    assert [one.comment.message for one in blocked] == [" "]


def test_a_label_leaves_in_the_servers_spelling_and_only_once() -> None:
    votes, problems = check_votes({"code-review": 1, "CODE-REVIEW": -1}, replace(KNOWN, labels=RULES))
    assert votes == {"Code-Review": 1}
    assert [(one.message, one.label) for one in problems] == [("publish.voted-twice", "Code-Review")]


@pytest.mark.parametrize(
    ("label", "value", "said"),
    [
        ("Verified", 1, "publish.unknown-label"),
        ("Code-Review", 2, "publish.unknown-value"),
        ("Rollcall-Vote", 1, "publish.vote-not-permitted"),
    ],
)
def test_a_vote_that_would_be_swallowed_or_refused_stays_here(label: str, value: int, said: str) -> None:
    votes, (problem,) = check_votes({label: value}, replace(KNOWN, labels=RULES, is_asked=True))
    assert not votes and problem.message == said and problem.ways == (Way.DROP_VOTE,) and problem.label == label


def test_a_label_that_only_the_last_fetch_does_not_know_leaves_and_is_told() -> None:
    votes, (problem,) = check_votes({"Verified": 1}, replace(KNOWN, labels=RULES))
    assert votes == {"Verified": 1} and not problem.is_blocking
    assert check_votes({"Verified": 1}, KNOWN) == ({"Verified": 1}, ())


def test_a_vote_is_taken_back_where_one_may_give_none_but_not_on_what_is_merged() -> None:
    nothing = VoteRule(name="Code-Review", values=frozenset({-1, 0, 1}), permitted=frozenset())
    known = replace(KNOWN, labels=(nothing,))
    assert check_votes({"Code-Review": 0}, known) == ({"Code-Review": 0}, ())
    assert not check_votes({"Code-Review": 0}, replace(known, status=Status.MERGED))[0]


def test_an_abandoned_change_takes_comments_and_no_votes() -> None:
    known = replace(KNOWN, status=Status.ABANDONED)
    assert told(draft(), known) == []
    assert check_votes({"Code-Review": 1}, known)[0] == {}
    assert [(one.message, one.is_blocking) for one in check_change(known)] == [("publish.closed", False)]


def test_work_in_progress_is_told() -> None:
    assert [one.message for one in check_change(Known(is_work_in_progress=True))] == ["publish.work-in-progress"]
    assert check_change(Known()) == ()


def test_more_than_a_server_takes_of_a_change_is_said() -> None:
    many = Post(patch_set=1, revision="a" * 40, comments=(draft(),) * 200)
    assert check_amount([many], KNOWN) == ()
    assert [one.message for one in check_amount([many], replace(KNOWN, count=4800))] == ["publish.too-many"]
    assert [one.message for one in check_amount([many], replace(KNOWN, size=3 << 20))] == ["publish.too-much"]


def test_every_problem_has_its_words() -> None:
    comments = [draft(" "), draft("x" * 17_000), draft(line=99), draft(line=0), draft(path="README.rst")]
    comments += [draft(path=COMMIT_MESSAGE_PATH, side=Side.PARENT), draft(parent=UUID), draft(parent="draft-0")]
    known = replace(KNOWN, labels=RULES, published={UUID: False}, is_asked=True, count=5000, status=Status.MERGED)
    comments.append(draft(parent="ffffffff_ffffffff"))
    problems = [one for planned in comments for one in check_planned(planned, known, Route.SSH).problems]
    problems += [*check_cover("x" * 17_000), *check_change(known), *check_change(Known(is_work_in_progress=True))]
    problems += check_votes({"code-review": 1, "Code-Review": 1, "Verified": 1, "Rollcall-Vote": 1}, known)[1]
    problems += check_votes({"Code-Review": 2}, known)[1]
    problems += check_amount([Post(patch_set=1, revision="a")], known)
    sentences = {f"{one.summary} {one.hint}" for one in problems}
    assert len({one.message for one in problems}) == 17 and all("{" not in sentence for sentence in sentences)
