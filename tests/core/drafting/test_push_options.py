"""What a push for review says beside its commits."""

import pytest

from visioneditor.core.drafting.push_options import Readiness, UploadWish, push_options, review_ref, split_list


def test_a_plain_wish_needs_no_options() -> None:
    assert push_options(UploadWish(branch="master")) == ()


def test_everything_wished_is_an_option_of_its_own() -> None:
    wish = UploadWish(
        branch="master",
        topic="clouds, and rain",
        hashtags=("#formal-vote", "vision"),
        reviewers=("Erik Ek <erik@example.org>", "gus"),
        copied=("farah@example.org",),
        readiness=Readiness.READY,
        message="More, better",
    )
    assert push_options(wish) == (
        "topic=clouds, and rain",
        "hashtag=formal-vote",
        "hashtag=vision",
        "r=erik@example.org",
        "r=gus",
        "cc=farah@example.org",
        "m=More%2C%20better",
        "ready",
    )


@pytest.mark.parametrize(
    ("said", "sent"), [("a_b", "a%5Fb"), ("50 %+ü", "50%20%25%2B%C3%BC"), ("two\nlines", "two%20lines")]
)
def test_a_message_arrives_as_it_was_said(said: str, sent: str) -> None:
    assert push_options(UploadWish(branch="master", message=said)) == (f"m={sent}",)


def test_an_option_is_one_line() -> None:
    assert push_options(UploadWish(branch="master", topic="one\ntwo\0three")) == ("topic=one two three",)


def test_a_branch_named_in_full_is_pushed_for_in_short() -> None:
    assert review_ref(" refs/heads/stable/2026.1 ") == "refs/for/stable/2026.1"


def test_a_list_is_typed_with_commas() -> None:
    assert split_list(" formal-vote,  two   words ,, formal-vote") == ("formal-vote", "two words")
