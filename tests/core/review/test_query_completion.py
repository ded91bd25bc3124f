"""How a search that is being typed may go on."""

from datetime import UTC, datetime

import pytest

from visioneditor.core.review.listing import ListedChange
from visioneditor.core.review.model import Account, ReviewerState, Status, Vote
from visioneditor.core.review.query import parse_query
from visioneditor.core.review.query_completion import complete, explain

NOW = datetime(2026, 3, 1, tzinfo=UTC)
ADA, BEN = Account(number=1, name="Ada Lovelace"), Account(number=1002)
CHANGES = tuple(
    ListedChange(
        key=str(number),
        number=number,
        change_id=None,
        subject="",
        owner=owner,
        status=Status.NEW,
        branch="master",
        patch_sets=1,
        created=NOW,
        updated=NOW,
        topic=topic,
        votes=(Vote(patch_set=1, label="Code-Review", value=-1, account=ADA, written=NOW),),
        reviewers=((BEN, ReviewerState.REVIEWER),),
        paths=("reference/a vision.rst",),
    )
    for number, owner, topic in ((1, ADA, "words"), (2, BEN, "works"), (3, BEN, "works"))
)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("ow", ["owner:"]),
        ("status:open -ow", ["owner:"]),
        ("(has", ["hashtag:", "has:"]),
        ("o", []),
        ("", []),
        ("open ", []),
        ('owner:"Ada Lovelace" ', []),
        ('owner:"Ada Lovelace" ow', ["owner:"]),
        ("is:o", ["open", "owner"]),
        ("is:open", []),
        ("owner:", ["self", "1002", "Ada Lovelace"]),
        ("o:love", ["Ada Lovelace"]),
        ('o:"ada l', ["Ada Lovelace"]),
        ("reviewer:1", ["1002"]),
        ("topic:wor", ["works", "words"]),
        ("label:code", ["Code-Review-1"]),
        ("file:a", ["reference/a vision.rst"]),
        ("dir:r", ["reference"]),
        ("zebra:x", []),
    ],
)
def test_what_may_follow_is_listed_the_commonest_first(typed: str, shown: list[str]) -> None:
    assert sorted(one.shown for one in complete(typed, CHANGES)) == sorted(shown)
    assert [one.shown for one in complete("topic:wor", CHANGES)] == ["works", "words"]


@pytest.mark.parametrize("typed", ["ow", "is:o", "o:love", 'o:"ada l', "topic:wor", "label:code", "file:a", "-dir:r"])
def test_what_was_completed_can_be_searched_for(typed: str) -> None:
    for one in complete(typed, CHANGES):
        text = typed[: one.start] + one.text
        if not text.endswith(":"):
            assert parse_query(text)


def test_operator_is_explained_while_its_value_is_written() -> None:
    assert explain("status:open topic:x") == "topic: a topic"
    assert explain("o:") == "owner: a name, a mail address, an account's number or self"
    assert explain("status:open ") == explain("zebra:") == ""
