"""What a search finds here is what the same search finds on a real Gerrit."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.conftest import Git
from tests.gerrit.server.filling import ACCOUNTS
from tests.gerrit.server.shared import Gerrit
from visioneditor.core.review.query import parse_query
from visioneditor.services.change_list import ChangeList, load_change_list
from visioneditor.services.fetching import fetch_changes
from visioneditor.services.opening import open_workspace
from visioneditor.values import replace

# `erik` searches; {…} is filled in. Who has uploaded nothing is known by number alone: git has no other names.
QUERIES = """
status:open
status:new
status:merged
status:abandoned
status:closed
is:open -is:wip
is:wip
is:private
is:reviewed
status:reviewed
owner:self
owner:dana
owner:dana@example.org
owner:"Dana Dune"
owner:{dana}
reviewer:self
r:{farah}
reviewer:{admin}
cc:{admin}
cc:{farah}
is:reviewer
is:cc
commentby:self
commentby:{farah}
from:{erik}
from:dana
uploader:dana
author:dana
author:dana@example.org
committer:dana@example.org
topic:vision-2028
topic:vision
topic:vision-2027
intopic:vision
hashtag:formal-vote
hashtag:charter-change
hashtag:vision
hashtag:Formal-Vote
branch:master
branch:glossary
branch:^g.*
ref:refs/heads/master
project:governance
p:other
change:{argued}
change:{argued_id}
{argued_id}
commit:{argued_commit}
subject:users
subject:"the users"
subject:user
message:users
message:"Signed-off-by"
message:regions
message:räume
comment:helps
comment:"whole line"
comment:thoughts
comment:spam
comment:rocket
file:reference/vision.rst
file:vision.rst
file:reference
file:vision
file:^reference/.*
path:reference/vision.rst
path:vision.rst
dir:reference
dir:ref
ext:rst
ext:md
label:Code-Review+1
label:Code-Review=1
label:Code-Review-1
label:Code-Review<=-1
label:Code-Review>=1
label:Code-Review=0
label:Code-Review=ANY
label:Rollcall-Vote+1
label:Rollcall-Vote=+1,self
label:Rollcall-Vote=+1,user={gus}
label:Code-Review=-1,{farah}
label:Rollcall-Vote>=0
label:Rollcall-Vote<0
label:rollcall-vote+1
label:Rollcall-Vote+1,count=1
label:Rollcall-Vote+1,count>=2
has:unresolved
-has:unresolved
unresolved:>2
unresolved:0
unresolved:<=1
before:2100-01-01
after:2100-01-01
after:2001-01-01
age:1d
-age:1d
owner:dana AND status:open
owner:dana OR status:merged
owner:dana status:open OR status:merged
(status:abandoned OR status:merged) owner:dana
-(status:abandoned OR status:merged)
NOT status:open
status:open -label:Rollcall-Vote+1 -is:wip
status:open topic:vision-2028 message:users
""".strip().split("\n")

# Gerrit wants whole words and whole numbers, and a topic in full; here what is being typed finds already.
GENEROUS = ("{argued}", "vision", "regions", "users", "dana", "topic:^vision-.*", "charter-change", "glossary")


@pytest.fixture
def listed(gerrit: Gerrit, tmp_path: Path, git: Git) -> Iterator[ChangeList]:
    """The list that git alone makes of the filled changes, seen by erik."""
    git(tmp_path, "clone", "-q", gerrit.git_url(), "governance")
    with closing(open_workspace(tmp_path / "governance")) as workspace:
        fetch_changes(workspace, gerrit.filled.all, remote=gerrit.git_url())
        found = load_change_list(workspace, datetime.now(UTC))
    erik = gerrit.rest("erik").get("/accounts/self")["_account_id"]
    yield replace(found, viewer=replace(found.viewer, accounts=frozenset({erik})))


@pytest.fixture
def names(gerrit: Gerrit) -> dict[str, object]:
    rest = gerrit.rest("erik")
    argued = rest.get(f"/changes/{gerrit.filled.argued}?o=CURRENT_REVISION")
    people = {user: rest.get(f"/accounts/{user}")["_account_id"] for user in ACCOUNTS}
    commit = argued["current_revision"][:10]
    return {**people, "argued": argued["_number"], "argued_id": argued["change_id"], "argued_commit": commit}


def there(gerrit: Gerrit, query: str) -> set[int]:
    """Which of the filled changes the server finds."""
    found = gerrit.rest("erik").get(f"/changes/?n=500&q={quote(query)}")
    return {one["_number"] for one in found} & set(gerrit.filled.all)


def here(listed: ChangeList, query: str) -> set[int]:
    return {one.number or 0 for one in parse_query(query).choose(listed.changes, listed.viewer)}


def test_every_search_finds_the_same_changes(gerrit: Gerrit, listed: ChangeList, names: dict[str, object]) -> None:
    asked = [query.format(**names) for query in QUERIES]
    found = {query: (here(listed, query), there(gerrit, query)) for query in asked}
    assert {query: both for query, both in found.items() if both[0] != both[1]} == {}


def test_words_find_at_least_what_they_find_there(gerrit: Gerrit, listed: ChangeList, names: dict[str, object]) -> None:
    asked = [query.format(**names) for query in GENEROUS]
    assert [query for query in asked if not there(gerrit, query) <= here(listed, query)] == []
    assert all(here(listed, query) for query in asked)
