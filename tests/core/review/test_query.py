"""Searching changes as Gerrit's own operators do."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visioneditor.core.review.listing import ListedChange, Viewer, searchable
from visioneditor.core.review.model import Account, ReviewerState, Status, Vote
from visioneditor.core.review.query import is_unfinished, parse_query
from visioneditor.core.review.query_operators import BY_NAME
from visioneditor.errors import VisionEditorError
from visioneditor.messages.every import MESSAGES
from visioneditor.values import replace

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ADA, BEN = Account(number=1001, name="Ada Lovelace"), Account(number=1002, name="Ben Büker")
ME = Viewer(now=NOW, accounts=frozenset({1002}), mail="ben@example.org", projects=frozenset({"skerry/governance"}))


def vote(value: int, account: Account = BEN, label: str = "Code-Review") -> Vote:
    return Vote(patch_set=2, label=label, value=value, account=account, written=NOW)


def change(**different: Any) -> ListedChange:
    usual: dict[str, Any] = {
        "key": "592205",
        "number": 592205,
        "change_id": "I5a9c" + "0" * 36,
        "subject": "Say who decides on the cloud's API",
        "owner": ADA,
        "status": Status.NEW,
        "branch": "master",
        "patch_sets": 2,
        "created": NOW - timedelta(days=30),
        "updated": NOW - timedelta(days=10),
        "topic": "Vision-2026",
        "hashtags": ("formal-vote", "Vision"),
        "threads": 3,
        "unresolved": 1,
        "votes": (vote(1), vote(-1, ADA), vote(1, label="Verified")),
        "reviewers": ((BEN, ReviewerState.REVIEWER), (Account(number=1003), ReviewerState.CC)),
        "commenters": (BEN,),
        "uploader": ADA,
        "author": "Ada Lovelace <ada@example.org>",
        "committer": "Ben Büker <ben@example.org>",
        "revisions": ("abcdef0123" + "0" * 30,),
        "paths": ("reference/technical-vision.rst", "README.md"),
    }
    made = ListedChange(**usual | different)
    message = f"{made.subject}\n\nThe charter is silent on this."
    return replace(
        made,
        searched=searchable([made.subject, made.owner.shown, made.topic, *made.paths]),
        searched_message=searchable([message]),
        searched_comments=searchable(["Who are these people?", "Done."]),
    )


def finds(query: str, **different: Any) -> bool:
    return bool(parse_query(query).choose([change(**different)], ME))


FOUND = """
status:open status:pending status:new status:o is:open -is:closed NOT status:merged -status:abandoned
owner:ada o:Lovelace owner:"Ada Lovelace" owner:1001 owner:{account 1001} -owner:self -is:owner -is:mine
reviewer:self r:me reviewer:1002 reviewer:büker is:reviewer cc:1003 -cc:self -reviewer:1003 commentby:self from:ada
from:ben uploader:ada author:ada author:ada@example.org committer:self -author:self
topic:vision-2026 t:Vision-2026 -topic:Vision -topic:"" topic:^vision-\\d+ intopic:2026 prefixtopic:vis
hashtag:formal-vote hashtag:#vision inhashtag:vote prefixhashtag:form -hashtag:vote
branch:master branch:refs/heads/master ref:refs/heads/master -branch:mast branch:^ma.*
project:skerry/governance p:skerry/governance projects:skerry -project:other
change:592205 change:I5a9c change:skerry%2Fgovernance~592205 592205 5922 -change:5922 I5a9c00
commit:abcdef abcdef0 https://review.example.org/c/skerry/governance/+/592205/2
https://review.example.org/592205 -https://review.example.org/c/skerry/governance/+/1
subject:cloud subject:"the cloud's api" -subject:clou prefixsubject:say subject:^Say.*API
message:charter m:"charter is silent" -message:"silent charter" comment:people comment:"these people" -comment:vision
file:README.md file:readme.md f:reference file:technical-vision.rst file:reference/technical-vision.rst -file:vision
file:^.*vision\\.rst path:README.md -path:technical-vision.rst dir:reference directory:reference/ -dir:ref ext:rst
extension:.md -ext:st label:Code-Review+1 label:code-review-1 label:Code-Review=1 label:CR+1 l:Code-Review>=1
label:Code-Review<=-1 label:Verified label:Verified=ANY -label:Verified-1 -label:Code-Review=0 label:Workflow=0
label:Code-Review+1,self label:Code-Review+1,user=ben -label:Code-Review+1,ada label:Code-Review-1,owner
label:Code-Review-1,uploader -label:Code-Review-1,non_uploader -label:Code-Review+1,count>=2 label:Verified+1,count=1
has:unresolved has:comment -has:draft -has:drafts unresolved:1 unresolved:>0 -unresolved:>=2
before:2026-02-20 until:2026-02-21 after:2026-02-19 since:2026-02-19 -after:2026-02-20 -before:2026-02-18
age:10d age:1week -age:2w age:1w3d -age:1mon before:"2026-02-19 12:00:01" -after:{2026-02-19 13:00 +0000}
after:"2026-02-19 13:59:59 +0200" clou decides Love technical vision -visions
"""


@pytest.mark.parametrize(
    "query",
    [
        query
        for line in FOUND.strip().split("\n")
        for query in __import__("re").findall(r'(?:NOT )?(?:"[^"]*"|\{[^}]*\}|[^\s"{])+', line)
    ],
)
def test_operator_finds(query: str) -> None:
    assert finds(query)


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("", True),
        ("   ", True),
        ("owner:ada status:open", True),
        ("owner:ada AND status:merged", False),
        ("owner:ben OR status:open", True),
        ("owner:ben OR status:open is:wip", False),  # OR binds least
        ("(owner:ben OR status:open) owner:ada", True),
        ("-(owner:ben OR status:merged)", True),
        ("-(owner:ada topic:other)", True),
        ("NOT (owner:ada)", False),
        ("--owner:ada", True),
        ('"who decides"', True),
        ('"decides who"', False),
        ("decides who", True),
        ("or", False),  # only in capitals is it a sign
        ("…", True),  # a word without letters asks for nothing
        ("vision_2026", True),
    ],
)
def test_parts_are_put_together(query: str, is_found: bool) -> None:
    assert finds(query) is is_found


def test_what_a_change_has_decides() -> None:
    assert finds("is:merged is:closed -is:open status:closed", status=Status.MERGED)
    assert finds("is:abandoned", status=Status.ABANDONED)
    assert finds("is:wip", is_work_in_progress=True)
    assert not finds("is:wip", is_work_in_progress=True, status=Status.MERGED)
    assert finds("is:private is:reviewed", is_private=True, is_reviewed=True)
    assert finds("has:draft", drafts=1) and finds("has:draft", is_voting=True)
    assert finds("owner:self is:owner is:mine", is_mine=True)
    assert finds('topic:""', topic="")
    assert finds("label:Code-Review=0", votes=())
    assert not finds("label:Code-Review=0,self", votes=())


def test_branch_is_found_by_who_committed_it() -> None:
    branch = {"number": None, "owner": Account(number=None, name="Ada Lovelace"), "ref": "refs/heads/new-words"}
    assert finds("owner:ada@example.org is:branch", **branch)
    assert not finds("592205", **branch)


def test_limit_cuts_what_is_found() -> None:
    changes = [change(key=str(number), number=number) for number in range(1, 6)]
    assert [each.number for each in parse_query("is:open limit:2").choose(changes, ME)] == [1, 2]


WRONG = {
    "ownr:me": "There is no search operator ownr:. Is owner: meant?",
    "zzz:1": "There is no search operator zzz:. status:, owner:, topic:, file:, label: and has: are some.",
    "is:starred": "is:starred cannot be asked here: only the server knows the answer. Search for it in Gerrit itself.",
    "attention:self": "attention: cannot be asked here: only the server knows the answer. "
    "Search for it in Gerrit itself.",
    "status:opne": "status: cannot be 'opne'. It takes open, pending, new, reviewed, closed, merged or abandoned.",
    "before:2026-02-30": "before: cannot be '2026-02-30'. "
    "It takes a day like 2026-01-31, or 2026-01-31 18:00 in quotes.",
    "age:soon": "age: cannot be 'soon'. It takes a span of time like 2d, 3weeks or 1mon.",
    "owner:": "Behind owner: something is missing. It takes a name, a mail address, an account's number or self.",
    "label:Code-Review=MAYBE": "label: cannot be 'Code-Review=MAYBE'. "
    "It takes a label with a value: Code-Review+1, Verified>=1, Code-Review=ANY.",
    'file:"^("': "file: cannot be '^('. It takes behind ^ a regular expression.",
    "limit:0": "limit: cannot be '0'. It takes a number from 1.",
    'message:"two words': "The closing quote is missing.",
    "topic:{two": "The closing brace is missing.",
    "(owner:ada": "A closing parenthesis is missing.",
    "owner:ada)": "A parenthesis is closed that was never opened.",
    "()": "There is nothing between the parentheses.",
    "owner:ada OR": "Beside OR something is missing.",
    "OR owner:ada": "Beside OR something is missing.",
    "owner:ada AND": "Beside AND something is missing.",
    "NOT": "Beside NOT something is missing.",
    "owner:ada -": "Beside - something is missing.",
    "(" * 200 + "x" + ")" * 200: "There are too many parentheses in each other.",
}


@pytest.mark.parametrize(("query", "sentence"), WRONG.items(), ids=lambda text: str(text)[:30])
def test_bad_query_is_told_in_a_sentence(query: str, sentence: str) -> None:
    with pytest.raises(VisionEditorError) as raised:
        parse_query(query)
    assert " ".join(part for part in (raised.value.summary, raised.value.hint) if part) == sentence


def test_bad_query_tells_where_it_is_bad() -> None:
    with pytest.raises(VisionEditorError) as raised:
        parse_query("owner:ada stauts:open topic:x")
    assert (raised.value.arguments["start"], raised.value.arguments["end"]) == (10, 21)
    assert not is_unfinished(raised.value, "owner:ada stauts:open topic:x")


@pytest.mark.parametrize("query", ["owner:", "owner:ada OR", 'topic:"a', "(a", "owner:ada status:op OR ", "is:o"])
def test_what_is_wrong_at_the_end_may_be_unfinished(query: str) -> None:
    with pytest.raises(VisionEditorError) as raised:
        parse_query(query)
    assert is_unfinished(raised.value, query)


PIECES = ["owner:ada", "is:open", "(", ")", "-", "OR", "AND", "NOT", '"', "{", "}", " ", ":", "x", "label:CR>=1", "\\"]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(max_size=20))
def test_any_text_is_a_query_or_a_sentence(text: str) -> None:
    try:
        found = parse_query(text).choose([change()], ME)
    except VisionEditorError as error:
        assert error.message in MESSAGES and error.summary
        assert 0 <= error.arguments["start"] <= error.arguments["end"] <= len(text)  # type: ignore[operator]
    else:
        assert len(found) <= 1


def test_operators_and_their_short_names_are_each_known_once() -> None:
    names = [name for operator in set(BY_NAME.values()) for name in (operator.name, *operator.aliases)]
    assert len(names) == len(set(names)) == len(BY_NAME)
