"""NoteDb's grammar: what stands in footers and notes becomes a review, whatever else stands there."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from visioneditor.core.review.model import Range, Review, ReviewerState, Side, Status
from visioneditor.gerrit.notedb import MetaCommit, account_number, parse_review

BEGUN = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
SHA = "1234567890123456789012345678901234567890"
ADA, BEN = 1000001, 1000002


def person(account: int) -> str:
    return f"Gerrit User {account} <{account}@server-id>"


def commit(*footers: str, by: int | None = ADA, text: str = "", subject: str = "Update patch set 1") -> MetaCommit:
    parts = [subject, *([text] if text else []), "\n".join(footers)]
    return MetaCommit(account=by, written=BEGUN, message="\n\n".join(parts) + "\n")


def read(*oldest_first: MetaCommit, notes: Sequence[bytes] = ()) -> Review:
    dated = [
        MetaCommit(account=each.account, written=BEGUN + timedelta(minutes=at), message=each.message)
        for at, each in enumerate(oldest_first)
    ]
    review = parse_review(dated[::-1], notes, key="7")
    assert review is not None
    return review


def uploaded(number: int, *footers: str, by: int = ADA) -> MetaCommit:
    revision = f"{number:040x}"
    return commit(f"Patch-set: {number}", f"Commit: {revision}", *footers, by=by)


CREATED = uploaded(1, "Change-id: I" + SHA, "Subject: Add a vision", "Branch: refs/heads/main", "Status: new")


def votes(review: Review) -> list[tuple[int, str, int, int | None]]:
    return [(vote.patch_set, vote.label, vote.value, vote.account.number) for vote in review.votes]


def test_a_change_is_read_from_its_first_commit() -> None:
    review = read(CREATED)
    assert (review.change_id, review.subject, review.branch) == ("I" + SHA, "Add a vision", "main")
    assert (review.owner.number, review.status, review.created) == (ADA, Status.NEW, BEGUN)
    assert [(upload.number, upload.uploader.number) for upload in review.uploads] == [(1, ADA)]


def test_there_is_no_review_without_commits() -> None:
    assert parse_review([], [], key="7") is None


def test_the_newest_word_on_a_thing_counts() -> None:
    review = read(
        CREATED,
        commit("Patch-set: 1", "Topic: first", "Hashtags: a, b", "Work-in-progress: true"),
        uploaded(2, "Subject: Add our vision"),
        commit("Patch-set: 2", "Topic: second", "Work-in-progress: false", "Status: merged"),
    )
    assert (review.subject, review.topic, review.hashtags) == ("Add our vision", "second", ("a", "b"))
    assert (review.is_work_in_progress, review.status, review.branch) == (False, Status.MERGED, "main")


def test_a_topic_can_be_taken_away() -> None:
    assert read(CREATED, commit("Patch-set: 1", "Topic: t"), commit("Patch-set: 1", "Topic:")).topic == ""


def test_votes_stand_by_patch_set_account_and_label() -> None:
    review = read(
        CREATED,
        commit("Patch-set: 1", "Label: Code-Review=-1", by=BEN),
        commit("Patch-set: 1", f"Label: Code-Review=+1, {SHA}", by=BEN),
        commit("Patch-set: 1", f"Label: Rollcall-Vote=0, {SHA} {person(BEN)}"),
    )
    assert votes(review) == [(1, "Code-Review", 1, BEN), (1, "Rollcall-Vote", 0, BEN)]


def test_a_vote_that_was_taken_back_is_none() -> None:
    review = read(
        CREATED,
        commit("Patch-set: 1", "Label: Code-Review=+1", by=BEN),
        commit("Patch-set: 1", f"Label: -Code-Review {person(BEN)}"),
    )
    assert votes(review) == []
    assert [(vote.label, vote.value, vote.account.number) for vote in review.withdrawn] == [("Code-Review", 1, BEN)]


def test_a_vote_given_again_after_it_was_taken_back_stands() -> None:
    gone = commit("Patch-set: 1", f"Label: -Code-Review {person(BEN)}")
    review = read(CREATED, gone, commit("Patch-set: 1", "Label: Code-Review=+2", by=BEN))
    assert votes(review) == [(1, "Code-Review", 2, BEN)] and review.withdrawn == ()


def test_a_copied_vote_is_its_givers_and_says_so() -> None:
    copied = f'Copied-Label: Code-Review=+1, {SHA} {person(BEN)},{person(ADA)} :"tag"'
    review = read(CREATED, commit("Patch-set: 1", "Label: Code-Review=+1", by=BEN), uploaded(2, copied))
    assert [(vote.patch_set, vote.account.number, vote.is_copied) for vote in review.votes] == [
        (1, BEN, False),
        (2, BEN, True),
    ]


def test_who_was_removed_has_no_vote_and_is_no_reviewer() -> None:
    given = commit("Patch-set: 1", f"Reviewer: {person(BEN)}", "Label: Code-Review=+1", by=BEN)
    gone = commit("Patch-set: 1", f"Removed: {person(BEN)}")
    assert votes(read(CREATED, given, gone)) == [] and read(CREATED, given, gone).reviewers == ()
    assert [vote.value for vote in read(CREATED, given, gone).withdrawn] == [1]
    back = read(CREATED, given, gone, commit("Patch-set: 1", f"CC: {person(BEN)}"))
    assert [(account.number, state) for account, state in back.reviewers] == [(BEN, ReviewerState.CC)]


def test_who_has_no_account_is_known_by_name_and_mail() -> None:
    holly = "Holly Hart <holly@example.net>"
    asked = commit("Patch-set: 1", f"Reviewer-email: {holly}")
    review = read(CREATED, asked, commit("Patch-set: 1", f"CC-email: {holly}"))
    assert [(account.shown, state) for account, state in review.reviewers] == [(holly, ReviewerState.CC)]
    assert read(CREATED, asked, commit("Patch-set: 1", f"Removed-email: {holly}")).reviewers == ()


def test_a_submit_record_is_no_vote() -> None:
    assert votes(read(CREATED, commit("Patch-set: 1", "Label: SUBM=+1", "Status: merged"))) == []


def test_a_deleted_patch_set_is_gone_with_what_was_said_of_it() -> None:
    review = read(
        CREATED,
        uploaded(2),
        commit("Patch-set: 2", "Label: Code-Review=+1", by=BEN, text="Patch Set 2: Code-Review+1"),
        commit("Patch-set: 2 (DELETED)"),
    )
    assert [upload.number for upload in review.uploads] == [1]
    assert votes(review) == [] and review.messages == ()


def test_a_message_stands_between_subject_and_footers_and_may_hold_paragraphs() -> None:
    text = "Patch Set 1:\n\n(1 comment)\n\nNot: a footer"
    review = read(CREATED, commit("Patch-set: 1", "Tag: autogenerated:ci", by=BEN, text=text))
    (message,) = review.messages
    assert (message.text, message.author.number, message.tag) == (text, BEN, "autogenerated:ci")
    assert message.written == BEGUN + timedelta(minutes=1)


def test_the_server_itself_has_no_account() -> None:
    assert account_number("noreply@example.org") is None
    assert account_number("1003873@173816e5") == 1003873
    review = read(CREATED, commit("Patch-set: 1", by=None, text="Change has been merged"))
    assert review.messages[0].author.shown == "the server"


def test_what_is_not_known_is_passed_over() -> None:
    strange = commit("Patch-set: one", "Label:", "Label: =", 'Attention: {"a": 1}', "no footer at all", "Status: odd")
    review = read(CREATED, strange, MetaCommit(account=None, written=BEGUN, message=""))
    assert (review.status, votes(review), len(review.uploads)) == (Status.NEW, [], 1)


# Comments.


def note(*comments: object) -> bytes:
    return json.dumps({"comments": comments, "submitRequirementResults": []}).encode()


def comment(uuid: str = "aaaaaaaa_00000001", **fields: object) -> dict[str, object]:
    return {
        "key": {"uuid": uuid, "filename": "vision.rst", "patchSetId": 1},
        "lineNbr": 3,
        "author": {"id": BEN},
        "writtenOn": "2026-07-10T12:59:04Z",
        "side": 1,
        "message": "Why?",
        "unresolved": True,
        **fields,
    }


def test_a_comment_on_words() -> None:
    words = {"startLine": 3, "startChar": 1, "endLine": 3, "endChar": 9}
    (found,) = read(CREATED, notes=[note(comment(range=words, parentUuid="bbbbbbbb_00000001"))]).comments
    assert found.range == Range(start_line=3, start_character=1, end_line=3, end_character=9)
    assert (found.line, found.path, found.patch_set, found.revision) == (3, "vision.rst", 1, f"{1:040x}")
    assert (found.author, found.account, found.change_key, found.unresolved) == (f"account {BEN}", BEN, "7", True)
    assert (found.parent, found.written) == ("bbbbbbbb_00000001", datetime(2026, 7, 10, 12, 59, 4, tzinfo=UTC))


@pytest.mark.parametrize(
    ("side", "expected"),
    [(1, Side.REVISION), (0, Side.PARENT), (-1, Side.PARENT), (-2, Side.PARENT_2), (-9, Side.PARENT)],
)
def test_sides(side: int, expected: Side) -> None:
    assert read(CREATED, notes=[note(comment(side=side))]).comments[0].side is expected


def test_a_comment_on_a_file_has_no_line() -> None:
    assert read(CREATED, notes=[note(comment(lineNbr=0))]).comments[0].line is None


def test_a_range_that_no_text_has_leaves_the_line() -> None:
    backwards = {"startLine": 4, "startChar": 1, "endLine": 3, "endChar": 9}
    (found,) = read(CREATED, notes=[note(comment(range=backwards))]).comments
    assert (found.range, found.line) == (None, 3)


@pytest.mark.parametrize(
    "written", ["Dec 12, 2017 7:07:06 PM", "2017-12-12T19:07:06Z", "2017-12-12 19:07:06.000000000"]
)
def test_times_old_and_new(written: str) -> None:
    (found,) = read(CREATED, notes=[note(comment(writtenOn=written))]).comments
    assert found.written == datetime(2017, 12, 12, 19, 7, 6, tzinfo=UTC)


@pytest.mark.parametrize("broken", [b"", b"{", b"[]", b"\xff\xfe", b'{"comments": 3}', b"[" * 100_000])
def test_a_broken_note_hides_no_other(broken: bytes) -> None:
    assert len(read(CREATED, notes=[broken, note(comment())]).comments) == 1


def test_a_broken_comment_hides_no_other() -> None:
    assert len(read(CREATED, notes=[note({"key": None}, 7, comment(lineNbr="x"), comment())]).comments) == 1


def test_a_comment_on_a_patch_set_that_is_no_more_is_left_out() -> None:
    elsewhere = comment(key={"uuid": "u", "filename": "f", "patchSetId": 5})
    assert read(CREATED, notes=[note(elsewhere)]).comments == ()


def test_comments_come_in_the_order_written() -> None:
    later, sooner = comment("b", writtenOn="2026-02-02T00:00:00Z"), comment("a", writtenOn="2026-01-01T00:00:00Z")
    assert [found.uuid for found in read(CREATED, notes=[note(later, sooner)]).comments] == ["a", "b"]
