"""Names for account numbers: only where what names them leaves no doubt."""

from datetime import UTC, datetime

from visioneditor.core.review.model import Account
from visioneditor.gerrit.naming import name_people, names_of_uploaders, names_of_voters
from visioneditor.gerrit.notedb import MetaCommit, parse_review

ADA, BEN, CYD = 1000001, 1000002, 1000003
FOOTERS = f"Patch-set: 1\nCommit: {'a' * 40}\nLabel: Code-Review=+2 Gerrit User {BEN} <{BEN}@id>\n"
VOTES = f"Label: Rollcall-Vote=+1 Gerrit User {BEN} <{BEN}@id>\nLabel: Rollcall-Vote=+1 Gerrit User {CYD} <{CYD}@id>\n"
MESSAGE = f"Create\n\nRemoved <GERRIT_ACCOUNT_{BEN}> and <GERRIT_ACCOUNT_{CYD}>\n\n{FOOTERS}{VOTES}"
WRITTEN = MetaCommit(account=ADA, written=datetime(2026, 1, 1, tzinfo=UTC), message=MESSAGE)
NOTE = """\
Code-Review+2: Ben Bent <ben@example.org>
Rollcall-Vote+1: Ben Bent <ben@example.org>
Rollcall-Vote+1: Cyd Cox <cyd@example.org>
Submitted-by: Ada Able <ada@example.org>
Project: governance
"""


def test_the_commonest_name_of_an_uploader_counts() -> None:
    one = Account(number=ADA)
    assert names_of_uploaders([(one, "Ada"), (one, "ada"), (one, "Ada"), (Account(number=None), "Server")]) == {
        ADA: "Ada"
    }


def test_a_vote_that_one_alone_gave_names_them() -> None:
    review = parse_review([WRITTEN], [], key="7")
    assert review is not None and names_of_voters(review, NOTE) == {BEN: "Ben Bent"}


def test_people_are_named_everywhere_and_the_unknown_by_their_number() -> None:
    review = parse_review([WRITTEN], [], key="7")
    assert review is not None
    named = name_people(review, {ADA: "Ada Able", BEN: "Ben Bent"})
    assert (named.owner.shown, named.uploads[0].uploader.shown) == ("Ada Able", "Ada Able")
    assert sorted(vote.account.shown for vote in named.votes) == ["Ben Bent", "Ben Bent", f"account {CYD}"]
    assert named.messages[0].text == f"Removed Ben Bent and account {CYD}"
