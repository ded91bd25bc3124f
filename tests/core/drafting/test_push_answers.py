"""What a Gerrit says of a push becomes values; tests/gerrit/test_uploading.py has it from a real one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visioneditor.core.drafting.push_answers import Refusal, UploadedChange, parse_answer
from visioneditor.messages.every import MESSAGES

ID = "I" + "0" * 40


def refused(reason: str) -> list[str]:
    return [
        "remote: Processing changes: refs: 1, done            ",
        "To https://review.example.org/a/governance",
        *f" ! [remote rejected] 8a29348 -> refs/for/master ({reason})".split("\n"),
        "error: failed to push some refs to 'https://review.example.org/a/governance'",
    ]


def test_each_change_is_told_with_its_address() -> None:
    answer = parse_answer(
        [
            "remote: SUCCESS        ",
            "remote:   https://review.example.org/c/gov/+/592205 A subject [with brackets] [WIP] [NEW]  ",
            "remote:   http://host/gerrit/c/p/+/7 Other        ",
            "remote: warning: abc1234: no files changed, was rebased        ",
            "remote: The following approvals got outdated and were removed:        ",
            "remote: * Rollcall-Vote+1 by Erik Ek        ",
            "remote: * Code-Review+1 by Gus Gale        ",
        ]
    )
    assert answer.refused is None
    assert answer.changes == (
        UploadedChange(
            number=592205,
            address="https://review.example.org/c/gov/+/592205",
            subject="A subject [with brackets]",
            is_new=True,
            is_work_in_progress=True,
        ),
        UploadedChange(
            number=7, address="http://host/gerrit/c/p/+/7", subject="Other", is_new=False, is_work_in_progress=False
        ),
    )
    assert answer.remarks == (
        "abc1234: no files changed, was rebased",
        "The following approvals got outdated and were removed: Rollcall-Vote+1 by Erik Ek, Code-Review+1 by Gus Gale",
    )


@pytest.mark.parametrize(
    ("reason", "refusal", "what"),
    [
        ("commit abc1234: missing Change-Id in message footer", Refusal.NO_CHANGE_ID, "abc1234"),
        ("commit abc1234: multiple Change-Id lines in message footer", Refusal.SEVERAL_CHANGE_IDS, "abc1234"),
        ("commit abc1234: invalid Change-Id line format in message footer", Refusal.BAD_CHANGE_ID, "abc1234"),
        ("commit abc1234: Change-Id must be in message footer", Refusal.CHANGE_ID_ELSEWHERE, "abc1234"),
        (
            "commit abc1234: missing subject; Change-Id must be in message footer",
            Refusal.NO_SUBJECT,
            "abc1234",
        ),
        ("not Signed-off-by author/committer/uploader in message footer", Refusal.NOT_SIGNED_OFF, ""),
        ("no new changes", Refusal.NOTHING_NEW, ""),
        ("commit(s) already exists (as current patchset)", Refusal.NOTHING_NEW, ""),
        ("same Change-Id in multiple changes.\nSquash the commits with the same Change-Id", Refusal.SAME_CHANGE_ID, ""),
        (f"{ID} has duplicates", Refusal.SAME_CHANGE_ID, ID),
        ("change https://host/c/p/+/7 closed", Refusal.CLOSED, "https://host/c/p/+/7"),
        ("cannot add patch set to 7.", Refusal.NO_PATCH_SET, "7"),
        ("branch nosuch not found", Refusal.NO_BRANCH, "nosuch"),
        ("no common ancestry", Refusal.NO_ANCESTRY, ""),
        ("implicit merges detected", Refusal.IMPLICIT_MERGE, ""),
        ("commit abc1234: invalid committer", Refusal.FOREIGN_MAIL, "abc1234"),
        ("nobody@nowhere is not a valid user identifier", Refusal.NO_SUCH_PERSON, "nobody@nowhere"),
        ("the options 'wip' and 'ready' are mutually exclusive", Refusal.WIP_AND_READY, ""),
        ('"--foo" is not a valid option', Refusal.BAD_OPTION, ""),
        ("prohibited by Gerrit: not permitted: update", Refusal.PROHIBITED, ""),
        ("the moon is in the wrong house", Refusal.OTHER, ""),
    ],
)
def test_a_refusal_is_known_by_its_words(reason: str, refusal: Refusal, what: str) -> None:
    answer = parse_answer(refused(reason))
    assert answer.refused is not None
    assert (answer.refused.refusal, answer.refused.what) == (refusal, what)


def test_every_refusal_has_its_sentence() -> None:
    assert [refusal for refusal in Refusal if f"upload.{refusal}" not in MESSAGES] == []


def test_the_server_s_own_sentence_tells_more_than_its_reason() -> None:
    said = "remote: ERROR: commit abc1234: email address q@q.example is not registered in your account.        "
    answer = parse_answer([said, *refused("commit abc1234: invalid committer")])
    assert answer.refused is not None
    assert answer.refused.reason == "email address q@q.example is not registered in your account"


@given(st.lists(st.text(max_size=80).map(lambda text: f"remote: {text}")))
def test_whatever_is_said_is_read(lines: list[str]) -> None:
    answer = parse_answer(lines)
    assert all(remark.isprintable() for remark in answer.remarks)
    assert len(answer.said) == len(lines)
